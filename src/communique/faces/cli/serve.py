"""`communique serve`: the site and the API, on this machine, or for others with accounts."""

import os
from contextlib import closing, nullcontext
from pathlib import Path
from typing import Annotated

import typer

from communique.accounts import Accounts, open_accounts
from communique.accounts.oidc import SECRET_VARIABLE, SignOn, open_sign_on, read_terms
from communique.errors import CommuniqueError
from communique.faces.cli.judge import Who, who_of
from communique.faces.cli.options import Host, Ledger, Port, ledger_of, tell
from communique.faces.server import application, is_loopback, serve
from communique.query import open_book
from communique.settings import LOOPBACK, TOKEN_VARIABLE

_SHORTEST = 16  # characters of a token


def serve_(
    port: Port = 8470,
    host: Host = LOOPBACK,
    accounts: Annotated[
        bool, typer.Option("--accounts", help="Ask who signs in on this machine, too.")
    ] = False,
    name: Annotated[
        list[str] | None,
        typer.Option(metavar="HOST", help="A name that others call it by; more than once for more."),
    ] = None,
    oidc: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Let people sign in by the provider that this TOML file names."),
    ] = None,
    who: Who = None,
    ledger: Ledger = None,
) -> None:
    """Open the ledger to a browser and to programs on this machine.

    It answers until it is stopped with Ctrl-C. Decisions on its review page are yours, or those of --who; a
    program decides through the API with the token that COMMUNIQUE_TOKEN holds. On an address that others can
    reach it takes accounts, and each decides in their own name.

    \b
    Examples:
      communique serve --ledger trade.db --who "Ada Lind"
      communique serve --host 192.0.2.7 --name trade.example.org
    """
    place = ledger_of(ledger)
    others = not is_loopback(host)
    with (
        closing(open_book(place)) as book,
        _accounts(place, host, accounts or others) as known,
        _provider(known, oidc) as sign_on,
    ):
        token = None if known else _token()
        names = [*(name or ()), host]
        app = application(book, None if known else who_of(who), token, known, names, sign_on)
        shown = f"shows {book.ledger.location}; stop with Ctrl-C"
        serve(app, host, port, lambda at: tell(f"{at} {shown}"), others=known is not None)


def _accounts(place: str, host: str, needed: bool) -> closing[Accounts] | nullcontext[None]:
    """Return the accounts of a ledger where they are needed; raise CommuniqueError where there are none."""
    if not needed:
        return nullcontext()
    known = open_accounts(place)
    if known is None or not known.has_admin():
        flag = "--accounts" if is_loopback(host) else f"--host {host}: others can reach it"
        raise CommuniqueError(
            f"{flag}: there are no accounts of an admin; `communique accounts add NAME --role admin`"
        )
    if os.environ.get(TOKEN_VARIABLE):
        raise CommuniqueError(
            f"{TOKEN_VARIABLE}: has no place beside accounts; unset it, and make `communique accounts token`"
        )
    return closing(known)


def _provider(known: Accounts | None, oidc: Path | None) -> closing[SignOn] | nullcontext[None]:
    """Return the sign-in of the provider that a file names; raise CommuniqueError where it cannot be."""
    if oidc is None:
        return nullcontext()
    if known is None:
        raise CommuniqueError("--oidc: takes accounts; add --accounts")
    return closing(open_sign_on(known, read_terms(oidc), os.environ.get(SECRET_VARIABLE, "")))


def _token() -> str | None:
    """Return the token with which a program may decide, None where there is none."""
    token = os.environ.get(TOKEN_VARIABLE) or None
    if token and len(token) < _SHORTEST:
        raise CommuniqueError(f"{TOKEN_VARIABLE}: shorter than {_SHORTEST} characters; make a longer one")
    return token
