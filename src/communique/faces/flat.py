"""Answers as lines of CSV: exact values, several of a sort set apart by "; "."""

from collections.abc import Sequence

from communique.records.contract import Json

ENTRY_COLUMNS = (
    *("id", "kind", "attribute", "status", "published", "publisher", "actors"),
    *("when_start", "when_end", "when_bound", "when_edtf", "where", "where_country", "values", "units"),
    *("converted", "converted_by"),
    *("mechanism", "ordinal", "topics", "confidence", "summary", "quote", "release", "title"),
)
# Column -> its type, in files whose columns have types: the others are texts.
ENTRY_TYPES = dict.fromkeys(ENTRY_COLUMNS, "string") | {
    **dict.fromkeys(("published", "when_start", "when_end"), "date"),
    "ordinal": "integer",
    "confidence": "number",
}
RELEASE_COLUMNS = ("id", "publisher", "published", "lang", "title", "url", "entries", "unread")
ACTOR_COLUMNS = (
    *("id", "name", "type", "country", "entries", "releases", "first", "last", "names", "offices"),
)
MECHANISM_COLUMNS = (
    *("id", "name", "members", "held", "planned", "missing", "cadence_days", "next_expected", "status"),
)
_FORMULA = frozenset({"=", "+", "@", "\t", "\r"})


def attribute_of(row: Json) -> str:
    """Return the force, stage or nature of an entry's JSON, "" where it has none."""
    return row.get("force") or row.get("stage") or row.get("nature") or ""


def entry_flat(row: Json) -> Json:
    """Return an entry for a line of CSV."""
    when, where = row.get("when") or {}, row.get("where") or {}
    amounts: Sequence[Json] = row.get("amounts", [])
    mechanism = row.get("mechanism") or {}
    return {
        **{key: row.get(key) for key in ("id", "kind", "status", "confidence", "summary")},
        "attribute": attribute_of(row),
        "published": row["release"]["published"],
        "publisher": row["release"]["publisher"],
        "release": row["release"]["id"],
        "title": row["release"]["title"],
        "actors": "; ".join(dict.fromkeys(actor["name"] for actor in row.get("actors", []))),
        **{f"when_{key}": when.get(key) for key in ("start", "end", "bound", "edtf")},
        "where": where.get("name"),
        "where_country": where.get("country"),
        "values": "; ".join(a["value"] for a in amounts),
        "units": "; ".join(a["unit"] for a in amounts),
        **_dollars([amount["converted"] for amount in amounts if "converted" in amount]),
        "mechanism": mechanism.get("name"),
        "ordinal": mechanism.get("ordinal"),
        "topics": "; ".join(row.get("topics", [])),
        "quote": " … ".join(e["quote"] for e in row["evidence"]),
    }


def _dollars(rows: Sequence[Json]) -> Json:
    """Return the amounts that have a rate in dollars, and the rates; nothing where none has."""
    if not rows:
        return {}
    rates = (f"{row['rate']} a {row['currency']} ({row['period']} average, {row['source']})" for row in rows)
    return {
        "converted": "; ".join(f"{row['currency']} {row['amount']}" for row in rows),
        "converted_by": "; ".join(rates),
    }


def actor_flat(row: Json) -> Json:
    """Return an actor for a line of CSV: its names, and its offices with the days they are told."""
    offices = (f"{o['office']} ({o['first']} to {o['last']})" for o in row.get("offices", []))
    names = dict.fromkeys(name["name"] for name in row["names"])
    return {**row, "names": "; ".join(names), "offices": "; ".join(offices)}


def mechanism_flat(row: Json) -> Json:
    """Return a mechanism for a line of CSV: its editions counted by state."""
    states = [e["state"] for e in row["editions"]]
    counts = {state: states.count(state) for state in ("held", "planned", "missing")}
    return {**row, **counts, "members": "; ".join(row["members"])}


def harmless(cell: object) -> object:
    """Return a cell that no spreadsheet runs as a formula: a quote before "=", "+", "@" or a word's "-"."""
    if isinstance(cell, str) and (cell[:1] in _FORMULA or (cell[:1] == "-" and not cell[1:2].isdigit())):
        return f"'{cell}"
    return cell
