"""Meetings and commitments under PLOVER's event types, one JSON line each, for those who count events."""

import json
from datetime import date
from pathlib import Path

from communique.query.book import Book
from communique.query.entries import Filters, Listed
from communique.query.lists import list_entries
from communique.records import Entry
from communique.records.contract import Json

# PLOVER has no degrees of firmness: offers and intentions are AGREE too, so `force` stands beside it
_TYPES = {"requested": "REQUEST", "proposed": "AGREE", "intended": "AGREE", "agreed": "AGREE"}
_ACTING = ("by", "participant", "host")


def write_plover(book: Book, folder: Path, as_of: date | None) -> list[Path]:
    """Write `plover.jsonl`; agreements, figures, measures and milestones have no type of their own there."""
    path = folder / "plover.jsonl"
    filters = Filters(as_of=as_of, min_confidence=0)
    found = [one for kind in ("meeting", "commitment") for one in list_entries(book, kind, filters)]
    lines = [json.dumps(_event(one), ensure_ascii=False) for one in found]
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return [path]


def _event(one: Listed) -> Json:
    entry, release = one.entry, one.release
    row: Json = {
        "id": entry.id,
        "event_type": "CONSULT" if entry.kind == "meeting" else _TYPES[entry.attribute or "intended"],
        "force": entry.attribute,
        "date": entry.when.first.isoformat() if entry.when and entry.kind == "meeting" else None,
        "published": release.published.isoformat(),
        "actor": _parties(entry, acting=True),
        "recipient": _parties(entry, acting=False),
        "location": entry.where.name if entry.where else None,
        "quote": " … ".join(part.quote for part in entry.evidence),
        "publisher": release.publisher,
        "release": release.id,
        "url": release.url,
    }
    return {key: value for key, value in row.items() if value is not None}


def _parties(entry: Entry, acting: bool) -> list[Json]:
    parties = [actor for actor in entry.actors if (actor.role in _ACTING) == acting]
    return [
        {"name": a.name, "type": a.type, **({"country": a.country} if a.country else {})} for a in parties
    ]
