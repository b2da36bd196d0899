"""Readers that tests hand to an engine; a module, so that workers and executors can import them."""

import os
import signal
from dataclasses import dataclass
from pathlib import Path

from communique.records import Reading, Release, Unread


def read_quickly(release: Release) -> Reading:
    """Stand in for the reader."""
    if "fault" in release.title:
        raise ValueError("no such word")
    return Reading(release, (), (Unread(0, len(release.title), "a title"),))


@dataclass(frozen=True, slots=True)
class Deadly:
    """A reader that kills the process it runs in, or the one that started that, once for each mark."""

    marks: Path

    def __call__(self, release: Release) -> Reading:
        """Return the reading of a release, at some of which a process dies once."""
        if release.title.endswith(" 17") and self._first("worker"):
            os.kill(os.getpid(), signal.SIGKILL)
        if release.title.endswith(" 43") and self._first("executor"):
            os.kill(_parent(os.getppid()), signal.SIGKILL)
        return read_quickly(release)

    def _first(self, name: str) -> bool:
        try:
            (self.marks / name).touch(exist_ok=False)
        except FileExistsError:
            return False
        return True


def _parent(process: int) -> int:
    """Return the process that started a process."""
    status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    return int(status.split("PPid:")[1].split()[0])
