"""Watches publishers: looks at their lists, reads each release once, looks again whether it changed.

Whatever is under way can be ended at any point: what a list named is written down before it is read, an item
is marked as read only after its release is in the ledger, and reading it a second time changes nothing.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from typing import Literal

from communique.errors import BadInputError, CommuniqueError
from communique.ledger import Ledger, Versions, open_ledger
from communique.ledger.progress import ItemState, PollState
from communique.records import Reading, Release
from communique.runs.extract import Read
from communique.runs.resolve import resolve
from communique.sources.documents import read_raw
from communique.sources.fetch import Fetched, Fetcher, FetchError, raw_of, with_files
from communique.sources.fetch.clock import Clock
from communique.sources.formats.lists import Listed
from communique.sources.lists import listed
from communique.sources.manifest import Manifest, Poll, manifests, seconds
from communique.sources.raw import Hint, Raw, canonical

_AGAIN = (86_400, 3 * 86_400, 7 * 86_400, 30 * 86_400)  # seconds after which a release is looked at again
_MOST_TRIES = 30  # of an item, some three weeks; then it is refused until its list marks a change
_TRIES_OF_FILES = 3  # of a page that was never read, for files of it that may come later
_FIRST_BACKOFF = 300.0  # seconds after a first failure
_LONGEST_BACKOFF = 86_400.0
_AT_ONCE = 100  # items in one round
_LONGEST_WAIT = 300.0  # seconds
_FETCHERS = 8


@dataclass(slots=True)
class Round:
    """What one round did: polls and pages looked at, items named, releases by outcome, what went wrong."""

    polls: int = 0
    pages: int = 0
    named: int = 0
    releases: dict[str, int] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Page:
    """What came for a release: the answer; of a page its bytes with its files, and what is not had."""

    answer: Fetched
    raw: Raw | None = None
    wrong: tuple[BadInputError, ...] = ()


@dataclass(slots=True)
class Watch:
    """One watch over `publishers`, the manifests by slug."""

    ledger: Ledger
    fetcher: Fetcher
    read: Read
    publishers: Mapping[str, Manifest]
    clock: Clock = field(default_factory=Clock)
    model: str = ""

    def run(self, told: Callable[[Round], None], once: bool = False) -> None:
        """Go on until the clock is stopped, or with `once` until nothing is due."""
        while not self.clock.stopped:
            done = self.round()
            if done.polls or done.pages:
                told(done)
            elif once:
                return
            else:
                self.clock.wait(min(max(self.next_due() - self.clock.now(), 1.0), _LONGEST_WAIT))

    def round(self) -> Round:
        """Look at every list that is due, then at every release that is."""
        done, now = Round(), self.clock.now()
        due = [(state, poll) for state, poll in self._polls() if state.due <= now]
        with ThreadPoolExecutor(_FETCHERS) as pool:
            lists = pool.map(lambda one: self._fetch(one[0].url, one[0].etag, one[0].modified), due)
            for (state, poll), answer in zip(due, lists, strict=True):
                if answer is not None:
                    self._take_list(state, poll, answer, done)
            items = self.ledger.progress.items_due(self.clock.now(), self.publishers, _AT_ONCE)
            done.pages = len(items)
            for item, page in zip(items, pool.map(self._fetch_page, items), strict=True):
                if page is not None:
                    self._take_page(item, page, done)
        if done.releases.get("new") or done.releases.get("changed"):
            resolve(self.ledger)
            self.ledger.full_text.catch_up()
        return done

    def next_due(self) -> float:
        """Return when something is due next, in seconds since 1970."""
        lists = [state.due for state, _ in self._polls()]
        item = self.ledger.progress.next_due(self.publishers)
        return min([*lists, *([item] if item else [])], default=self.clock.now() + _LONGEST_WAIT)

    def _polls(self) -> list[tuple[PollState, Poll]]:
        """Return every poll of the manifests with how far it is."""
        known = {state.url: state for state in self.ledger.progress.polls()}
        return [
            (known.get(poll.url) or self._first(slug, manifest, poll), poll)
            for slug, manifest in self.publishers.items()
            for poll in manifest.polls
        ]

    def _first(self, slug: str, manifest: Manifest, poll: Poll) -> PollState:
        every, cadence = seconds(poll.every), seconds(manifest.cadence)
        return PollState(poll.url, slug, every, cadence, poll.at_least, begun=self.clock.now())

    def _fetch(self, url: str, etag: str, modified: str) -> Fetched | FetchError | None:
        """Return an answer or why there is none; None where it was stopped, which is no failure."""
        try:
            return None if self.clock.stopped else self.fetcher.fetch(url, etag, modified)
        except FetchError as error:
            return None if self.clock.stopped else error

    def _fetch_page(self, item: ItemState) -> _Page | FetchError | None:
        """Return a release's page with its files. Where a file may come later, the page is a failure for now.

        But one that was never read is read without it after some tries, and again later.
        """
        answer = self._fetch(item.key, item.etag, item.modified)
        if answer is None or isinstance(answer, FetchError) or answer.status != 200:
            return _Page(answer) if isinstance(answer, Fetched) else answer
        # the page may move: the release stays the one its list named
        hint = Hint(item.title, item.published or None, key=item.key)
        raw = raw_of(answer, publisher=item.publisher, hint=hint, url=item.key)
        raw, wrong = with_files(raw, answer.url, self.fetcher)
        passing = next((one for one in wrong if isinstance(one, FetchError) and not one.lasts), None)
        if passing and self.clock.stopped:
            return None
        if passing and (item.looks or item.tries < _TRIES_OF_FILES):
            return passing
        return _Page(answer, raw, wrong)

    def _take_list(self, state: PollState, poll: Poll, answer: Fetched | FetchError, done: Round) -> None:
        """Write down what a list names, or that it could not be read."""
        done.polls += 1
        now, fresh = self.clock.now(), list[ItemState]()
        manifest = self.publishers[state.publisher]
        state = replace(state, every=seconds(poll.every), at_least=poll.at_least)
        state.cadence = seconds(manifest.cadence)
        try:
            if isinstance(answer, FetchError):
                raise answer
            if answer.status == 200:
                found = listed(raw_of(answer, publisher=state.publisher), poll, manifest)
                fresh = self._fresh(state.publisher, found, now)
                state.listed = len(found)
                state.etag = answer.headers.get("etag", "")
                state.modified = answer.headers.get("last-modified", "")
            state.failures, state.why, state.good = 0, "", now
            state.due = now + state.every * _jitter(poll.url, now)
        except (FetchError, ValueError) as error:
            state.failures += 1
            state.why = str(error)
            later = error.later if isinstance(error, FetchError) else 0.0
            state.due = now + max(later, _backoff(min(state.every, _FIRST_BACKOFF), state.failures, poll.url))
            done.wrong.append(str(error))
        new = [one for one in fresh if not one.looks and not one.tries]
        state.fresh = now if new else state.fresh
        done.named += len(new)
        self.ledger.progress.save(state, fresh)

    def _fresh(self, publisher: str, found: Iterable[Listed], now: float) -> list[ItemState]:
        """Return the items that are new, and those known whose list says that they changed."""
        by_key = {one.fetch or one.url or "": one for one in found}
        by_key.pop("", None)
        known, fresh = self.ledger.progress.known(by_key), []
        for key, one in by_key.items():
            before = known.get(key)
            if before is None:
                fresh.append(
                    ItemState(key, publisher, one.title, one.published or "", one.changed, seen=now, due=now)
                )
            elif before.changed != one.changed:
                fresh.append(replace(before, changed=one.changed, title=one.title, due=now, tries=0))
        return fresh

    def _take_page(self, item: ItemState, page: _Page | FetchError, done: Round) -> None:
        """Read a release into the ledger, then mark its item."""
        now = self.clock.now()
        if isinstance(page, FetchError):
            self._failed(item, page, now, done)
            return
        if self._has_moved(item, page.answer):
            item.state, item.why, item.due = "read", f"moved to {page.answer.url}", 0.0
            self.ledger.progress.save_items([item])
            return
        if page.raw is not None:
            item.state, item.why = self._read_page(page.raw, page.wrong, done)
            # a page may stay the same while its files change: it is asked for whole
            told = {} if page.raw.attached or page.wrong else page.answer.headers
            item.etag, item.modified = told.get("etag", ""), told.get("last-modified", "")
        item.tries, item.looks = 0, item.looks + 1
        item.due = now + _AGAIN[item.looks - 1] if item.looks <= len(_AGAIN) else 0.0
        self.ledger.progress.save_items([item])

    def _has_moved(self, item: ItemState, answer: Fetched) -> bool:
        """Tell whether a page led to another one that its list names too and that has been read."""
        address = canonical(answer.url)
        other = self.ledger.progress.known([address]).get(address) if address != item.key else None
        return other is not None and other.looks > 0

    def _failed(self, item: ItemState, error: FetchError, now: float, done: Round) -> None:
        item.tries += 1
        item.why = str(error)
        done.wrong.append(str(error))
        if item.tries >= _MOST_TRIES:
            item.due = 0.0
            item.state = item.state if item.looks else "refused"
        else:
            item.due = now + max(error.later, _backoff(_FIRST_BACKOFF, item.tries, item.key))
        self.ledger.progress.save_items([item])

    def _read_page(
        self, raw: Raw, unread: tuple[BadInputError, ...], done: Round
    ) -> tuple[Literal["read", "refused"], str]:
        """Write the releases of a page; return whether there is one, and what was wrong."""
        wrong, readings = list(map(str, unread)), list[Reading]()
        for found in read_raw(raw):
            if isinstance(found, BadInputError):
                wrong.append(str(found))
            else:
                readings += self._reading(found, done)
        receipt = self.ledger.write(readings, Versions(model=self.model))
        for outcome, count in receipt.counts.items():
            done.releases[outcome] = done.releases.get(outcome, 0) + count
        wrong += receipt.refused
        done.wrong += wrong
        if receipt.counts:
            return "read", "; ".join(wrong)
        return "refused", "; ".join(wrong) or "no release on the page"

    def _reading(self, release: Release, done: Round) -> list[Reading]:
        try:
            return [self.read(release)]
        except Exception as error:
            done.wrong.append(f"{release.id}: cannot be read: {type(error).__name__}: {error}")
            return []


def open_watch(
    location: str,
    names: Iterable[str],
    allowed: frozenset[str],
    proxy: str | None,
    gap: float,
    read: Read,
    model: str,
) -> Watch:
    """Return a watch over the publishers named, all that have lists where none is; its ledger is made."""
    known = {slug: manifest for slug, manifest in manifests().items() if manifest.polls}
    for name in names:
        if name not in known:
            raise CommuniqueError(f"--publisher {name}: not watched; there are {', '.join(known)}")
    chosen = {slug: manifest for slug, manifest in known.items() if not names or slug in set(names)}
    try:
        clock = Clock()
        fetcher = Fetcher(allowed, proxy, gap, clock)
    except ValueError as error:
        raise CommuniqueError(f"--proxy {proxy}: {error}") from error
    return Watch(open_ledger(location, create=True), fetcher, read, chosen, clock, model)


def _backoff(first: float, failures: int, key: str) -> float:
    """Return the seconds to wait after so many failures in a row: doubling, capped, with jitter."""
    return min(first * 2.0 ** min(failures - 1, 20), _LONGEST_BACKOFF) * _jitter(key, failures)


def _jitter(key: str, number: float) -> float:
    """Return a factor of 0.9 to 1.1 that is the same for the same key and number."""
    digest = hashlib.sha256(f"{key} {number}".encode()).digest()
    return 0.9 + digest[0] / 1275
