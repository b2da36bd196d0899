"""What is fetched, what is not, and how politely."""

import gzip
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from socketserver import BaseRequestHandler, ThreadingTCPServer
from threading import Event, Thread

import pytest

from communique.records import Release
from communique.sources import read_input
from communique.sources.fetch import Fetcher, FetchError, client
from communique.sources.fetch.address import is_public
from communique.sources.fetch.clock import Clock
from communique.sources.fetch.robots import read_robots
from tests.sources.documents import TITLE, page
from tests.sources.server import Answer, Site, serving

HERE = frozenset({"127.0.0.1"})
SPELT = ("2130706433", "0177.0.0.1", "0x7f.0.0.1", "0x7f000001", "127.1", "[::ffff:7f00:1]", "[::7f00:1]")


class NoWait(Clock):
    """A clock that notes waits and takes none."""

    def __init__(self) -> None:
        super().__init__()
        self.at, self.waits = datetime(2024, 5, 3, tzinfo=UTC).timestamp(), list[float]()

    def now(self) -> float:
        return self.at

    def wait(self, seconds: float) -> None:
        if seconds > 0:
            self.waits.append(seconds)
            self.at += seconds


@pytest.fixture
def site() -> Iterator[Site]:
    with serving({"/": Answer(page().encode(), headers={"Content-Type": "text/html; charset=utf-8"})}) as one:
        yield one


@pytest.fixture
def fetcher() -> Iterator[Fetcher]:
    one = Fetcher(HERE, clock=NoWait())
    yield one
    one.close()


def test_an_address_is_an_input(site: Site) -> None:
    [release] = read_input(site.url("/"), allowed=HERE)
    assert isinstance(release, Release)
    assert (release.title, release.url) == (TITLE, site.url("/"))
    assert release.origin is not None
    assert release.origin.fetched
    assert ("content-type", "text/html; charset=utf-8") in release.origin.headers


def test_nothing_within_is_fetched_unless_allowed_by_name(site: Site) -> None:
    [error] = read_input(site.url("/"))
    assert "--allow 127.0.0.1 lets it" in str(error)
    with pytest.raises(FetchError, match="within this machine"):
        Fetcher(find=lambda host, port: ["93.184.216.34", "10.0.0.7"]).fetch("http://news.example/")
    assert site.asked == []


@pytest.mark.parametrize("host", SPELT)
def test_an_address_within_is_known_however_it_is_spelt(site: Site, host: str) -> None:
    with pytest.raises(FetchError, match="within this machine"):
        Fetcher(clock=NoWait()).fetch(f"http://{host}:{site.port}/")
    assert site.asked == []


def test_a_name_that_later_leads_within_is_refused_then(site: Site) -> None:
    answers = {"news.example": iter([["127.0.0.1"]] * 3), "back.example": iter([["10.0.0.7"]])}
    one = Fetcher(frozenset({"news.example"}), find=lambda host, port: next(answers[host]), clock=NoWait())
    site.answers["/moved"] = Answer(status=302, headers={"Location": site.url("/", "back.example")})
    with pytest.raises(FetchError, match=r"back\.example is at 10\.0\.0\.7"):
        one.fetch(site.url("/moved", "news.example"))
    assert site.count("/") == 0


def test_the_rules_of_a_host_are_not_fetched_from_within(site: Site) -> None:
    site.answers["/robots.txt"] = Answer(status=302, headers={"Location": "http://169.254.169.254/robots"})
    with pytest.raises(FetchError, match="within this machine"):
        Fetcher(HERE, clock=NoWait()).fetch(site.url("/"))
    assert site.count("/") == 0


def test_what_a_name_was_checked_for_is_what_is_connected_to(site: Site) -> None:
    answers = iter([["127.0.0.1"], ["127.0.0.1"]])
    one = Fetcher(frozenset({"news.example"}), find=lambda host, port: next(answers), clock=NoWait())
    assert one.fetch(site.url("/", "news.example")).status == 200
    assert [headers["host"] for _, headers in site.asked] == [f"news.example:{site.port}"] * 2


