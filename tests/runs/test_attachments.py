"""Files that a page links to are part of its release: read, kept, counted once, told where they fail."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from communique.ledger.origins import origins_of
from communique.records import Origin
from communique.runs.watch import Round, Watch
from communique.sources.manifest import manifests
from tests.runs.watched import StillClock, answers_of, list_path, on_loopback, watch_of
from tests.sources.documents import docx, hwp, hwpx, locked_pdf, pdf
from tests.sources.publishers.pages import DAY, FIRST, SECOND, SHAPES, TITLE, detail
from tests.sources.server import Answer, Site, serving

SLUG = "kr-motie"
LIST, PAGE = list_path(SLUG), SHAPES[SLUG].path
MORE = "Corland pledged USD 30 million for a port in Vessby by the end of 2026."
PRESS = ("Press release", "3 May 2024", TITLE, FIRST, SECOND, MORE)
HWPX, PDF, ROUND = "/attach/down/0a/1b/2c", "/attach/down/0a/1b/3d", 86_400 * 1.2


@dataclass
class Desk:
    """The ministry's site and a watch over it."""

    site: Site
    watch: Watch
    clock: StillClock

    def say(self, body: str, files: dict[str, str]) -> None:
        """Let the page have this body and link to files, named by their address."""
        links = "".join(f'<li><a href="{path}">{name}</a></li>' for path, name in files.items())
        page = detail(
            f'<div class="board-detail"><h3 class="title">{TITLE}</h3>'
            f'<p class="date">Registration date{DAY}</p>'
            f'<ul class="file">{links}</ul></div><div class="detail-cont">{body}</div>'
        )
        self.site.answers[PAGE] = Answer(page.encode())

    def put(self, path: str, file: bytes) -> None:
        self.site.answers[path] = Answer(file)

    def later(self, seconds: float = ROUND) -> Round:
        self.clock.at += seconds
        return self.watch.round()

    def texts(self) -> list[str]:
        """Return the texts of all versions of the one release, the oldest first."""
        with self.watch.ledger.database.reading() as connection:
            rows = connection.exec_driver_sql("SELECT release, text FROM release_version ORDER BY version")
            found = [tuple(row) for row in rows]
        assert len({key for key, _ in found}) <= 1
        return [text for _, text in found]

    def origins(self) -> list[Origin]:
        """Return what the release was read from, by address."""
        with self.watch.ledger.database.reading() as connection:
            [key] = connection.exec_driver_sql("SELECT id FROM release").scalars()
            found = [origin for _, origin in origins_of(connection, key)]
        return sorted(found, key=lambda one: one.url or "")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with serving({}) as site:
        site.answers |= answers_of(SLUG, site.port)
        clock = StillClock()
        watch = watch_of(tmp_path / "a.db", {SLUG: on_loopback(manifests()[SLUG], site.port)}, clock)
        yield Desk(site, watch, clock)
        watch.fetcher.close()
        watch.ledger.close()


FORMS: dict[str, Callable[[tuple[str, ...]], bytes]] = {
    "hwpx": hwpx,
    "hwp": hwp,
    "docx": docx,
    "pdf": lambda lines: pdf([lines]),
}


@pytest.mark.parametrize("form", FORMS)
def test_where_the_page_has_no_text_its_file_is_the_body(desk: Desk, form: str) -> None:
    file = FORMS[form](PRESS)
    desk.say("", {HWPX: f"240503 Press release.{form} (41 KB)"})
    desk.put(HWPX, file)
    done = desk.watch.round()
    assert (done.releases, done.wrong) == ({"new": 1}, [])
    [text] = desk.texts()
    assert text.startswith(f"{TITLE}\n")
    assert all(text.count(words) == 1 for words in (FIRST, SECOND, MORE))
    attached, page = desk.origins()
    assert (attached.raw, attached.reader) == (file, form)
    assert (attached.url or "").endswith(HWPX)
    assert page.reader == "html:kr-motie"


