"""Actors as FollowTheMoney entities, one JSON line each: names, countries and the releases that name them."""

import json
from datetime import date
from pathlib import Path

from communique.query.actors import Actor, list_actors
from communique.query.book import Book
from communique.query.entries import Filters
from communique.records.contract import Json

# a state acts through its government; parties nobody named are left out
_SCHEMATA = {
    "person": "Person",
    "organisation": "Organization",
    "group": "Organization",
    "country": "PublicBody",
}


def write_ftm(book: Book, folder: Path, as_of: date | None) -> list[Path]:
    """Write `actors.ftm.json`. Lost are the entries: what they did, in which role, when, in which words."""
    path = folder / "actors.ftm.json"
    found = list_actors(book, Filters(as_of=as_of, min_confidence=0))
    lines = [json.dumps(_entity(one), ensure_ascii=False) for one in found if one.type in _SCHEMATA]
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return [path]


def _entity(one: Actor) -> Json:
    properties = {"name": [one.name]}
    if one.country:
        properties["country"] = [one.country.lower()]
    return {"id": one.id, "schema": _SCHEMATA[one.type], "properties": properties}
