"""Precision and recall of links, and how many statuses are right, over all stories put into one ledger."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from bench.followup.stories import Story
from communique.query import BELIEVED
from communique.resolve.followup import Case, Fates, Link, Thing, Tie, judge
from communique.runs.reading import read_release

Pair = tuple[str, str, str]  # earlier, later, relation


@dataclass(slots=True)
class Score:
    """Counts, and a line for each link that is wrong or missed and each status that is."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    asked: int = 0  # right links that are put before a person
    stood: int = 0
    fell: int = 0
    lines: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """The share of accepted links that are right."""
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """The share of right links that are accepted."""
        return self.right / max(1, self.right + self.missed)

    @property
    def statuses(self) -> float:
        """The share of statuses that are right."""
        return self.stood / max(1, self.stood + self.fell)


def cases_of(stories: Iterable[Story]) -> list[Case]:
    """Return the entries that the stories give, as follow-up sees them."""
    return [Case(entry, t.release) for s in stories for t in s.told for entry in t.entries.values()]


def read_cases(stories: Iterable[Story]) -> list[Case]:
    """Return the entries that the reader finds in the stories' releases."""
    readings = (read_release(t.release) for s in stories for t in s.told)
    return [Case(one, r.release) for r in readings for one in r.entries if one.confidence >= BELIEVED]


def score_read(stories: Sequence[Story], links: Iterable[Link], cases: Iterable[Case]) -> Score:
    """Return how links between read entries compare with the stories', release by release."""
    home = {case.id: case.release.id for case in cases}
    given = {e.id: t.release.id for s in stories for t in s.told for e in t.entries.values()}

    def between(found: str) -> set[Pair]:
        pairs = (
            (given[s.id_of(a)], given[s.id_of(b)], r) for s in stories for b, a, r in getattr(s.given, found)
        )
        return {(*sorted(pair[:2]), pair[2]) for pair in pairs}  # type: ignore[misc]  # two ids and a relation

    accepted = {
        (*sorted((home[k.earlier], home[k.later])), k.relation) for k in links if k.decision == "accepted"
    }
    wanted, allowed = between("links"), between("also")
    right = len(accepted & wanted)
    return Score(right, len(accepted - wanted - allowed), len(wanted - accepted))


def links_of(cases: Sequence[Case]) -> list[Link]:
    """Return every link between any two entries."""
    found = (judge(a, b) for a, b in combinations(sorted(cases, key=lambda case: case.order), 2))
    return [link for link in found if link]


def score(stories: Sequence[Story], links: Sequence[Link], cases: Sequence[Case]) -> Score:
    """Return how the links compare with those the stories tell, over all of them together."""
    result = Score()
    names = {s.id_of(n): f"{s.given.story}: {n}" for s in stories for t in s.told for n in t.entries}
    order = {case.id: case.order for case in cases}
    wanted = {_pair(s, link, order) for s in stories for link in s.given.links}
    allowed = {_pair(s, link, order) for s in stories for link in s.given.also}
    accepted = {(k.earlier, k.later, k.relation): k for k in links if k.decision == "accepted"}
    proposed = {(k.earlier, k.later, k.relation): k for k in links if k.decision == "proposed"}
    pairs = {pair[:2] for pair in accepted.keys() & allowed}
    wanted = {pair for pair in wanted if pair[:2] not in pairs or pair in accepted}
    result.right = len(accepted.keys() & wanted)
    result.missed = len(wanted - accepted.keys())
    result.asked = len(wanted & proposed.keys())
    for pair in sorted(accepted.keys() - wanted - allowed):
        result.wrong += 1
        result.lines.append(_line("wrong", pair, names, accepted[pair]))
    for pair in sorted(wanted - accepted.keys()):
        result.lines.append(_line("missed", pair, names, proposed.get(pair)))
    _statuses(stories, accepted.values(), cases, result)
    return result


def _pair(story: Story, link: tuple[str, str, str], order: Mapping[str, object]) -> Pair:
    """Return a link by ids; of two told on one day the one first in order is the earlier."""
    ids = story.id_of(link[1]), story.id_of(link[0])
    earlier, later = sorted(ids, key=lambda one: order[one]) if link[2] == "restate" else ids  # type: ignore[arg-type, return-value]  # tuples all
    return earlier, later, link[2]


def _line(what: str, pair: Pair, names: dict[str, str], link: Link | None) -> str:
    told = f" {link.score:.2f} {', '.join(f'{w} {s:+.2f}' for w, s in link.features)}" if link else ""
    return f"{what}: {names[pair[0]]} <- {names[pair[1]].split(': ')[-1]} {pair[2]}{told}"


def _statuses(stories: Sequence[Story], links: Iterable[Link], cases: Sequence[Case], result: Score) -> None:
    things = {c.id: Thing(c.id, c.published, c.deadline if c.is_ahead else None, c.release.id) for c in cases}
    fates = Fates(things, [Tie(k.earlier, k.later, k.relation, k.score) for k in links])
    for story in stories:
        for name, days in story.given.status.items():
            for day, wanted in days.items():
                found = fates.of(things[story.id_of(name)], day).status
                result.stood += found == wanted
                result.fell += found != wanted
                if found != wanted:
                    result.lines.append(f"status: {story.given.story}: {name} on {day} {found}, not {wanted}")
