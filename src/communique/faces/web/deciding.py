"""What the buttons of a review card do: each is one decision of `communique judge`."""

from collections.abc import Callable, Mapping

from communique.errors import CommuniqueError
from communique.faces.posted import Form
from communique.faces.visitor import Visitor, check_decision
from communique.query import Book
from communique.runs.judge import Judge

_ACTS: Mapping[str, Callable[[Judge, Form], int]] = {
    "accept": lambda judge, form: judge.accept(form.get("id", ""), form.get("why", "")),
    "reject": lambda judge, form: judge.reject(form.get("id", ""), form.get("why", "")),
    "fix": lambda judge, form: judge.fix(
        form.get("id", ""),
        form.get("slot", ""),
        form.get("value", ""),
        form.get("why", ""),
        form.get("words") or None,
    ),
    "merge": lambda judge, form: judge.merge(form.get("id", ""), form.get("into", ""), form.get("why", "")),
    "split": lambda judge, form: judge.split(form.get("id", ""), form.get("why", ""), form.get("at") or None),
    "confirm": lambda judge, form: judge.confirm(_number(form), form.get("why", "")),
    "deny": lambda judge, form: judge.deny(_number(form), form.get("why", "")),
    "note": lambda judge, form: judge.note(form.get("id", ""), form.get("release", ""), form.get("why", "")),
    "undo": lambda judge, form: judge.undo(_number(form), form.get("why", "")),
}


def decide(visitor: Visitor, book: Book, form: Form) -> int:
    """Write the decision that a form asks for; return its number. Raises CommuniqueError if it cannot be."""
    act = _ACTS.get(form.get("act", ""))
    if act is None:
        raise CommuniqueError(f"act={form.get('act', '')}: one of {', '.join(_ACTS)}")
    check_decision(visitor, book, form["act"], _number(form) if form["act"] == "undo" else None)
    return act(Judge(book.ledger, visitor.name or ""), form)


def _number(form: Form) -> int:
    text = form.get("number", "")
    if not text.isascii() or not text.isdecimal() or len(text) > 12:
        raise CommuniqueError(f"number={text[:20]}: the number of a decision or link")
    return int(text)
