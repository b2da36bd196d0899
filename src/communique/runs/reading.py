"""The order of the rooms for one release: text, mentions, entries."""

from dataclasses import replace

from communique.entries import read, shipped
from communique.mentions import find_mentions
from communique.packs import is_read
from communique.records import Reading, Release, Unread
from communique.resolve.identity.told import namings_of
from communique.text import read_document


def read_release(release: Release) -> Reading:
    """Return all that is read of a release; the same release gives the same reading anywhere.

    A release in a language that no pack reads is kept, with its body marked as unread.
    """
    if not is_read(release.lang):
        body = Unread(len(release.title) + 1, len(release.text), f"no pack reads the language {release.lang}")
        return Reading(release, (), (body,))
    document = read_document(release)
    reading = read(document, find_mentions(document))
    return replace(reading, namings=namings_of(reading))


def model_name() -> str:
    """Return the name of the weights that reading uses; it is kept with each revision."""
    name: str = shipped().name
    return name
