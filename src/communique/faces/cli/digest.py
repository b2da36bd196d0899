"""`communique digest`: what is new in a saved query since the last digest that arrived, as mail or posted."""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from communique.errors import CommuniqueError
from communique.faces.cli.feed import Base
from communique.faces.cli.options import Allow, Ledger, ledger_of, settings, tell
from communique.faces.digests import PART, mail_of, news
from communique.query import open_book
from communique.query.saved import Delivery, find_saved
from communique.runs.deliver import Tls, Webhook, deliver, mail_server
from communique.settings import SMTP_PASSWORD_VARIABLE, WEBHOOK_SECRET_VARIABLE

_NOBODY = "communique@localhost"
_Send = Callable[[Delivery], None]

Out = Annotated[str, typer.Option(metavar="FILE", help="Write the mail here; - is standard output.")]
MailTo = Annotated[
    str | None, typer.Option("--mail-to", metavar="ADDRESS", help="Send the mail to this address.")
]
MailFrom = Annotated[str | None, typer.Option("--mail-from", metavar="ADDRESS", help="Who the mail is from.")]
Smtp = Annotated[str | None, typer.Option(metavar="HOST:PORT", help="The server that takes the mail.")]
SmtpUser = Annotated[
    str | None, typer.Option("--smtp-user", metavar="NAME", help="Who we are to that server.")
]
HowSafe = Annotated[Tls | None, typer.Option("--tls", help="How to speak to it.  [default: starttls]")]
Url = Annotated[str | None, typer.Option("--webhook", metavar="URL", help="Post the digest to this address.")]
Peek = Annotated[bool, typer.Option("--peek", help="Write it; it does not count as told.")]
CaughtUp = Annotated[bool, typer.Option("--caught-up", help="Send nothing: all there is now counts as told.")]


@dataclass(frozen=True, slots=True)
class _Receiver:
    """Who is told: the name of its state, how a digest gets there, and the most things of one."""

    target: str
    send: _Send
    most: int | None = None


def digest_(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A saved query.", show_default=False)],
    out: Out = "-",
    mail_to: MailTo = None,
    mail_from: MailFrom = None,
    smtp: Smtp = None,
    smtp_user: SmtpUser = None,
    tls: HowSafe = None,
    webhook: Url = None,
    allow: Allow = None,
    peek: Peek = False,
    caught_up: CaughtUp = False,
    base: Base = "http://127.0.0.1:8470/",
    ledger: Ledger = None,
) -> None:
    """Tell what is new, changed or gone in a saved query since the last digest that arrived.

    Each receiver has a state of its own: it moves on only when a digest arrived, so that nothing is lost when
    one is down, and nothing that arrived is sent again. The password of the mail server and the secret of the
    webhook stand in COMMUNIQUE_SMTP_PASSWORD and COMMUNIQUE_WEBHOOK_SECRET.

    \b
    Examples:
      communique digest korea > korea.eml
      communique digest korea --mail-to ada@example.org --smtp mail.example.org
      communique digest korea --webhook https://hooks.example.org/korea
    """
    sender = mail_from or settings().mail_from or _NOBODY
    to = _Receiver("out", _writer(out, sender))
    if mail_to and webhook:
        raise CommuniqueError("--mail-to and --webhook: one of them; each receiver is told on its own")
    if webhook:
        to = _posted(webhook, allow or [], peek or caught_up)
    elif mail_to:
        to = _mailed(mail_to, sender, smtp, smtp_user, tls, peek or caught_up)
    book = open_book(ledger_of(ledger))
    query, known = find_saved(book, name), book.ledger.saved

    def make() -> Delivery | None:
        return news(book, query, to.target, base.rstrip("/") + "/", to.most)

    if peek:
        arrived = [one] if (one := known.pending(name, to.target) or make()) else []
        for one in arrived:
            _writer(out, sender)(one)
    else:
        arrived = deliver(book.ledger, name, to.target, make, _nowhere if caught_up else to.send)
    book.close()
    tell(", ".join(one.id for one in arrived) if arrived else f"{name}: nothing new")


def _posted(url: str, allowed: list[str], unsent: bool) -> _Receiver:
    secret = os.environ.get(WEBHOOK_SECRET_VARIABLE, "")
    if unsent:
        return _Receiver(url, _nowhere, PART)
    if not secret:
        raise CommuniqueError(f"--webhook: {WEBHOOK_SECRET_VARIABLE} holds the secret it is signed with")
    return _Receiver(url, Webhook(url, secret, frozenset(allowed)).send, PART)


def _mailed(
    to: str, sender: str, smtp: str | None, user: str | None, tls: Tls | None, unsent: bool
) -> _Receiver:
    target, given = f"mailto:{to}", settings()
    if unsent:
        return _Receiver(target, _nowhere, PART)
    place = smtp or given.smtp
    if not place:
        raise CommuniqueError("--smtp: which server takes the mail? the setting `smtp` may name it")
    password = os.environ.get(SMTP_PASSWORD_VARIABLE, "")
    server = mail_server(place, tls or given.tls or "starttls", user or given.smtp_user or "", password)
    return _Receiver(target, lambda one: server.send(mail_of(one, sender, to), sender, to), PART)


def _writer(out: str, sender: str) -> _Send:
    def write(one: Delivery) -> None:
        mail = mail_of(one, sender)
        if out == "-":
            typer.echo(mail, nl=False)
            sys.stdout.flush()
            return
        part = Path(f"{out}.part")  # a file that is there is a whole one
        part.write_bytes(mail)
        part.replace(out)

    return write


def _nowhere(one: Delivery) -> None:
    """Send nothing."""
