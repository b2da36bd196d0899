"""A person says that two names are one, or two: a row that goes before every rule, undone by another."""

from communique.errors import CommuniqueError
from communique.ledger import Ledger
from communique.ledger.names import Names
from communique.records import Judgement
from communique.records.judgement import RULE
from communique.resolve.identity.cluster import pair
from communique.resolve.identity.registry import registry
from communique.resolve.identity.ties import DIFFERENT, KIND, SAME
from communique.runs.identify import identify, leaders


def judge_same(ledger: Ledger, a: str, b: str, who: str, why: str) -> int:
    """Say that two actors are one; return the number of the row.

    Raises CommuniqueError where an id is not known, or a person said that they are two.
    """
    return _judge(ledger, (a, b), SAME, who, why)


def judge_different(ledger: Ledger, a: str, b: str, who: str, why: str) -> int:
    """Say that two actors are two, whatever rules say; return the number of the row."""
    return _judge(ledger, (a, b), DIFFERENT, who, why)


def _judge(ledger: Ledger, told: tuple[str, str], decision: str, who: str, why: str) -> int:
    if not who.strip() or who.startswith(RULE):
        raise CommuniqueError(f"{who!r}: not the name of a person; give --who")
    if not why.strip():
        raise CommuniqueError(f"{decision}: say why with --why")
    with ledger.names() as names:
        a, b = (_known(names, key) for key in told)
        if a == b:
            raise CommuniqueError(f"{told[0]} and {told[1]}: one and the same name")
        leader = leaders(names, {a, b}, also=[pair(a, b)])
        if decision == SAME and leader(a) != leader(b):
            raise CommuniqueError(f"{told[0]} and {told[1]}: told apart by a person; undo that first")
    subject, other = pair(a, b)
    number = ledger.record_judgement(
        Judgement(KIND, subject, decision, who.strip(), why.strip(), object=other, relation=SAME)
    )
    identify(ledger)
    return number


def _known(names: Names, key: str) -> str:
    """Return the one id that `key` is, or begins; "act-…@rel-…" is a name as one release means it."""
    name, at, release = key.partition("@")
    found = {name} & registry().entities.keys() or names.beginning(name)
    if len(found) != 1:
        what = "no actor has this id" if not found else "more than one actor has an id that begins so"
        raise CommuniqueError(f"{key}: {what}; `communique list actors` and `show` print ids")
    return found.pop() + at + release