def test_a_proxy_is_not_asked_for_what_is_within() -> None:
    one = Fetcher(proxy="http://127.0.0.1:9", clock=NoWait())
    for host in ("10.0.0.7", "localhost", "localhost.", "db.internal", "[::1]", *SPELT):
        with pytest.raises(FetchError, match="within this machine"):
            one.fetch(f"http://{host}/")


def test_what_is_fetched_through_a_proxy_is_asked_of_it(site: Site) -> None:
    site.answers["http://news.example/1"] = Answer(b"words")
    one = Fetcher(proxy=site.url(""), clock=NoWait())
    assert one.fetch("http://news.example/1").data == b"words"
    assert [path for path, _ in site.asked] == ["http://news.example/robots.txt", "http://news.example/1"]


def test_every_redirect_is_checked(site: Site, fetcher: Fetcher) -> None:
    site.answers |= {
        "/moved": Answer(status=301, headers={"Location": "/"}),
        "/within": Answer(status=302, headers={"Location": "http://169.254.169.254/latest"}),
        "/file": Answer(status=302, headers={"Location": "file:///etc/passwd"}),
        "/round": Answer(status=302, headers={"Location": "/round"}),
    }
    assert fetcher.fetch(site.url("/moved")).url == site.url("/")
    for path, why in {
        "/within": "within this machine",
        "/file": "only http",
        "/round": "5 redirects",
    }.items():
        with pytest.raises(FetchError, match=why):
            fetcher.fetch(site.url(path))


@pytest.mark.parametrize("url", ["ftp://a.example/", "http://u:p@a.example/", "http://a:x/", "http:///x"])
def test_what_is_no_address_is_refused(fetcher: Fetcher, url: str) -> None:
    with pytest.raises(FetchError):
        fetcher.fetch(url)


INNER = "127.0.0.1 10.1.2.3 192.168.0.1 172.16.0.1 169.254.169.254 0.0.0.0 100.64.0.1 224.0.0.1"
WRAPPED = "::1 fe80::1 fc00::1 ::ffff:10.0.0.1 64:ff9b::a00:1 2002:a00:1:: ::ffff:127.0.0.1 words"


@pytest.mark.parametrize("address", f"{INNER} {WRAPPED}".split())
def test_an_address_within_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1::1", "::ffff:93.184.216.34"])
def test_an_address_outside_is_public(address: str) -> None:
    assert is_public(address)


