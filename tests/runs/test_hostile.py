"""The whole way of a release through the program survives texts that no ministry writes."""

from datetime import date

import pytest

from communique.records import Release
from communique.runs.reading import read_release
from tests.mentions.hostile import SHAPES


def whole(shape: str, length: int) -> None:
    """Read a text of this shape; every entry's evidence must lie in it."""
    text = f"Notice\n{SHAPES[shape](length)}"
    reading = read_release(Release("r1", "xa-trade", "Notice", date(2024, 4, 23), text))
    for entry in reading.entries:
        assert all(0 <= span.start < span.end <= len(text) for span in entry.evidence)


@pytest.mark.parametrize("shape", ["nested brackets", "capitals", "digits", "names", "one sentence"])
def test_a_hostile_release_is_read(shape: str) -> None:
    whole(shape, 1000)


@pytest.mark.campaign
@pytest.mark.parametrize("shape", sorted(SHAPES))
def test_a_long_hostile_release_is_read(shape: str) -> None:
    whole(shape, 20_000)
