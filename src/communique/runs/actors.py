"""A person says that two actors are one, or two: a row that goes before every rule, undone by another."""

from communique.errors import CommuniqueError
from communique.ledger import Ledger
from communique.ledger.names import Names
from communique.records import Judgement
from communique.resolve.identity.cluster import pair
from communique.resolve.identity.registry import registry
from communique.resolve.identity.ties import KIND, SAME
from communique.runs.identify import leaders


def judge_actors(ledger: Ledger, told: tuple[str, str], decision: str, who: str, why: str) -> int:
    """Write that two actors are SAME or DIFFERENT; return the number of the row.

    Raises CommuniqueError where an id is not known, or one is told to be the same with what a person told
    apart from it.
    """
    if not why.strip():
        raise CommuniqueError(f"{decision} joins or parts all that is told: say why with --why")
    with ledger.names() as names:
        a, b = (_known(names, key) for key in told)
        if a == b:
            raise CommuniqueError(f"{told[0]} and {told[1]}: one and the same name")
        leader = leaders(names, {a, b}, also=[pair(a, b)])
        if decision == SAME and leader(a) != leader(b):
            raise CommuniqueError(f"{told[0]} and {told[1]}: told apart by a person; undo that first")
    subject, other = pair(a, b)
    row = Judgement(KIND, subject, decision, who, why.strip(), object=other, relation=SAME)
    return ledger.record_judgement(row)


def _known(names: Names, key: str) -> str:
    """Return the one id that `key` is, or begins; "act-…@rel-…" is a name as one release means it."""
    name, at, release = key.partition("@")
    found = {name} & registry().entities.keys() or names.beginning(name)
    if len(found) != 1:
        what = "no actor has this id" if not found else "more than one actor has an id that begins so"
        raise CommuniqueError(f"{key}: {what}; `communique list actors` and `show` print ids")
    return found.pop() + at + release
