"""Compares two bodies' names: words, spelling, acronyms, the country named, what the registry knows."""

from collections.abc import Iterator

from communique.resolve.identity.bodyname import BodyName, read_body
from communique.resolve.identity.party import Party
from communique.resolve.identity.persons import is_slip
from communique.resolve.identity.registry import Registry

_SLIP_LENGTH = 6  # letters of a word in which one may be wrong
_PLURAL = 4  # letters of a word that may lose its s


def body_features(a: Party, b: Party, known: Registry) -> Iterator[str]:
    """Yield the features of two bodies' names; of those that say how the names relate the strongest."""
    one, two = read_body(a.name), read_body(b.name)
    registered = _registered(a, b, known)
    if registered:
        yield registered
    relation = "bound" if b.name in a.others or a.name in b.others else _relation(one, two)
    if not registered or relation in ("same_words", "but_country", "bound"):
        yield relation
    some, others = set(one.countries or _country(a)), set(two.countries or _country(b))
    if registered != "registered":
        if some and others and not some & others:
            yield "other_country"
        elif some != others and max(known.bearers(a.name), known.bearers(b.name)) > 1:
            yield "common_name"
    if a.country and a.country == b.country:
        yield "same_country"


def _country(party: Party) -> tuple[str, ...]:
    return (party.country,) if party.country else ()


def _registered(a: Party, b: Party, known: Registry) -> str | None:
    """Return what the registry says of two names, None where it does not know both or not which."""
    some, others = known.find(a.name, a.country), known.find(b.name, b.country)
    if not some or not others:
        return None
    if not {one.id for one in some} & {one.id for one in others}:
        return "registered_apart"
    return "registered" if len(some) == len(others) == 1 else None


def _relation(one: BodyName, two: BodyName) -> str:
    x, y = one.words, two.words
    if x == y and x:
        return "same_words" if one.countries == two.countries else "but_country"
    if singular(x) == singular(y) and x:
        return "but_ending"
    if sorted(x) == sorted(y) and x:
        return "words_order"
    if _spelt(one, two) or _spelt(two, one):
        return "spelled"
    if _slip(x, y):
        return "but_ending"
    return "extra_words" if set(x) <= set(y) or set(y) <= set(x) else "other_words"


def singular(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return words without the endings of plurals."""
    return tuple(_stem(word) for word in words)


def _stem(word: str) -> str:
    if len(word) <= _PLURAL or word.endswith("ss"):
        return word
    return word[:-3] + "y" if word.endswith("ies") else word.removesuffix("s")


def _spelt(short: BodyName, long: BodyName) -> bool:
    letters = (short.short or "").upper()
    return len(short.words) == 1 < len(long.words) and letters in long.initials


def _slip(x: tuple[str, ...], y: tuple[str, ...]) -> bool:
    if len(x) != len(y):
        return False
    unlike = [(a, b) for a, b in zip(x, y, strict=True) if a != b]
    return len(unlike) == 1 and min(map(len, unlike[0])) >= _SLIP_LENGTH and is_slip(*unlike[0])
