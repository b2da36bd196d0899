"""What waits for a person, riskiest first: decisions without passage, dropped pledges, links, entries."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

import sqlalchemy as sa

from communique.ledger.decisions import KINDS, overlay_now
from communique.ledger.rows import judgement_of, parts
from communique.ledger.schema import amount_slot, entry, judgement, release_version
from communique.query.book import Book, Moment
from communique.query.entries import Listed, joined, listed
from communique.query.versions import versions_of
from communique.records import Entry, Judgement, Release
from communique.records.judgement import DROPPED, Pair, standing
from communique.resolve.versions import Version as Read
from communique.resolve.versions import told

Sort = Literal["orphan", "dropped", "link", "entry"]
PROPOSED = "proposed"
SURE = 0.8  # unjudged entries of this confidence and above need no look, unless much money is told
_MUCH = 8  # figures of an amount that needs a look
_ORPHAN, _LINK = 2.0, 0.6  # risks to begin with
_LOST: dict[str, float] = {"undertaking dropped": 1.8, "undertaking weakened": 1.6}  # risks of such a change
_FIGURE = 0.05  # risk for each figure of the largest amount
_AT_MOST = 500  # doubtful entries looked at, and releases that changed


@dataclass(frozen=True, slots=True)
class Lost:
    """What a new version made of an undertaking, with the words of both; `new` is empty where it has none."""

    what: str
    undertaking: Entry
    release: Release
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Card:
    """One question to a person. `number` is that of the decision or link it is about.

    A link has the entries it joins, the earlier first; an orphan's judgement has the words that are gone;
    `lost` is an undertaking that a new version of its release dropped or weakened.
    """

    sort: Sort
    risk: float
    key: str
    number: int | None = None
    judgement: Judgement | None = None
    entry: Listed | None = None
    other: Listed | None = None
    lost: Lost | None = None

    @property
    def name(self) -> str:
        """How an address names the card."""
        return f"{self.sort}-{self.key}"


def cards(book: Book, limit: int | None = None) -> list[Card]:
    """Return what waits for a person, the riskiest first, equal risks by id."""
    with book.at() as moment:
        found = [*_orphans(moment), *_dropped(moment), *_links(moment), *_entries(moment)]
    return sorted(found, key=lambda card: (-card.risk, card.key))[:limit]


def _orphans(moment: Moment) -> Iterator[Card]:
    """Yield the decisions that stand but whose passage, or entry, is not as it was."""
    over = sa.select(judgement.c.release).where(judgement.c.release.is_not(None)).distinct()
    for key in moment.connection.scalars(over.order_by(judgement.c.release)).all():
        numbers = overlay_now(moment.connection, key).orphans
        query = sa.select(judgement).where(judgement.c.number.in_(numbers))
        for row in moment.rows(query.order_by(judgement.c.number)) if numbers else ():
            one = judgement_of(row)
            yield Card("orphan", _ORPHAN, f"{row['number']:012}", row["number"], one)


def _dropped(moment: Moment) -> Iterator[Card]:
    """Yield the undertakings that the newest version of a release dropped or weakened and nobody spoke of."""
    ended = sa.select(release_version.c.release).where(release_version.c.to_revision.is_not(None))
    newest = sa.func.max(release_version.c.to_revision).desc()
    query = ended.group_by(release_version.c.release).order_by(newest).limit(_AT_MOST)
    spoken = _spoken_of(moment)
    for key in moment.connection.scalars(query).all():
        old, new = versions_of(moment, key)[-2:]
        for one in told(Read(old.release, old.entries), Read(new.release, new.entries)):
            was = one.undertaking.old if one.undertaking else None
            if one.what in _LOST and was and not {(was.id, key), (was.id, None)} & spoken:
                before = old.release.text[one.old.start : one.old.end]
                after = new.release.text[one.new.start : one.new.end]
                lost = Lost(one.what, was, new.release, before, after)
                yield Card("dropped", _LOST[one.what], f"{key} {was.id}", lost=lost)


def _spoken_of(moment: Moment) -> set[tuple[str, str | None]]:
    """Return the entries that persons decided over, and with their release those noted as dropped."""
    query = sa.select(judgement).where(judgement.c.kind.in_((*KINDS, DROPPED)))
    rows = moment.rows(query.order_by(judgement.c.number))
    made = standing(judgement_of(row) for row in rows).values()
    return {(one.subject, one.object if one.kind == DROPPED else None) for one in made}


def _links(moment: Moment) -> Iterator[Card]:
    """Yield the links that a rule proposed and nobody decided, with the entries they join."""
    rows = moment.rows(sa.select(judgement).where(moment.knows(judgement)).order_by(judgement.c.number))
    made = [(row["number"], judgement_of(row)) for row in rows]
    numbers: dict[Pair, int] = {one.pair: number for number, one in made}
    waiting = [one for one in standing(one for _, one in made).values() if one.decision == PROPOSED]
    shown = _shown(moment, [key for one in waiting for key in (one.subject, one.object or "")])
    for one in waiting:
        doubt = 0.5 - abs((0.5 if one.score is None else one.score) - 0.5)
        number = numbers[one.pair]
        sides = shown.get(one.subject), shown.get(one.object or "")
        yield Card("link", round(_LINK + 0.2 * doubt, 4), f"{number:012}", number, one, *sides)


def _shown(moment: Moment, keys: Sequence[str]) -> dict[str, Listed]:
    wanted = sorted({key for key in keys if key.startswith("ent-")})
    found: dict[str, Listed] = {}
    for some in parts(wanted):
        rows = moment.rows(joined(moment).where(entry.c.id.in_(some)))
        found |= {one.entry.id: one for one in listed(moment, rows)}
    return found


def _entries(moment: Moment) -> Iterator[Card]:
    """Yield the entries nobody has judged that are doubtful or tell of much money."""
    sums = _sums(moment)
    much = sorted(
        (row for row, figures in sums.items() if figures >= _MUCH), key=lambda row: (-sums[row], row)
    )
    doubtful = joined(moment).where(entry.c.judged.is_(None), entry.c.confidence < SURE)
    rows = moment.rows(doubtful.order_by(entry.c.confidence, entry.c.row).limit(_AT_MOST))
    known = {row["row"] for row in rows}
    for some in parts([row for row in much[:_AT_MOST] if row not in known]):
        rows += moment.rows(joined(moment).where(entry.c.judged.is_(None), entry.c.row.in_(some)))
    for one in listed(moment, rows):
        risk = 1 - one.entry.confidence + _FIGURE * sums.get(one.row, 0)
        yield Card("entry", round(risk, 4), one.entry.id, entry=one)


def _sums(moment: Moment) -> dict[int, int]:
    """Return how many figures the largest sum of money of each entry has, by row."""
    query = sa.select(amount_slot.c.entry, amount_slot.c.value, amount_slot.c.unit).join(
        entry, amount_slot.c.entry == entry.c.row
    )
    found: dict[int, int] = defaultdict(int)
    for row in moment.rows(query.where(moment.holds(entry), entry.c.judged.is_(None))):
        if len(row["unit"]) == 3 and row["unit"].isupper():
            figures = len(str(abs(int(Decimal(row["value"])))))
            found[row["entry"]] = max(found[row["entry"]], figures)
    return found
