"""`communique review`: one card at a time, the riskiest first; one key decides and moves on."""

import sys
from collections.abc import Callable
from typing import Annotated

import typer
from rich.console import RenderableType
from rich.text import Text

from communique.errors import CommuniqueError
from communique.faces.cli.judge import Who, who_of
from communique.faces.cli.options import Ledger, ledger_of
from communique.faces.cli.output import console
from communique.faces.cli.show import entry_lines
from communique.faces.words import headline
from communique.query import Card, Logged, cards, open_book
from communique.runs.judge import Judge

_HELP = {
    "entry": "a accept · r reject · f fix a slot · m merge · s split",
    "link": "y confirm · n deny",
    "orphan": "d take the old decision back",
    "dropped": "y noted",
}
_ALWAYS = "k skip · u undo · q quit"


class Keys:
    """What a person answers: one key on a terminal, the first letter of a line from a pipe."""

    def __init__(self) -> None:
        """Tell a terminal from a pipe."""
        self._terminal = sys.stdin.isatty()

    def key(self) -> str:
        """Return the next key in lower case; `q` where the input has ended."""
        if self._terminal:
            typed = typer.getchar().lower()
            return "q" if typed in ("\x03", "\x04") else typed
        line = sys.stdin.readline()
        return (line.strip()[:1] or "k").lower() if line else "q"

    def line(self, question: str) -> str:
        """Return the answer to a question, a line; "" where the input has ended."""
        console().print(f"{question}: ", end="", markup=False)
        sys.stdout.flush()
        answer = sys.stdin.readline().strip()
        if not self._terminal:
            console().print(answer, markup=False)
        return answer


class Desk:
    """The cards before one person, the decisions of this sitting, and what each key does."""

    def __init__(self, judge: Judge, keys: Keys) -> None:
        """Take who decides and where the keys come from."""
        self._judge, self._keys = judge, keys
        self.made: list[tuple[int, int]] = []  # each decision with the place of its card
        self._acts: dict[tuple[str, str], Callable[[Card], int]] = {
            ("entry", "a"): lambda card: judge.accept(_id(card)),
            ("entry", "r"): lambda card: judge.reject(_id(card), keys.line("why")),
            ("entry", "f"): lambda card: judge.fix(
                _id(card), keys.line("slot"), keys.line("value"), keys.line("why")
            ),
            ("entry", "m"): lambda card: judge.merge(_id(card), keys.line("into"), keys.line("why")),
            ("entry", "s"): lambda card: judge.split(_id(card), at=keys.line("cut before") or None),
            ("link", "y"): lambda card: judge.confirm(card.number or 0),
            ("link", "n"): lambda card: judge.deny(card.number or 0, keys.line("why")),
            ("dropped", "y"): lambda card: judge.note(*_lost(card)),
            ("orphan", "d"): lambda card: judge.undo(card.number or 0, keys.line("why")),
        }

    def ask(self, card: Card, place: int) -> int | None:
        """Show a card and do what the keys say; return the place of the next card, None to stop."""
        for line in card_lines(card):
            console().print(line)
        while True:
            key = self._keys.key()
            act = self._acts.get((card.sort, key))
            if key == "q":
                return None
            if key in ("k", " ", "\r", "\n"):
                return place + 1
            if key == "u" and self.made:
                return self._undo()
            if act and self._try(act, card, place):
                return place + 1
            if not act:
                console().print(f"{_HELP[card.sort]} · {_ALWAYS}", markup=False)

    def _try(self, act: Callable[[Card], int], card: Card, place: int) -> bool:
        """Do one thing and say its number; tell what cannot be done."""
        try:
            number = act(card)
        except CommuniqueError as error:
            console().print(str(error), markup=False, style="red")
            return False
        self.made.append((number, place))
        console().print(f"{number}: done", markup=False)
        return True

    def _undo(self) -> int:
        """Take the last decision of this sitting back; return the place of its card."""
        number, place = self.made.pop()
        self._judge.undo(number)
        console().print(f"undid {number}", markup=False)
        return place


def _id(card: Card) -> str:
    return card.entry.entry.id if card.entry else ""


def _lost(card: Card) -> tuple[str, str]:
    return (card.lost.undertaking.id, card.lost.release.id) if card.lost else ("", "")


def review_(
    limit: Annotated[int | None, typer.Option(min=1, metavar="COUNT", help="At most so many cards.")] = None,
    who: Who = None,
    ledger: Ledger = None,
) -> None:
    """Decide card by card, the riskiest first: one key each, with undo.

    Decisions that lost their passage come first, then what a new version dropped or weakened, doubtful
    entries, large sums and proposed links. From a pipe, each line is one answer.

    \b
    Examples:
      communique review
      communique review --limit 20 --who "Ada Lind"
    """
    book = open_book(ledger_of(ledger))
    desk = Desk(Judge(book.ledger, who_of(who)), Keys())
    queue = cards(book, limit)
    console().print(f"{len(queue)} cards · {_ALWAYS} · ? help", markup=False)
    place: int | None = 0
    while place is not None and place < len(queue):
        place = desk.ask(queue[place], place)
    console().print(f"{len(desk.made)} decided", markup=False)
    book.close()


def card_lines(card: Card) -> list[RenderableType]:
    """Return a card for a person: what is asked, and the words it is asked about."""
    told = card.judgement
    lines: list[RenderableType] = [Text(""), Text(f"{card.sort} · risk {card.risk:.2f}", "dim")]
    if card.sort == "orphan" and told:
        gone = Logged(card.number or 0, "", told, "", "", stands=True).quote
        lines.append(
            Text(f"decision {card.number}, {told.decision} {told.object or ''}: its words are gone", "bold")
        )
        lines.append(Text(f"“{gone}” ({told.who}{': ' if told.why else ''}{told.why})"))
    elif card.lost:
        lost = card.lost
        lines.append(Text(f"{lost.what}: {headline(lost.undertaking)}", "bold"))
        lines.append(Text(f"- “{' '.join(lost.old.split())}”", "red"))
        lines += [Text(f"+ “{' '.join(lost.new.split())}”", "green")] if lost.new else []
        lines.append(Text(f"{lost.release.published}  {lost.release.title} ({lost.release.id})", "dim"))
    elif told:
        score = f", {told.score:.2f}" if told.score is not None else ""
        lines.append(Text(f"{card.number}: {told.relation or told.kind}?{score} {told.why}", "bold"))
    for one in (card.entry, card.other):
        lines += entry_lines(one) if one else []
    return [*lines, Text(f"{_HELP[card.sort]} · {_ALWAYS}", "dim")]
