"""Finds the places of a document: countries, regions, cities and venues."""

from communique.mentions.names.tokens import Tokens, scan
from communique.mentions.place.gazetteer import gazetteer
from communique.mentions.place.hit import Hit
from communique.mentions.place.known import known_places
from communique.mentions.place.named import named_places
from communique.records import Document, PlaceMention


def find_places(document: Document) -> list[PlaceMention]:
    """Return the places of a document in order, none overlapping another; of two the longer stands."""
    tokens = scan(document.soft)
    places = gazetteer()
    known = known_places(tokens, places, document.release.country)
    hits = _without_overlap(known + named_places(tokens, known, places))
    return [_mention(document, tokens, hit) for hit in hits]


def _without_overlap(hits: list[Hit]) -> list[Hit]:
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.first, -hit.last)):
        if not kept or hit.first >= kept[-1].last:
            kept.append(hit)
        elif hit.last - hit.first > kept[-1].last - kept[-1].first:
            kept[-1] = hit
    return kept


def _mention(document: Document, tokens: Tokens, hit: Hit) -> PlaceMention:
    start, end = tokens.starts[hit.first], tokens.ends[hit.last - 1]
    name = hit.name or " ".join(document.soft[start:end].split())
    return PlaceMention(start, end, hit.rule, name, hit.type, hit.country)
