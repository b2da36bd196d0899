"""Which parties are one, by rule: ties to the registry and between names that meet, each with its reasons."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from communique.records import Judgement
from communique.records.judgement import RULE
from communique.resolve.identity.cluster import Tie, gather, pair
from communique.resolve.identity.compare import compare
from communique.resolve.identity.keys import asked_keys, stored_keys
from communique.resolve.identity.party import Party
from communique.resolve.identity.registry import Registered, Registry
from communique.resolve.identity.words import pack

KIND = "identity"
SAME, DIFFERENT = "same", "different"
BY_NAME = f"{RULE}identity"
_REGISTERED = 0.9999


@dataclass(frozen=True, slots=True)
class Proposed:
    """A tie with the reasons for it in words and their shares."""

    tie: Tie
    why: str
    features: tuple[tuple[str, float], ...]

    def judgement(self) -> Judgement:
        """Return the tie as a row."""
        return Judgement(
            kind=KIND,
            subject=self.tie.a,
            object=self.tie.b,
            decision=SAME,
            relation=SAME,
            who=BY_NAME,
            why=self.why,
            score=self.tie.score,
            features=self.features,
        )


def entity_of(party: Party, known: Registry) -> Registered | None:
    """Return the one entity of the registry that a party's name leads to, or None."""
    found = known.find(party.name, party.country) if party.sort == "body" else ()
    return found[0] if len(found) == 1 else None


def registry_tie(party: Party, known: Registry) -> Proposed | None:
    """Return the tie of a party to the entity of the registry that bears its name, None where none does."""
    entity = entity_of(party, known)
    if entity is None:
        return None
    borne = dict(entity.former).get(party.name, "").replace("/", " to ")
    time = f", borne from {borne}," if borne else ""
    words = f"“{party.name}” is a name of {entity.name}{time} in the registry ({entity.source})"
    features = ((words, pack().features["registered"][0]),)
    return Proposed(Tie(*pair(party.id, entity.id), _REGISTERED), words, features)


def name_ties(parties: Collection[Party], among: Collection[Party], known: Registry) -> Iterator[Proposed]:
    """Yield the ties between `parties` and those of `among` that meet them under a key, each once."""
    stored: dict[str, list[Party]] = defaultdict(list)
    for party in among:
        for key in stored_keys(party):
            stored[key].append(party)
    done: set[tuple[str, str]] = set()
    for party in parties:
        met = {other.id: other for key in asked_keys(party) for other in stored.get(key, ())}
        for key in sorted(met):
            both = pair(party.id, key)
            if key == party.id or both in done:
                continue
            done.add(both)
            yield from _tie(party, met[key], known)


def _tie(a: Party, b: Party, known: Registry) -> Iterator[Proposed]:
    if a.sort != b.sort or (entity_of(a, known) and entity_of(b, known)):
        return
    found = compare(a, b, known)
    if found.same:
        first, second = sorted((a, b), key=lambda party: party.id)
        why = f"“{first.name}” and “{second.name}”: {found.why}"
        yield Proposed(Tie(first.id, second.id, found.score), why, found.features)


def settle(
    proposed: Iterable[Proposed],
    parties: Mapping[str, Party],
    standing: Collection[Judgement],
    registered: Collection[str],
) -> list[Proposed]:
    """Return the ties that make the groups, beside those of persons and against no denial of theirs."""
    persons = [one for one in standing if not one.by_rule and one.object]
    told = [Tie(*pair(j.subject, j.object or ""), 1.0, True) for j in persons if j.decision == SAME]
    denied = [pair(j.subject, j.object or "") for j in persons if j.decision == DIFFERENT]
    clear = _without_ambiguous(list(proposed), parties, registered)
    used = set(gather([*told, *(one.tie for one in clear)], denied, registered).used)
    return [one for one in clear if one.tie in used]


def _without_ambiguous(
    proposed: list[Proposed], parties: Mapping[str, Party], registered: Collection[str]
) -> list[Proposed]:
    """Leave out ties by which a name told without a country might be that of more than one country."""
    countries: dict[str, set[str]] = defaultdict(set)
    for one in proposed:
        for key, other in ((one.tie.a, one.tie.b), (one.tie.b, one.tie.a)):
            if other in parties:
                countries[key].update(c for c in (parties[other].country,) if c)

    def is_vague(key: str, other: str) -> bool:
        party, far = parties.get(key), parties.get(other)
        return bool(party and far and far.country and not party.country and len(countries[key]) > 1)

    return [one for one in proposed if not (is_vague(one.tie.a, one.tie.b) or is_vague(one.tie.b, one.tie.a))]
