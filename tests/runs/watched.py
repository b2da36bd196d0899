"""A watch over publishers that are served on loopback, with a clock that waits for nothing."""

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from communique.ledger import open_ledger
from communique.records import Reading, Release
from communique.runs.watch import Watch
from communique.sources.fetch import Fetcher
from communique.sources.fetch.clock import Clock
from communique.sources.manifest import Manifest, manifests
from tests.sources.publishers.pages import SHAPES
from tests.sources.server import Answer, Answers


class StillClock(Clock):
    """A clock that a test sets; a wait moves it on at once."""

    def __init__(self, at: float = 1_714_800_000.0) -> None:
        super().__init__()
        self.at = at

    def now(self) -> float:
        return self.at

    def wait(self, seconds: float) -> None:
        self.at += max(seconds, 0.0)


def on_loopback(manifest: Manifest, port: int) -> Manifest:
    """Return the manifest with its lists at the same hosts' names, by http and at this port."""
    polls = tuple(
        poll.model_copy(update={"url": moved(poll.url, port), "at_least": 1}) for poll in manifest.polls
    )
    return manifest.model_copy(update={"polls": polls})


def moved(url: str, port: int) -> str:
    parts = urlsplit(url)
    return parts._replace(scheme="http", netloc=f"{parts.hostname}:{port}").geturl()


def answers_of(slug: str, port: int) -> Answers:
    """Return the answers of a publisher's site."""
    [poll] = manifests()[slug].polls
    parts = urlsplit(moved(poll.url, port))
    shape, site = SHAPES[slug], f"http://{parts.netloc}"
    path = f"{parts.path}?{parts.query}" if parts.query else parts.path
    return {
        path: Answer(shape.listing.replace("{site}", site).encode()),
        shape.path: Answer(shape.page.encode()),
    }


def list_path(slug: str) -> str:
    parts = urlsplit(manifests()[slug].polls[0].url)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def bare(release: Release) -> Reading:
    """Read nothing of a release."""
    return Reading(release, (), ())


def watch_of(path: Path, publishers: Mapping[str, Manifest], clock: Clock) -> Watch:
    """Return a watch whose every host is on loopback."""
    hosts = frozenset(urlsplit(poll.url).hostname or "" for one in publishers.values() for poll in one.polls)
    known = frozenset(host for one in publishers.values() for host in one.hosts)
    allowed = hosts | known | frozenset(f"www.{host}" for host in known)
    fetcher = Fetcher(allowed, clock=clock, find=lambda host, port: ["127.0.0.1"], timeout=10)
    return Watch(open_ledger(path, create=True), fetcher, bare, publishers, clock)
