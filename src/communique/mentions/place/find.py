"""Finds the places of a document: countries, regions, cities and venues."""

from communique.mentions.names.tokens import Tokens, scan
from communique.mentions.place.gazetteer import gazetteer
from communique.mentions.place.hit import Hit, word_at
from communique.mentions.place.known import known_places
from communique.mentions.place.named import named_places
from communique.records import Document, PlaceMention


def find_places(document: Document) -> list[PlaceMention]:
    """Return the places of a document in order, none overlapping another; of two the longer stands.

    A city and the country told after it are one place: the span is the city's, the country is set.
    """
    tokens = scan(document.soft)
    places = gazetteer()
    known = known_places(tokens, places, document.release.country)
    hits = _without_overlap(known + named_places(tokens, known, places))
    return [_mention(document, tokens, hit) for hit in _without_told_countries(tokens, hits)]


def _without_told_countries(tokens: Tokens, hits: list[Hit]) -> list[Hit]:
    """Leave out a country that only says where the city before it lies: "Tallinn, Estonia" is one place."""
    kept: list[Hit] = []
    for hit in hits:
        told = hit.type == "country" and kept and kept[-1].type == "city" and kept[-1].country == hit.country
        if not told or tokens.words[kept[-1].last : hit.first] != [","] or word_at(tokens, hit.last) == "'s":
            kept.append(hit)
    return kept


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
