"""Finds the parties a release names or refers to: persons, organisations, countries, groups."""

from communique.mentions.actor.cast import Cast
from communique.mentions.actor.named import put_named
from communique.mentions.actor.referring import put_references
from communique.records import ActorMention, Document


def find_actors(document: Document) -> list[ActorMention]:
    """Return the actor mentions of a document, sorted by place; one for each span."""
    cast = Cast(document)
    put_named(cast)
    put_references(cast)
    return cast.out.sorted()
