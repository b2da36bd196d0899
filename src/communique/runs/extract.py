"""Reads many releases in input order, in this process or over several, with the same outcome."""

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice

from communique.errors import BadInputError, CommuniqueError
from communique.records import Reading, Release
from communique.sources import read_input

Read = Callable[[Release], Reading]
Item = Release | BadInputError
Outcome = Reading | BadInputError

_CHUNK = 16  # releases handed to a worker at once
_AHEAD = 3  # chunks in flight for each worker: enough to keep it busy, few enough to hold in memory


def extract(
    inputs: Iterable[str],
    read: Read,
    workers: int = 1,
    *,
    reader: str | None = None,
    publisher: str | None = None,
    published: str | None = None,
    allowed: frozenset[str] = frozenset(),
) -> Iterator[Outcome]:
    """Yield the reading of each release of `inputs`, in input order, and each error in its place.

    The outcome does not depend on `workers`; more than one need a `read` that can be pickled. Memory does
    not grow with the input. A release at which `read` fails is an error too, and the rest goes on.
    """
    items = chain.from_iterable(read_input(name, reader, publisher, published, allowed) for name in inputs)
    if workers <= 1:
        return (outcome for item in items for outcome in _read_chunk(read, [item]))
    return _over_processes(items, read, workers)


def _over_processes(items: Iterator[Item], read: Read, workers: int) -> Iterator[Outcome]:
    pool = _pool(workers)
    try:
        for outcomes in _in_order(pool, _chunks(items), read, workers * _AHEAD):
            yield from outcomes
    except BrokenProcessPool as error:
        raise CommuniqueError("a worker process died, maybe for want of memory: use fewer workers") from error
    finally:
        pool.shutdown(cancel_futures=True)


def _pool(workers: int) -> ProcessPoolExecutor:
    """Return a pool of worker processes; raise CommuniqueError where the machine does not allow any."""
    try:
        # spawned, not forked: a fork would copy the locks of whatever threads the caller runs
        return ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"))
    except OSError as error:
        raise CommuniqueError(f"no worker processes can be started here ({error}): use one worker") from error


def _in_order(
    pool: Executor, chunks: Iterator[list[Item]], read: Read, in_flight: int
) -> Iterator[list[Outcome]]:
    """Yield the outcomes of each chunk in order, with at most `in_flight` chunks under way."""
    waiting: deque[Future[list[Outcome]]] = deque()
    for chunk in chunks:
        waiting.append(pool.submit(_read_chunk, read, chunk))
        if len(waiting) >= in_flight:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def _chunks(items: Iterator[Item]) -> Iterator[list[Item]]:
    while chunk := list(islice(items, _CHUNK)):
        yield chunk


def _read_chunk(read: Read, items: list[Item]) -> list[Outcome]:
    return [item if isinstance(item, BadInputError) else _read_one(read, item) for item in items]


def _read_one(read: Read, release: Release) -> Outcome:
    """Return the reading of a release; a fault of the reader is told, and does not end the run."""
    try:
        return read(release)
    except Exception as error:
        why = f"cannot be read: {type(error).__name__}: {error}"
        return BadInputError(f"{release.id} {release.title[:80]!r}", " ".join(why.split()))