def test_bodies_are_unpacked_and_capped(
    site: Site, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    packed = {"Content-Encoding": "gzip"}
    site.answers |= {
        "/packed": Answer(gzip.compress(b"words"), headers=packed),
        "/bomb": Answer(gzip.compress(b"0" * 5_000_000), headers=packed),
        "/large": Answer(b"0" * 2_000_000),
        "/cut": Answer(b"0" * 1000, cut=500),
        "/half": Answer(gzip.compress(b"words")[:-8], headers=packed),
        "/odd": Answer(b"words", headers={"Content-Encoding": "x-odd"}),
    }
    monkeypatch.setattr(client, "LARGEST_DOCUMENT", 1_000_000)
    assert fetcher.fetch(site.url("/packed")).data == b"words"
    for path in ("/bomb", "/large", "/cut", "/half", "/odd"):
        with pytest.raises(FetchError, match="cannot be fetched"):
            fetcher.fetch(site.url(path))


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
DRIPS = {"headers": (b"HTTP/1.1 200 OK\r\nX: ", b"x"), "body": (HEAD + b"\r\n", b"x")}
DRIPS["counted body"] = (HEAD + b"Content-Length: 9999\r\n\r\n", b"x")
DRIPS["chunks"] = (HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n")


@pytest.mark.parametrize(("head", "drop"), DRIPS.values(), ids=DRIPS)
def test_an_answer_that_only_drips_is_ended(
    monkeypatch: pytest.MonkeyPatch, head: bytes, drop: bytes
) -> None:
    monkeypatch.setattr(client, "_TOTAL", 0.3)

    class Dripping(BaseRequestHandler):
        def handle(self) -> None:
            is_rules = self.request.recv(65_536).startswith(b"GET /robots")
            whole = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
            self.request.sendall(whole if is_rules else head)
            with suppress(OSError):
                while not is_rules and not done.wait(0.02):
                    self.request.sendall(drop)

    done = Event()
    with ThreadingTCPServer(("127.0.0.1", 0), Dripping) as server:
        server.daemon_threads = True
        Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        with pytest.raises(FetchError, match="it takes longer than"):
            Fetcher(HERE, clock=NoWait()).fetch(f"http://127.0.0.1:{server.server_address[1]}/")
        done.set()
        server.shutdown()


def test_an_answer_that_does_not_come_is_given_up(site: Site) -> None:
    site.answers["/never"] = Answer(stalls=True)
    with pytest.raises(FetchError, match="timed out"):
        Fetcher(HERE, clock=NoWait(), timeout=0.2).fetch(site.url("/never"))


def test_unchanged_pages_are_not_sent_again(site: Site, fetcher: Fetcher) -> None:
    def conditional(headers: dict[str, str]) -> Answer:
        return (
            Answer(status=304)
            if headers.get("if-none-match") == '"1"'
            else Answer(b"x", headers={"ETag": '"1"'})
        )

    site.answers["/page"] = conditional
    assert fetcher.fetch(site.url("/page")).headers["etag"] == '"1"'
    assert fetcher.fetch(site.url("/page"), etag='"1"').status == 304


def test_robots_and_gaps_are_kept(site: Site) -> None:
    site.answers["/robots.txt"] = Answer(b"User-agent: *\nDisallow: /private\nCrawl-delay: 7\n")
    clock = NoWait()
    one = Fetcher(HERE, clock=clock, gap=2.0)
    one.fetch(site.url("/"))
    one.fetch(site.url("/"))
    assert clock.waits[-1] == 7
    with pytest.raises(FetchError, match=r"robots\.txt does not let us"):
        one.fetch(site.url("/private/1"))
    assert site.count("/robots.txt") == 1
    assert site.count("/private/1") == 0


def test_a_host_that_is_down_is_not_asked_for_pages(site: Site, fetcher: Fetcher) -> None:
    site.answers["/robots.txt"] = Answer(status=503)
    with pytest.raises(FetchError, match="robots"):
        fetcher.fetch(site.url("/"))


def test_a_wait_that_the_server_asks_for_is_told(site: Site, fetcher: Fetcher) -> None:
    site.answers["/busy"] = Answer(status=429, headers={"Retry-After": "120"})
    with pytest.raises(FetchError) as told:
        fetcher.fetch(site.url("/busy"))
    assert told.value.later == 120


ROBOTS = """User-agent: other
Disallow: /

User-agent: communique
User-agent: friend
Disallow: /a*b$
Disallow: /docs
Allow: /docs/public
Disallow: /*?print=
"""


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/", True),
        ("/axxb", False),
        ("/axxbc", True),
        ("/docs/1", False),
        ("/docs/public/1", True),
        ("/x?print=1", False),
    ],
)
def test_the_longest_rule_decides(path: str, allowed: bool) -> None:
    assert read_robots(ROBOTS, "communique/1.0").allows(path) is allowed


@pytest.mark.parametrize("name", ["ads", "communiquebot", "un"])
def test_the_rules_of_a_name_within_ours_are_not_ours(name: str) -> None:
    text = f"User-agent: {name}\nDisallow: /\n\nUser-agent: *\nDisallow: /private\n"
    rules = read_robots(text, "communique/1.0 (reads releases)")
    assert rules.allows("/news")
    assert not rules.allows("/private/1")
