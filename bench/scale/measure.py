"""What a ledger of a given size costs: seconds, bytes, and for reads the steps that SQLite takes."""

import math
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from functools import cache
from pathlib import Path
from sqlite3 import Connection
from typing import Any

import sqlalchemy as sa
from starlette.testclient import TestClient

from bench.scale.grow import grown
from communique.faces.server import application
from communique.ledger import open_ledger
from communique.query import Book, Filters, list_entries, list_releases, open_book, search, show
from communique.records import Reading
from communique.runs.ingest import ingest
from communique.runs.resolve import resolve

_TIMES = 20  # how often each read is timed
_STEPS = 50  # SQLite's own steps between two counts
Read = Callable[[Book], object]


@dataclass(frozen=True, slots=True)
class Cost:
    """Milliseconds of a read, half and 95 of a hundred below them; SQLite's steps, which no load changes."""

    p50: float
    p95: float
    steps: int


@dataclass(frozen=True, slots=True)
class Size:
    """A ledger of `releases`: seconds to write, to join, to index and to add one release; bytes; its reads.

    `add_steps` are SQLite's steps to write one release more and to join it with all others.
    """

    releases: int
    write: float
    join: float
    index: float
    add: float
    add_steps: int
    bytes: int
    reads: dict[str, Cost]

    def as_json(self) -> dict[str, Any]:
        """Return the figures as they are written to a file."""
        return asdict(self)


def measure(seed: Sequence[Reading], count: int, folder: Path) -> Size:
    """Make a ledger of `count` releases in a folder and measure it; the past is that of its middle day."""
    path = folder / f"{count}.db"
    *first, last, one, more = grown(seed, count + 3)
    ledger = open_ledger(path, create=True)
    write = _seconds(lambda: [ledger.write(first[at : at + 50]) for at in range(0, count, 50)])
    join = _seconds(lambda: resolve(ledger))
    index = _seconds(ledger.full_text.catch_up)
    ledger.close()
    add_steps = added_steps(path, last, one)
    add = _seconds(lambda: ingest([more], path))
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file() and path.name in str(file))
    entry = next(one.id for reading in first for one in reading.entries)
    middle = sorted(reading.release.published for reading in first)[count // 2]
    reads = {name: _cost(path, read) for name, read in _reads(entry, first[0].release.id, middle).items()}
    return Size(count, write, join, index, add, add_steps, size, reads)


def _reads(entry: str, release: str, as_of: date) -> dict[str, Read]:
    return {
        "first page of a list": lambda book: list_entries(book, "commitment", limit=50),
        "page 20 of a list": lambda book: list_entries(book, "commitment", limit=50, offset=950),
        "a list by country": lambda book: list_entries(book, None, Filters(country="KR"), limit=50),
        "a list as of a day": lambda book: list_entries(book, "commitment", Filters(as_of=as_of), limit=50),
        "page of releases": lambda book: list_releases(book, Filters(), 50, 0),
        "one entry": lambda book: show(book, entry),
        "search of two words": lambda book: search(book, "trade agreement"),
        "search of a phrase": lambda book: search(book, '"supply chains"'),
        "ledger page with three facets": _page("/ledger?kind=commitment&country=US&topic=trade"),
        "release page": _page(f"/releases/{release}"),
        "search page": _page("/search?q=trade+agreement"),
    }


def _page(address: str) -> Read:
    """Return what asks the whole server for a page, without a network between."""
    return lambda book: _client(book).get(address).raise_for_status()


@cache
def _client(book: Book) -> TestClient:
    return TestClient(application(book), base_url="http://127.0.0.1")


def _cost(path: Path, read: Read) -> Cost:
    book, steps = open_book(path), _count_steps(path, read)
    read(book)
    times = sorted(_seconds(lambda: read(book)) * 1000 for _ in range(_TIMES))
    book.close()
    return Cost(round(statistics.median(times), 2), round(times[int(0.95 * _TIMES)], 2), steps)


def _count_steps(path: Path, read: Read) -> int:
    """Return how many steps of SQLite's machine a read takes: the same on any machine under any load."""
    with counted() as steps:
        book = open_book(path)
        before = steps()
        read(book)
        found = steps() - before
        book.close()
    return found


def added_steps(path: Path, first: Reading, second: Reading) -> int:
    """Write and join two more releases, one by one; return SQLite's steps for the second.

    The first still looks through what a whole ledger's joining wrote at once.
    """
    with counted() as steps:
        ledger = open_ledger(path)
        for reading in (first, second):
            before = steps()
            ledger.write([reading])
            resolve(ledger)
            found = steps() - before
        ledger.close()
    return found


@contextmanager
def counted() -> Iterator[Callable[[], int]]:
    """Count the steps of every connection opened within; yield what tells how many there were."""
    count = 0

    def tick() -> None:
        nonlocal count
        count += _STEPS

    def listen(connection: Connection, _record: object) -> None:
        connection.set_progress_handler(tick, _STEPS)

    sa.event.listen(sa.pool.Pool, "connect", listen)
    try:
        yield lambda: count
    finally:
        sa.event.remove(sa.pool.Pool, "connect", listen)


def _seconds(do: Callable[[], object]) -> float:
    start = time.perf_counter()
    do()
    return time.perf_counter() - start


def exponent(sizes: Sequence[tuple[int, float]]) -> float:
    """Return b of cost = a·size^b through the first and last (size, cost): 0 is flat, 1 in proportion."""
    (small, low), (large, high) = sizes[0], sizes[-1]
    return round(math.log(max(high, 1e-9) / max(low, 1e-9)) / math.log(large / small), 2)


def exponents(sizes: Sequence[Size]) -> dict[str, float]:
    """Return the exponent of each cost: of writing and bytes by clock and disk, of the others by steps."""
    found = {
        name: exponent([(size.releases, float(getattr(size, name))) for size in sizes])
        for name in ("write", "join", "index", "bytes")
    }
    found["add"] = exponent([(size.releases, size.add_steps) for size in sizes])
    for name in sizes[0].reads:
        found[name] = exponent([(size.releases, size.reads[name].steps) for size in sizes])
    return found
