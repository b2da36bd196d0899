"""Finds the pieces: typed spans of time, amount, actor, place and mechanism, each with its rule."""

from communique.mentions.actor import find_actors
from communique.mentions.amount import find_amounts
from communique.mentions.mechanism import find_mechanisms
from communique.mentions.place import find_places
from communique.mentions.time import find_times
from communique.records import Document, Mention

__all__ = ["find_mentions"]


def find_mentions(document: Document) -> list[Mention]:
    """Return every mention of a document in text order; mentions of different kinds may overlap."""
    found: list[Mention] = [
        *find_times(document),
        *find_amounts(document),
        *find_actors(document),
        *find_places(document),
        *find_mechanisms(document),
    ]
    return sorted(found, key=lambda m: (m.start, m.end, m.kind, m.rule))
