"""The editions of a series: each once, however many releases tell it, with what only one of them says."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Literal

from communique.resolve.mechanisms.telling import Telling, same_days

State = Literal["held", "planned", "missing"]
_FASTEST = 20  # days: more editions than one in so many are not believed
_MOST_MISSING = 12  # editions of one gap that are told one by one
_ONE_MEETING = 180  # days between two reports of one number above which they are of two meetings


@dataclass(frozen=True, slots=True)
class Edition:
    """One meeting of a series, or a number between two that no release tells of.

    `doubtful` is an ordinal that does not fit the days of the others; `ordinal` is then None.
    """

    ordinal: int | None
    start: date | None
    end: date | None
    where: str | None
    state: State
    tellings: tuple[Telling, ...] = ()
    doubtful: int | None = None


def editions_of(tellings: Sequence[Telling]) -> list[Edition]:
    """Return the editions in order, with a missing one for each number skipped between two that fit."""
    meetings = [one for one in tellings if one.entry.kind == "meeting"]
    told = sorted(_doubted([_edition(some) for some in _same(meetings)]), key=_order)
    return list(_with_missing(told))


def _order(one: Edition) -> tuple[date, int]:
    return one.start or date.max, one.ordinal or one.doubtful or 0


def _same(meetings: Sequence[Telling]) -> list[list[Telling]]:
    """Return the tellings of each meeting: of one number, or where one tells none of the same days."""
    by_number: dict[int, list[Telling]] = defaultdict(list)
    for one in meetings:
        if one.slot.ordinal:
            by_number[one.slot.ordinal].append(one)
    found = [some for tellings in by_number.values() for some in _together(tellings)]
    for one in meetings:
        if one.slot.ordinal:
            continue
        twin = next((some for some in found if any(same_days(one, other) for other in some)), None)
        if twin is None:
            found.append([one])
        else:
            twin.append(one)
    return found


def _together(tellings: Sequence[Telling]) -> Iterator[list[Telling]]:
    """Yield the tellings of one number apart where they report meetings too far from each other to be one."""
    run: list[Telling] = []
    for one in sorted(tellings, key=lambda t: (t.days[0], t.order)):
        if run and not is_ahead(run[-1]) and (one.days[0] - run[-1].days[0]).days > _ONE_MEETING:
            yield run
            run = []
        run.append(one)
    yield run


def is_ahead(one: Telling) -> bool:
    """Tell whether a meeting was still to come when told: an announcement is no report that it was held."""
    return one.entry.when is not None and one.entry.when.first > one.published


def _edition(tellings: Sequence[Telling]) -> Edition:
    """Return one edition; what was reported stands before what was announced, the latest before the first."""
    ordered = sorted(tellings, key=lambda one: one.order)
    held = [one for one in ordered if not is_ahead(one)]
    dated = [one for one in held or ordered if one.entry.when]
    best = max(dated, key=lambda one: (_exactness(one), one.order)) if dated else ordered[-1]
    when = best.entry.when
    places = [one.entry.where.name for one in (*held, *reversed(ordered)) if one.entry.where]
    return Edition(
        ordinal=next((one.slot.ordinal for one in ordered if one.slot.ordinal), None),
        start=when.first if when else None,
        end=when.last if when else None,
        where=places[0] if places else None,
        state="held" if held else "planned",
        tellings=tuple(ordered),
    )


def _exactness(one: Telling) -> tuple[int, bool]:
    """Return how exact the day is: of two announcements the later one counts, unless it is vaguer.

    A day in the words of the meeting itself goes before one that stands elsewhere, as in a dateline.
    """
    when = one.entry.when
    if when is None:
        return -9999, False
    return -((when.last - when.first).days // 31), any(
        e.start <= when.start < e.end for e in one.entry.evidence
    )


def _doubted(editions: Sequence[Edition]) -> list[Edition]:
    """Return the editions with the ordinals that do not fit the days of the others set aside as doubtful."""
    numbered = sorted((one for one in editions if one.ordinal and one.start), key=_order)
    kept = {id(one) for one in _fitting(numbered)}
    return [
        one
        if not (one.ordinal and one.start) or id(one) in kept
        else replace(one, ordinal=None, doubtful=one.ordinal)
        for one in editions
    ]


def _fitting(numbered: Sequence[Edition]) -> list[Edition]:
    """Return the longest run of editions whose numbers rise with their days, no faster than is believed."""
    best: list[list[Edition]] = []
    for at, one in enumerate(numbered):
        before = [best[i] for i in range(at) if _may_follow(numbered[i], one)]
        longest = max(before, key=lambda run: (sum(len(e.tellings) for e in run), len(run)), default=[])
        best.append([*longest, one])
    return max(best, key=lambda run: (sum(len(e.tellings) for e in run), len(run)), default=[])


def _may_follow(one: Edition, other: Edition) -> bool:
    if not (one.start and other.start and one.ordinal and other.ordinal):
        return False
    step, days = other.ordinal - one.ordinal, (other.start - one.start).days
    return 0 < step <= 1 + days / _FASTEST and days >= 0


def _with_missing(told: Sequence[Edition]) -> Iterator[Edition]:
    """Yield the editions, before each those whose numbers were skipped; a long gap is a gap alone."""
    numbers = sorted(one.ordinal for one in told if one.ordinal)
    before = {b: range(a + 1, b) for a, b in pairwise(numbers) if b - a <= _MOST_MISSING + 1}
    for one in told:
        yield from (Edition(n, None, None, None, "missing") for n in before.get(one.ordinal or 0, ()))
        yield one
