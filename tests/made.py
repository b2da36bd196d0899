"""Hand-made releases and readings that tests of several rooms share."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from communique.records import (
    ActorSlot,
    AmountSlot,
    Entry,
    Evidence,
    MechanismSlot,
    Reading,
    Release,
    Unread,
    WhenSlot,
    WhereSlot,
    stable_id,
)
from communique.records.kinds import Kind, TimeBound

TITLE = "Ardia and Belmark hold 4th Tin Dialogue"
BODY = (
    "Minister Ana Röst met Secretary Ole Dahl in Vessby on April 22. "
    "The two sides agreed to open a joint smelter by June 30, with USD 1.50 million from Ardia. "
    "Officials also spoke of some 12 tariff lines."
)
PUBLISHED = date(2024, 4, 23)


def make_release(key: str = "1", title: str = TITLE, body: str = BODY, **head: Any) -> Release:
    """Return a release of a made-up ministry; `key` alone decides its id."""
    head = {"publisher": "xa-trade", "published": PUBLISHED, "country": "XA", **head}
    return Release(id=stable_id("rel", head["publisher"], key), title=title, text=f"{title}\n{body}", **head)


def span(release: Release, words: str) -> tuple[int, int]:
    """Return where `words` first stand in the release."""
    start = release.text.index(words)
    return start, start + len(words)


def evidence(release: Release, words: str) -> Evidence:
    """Return the span of `words` as evidence."""
    return Evidence(*span(release, words), words)


def actor(
    release: Release, name: str, role: Any = "participant", type: Any = "person", **rest: Any
) -> ActorSlot:
    """Return an actor whose words are its name."""
    start, end = span(release, name)
    return ActorSlot(role=role, name=name, type=type, start=start, end=end, **rest)


def when(
    release: Release, words: str, first: date, last: date | None = None, bound: TimeBound = "="
) -> WhenSlot:
    """Return the days that `words` stand for."""
    start, end = span(release, words)
    last = last or first
    edtf = str(first) if first == last else f"{first}/{last}"
    return WhenSlot(first, last, bound, edtf, words, start, end)


def make_entry(release: Release, kind: Kind, words: str, **slots: Any) -> Entry:
    """Return an entry that rests on `words`; its id comes from release, kind and words."""
    slots = {"summary": words, "rule": "hand", "confidence": 0.9, **slots}
    return Entry(
        id=stable_id("ent", release.id, kind, words),
        kind=kind,
        evidence=(evidence(release, words),),
        **slots,
    )


def meeting(release: Release) -> Entry:
    """Return the meeting that TITLE and BODY tell."""
    return make_entry(
        release,
        "meeting",
        "met Secretary Ole Dahl in Vessby on April 22",
        actors=(
            actor(release, "Ana Röst", country="XA"),
            actor(release, "Ole Dahl"),
            actor(release, "Ardia", type="country", country="XA"),
            actor(release, "Belmark", type="country", country="XB"),
        ),
        when=when(release, "April 22", date(2024, 4, 22)),
        where=WhereSlot("Vessby", "XA", *span(release, "Vessby")),
        mechanism=MechanismSlot("Tin Dialogue", 4, *span(release, "4th Tin Dialogue")),
        topics=("minerals", "trade"),
    )


def commitment(release: Release) -> Entry:
    """Return the commitment that BODY tells, due by the end of June."""
    return make_entry(
        release,
        "commitment",
        "agreed to open a joint smelter by June 30",
        attribute="agreed",
        actors=(actor(release, "Ardia", "by", "country", country="XA"),),
        when=when(release, "by June 30", date(2024, 6, 30), bound="by"),
        amounts=(AmountSlot(Decimal("1.5E+6"), "USD", "=", *span(release, "USD 1.50 million")),),
        topics=("minerals",),
        confidence=0.75,
    )


def make_reading(release: Release | None = None, *entries: Entry) -> Reading:
    """Return a reading of the release: the given entries, or the two that BODY tells."""
    release = release or make_release()
    unread = (
        Unread(*span(release, "Officials also spoke of some 12 tariff lines."), "amount without entry"),
    )
    return Reading(release, entries or (meeting(release), commitment(release)), unread)


def many(count: int) -> list[Release]:
    """Return releases of BODY, one a day, each with words of its own."""
    return [
        make_release(
            str(number),
            body=f"{BODY} Paper {number} was tabled.",
            published=PUBLISHED + timedelta(days=number % 700),
        )
        for number in range(count)
    ]
