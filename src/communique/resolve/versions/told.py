"""Says what a new version of a release changed: a typo, date, number, actor or wording, or an undertaking."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pydantic import ConfigDict

from communique.packs import Pack, load_pack
from communique.records import Entry, Release, Span
from communique.resolve.versions.compare import Compared, Side, compare
from communique.resolve.versions.words import Hunk, hunks
from communique.text import fold

Sort = Literal[
    "undertaking dropped",
    "undertaking weakened",
    "undertaking moved",
    "undertaking added",
    "undertaking strengthened",
    "number",
    "date",
    "actor",
    "wording",
    "typo",
]
_SORTS: dict[str, Sort] = {
    "dropped": "undertaking dropped",
    "softened": "undertaking weakened",
    "moved": "undertaking moved",
    "new": "undertaking added",
    "strengthened": "undertaking strengthened",
}
_ORDER = (*_SORTS.values(), "number", "date", "actor", "wording", "typo")
_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d,]|\.\d)")
_PHRASE = 6  # words beyond which a stretch is another wording, whatever numbers and names it holds
_SHORT = 4  # letters of a word below which one letter more or less makes another word


class _Months(Pack):
    """The months of `en/time`."""

    model_config = ConfigDict(extra="ignore")
    months: dict[str, int]
    month_abbreviations: dict[str, int]


class _Numbers(Pack):
    """The words for numbers of `en/numbers`."""

    model_config = ConfigDict(extra="ignore")
    cardinals: dict[str, int]
    scales: dict[str, int]


@cache
def _months() -> frozenset[str]:
    words = load_pack("en/time", _Months)
    return frozenset({*words.months, *words.month_abbreviations})


@cache
def _numbers() -> frozenset[str]:
    words = load_pack("en/numbers", _Numbers)
    return frozenset({*words.cardinals, *words.scales})


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that changed, with the words of both versions; a span is empty where there are none."""

    what: Sort
    old: Span
    new: Span
    undertaking: Compared | None = None


@dataclass(frozen=True, slots=True)
class Version:
    """What a release said, and what was read of it."""

    release: Release
    entries: Sequence[Entry]


def told(old: Version, new: Version) -> tuple[Told, ...]:
    """Return what changed, what matters most first; nothing where only blanks differ."""
    found = hunks(old.release.text, new.release.text)
    sides = [Side(one.entries, one.release.published) for one in (old, new)]
    changed = [_undertaking(one, found) for one in compare(*sides) if one.what in _SORTS]
    kept = [one for one in changed if one]
    kept += [Told(_sort(hunk, old, new), hunk.old, hunk.new) for hunk in found]
    return tuple(sorted(kept, key=lambda one: (_ORDER.index(one.what), one.new.start, one.old.start)))


def _undertaking(one: Compared, found: Sequence[Hunk]) -> Told | None:
    """Return what became of an undertaking, None where the words it rests on are the same."""
    old, new = _first(one.old), _first(one.new)
    touched = any(_meets(one.old, hunk.old) or _meets(one.new, hunk.new) for hunk in found)
    return Told(_SORTS[one.what], old, new, one) if touched else None


def _first(entry: Entry | None) -> Span:
    return Span(entry.evidence[0].start, entry.evidence[0].end) if entry else Span(0, 0)


def _meets(entry: Entry | None, span: Span) -> bool:
    return entry is not None and any(e.start <= span.end and span.start <= e.end for e in entry.evidence)


def _sort(hunk: Hunk, old: Version, new: Version) -> Sort:
    before = old.release.text[hunk.old.start : hunk.old.end]
    after = new.release.text[hunk.new.start : hunk.new.end]
    words = before.split(), after.split()
    if max(map(len, words)) > _PHRASE:
        return "wording"
    slots = list(_slots(old.entries, hunk.old)) + list(_slots(new.entries, hunk.new))
    if _numeric(before) != _numeric(after):
        dated = "when" in slots or any(
            _YEAR.fullmatch(word.strip(".,;:()")) for side in words for word in side
        )
        return "date" if "amount" not in slots and (dated or _has_month(before, after)) else "number"
    if _has_month(before, after):
        return "date"
    if _is_typo(before, after, "actor" in slots):
        return "typo"
    named = "actor" in slots or (_is_name(before, old, hunk.old) and _is_name(after, new, hunk.new))
    return "actor" if named and before and after else "wording"


def _numeric(text: str) -> list[str]:
    """Return the numbers of a stretch, in digits and in words, as they are written."""
    words = re.findall(r"[\d.,]*\d|[^\W\d]+", text.lower())
    return [word for word in words if word[-1].isdigit() or word in _numbers()]


def _has_month(before: str, after: str) -> bool:
    months = [set(fold(side).split()) & _months() - {"may", "march"} for side in (before, after)]
    return months[0] != months[1]


def _slots(entries: Iterable[Entry], span: Span) -> Iterator[str]:
    """Yield the sorts of slots that a stretch lies in."""
    for one in entries:
        named = [
            ("when", one.when),
            *(("amount", a) for a in one.amounts),
            *(("actor", a) for a in one.actors),
        ]
        for sort, slot in named:
            if slot and slot.start < span.end and span.start < slot.end:
                yield sort


def _is_name(text: str, version: Version, span: Span) -> bool:
    """Tell whether a stretch is made of words with a capital, not only because a sentence begins there."""
    words = [word for word in text.split() if any(c.isalpha() for c in word)]
    opens = version.release.text[: span.start].rstrip()[-1:] in ("", ".", "!", "?", "\n", ":")
    return bool(words) and all(word[0].isupper() for word in words) and (len(words) > 1 or not opens)


def _is_typo(before: str, after: str, of_an_actor: bool) -> bool:
    """Tell whether two stretches differ in signs, case or accents only, or by one slip within a word.

    In a name a slip is two letters that changed places: one letter more or less is another name.
    """
    if fold(before) == fold(after):
        return True
    a, b = fold(before).split(), fold(after).split()
    if "".join(a) == "".join(b):
        return True
    differing = [(x, y) for x, y in zip(a, b, strict=False) if x != y] if len(a) == len(b) else []
    if len(differing) != 1:
        return False
    x, y = differing[0]
    swapped = (
        len(x) == len(y) and sorted(x) == sorted(y) and sum(p != q for p, q in zip(x, y, strict=True)) == 2
    )
    if of_an_actor or before[:1].isupper():
        return swapped
    return swapped or (min(len(x), len(y)) >= _SHORT and _one_letter(x, y))


def _one_letter(x: str, y: str) -> bool:
    """Tell whether one word becomes the other by one letter put in, left out or exchanged inside it."""
    if abs(len(x) - len(y)) > 1:
        return False
    start = next((i for i, (p, q) in enumerate(zip(x, y, strict=False)) if p != q), min(len(x), len(y)))
    rest_x, rest_y = x[start:], y[start:]
    inside = start > 0
    return inside and (rest_x[1:] == rest_y[1:] or rest_x[1:] == rest_y or rest_x == rest_y[1:])
