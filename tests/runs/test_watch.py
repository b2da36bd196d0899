"""Watching: each release once, each change a version, every fault told, nothing lost wherever it stops."""

import random
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest

from communique.ledger.origins import origins_of
from communique.ledger.progress import Progress
from communique.query.health import is_ill, watched
from communique.runs.watch import Round, Watch
from communique.sources.manifest import manifests
from tests.runs.watched import StillClock, answers_of, list_path, on_loopback, watch_of
from tests.sources.publishers.pages import BODY, FIRST, SECOND, SHAPES, TITLE
from tests.sources.server import Answer, Site, serving

SLUG = "us-ustr"
LIST, PAGE = list_path(SLUG), SHAPES[SLUG].path
DAY = 86_400


@dataclass
class Bench:
    """A watched site, its clock and its ledger."""

    site: Site
    clock: StillClock
    watch: Watch
    path: Path

    def texts(self) -> list[str]:
        """Return the texts of all versions, the oldest first."""
        with self.watch.ledger.database.reading() as connection:
            rows = connection.exec_driver_sql("SELECT text FROM release_version ORDER BY version")
            return [text for (text,) in rows]

    def say(self, page: str) -> None:
        self.site.answers[PAGE] = Answer(page.encode())

    def later(self, days: float) -> None:
        self.clock.at += days * DAY


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    with serving({}) as site:
        site.answers |= answers_of(SLUG, site.port)
        clock = StillClock()
        watch = watch_of(tmp_path / "a.db", {SLUG: on_loopback(manifests()[SLUG], site.port)}, clock)
        yield Bench(site, clock, watch, tmp_path / "a.db")
        watch.fetcher.close()
        watch.ledger.close()


def test_a_release_is_read_once_and_looked_at_again(bench: Bench) -> None:
    assert bench.watch.round().releases == {"new": 1}
    for days in (1, 3, 7, 30, 60):
        bench.later(days * 1.2)
        done = bench.watch.round()
        assert set(done.releases) <= {"same"}
    assert bench.texts() == [f"{TITLE}\n{FIRST}\n\n{SECOND}"]
    assert bench.site.count(PAGE) == 5


def test_a_sitemap_leads_to_its_releases_and_a_new_stamp_to_a_new_look(bench: Bench) -> None:
    manifest, url = bench.watch.publishers[SLUG], bench.site.url("/sitemap.xml", "ustr.gov")
    poll = manifest.polls[0].model_copy(update={"url": url, "form": "sitemap", "every": "1h"})
    bench.watch.publishers = {SLUG: manifest.model_copy(update={"polls": (poll,)})}

    def stamp(day: str) -> None:
        pages = (PAGE, "/about")
        entries = (
            f"<url><loc>{bench.site.url(path, 'ustr.gov')}</loc><lastmod>{day}</lastmod></url>"
            for path in pages
        )
        bench.site.answers["/sitemap.xml"] = Answer(f"<urlset>{''.join(entries)}</urlset>".encode())

    stamp("2024-05-03")
    assert bench.watch.round().releases == {"new": 1}
    bench.say(SHAPES[SLUG].page.replace("June 30", "July 31"))
    bench.later(0.1)
    assert bench.watch.round().releases == {}
    stamp("2024-05-04")
    bench.later(0.1)
    assert bench.watch.round().releases == {"changed": 1}
    assert bench.site.count("/about") == 0


def test_what_has_not_changed_is_not_sent(bench: Bench) -> None:
    page = SHAPES[SLUG].page.encode()

    def conditional(headers: dict[str, str]) -> Answer:
        return Answer(status=304) if headers.get("if-none-match") else Answer(page, headers={"ETag": '"1"'})

    bench.site.answers[PAGE] = conditional
    assert bench.watch.round().releases == {"new": 1}
    bench.later(1.2)
    done = bench.watch.round()
    assert (done.pages, done.releases, done.wrong) == (1, {}, [])  # more may be due: the watch goes on
    assert bench.site.count(PAGE) == 2