def test_a_file_that_says_what_the_page_says_adds_nothing(desk: Desk) -> None:
    desk.say(f"<p>{FIRST}</p><p>{SECOND}</p>", {HWPX: "release.hwpx", PDF: "release.pdf"})
    desk.put(HWPX, hwpx((TITLE, FIRST, SECOND)))
    desk.put(PDF, pdf([(TITLE, FIRST[:30], FIRST[30:], SECOND)]))
    assert desk.watch.round().releases == {"new": 1}
    assert desk.texts() == [f"{TITLE}\n{FIRST}\n\n{SECOND}"]
    assert [one.reader for one in desk.origins()] == ["hwpx", "pdf", "html:kr-motie"]


def test_of_a_page_that_is_cut_the_whole_is_read(desk: Desk) -> None:
    desk.say(f"<p>{FIRST} {SECOND[:20]}</p>", {HWPX: "release.hwpx"})
    desk.put(HWPX, hwpx(PRESS))
    desk.watch.round()
    [text] = desk.texts()
    assert text.count("The two sides") == text.count(FIRST) == text.count(MORE) == 1
    assert SECOND in text


def test_what_only_the_file_says_follows_the_page_and_leads_to_its_box(desk: Desk) -> None:
    desk.say(f"<p>Summary: talks on tin have closed.</p><p>{FIRST}</p>", {PDF: "annex.pdf"})
    desk.put(PDF, pdf([(TITLE, FIRST), ("Annex", MORE)]))
    desk.watch.round()
    [text] = desk.texts()
    assert text == f"{TITLE}\nSummary: talks on tin have closed.\n\n{FIRST}\n\nAnnex\n{MORE}"
    attached, page = desk.origins()
    at = text.index(MORE)
    [box] = attached.boxes_of(at, at + len(MORE))
    assert (box.page, text[box.start : box.end]) == (2, MORE)
    assert page.raw_span(text, text.index("talks on tin"), text.index("talks on tin") + 12)
    assert page.raw_span(text, at, at + 5) is None


def test_lines_that_a_file_breaks_otherwise_are_not_said_twice(desk: Desk) -> None:
    desk.say(f"<p>{FIRST}</p><p>{SECOND}</p>", {PDF: "release.pdf"})
    broken = [words for line in (FIRST, SECOND) for words in (line[:40], line[40:])]
    desk.put(PDF, pdf([("Press release", *broken, "USD 30 million", MORE)]))
    desk.watch.round()
    assert desk.texts() == [f"{TITLE}\n{FIRST}\n\n{SECOND}\n\nPress release\nUSD 30 million\n{MORE}"]


def test_another_amount_in_a_file_is_not_passed_over(desk: Desk) -> None:
    desk.say(f"<p>{FIRST}</p><p>{MORE}</p>", {HWPX: "release.hwpx"})
    other = MORE.replace("30 million", "80 million")
    desk.put(HWPX, hwpx((TITLE, FIRST, other)))
    desk.watch.round()
    assert desk.texts() == [f"{TITLE}\n{FIRST}\n\n{MORE}\n\n{other}"]


def test_a_file_that_changes_makes_a_version_though_the_page_stays(desk: Desk) -> None:
    desk.say("", {HWPX: "release.hwpx"})
    page = desk.site.answers[PAGE]
    assert isinstance(page, Answer)
    desk.site.answers[PAGE] = lambda asked: (
        Answer(status=304) if "if-none-match" in asked else Answer(page.body, headers={"ETag": '"1"'})
    )
    desk.put(HWPX, hwpx(PRESS))
    assert desk.watch.round().releases == {"new": 1}
    assert desk.later().releases == {"same": 1}
    desk.put(HWPX, hwpx((*PRESS[:-1], MORE.replace("30 million", "80 million"))))
    assert desk.later(3 * ROUND).releases == {"changed": 1}
    assert [("80 million" in text) for text in desk.texts()] == [False, True]


