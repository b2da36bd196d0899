"""Lists mechanisms, the named series and bodies: members, editions, gaps, cadence, whether they live.

A mechanism is grouped by its folded name as releases give it; two names of one series stay two until a
judgement joins them.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from statistics import median
from typing import Literal

from communique.ledger.schema import entry
from communique.query.book import Book
from communique.query.entries import Filters, Listed, conditions, joined, listed
from communique.records import stable_id
from communique.text import fold

State = Literal["held", "planned", "missing"]
_LATE = 1.5  # cadences without an edition after which a mechanism is due
_DORMANT = 3.0  # and after which it is dormant
_YEARLY = 365  # the cadence where editions tell none


@dataclass(frozen=True, slots=True)
class Edition:
    """One meeting of a series. A missing one is a gap between two ordinals that releases tell of."""

    ordinal: int | None
    start: date | None
    end: date | None
    where: str | None
    state: State
    entry: str | None


@dataclass(frozen=True, slots=True)
class Mechanism:
    """A named series or body. `cadence_days` is the median step between dated editions."""

    id: str
    name: str
    members: tuple[str, ...]
    editions: tuple[Edition, ...]
    entries: int
    cadence_days: int | None
    next_expected: date | None
    status: Literal["alive", "due", "dormant"]


def mechanism_id(folded: str) -> str:
    """Return the id of a mechanism: from its folded name."""
    return stable_id("mec", folded)


def list_mechanisms(book: Book, filters: Filters | None = None, limit: int | None = None) -> list[Mechanism]:
    """Return mechanisms, the most told first."""
    filters = filters or Filters()
    with book.at(filters.as_of) as moment:
        query = joined(moment).where(*conditions(filters), entry.c.mechanism_name.is_not(None))
        found = listed(moment, moment.rows(query.order_by(entry.c.row)))
        today = moment.today
    groups: dict[str, list[Listed]] = defaultdict(list)
    for one in found:
        if one.entry.mechanism:
            groups[fold(one.entry.mechanism.name)].append(one)
    mechanisms = [_mechanism(folded, members, today) for folded, members in groups.items()]
    return sorted(mechanisms, key=lambda m: (-m.entries, m.name))[:limit]


def _mechanism(folded: str, told: Sequence[Listed], today: date) -> Mechanism:
    names = Counter(one.entry.mechanism.name for one in told if one.entry.mechanism)
    members = Counter(a.name for one in told for a in one.entry.actors if a.type in ("country", "group"))
    editions = _with_gaps(_editions(told, today))
    days = sorted({e.start for e in editions if e.start and e.state == "held"})
    steps = [(b - a).days for a, b in pairwise(days)]
    cadence = int(median(steps)) if steps else None
    planned = [e.start for e in editions if e.state == "planned" and e.start]
    last = days[-1] if days else None
    ahead = min(planned) if planned else last + timedelta(days=cadence) if last and cadence else None
    return Mechanism(
        id=mechanism_id(folded),
        name=min(names, key=lambda name: (-names[name], name)),
        members=tuple(sorted(members, key=lambda name: (-members[name], name))),
        editions=tuple(editions),
        entries=len(told),
        cadence_days=cadence,
        next_expected=ahead,
        status=_life(last or max(one.release.published for one in told), cadence, bool(planned), today),
    )


def _life(last: date, cadence: int | None, planned: bool, today: date) -> Literal["alive", "due", "dormant"]:
    missed = (today - last).days / (cadence or _YEARLY)
    if planned or missed <= _LATE:
        return "alive"
    return "due" if missed <= _DORMANT else "dormant"


def _editions(told: Sequence[Listed], today: date) -> list[Edition]:
    """Return the meetings of the series, one an ordinal or a day, in order of time."""
    found: dict[object, Edition] = {}
    for one in told:
        if one.entry.kind != "meeting" or not one.entry.mechanism:
            continue
        edition = _edition(one, today)
        key = edition.ordinal or (edition.start, edition.end)
        if key not in found or (found[key].start is None and edition.start):
            found[key] = edition
    return sorted(found.values(), key=lambda e: (e.start or date.max, e.ordinal or 0))


def _edition(one: Listed, today: date) -> Edition:
    when, mechanism, where = one.entry.when, one.entry.mechanism, one.entry.where
    ahead = when is not None and when.first > min(today, one.release.published)
    held = not ahead or (when is not None and when.last < today)
    return Edition(
        ordinal=mechanism.ordinal if mechanism else None,
        start=when.first if when else None,
        end=when.last if when else None,
        where=where.name if where else None,
        state="held" if held else "planned",
        entry=one.entry.id,
    )


def _with_gaps(editions: list[Edition]) -> list[Edition]:
    """Return the editions with a missing one for each ordinal skipped between two that are told."""
    known = {e.ordinal for e in editions if e.ordinal}
    if len(known) < 2:
        return editions
    gaps = [n for n in range(min(known), max(known)) if n not in known]
    missing = [Edition(n, None, None, None, "missing", None) for n in gaps]
    numbered = sorted([e for e in editions if e.ordinal] + missing, key=lambda e: e.ordinal or 0)
    return numbered + [e for e in editions if not e.ordinal]
