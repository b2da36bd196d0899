"""A chronicle as the program tells it: a ledger of its releases, its entries found by their names."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from bench.chronicle.expected import Expected, inputs, load
from communique.ledger.schema import actor_slot, entry, judgement, party_slot, release_version
from communique.query import BELIEVED, Book, Filters, Listed, list_entries, open_book
from communique.query.identity import identities
from communique.query.lists import list_tellings
from communique.records import Release
from communique.runs.extract import extract
from communique.runs.ingest import ingest
from communique.runs.reading import read_release
from communique.sources import read_input
from communique.text import fold


@dataclass(frozen=True, slots=True)
class Chronicle:
    """The ledger of a chronicle, what it ought to tell, and which of its entries was found as which."""

    name: str
    expected: Expected
    book: Book
    releases: dict[str, str]  # name -> id in the ledger
    names: dict[str, str]  # id of a found entry -> its name
    ids: dict[str, str]  # and back
    entries: int

    def links(self) -> Iterator[tuple[tuple[str, str], str]]:
        """Yield each accepted link: later and earlier entry by name, else id, and what it does."""
        with self.book.at() as moment:
            query = sa.select(judgement).where(judgement.c.kind == "follow-up").order_by(judgement.c.number)
            last = {(row["subject"], row["object"]): row for row in moment.rows(query)}
        for (earlier, later), row in sorted(last.items()):
            if row["decision"] == "accepted":
                yield (self.names.get(later, later), self.names.get(earlier, earlier)), row["relation"]

    def rows(self) -> set[str]:
        """Return the names of the entries that lists show, each thing once."""
        shown = {one.entry.id for one in list_entries(self.book, None)}
        return {self.names[key] for key in shown & self.names.keys()}

    def entities(self) -> dict[tuple[str, str], set[str]]:
        """Return (folded name, name of the release or "") -> the entities that it names there."""
        titles = {key: name for name, key in self.releases.items()}
        found: dict[tuple[str, str], set[str]] = {}
        with self.book.at() as moment:
            known = identities(moment)
            joined = actor_slot.join(
                party_slot,
                sa.and_(
                    party_slot.c.entry == actor_slot.c.entry, party_slot.c.position == actor_slot.c.position
                ),
            )
            joined = joined.join(entry, entry.c.row == actor_slot.c.entry).join(
                release_version, entry.c.version == release_version.c.version
            )
            query = sa.select(actor_slot.c.name, party_slot.c.party, release_version.c.release)
            for row in moment.rows(query.select_from(joined).where(moment.holds(entry))):
                own = known.entity(row["party"], row["release"])
                for where in ("", titles[row["release"]]):
                    found.setdefault((fold(row["name"]), where), set()).add(own)
        return found


def tell(name: str, folder: Path) -> Chronicle:
    """Read a chronicle into a new ledger in `folder`, release by release as a reader would."""
    expected, place = load(name), folder / f"{name}.db"
    for path in inputs(name):
        ingest(extract([str(path)], read_release), place)
    book = open_book(place)
    releases = dict(_releases(inputs(name)[0]))
    told = list_tellings(book, Filters(min_confidence=BELIEVED))
    names = dict(_named(expected, {key: one.id for key, one in releases.items()}, told))
    ids = {given: found for found, given in reversed(names.items())}
    return Chronicle(
        name, expected, book, {key: one.id for key, one in releases.items()}, names, ids, len(told)
    )


def _releases(path: Path) -> Iterator[tuple[str, Release]]:
    keys = [json.loads(line)["id"] for line in path.read_text(encoding="utf-8").splitlines()]
    read = (one for one in read_input(str(path)) if isinstance(one, Release))
    yield from zip(keys, read, strict=True)


def _named(expected: Expected, releases: dict[str, str], told: list[Listed]) -> Iterator[tuple[str, str]]:
    """Yield the id and name of each entry that is found: the name whose words hold its day, or most of it."""
    for one in told:
        shares = {
            name: _share(one, words)
            for name, (release, kinds, words) in expected.entries.items()
            if releases[release] == one.release.id and one.entry.kind in kinds.split("|")
        }
        best = max(shares, key=lambda name: (shares[name], name), default=None)
        if best and any(shares[best]):
            yield one.entry.id, best


def _share(one: Listed, words: str) -> tuple[int, int]:
    """Return how many letters of `words` the day of an entry and its evidence hold."""
    start = one.release.text.find(words)
    if start < 0:
        raise ValueError(f"{one.release.title!r} does not say {words!r}")
    end = start + len(words)
    told = sum(max(0, min(end, e.end) - max(start, e.start)) for e in one.entry.evidence)
    when = one.entry.when
    dated = max(0, min(end, when.end) - max(start, when.start)) if when and told else 0
    return dated, told
