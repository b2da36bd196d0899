"""The one client of the network: every address checked, every redirect too, every body capped."""

import threading
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from urllib.parse import SplitResult, urljoin

import httpx

from communique import __version__
from communique.errors import BadInputError
from communique.sources.attachments import with_attachments
from communique.sources.caps import LARGEST_ATTACHMENT, LARGEST_DOCUMENT
from communique.sources.fetch.address import Resolve, aimed, check_literal, checked, resolve
from communique.sources.fetch.clock import Clock
from communique.sources.fetch.deadline import Deadline
from communique.sources.fetch.robots import Robots, read_robots
from communique.sources.raw import Raw
from communique.sources.unpack import Unpacker

AGENT = f"communique/{__version__} (reads official releases; obeys robots.txt)"
_MOST_REDIRECTS = 5
_MOST_ROBOTS = 512_000
_TOTAL = 60.0  # seconds that one answer may take
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PASSING = frozenset({408, 425, 429})  # of the answers that blame the request
_KEPT_HEADERS = frozenset(
    {"content-type", "content-language", "date", "etag", "last-modified", "content-length", "server"}
)


class FetchError(BadInputError):
    """A page that could not be fetched.

    `later` says after how many seconds the host may be asked again, `lasts` that asking soon is of no use.
    """

    def __init__(self, where: str, why: str, later: float = 0.0, lasts: bool = False) -> None:
        """Take the address, the reason, the wait that the host asked for, and whether the reason lasts."""
        super().__init__(where, why)
        self.later, self.lasts = later, lasts


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer; `data` is unpacked, and empty where the page has not changed (status 304)."""

    url: str  # after redirects
    status: int
    headers: dict[str, str]
    data: bytes
    at: str  # ISO 8601 in UTC


class Fetcher:
    """Fetches pages politely: one at a time of each host, with a gap between two."""

    def __init__(
        self,
        allowed: frozenset[str] = frozenset(),
        proxy: str | None = None,
        gap: float = 2.0,
        clock: Clock | None = None,
        find: Resolve = resolve,
        timeout: float = 20.0,
    ) -> None:
        """Take hosts within the network that may be fetched, a proxy, and the seconds between two fetches."""
        self._allowed, self._proxied, self._gap, self._find = allowed, proxy is not None, gap, find
        self._clock = clock or Clock()
        # a connection serves one fetch: kept ones would be shared by hosts that have one address
        limits = httpx.Limits(max_keepalive_connections=0)
        self._client = httpx.Client(trust_env=False, timeout=timeout, limits=limits, proxy=proxy)
        self._robots: dict[str, Robots] = {}
        self._hosts: dict[str, threading.Lock] = {}
        self._next: dict[str, float] = {}
        self._lock = threading.Lock()

    def fetch(self, url: str, etag: str = "", modified: str = "", most: int | None = None) -> Fetched:
        """Return the page at an address, or status 304 where it has not changed; else raise FetchError.

        One of more than `most` bytes, which are those of a document where it is not said, is an error, too.
        """
        headers = {"If-None-Match": etag} if etag else {}
        headers |= {"If-Modified-Since": modified} if modified else {}
        at = url
        for _ in range(_MOST_REDIRECTS + 1):
            parts = self._checked(at, url)
            if not self._rules(parts, url).allows(
                parts._replace(scheme="", netloc="", fragment="").geturl() or "/"
            ):
                raise FetchError(url, "its robots.txt does not let us", lasts=True)
            answer = self._ask(at, parts, url, headers, most or LARGEST_DOCUMENT)
            if answer.status not in _REDIRECTS:
                return self._usable(answer, url)
            at = urljoin(at, answer.headers.get("location", ""))
        raise FetchError(url, f"more than {_MOST_REDIRECTS} redirects")

    def close(self) -> None:
        """Close all connections."""
        self._client.close()

    def _checked(self, at: str, url: str) -> SplitResult:
        try:
            return checked(at)
        except ValueError as error:
            raise FetchError(url, str(error), lasts=True) from error

    def _usable(self, answer: Fetched, url: str) -> Fetched:
        if answer.status in (200, 304):
            return answer
        later = answer.headers.get("retry-after", "")
        seconds = min(float(later), 86_400.0) if later.isdecimal() and len(later) < 9 else 0.0
        lasts = 400 <= answer.status < 500 and answer.status not in _PASSING
        raise FetchError(url, f"the server answered {answer.status}", seconds, lasts)

    def _rules(self, parts: SplitResult, url: str) -> Robots:
        """Return what a host allows, asked once a run; a host whose rules cannot be had allows nothing."""
        host = f"{parts.scheme}://{parts.netloc}"
        if host not in self._robots:
            at = f"{host}/robots.txt"
            for _ in range(_MOST_REDIRECTS):
                where = self._checked(at, url)
                answer = self._ask(at, where, url, {}, _MOST_ROBOTS, gentle=False)
                if answer.status not in _REDIRECTS:
                    break
                at = urljoin(at, answer.headers.get("location", ""))
            if answer.status >= 500 or answer.status == 429:
                raise FetchError(url, f"its robots.txt answered {answer.status}")
            known = answer.status == 200
            self._robots[host] = (
                read_robots(answer.data.decode("utf-8", "replace"), AGENT) if known else Robots()
            )
        return self._robots[host]

    def _ask(
        self, at: str, parts: SplitResult, url: str, headers: dict[str, str], most: int, gentle: bool = True
    ) -> Fetched:
        """Return the answer of one request, redirects not followed; after the gap that its host is due."""
        host = parts.netloc
        with self._lock:
            lock = self._hosts.setdefault(host, threading.Lock())
        with lock:
            if gentle:
                self._clock.wait(self._next.get(host, 0.0) - self._clock.now())
            if self._clock.stopped:
                raise FetchError(url, "stopped before it was fetched")
            try:
                return self._answer(at, parts, headers, most)
            except (httpx.HTTPError, httpx.InvalidURL, ValueError, OSError) as error:
                why = " ".join(str(error).split()) or type(error).__name__
                raise FetchError(url, f"cannot be fetched: {why[:200]}") from error
            finally:
                rules = self._robots.get(f"{parts.scheme}://{host}", Robots())
                self._next[host] = self._clock.now() + max(self._gap, rules.delay)

    def _answer(self, at: str, parts: SplitResult, headers: dict[str, str], most: int) -> Fetched:
        headers = {"User-Agent": AGENT, "Accept-Encoding": "gzip, deflate", "Host": parts.netloc, **headers}
        target, extensions = at, dict[str, str]()
        if self._proxied:
            check_literal(parts.hostname or "", self._allowed)
        else:
            target, extensions = aimed(parts, self._allowed, self._find)
        with (
            Deadline(_TOTAL) as deadline,
            self._client.stream(
                "GET", target, headers=headers, extensions={**extensions, "trace": deadline.trace}
            ) as answer,
        ):
            found = {name.lower(): value for name, value in answer.headers.items()}
            data = self._body(answer, most) if answer.status_code == 200 else b""
        return Fetched(at, answer.status_code, found, data, datetime.now(UTC).isoformat(timespec="seconds"))

    def _body(self, answer: httpx.Response, most: int) -> bytes:
        """Return the body, unpacked; raise ValueError where it is too large or broken off."""
        length = answer.headers.get("content-length", "")
        if length.isdecimal() and int(length) > most:
            raise ValueError(f"more than {most // 1_000_000} MB")
        unpacker, found = Unpacker(answer.headers.get("content-encoding", ""), most), bytearray()
        for piece in answer.iter_raw():
            found += unpacker.feed(piece)
        unpacker.finish()
        return bytes(found)


def with_files(raw: Raw, base: str, fetcher: Fetcher) -> tuple[Raw, tuple[BadInputError, ...]]:
    """Return a page found at `base` with the files that are part of it, and what of them is not had."""
    return with_attachments(raw, base, lambda at: raw_of(fetcher.fetch(at, most=LARGEST_ATTACHMENT)))


def raw_of(fetched: Fetched, **told: object) -> Raw:
    """Return what was fetched as bytes to read, with what else is told of them."""
    media, _, rest = fetched.headers.get("content-type", "").partition(";")
    headers = tuple((k, v) for k, v in sorted(fetched.headers.items()) if k in _KEPT_HEADERS)
    raw = Raw(
        place=fetched.url,
        data=fetched.data,
        url=fetched.url,
        media=media.strip().lower(),
        charset=rest.partition("charset=")[2].strip(" \"'") or None,
        fetched=fetched.at,
        headers=headers,
    )
    return replace(raw, **told)  # type: ignore[arg-type]  # the fields of Raw
