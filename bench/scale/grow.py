"""As many readings as wanted, grown from a few real ones: each again under a name and day of its own."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import islice
from pathlib import Path

from communique.records import Reading, Release, stable_id
from communique.runs.reading import read_release
from communique.runs.samples import sample_folder
from communique.sources import read_input

_CORPUS = Path("corpus", "us-releases.jsonl.gz")


def corpus() -> str:
    """Return the input to grow from: the real releases of COMMUNIQUE_SHARED, else the samples."""
    real = Path(os.environ.get("COMMUNIQUE_SHARED", "../shared")) / _CORPUS
    return str(real) if real.is_file() else sample_folder()


def releases(count: int) -> list[Release]:
    """Return the first releases of the corpus."""
    found = (item for item in read_input(corpus()) if isinstance(item, Release))
    return list(islice(found, count))


def seeds(count: int) -> list[Reading]:
    """Return readings of the first releases of the corpus."""
    return [read_release(release) for release in releases(count)]


def grown(seed: Sequence[Reading], count: int) -> Iterator[Reading]:
    """Yield `count` readings, each of another release; after the last seed its words come again."""
    for number in range(count):
        yield _again(seed[number % len(seed)], number)


def _again(reading: Reading, number: int) -> Reading:
    known = reading.release
    release = replace(
        known,
        id=stable_id("rel", known.id, str(number)),
        published=known.published - timedelta(days=number % 3650),
    )
    entries = tuple(replace(one, id=stable_id("ent", one.id, str(number))) for one in reading.entries)
    return replace(reading, release=release, entries=entries)
