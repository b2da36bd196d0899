"""Asks the ledger a statement of a user: in a process of its own, on the file or on a copy of it."""

import fcntl
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Semaphore
from typing import Any
from urllib.parse import quote

from communique.errors import CommuniqueError
from communique.ledger.backup import back_up
from communique.query.book import Book
from communique.query.sql.views import TABLES, VIEWS

_FENCE = Path(__file__).with_name("fence.py")
_LONGEST = 20_000  # characters of a statement
_GRACE = 5  # seconds after which a process that does not end by itself is ended
_AT_ONCE = Semaphore(2)


class StatementError(CommuniqueError):
    """A statement that is none, may not be run, or takes more than it is given."""


@dataclass(frozen=True, slots=True)
class Caps:
    """What a statement may take: seconds, rows, bytes of memory, and characters of all values."""

    seconds: int = 10
    rows: int = 1000
    memory: int = 512 << 20
    size: int = 8_000_000


@dataclass(frozen=True, slots=True)
class Answer:
    """Rows under the names of their columns; `cut` where there would be more."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    cut: bool


def ask_sql(book: Book, statement: str, caps: Caps | None = None) -> Answer:
    """Return the answer of a statement in SQL over `VIEWS`; raise StatementError where it has none."""
    if len(statement) > _LONGEST:
        raise StatementError(f"a statement has at most {_LONGEST:,} characters")
    given = caps or Caps()
    with _file(book) as file, _AT_ONCE:
        told = _run(
            {
                "file": f"file:{quote(str(file.absolute()))}?mode=ro",
                "statement": statement,
                "views": VIEWS,
                "tables": TABLES,
                "seconds": given.seconds,
                "rows": given.rows,
                "memory": given.memory,
                "bytes": given.size,
            }
        )
    if "error" in told:
        raise StatementError(told["error"])
    return Answer(_apart(told["columns"]), tuple(map(tuple, told["rows"])), told["cut"])


def _apart(names: list[str]) -> tuple[str, ...]:
    """Return the names of columns, a number behind one that another has already."""
    found: list[str] = []
    for name in names:
        number, apart = 1, name
        while apart in found:
            number += 1
            apart = f"{name}:{number}"
        found.append(apart)
    return tuple(found)


def _run(asked: dict[str, Any]) -> dict[str, Any]:
    """Return the answer of the fenced process, which has nothing of ours but what it is told."""
    limit = f"takes longer than {asked['seconds']} seconds or more memory than {asked['memory'] >> 20} MB"
    try:
        done = subprocess.run(
            [sys.executable, "-I", "-S", str(_FENCE)],
            input=json.dumps(asked),
            capture_output=True,
            encoding="utf-8",
            env={},
            timeout=asked["seconds"] + _GRACE,
        )
    except subprocess.TimeoutExpired:
        return {"error": limit}
    if done.returncode != 0 or not done.stdout:
        return {"error": limit}
    told: dict[str, Any] = json.loads(done.stdout)
    return told


@contextmanager
def _file(book: Book) -> Iterator[Path]:
    """Yield the SQLite file to ask: the ledger's own, or a copy of one on a server, made anew as it grows."""
    location = book.ledger.location
    if location.path:
        yield location.path
        return
    copy = location.index.with_suffix(".sql")
    copy.parent.mkdir(parents=True, exist_ok=True)
    with copy.with_suffix(".sql.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with book.at() as moment:
            marked = copy.with_suffix(f".{moment.revision}.sql")
        if not marked.exists():
            for old in copy.parent.glob(f"{copy.stem}.*.sql"):
                old.unlink()
            back_up(book.ledger, marked)
    yield marked
