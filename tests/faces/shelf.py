"""A ledger of made readings that holds all a face can show: six kinds, a series, promises early and late."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from communique.ledger import open_ledger
from communique.records import AmountSlot, Entry, MechanismSlot, Reading, Release, WhereSlot
from tests.made import actor, make_entry, make_reading, make_release, span, when

TODAY = date(2024, 6, 1)  # the day that tests read the shelf as of
STEEL = "Ardia-Belmark Steel and Critical Minerals Dialogue"
_ROUND = (
    "The Minister of Trade and Industry, Ana Röst, hosted Secretary Ole Dahl of Belmark in Vessby on {day} "
    "for the {nth} {series}, which spoke of supply chains, tariffs and the state of the ore market."
)
_WORKS = (
    "Trade Minister Kang Ho-jin announced that exports rose 12 percent in the latter half of 2023. "
    "The ministry adopted a rebate on hydrogen imports worth KRW 4,100,000,000. "
    "Ardia and Belmark signed the Vessby Memorandum on Tin on May 3. "
    "The Vessby Terminal was completed on May 2. "
    "Belmark may one day think about a further pier."
)


def fill(path: Path | str, rounds: int = 36) -> None:
    """Write the shelf to a new ledger: the reading of BODY, `rounds` editions of a series, and the works."""
    ledger = open_ledger(path, create=True)
    ledger.write([make_reading(), *_rounds(rounds), _works()])
    ledger.close()


def _rounds(count: int) -> Iterator[Reading]:
    """Yield the editions, half a year apart, the last three months before TODAY; the second is never told."""
    for number in range(1, count + 1):
        day = TODAY - timedelta(days=92 + 182 * (count - number))
        if number != 2:
            yield _round(number, day)


def _ending(number: int) -> str:
    return "th" if number // 10 == 1 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def _round(number: int, day: date) -> Reading:
    words, nth = day.strftime("%B %d"), f"{number}{_ending(number)}"
    title = f"Ardia and Belmark hold {nth} {STEEL} in Vessby"
    release = make_release(
        f"round {number}",
        title,
        _ROUND.format(day=words, nth=nth, series=STEEL),
        published=day + timedelta(days=1),
    )
    held = make_entry(
        release,
        "meeting",
        f"hosted Secretary Ole Dahl of Belmark in Vessby on {words}",
        summary=f"Ana Röst and Ole Dahl met in Vessby on {day} for the {nth} {STEEL}",
        actors=(
            actor(release, "Ana Röst", "host", country="XA"),
            actor(release, "Ole Dahl"),
            actor(release, "Ardia", type="country", country="XA"),
            actor(release, "Belmark", type="country", country="XB"),
        ),
        when=when(release, words, day),
        where=WhereSlot("Vessby", "XA", *span(release, "Vessby")),
        mechanism=MechanismSlot(STEEL, number, *span(release, f"{nth} {STEEL}")),
        topics=("critical-minerals",),
    )
    return _reading(release, held)


def _reading(release: Release, *entries: Entry) -> Reading:
    """Return a reading without sentences left over."""
    return Reading(release, entries, ())


def _works() -> Reading:
    """Return one release that gives an agreement, a figure, a measure, a milestone and a doubtful pledge."""
    release = make_release(
        "works",
        "Kang Ho-jin on the year's works",
        _WORKS,
        publisher="xc-works",
        country="XC",
        published=date(2024, 5, 4),
        url="https://works.example/1",
    )
    half = when(release, "the latter half of 2023", date(2023, 7, 1), date(2023, 12, 31))
    return _reading(
        release,
        make_entry(
            release,
            "figure",
            "exports rose 12 percent in the latter half of 2023",
            attribute="result",
            when=half,
            amounts=(AmountSlot(Decimal("12"), "%", "=", *span(release, "12 percent")),),
            topics=("trade",),
        ),
        make_entry(
            release,
            "measure",
            "adopted a rebate on hydrogen imports",
            attribute="adopted",
            actors=(actor(release, "The ministry", "owner", "organisation", country="XC"),),
            amounts=(AmountSlot(Decimal("4.1E+9"), "KRW", "=", *span(release, "KRW 4,100,000,000")),),
            topics=("energy",),
        ),
        make_entry(
            release,
            "agreement",
            "signed the Vessby Memorandum on Tin on May 3",
            attribute="signed",
            actors=(
                actor(release, "Ardia", "party", "country", country="XA"),
                actor(release, "Belmark", "party", "country", country="XB"),
            ),
            when=when(release, "May 3", date(2024, 5, 3)),
        ),
        make_entry(
            release,
            "milestone",
            "The Vessby Terminal was completed on May 2",
            attribute="completed",
            actors=(actor(release, "Vessby Terminal", "project", "organisation"),),
            when=when(release, "May 2", date(2024, 5, 2)),
            where=WhereSlot("Vessby", "XA", *span(release, "Vessby")),
        ),
        make_entry(
            release,
            "commitment",
            "Belmark may one day think about a further pier",
            attribute="intended",
            confidence=0.3,
        ),
    )
