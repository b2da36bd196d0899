"""Deciding through the API, with a token: the decisions of `communique judge`, and the cards of `review`."""

from secrets import compare_digest
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Body, Depends, HTTPException, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import BaseModel, ConfigDict, Field

from communique.errors import CommuniqueError
from communique.faces.api import shapes
from communique.faces.api.asked import Ledger, Limit
from communique.faces.visitor import NotAllowedError, Visitor, check_decision, visitor_of
from communique.query import cards, decisions
from communique.query.contract import card_row, logged_row
from communique.runs.judge import Judge
from communique.runs.resolve import resolve

router = APIRouter(tags=["judging"])
_BEARER = HTTPBearer(auto_error=False, description="The token of an account or of this server.")
_LONGEST = 2000  # characters


def judge_of(
    request: Request,
    given: Annotated[HTTPAuthorizationCredentials | None, Depends(_BEARER)] = None,
) -> Visitor:
    """Return who decides, told by the token; answer 401 without one that is known."""
    visitor = visitor_of(request)
    if visitor.account:  # the server knew the token of an account
        return visitor
    known = request.app.state.token
    if not known:
        raise HTTPException(403, "this server decides nothing: it was started without COMMUNIQUE_TOKEN")
    if given is None or not compare_digest(given.credentials.encode(), known.encode()):
        raise HTTPException(401, "needs the token of this server", {"WWW-Authenticate": "Bearer"})
    return visitor


Deciding = Annotated[Visitor, Depends(judge_of)]
Text = Annotated[str, Field(max_length=_LONGEST)]
Number = Annotated[int, Field(ge=1, le=2**53)]


class _Decision(BaseModel):
    model_config = ConfigDict(extra="forbid")
    why: Text = ""


class OnEntry(_Decision):
    """Accept an entry as it is shown, or reject it: then `why` is needed."""

    decision: Literal["accept", "reject"]
    entry: Text


class Fix(_Decision):
    """Put a value, written as `communique judge fix` reads it, in place of what was read."""

    decision: Literal["fix"]
    entry: Text
    slot: Text
    value: Text
    words: Text | None = None


class Merge(_Decision):
    """Make an entry part of another of the same release; `why` is needed."""

    decision: Literal["merge"]
    entry: Text
    into: Text


class Split(_Decision):
    """Take an entry apart: one for each passage, or two, cut before the words `at`."""

    decision: Literal["split"]
    entry: Text
    at: Text | None = None


class OnActors(_Decision):
    """Say that two actors are one, or two; `why` is needed."""

    decision: Literal["same", "different"]
    a: Text
    b: Text


class Note(_Decision):
    """Say that it is known what a new version of a release made of an undertaking."""

    decision: Literal["note"]
    entry: Text
    release: Text


class OnNumber(_Decision):
    """Confirm or deny a proposed link, or take a decision back, by its number; denying needs `why`."""

    decision: Literal["confirm", "deny", "undo"]
    number: Number


AnyDecision = OnEntry | Fix | Merge | Split | OnActors | Note | OnNumber
Decision = Annotated[AnyDecision, Body(discriminator="decision")]


@router.get("/review", response_model=shapes.Cards, response_model_exclude_unset=True)
def waiting(book: Ledger, limit: Limit = 20) -> dict[str, Any]:
    """List what waits for a person, the riskiest first."""
    return {"items": [card_row(one) for one in cards(book, limit)]}


@router.post("/decisions", response_model=shapes.Decided, response_model_exclude_unset=True, status_code=201)
def decide(book: Ledger, visitor: Deciding, decision: Decision) -> dict[str, Any]:
    """Write one decision of a person; the answer has its number, by which it is undone."""
    try:
        undone = decision.number if isinstance(decision, OnNumber) else None
        check_decision(visitor, book, decision.decision, undone)
        number = _number(Judge(book.ledger, visitor.name or ""), decision)
    except NotAllowedError as error:
        raise HTTPException(403, str(error)) from error
    except CommuniqueError as error:
        raise HTTPException(400, str(error)) from error
    resolve(book.ledger)
    return next(logged_row(one) for one in decisions(book, persons_only=True) if one.number == number)


def _number(judge: Judge, told: AnyDecision) -> int:
    match told:
        case OnEntry():
            return (judge.accept if told.decision == "accept" else judge.reject)(told.entry, told.why)
        case Fix():
            return judge.fix(told.entry, told.slot, told.value, told.why, told.words)
        case Merge():
            return judge.merge(told.entry, told.into, told.why)
        case Split():
            return judge.split(told.entry, told.why, told.at)
        case OnActors():
            return (judge.same if told.decision == "same" else judge.different)(told.a, told.b, told.why)
        case Note():
            return judge.note(told.entry, told.release, told.why)
        case OnNumber():
            act = {"confirm": judge.confirm, "deny": judge.deny, "undo": judge.undo}[told.decision]
            return act(told.number, told.why)
