"""Counts a list of entries by what it can be narrowed to: kind, party, country, topic and the like."""

from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa

from communique.ledger.schema import actor_slot, amount_slot, entry, release, release_version, topic_slot
from communique.query.book import Book, Moment
from communique.query.entries import Filters, reviewed, selected

TOP = 12  # values that a facet names, the most frequent


@dataclass(frozen=True, slots=True)
class Choice:
    """A value to narrow by, and how many entries the list would then hold."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Facet:
    """What one filter may be set to; counted as if that filter were not set, the most frequent first."""

    name: str
    choices: tuple[Choice, ...]


def facets(book: Book, kind: str | None, filters: Filters) -> list[Facet]:
    """Return the facets of a list. Entries are counted whatever their status: that is not SQL's to tell."""
    with book.at(filters.as_of) as moment:

        def rows(others: Filters) -> sa.Select[Any]:
            return _rows(moment, kind, others)

        parts = {
            "kind": _of_entry(entry.c.kind, _rows(moment, None, filters)),
            "attribute": _of_entry(entry.c.attribute, rows(replace(filters, attribute=None))),
            "actor": _of_slot(actor_slot.c.name, rows(replace(filters, actor=None))),
            "country": _countries(rows(replace(filters, country=None))),
            "topic": _of_slot(topic_slot.c.topic, rows(replace(filters, topic=None))),
            "mechanism": _of_entry(entry.c.mechanism_name, rows(replace(filters, mechanism=None))),
            "unit": _of_slot(amount_slot.c.unit, rows(replace(filters, unit=None))),
            "reviewed": _of_entry(reviewed(), rows(replace(filters, reviewed=None))),
            "publisher": _of_entry(release.c.publisher, rows(replace(filters, publisher=None))),
        }
        return [Facet(name, _counted(moment, values)) for name, values in parts.items()]


def _rows(moment: Moment, kind: str | None, filters: Filters) -> sa.Select[Any]:
    return selected(moment, kind, filters).order_by(None).with_only_columns(entry.c.row)


def _of_entry(column: sa.ColumnElement[Any], rows: sa.Select[Any]) -> sa.Select[Any]:
    """Return the select of (value, entry) over what an entry or its release has once."""
    table = entry.join(release_version, entry.c.version == release_version.c.version).join(release)
    query = sa.select(column.label("value"), entry.c.row.label("row")).select_from(table)
    return query.where(entry.c.row.in_(rows), column.is_not(None))


def _of_slot(column: sa.ColumnElement[Any], rows: sa.Select[Any]) -> sa.Select[Any]:
    """Return the select of (value, entry), each pair once, over what an entry may have several of."""
    slot = column.table
    query = sa.select(column.label("value"), slot.c.entry.label("row")).distinct()
    return query.where(slot.c.entry.in_(rows), column.is_not(None))


def _countries(rows: sa.Select[Any]) -> sa.CompoundSelect[Any]:
    """Return the countries that an entry is of: of a party, of its place, of its publisher."""
    return sa.union(
        _of_slot(actor_slot.c.country, rows),
        _of_entry(entry.c.where_country, rows),
        _of_entry(release_version.c.country, rows),
    )


def _counted(moment: Moment, values: sa.SelectBase) -> tuple[Choice, ...]:
    found = values.subquery()
    number = sa.func.count().label("number")
    query = sa.select(found.c.value, number).group_by(found.c.value)
    rows = moment.rows(query.order_by(number.desc(), found.c.value).limit(TOP))
    return tuple(Choice(row["value"], row["number"]) for row in rows)
