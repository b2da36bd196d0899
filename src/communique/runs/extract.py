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
from communique.sources.inputs import Heard, size_of
from communique.sources.reader import URL

Read = Callable[[Release], Reading]
Item = Release | Reading | BadInputError
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
    heard: Heard | None = None,
) -> Iterator[Outcome]:
    """Yield the reading of each release of `inputs`, in input order, and each error in its place.

    The outcome does not depend on `workers`; more than one need a `read` that can be pickled. Memory does
    not grow with the input. A release at which `read` fails is an error too, and the rest goes on. `heard` is
    told the bytes read from files.
    """
    items = chain.from_iterable(
        read_input(name, reader, publisher, published, allowed, heard) for name in inputs
    )
    if workers <= 1:
        return (outcome for item in items for outcome in _read_chunk(read, [item]))
    return _over_processes(items, read, workers)


def size_of_inputs(inputs: Iterable[str]) -> int | None:
    """Return how many bytes there are to read; None where an input has no size that could be known."""
    names = list(inputs)
    if any(name == "-" or URL.match(name) for name in names):
        return None
    return sum(map(size_of, names))


def _over_processes(items: Iterator[Item], read: Read, workers: int) -> Iterator[Outcome]:
    pool = pool_of(workers)
    try:
        for outcomes in _in_order(pool, _chunks(items), read, workers * _AHEAD):
            yield from outcomes
    except BrokenProcessPool as error:
        raise CommuniqueError("a worker process died, maybe for want of memory: use fewer workers") from error
    finally:
        pool.shutdown(cancel_futures=True)


def pool_of(workers: int) -> ProcessPoolExecutor:
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
        waiting.append(_begun(pool, read, chunk))
        if len(waiting) >= in_flight:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def _begun(pool: Executor, read: Read, chunk: list[Item]) -> Future[list[Outcome]]:
    """Return the outcomes to come of a chunk; one in which nothing is left to read goes to no worker."""
    if any(isinstance(item, Release) for item in chunk):
        return pool.submit(_read_chunk, read, chunk)
    done: Future[list[Outcome]] = Future()
    done.set_result(_read_chunk(read, chunk))
    return done


def _chunks(items: Iterator[Item]) -> Iterator[list[Item]]:
    while chunk := list(islice(items, _CHUNK)):
        yield chunk


def _read_chunk(read: Read, items: list[Item]) -> list[Outcome]:
    return [outcome_of(read, item) for item in items]


def outcome_of(read: Read, item: Item) -> Outcome:
    """Return the reading of a release; what is read already, or cannot be, stays as it is.

    A fault of the reader is told, and does not end the run.
    """
    if not isinstance(item, Release):
        return item
    try:
        return read(item)
    except Exception as error:
        why = f"cannot be read: {type(error).__name__}: {error}"
        return BadInputError(f"{item.id} {item.title[:80]!r}", " ".join(why.split()))
