"""Made releases that tell who met: parties by name, with the office each holds there."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from communique.records import ActorSlot, Naming, Reading
from communique.records.kinds import ActorType
from communique.resolve.identity.keys import fold_short
from communique.resolve.identity.offices import office_key
from tests.made import make_entry, make_release, span


class Who(NamedTuple):
    """A party as a release tells it."""

    name: str
    type: ActorType = "person"
    country: str | None = None
    office: str | None = None
    short: str | None = None


def telling(key: str, published: date, *who: Who, publisher: str = "xa-trade", home: str = "XA") -> Reading:
    """Return a release of a day in which the parties met, each named once."""
    words = " and ".join(f"{one.office or ''} {one.name} ({one.short or one.type})" for one in who)
    release = make_release(
        key, f"Paper {key}", f"{words} met.", publisher=publisher, country=home, published=published
    )
    actors = tuple(
        ActorSlot("participant", one.name, one.type, *span(release, one.name), country=one.country)
        for one in who
    )
    namings = tuple(naming for one in who for naming in _namings(one, *span(release, one.name)))
    return Reading(release, (make_entry(release, "meeting", words, actors=actors),), (), namings=namings)


def _namings(one: Who, start: int, end: int) -> Iterator[Naming]:
    if one.office:
        key = office_key(one.office)
        yield Naming("office", one.name, one.type, one.office, key, start, end, one.country)
    if one.short:
        yield Naming("short", one.name, one.type, one.short, fold_short(one.short), start, end, one.country)
