"""What a calendar holds: meetings and deadlines as whole days, and the editions that a pace lets expect."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from communique.faces.feeds.item import midnight, source
from communique.faces.words import gist, headline
from communique.query import Life, Mechanism
from communique.records import WhenSlot
from communique.records.undertaking import deadline, is_undertaking

Standing = Literal["CONFIRMED", "TENTATIVE", "CANCELLED"]
_ASKED = ("requested", "proposed")  # forces under which nobody has agreed yet


@dataclass(frozen=True, slots=True)
class Event:
    """Whole days, both ends included. `sequence` rises with each change, `stamp` tells when that was."""

    uid: str
    sequence: int
    created: str
    stamp: str
    first: date
    last: date
    title: str
    text: str
    standing: Standing
    link: str
    where: str | None = None


def of_life(life: Life, base: str) -> Event | None:
    """Return a meeting with days, or an undertaking with a deadline; None for anything else."""
    entry, release = life.one.entry, life.one.release
    dated = entry.kind == "meeting" or (is_undertaking(entry) and deadline(entry, release.published))
    if not entry.when or not dated:
        return None
    quote = " … ".join(" ".join(part.quote.split()) for part in entry.evidence)
    first, last = _days(entry.when)
    return Event(
        uid=life.uid,
        sequence=life.changed,
        created=life.begun_at,
        stamp=life.changed_at,
        first=first,
        last=last,
        title=f"{headline(entry)}: {gist(entry)}",
        text=f"“{quote}”\n“{' '.join(entry.when.quote.split())}”\n{source(release)}",
        standing=_standing(life, entry.when),
        link=f"{base}entries/{entry.id}",
        where=entry.where.name if entry.where else None,
    )


def of_next(one: Mechanism, base: str) -> Event | None:
    """Return the edition that the pace of a series lets expect; None where one is planned already."""
    planned = any(edition.state == "planned" for edition in one.editions)
    if one.next_expected is None or planned:
        return None
    told = [telling.published for telling in one.tellings]
    return Event(
        uid=f"{one.id}-next",
        sequence=max(told).toordinal(),
        created=midnight(min(told)),
        stamp=midnight(max(told)),
        first=one.next_expected,
        last=one.next_expected,
        title=f"{one.name}: next edition expected",
        text=f"Inferred: half of the editions came within {one.cadence_days} days of the one before.",
        standing="TENTATIVE",
        link=f"{base}mechanisms/{one.id}",
    )


def _days(when: WhenSlot) -> tuple[date, date]:
    """Return all days of a vague time; of "by" only the last, which binds."""
    return (when.last if when.bound == "by" else when.first), when.last


def _standing(life: Life, when: WhenSlot) -> Standing:
    if life.gone or life.one.status in ("withdrawn", "superseded"):
        return "CANCELLED"
    inferred = when.bound == "about" or life.one.entry.attribute in _ASKED
    return "TENTATIVE" if inferred else "CONFIRMED"
