"""The step that says who is who: takes in new names, ties them to names they are one with, and to offices."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta

from communique.ledger import Ledger
from communique.ledger.names import Names, Said, ToldNaming, ToldParty, ToldSlot
from communique.records import Judgement
from communique.records.judgement import UNDONE, standing
from communique.resolve.identity.cluster import Tie, gather, pair
from communique.resolve.identity.holders import KNOWN_FOR
from communique.resolve.identity.keys import asked_keys, stored_keys
from communique.resolve.identity.loose import Tellings, Told, clues, meant
from communique.resolve.identity.party import Holding, Party
from communique.resolve.identity.registry import registry
from communique.resolve.identity.ties import DIFFERENT, SAME, Proposed, name_ties, registry_tie, settle
from communique.resolve.identity.told import party_of
from communique.text import fold

_KNOWN = timedelta(days=KNOWN_FOR)
_FEW = 200  # tellings for each of which those near it are asked for
_OTHER_NAMES = ("short", "former")  # the namings that tell another name of the same body
_NO_LONGER = "no longer follows from what releases tell"


def identify(ledger: Ledger) -> int:
    """Judge the names that came in since the last run; return how many judgements were written."""
    with ledger.names() as names:
        fresh = names.fresh_namings()
        touched = _take_in(names, names.fresh_slots()) | _rebound(names, fresh) | _rejudged(names)
        reach = _reach(names, touched)
        settled = settle(reach.proposed, reach.parties, reach.standing, registry().entities.keys())
        written = _revise(names, [one.judgement() for one in settled], reach.standing, reach.parties)
        changed = {key for one in written for key in (one.subject, one.object or "")}
        named = [reach.parties[key].name for key in changed & reach.parties.keys()]
        placed = _place_loose(names, fresh, named)
        names.finish()
        return len(written) + placed


def _take_in(names: Names, slots: Iterable[ToldSlot]) -> set[str]:
    """Write the parties that slots name; return the ids of those that are new."""
    found: dict[str, Party] = {}
    placed: list[tuple[int, int, str]] = []
    for slot in slots:
        party = party_of(slot.name, slot.type, slot.country, slot.home)
        if party:
            found.setdefault(party.id, party)
            placed.append((slot.entry, slot.position, party.id))
    fresh = found.keys() - names.parties(found.keys()).keys()
    told = [found[key] for key in sorted(fresh)]
    names.add_parties([ToldParty(p.id, p.name, p.sort, p.country) for p in told])
    names.add_keys((key, party.id) for party in told for key in stored_keys(party))
    names.add_slots(placed)
    return set(fresh)


def _rebound(names: Names, fresh: Iterable[ToldNaming]) -> set[str]:
    """Return the parties of which something new is told: an office, or a short form, which is a key too."""
    new = [one for one in fresh if one.name != one.told and names.is_new(one)]
    told = names.named({one.name for one in new} | {one.told for one in new if one.kind in _OTHER_NAMES})
    parties = [one for one in _with_said(names, told) if one.others]
    names.add_keys((key, party.id) for party in parties for key in stored_keys(party))
    return {one.id for one in told}


def _rejudged(names: Names) -> set[str]:
    """Return the parties that a person has judged."""
    told = {key for one in names.fresh_judgements() for key in (one.subject, one.object) if key}
    return set(names.parties({key.split("@")[0] for key in told}))


def _with_said(names: Names, told: Collection[ToldParty]) -> list[Party]:
    """Return parties with the offices and short forms that releases tell of their names."""
    said: dict[str, list[Said]] = defaultdict(list)
    for one in names.said({fold(party.name) for party in told}):
        said[one.folded].append(one)
    return [_party(party, said[fold(party.name)]) for party in told]


def _party(told: ToldParty, said: Collection[Said]) -> Party:
    if told.sort != "person":
        others = tuple(one.told for one in said if one.kind in _OTHER_NAMES)
        return Party(told.id, told.name, "body", told.country, others)
    held = [one for one in said if one.kind == "office" and one.country == told.country]
    return Party(
        *(told.id, told.name, "person", told.country),
        offices=tuple(Holding(one.told, one.first, one.last) for one in held),
        first=min((one.first for one in held), default=None),
        last=max((one.last for one in held), default=None),
    )


@dataclass(slots=True)
class _Reach:
    """All parties that a change can reach, with the ties proposed among them and what stands of them."""

    parties: dict[str, Party] = field(default_factory=dict)
    ties: dict[tuple[str, str], Proposed] = field(default_factory=dict)
    judged: dict[tuple[object, bool], Judgement] = field(default_factory=dict)

    @property
    def proposed(self) -> list[Proposed]:
        return list(self.ties.values())

    @property
    def standing(self) -> list[Judgement]:
        return list(self.judged.values())


def _reach(names: Names, touched: Collection[str]) -> _Reach:
    """Return what is reached from `touched` over ties and over what persons judged, until nothing is new."""
    reach, frontier = _Reach(), set(touched)
    while frontier:
        fresh = _with_said(names, list(names.parties(frontier).values()))
        reach.parties |= {party.id: party for party in fresh}
        met = names.meeting({key for party in fresh for key in asked_keys(party)})
        among = [reach.parties[one.id] for one in met if one.id in reach.parties]
        among += _with_said(names, [one for one in met if one.id not in reach.parties])
        by_registry = [tie for party in fresh if (tie := registry_tie(party, registry()))]
        found = [*name_ties(fresh, among, registry()), *by_registry]
        reach.ties |= {(one.tie.a, one.tie.b): one for one in found}
        judged = _standing(names, [party.id for party in fresh])
        reach.judged |= {(one.pair, one.by_rule): one for one in judged}
        reached = {key for one in found for key in (one.tie.a, one.tie.b)}
        reached |= {key for one in judged if not one.by_rule for key in (one.subject, one.object or "")}
        frontier = set(names.parties({key.split("@")[0] for key in reached} - reach.parties.keys()))
    return reach


def _standing(names: Names, ids: Collection[str]) -> list[Judgement]:
    """Return what stands of these parties, by rule and by persons; a pair may have one of each."""
    told = names.judged(ids)
    by_rule = standing(one for one in told if one.by_rule)
    by_person = standing(one for one in told if not one.by_rule)
    return [*by_rule.values(), *by_person.values()]


def _revise(
    names: Names, wanted: Iterable[Judgement], stands: Iterable[Judgement], subjects: Collection[str]
) -> list[Judgement]:
    """Write the judgements by rule that are wanted and do not stand, undo the others; return what is new."""
    now = {one.pair: one for one in stands if one.by_rule and one.decision == SAME}
    then = {one.pair: one for one in wanted}
    gone = [one for both, one in now.items() if both not in then and one.subject in subjects]
    fresh = [one for both, one in then.items() if both not in now or now[both].why != one.why]
    undone = [replace(one, decision=UNDONE, why=_NO_LONGER, score=None, features=()) for one in gone]
    written = sorted([*undone, *fresh], key=lambda one: (one.subject, one.object or "", one.decision))
    for one in written:
        names.judge(one)
    return written


def _place_loose(names: Names, fresh: Iterable[ToldNaming], changed: Collection[str]) -> int:
    """Judge whom releases mean that tell an office alone or one word, where something new bears on it."""
    told = [one for one in fresh if one.kind == "office"]
    told += names.namings_of("folded", {fold(name) for name in changed}, "office")
    if not told:
        return 0
    news, tellings = list(map(_told, told)), _tellings(names, told)
    others = Tellings(tellings)
    leaning = (leaning for one in news if not one.is_loose for leaning in others.leaning_on(one))
    loose = list(dict.fromkeys([*(one for one in news if one.is_loose), *leaning]))
    known = names.parties({one.party for one in loose})
    loose = [one for one in loose if one.party in known]
    leader = leaders(names, {one.party for one in tellings if not one.is_loose})
    wanted = [found for one in loose if (found := meant(one, others, leader))]
    subjects = {one.dated for one in loose}
    return len(_revise(names, wanted, _standing(names, subjects), subjects))


def _told(one: ToldNaming) -> Told:
    return Told(one.name, one.told, one.country, one.release, one.publisher, one.published, one.home)


def _tellings(names: Names, told: Collection[ToldNaming]) -> list[Told]:
    """Return the tellings that share an office or a word of the name with one of `told`, near it in time.

    What those lean on that are found lies within reach of them, so the time is twice as long.
    """
    return [_told(one) for one in (_nearest if len(told) <= _FEW else _within_reach)(names, told)]


def _nearest(names: Names, told: Collection[ToldNaming]) -> list[ToldNaming]:
    """Return the tellings nearest to each: of a common office or a well-known name there are too many."""
    rows: set[int] = set()
    for day in {_when(one): one for one in told}.values():
        alike = [one for one in told if _when(one) == _when(day)]
        shared, folded = _shared(names, alike)
        rows.update(names.near("key", shared if day.land else (), day, 2 * _KNOWN))
        rows.update(names.near("folded", folded, day, 2 * _KNOWN))
    return names.namings_at(rows)


def _when(one: ToldNaming) -> tuple[object, ...]:
    return one.land, one.publisher, one.published


def _within_reach(names: Names, told: Collection[ToldNaming]) -> list[ToldNaming]:
    """Return all tellings within reach of many."""
    windows = [_told(one).window for one in told]
    within = min(w[0] for w in windows) - _KNOWN, max(w[1] for w in windows) + _KNOWN
    shared, folded = _shared(names, told)
    rows = names.namings_of("key", shared, "office", within)
    return list(dict.fromkeys(rows + names.namings_of("folded", folded, "office", within)))


def _shared(names: Names, told: Collection[ToldNaming]) -> tuple[set[str], set[str]]:
    """Return the keys of the offices of tellings, and the folded names that share a word with theirs."""
    found = {clue for one in told for clue in clues(_told(one))}
    words = {clue for clue in found if clue.startswith("w:")}
    names_met = [one.name for one in names.meeting(words)] + [one.name for one in told]
    return found - words, {fold(name) for name in names_met}


def leaders(names: Names, ids: Collection[str], also: Iterable[tuple[str, str]] = ()) -> Callable[[str], str]:
    """Return the function from a party to the one it is one with, by what stands and a person's `also`."""
    leader = groups(names, ids, also)
    return lambda key: leader.get(key, key)


def groups(
    names: Names, ids: Collection[str], also: Iterable[tuple[str, str]] = (), until: int | None = None
) -> Mapping[str, str]:
    """Return each party that is one with another of those of `ids` -> the one that leads them.

    With `until` as it stood at that revision. Whom one release means ("act-…@rel-…") only if asked for.
    """
    ties = {both: Tie(*both, 1.0, True) for both in also}
    denied: set[tuple[str, str]] = set()
    frontier, seen = set(ids), set(ids)
    while frontier:
        for one in standing(names.judged(frontier, until)).values():
            if one.object and ("@" not in one.subject or one.subject in ids):
                both = pair(one.subject, one.object)
                if one.decision == SAME and both not in ties:
                    ties[both] = Tie(*both, one.score or 1.0, not one.by_rule)
                elif one.decision == DIFFERENT and both not in ties:
                    denied.add(both)
        frontier = {key for both in ties for key in both} - seen
        seen |= frontier
    return gather(ties.values(), denied, registry().entities.keys()).leader
