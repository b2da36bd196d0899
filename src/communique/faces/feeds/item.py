"""What a feed holds: one item for each entry, release, actor or mechanism of a list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from communique.faces.words import gist, headline, when_days, words
from communique.query import Actor, Life, Mechanism, TimedRelease
from communique.records import Release

# Statuses that a release or a person made; the others come and go with the calendar.
_MADE = frozenset({"advanced", "fulfilled", "postponed", "superseded", "withdrawn"})


@dataclass(frozen=True, slots=True)
class Item:
    """One thing of a list. Times are the ledger's, ISO 8601 in UTC; `via` is the source's address."""

    id: str
    title: str
    text: str
    link: str
    published: str
    updated: str
    author: str
    via: str | None = None
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Feed:
    """A list as it is syndicated: its own address, that of its page, and its items in order."""

    title: str
    address: str
    home: str
    items: Sequence[Item]

    @property
    def updated(self) -> str:
        """When the last of its items changed; the epoch where it has none."""
        return max((item.updated for item in self.items), default=midnight(date(1970, 1, 1)))


def of_entry(life: Life, base: str) -> Item:
    """Return an entry: its words, then whose they are."""
    entry, release = life.one.entry, life.one.release
    quote = " … ".join(" ".join(part.quote.split()) for part in entry.evidence)
    days = [f"When: {when_days(entry.when)}"] if entry.when else []
    made = [f"Status: {life.one.status}"] if life.one.status in _MADE else []
    return Item(
        id=urn(life.uid),
        title=f"{headline(entry)}: {gist(entry)}",
        text="\n".join([f"“{quote}”", *days, *made, source(release)]),
        link=f"{base}entries/{entry.id}",
        published=life.begun_at,
        updated=life.changed_at,
        author=release.publisher,
        via=release.url,
        tags=(entry.kind, *([words(entry.attribute)] if entry.attribute else []), *entry.topics),
    )


def of_release(one: TimedRelease, base: str) -> Item:
    """Return a release: how many entries it gave; its text stays with its publisher."""
    release = one.listed.release
    return Item(
        id=urn(release.id),
        title=release.title,
        text=f"{source(release)}\nEntries: {one.listed.entries}, sentences left unread: {one.listed.unread}",
        link=f"{base}releases/{release.id}",
        published=one.begun_at,
        updated=one.changed_at,
        author=release.publisher,
        via=release.url,
    )


def of_actor(one: Actor, base: str) -> Item:
    """Return an actor, last changed with the last release that names it."""
    return Item(
        id=urn(one.id),
        title=one.name,
        text=f"Entries: {one.entries}, releases: {one.releases}, {one.first} to {one.last}",
        link=f"{base}actors/{one.id}",
        published=midnight(one.first),
        updated=midnight(one.last),
        author=one.name,
        tags=(one.type, *([one.country] if one.country else [])),
    )


def of_mechanism(one: Mechanism, base: str) -> Item:
    """Return a mechanism, last changed with the last release that tells of it."""
    held = sum(edition.state == "held" for edition in one.editions)
    expected = f"\nNext expected: {one.next_expected}" if one.next_expected else ""
    told = [telling.published for telling in one.tellings]
    return Item(
        id=urn(one.id),
        title=one.name,
        text=f"Editions held: {held}\nMembers: {', '.join(one.members)}{expected}",
        link=f"{base}mechanisms/{one.id}",
        published=midnight(min(told)),
        updated=midnight(max(told)),
        author=", ".join(one.members) or one.name,
    )


def source(release: Release) -> str:
    """Return who said it, under which title, when."""
    return f"{release.publisher}, “{release.title}”, {release.published}"


def urn(key: str) -> str:
    """Return an id as a name that holds wherever the feed is fetched from."""
    return f"urn:communique:{key}"


def midnight(day: date) -> str:
    """Return the beginning of a day as a time."""
    return f"{day}T00:00:00+00:00"
