"""`communique accounts`: who may use the server of a ledger, and what was done with that."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from getpass import getpass, getuser
from typing import Annotated

import typer

from communique.accounts import Accounts, open_accounts
from communique.errors import CommuniqueError
from communique.faces.cli.answers import FormatOption, format_of
from communique.faces.cli.options import Format, Ledger, ledger_of
from communique.faces.cli.output import Row, View, console, print_rows

Name = Annotated[str, typer.Argument(metavar="NAME", help="The name of an account.")]
Role = Annotated[str, typer.Option(metavar="ROLE", help="reader, reviewer, editor or admin.")]
PasswordFrom = Annotated[
    str | None,
    typer.Option("--password-from", metavar="-", help="Read the password from standard input, one line."),
]

accounts_ = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="""Say who may use the server: accounts, roles, tokens, and the log of what was done.

    They lie beside the ledger and never in it, so that no copy of it carries a password.

    \b
    Examples:
      communique accounts add ada --role admin
      communique accounts token ada --scope reader --days 90 --purpose "nightly report"
      communique accounts log
    """,
)


@contextmanager
def _open(ledger: str | None, create: bool = False) -> Iterator[Accounts]:
    """Open the accounts of a ledger; raise CommuniqueError where there are none."""
    place = ledger_of(ledger)
    accounts = open_accounts(place, create)
    if accounts is None:
        raise CommuniqueError(
            "there are no accounts; make one with `communique accounts add NAME --role admin`"
        )
    try:
        yield accounts
    finally:
        accounts.close()


def _who() -> str:
    """Return who acts, told apart from accounts."""
    return f"user {getuser()}"


def _password(source: str | None) -> str:
    """Return a new password: asked for twice, or a line of standard input."""
    if source == "-":
        return sys.stdin.readline().rstrip("\r\n")
    if source is not None:
        raise CommuniqueError(f"--password-from {source}: only -, for standard input")
    password = getpass("password: ")
    if getpass("again: ") != password:
        raise CommuniqueError("the password was not written the same twice")
    return password


def _say(line: str) -> None:
    console().print(line, markup=False)


@accounts_.command()
def add(name: Name, role: Role = "reader", password_from: PasswordFrom = None, ledger: Ledger = None) -> None:
    """Make an account; its password is asked for."""
    with _open(ledger, create=True) as accounts:
        accounts.add(_who(), name, role, _password(password_from))
    _say(f"{name}: {role}")


@accounts_.command("list")
def list_(format: FormatOption = None, ledger: Ledger = None) -> None:
    """List all accounts, those that ended too."""
    with _open(ledger) as accounts:
        rows = [asdict(one) for one in accounts.everyone()]
    _print(rows, format, ("name", "role", "made", "ended"))


@accounts_.command()
def remove(name: Name, ledger: Ledger = None) -> None:
    """End an account with its sessions and tokens; its name is not given again, since decisions bear it."""
    _act(ledger, lambda accounts: accounts.remove(_who(), name), f"{name}: ended")


@accounts_.command("role")
def role_(
    name: Name,
    role: Annotated[str, typer.Argument(metavar="ROLE", help="reader, reviewer, editor or admin.")],
    ledger: Ledger = None,
) -> None:
    """Give an account another role."""
    _act(ledger, lambda accounts: accounts.set_role(_who(), name, role), f"{name}: {role}")


@accounts_.command()
def password(name: Name, password_from: PasswordFrom = None, ledger: Ledger = None) -> None:
    """Give an account another password and end its sessions."""
    told = f"{name}: has another password"
    _act(ledger, lambda accounts: accounts.set_password(_who(), name, _password(password_from)), told)


@accounts_.command()
def token(
    name: Name,
    scope: Annotated[
        str, typer.Option(metavar="SCOPE", help="What it may do: as a reader, reviewer or editor.")
    ] = "reader",
    days: Annotated[int, typer.Option(metavar="COUNT", help="How long it lasts, at most 365.")] = 90,
    purpose: Annotated[str, typer.Option(metavar="WORDS", help="What it is for.")] = "",
    ledger: Ledger = None,
) -> None:
    """Make a token for a program and print it, this once."""
    with _open(ledger) as accounts:
        number, secret = accounts.make_token(_who(), name, scope, days, purpose)
    sys.stderr.write(f"communique: {number}, for {days} days; it is shown this once\n")
    _say(secret)


@accounts_.command()
def tokens(
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="Of this account alone.")] = None,
    format: FormatOption = None,
    ledger: Ledger = None,
) -> None:
    """List tokens: what each may do and when it ends; the secrets are not kept."""
    with _open(ledger) as accounts:
        rows = [asdict(one) for one in accounts.tokens(name)]
    _print(rows, format, ("id", "account", "scope", "purpose", "made", "until", "revoked"))


@accounts_.command()
def revoke(
    number: Annotated[str, typer.Argument(metavar="TOKEN", help="The id of a token, as tok-1f0c22aa.")],
    ledger: Ledger = None,
) -> None:
    """End a token."""
    _act(ledger, lambda accounts: accounts.revoke(_who(), number), f"{number}: revoked")


@accounts_.command()
def log(format: FormatOption = None, ledger: Ledger = None) -> None:
    """Print the audit log, oldest first: who did what, when, from where."""
    with _open(ledger) as accounts:
        rows = [asdict(one) for one in accounts.log()]
    _print(rows, format, ("number", "at", "who", "act", "about", "address"))


def _act(ledger: str | None, act: Callable[[Accounts], None], told: str) -> None:
    with _open(ledger) as accounts:
        act(accounts)
    _say(told)


def _print(rows: list[Row], format: Format | None, columns: tuple[str, ...]) -> None:
    print_rows(rows, format_of(format), View(columns, _shown, columns, dict))


def _shown(row: Row) -> Row:
    """Return a row with its times to the minute."""
    times = {"at", "made", "until", "ended", "revoked"} & row.keys()
    return {**row, **{name: (row[name] or "")[:16] for name in times}}