UNREAD = {
    "locked for distribution": ("a.hwp", hwp(PRESS, 5), "locked for distribution"),
    "under a password": ("a.pdf", locked_pdf(), "password"),
    "broken": ("a.hwpx", hwpx(PRESS)[:60], "broken ZIP"),
    "a scan": ("a.pdf", pdf([()]), "without a text layer"),
    "a page": ("a.pdf", b"<html><body>Log in</body></html>", "no document came"),
    "another format": ("a.xlsx", b"PK", "a file that is not read"),
    "another language": (
        "a.hwpx",
        hwpx(("산업통상자원부는 장관 회담 결과를 발표하였다",) * 9),
        "it is in ko",
    ),
}


@pytest.mark.parametrize(("name", "file", "why"), UNREAD.values(), ids=UNREAD)
def test_a_file_that_is_not_read_is_named_and_the_page_is_read(
    desk: Desk, name: str, file: bytes, why: str
) -> None:
    desk.say(f"<p>{FIRST}</p><p>{SECOND}</p>", {HWPX: name})
    desk.put(HWPX, file)
    done = desk.watch.round()
    assert done.releases == {"new": 1}
    [told] = done.wrong
    assert why in told
    assert "a." in told
    assert desk.texts() == [f"{TITLE}\n{FIRST}\n\n{SECOND}"]


def test_a_locked_file_alone_makes_no_release_of_a_guess(desk: Desk) -> None:
    desk.say("", {HWPX: "a.hwp"})
    desk.put(HWPX, hwp(PRESS, 5))
    done = desk.watch.round()
    assert done.releases == {}
    assert any("locked for distribution" in one for one in done.wrong)
    assert desk.watch.ledger.progress.counts() == {(SLUG, "refused"): 1}


def test_files_of_other_hosts_are_not_fetched(desk: Desk) -> None:
    there = f"http://files.example:{desk.site.port}{HWPX}"
    desk.say(f"<p>{FIRST}</p>", {there: "a.hwpx", "javascript:down('/attach/down/')": "b.hwpx"})
    done = desk.watch.round()
    assert done.releases == {"new": 1}
    assert [one.partition(": ")[2].split(": ")[-1] for one in done.wrong] == [
        "not on the page's own host, left out",
        "its link leads to no address",
    ]
    assert desk.site.count(HWPX) == 0


def test_no_more_files_are_read_than_the_manifest_lets(desk: Desk) -> None:
    paths = [f"/attach/down/0a/{number}" for number in range(8)]
    desk.say(
        f"<p>{FIRST}</p>", {path: f"annex {path[-1]}.hwpx" for path in paths} | {"/attach/down/p": "a.jpg"}
    )
    for number, path in enumerate(paths):
        desk.put(path, hwpx((f"Annex {number} names port no. {number} of Corland and its yards.",)))
    done = desk.watch.round()
    [told] = done.wrong
    assert "8 files, of which 5 are read" in told
    assert desk.texts()[0].count("of Corland and its yards") == 5
    assert sum(desk.site.count(path) for path in paths) == 5
    assert desk.site.count("/attach/down/p") == 0


def test_a_file_that_does_not_come_is_waited_for_and_then_told(desk: Desk) -> None:
    desk.say(f"<p>{FIRST}</p>", {HWPX: "a.hwpx"})
    desk.site.answers[HWPX] = Answer(status=503)
    for _ in range(3):
        done = desk.watch.round()
        assert done.releases == {}
        assert "503" in done.wrong[0]
        desk.clock.at = desk.watch.ledger.progress.next_due([SLUG]) or 0.0
    done = desk.watch.round()
    assert done.releases == {"new": 1}
    assert "503" in done.wrong[0]
    desk.put(HWPX, hwpx(PRESS))
    assert desk.later().releases == {"changed": 1}
    desk.site.answers[HWPX] = Answer(status=503)
    assert desk.later(3 * ROUND).releases == {}  # what was read before is not lost by a fault
    assert len(desk.texts()) == 2


def test_a_file_that_is_gone_holds_nothing_up(desk: Desk) -> None:
    desk.say(f"<p>{FIRST}</p>", {HWPX: "a.hwpx"})
    done = desk.watch.round()
    assert done.releases == {"new": 1}
    assert "404" in done.wrong[0]
