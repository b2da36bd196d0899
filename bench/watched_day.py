"""A simulated day of watching many sources, with faults thrown in and the watch killed and begun again.

Each hour a process of its own watches, as cron would have it; every third hour it is killed (SIGKILL) at a
chance moment, again and again, before one may end by itself.
"""

import multiprocessing
import random
import time
from dataclasses import dataclass, field
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any

from tests.runs.watched import StillClock, bare
from tests.sources.documents import page as document
from tests.sources.server import Answer, Site, serving

from communique.ledger import open_ledger
from communique.query import doctor, open_book
from communique.runs.watch import Watch
from communique.sources.fetch import Fetcher
from communique.sources.manifest import Manifest, Poll, Rows

_HOUR = 3600.0
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
    path: Path, count: int, chance: random.Random, hours: int = 24, share: float = 0.05, after: int = 6
) -> dict[str, Any]:
    """Watch `count` sources for a day; return what was published, read, lost and twice.

    Of the answers `share` are faults. It ends with `after` looks three hours apart, in which none is: what
    still waits is read.
    """
    with serving({}) as site:
        day = Day(site, path, count, chance, share)
        for hour in range(hours):
            day.publish(hour)
            day.answer(with_faults=True)
            day.watch(_BEGUN + hour * _HOUR, _KILLS if hour % 3 == 1 else 0)
        day.answer(with_faults=False)
        for number in range(after):
            day.watch(_BEGUN + (hours + 3 * number) * _HOUR, 0)
        titles, faults = _titles(path), day.faults
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
        "kills": day.kills,
        "faults": sum(faults.values()),
        **{name: faults[name] for name in sorted(faults)},
        "answers": len(site.asked),
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


def _titles(path: Path) -> list[str]:
    """Return the titles of all versions in the ledger."""
    ledger = open_ledger(path)
    with ledger.database.reading() as connection:
        titles = [title for (title,) in connection.exec_driver_sql("SELECT title FROM release_version")]
    ledger.close()
    return titles
