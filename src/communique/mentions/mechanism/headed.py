"""Names with a head noun: "21st Korea-Japan Steel Dialogue", "27th session of the Joint Committee"."""

from collections.abc import Sequence
from dataclasses import dataclass

from communique.mentions.mechanism.edges import (
    left_edge,
    letter_after,
    name_start,
    number_after,
    ordinal_within,
    right_edge,
    series_after,
)
from communique.mentions.mechanism.ordinals import ordinal_at
from communique.mentions.names.mechanisms import head_nouns, mechanisms
from communique.mentions.names.tokens import LOWER, Tokens
from communique.mentions.names.words import titles

_COMMON_TIMES = 2  # "for the first time" counts nothing
_LOWER_TAILS = frozenset(("on", "of"))
_YEARS = range(1900, 2101)


@dataclass(frozen=True, slots=True)
class Headed:
    """A name as words `first` to `last`, itself from `start` on, `without` the words of an ordinal."""

    first: int
    start: int
    last: int
    head: str
    ordinal: int | None = None
    without: tuple[int, int] | None = None
    series: bool = False


@dataclass(frozen=True, slots=True)
class Bare:
    """A head noun alone: "the Dialogue", "its 114th meeting", "the next session"; words `first` to `last`."""

    first: int
    last: int
    head: str
    ordinal: int | None = None
    other: bool = False  # another edition than this release's, without its number


def headed_names(tokens: Tokens, names: Sequence[bool]) -> tuple[list[Headed], list[Bare]]:
    """Return the names with a head noun, and the heads that stand alone; both in text order."""
    known = head_nouns()
    hits = [
        (at, *hit)
        for at, low in enumerate(tokens.lows)
        if low in known and (hit := known.at(tokens.lows, at))
    ]
    ends = {last: at for at, last, _ in hits}  # "Call to Action" + "Ministerial"
    found: list[Headed] = []
    bare: list[Bare] = []
    covered = len(tokens) + 1
    for at, last, kind in reversed(hits):
        if last > covered:
            continue
        chained = at
        while chained in ends:
            chained = ends[chained]
        name = _name(tokens, names, at, last, kind, chained)
        if name:
            while found and name.first <= found[-1].start < name.last:
                found.pop()
            found.append(name)
            covered = name.first
            continue
        alone = _bare(tokens, at, last, kind)
        if alone:
            bare.append(alone)
    return found[::-1], bare[::-1]


def _name(
    tokens: Tokens, names: Sequence[bool], at: int, last: int, kind: str, chained: int
) -> Headed | None:
    """Return the name headed by words `at` to `last`, or None where they name nothing."""
    capital = tokens.shapes[at] != LOWER
    if capital and tokens.lows[last : last + 1] and tokens.lows[last] in mechanisms().venues:
        return None  # "Conference Room"
    head, series = tokens.lows[last - 1], kind == "series"
    edge = left_edge(tokens, names, chained)
    counted = ordinal_within(tokens, names, edge, at)
    ordinal, without, edge = counted or (None, None, edge)
    start = name_start(tokens, names, edge, at, capital)
    if not any(names[start:at]) and head in mechanisms().editions:
        name = _edition(tokens, names, without[0] if without else start, last, ordinal)
        if name:
            return name
    if not capital and (head in titles().deeds or (kind == "programme" and head in mechanisms().generic)):
        return None
    tails = mechanisms().tails if capital else _LOWER_TAILS
    end = right_edge(tokens, names, last, tails) if capital or kind != "programme" else last
    number = number_after(tokens, last) if end == last and capital else None
    if capital and kind == "instrument" and letter_after(tokens, last):
        end = last + 1
    if number is not None:
        end = last + 1
        ordinal = number if series and number not in _YEARS else ordinal
    if without is None and start > 1 and tokens.words[start - 1] == '"':
        hit = ordinal_at(tokens, start - 2)
        ordinal = hit[1] if hit else ordinal
    if capital and end > last and start == at and head in mechanisms().generic:
        return None
    if not _is_named(tokens, names, start, at, end, last, ordinal, kind):
        return None
    first = min(start, without[0]) if without else start
    inside = without if without and without[0] > start else None
    return Headed(first, start, end, head, ordinal, inside, series)


def _edition(
    tokens: Tokens, names: Sequence[bool], first: int, last: int, ordinal: int | None
) -> Headed | None:
    """Return the series whose edition the head counts: "second round of …", "Phase 3 of …"."""
    number = number_after(tokens, last)
    after = last if number is None else last + 1
    ordinal = ordinal if number is None else number
    series = series_after(tokens, names, after, headed=ordinal is None)
    if series is None:
        return None
    return Headed(first, series[0], series[1], tokens.lows[series[1] - 1], ordinal, None, True)


def _is_named(
    tokens: Tokens,
    names: Sequence[bool],
    start: int,
    at: int,
    end: int,
    last: int,
    ordinal: int | None,
    kind: str,
) -> bool:
    """Tell whether words name one mechanism: by capitals, by parties named, by an ordinal or many words."""
    if tokens.shapes[at] != LOWER:
        return start < at or end > last
    if any(names[start:at]) or end > last:
        return True
    words = at - start
    definite = words > 1 and kind != "programme" and tokens.lows[start - 1 : start] == ["the"]
    return words > 0 and (ordinal is not None or definite)


def _bare(tokens: Tokens, at: int, last: int, kind: str) -> Bare | None:
    """Return a head noun that refers to a name told elsewhere, or None where it only describes."""
    head = tokens.lows[last - 1]
    hit = ordinal_at(tokens, at - 1) if at else None
    referring = head in mechanisms().referring
    if hit and (kind == "series" or referring) and (head != "time" or hit[1] > _COMMON_TIMES):
        return Bare(hit[0], last, head, hit[1])
    if referring and head != "time" and at and tokens.lows[at - 1] in mechanisms().neighbours:
        return Bare(at - 1, last, head, other=True)
    if tokens.shapes[at] != LOWER or (at and tokens.lows[at - 1] in ("the", "this")):
        return Bare(at, last, head)
    return None
