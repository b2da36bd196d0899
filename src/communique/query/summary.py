"""The ledger at a glance: how much of what, and the largest pledges in each currency."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import sqlalchemy as sa

from communique.ledger.rows import parts
from communique.ledger.schema import entry, release, release_version, unread
from communique.query.book import Book, Moment
from communique.query.entries import BELIEVED, Listed, joined, listed
from communique.query.fates import fates_at
from communique.records.undertaking import is_undertaking

SURE = 0.9


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts of what is known, each thing once; `doubtful` entries are kept and shown only when asked for."""

    releases: int
    publishers: int
    first: date | None
    last: date | None
    kinds: dict[str, int]
    doubtful: int
    unread: int


def summarise(book: Book, as_of: date | None = None) -> Summary:
    """Return the counts of a ledger."""
    with book.at(as_of) as moment:
        c = release_version.c
        head = sa.select(
            sa.func.count().label("releases"),
            sa.func.count(sa.distinct(release.c.publisher)).label("publishers"),
            sa.func.min(c.published).label("first"),
            sa.func.max(c.published).label("last"),
        ).select_from(release_version.join(release))
        row = moment.connection.execute(head.where(moment.holds(release_version))).mappings().one()
        believed = entry.c.confidence >= BELIEVED
        kinds = sa.select(entry.c.kind, sa.func.count().label("n")).where(moment.holds(entry), believed)
        counted = moment.rows(kinds.group_by(entry.c.kind).order_by(entry.c.kind))
        again = _told_again(moment)
        doubtful = sa.select(sa.func.count()).select_from(entry).where(moment.holds(entry), ~believed)
        silent = sa.select(sa.func.count()).select_from(unread).where(moment.holds(unread))
        return Summary(
            row["releases"],
            row["publishers"],
            row["first"],
            row["last"],
            {row["kind"]: row["n"] - again[row["kind"]] for row in counted},
            moment.connection.scalar(doubtful) or 0,
            moment.connection.scalar(silent) or 0,
        )


def _told_again(moment: Moment) -> Counter[str]:
    """Return by kind how many entries tell what another told first."""
    found: Counter[str] = Counter()
    for some in parts(sorted(fates_at(moment).again)):
        query = sa.select(entry.c.kind).where(moment.holds(entry), entry.c.id.in_(some))
        found.update(row["kind"] for row in moment.rows(query.where(entry.c.confidence >= BELIEVED)))
    return found


def largest_pledges(
    book: Book, limit: int = 5, as_of: date | None = None
) -> list[tuple[Listed, Decimal, str]]:
    """Return the largest sums of money still to be given: (entry, value, currency), currencies not mixed.

    Per currency the largest come first; the currency with the most pledges leads. A sum told again by
    the same parties counts once. Only entries of a confidence of SURE: a wrong sum at the head misleads most.
    """
    with book.at(as_of) as moment:
        rows = moment.rows(joined(moment).where(entry.c.confidence >= SURE).order_by(entry.c.row))
        told = [one for one in listed(moment, rows) if is_undertaking(one.entry)]
    found = [one for one in told if one.fate.head == one.entry.id]
    sums: dict[str, dict[Decimal, Listed]] = defaultdict(dict)
    for one in found:
        for amount in one.entry.amounts:
            if one.entry.kind != "figure" and len(amount.unit) == 3 and amount.unit.isupper():
                sums[amount.unit].setdefault(amount.value, one)
    ordered = sorted(sums, key=lambda unit: (-len(sums[unit]), unit))
    largest = [(sums[u][v], v, u) for u in ordered for v in sorted(sums[u], reverse=True)]
    return largest[:limit]
