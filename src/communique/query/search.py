"""Searches releases and entries; every hit shows the passage that matched, with its offsets."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from communique.ledger.index import Hit
from communique.ledger.rows import entries_of, release_of
from communique.ledger.schema import entry, release, release_version
from communique.ledger.words import found, terms
from communique.query.book import Book, Moment
from communique.query.entries import joined
from communique.records import Entry, Release, Span

_AROUND = 90  # characters of the text shown on either side of the matching words
_SPARE = 5  # hits asked for beyond those wanted, since some may not have been known at the moment

Key = tuple[str, int]  # of a row: what it is, and its number


@dataclass(frozen=True, slots=True)
class Match:
    """A hit: its id, the passage `release.text[start:end]`, and the words in it that matched."""

    what: str
    id: str
    summary: str
    release: Release
    passage: Span
    words: tuple[Span, ...]


def search(book: Book, words: str, limit: int = 20, as_of: date | None = None) -> list[Match]:
    """Return the best releases and entries that hold all the words, best first."""
    full_text = book.ledger.full_text
    full_text.catch_up()
    hits = full_text.search(words, limit * _SPARE)
    wanted = {term.folded for term in terms(words)}
    with book.at(as_of) as moment:
        known: dict[Key, Release | tuple[Entry, Release]] = {}
        known |= _entries(moment, hits)
        known |= _releases(moment, hits)
        best = [known[key] for hit in hits if (key := (hit.what, hit.number)) in known][:limit]
        return [_release(one, wanted) if isinstance(one, Release) else _entry(*one, wanted) for one in best]


def _numbers(hits: Sequence[Hit], what: str) -> list[int]:
    return [hit.number for hit in hits if hit.what == what]


def _entries(moment: Moment, hits: Sequence[Hit]) -> dict[Key, tuple[Entry, Release]]:
    rows = moment.rows(joined(moment).where(entry.c.row.in_(_numbers(hits, "entry"))))
    read = zip(entries_of(moment.connection, rows), rows, strict=True)
    return {("entry", row["row"]): (one, release_of(row)) for one, row in read}


def _releases(moment: Moment, hits: Sequence[Hit]) -> dict[Key, Release]:
    known = sa.select(release_version, release.c.publisher).select_from(release_version.join(release))
    known = known.where(release_version.c.version.in_(_numbers(hits, "release")))
    rows = moment.rows(known.where(moment.holds(release_version)))
    return {("release", row["version"]): release_of(row) for row in rows}


def _entry(one: Entry, release: Release, wanted: set[str]) -> Match:
    first, last = one.evidence[0].start, one.evidence[0].end
    spans = matching(release.text[first:last], wanted, first)
    return Match("entry", one.id, one.summary, release, Span(first, last), spans)


def _release(release: Release, wanted: set[str]) -> Match:
    spans = matching(release.text, wanted, 0)
    passage = _best(spans, release.text)
    inside = tuple(span for span in spans if passage.contains(span))
    return Match("release", release.id, release.title, release, passage, inside)


def matching(text: str, wanted: set[str], offset: int) -> tuple[Span, ...]:
    """Return where the wanted folded words stand in a text, shifted by `offset`."""
    return tuple(Span(offset + one.start, offset + one.end) for one in found(text, wanted))


def _best(spans: Sequence[Span], text: str) -> Span:
    """Return the passage around the place where most matching words stand together."""
    if not spans:
        return Span(0, _word_end(text, 0, 2 * _AROUND))
    together = [sum(1 for s in spans if 0 <= s.start - first.start <= 2 * _AROUND) for first in spans]
    start = spans[together.index(max(together))].start
    last = max(s.end for s in spans if 0 <= s.start - start <= 2 * _AROUND)
    return Span(_word_start(text, start - _AROUND, start), _word_end(text, last, last + _AROUND))


def _word_start(text: str, first: int, last: int) -> int:
    """Return where the first whole word after `first` starts, `first` where none does."""
    return 0 if first <= 0 else text.find(" ", first, last) + 1 or first


def _word_end(text: str, first: int, last: int) -> int:
    """Return where the last whole word before `last` ends, `last` where none does."""
    end = text.rfind(" ", first, last)
    return len(text) if last >= len(text) else end if end > first else last
