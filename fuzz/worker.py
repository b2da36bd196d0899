"""The process that reads broken documents, kept warm; it notes each before it reads it, lest it die of it."""

import gc
import math
import mmap
import resource
import traceback
from collections.abc import Mapping
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from fuzz.check import GROWTH, in_time, sound, usage
from fuzz.kinds import Kind

_WARM = 30  # documents of a kind that are read before the memory is measured
_HANGS = 20  # seconds of the processor after which the system ends the process
_ROOM = 3_000_000_000  # bytes of address space above what it has
_NOTE = 64


@dataclass(frozen=True, slots=True)
class Task:
    """Documents `first` to `last` (left out) of a kind."""

    kind: str
    first: int
    last: int


class Note:
    """One number in a file, which outlives the process that wrote it."""

    def __init__(self, path: Path) -> None:
        """Open the file, made if it is not there."""
        path.touch()
        with path.open("r+b") as file:
            file.truncate(_NOTE)
            self._bytes = mmap.mmap(file.fileno(), _NOTE)

    def write(self, number: int) -> None:
        """Write the number."""
        self._bytes[:_NOTE] = str(number).encode().ljust(_NOTE)

    def read(self) -> int:
        """Return the number, 0 where none was written."""
        return int(self._bytes[:_NOTE].strip(b"\0 ") or b"0")


def work(kinds: Mapping[str, Kind], note: Path, pipe: Connection, other_end: Connection) -> None:
    """Do the tasks that come through the pipe until its other end is closed.

    Answers each with the failures, a number and reason each, and how many releases came. Ends by itself,
    leaving its answer, where it has grown: its memory tells nothing any more.
    """
    other_end.close()  # else the pipe would outlive the process that asks
    _limit(resource.RLIMIT_AS, _size() + _ROOM)
    _limit(resource.RLIMIT_CORE, 0)
    noted, base = Note(note), _warmed(kinds)
    gc.freeze()  # what is loaded stays: it need not be looked through again and again
    while (task := _next(pipe)) is not None:
        failures, releases = list[tuple[int, str]](), 0
        kind, begun = kinds[task.kind], usage()
        _limit(resource.RLIMIT_CPU, math.ceil(begun.seconds) + _HANGS)
        for number in range(task.first, task.last):
            noted.write(number)
            content = kind.make(task.kind, number)
            try:
                releases += sound(kind.read(content))
                now = usage()
                in_time(content, now.seconds - begun.seconds)
            except BaseException:
                failures.append((number, traceback.format_exc()))
                now = usage()
            before, begun = begun, now
            if int(before.seconds) != int(begun.seconds):
                _limit(resource.RLIMIT_CPU, math.ceil(begun.seconds) + _HANGS)
            if begun.peak > base + GROWTH:
                failures.append((number, f"the process grew by {(begun.peak - base) // 1000} MB"))
                pipe.send((number + 1, failures, releases))
                return
        pipe.send((task.last, failures, releases))


def _next(pipe: Connection) -> Task | None:
    try:
        task: Task = pipe.recv()
    except EOFError:
        return None
    return task


def _warmed(kinds: Mapping[str, Kind]) -> int:
    """Read some documents of each kind; return the peak of memory in kilobytes after that."""
    for name, kind in kinds.items():
        for number in range(_WARM):
            list(kind.read(kind.make(f"warm {name}", number)))
    return usage().peak


def _limit(what: int, most: int) -> None:
    _, hard = resource.getrlimit(what)
    resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _size() -> int:
    """Return the bytes of address space that the process has."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    return pages * resource.getpagesize()
