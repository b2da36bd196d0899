"""Who asks, and what they may decide: site and API ask here, the server says who it is."""

from dataclasses import dataclass

from starlette.requests import Request

from communique.accounts import Role, reaches
from communique.errors import CommuniqueError
from communique.query import Book, decisions

# What each decision takes. A reviewer judges what a card shows; an editor also says what belongs together.
_TAKES: dict[str, Role] = {
    **dict.fromkeys(("accept", "reject", "fix", "confirm", "deny", "note", "undo"), "reviewer"),
    **dict.fromkeys(("merge", "split", "same", "different"), "editor"),
}


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks: `name` is who decides, None where nobody does; `form_token` is what their forms carry."""

    name: str | None = None
    role: Role | None = None
    form_token: str = ""
    account: bool = False  # signed in, so that they can sign out

    @property
    def decides(self) -> str | None:
        """The name that decisions bear, None for who may make none."""
        return self.name if reaches(self.role, "reviewer") else None


class NotAllowedError(CommuniqueError):
    """A decision that the role of who asks does not allow."""


def visitor_of(request: Request) -> Visitor:
    """Return who asks: the account of the request where there are accounts, else the user of this machine."""
    told = getattr(request.state, "visitor", None) or request.app.state.visitor
    assert isinstance(told, Visitor)
    return told


def check_decision(visitor: Visitor, book: Book, decision: str, number: int | None = None) -> None:
    """Raise NotAllowedError where a visitor may not decide so; `number` is that of a decision to undo.

    A reviewer takes back what is their own, an editor what anybody decided.
    """
    least = _TAKES.get(decision, "admin")
    if decision == "undo" and _is_of_another(book, visitor, number):
        least = "editor"
    if visitor.decides is None or not reaches(visitor.role, least):
        raise NotAllowedError(f"{decision}: takes the role {least}")


def _is_of_another(book: Book, visitor: Visitor, number: int | None) -> bool:
    if reaches(visitor.role, "editor"):
        return False
    made = {one.number: one.judgement.who for one in decisions(book, persons_only=True)}
    return made.get(number or 0, visitor.name) != visitor.name
