"""Compares two releases, two versions of one, or two editions of a mechanism: words and undertakings."""

import re
from dataclasses import dataclass, replace
from datetime import date

from communique.errors import LedgerError
from communique.ledger.schema import entry, release_version
from communique.query.book import Book, Moment
from communique.query.entries import BELIEVED, joined, listed
from communique.query.named import has_words
from communique.query.versions import version_named
from communique.records import Entry, Release
from communique.records.undertaking import is_undertaking
from communique.resolve.versions import Compared, Hunk, Side, compare, hunks
from communique.text import fold

_EDITION = re.compile(r"(.*\S)\s*#\s*(\d{1,4})")


@dataclass(frozen=True, slots=True)
class Told:
    """One side of a comparison: the release and its entries, and the other releases that tell the same."""

    name: str
    release: Release
    entries: tuple[Entry, ...]
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Diff:
    """What differs: stretches of words, and every undertaking of either side once."""

    old: Told
    new: Told
    words: tuple[Hunk, ...]
    undertakings: tuple[Compared, ...]


def diff(book: Book, old: str, new: str, as_of: date | None = None, min_confidence: float = BELIEVED) -> Diff:
    """Return how `new` differs from `old`; entries of lower confidence count on neither side.

    Either names a release (`rel-…`), a version of one (`rel-…@2`) or an edition of a mechanism
    (`Tin Dialogue#4`). Raises LedgerError where one is not known or names more than one thing.
    """
    with book.at(as_of) as moment:
        told = [_told(moment, name) for name in (old, new)]
    before, after = (
        replace(one, entries=tuple(e for e in one.entries if e.confidence >= min_confidence)) for one in told
    )
    return diff_of(before, after)


def diff_of(old: Told, new: Told) -> Diff:
    """Return how one telling differs from another."""
    sides = [Side(side.entries, side.release.published) for side in (old, new)]
    return Diff(old, new, hunks(old.release.text, new.release.text), compare(*sides))


def _told(moment: Moment, name: str) -> Told:
    if name.startswith("rel-"):
        version = version_named(moment, name)
        return Told(name, version.release, version.entries)
    edition = _EDITION.fullmatch(name.strip())
    if not edition:
        raise LedgerError(f"{name}: no id of a release (rel-…) and no edition of a mechanism (Name#4)")
    return _edition(moment, name, edition[1], int(edition[2]))


def _edition(moment: Moment, name: str, series: str, ordinal: int) -> Told:
    """Return the fullest release that tells of an edition: most undertakings, then first published."""
    query = joined(moment).where(
        *has_words(entry.c.mechanism_folded, series), entry.c.mechanism_ordinal == ordinal
    )
    found = listed(moment, moment.rows(query.order_by(entry.c.row)))
    exact = [one for one in found if one.entry.mechanism and fold(one.entry.mechanism.name) == fold(series)]
    found = exact or found
    names = sorted({fold(one.entry.mechanism.name) for one in found if one.entry.mechanism})
    if len(names) > 1:
        raise LedgerError(f"{name}: more than one mechanism has these words: {'; '.join(names)}")
    meetings = [one for one in found if one.entry.kind == "meeting"] or found
    if not meetings:
        raise LedgerError(f"{name}: no release tells of this edition; `communique list mechanisms` has them")
    releases = {one.release.id: one.release for one in meetings}
    told = [Told(name, one, _entries(moment, one.id)) for one in releases.values()]
    best, *others = sorted(told, key=_fullness)
    return Told(name, best.release, best.entries, tuple(sorted(other.release.id for other in others)))


def _entries(moment: Moment, release: str) -> tuple[Entry, ...]:
    rows = moment.rows(joined(moment).where(release_version.c.release == release).order_by(entry.c.row))
    return tuple(one.entry for one in listed(moment, rows))


def _fullness(told: Told) -> tuple[int, date, str]:
    undertakings = sum(1 for one in told.entries if is_undertaking(one))
    return -undertakings, told.release.published, told.release.id
