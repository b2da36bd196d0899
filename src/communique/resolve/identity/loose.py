"""Whom a release means that tells a person by office alone, or by one word of the name."""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from communique.records import Judgement
from communique.records.judgement import RULE
from communique.resolve.identity.holders import KNOWN_FOR, Held, Sighting, holder_on
from communique.resolve.identity.offices import office_key, office_words
from communique.resolve.identity.persons import read_name
from communique.resolve.identity.ties import KIND, SAME
from communique.resolve.identity.told import is_single, party_id

BY_OFFICE = f"{RULE}office"
# Offices of one word that only one person of a country holds at a time.
_SOLE = frozenset(("president", "premier", "chancellor", "king", "queen", "emir", "pope"))
_ALONE = 0.95  # how sure the only one of a family name is meant
_TOLD_TWICE = 2  # releases that must tell a person in an office whose country none of them names


@dataclass(frozen=True, slots=True)
class Told:
    """A person told in an office by one release; `country` is told, `home` that of the publisher."""

    name: str
    office: str
    country: str | None
    release: str
    publisher: str
    published: date
    home: str | None

    @property
    def party(self) -> str:
        """The id of the party that the name stands for."""
        return party_id(self.name, "person", self.country)

    @property
    def dated(self) -> str:
        """The id of whom this release alone means."""
        return f"{self.party}@{self.release}"

    @property
    def is_office(self) -> bool:
        """Whether it tells an office and no name."""
        return self.name == self.office

    @property
    def is_loose(self) -> bool:
        """Whether the name leaves open who is meant: an office alone, or one word."""
        return self.is_office or is_single(self.name)

    @property
    def window(self) -> tuple[date, date]:
        """The days within which another release can tell who is meant, or be told by this one."""
        return self.published - timedelta(days=KNOWN_FOR), self.published + timedelta(days=KNOWN_FOR)


class Tellings:
    """Tellings of persons in offices, findable by office or word of the name, near a day."""

    def __init__(self, told: Iterable[Told]) -> None:
        """Take tellings in any order."""
        self._full: dict[str, list[Told]] = defaultdict(list)
        self._loose: dict[str, list[Told]] = defaultdict(list)
        for one in sorted(set(told), key=lambda one: (one.published, one.release, one.name, one.office)):
            rows = self._loose if one.is_loose else self._full
            for clue in clues(one):
                rows[clue].append(one)

    def near(self, one: Told) -> list[Told]:
        """Return the full tellings within reach of `one` that share its office or a word of its name."""
        found: dict[Told, None] = {}
        for clue in clues(one):
            found |= dict.fromkeys(_within(self._full[clue], *one.window))
        return list(found)

    def leaning_on(self, one: Told) -> list[Told]:
        """Return the loose tellings of which a full one may change who is meant.

        Beyond the second telling like it before and after, others tell already what it tells.
        """
        found: dict[Told, None] = {}
        for clue in clues(one):
            near = _within(self._full[clue], *one.window)
            alike = [other.published for other in near if _is_alike(clue, one, other)]
            before = [one.window[0]] * 2 + [day for day in alike if day <= one.published]
            after = [day for day in alike if day >= one.published] + [one.window[1]] * 2
            by_word = clue.startswith("w:")
            lean = (t for t in _within(self._loose[clue], before[-2], after[1]) if by_word != t.is_office)
            found |= dict.fromkeys(lean)
        return list(found)


def _within(row: list[Told], first: date, last: date) -> list[Told]:
    """Return the tellings of a row in order of time that were published between two days."""
    low = bisect_left(row, first, key=lambda other: other.published)
    return row[low : bisect_right(row, last, key=lambda other: other.published)]


def _is_alike(clue: str, one: Told, other: Told) -> bool:
    """Tell whether another telling bounds what `one` may change: the same office or the same person there."""
    if other.release == one.release:
        return False
    if clue.startswith("w:"):
        return (other.party, other.publisher) == (one.party, one.publisher) and other.office == one.office
    return (other.country, other.home, other.party) == (one.country, one.home, one.party)


def clues(one: Told) -> Iterator[str]:
    """Yield what a telling shares with one that tells who is meant: its office, the ends of its name."""
    words = office_words(one.office)
    if len(words) > 1 or words & _SOLE:
        yield office_key(one.office)
    if one.name != one.office:
        yield from (f"w:{word}" for word in sorted(_ends(one.name)))


def _ends(name: str) -> set[str]:
    words = read_name(name).words
    return {words[0], words[-1]} if words else set()


def meant(one: Told, others: Tellings, leader: Callable[[str], str]) -> Judgement | None:
    """Return whom a loose telling means, of the full tellings `others`; None where that is not clear.

    `leader` tells which party each is one with, so that one man under two names counts once.
    """
    near = others.near(one)
    held = _by_office(one, near, leader) if one.name == one.office else _by_word(one, near, leader)
    if held is None:
        return None
    why = held.why if one.name == one.office else f"{held.before.name} alone bears this name there then"
    return Judgement(
        kind=KIND,
        subject=one.dated,
        object=held.before.person,
        decision=SAME,
        relation=SAME,
        who=BY_OFFICE,
        why=f"“{one.name}” on {one.published}: {why}",
        passage=held.before.release,
        score=held.score,
        features=((why, held.score),),
    )


def _by_office(one: Told, others: list[Told], leader: Callable[[str], str]) -> Held | None:
    """Return who held the office in the country told, or in the publisher's own where none is."""
    where = one.country or one.home
    wanted = office_words(one.office)
    alike = [t for t in others if where and office_words(t.office) == wanted]
    at_home = Counter(t.name for t in alike if t.country is None and t.home == where)
    fitting = [
        t
        for t in alike
        if t.country == where or (t.country is None and t.home == where and at_home[t.name] >= _TOLD_TWICE)
    ]
    return _held(fitting, one, leader)


def _by_word(one: Told, others: list[Told], leader: Callable[[str], str]) -> Held | None:
    """Return the one person of this family name whom the same publisher tells in an office that fits."""
    wanted = office_words(one.office)
    fitting = [
        t
        for t in others
        if t.publisher == one.publisher
        and _ends(one.name) & _ends(t.name)
        and wanted <= office_words(t.office)
        and (one.country is None or t.country is None or one.country == t.country)
    ]
    if len({leader(t.party) for t in fitting}) != 1:
        return None
    near = min(fitting, key=lambda t: (abs(t.published - one.published), t.party, t.release))
    return Held(near.party, _ALONE, Sighting(near.party, near.name, near.published, near.release), None)


def _held(fitting: list[Told], one: Told, leader: Callable[[str], str]) -> Held | None:
    named = {leader(t.party): t.party for t in sorted(fitting, key=lambda t: t.party, reverse=True)}
    others = [t for t in fitting if t.release != one.release]
    sightings = [Sighting(named[leader(t.party)], t.name, t.published, t.release) for t in others]
    return holder_on(sightings, one.published)
