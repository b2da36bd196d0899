"""Lists mechanisms, the named series and bodies: members, editions, gaps, cadence, whether they live."""

from dataclasses import replace

import sqlalchemy as sa

from communique.ledger.rows import judgement_of
from communique.ledger.schema import entry, judgement
from communique.query.book import Book, Moment
from communique.query.entries import Filters, conditions, joined, listed
from communique.records.judgement import Judgement, standing
from communique.resolve.mechanisms import Mechanism, Telling, mechanism_id, mechanisms_of
from communique.text import fold


def list_mechanisms(book: Book, filters: Filters | None = None, limit: int | None = None) -> list[Mechanism]:
    """Return mechanisms, the most told first; the words of a mechanism may stand in any of its names."""
    filters = filters or Filters()
    with book.at(filters.as_of) as moment:
        every = conditions(replace(filters, mechanism=None), moment)
        query = joined(moment).where(*every, entry.c.mechanism_name.is_not(None))
        found = listed(moment, moment.rows(query.order_by(entry.c.row)))
        judged = judgements(moment, "mechanism")
    tellings = [Telling(one.entry, one.release.id, one.release.published) for one in found]
    mechanisms = mechanisms_of(tellings, moment.today, judged)
    return [one for one in mechanisms if _is_named(one, filters.mechanism or "")][:limit]


def has_id(one: Mechanism, key: str) -> bool:
    """Tell whether the id of a mechanism, under any of its names, begins with `key`."""
    return any(known.startswith(key) for known in (one.id, *map(mechanism_id, one.names)))


def _is_named(one: Mechanism, words: str) -> bool:
    wanted = set(fold(words).split())
    return any(wanted <= set(fold(name).split()) for name in one.names)


def judgements(moment: Moment, kind: str) -> list[Judgement]:
    """Return the decisions of a kind that stand at the moment."""
    known = sa.select(judgement).where(judgement.c.kind == kind, moment.knows(judgement))
    rows = moment.rows(known.order_by(judgement.c.number))
    return list(standing(judgement_of(row) for row in rows).values())
