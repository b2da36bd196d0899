"""Runs a campaign: hands documents to one warm process, files what fails, and can be stopped anywhere."""

import json
import multiprocessing
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path

from fuzz.kinds import Kind
from fuzz.worker import Note, Task, work

_AT_ONCE = 500  # documents of one task


@dataclass(slots=True)
class State:
    """How far a campaign is, by kind: documents read, releases that came of them, failures."""

    read: dict[str, int] = field(default_factory=dict)
    releases: dict[str, int] = field(default_factory=dict)
    failed: dict[str, list[int]] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """The documents read, of all kinds."""
        return sum(self.read.values())

    @property
    def failures(self) -> int:
        """The documents that failed, of all kinds."""
        return sum(map(len, self.failed.values()))


def load(path: Path) -> State:
    """Return the state that a file holds, a fresh one where there is none."""
    return State(**json.loads(path.read_text(encoding="utf-8"))) if path.exists() else State()


def save(state: State, path: Path) -> None:
    """Write the state, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    told = {"read": state.read, "releases": state.releases, "failed": state.failed}
    fresh.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    fresh.replace(path)


@dataclass(slots=True)
class Campaign:
    """Documents of `kinds`, read up to `total` in all; failures become files in `folder`."""

    kinds: Mapping[str, Kind]
    folder: Path
    state: State
    total: int
    told: Callable[[State], None] = lambda state: None

    def run(self, seconds: float = float("inf")) -> None:
        """Read until all are read or the time is over; the state is up to date after each task."""
        self.folder.mkdir(parents=True, exist_ok=True)
        end = time.monotonic() + seconds
        process, pipe = self._start()
        try:
            while (task := self._next()) and time.monotonic() < end:
                if not self._did(task, pipe):
                    process.join()
                    process, pipe = self._start()
                self.told(self.state)
        finally:
            process.kill()
            process.join()

    def _start(self) -> tuple[multiprocessing.Process, Connection]:
        ours, theirs = multiprocessing.Pipe()
        process = multiprocessing.Process(
            target=work, args=(self.kinds, self._note, theirs, ours), daemon=True
        )
        process.start()
        theirs.close()
        return process, ours

    @property
    def _note(self) -> Path:
        return self.folder / "reading"

    def _next(self) -> Task | None:
        """Return documents of the kind that is furthest behind its share; None where all are read."""
        behind = {name: self._wanted(name) - self.state.read.get(name, 0) for name in self.kinds}
        name = min(self.kinds, key=lambda name: self.state.read.get(name, 0) / self._wanted(name))
        first = self.state.read.get(name, 0)
        return Task(name, first, first + min(_AT_ONCE, behind[name])) if behind[name] > 0 else None

    def _wanted(self, name: str) -> int:
        share = self.kinds[name].share / sum(kind.share for kind in self.kinds.values())
        return max(1, round(self.total * share))

    def _did(self, task: Task, pipe: Connection) -> bool:
        """Have a task done; return False where its process has ended, and go on after what ended it."""
        alive = True
        try:
            pipe.send(task)
            last, failures, releases = pipe.recv()
            alive = last == task.last
        except (EOFError, OSError):
            number, alive = Note(self._note).read(), False
            last, failures, releases = number + 1, [(number, "the process ended: a crash or a hang")], 0
        for number, why in failures:
            self._file(task.kind, number, why)
        self.state.read[task.kind] = last
        self.state.releases[task.kind] = self.state.releases.get(task.kind, 0) + releases
        return alive

    def _file(self, kind: str, number: int, why: str) -> None:
        """Write a document that failed, and why, to files named after it."""
        failed = self.state.failed.setdefault(kind, [])
        if number not in failed:
            failed.append(number)
        name = f"{kind.replace(' ', '-')}-{number}"
        (self.folder / name).write_bytes(self.kinds[kind].make(kind, number))
        (self.folder / f"{name}.why").write_text(why, encoding="utf-8")