def many(bench: Bench, count: int) -> list[str]:
    """Let the list name many releases; return their paths."""
    paths = [f"{PAGE}-{number}" for number in range(count)]
    rows = "".join(f'<li><a href="{path}">{TITLE} {path[-2:]}</a></li>' for path in paths)
    bench.site.answers[LIST] = Answer(f'<ul class="listing">{rows}</ul>'.encode())
    for path in paths:
        page = SHAPES[SLUG].page.replace(BODY, f"{BODY}<p>Paper {path}.</p>").encode()
        bench.site.answers[path] = lambda asked, page=page: (  # type: ignore[misc]  # page is bound, not given
            Answer(status=304) if "if-none-match" in asked else Answer(page, headers={"ETag": '"1"'})
        )
    return paths


def test_once_ends_when_nothing_is_due_also_where_nothing_has_changed(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths, told = many(bench, 12), list[Round]()
    monkeypatch.setattr("communique.runs.watch._AT_ONCE", 5)  # more releases are due than one round takes
    bench.watch.run(told.append, once=True)
    assert [(one.polls, one.pages) for one in told] == [(1, 5), (0, 5), (0, 2)]
    assert sum(one.releases.get("new", 0) for one in told) == 12
    told.clear()
    bench.later(1.2)
    bench.watch.run(told.append, once=True)
    assert [one.pages for one in told] == [5, 5, 2]  # none of which has changed
    assert {*map(str, told[1].releases), *told[1].wrong} == set()
    assert all(bench.site.count(path) == 2 for path in paths)
    told.clear()
    bench.watch.run(told.append, once=True)
    assert told == []


def test_there_and_back_again_is_three_versions(bench: Bench) -> None:
    other = SHAPES[SLUG].page.replace("June 30", "July 31")
    seen = []
    for page, days in ((SHAPES[SLUG].page, 0), (other, 1.2), (SHAPES[SLUG].page, 3.6)):
        bench.say(page)
        bench.later(days)
        seen.append(bench.watch.round().releases)
    assert seen == [{"new": 1}, {"changed": 1}, {"changed": 1}]
    first, second, third = bench.texts()
    assert first == third != second


def test_the_bytes_are_kept_with_headers_and_time(bench: Bench) -> None:
    bench.watch.round()
    with bench.watch.ledger.database.reading() as connection:
        [release] = [row[0] for row in connection.exec_driver_sql("SELECT id FROM release")]
        [(_, origin)] = origins_of(connection, release)
    assert origin.raw == SHAPES[SLUG].page.encode()
    assert origin.fetched
    assert dict(origin.headers)["content-length"] == str(len(origin.raw))
    text = bench.texts()[0]
    start = text.index("smelter")
    low, high = origin.raw_span(text, start, start + 7) or (0, 0)
    assert origin.raw[low:high] == b"smelter"


FAULTS: dict[str, Callable[[bytes], Answer]] = {
    "an error of the server": lambda page: Answer(status=500),
    "half a body": lambda page: Answer(page, cut=len(page) // 2),
    "an empty page": lambda page: Answer(b""),
    "a page gone": lambda page: Answer(status=404),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
@pytest.mark.parametrize("path", [LIST, PAGE], ids=["list", "page"])
def test_after_a_fault_nothing_is_lost_or_twice(
    bench: Bench, path: str, fault: Callable[[bytes], Answer]
) -> None:
    good = bench.site.answers[path]
    assert isinstance(good, Answer)
    bench.site.answers[path] = fault(good.body)
    first = bench.watch.round()
    assert first.releases == {}
    bench.site.answers[path] = good
    for _ in range(4):
        bench.later(1.2)
        bench.watch.round()
    assert len(bench.texts()) == 1


def test_a_page_that_cannot_be_had_for_days_is_read_when_it_can(bench: Bench) -> None:
    good = bench.site.answers[PAGE]
    bench.site.answers[PAGE] = Answer(status=503)
    for _ in range(12):
        bench.later(0.5)
        assert bench.watch.round().releases == {}
    bench.site.answers[PAGE] = good
    bench.later(1.2)
    assert bench.watch.round().releases == {"new": 1}


def test_a_wrong_charset_changes_nothing(bench: Bench) -> None:
    bench.watch.round()
    page = SHAPES[SLUG].page.encode()
    bench.site.answers[PAGE] = Answer(page, headers={"Content-Type": "text/html; charset=iso-8859-1"})
    bench.later(1.2)
    assert bench.watch.round().releases == {"same": 1}


def test_a_page_that_moved_is_no_second_release(bench: Bench) -> None:
    bench.watch.round()
    new = PAGE + "-2"
    bench.site.answers[new] = Answer(SHAPES[SLUG].page.encode())
    bench.site.answers[PAGE] = Answer(status=301, headers={"Location": new})
    bench.later(1.2)
    assert bench.watch.round().releases == {"same": 1}


def test_failures_are_asked_again_later_and_later(bench: Bench) -> None:
    bench.site.answers[LIST] = Answer(status=500)
    waits = []
    for _ in range(4):
        bench.watch.round()
        [state] = bench.watch.ledger.progress.polls()
        waits.append(state.due - bench.clock.at)
        bench.clock.at = state.due
    assert all(later > 1.5 * earlier for earlier, later in pairwise(waits))
    assert state.failures == 4
    [one] = watched(bench.watch.ledger, bench.clock.at)
    assert one.health == "failing"
    assert "answered 500" in one.why


def test_the_health_of_a_list_is_told(bench: Bench) -> None:
    def health() -> tuple[str, bool]:
        [one] = watched(bench.watch.ledger, bench.clock.at)
        return one.health, is_ill(one)

    bench.watch.round()
    assert health() == ("well", False)
    bench.later(5)
    assert health() == ("failing", True)
    bench.watch.round()
    assert health() == ("well", False)
    bench.later(5)
    bench.watch.round()
    assert health() == ("silent", True)
    bench.site.answers[LIST] = Answer(b"<html><body>Redesigned</body></html>")
    bench.later(0.2)
    bench.watch.round()
    assert health() == ("short", True)


def test_a_stop_ends_the_fetching_and_is_no_failure(bench: Bench) -> None:
    def stopping(headers: dict[str, str]) -> Answer:
        bench.clock.stop()
        return Answer(SHAPES[SLUG].listing.encode())

    bench.site.answers[LIST] = stopping
    bench.watch.run(lambda done: None)
    assert bench.site.count(PAGE) == 0
    with bench.watch.ledger.database.reading() as connection:
        waiting = connection.exec_driver_sql(
            "SELECT count(*) FROM item WHERE state = 'waiting' AND tries = 0"
        )
        assert waiting.scalar() in (0, 1)


class Stopped(BaseException):
    """Stands for a kill: nothing catches it."""


@pytest.mark.parametrize("step", range(1, 9))
def test_stopped_at_any_write_it_goes_on(bench: Bench, monkeypatch: pytest.MonkeyPatch, step: int) -> None:
    left = [step]

    def dying(call: Callable[..., object], after: bool) -> Callable[..., object]:
        def wrapped(*words: object, **named: object) -> object:
            left[0] -= 1
            if left[0] == 0 and not after:
                raise Stopped
            found = call(*words, **named)
            if left[0] == 0:
                raise Stopped
            return found

        return wrapped

    with monkeypatch.context() as patch:
        for name in ("save", "save_items"):
            patch.setattr(Progress, name, dying(getattr(Progress, name), random.Random(step).random() < 0.5))
        patch.setattr(type(bench.watch.ledger), "write", dying(type(bench.watch.ledger).write, step % 2 == 0))
        with suppress(Stopped):
            bench.watch.round()
    for _ in range(3):
        bench.later(1.2)
        bench.watch.round()
    assert len(bench.texts()) == 1


def test_many_releases_at_once_are_each_read(bench: Bench) -> None:
    paths = many(bench, 30)
    assert bench.watch.round().releases == {"new": 30}
    assert len(set(bench.texts())) == 30
    assert all(bench.site.count(path) == 1 for path in paths)
