"""How far a long run is, on a terminal: a bar with releases, their rate and the time that is left."""

import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TaskProgressColumn, TextColumn, TimeRemainingColumn

from communique.errors import BadInputError
from communique.runs.extract import Outcome


class Meter:
    """What a run tells of itself: the part of the input that is read, and releases done."""

    def __init__(self, bar: Progress, task: TaskID) -> None:
        """Take the task of a bar that shows it."""
        self._bar, self._task, self._count, self._since = bar, task, 0, time.monotonic()

    def heard(self, part: int) -> None:
        """Take note of a further part of the input: bytes, or pieces."""
        self._bar.advance(self._task, part)

    def done(self, part: int, releases: int) -> None:
        """Take note of a further part of the input, and of the releases in it."""
        self.heard(part)
        self._add(releases)

    def counted(self, outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
        """Yield outcomes as they come, each counted when the next is asked for."""
        for outcome in outcomes:
            yield outcome
            self._add(not isinstance(outcome, BadInputError))

    def _add(self, releases: int) -> None:
        self._count += releases
        rate = self._count / max(time.monotonic() - self._since, 1e-3)
        self._bar.update(self._task, told=f"{self._count:,} releases, {rate:,.1f} a second")


@contextmanager
def meter(total: int | None, quiet: bool = False) -> Iterator[Meter]:
    """Yield a meter shown on standard error while it is a terminal; it leaves nothing behind.

    `total` is the whole input, in what is told of it: bytes, or pieces; None where that is not known.
    """
    columns = (BarColumn(), TaskProgressColumn(), TextColumn("{task.fields[told]}"), TimeRemainingColumn())
    shown = sys.stderr.isatty() and not quiet
    with Progress(*columns, console=Console(stderr=True), transient=True, disable=not shown) as bar:
        yield Meter(bar, bar.add_task("reading", total=total, told="starting"))
