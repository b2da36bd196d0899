"""A program of its own that runs one statement of a user on a SQLite file, and can do nothing else.

It is started alone, knows nothing of the ledger but its file, and gives itself limits before it looks at the
statement: a ceiling of memory, an end of time, and a list of what a statement may do. What is not in the list
is refused: other tables, other files, settings, functions that are not named here. It reads one JSON object
from standard input and writes one.
"""

import json
import math
import resource
import sqlite3
import sys
import time
from typing import Any

_STEPS = 1000  # of SQLite's machine between two looks at the clock
_LARGEST = 1_000_000  # bytes of one value
_FUNCTIONS = frozenset(
    {
        *("abs", "avg", "ceil", "ceiling", "coalesce", "count", "cume_dist"),
        *("date", "datetime", "dense_rank", "first_value", "floor", "glob", "group_concat"),
        *("ifnull", "iif", "instr", "julianday", "lag", "last_value", "lead"),
        *("length", "like", "lower", "ltrim", "max", "min", "nth_value"),
        *("ntile", "nullif", "percent_rank", "rank", "replace", "round", "row_number"),
        *("rtrim", "sign", "strftime", "substr", "substring", "sum", "time"),
        *("total", "trim", "typeof", "unicode", "upper"),
    }
)
_INNER = ("sqlite_", "pragma_", "json_")  # tables of SQLite itself
_READS = frozenset({sqlite3.SQLITE_SELECT, sqlite3.SQLITE_RECURSIVE})


def main() -> None:
    """Read what is asked, answer it."""
    told = json.load(sys.stdin)
    resource.setrlimit(resource.RLIMIT_AS, (told["memory"], told["memory"]))
    resource.setrlimit(resource.RLIMIT_CPU, (told["seconds"] + 1, told["seconds"] + 1))
    try:
        answer = _answer(told)
    except MemoryError:
        answer = {"error": f"needs more memory than {told['memory'] >> 20} MB"}
    except sqlite3.Error as error:
        answer = {"error": _said(error, told)}
    json.dump(answer, sys.stdout)


def _answer(told: dict[str, Any]) -> dict[str, Any]:
    connection = _open(told)
    ends = time.monotonic() + told["seconds"]
    connection.set_progress_handler(lambda: time.monotonic() > ends, _STEPS)
    cursor = connection.execute(told["statement"])
    if cursor.description is None:
        return {"error": "no statement that reads: begin it with SELECT or WITH"}
    rows: list[list[Any]] = []
    left = told["bytes"]
    for row in cursor:
        left -= sum(len(value) if isinstance(value, str | bytes) else 8 for value in row)
        if len(rows) == told["rows"] or left < 0:
            return {"columns": _columns(cursor), "rows": rows, "cut": True}
        rows.append([_plain(value) for value in row])
    return {"columns": _columns(cursor), "rows": rows, "cut": False}


def _plain(value: Any) -> Any:  # noqa: ANN401 - what SQLite has: text, a number, bytes, nothing
    """Return a value as JSON can have it."""
    if isinstance(value, bytes):
        return value.hex()
    return str(value) if isinstance(value, float) and not math.isfinite(value) else value


def _columns(cursor: sqlite3.Cursor) -> list[str]:
    return [one[0] for one in cursor.description]


def _open(told: dict[str, Any]) -> sqlite3.Connection:
    """Open the file for reading and lay the views over it; from then on only what is listed is allowed."""
    connection = sqlite3.connect(told["file"], uri=True, isolation_level=None)
    connection.execute("PRAGMA temp_store = MEMORY")
    for name, statement in told["views"].items():
        connection.execute(f'CREATE TEMP VIEW "{name}" AS {statement}')
    connection.execute("PRAGMA query_only = ON")
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LARGEST)
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    tables = {*told["views"], *told["tables"]}
    others = {row[0] for row in connection.execute("SELECT name FROM main.sqlite_master")} - tables

    def may(action: int, first: str | None, second: str | None, _place: str | None, _by: str | None) -> int:
        if action in _READS:
            allowed = True
        elif action == sqlite3.SQLITE_READ:
            # a name of the statement's own, of which it takes no column: it counts the rows
            named = second == "" and first not in others and not (first or "").startswith(_INNER)
            allowed = first in tables or named
        else:
            allowed = action == sqlite3.SQLITE_FUNCTION and (second or "").lower() in _FUNCTIONS
        return sqlite3.SQLITE_OK if allowed else sqlite3.SQLITE_DENY

    connection.set_authorizer(may)
    return connection


def _said(error: sqlite3.Error, told: dict[str, Any]) -> str:
    """Return in one line why there is no answer."""
    words = " ".join(str(error).split())
    if words == "interrupted":
        return f"takes longer than {told['seconds']} seconds"
    if "not authorized" in words or "prohibited" in words:
        return f"{words}: only the views {', '.join(told['views'])} can be read, with plain functions"
    return words


if __name__ == "__main__":
    main()
