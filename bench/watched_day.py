"""A simulated day of watching many sources on loopback, with faults thrown in."""

import random
from pathlib import Path
from typing import Any

from tests.runs.watched import StillClock, bare
from tests.sources.documents import page as document
from tests.sources.server import Answer, Site, serving

from communique.ledger import open_ledger
from communique.runs.watch import Watch
from communique.sources.fetch import Fetcher
from communique.sources.manifest import Manifest, Poll, Rows

_HOUR = 3600.0
_FAULTS = 0.05  # of all answers
_ROWS = Rows(row="li")


def watched_day(path: Path, count: int, chance: random.Random) -> dict[str, Any]:
    """Watch `count` sources for a day; return what was published, read, lost and twice."""
    with serving({}) as site:
        sources = {f"xx-s{number}": _manifest(number, site.port) for number in range(count)}
        hosts = frozenset(f"s{number}.example" for number in range(count))
        clock, faults = StillClock(), [0]
        fetcher = Fetcher(hosts, gap=0.0, clock=clock, find=lambda host, port: ["127.0.0.1"], timeout=5)
        watch = Watch(open_ledger(path, create=True), fetcher, bare, sources, clock)
        published: set[str] = set()
        begun, hours = clock.now(), 0
        while clock.now() - begun < 26 * _HOUR:
            if hours < 24:
                _publish(site, count, hours, published, chance)
            _answer(site, chance if hours < 24 else None, faults)
            watch.run(lambda done: None, once=True)
            clock.at += _HOUR
            hours += 1
        for _ in range(6):  # what still waits after its last fault
            clock.at += 3 * _HOUR
            watch.run(lambda done: None, once=True)
        titles = _titles(watch)
        fetcher.close()
        watch.ledger.close()
    found = set(titles)
    return {
        "sources": count,
        "published": len(published),
        "read": len(titles),
        "lost": len(published - found),
        "twice": len(titles) - len(found),
        "faults": faults[0],
        "answers": len(site.asked),
    }


def _manifest(number: int, port: int) -> Manifest:
    url = f"http://s{number}.example:{port}/{number}/list"
    poll = Poll(url=url, form="listing", every="1h", at_least=0)
    return Manifest(name=f"Source {number}", country=None, language="en", polls=(poll,), rows=_ROWS)


def _publish(site: Site, count: int, hour: int, published: set[str], chance: random.Random) -> None:
    """Let one source in ten publish something."""
    for number in chance.sample(range(count), max(1, count // 10)):
        title = f"Talks no. {hour} of source {number} close"
        path = f"/{number}/{hour}"
        row = f'<li><a href="{path}">{title}</a></li>'
        before = _PAGES.setdefault((site.port, f"/{number}/list"), "")
        _PAGES[site.port, f"/{number}/list"] = row + before
        _PAGES[site.port, path] = document(title)
        published.add(title)


_PAGES: dict[tuple[int, str], str] = {}


def _answer(site: Site, chance: random.Random | None, faults: list[int]) -> None:
    """Set the answers of the next hour: some are faults where there is a `chance`."""
    for (port, path), page in _PAGES.items():
        if port != site.port:
            continue
        body = page.encode()
        if chance and chance.random() < _FAULTS:
            faults[0] += 1
            site.answers[path] = chance.choice(
                [
                    Answer(status=500),
                    Answer(body, cut=max(1, len(body) // 2)),
                    Answer(body, headers={"Content-Type": "text/html; charset=utf-16"}),
                    Answer(status=301, headers={"Location": f"{path}/moved"}),
                    Answer(status=429, headers={"Retry-After": "600"}),
                ]
            )
            site.answers[f"{path}/moved"] = Answer(body)
        else:
            site.answers[path] = Answer(body)


def _titles(watch: Watch) -> list[str]:
    """Return the titles of all versions in the ledger."""
    with watch.ledger.database.reading() as connection:
        return [title for (title,) in connection.exec_driver_sql("SELECT title FROM release_version")]
