"""Rows as a person reads them: the columns of tables and of csv, and amounts, days and words made plain."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from communique.faces.cli.output import Row, View
from communique.records import Entry, WhenSlot
from communique.records.kinds import KINDS

_ROOM = 110  # characters of a summary in a table; `show` gives all of it
_MEMBERS = 4  # members of a mechanism that a table names
# "Commitment (agreed): " before a summary says what the columns beside it say
_LABEL = re.compile(rf"(?:{'|'.join(kind.capitalize() for kind in KINDS)})(?: \([a-z ]{{1,20}}\))?: ")
_BOUND = {"=": "", ">=": "at least ", ">": "more than ", "<=": "at most ", "<": "less than ", "~": "about "}


def money(value: Decimal | str, unit: str, bound: str = "=") -> str:
    """Return an amount for a person: `more than USD 4.1 billion`, `12 %`, `170 firm`."""
    number = Decimal(value)
    text = f"{number:,f}".rstrip("0").rstrip(".") if "." in f"{number:f}" else f"{number:,f}"
    for size, name in ((10**12, "trillion"), (10**9, "billion"), (10**6, "million")):
        if abs(number) >= size:
            text = f"{(number / size).normalize():f} {name}"
            break
    return _BOUND[bound] + (f"{unit} {text}" if len(unit) == 3 and unit.isupper() else f"{text} {unit}")


def days(first: str, last: str, bound: str) -> str:
    """Return one day or the two ends of several; of a bound the end that binds: `by 2024-12-31`."""
    if bound == "by" or first == last:
        return last if bound == "=" else f"{bound} {last}"
    if bound == "since":
        return f"since {first}"
    return ("about " if bound == "about" else "") + f"{first} to {last}"


def when_days(when: WhenSlot) -> str:
    """Return the days of an entry for a person."""
    return days(when.first.isoformat(), when.last.isoformat(), when.bound)


def headline(entry: Entry) -> str:
    """Return kind and attribute of an entry."""
    return f"{entry.kind} ({words(entry.attribute)})" if entry.attribute else entry.kind


def words(attribute: str) -> str:
    """Return an attribute in words: `in force`."""
    return attribute.replace("_", " ")


def count(number: int, one: str, many: str) -> str:
    """Return a number with its noun: `1 entry`, `2 entries`."""
    return f"{number} {one if number == 1 else many}"


def short(summary: str) -> str:
    """Return a summary without the kind it begins with, cut at a word where it is long."""
    plain = _LABEL.sub("", summary, count=1)
    return plain if len(plain) <= _ROOM else plain[: _ROOM - 1].rsplit(" ", 1)[0] + "…"


def _attribute(row: Row) -> str:
    return row.get("force") or row.get("stage") or row.get("nature") or ""


def entry_shown(row: Row) -> Row:
    """Return the columns of an entry for a person."""
    when: Mapping[str, Any] = row.get("when") or {}
    return {
        "date": row["release"]["published"],
        "what": words(_attribute(row)),
        "summary": short(row["summary"]),
        "when": days(when["start"], when["end"], when["bound"]) if when else "",
        "amount": "; ".join(money(a["value"], a["unit"], a["bound"]) for a in row.get("amounts", [])),
        "status": row.get("status"),
        "id": row["id"],
    }


def entry_flat(row: Row) -> Row:
    """Return an entry for a line of csv: exact values, several of a sort set apart by "; "."""
    when, where = row.get("when") or {}, row.get("where") or {}
    amounts: Sequence[Row] = row.get("amounts", [])
    mechanism = row.get("mechanism") or {}
    return {
        **{key: row.get(key) for key in ("id", "kind", "status", "confidence", "summary")},
        "attribute": _attribute(row),
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
        "mechanism": mechanism.get("name"),
        "ordinal": mechanism.get("ordinal"),
        "topics": "; ".join(row.get("topics", [])),
        "quote": " … ".join(e["quote"] for e in row["evidence"]),
    }


def mechanism_shown(row: Row) -> Row:
    """Return the columns of a mechanism for a person."""
    states = [e["state"] for e in row["editions"]]
    members, more = row["members"][:_MEMBERS], len(row["members"]) - _MEMBERS
    return {
        **row,
        "editions": ", ".join(
            f"{states.count(s)} {s}" for s in ("held", "planned", "missing") if s in states
        ),
        "members": ", ".join(members) + (f" and {more} more" if more > 0 else ""),
        "cadence": count(row["cadence_days"], "day", "days") if "cadence_days" in row else "",
        "next": row.get("next_expected"),
    }


def mechanism_flat(row: Row) -> Row:
    """Return a mechanism for a line of csv: its editions counted by state."""
    states = [e["state"] for e in row["editions"]]
    counts = {state: states.count(state) for state in ("held", "planned", "missing")}
    return {**row, **counts, "members": "; ".join(row["members"])}


ENTRIES = View(
    columns=("date", "what", "summary", "when", "amount", "status", "id"),
    shown=entry_shown,
    spared=("when", "amount"),
    csv=(
        *("id", "kind", "attribute", "status", "published", "publisher", "actors"),
        *("when_start", "when_end", "when_bound", "when_edtf", "where", "where_country", "values", "units"),
        *("mechanism", "ordinal", "topics", "confidence", "summary", "quote", "release", "title"),
    ),
    flat=entry_flat,
)
RELEASES = View(
    columns=("published", "publisher", "title", "entries", "unread", "id"),
    shown=dict,
    spared=("entries", "unread"),
    csv=("id", "publisher", "published", "lang", "title", "url", "entries", "unread"),
    flat=dict,
)
ACTORS = View(
    columns=("name", "type", "country", "entries", "releases", "first", "last", "id"),
    shown=dict,
    spared=("releases", "first"),
    csv=("id", "name", "type", "country", "entries", "releases", "first", "last"),
    flat=dict,
)
MECHANISMS = View(
    columns=("name", "editions", "members", "cadence", "next", "status", "id"),
    shown=mechanism_shown,
    spared=("members", "cadence"),
    csv=("id", "name", "members", "held", "planned", "missing", "cadence_days", "next_expected", "status"),
    flat=mechanism_flat,
)
