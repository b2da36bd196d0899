"""Made tellings of series, for tests."""

from datetime import date, timedelta

from communique.records import ActorSlot, Entry, Evidence, MechanismSlot, WhenSlot, WhereSlot
from communique.records.kinds import Kind
from communique.resolve.mechanisms import Telling


def telling(
    name: str,
    ordinal: int | None = None,
    day: date | None = None,
    *,
    published: date | None = None,
    states: tuple[str, ...] = ("KR", "JP"),
    where: str | None = None,
    kind: Kind = "meeting",
    attribute: str | None = None,
    publisher: str = "kr",
) -> Telling:
    """Return a telling; one that says no other day of publication came out the day after."""
    published = published or (day or date(2020, 1, 1)) + timedelta(days=1)
    key = f"{publisher} {name} {ordinal} {day} {published}"
    entry = Entry(
        id=f"ent-{key}",
        kind=kind,
        evidence=(Evidence(0, 1, "x"),),
        summary=name,
        rule="hand",
        confidence=1,
        actors=tuple(ActorSlot("participant", s, "country", 0, 1, country=s) for s in states),
        when=WhenSlot(day, day, "=", str(day), "then", 0, 1) if day else None,
        where=WhereSlot(where, None, 0, 1) if where else None,
        mechanism=MechanismSlot(name, ordinal, 0, 1),
        attribute=attribute,
    )
    return Telling(entry, f"rel-{key}", published)


def yearly(name: str, first: int, years: range, month: int = 5) -> list[Telling]:
    """Return one edition a year, counted from `first`."""
    return [telling(name, first + at, date(year, month, 10)) for at, year in enumerate(years)]
