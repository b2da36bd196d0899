"""Scores a chronicle: what was found, joined and followed up, with a line for each fault."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from bench.chronicle.expected import GivenMechanism
from bench.chronicle.told import Chronicle
from communique.query import Edition, Filters, Listed, Mechanism, history, list_mechanisms, show, totals
from communique.text import fold

_PAID = ("delivered", "completed")  # what is no promise any more


@dataclass(slots=True)
class Part:
    """One measure: how many are right, of how many; each fault in words."""

    right: int = 0
    of: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def share(self) -> float:
        """The share that is right."""
        return self.right / max(1, self.of)

    def count(self, right: bool, fault: str) -> None:
        """Count one more."""
        self.of += 1
        self.right += right
        if not right:
            self.faults.append(fault)


def score(told: Chronicle) -> dict[str, Part]:
    """Return each measure by its name, in the order in which a release is read."""
    accepted = set(told.links())
    return {
        "entries found": _entries(told),
        "names joined and kept apart": _names(told),
        "editions of mechanisms": _editions(told),
        "mechanisms alive, due, dormant": _alive(told),
        "accepted links that are right": _right(told, accepted),
        "links accepted": _accepted(told, accepted, told.expected.entries),
        "links accepted, both ends read": _accepted(told, accepted, told.ids),
        "statuses": _statuses(told, told.expected.entries),
        "statuses, of what was read": _statuses(told, told.ids),
        "things of several releases told once": _once(told),
        "money promised, each sum once": _sums(told),
        "corrections told": _corrected(told),
    }


def _entries(told: Chronicle) -> Part:
    part = Part()
    for name, (release, kinds, words) in told.expected.entries.items():
        part.count(name in told.ids, f"{name}: no {kinds} in {release} of “{words}”")
    return part


def _names(told: Chronicle) -> Part:
    part, entities = Part(), told.entities()

    def of(name: str) -> set[str]:
        plain, _, release = name.partition("@")
        return entities.get((fold(plain), release), set())

    for names in told.expected.one:
        found = [of(name) for name in names]
        part.count(all(found) and len(set.union(*found)) == 1, f"{' = '.join(names)}: {found}")
    for one, other in told.expected.apart:
        part.count(bool(of(one)) and bool(of(other)) and not of(one) & of(other), f"{one} ≠ {other}")
    return part


def _named(given: GivenMechanism, mechanisms: Iterable[Mechanism]) -> list[Mechanism]:
    return [one for one in mechanisms if fold(given.name) in {fold(name) for name in one.names}]


def _editions(told: Chronicle) -> Part:
    """Count each edition that is to be told; one that is told and is not to be counts as a fault too."""
    part, mechanisms = Part(), list_mechanisms(told.book)
    for given in told.expected.mechanisms:
        found = _named(given, mechanisms)
        editions = {_edition(e) for one in found for e in one.editions}
        part.count(
            len(found) == 1 and {fold(m) for m in found[0].members} == {fold(m) for m in given.members},
            f"{given.name}: {len(found)} such, members {[one.members for one in found]}",
        )
        for wanted in given.editions:
            part.count(wanted in editions, f"{given.name}: no {wanted}, but {sorted(map(str, editions))}")
        for extra in sorted(editions - set(given.editions), key=str):
            part.count(False, f"{given.name}: {extra} is none")
    return part


def _edition(one: Edition) -> tuple[int, date | None, str]:
    return one.ordinal or 0, one.start, one.state


def _alive(told: Chronicle) -> Part:
    part = Part()
    for given in told.expected.mechanisms:
        for day, wanted in given.status.items():
            found = _named(given, list_mechanisms(told.book, Filters(as_of=day)))
            stands = [one.status for one in found]
            part.count(stands == [wanted], f"{given.name} on {day}: {stands}, not {wanted}")
    return part


def _right(told: Chronicle, accepted: Iterable[tuple[tuple[str, str], str]]) -> Part:
    part = Part()
    allowed = {(link[:2], link[2]) for link in (*told.expected.links, *told.expected.also)}
    for link in sorted(accepted):
        (later, earlier), relation = link
        swapped = relation == "restate" and ((earlier, later), relation) in allowed
        part.count(link in allowed or swapped, f"{later} {relation} {earlier}")
    return part


def _accepted(told: Chronicle, accepted: set[tuple[tuple[str, str], str]], among: Iterable[str]) -> Part:
    """Count the links that are asked for between entries of `among`; to another telling of it is as good."""
    part, known = Part(), set(among)
    every = [*told.expected.links, *told.expected.also]
    for later, earlier, relation in told.expected.links:
        if {later, earlier} <= known:
            as_good = {((a, b), r) for a, b, r in every if (a, r) == (later, relation)}
            if relation == "restate":
                as_good |= {((b, a), r) for (a, b), r in as_good}
            part.count(bool(as_good & accepted), f"{later} {relation} {earlier}")
    return part


def _statuses(told: Chronicle, among: Iterable[str]) -> Part:
    part, known = Part(), set(among)
    for name, days in told.expected.status.items():
        for day, wanted in days.items() if name in known else ():
            found = _status(told, name, day)
            part.count(found == wanted, f"{name} on {day}: {found}, not {wanted}")
    return part


def _status(told: Chronicle, name: str, day: date) -> str | None:
    if name not in told.ids:
        return "unread"
    shown = show(told.book, told.ids[name], day)
    return shown.status if isinstance(shown, Listed) else None


def _once(told: Chronicle) -> Part:
    """Count the things of which several tellings were read and whose rows in lists are one."""
    part, rows = Part(), told.rows()
    for group in sorted(told.expected.things(), key=min):
        read = group & told.ids.keys()
        if len(read) > 1:
            shown = sorted(read & rows)
            part.count(len(shown) == 1, f"{', '.join(sorted(read))}: {', '.join(shown)} counted")
    return part


def _sums(told: Chronicle) -> Part:
    """Count the currencies in which the totals of what is promised are those made by hand."""
    part, found = Part(), Counter[str]()
    for one in totals(told.book, None, Filters()).sums:
        found[one.unit] += int(one.value) if one.attribute not in _PAID else 0
    for unit, wanted in told.expected.sums.items():
        part.count(found[unit] == wanted, f"{unit} {found[unit]:,}, not {wanted:,}")
    return part


def _corrected(told: Chronicle) -> Part:
    part = Part()
    for release, wanted in told.expected.corrected.items():
        changes = list(_changes(told, release))
        part.count(set(wanted) <= set(changes), f"{release}: {changes}, not {wanted}")
    return part


def _changes(told: Chronicle, release: str) -> Iterator[str]:
    for version in history(told.book, told.releases[release]):
        yield from (one.what for one in version.told)
