"""A child process of the tests of several writers: writes until it is done or killed at one of its steps."""

import os
import random
import signal
import sys
from collections.abc import Iterator
from types import FrameType

from communique.errors import LedgerError
from communique.ledger import open_ledger
from communique.records.judgement import Judgement
from tests.made import make_reading, many

RELEASES = 24


class Steps:
    """Counts the calls of the program, into Python and into C, and ends it with SIGKILL at one of them."""

    def __init__(self, last: int | None) -> None:
        """Take the number of the call at which to end, None to go on."""
        self.count, self.last = 0, last

    def __call__(self, frame: FrameType, event: str, argument: object) -> None:
        """Count one call."""
        self.count += 1
        if self.count == self.last:
            os.kill(os.getpid(), signal.SIGKILL)


def write(place: str, number: int, last: int | None, told: str) -> None:
    """Write every release, in an order of one's own, and a decision on each; note what was acknowledged."""
    sys.setprofile(Steps(last))
    note = os.open(told, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for word in _written(place, number):
        os.write(note, f"{word}\n".encode())
    sys.setprofile(None)


def _written(place: str, number: int) -> Iterator[str]:
    ledger, releases = open_ledger(place, create=True), many(RELEASES)
    random.Random(number).shuffle(releases)
    for at, release in enumerate(releases):
        receipt = ledger.write([make_reading(release)])
        if receipt.refused:
            raise LedgerError(receipt.refused[0])
        yield release.id
        why = f"{number}-{at}"
        ledger.record_judgement(Judgement("correction", release.id, "accept", f"writer {number}", why))
        yield why
