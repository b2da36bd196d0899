"""Reads the stories: releases, the entries they hold, the links between them, and where each stands when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from communique.packs import Pack, read_yaml
from communique.records import (
    ActorSlot,
    AmountSlot,
    Entry,
    Evidence,
    MechanismSlot,
    Release,
    WhenSlot,
    WhereSlot,
    stable_id,
)
from communique.records.kinds import Kind, Role, TimeBound
from communique.resolve.followup import Relation, Status
from communique.resolve.mechanisms.words import states
from communique.sources.country import country_of
from communique.text import fold

FOLDER = Path(__file__).parent / "stories"
SETS = ("made_from", "put_aside")
_ROLES: dict[Kind, Role] = {
    "commitment": "by",
    "agreement": "party",
    "meeting": "participant",
    "measure": "owner",
    "figure": "owner",
    "milestone": "by",
}


class GivenEntry(Pack):
    """An entry as a story gives it: its words, and the words of each slot."""

    kind: Kind
    quote: str
    value: str | None = None  # force, stage or nature
    who: tuple[str, ...] = ()  # names; "~" before a person's
    project: tuple[str, ...] = ()
    when: tuple[date | str, ...] = ()  # words, first day, last day, bound
    where: str | None = None
    sums: tuple[tuple[str, int, str], ...] = ()  # words, value, unit
    series: tuple[str | int, ...] = ()  # name, ordinal


class GivenRelease(Pack):
    """A release of a story."""

    id: str
    by: str
    day: date
    title: str
    text: str
    entries: dict[str, GivenEntry]


class GivenStory(Pack):
    """A story. `also` are links that are right and not asked for."""

    story: str
    releases: tuple[GivenRelease, ...]
    links: tuple[tuple[str, str, Relation], ...]  # later, earlier, what it does
    also: tuple[tuple[str, str, Relation], ...] = ()
    status: dict[str, dict[date, Status]]


class Stories(Pack):
    """A file of stories."""

    stories: tuple[GivenStory, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A release of a story with its entries by their names in the story."""

    release: Release
    entries: dict[str, Entry]


@dataclass(frozen=True, slots=True)
class Story:
    """A story put into records."""

    given: GivenStory
    told: tuple[Told, ...]

    def id_of(self, name: str) -> str:
        """Return the id of the entry a story calls `name`."""
        return next(t.entries[name].id for t in self.told if name in t.entries)


def load(which: str) -> list[Story]:
    """Return the stories of a set, in the order of their files."""
    files = sorted((FOLDER / which).glob("*.yaml"))
    return [_story(one) for file in files for one in read_yaml(file, Stories).stories]


def _story(given: GivenStory) -> Story:
    return Story(given, tuple(_told(given.story, one) for one in given.releases))


def _told(story: str, given: GivenRelease) -> Told:
    release = Release(
        id=stable_id("rel", story, given.id),
        publisher=given.by,
        title=given.title,
        published=given.day,
        text=f"{given.title}\n{given.text}",
        country=country_of(given.by),
    )
    return Told(release, {name: _entry(release, name, one) for name, one in given.entries.items()})


def _span(release: Release, words: str) -> tuple[int, int]:
    start = release.text.find(words, len(release.title))
    if start < 0:
        raise ValueError(f"{release.title!r} does not say {words!r}")
    return start, start + len(words)


def _entry(release: Release, name: str, given: GivenEntry) -> Entry:
    return Entry(
        id=stable_id("ent", release.id, name),
        kind=given.kind,
        evidence=(Evidence(*_span(release, given.quote), given.quote),),
        summary=given.quote,
        rule="hand",
        confidence=1.0,
        actors=tuple(_actors(release, given)),
        when=_when(release, given.when),
        where=WhereSlot(given.where, None, *_span(release, given.where)) if given.where else None,
        amounts=tuple(
            AmountSlot(Decimal(value), unit, "=", *_span(release, words)) for words, value, unit in given.sums
        ),
        mechanism=_series(release, given.series),
        attribute=given.value,
    )


def _actors(release: Release, given: GivenEntry) -> Iterator[ActorSlot]:
    for name in given.who:
        plain, state = name.removeprefix("~"), states().get(fold(name))
        country = state if state and len(state) == 2 else None
        kind = "person" if name != plain else "country" if country else "group" if state else "organisation"
        yield ActorSlot(_ROLES[given.kind], plain, kind, *_span(release, plain), country=country)  # type: ignore[arg-type]  # a literal each
    for name in given.project:
        yield ActorSlot("project", name, "organisation", *_span(release, name))


def _when(release: Release, given: tuple[date | str, ...]) -> WhenSlot | None:
    if not given:
        return None
    words, first, last, bound = (*given, *(given[1], "=")[len(given) - 2 :])
    if not (isinstance(words, str) and isinstance(first, date) and isinstance(last, date)):
        raise ValueError(f"{release.title!r}: {given} is not words, first day, last day, bound")
    kind: TimeBound = "by" if bound == "by" else "="
    return WhenSlot(first, last, kind, f"{first}/{last}", words, *_span(release, words))


def _series(release: Release, given: tuple[str | int, ...]) -> MechanismSlot | None:
    if not given:
        return None
    name, ordinal = str(given[0]), int(given[1]) if len(given) > 1 else None
    return MechanismSlot(name, ordinal, *_span(release, name))
