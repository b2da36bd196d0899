"""As many readings as wanted, grown from a few real ones: each again with names and a day of its own."""

import os
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import islice
from pathlib import Path
from random import Random
from string import ascii_lowercase

from communique.packs.loader import load_pack
from communique.packs.states import CountriesPack
from communique.records import Entry, Reading, Release, stable_id
from communique.runs.reading import read_release
from communique.runs.samples import sample_folder
from communique.sources import read_input

Rename = Callable[[str], str]
_NAME = re.compile(r"\b[A-Z][A-Za-z]+")
_CORPUS = Path("corpus", "us-releases.jsonl.gz")
_CODES = sorted(row.code for row in load_pack("und/countries", CountriesPack).countries)


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
    """Yield `count` readings, each of another release; after the last seed its words come again.

    Each tells of parties and places of its own: else every release would tell again what all others told.
    """
    for number in range(count):
        yield _again(seed[number % len(seed)], number)


def _again(reading: Reading, number: int) -> Reading:
    known, rename = reading.release, _renamer(number)
    release = replace(
        known,
        id=stable_id("rel", known.id, str(number)),
        published=known.published - timedelta(days=number % 3650),
        title=rename(known.title),
        text=rename(known.text),
        country=_abroad(known.country, number),
    )
    entries = tuple(_entry_again(one, release, rename, number) for one in reading.entries)
    return replace(reading, release=release, entries=entries, mentions=())


def _entry_again(one: Entry, release: Release, rename: Rename, number: int) -> Entry:
    text, when, where, mechanism = release.text, one.when, one.where, one.mechanism
    return replace(
        one,
        id=stable_id("ent", one.id, str(number)),
        summary=rename(one.summary),
        evidence=tuple(replace(part, quote=text[part.start : part.end]) for part in one.evidence),
        actors=tuple(
            replace(actor, name=rename(actor.name), country=_abroad(actor.country, number))
            for actor in one.actors
        ),
        when=when and replace(when, quote=text[when.start : when.end]),
        where=where and replace(where, name=rename(where.name), country=_abroad(where.country, number)),
        mechanism=mechanism and replace(mechanism, name=rename(mechanism.name)),
    )


def _abroad(code: str | None, number: int) -> str | None:
    """Return the country that takes the place of one in a copy: copies are not all of one state."""
    return _CODES[(_CODES.index(code) + number) % len(_CODES)] if code and code in _CODES else code


def _renamer(number: int) -> Rename:
    """Return what gives each word with a capital other letters: always the same, and as many."""
    letters = list(ascii_lowercase)
    Random(number).shuffle(letters)
    small = "".join(letters)
    table = str.maketrans(ascii_lowercase + ascii_lowercase.upper(), small + small.upper())
    return lambda words: _NAME.sub(lambda found: found[0].translate(table), words)
