"""What several releases tell of one meeting: what they share, and what only one of them says."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from communique.records import Entry
from communique.records.contract import plain
from communique.text import fold

Fact = tuple[str, str]  # slot and value in words


@dataclass(frozen=True, slots=True)
class Side:
    """One release's telling, and the facts that it alone states."""

    release: str
    entry: str
    only: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Sides:
    """The facts that all tellings state, and each telling with its own."""

    shared: tuple[Fact, ...]
    sides: tuple[Side, ...]


def compare(tellings: Sequence[tuple[str, Entry]]) -> Sides:
    """Return shared and own facts of tellings, each a release's id and its entry; names compare folded."""
    facts = [dict(_facts(entry)) for _, entry in tellings]
    everywhere = set.intersection(*(set(one) for one in facts)) if facts else set()
    sides = []
    for at, (release, entry) in enumerate(tellings):
        others = {key for i, other in enumerate(facts) if i != at for key in other}
        own = tuple(fact for key, fact in facts[at].items() if key not in others)
        sides.append(Side(release, entry.id, own if len(facts) > 1 else ()))
    shared = tuple(fact for key, fact in facts[0].items() if key in everywhere) if facts else ()
    return Sides(shared, tuple(sides))


def _facts(entry: Entry) -> Iterator[tuple[Fact, Fact]]:
    """Yield each fact as it is compared and as it is shown."""
    for actor in entry.actors:
        yield ("actor", actor.entity or fold(actor.name)), ("actor", actor.name)
    if entry.when:
        days = f"{entry.when.first}/{entry.when.last}"
        yield ("when", days), ("when", entry.when.edtf)
    if entry.where:
        yield ("where", fold(entry.where.name)), ("where", entry.where.name)
    for amount in entry.amounts:
        words = f"{plain(amount.value)} {amount.unit}"
        yield ("amount", f"{amount.value.normalize():f} {amount.unit}"), ("amount", words)
    if entry.mechanism and entry.mechanism.ordinal:
        number = str(entry.mechanism.ordinal)
        yield ("ordinal", number), ("ordinal", number)
    for topic in entry.topics:
        yield ("topic", topic), ("topic", topic)
