"""Where an undertaking stands as of a day, and how it came there: from the links that are accepted.

No word is never a broken promise: what passed its day is overdue, and silent once a stated time is gone.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, NamedTuple, get_args

from communique.resolve.followup.relation import Relation

Status = Literal["open", "advanced", "fulfilled", "postponed", "overdue", "silent", "superseded", "withdrawn"]
STATUSES: tuple[Status, ...] = get_args(Status)
SILENT_AFTER_DUE = timedelta(days=365)  # without a word since the day it was due
SILENT_UNDATED = timedelta(days=730)  # without a word about what names no day
_DAY = timedelta(days=1)
SURE = 2.0  # the score of what a person says: above that of any rule
_LEADS_TO: dict[Relation, Status] = {
    "advance": "advanced",
    "fulfil": "fulfilled",
    "postpone": "postponed",
    "supersede": "superseded",
    "withdraw": "withdrawn",
}
_STRENGTH: tuple[Relation, ...] = ("fulfil", "withdraw", "supersede", "postpone", "advance", "restate")
_FINAL: frozenset[Status] = frozenset({"fulfilled", "superseded", "withdrawn"})
# What is another telling of one undertaking, and none of its own.
_SAME: frozenset[Relation] = frozenset({"restate", "postpone", "withdraw"})


class Thing(NamedTuple):
    """What status needs of an entry: its id, the day it was told, its last day if any, its release."""

    id: str
    published: date
    deadline: date | None
    release: str = ""


class Tie(NamedTuple):
    """An accepted link between two entries."""

    earlier: str
    later: str
    relation: Relation
    score: float = SURE


@dataclass(frozen=True, slots=True)
class Step:
    """A status, since when, and the entry whose words it rests on."""

    status: Status
    on: date
    entry: str


@dataclass(frozen=True, slots=True)
class Fate:
    """Where an undertaking stands; `head` is its first telling, `tellings` the others of the same."""

    head: str
    status: Status
    history: tuple[Step, ...]
    deadline: date | None
    tellings: tuple[str, ...]
    restated: tuple[str, ...]


class Fates:
    """The fates of all things that links speak of, each told once whatever number of releases tell it."""

    def __init__(self, things: Mapping[str, Thing], ties: Iterable[Tie]) -> None:
        """Take the things that stand at a moment by id, and the links accepted by then."""
        self._things = things
        known = {t for t in ties if t.earlier in things and t.later in things}
        self._ties = sorted(_likeliest(things, known))
        self._head = _heads(things, self._ties)
        self._tellings: dict[str, list[Thing]] = defaultdict(list)
        for name in sorted(self._head, key=lambda name: _order(things[name])):
            self._tellings[self._head[name]].append(things[name])
        self._about: dict[str, list[Tie]] = defaultdict(list)
        for tie in self._ties:
            self._about[self.head(tie.earlier)].append(tie)

    def head(self, name: str) -> str:
        """Return the first telling of the undertaking that an entry tells."""
        return self._head.get(name, name)

    def tellings(self, name: str) -> list[str]:
        """Return all that tell what an entry tells, in order of time: itself if nobody else."""
        return [one.id for one in self._tellings.get(self.head(name), ())] or [name]

    @property
    def again(self) -> frozenset[str]:
        """The tellings of what another entry told first: no total counts them."""
        return frozenset(name for name, head in self._head.items() if name != head)

    def of(self, thing: Thing, today: date) -> Fate:
        """Return the fate of a thing as of a day."""
        head = self._things.get(self.head(thing.id), thing)
        told = self._tellings.get(head.id, [head])
        known = [t for t in self._about.get(head.id, ()) if self._things[t.later].published <= today]
        ties = _once(sorted(known, key=lambda t: _order(self._things[t.later])))
        history, deadline = _history(head, [(t, self._things[t.later]) for t in ties], today)
        others = tuple(one.id for one in told if one.id != head.id and one.published <= today)
        restating = {t.later for t in ties if t.relation == "restate"}
        return Fate(
            head=head.id,
            status=history[-1].status,
            history=tuple(history),
            deadline=deadline,
            tellings=others,
            restated=tuple(one for one in others if one in restating),
        )


def _likeliest(things: Mapping[str, Thing], ties: Iterable[Tie]) -> Iterator[Tie]:
    """Yield the ties without those by which a later entry would tell again several entries of one release.

    What one release tells as two is two: of the start of a plant and its end, "put off" means one.
    """
    best: dict[tuple[str, str], Tie] = {}
    for tie in sorted(ties):
        if tie.relation not in _SAME or tie.score >= SURE:
            yield tie
            continue
        key = tie.later, things[tie.earlier].release or tie.earlier
        if key not in best or tie.score > best[key].score:
            best[key] = tie
    yield from best.values()


def _once(ties: Sequence[Tie]) -> list[Tie]:
    """Return the links with each later entry once, though it may speak of several tellings."""
    strongest: dict[str, Tie] = {}
    for tie in ties:
        before = strongest.setdefault(tie.later, tie)
        if _STRENGTH.index(tie.relation) < _STRENGTH.index(before.relation):
            strongest[tie.later] = tie
    return list(strongest.values())


def _order(thing: Thing) -> tuple[date, str]:
    return thing.published, thing.id


def _heads(things: Mapping[str, Thing], ties: Sequence[Tie]) -> dict[str, str]:
    """Return for each telling of an undertaking told more than once the first of them."""
    root: dict[str, str] = {}

    def find(name: str) -> str:
        while root.setdefault(name, name) != name:
            name = root[name]
        return name

    for tie in ties:
        if tie.relation in _SAME:
            a, b = find(tie.earlier), find(tie.later)
            first, then = sorted((a, b), key=lambda name: _order(things[name]))
            root[then] = first
    return {name: find(name) for name in list(root)}


def _history(head: Thing, words: Sequence[tuple[Tie, Thing]], today: date) -> tuple[list[Step], date | None]:
    """Return the steps of an undertaking in order, and its deadline as it stands."""
    steps, deadline, dated, last = (
        [Step("open", head.published, head.id)],
        head.deadline,
        head.id,
        head.published,
    )
    for tie, later in words:
        if steps[-1].status in _FINAL:
            break
        steps += _late(steps[-1], deadline, dated, last, later.published)
        if later.deadline and (tie.relation == "postpone" or deadline is None) and tie.relation in _SAME:
            deadline, dated = later.deadline, later.id
        last = later.published
        if tie.relation in _LEADS_TO:
            steps.append(Step(_LEADS_TO[tie.relation], later.published, later.id))
    if steps[-1].status not in _FINAL:
        steps += _late(steps[-1], deadline, dated, last, today)
    return steps, deadline


def _late(step: Step, deadline: date | None, dated: str, last: date, until: date) -> list[Step]:
    """Return what the calendar alone adds before the day `until`: overdue, and after a time silent."""
    found: list[Step] = []
    if deadline and deadline < until and step.status not in ("overdue", "silent"):
        found.append(Step("overdue", max(deadline + _DAY, last), dated))
    quiet = max(last, deadline) + SILENT_AFTER_DUE if deadline else last + SILENT_UNDATED
    if quiet < until and step.status != "silent":
        found.append(Step("silent", quiet + _DAY, dated))
    return found
