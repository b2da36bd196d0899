"""What a chronicle ought to tell: the entries of its releases, and what joins them."""

from datetime import date
from pathlib import Path
from typing import Literal

from communique.packs import Pack, read_yaml
from communique.resolve.followup import Relation, Status
from communique.resolve.mechanisms import Life, State

FOLDER = Path(__file__).parent
CHRONICLES = ("first", "second", "third", "fourth")  # each narrowed the rules once it had been run
Link = tuple[str, str, Relation]  # later, earlier, what it does
Sort = Literal["number", "date", "actor", "wording", "typo"]


class GivenMechanism(Pack):
    """A mechanism by one of its names: editions as number, first day and state, and its life on days."""

    name: str
    members: tuple[str, ...]
    editions: tuple[tuple[int, date | None, State], ...]
    status: dict[date, Life]


class Expected(Pack):
    """What a chronicle tells. Entries are found by release, kinds of which any is right, and words."""

    entries: dict[str, tuple[str, str, str]]
    links: tuple[Link, ...]
    also: tuple[Link, ...] = ()  # right, and not asked for
    status: dict[str, dict[date, Status]]
    mechanisms: tuple[GivenMechanism, ...]
    one: tuple[tuple[str, ...], ...]  # names that are one; "Name@a01" as that release tells it
    apart: tuple[tuple[str, str], ...]
    sums: dict[str, int]  # currency -> the money promised in it, each promise once
    corrected: dict[str, tuple[Sort, ...]]  # release -> what its second version changed

    def things(self) -> list[set[str]]:
        """Return the entries that tell one thing, those alone left out."""
        groups: dict[str, set[str]] = {}
        for later, earlier, relation in self.links:
            if relation in ("restate", "postpone", "withdraw"):
                joined = groups.get(later, {later}) | groups.get(earlier, {earlier})
                groups.update(dict.fromkeys(joined, joined))
        return list({id(group): group for group in groups.values()}.values())


def load(name: str) -> Expected:
    """Return what the chronicle of a name ought to tell."""
    return read_yaml(FOLDER / name / "expected.yaml", Expected)


def inputs(name: str) -> list[Path]:
    """Return the inputs of a chronicle in the order in which they are read: releases, then corrected ones."""
    return [FOLDER / name / f"{part}.jsonl" for part in ("releases", "corrected")]
