"""What a list adds up to: things and tellings, and sums of money that count each sum once."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

import sqlalchemy as sa

from communique.ledger.rows import parts
from communique.ledger.schema import amount_slot, entry, release_version
from communique.query.book import Book, Moment
from communique.query.entries import Filters, Listed, by_rows, listed
from communique.query.picked import counted

_NOT_ADDED = ("figure", "meeting")  # results, targets and forecasts of several periods do not add up


@dataclass(frozen=True, slots=True)
class Sum:
    """The money of the entries of a kind and force, stage or nature, in one currency.

    `entries` are those with one sum, which are added; `shared` of them tell a sum that another of the same
    release and kind tells with the same words, which is added once; `several` name more than one sum, which
    may be parts of one another, and are left out; `bounded` of those added are told as a limit or about.
    """

    kind: str
    attribute: str | None
    unit: str
    value: Decimal
    entries: int
    shared: int
    several: int
    bounded: int


@dataclass(frozen=True, slots=True)
class Totals:
    """`things` are what the list counts, each once; `tellings` all entries that tell them."""

    things: int
    tellings: int
    sums: tuple[Sum, ...]  # by kind, force and currency, the most entries first


@dataclass(frozen=True, slots=True)
class View:
    """A page of a list with what the whole list adds up to, both of one state of the ledger."""

    entries: tuple[Listed, ...]
    totals: Totals


def view(book: Book, kind: str | None, filters: Filters, limit: int, offset: int = 0) -> View:
    """Return a page of a list as `list_entries` has it, and the totals of the whole list."""
    with book.at(filters.as_of) as moment:
        rows, tellings = counted(moment, kind, filters)
        page = listed(moment, by_rows(moment, rows[offset : offset + limit]))
        return View(tuple(page), Totals(len(rows), tellings, tuple(_sums(moment, rows))))


def totals(book: Book, kind: str | None, filters: Filters) -> Totals:
    """Return what a list adds up to."""
    with book.at(filters.as_of) as moment:
        rows, tellings = counted(moment, kind, filters)
        return Totals(len(rows), tellings, tuple(_sums(moment, rows)))


def _sums(moment: Moment, rows: Sequence[int]) -> list[Sum]:
    grouped: dict[tuple[str, str | None, str], dict[int, list[sa.RowMapping]]] = defaultdict(dict)
    for row in money_told(moment, rows):
        group = grouped[row["kind"], row["attribute"], row["unit"]]
        group.setdefault(row["entry"], []).append(row)
    found = [_sum(*key, list(told.values())) for key, told in grouped.items()]
    return sorted(found, key=lambda one: (-one.entries, one.kind, one.attribute or "", one.unit))


def money_told(moment: Moment, rows: Sequence[int]) -> list[sa.RowMapping]:
    """Return the sums of money of the entries of rows that add up, in the order of rows and text."""
    query = (
        sa.select(amount_slot, entry.c.kind, entry.c.attribute, entry.c.version, release_version.c.published)
        .join(entry, amount_slot.c.entry == entry.c.row)
        .join(release_version, entry.c.version == release_version.c.version)
        .where(entry.c.kind.not_in(_NOT_ADDED), sa.func.length(amount_slot.c.unit) == 3)
    )
    found = [
        row
        for some in parts(rows)
        for row in moment.rows(query.where(amount_slot.c.entry.in_(some)))
        if row["unit"].isupper()
    ]
    return sorted(found, key=lambda row: (row["entry"], row["span_start"], row["span_end"]))


def _sum(kind: str, attribute: str | None, unit: str, told: Sequence[Sequence[sa.RowMapping]]) -> Sum:
    single = [sums[0] for sums in told if len(sums) == 1]
    once = each_once(single)
    return Sum(
        kind,
        attribute,
        unit,
        sum((Decimal(row["value"]) for row in once), Decimal(0)),
        len(single),
        len(single) - len(once),
        len(told) - len(single),
        sum(row["bound"] != "=" for row in once),
    )


def each_once(sums: Iterable[sa.RowMapping]) -> list[sa.RowMapping]:
    """Return sums without those that the same words of a release tell for another entry."""
    return list({(row["version"], row["span_start"], row["span_end"]): row for row in sums}.values())
