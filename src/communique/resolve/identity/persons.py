"""Compares two persons' names: order, accents, romanisation, short forms, parts left out, slips."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from communique.resolve.identity import spelling
from communique.resolve.identity.party import Party
from communique.resolve.identity.words import first_names, pack
from communique.text import fold

EAST_ASIA = frozenset(("CN", "HK", "JP", "KP", "KR", "MO", "SG", "TW", "VN"))
_CHINESE = frozenset(("CN", "HK", "MO", "MY", "SG", "TW"))
_JOINS = re.compile(r"[-‐‑'’`ʼ]")
_SLIP_LENGTH = 7  # letters of a word in which one wrong letter is a slip
_SWAP_LENGTH = 5  # and in which two letters may be swapped
_DOUBLED = re.compile(r"(.)\1+")
_ARTICLE = re.compile(r"\b(al|el|ad|ar|as|at|az)-", re.IGNORECASE)
_ABDUL = re.compile(r"\b(abd(?:ul|el|al)?)[ -]+(?:al[ -]+|el[ -]+)?")


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name taken apart: `words` folded, with hyphened ones joined and without honorifics and initials."""

    words: tuple[str, ...]
    initials: tuple[str, ...]
    generation: str | None
    hyphened: bool

    @property
    def bare(self) -> tuple[str, ...]:
        """The words without particles ("al", "bin", "van"), or all where nothing else is left."""
        kept = tuple(word for word in self.words if word not in pack().particles)
        return kept if len(kept) > 1 else self.words


@lru_cache(maxsize=65536)
def read_name(name: str) -> PersonName:
    """Return the parts of a person's name."""
    if "," in name:
        last, rest = name.split(",", 1)
        name = f"{name}" if fold(rest) in pack().generations else f"{rest} {last}"
    name = spelling.hangul(name.strip())
    apart = _ARTICLE.sub("al ", _ABDUL.sub(r"\1", name.lower()))
    told = fold(_JOINS.sub("", apart)).split()
    marks = [pack().generations[word] for word in told[1:] if word in pack().generations]
    words = [w for w in told if w not in pack().honorifics and w not in pack().generations]
    words = words if words else told
    return PersonName(
        words=tuple(word for word in words if len(word) > 1 or len(words) == 2),
        initials=tuple(word for word in words if len(word) == 1),
        generation=marks[0] if marks else None,
        hyphened="-" in name,
    )


def person_features(a: Party, b: Party) -> Iterator[str]:
    """Yield the features of two persons' names; of those that say how the names relate the strongest."""
    one, two = read_name(a.name), read_name(b.name)
    if one.generation and two.generation and one.generation != two.generation:
        yield "generation"
    if _other_initials(one, two):
        yield "middle_initials"
    yield _relation(one, two, {c for c in (a.country, b.country) if c})


def _other_initials(one: PersonName, two: PersonName) -> bool:
    middle = one.initials and two.initials and len(one.words) > 1 and len(two.words) > 1
    return bool(middle) and one.initials != two.initials


def _relation(one: PersonName, two: PersonName, countries: set[str]) -> str:
    if not one.words or not two.words or min(len(one.words), len(two.words)) == 1:
        return "one_word" if set(one.words) & set(two.words) else "other_name"
    tests: tuple[tuple[str, Callable[[], bool]], ...] = (
        ("same_name", lambda: one.words == two.words),
        ("other_order", lambda: turns(one) == turns(two) or bool(turns(one) & turns(two))),
        ("accents", lambda: _alike(one, two, spelling.umlauts)),
        ("korean", lambda: _korean(one, two, countries)),
        ("japanese", lambda: countries == {"JP"} and _alike(one, two, spelling.japanese)),
        ("chinese", lambda: bool(countries) and countries <= _CHINESE and _chinese(one, two)),
        ("cyrillic", lambda: _any_in(countries, pack().cyrillic) and _alike(one, two, spelling.cyrillic)),
        ("arabic", lambda: _any_in(countries, pack().arabic) and _alike(one, two, spelling.arabic)),
        ("part_left_out", lambda: _part_of(one, two, countries)),
        ("nickname", lambda: _nickname(one.words, two.words)),
        ("typo", lambda: not countries & EAST_ASIA and _slip(one.words, two.words)),
        ("initial", lambda: _initial(one.words, two.words) or _initial(two.words, one.words)),
    )
    return next((key for key, holds in tests if holds()), "other_name")


def _any_in(countries: set[str], wanted: frozenset[str]) -> bool:
    return bool(countries) and countries <= wanted


def turns(name: PersonName, write: Callable[[str], str] = str) -> frozenset[str]:
    """Return the name written together, begun with each end: "ahndukgeun" and "dukgeunahn"."""
    words = [write(word) for word in name.bare]
    turns = (words, words[1:] + words[:1], words[-1:] + words[:-1])
    return frozenset("".join(turn) for turn in turns)


def _alike(one: PersonName, two: PersonName, write: Callable[[str], str]) -> bool:
    return bool(turns(one, write) & turns(two, write))


def _korean(one: PersonName, two: PersonName, countries: set[str]) -> bool:
    if countries - {"KR", "KP"}:
        return False
    return any(
        spelling.korean(one.words, loose) & spelling.korean(two.words, loose) for loose in (False, True)
    )


def _chinese(one: PersonName, two: PersonName) -> bool:
    """Tell whether one is in pinyin what the other is in Wade-Giles, which joins by a hyphen."""
    if one.hyphened == two.hyphened:
        return False
    wade, plain = (one, two) if one.hyphened else (two, one)
    return bool(turns(wade, spelling.wade_giles) & turns(plain, spelling.pinyin))


def _part_of(one: PersonName, two: PersonName, countries: set[str]) -> bool:
    """Tell whether one name is the other without some words: "Marcelo Ebrard Casaubón", "Marcelo Ebrard"."""
    short, long = sorted((one.bare, two.bare), key=len)
    if countries & (EAST_ASIA - {"SG"}) or len(short) == len(long) or len(short) < 2:
        return False
    rest = iter(long)
    return all(word in rest for word in short)


def _nickname(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    lines = first_names()
    return a[1:] == b[1:] and bool(lines.get(a[0], frozenset()) & lines.get(b[0], frozenset()))


def _initial(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    return len(a[0]) == 1 and a[-1] == b[-1] and a[0] == b[0][0] and len(b[0]) > 1


def _slip(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Tell whether all words are equal but one, and that one but for a slip of the pen."""
    if len(a) != len(b):
        return False
    unlike = [(x, y) for x, y in zip(a, b, strict=True) if x != y]
    return len(unlike) == 1 and is_slip(*unlike[0])


def is_slip(x: str, y: str) -> bool:
    """Tell whether two words are one but for a doubled letter, ph for f, a swap, or one inner letter."""
    plain_x, plain_y = (_DOUBLED.sub(r"\1", word.replace("ph", "f")) for word in (x, y))
    if plain_x == plain_y:
        return True
    if min(len(x), len(y)) < _SWAP_LENGTH or x[0] != y[0] or x[-1] != y[-1] or OSA.distance(x, y) != 1:
        return False
    return sorted(x) == sorted(y) or min(len(x), len(y)) >= _SLIP_LENGTH
