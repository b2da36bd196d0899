"""Who the parties of entries are, for follow-up, and which entries to look at again when that changes."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from communique.ledger.clues import Stated
from communique.ledger.names import Names
from communique.runs.identify import groups


def with_entities(names: Names, stated: Iterable[Stated]) -> list[Stated]:
    """Return entries whose actors tell the entity they are, by what stands now."""
    stated = list(stated)
    slots = names.slots_of([one.row for one in stated])
    told = {party for _, _, party, _ in slots} | {f"{party}@{release}" for _, _, party, release in slots}
    leader = groups(names, told)
    found: dict[int, dict[int, str]] = defaultdict(dict)
    for row, position, party, release in slots:
        found[row][position] = leader.get(f"{party}@{release}") or leader.get(party, party)
    return [_resolved(one, found[one.row]) for one in stated]


def _resolved(one: Stated, found: Mapping[int, str]) -> Stated:
    actors = (replace(a, entity=found.get(at, a.entity)) for at, a in enumerate(one.entry.actors))
    return one._replace(entry=replace(one.entry, actors=tuple(actors)))


def rejoined(names: Names, since: int, until: int) -> set[int]:
    """Return the entries up to the row `until` whose parties are one, or two, other than at revision `since`.

    Of names that came together or parted, the side of most entries is left out: each pair has the other.
    """
    keys = {key for one in names.judged_since(since) for key in (one.subject, one.object) if key}
    told = {key for key in keys if "@" not in key}
    now, before = groups(names, told), groups(names, told, until=since)
    again = {
        row for group in _touched(told, now, before) for row in _parted(names, group, now, before, until)
    }
    dated = {key.split("@")[0] for key in keys if "@" in key}
    rows = [row for some in names.entries_with(dated, until).values() for row in some]
    return again | {row for row, _, party, release in names.slots_of(rows) if f"{party}@{release}" in keys}


def _touched(told: Collection[str], *partitions: Mapping[str, str]) -> list[set[str]]:
    """Return the parties in groups, of which each holds whole groups of every partition."""
    found: dict[str, set[str]] = {key: {key} for key in told}
    for partition in partitions:
        for member, leader in partition.items():
            one, two = found.setdefault(member, {member}), found.setdefault(leader, {leader})
            if one is not two:
                one |= two
                found.update(dict.fromkeys(two, one))
    return list({id(group): group for group in found.values()}.values())


def _parted(
    names: Names, group: Collection[str], now: Mapping[str, str], before: Mapping[str, str], until: int
) -> set[int]:
    sides: dict[tuple[str, str], set[int]] = defaultdict(set)
    for party, rows in names.entries_with(group, until).items():
        sides[before.get(party, party), now.get(party, party)].update(rows)
    same_then, same_now = (len({side[at] for side in sides}) for at in (0, 1))
    if same_then == same_now == len(sides) or len(sides) < 2:
        return set()
    largest = max(sides, key=lambda side: (len(sides[side]), side))
    return {row for side, rows in sides.items() if side != largest for row in rows}
