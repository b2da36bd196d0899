"""Finds the actors and mechanisms that names of another table may be, each with how alike it is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import sqlalchemy as sa
from rapidfuzz import fuzz

from communique.ledger.schema import party
from communique.query.actors import Actor, actors_of
from communique.query.book import Book, Moment
from communique.query.entries import Filters
from communique.query.identity import Identities, identities
from communique.query.mechanisms import list_mechanisms
from communique.query.named import entities_named
from communique.resolve.mechanisms import Mechanism
from communique.text import fold

MECHANISM = "mechanism"
TYPES = ("person", "organisation", "country", "group", "unnamed", MECHANISM)
_ALIKE, _SAME = 60.0, 100.0  # candidates of a lower score are left out; the same words have the highest
_BEGUN = 1.0  # the same, while a name is being typed
_LOOKED_AT = 200  # parties that share a word with a name
_OTHER_COUNTRY = 0.6  # of the score is left where the country told is another


@dataclass(frozen=True, slots=True)
class Asked:
    """A name to be found, of some types, of a country, if told; `begun` where words may be unfinished."""

    name: str
    types: tuple[str, ...] = ()
    country: str | None = None
    limit: int = 5
    begun: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """A thing that a name may be; `score` from 0 to 100, `match` where it is the one that bears the name."""

    id: str
    name: str
    type: str
    about: str  # one line that tells it from its namesakes
    score: float
    match: bool


def reconcile(book: Book, asked: Sequence[Asked]) -> list[list[Candidate]]:
    """Return the candidates of each name, the most alike first; all actors are of one state of the ledger."""
    wants = [one for one in asked if not one.types or MECHANISM in one.types]
    series = list_mechanisms(book) if wants else []
    with book.at() as moment:
        known = identities(moment)
        return [_candidates(moment, known, series, one) for one in asked]


def _candidates(
    moment: Moment, known: Identities, series: Sequence[Mechanism], asked: Asked
) -> list[Candidate]:
    found = [
        *(_actor(one, asked) for one in _actors(moment, known, asked)),
        *(_mechanism(one, asked) for one in series if MECHANISM in (asked.types or (MECHANISM,))),
    ]
    alike = [one for one in found if one.score >= (_BEGUN if asked.begun else _ALIKE)]
    best = sorted(alike, key=lambda one: (-one.score, one.name, one.id))[: asked.limit]
    if sum(one.match for one in alike) > 1:  # several bear the name: none is certainly the one
        return [replace(one, match=False) for one in best]
    return best


def _actors(moment: Moment, known: Identities, asked: Asked) -> Iterator[Actor]:
    """Yield the actors one of whose names shares a word with the name, or that the registry knows by it."""
    words = sorted(set(fold(asked.name).split()), key=lambda word: (-len(word), word))[:4]
    if not words or asked.types == (MECHANISM,):
        return
    padded = sa.literal(" ") + party.c.folded + " "
    shares = sa.or_(*(padded.like(f"% {word}{'' if asked.begun else ' '}%") for word in words))
    rows = moment.connection.execute(sa.select(party.c.id, party.c.folded).where(shares)).all()
    nearest = sorted(rows, key=lambda row: (-_alike(asked.name, row.folded), row.id))[:_LOOKED_AT]
    wanted = {known.entity(row.id) for row in nearest} | entities_named(moment, known, asked.name)
    for one in actors_of(moment, known, Filters(), wanted):
        if not asked.types or one.type in asked.types:
            yield one


def _actor(one: Actor, asked: Asked) -> Candidate:
    names = dict.fromkeys((one.name, *(each.name for each in one.names)))
    other = asked.country and one.country and asked.country.upper() != one.country
    score = max(_alike(asked.name, name) for name in names) * (_OTHER_COUNTRY if other else 1)
    offices = ", ".join(office.office for office in one.offices[-2:])
    about = f"{', '.join(part for part in (one.type, one.country, offices) if part)}; {one.entries} entries"
    return Candidate(one.id, one.name, one.type, about, round(score, 1), score == _SAME)


def _mechanism(one: Mechanism, asked: Asked) -> Candidate:
    score = max(_alike(asked.name, name) for name in one.names)
    about = f"mechanism of {', '.join(one.members)}; {one.entries} entries"
    return Candidate(one.id, one.name, MECHANISM, about, round(score, 1), score == _SAME)


def _alike(name: str, other: str) -> float:
    """Return how alike two names are, 0 to 100: 100 for the same words in any order."""
    return float(fuzz.token_sort_ratio(fold(name), fold(other)))
