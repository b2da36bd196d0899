"""Writes what persons judged as gold: releases and their entries, as `gold/README.md` describes them."""

import json
from datetime import date
from pathlib import Path

import sqlalchemy as sa

from communique.errors import LedgerError
from communique.ledger.schema import entry
from communique.query.book import Book
from communique.query.entries import Listed, joined, listed
from communique.records import Entry
from communique.records.contract import Json, plain, release_to_json

_ANCHOR = 60  # characters of the evidence that name its place


def export_gold(book: Book, folder: Path, as_of: date | None = None) -> list[Path]:
    """Write every release with an entry that a person accepted or mended, and its entries; return the files.

    Entries of such a release that nobody judged are `optional`: finding them counts on neither side.
    """
    with book.at(as_of) as moment:
        judged = sa.select(entry.c.version).where(moment.holds(entry), entry.c.judged.is_not(None))
        rows = moment.rows(joined(moment).where(entry.c.version.in_(judged)).order_by(entry.c.row))
        found = listed(moment, rows)
        by_person = {row["row"] for row in rows if row["judged"] is not None}
    releases = {one.release.id: one.release for one in sorted(found, key=lambda one: one.release.id)}
    texts = [{**release_to_json(one), "text": one.text[len(one.title) + 1 :]} for one in releases.values()]
    golds = [gold_of(one, one.row in by_person) for one in sorted(found, key=_order)]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return [
            _write(folder / "judged.jsonl", texts),
            _write(folder / "judged.gold.jsonl", golds),
        ]
    except OSError as error:
        raise LedgerError(f"{folder}: cannot be written: {error.strerror}") from error


def _order(one: Listed) -> tuple[str, int, str]:
    return one.release.id, one.entry.evidence[0].start, one.entry.id


def gold_of(one: Listed, judged: bool = True) -> Json:
    """Return an entry as a line of gold."""
    told = one.entry
    line: Json = {"release": one.release.title, "kind": told.kind, "anchor": _anchor(told)}
    if told.actors:
        line["actors"] = list(dict.fromkeys(actor.name for actor in told.actors))
    if told.when:
        line["when"] = f"{told.when.first}/{told.when.last}"
    if told.where:
        line["where"] = told.where.name
    if told.amounts:
        line["amounts"] = [f"{plain(amount.value)} {amount.unit}" for amount in told.amounts]
    if told.mechanism:
        line["mechanism"] = f"{told.mechanism.name}#{told.mechanism.ordinal or ''}"
    if told.attribute:
        line["attribute"] = told.attribute
    return line if judged else {**line, "optional": True}


def _anchor(told: Entry) -> str:
    """Return the first words of the evidence, to the letter, of one line."""
    words = told.evidence[0].quote.split("\n")[0]
    return words if len(words) <= _ANCHOR else words[:_ANCHOR].rsplit(" ", 1)[0]


def _write(path: Path, rows: list[Json]) -> Path:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path
