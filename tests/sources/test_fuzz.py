"""No broken document crashes a reader, holds it up, or makes it take more than it may.

`make campaign` runs many; COMMUNIQUE_FUZZ says how many of each kind, COMMUNIQUE_FUZZ_FIRST where to begin.
"""

import io
import os
import resource
import time

import pytest

from communique.errors import BadInputError
from communique.records import Release
from communique.sources import read_input
from communique.text import normal_form
from tests.sources.mutate import SEEDS, many

SLOWEST = 1.0  # seconds of the processor that 100 KB may take
GROWTH = 300_000  # kilobytes by which the process may grow


def check(content: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read a document; what comes is whole, and something comes."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content)))
    items = list(read_input("-"))
    assert items
    for item in items:
        if isinstance(item, Release):
            assert item.text == normal_form(item.text)
            assert item.text.startswith(f"{item.title}\n")
            item.text.encode()
            if item.origin:
                last = 0
                for stretch in item.origin.stretches:
                    assert last <= stretch.start < stretch.end <= len(item.text)
                    assert 0 <= stretch.raw_start <= stretch.raw_end <= len(item.origin.raw)
                    last = stretch.end
        else:
            assert isinstance(item, BadInputError)
            assert "\n" not in str(item)


@pytest.mark.parametrize("kind", SEEDS)
def test_broken_documents_are_told(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for content in many(kind, 60):
        check(content, monkeypatch)


@pytest.mark.campaign
@pytest.mark.parametrize("kind", SEEDS)
def test_many_broken_documents(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    count, first = (
        int(os.environ.get("COMMUNIQUE_FUZZ", "20000")),
        int(os.environ.get("COMMUNIQUE_FUZZ_FIRST", "0")),
    )
    for content in many(kind, 50, first):
        check(content, monkeypatch)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for content in many(kind, count, first):
        begun = time.process_time()
        check(content, monkeypatch)
        taken = time.process_time() - begun
        assert taken < SLOWEST * max(1.0, len(content) / 100_000), content
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < GROWTH
