"""What the charts draw: pledges by country and year, results against targets, meetings by month and pair."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

import sqlalchemy as sa

from communique.ledger.rows import judgement_of, parts
from communique.ledger.schema import actor_slot, entry, judgement, release_version
from communique.query.book import Book, Moment
from communique.query.entries import Filters, Listed, by_rows, joined, listed
from communique.query.picked import counted
from communique.query.totals import each_once, money_told
from communique.records.judgement import standing
from communique.records.undertaking import undertakes

_DOERS = ("by", "party", "owner")  # roles of those who give
_MOST = 6  # countries of a meeting that still is one of pairs


@dataclass(frozen=True, slots=True)
class Pledged:
    """What the countries of `country` pledged together in releases of a year, in one currency."""

    country: str  # codes joined by " + ", "" where no country is told
    year: int
    unit: str
    value: Decimal
    entries: int


@dataclass(frozen=True, slots=True)
class Pledges:
    """Sums pledged, each once; `several` entries name more than one sum and are left out."""

    cells: tuple[Pledged, ...]  # by currency, the most entries first, then country and year
    several: int


@dataclass(frozen=True, slots=True)
class Against:
    """A target or forecast and a result linked to it, both in one unit; `sure` once it is accepted."""

    aim: Listed
    result: Listed
    unit: str
    aimed: Decimal
    reached: Decimal
    sure: bool

    @property
    def share(self) -> float:
        """What was reached as a share of what was aimed at."""
        return float(self.reached / self.aimed)


@dataclass(frozen=True, slots=True)
class MonthMet:
    """How often two countries met in a month, written `2024-04`."""

    pair: tuple[str, str]
    month: str
    meetings: int


@dataclass(frozen=True, slots=True)
class Meetings:
    """Meetings held, by pair and month; `large` ones of more than six countries are of no pair."""

    cells: tuple[MonthMet, ...]  # the pair that met most often first, then by month
    large: int


def pledges(book: Book, filters: Filters) -> Pledges:
    """Return what was pledged and not only reported, by country, year of publication and currency."""
    with book.at(filters.as_of) as moment:
        rows, _ = counted(moment, None, filters)
        told: dict[tuple[int, str], list[sa.RowMapping]] = defaultdict(list)
        for row in money_told(moment, rows):
            if undertakes(row["kind"], row["attribute"]):
                told[row["entry"], row["unit"]].append(row)
        single = each_once(sums[0] for sums in told.values() if len(sums) == 1)
        givers = _countries(moment, [row["entry"] for row in single], _DOERS)
    grouped: dict[tuple[str, str, int], list[Decimal]] = defaultdict(list)
    for row in single:
        country = " + ".join(sorted(givers.get(row["entry"], ())))
        grouped[row["unit"], country, row["published"].year].append(Decimal(row["value"]))
    often = Counter(row["unit"] for row in single)
    cells = [Pledged(c, y, u, sum(v, Decimal(0)), len(v)) for (u, c, y), v in grouped.items()]
    ordered = sorted(cells, key=lambda one: (-often[one.unit], one.unit, one.country, one.year))
    return Pledges(tuple(ordered), sum(len(sums) > 1 for sums in told.values()))


def meetings(book: Book, filters: Filters) -> Meetings:
    """Return how often countries met; one of three countries counts in each of its three pairs."""
    with book.at(filters.as_of) as moment:
        rows, _ = counted(moment, "meeting", filters)
        day = sa.func.coalesce(entry.c.when_first, release_version.c.published).label("day")
        query = sa.select(entry.c.row, day).join(
            release_version, entry.c.version == release_version.c.version
        )
        held = {
            row["row"]: row["day"]
            for some in parts(rows)
            for row in moment.rows(query.where(entry.c.row.in_(some)))
            if row["day"] <= moment.today
        }
        there = _countries(moment, sorted(held))
    found = Counter(
        (pair, f"{held[row]:%Y-%m}")
        for row, countries in there.items()
        if len(countries) <= _MOST
        for pair in combinations(sorted(countries), 2)
    )
    often: Counter[tuple[str, str]] = Counter()
    for (pair, _), number in found.items():
        often[pair] += number
    order = sorted(found, key=lambda key: (-often[key[0]], key))
    large = sum(len(countries) > _MOST for countries in there.values())
    return Meetings(tuple(MonthMet(pair, month, found[pair, month]) for pair, month in order), large)


def _countries(moment: Moment, rows: Sequence[int], roles: Sequence[str] = ()) -> dict[int, set[str]]:
    """Return the countries of the parties of entries, of those of some roles only if given."""
    query = sa.select(actor_slot.c.entry, actor_slot.c.country).where(actor_slot.c.country.is_not(None))
    if roles:
        query = query.where(actor_slot.c.role.in_(roles))
    found: dict[int, set[str]] = defaultdict(set)
    for some in parts(rows):
        for row in moment.rows(query.where(actor_slot.c.entry.in_(some))):
            found[row["entry"]].add(row["country"])
    return found


def against(book: Book, filters: Filters) -> list[Against]:
    """Return targets and forecasts with the results linked to them, those of accepted links first."""
    with book.at(filters.as_of) as moment:
        rows, _ = counted(moment, "figure", filters)
        aims = listed(moment, by_rows(moment, rows))
        known = {one.entry.id: one for one in aims if one.entry.attribute in ("target", "forecast")}
        links = list(_links(moment, known))
        results = _results(moment, sorted({later for _, later, _ in links}))
    found = [
        one
        for earlier, later, sure in links
        if later in results
        for one in _against(known[earlier], results[later], sure)
    ]
    return sorted(found, key=lambda one: (not one.sure, one.aim.entry.id, one.result.entry.id))


def _links(moment: Moment, known: dict[str, Listed]) -> Iterator[tuple[str, str, bool]]:
    """Yield (earlier, later, accepted) of the links from entries that nobody denied."""
    for some in parts(sorted(known)):
        query = sa.select(judgement).where(judgement.c.kind == "follow-up", judgement.c.subject.in_(some))
        rows = moment.rows(query.where(moment.knows(judgement)).order_by(judgement.c.number))
        for one in standing(map(judgement_of, rows)).values():
            if one.object and one.decision in ("accepted", "confirmed", "proposed"):
                yield one.subject, one.object, one.decision != "proposed"


def _results(moment: Moment, ids: Sequence[str]) -> dict[str, Listed]:
    rows = [row for some in parts(ids) for row in moment.rows(joined(moment).where(entry.c.id.in_(some)))]
    found = listed(moment, rows)
    return {one.entry.id: one for one in found if one.entry.attribute == "result"}


def _against(aim: Listed, result: Listed, sure: bool) -> Iterator[Against]:
    """Yield the comparison where both tell one amount, of the same unit."""
    if len(aim.entry.amounts) == 1 == len(result.entry.amounts):
        one, other = aim.entry.amounts[0], result.entry.amounts[0]
        if one.unit == other.unit and one.value > 0:
            yield Against(aim, result, one.unit, one.value, other.value, sure)
