"""A simulated day of watching many sources, with faults thrown in and the watch killed and begun again.

Each hour a process of its own watches, as cron would have it; every third hour it is killed (SIGKILL) at a
chance moment, again and again, before one may end by itself.
"""

import multiprocessing
import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tests.runs.watched import StillClock, bare
from tests.sources.documents import page as document
from tests.sources.server import Answer, Site, serving

from communique.ledger import Ledger, open_ledger
from communique.ledger.progress import ItemState
from communique.query import doctor, open_book
from communique.query.health import item_counts
from communique.runs.watch import Watch
from communique.sources.fetch import Fetcher
from communique.sources.manifest import Manifest, Poll, Rows

_HOUR = 3600.0
_LATER = 27 * _HOUR  # longer than any wait after a failure, so that all that failed is due again
_MOST_LOOKS = 4  # after the day, until nothing waits
_STALL = 0.5  # seconds until the watch gives up an answer that does not come
_KILLS = 3  # in an hour with kills
_ROWS = Rows(row="li")
_BEGUN = 1_714_800_000.0
# forked from a server that has imported everything, so that an hour costs no start
_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload([__name__])


@dataclass(slots=True)
class Day:
    """What is on the site, and what has happened so far."""

    site: Site
    path: Path
    sources: int
    chance: random.Random
    share: float  # of answers that are faults
    pages: dict[str, str] = field(default_factory=dict)
    published: set[str] = field(default_factory=set)
    faults: dict[str, int] = field(default_factory=dict)
    kills: int = 0
    seconds: float = 1.0  # that the last undisturbed hour took

    def publish(self, hour: int) -> None:
        """Let one source in ten publish something."""
        for number in self.chance.sample(range(self.sources), max(1, self.sources // 10)):
            title, path = f"Talks no. {hour} of source {number} close", f"/{number}/{hour}"
            row = f'<li><a href="{path}">{title}</a></li>'
            self.pages[f"/{number}/list"] = row + self.pages.get(f"/{number}/list", "")
            self.pages[path] = document(title)
            self.published.add(title)

    def answer(self, with_faults: bool) -> None:
        """Set the answers of the next hour: some are faults."""
        for path, page in self.pages.items():
            body = page.encode()
            faulty = with_faults and self.chance.random() < self.share
            self.site.answers[path] = self._fault(path, body) if faulty else Answer(body)
            self.site.answers[f"{path}/moved"] = Answer(body)

    def _fault(self, path: str, body: bytes) -> Answer:
        faults = {
            "error": Answer(status=500),
            "half body": Answer(body, cut=max(1, len(body) // 2)),
            "wrong charset": Answer(body, headers={"Content-Type": "text/html; charset=utf-16"}),
            "moved": Answer(status=301, headers={"Location": f"{path}/moved"}),
            "too many": Answer(status=429, headers={"Retry-After": "600"}),
            "timeout": Answer(stalls=True),
        }
        name = self.chance.choice(list(faults))
        self.faults[name] = self.faults.get(name, 0) + 1
        return faults[name]

    def watch(self, at: float, kills: int) -> None:
        """Watch at a moment: `kills` processes that are killed, then one that ends by itself."""
        for _ in range(kills):
            process = self._start(at)
            process.join(self.chance.uniform(0.0, self.seconds))
            self.kills += process.is_alive()
            process.kill()
            process.join()
        begun, process = time.monotonic(), self._start(at)
        process.join()
        if process.exitcode != 0:
            raise SystemExit(f"the watch ended with {process.exitcode}")
        self.seconds = time.monotonic() - begun

    def _start(self, at: float) -> ForkServerProcess:
        process = _CONTEXT.Process(target=watch_once, args=(self.path, self.site.port, self.sources, at))
        process.start()
        return process


def watched_day(
    path: Path, count: int, chance: random.Random, hours: int = 24, share: float = 0.05
) -> dict[str, Any]:
    """Watch `count` sources for a day; return what was published, read, lost, twice and left over.

    Of the answers `share` are faults; the list of a source that has not published yet is not there. After the
    day come looks without any, so long apart that whatever failed is due in each, until no list fails and no
    release waits. `left` names what is not read then, with its state.
    """
    with serving({}) as site:
        day = Day(site, path, count, chance, share)
        for hour in range(hours):
            day.publish(hour)
            day.answer(with_faults=True)
            day.watch(_BEGUN + hour * _HOUR, _KILLS if hour % 3 == 1 else 0)
        answers, at_the_end = len(site.asked), _counts(path)
        day.answer(with_faults=False)
        looks = 0
        while looks < _MOST_LOOKS and (looks == 0 or _waits(day)):
            looks += 1
            day.watch(_BEGUN + hours * _HOUR + looks * _LATER, 0)
    titles, left = _titles(path), _left(path)
    book = open_book(path)
    wrong = len(doctor(book))
    book.close()
    return {
        "sources": count,
        "published": len(day.published),
        "read": len(titles),
        "lost": len(day.published - set(titles)),
        "twice": len(titles) - len(set(titles)),
        "unsound": wrong,
        "left": [f"{one.key}: {one.state} after {one.tries} tries, {one.why}" for one in left],
        "waiting when the day ended": at_the_end.get("waiting", 0),
        "looks after": looks,
        "kills": day.kills,
        "faults": sum(day.faults.values()),
        **dict(sorted(day.faults.items())),
        "answers": answers,
    }


def watch_once(path: Path, port: int, count: int, at: float) -> None:
    """Watch the sources until nothing is due at that moment, as `watch --once` does."""
    sources = {f"xx-s{number}": _manifest(number, port) for number in range(count)}
    hosts = frozenset(f"s{number}.example" for number in range(count))
    clock = StillClock(at)
    fetcher = Fetcher(hosts, gap=0.0, clock=clock, find=lambda host, port: ["127.0.0.1"], timeout=_STALL)
    watch = Watch(open_ledger(path, create=True), fetcher, bare, sources, clock)
    watch.run(lambda done: None, once=True)
    fetcher.close()
    watch.ledger.close()


def _manifest(number: int, port: int) -> Manifest:
    url = f"http://s{number}.example:{port}/{number}/list"
    poll = Poll(url=url, form="listing", every="1h", at_least=0)
    return Manifest(name=f"Source {number}", country=None, language="en", polls=(poll,), rows=_ROWS)


@contextmanager
def _opened(path: Path) -> Iterator[Ledger]:
    ledger = open_ledger(path)
    try:
        yield ledger
    finally:
        ledger.close()


def _titles(path: Path) -> list[str]:
    """Return the titles of all versions in the ledger."""
    with _opened(path) as ledger, ledger.database.reading() as connection:
        return [title for (title,) in connection.exec_driver_sql("SELECT title FROM release_version")]


def _counts(path: Path) -> dict[str, int]:
    """Return the number of releases named, by state."""
    found: dict[str, int] = {}
    with _opened(path) as ledger:
        for (_, state), count in item_counts(ledger).items():
            found[state] = found.get(state, 0) + count
    return found


def _waits(day: Day) -> bool:
    """Tell whether a list that the site has fails or a release was never read."""
    with _opened(day.path) as ledger:
        failing = [state for state in ledger.progress.polls() if state.failures]
    return any(urlsplit(state.url).path in day.pages for state in failing) or bool(_left(day.path))


def _left(path: Path) -> list[ItemState]:
    """Return the releases named that were not read."""
    with _opened(path) as ledger:
        return ledger.progress.unread()
