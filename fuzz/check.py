"""What holds of a broken document: something comes of it, all of it sound, in little time and memory."""

import resource
from collections.abc import Iterable
from typing import NamedTuple

from communique.errors import BadInputError
from communique.records import Origin, Release
from communique.sources.caps import LARGEST_DOCUMENT, LONGEST_TEXT
from communique.sources.formats.lists import MOST_ITEMS, Listed
from communique.sources.raw import Item
from communique.text import normal_form

SLOWEST = 1.0  # seconds of the processor that 100 KB may take
GROWTH = 300_000  # kilobytes by which the process may grow above what it was after its first documents


def in_time(content: bytes, taken: float) -> None:
    """Raise AssertionError where reading a document took longer than it may, in seconds of the processor."""
    most = SLOWEST * max(1.0, len(content) / 100_000)
    assert taken < most, f"it took {taken:.2f} seconds, {most:.2f} are allowed"


def sound(items: Iterable[Item | Listed]) -> int:
    """Return how many of the items are releases; raise AssertionError where one is not as it must be."""
    found, releases = list(items), 0
    for item in found:
        if isinstance(item, Release):
            releases += 1
            _sound_release(item)
        elif isinstance(item, BadInputError):
            assert "\n" not in str(item), "an error of several lines"
            assert len(str(item)) < 2_000, "an error that is no line"
            assert "breaks PDFium" not in str(item), str(item)
        else:
            assert len(found) <= 6 * MOST_ITEMS
            assert item.url is None or item.url.startswith(("http://", "https://"))
    return releases


def _sound_release(release: Release) -> None:
    assert release.text == normal_form(release.text), "not in normal form"
    assert release.text.startswith(f"{release.title}\n"), "the title does not open the text"
    assert len(release.text) <= LONGEST_TEXT + len(release.title) + 1, "longer than the cap"
    release.text.encode()
    for origin in (release.origin, *release.attached):
        if origin is not None:
            _sound_origin(origin, release)


def _sound_origin(origin: Origin, release: Release) -> None:
    assert len(origin.raw) <= LARGEST_DOCUMENT
    last = 0
    for stretch in origin.stretches:
        assert last <= stretch.start < stretch.end <= len(release.text), "stretches not in order"
        assert 0 <= stretch.raw_start <= stretch.raw_end <= len(origin.raw), "a stretch beyond the bytes"
        last = stretch.end
    last = 0
    for box in origin.boxes:
        assert last <= box.start < box.end <= len(release.text), "boxes not in order"
        last = box.end


class Usage(NamedTuple):
    """What this process took so far: seconds of the processor, and the most kilobytes it ever had."""

    seconds: float
    peak: int


def usage() -> Usage:
    """Return what this process took so far."""
    found = resource.getrusage(resource.RUSAGE_SELF)
    return Usage(found.ru_utime + found.ru_stime, found.ru_maxrss)
