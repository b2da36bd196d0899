"""Rows as a person reads them: the columns of tables and of csv."""

from collections.abc import Mapping
from typing import Any

from communique.faces.cli.output import Row, View
from communique.faces.flat import (
    ACTOR_COLUMNS,
    ENTRY_COLUMNS,
    MECHANISM_COLUMNS,
    RELEASE_COLUMNS,
    actor_flat,
    attribute_of,
    entry_flat,
    mechanism_flat,
)
from communique.faces.words import count, days, money, short, words

_MEMBERS = 4  # members of a mechanism that a table names


def entry_shown(row: Row) -> Row:
    """Return the columns of an entry for a person."""
    when: Mapping[str, Any] = row.get("when") or {}
    return {
        "date": row["release"]["published"],
        "what": words(attribute_of(row)),
        "summary": short(row["summary"]),
        "when": days(when["start"], when["end"], when["bound"]) if when else "",
        "amount": "; ".join(money(a["value"], a["unit"], a["bound"]) for a in row.get("amounts", [])),
        "status": row.get("status"),
        "id": row["id"],
    }


def actor_shown(row: Row) -> Row:
    """Return the columns of an actor for a person."""
    names = dict.fromkeys(name["name"] for name in row["names"] if name["name"] != row["name"])
    offices = row.get("offices", [])
    return {**row, "also": "; ".join(names), "office": offices[-1]["office"] if offices else ""}


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


def release_shown(row: Row) -> Row:
    """Return a release as a table shows it: English, which most are, goes without saying."""
    return {**row, "lang": "" if row["lang"] == "en" else row["lang"]}


ENTRIES = View(
    columns=("date", "what", "summary", "when", "amount", "status", "id"),
    shown=entry_shown,
    spared=("when", "amount"),
    csv=ENTRY_COLUMNS,
    flat=entry_flat,
)
RELEASES = View(
    columns=("published", "publisher", "title", "lang", "entries", "unread", "id"),
    shown=release_shown,
    spared=("entries", "unread"),
    csv=RELEASE_COLUMNS,
    flat=dict,
)
ACTORS = View(
    columns=("name", "also", "type", "country", "office", "entries", "releases", "first", "last", "id"),
    shown=actor_shown,
    spared=("also", "office", "releases", "first"),
    csv=ACTOR_COLUMNS,
    flat=actor_flat,
)
MECHANISMS = View(
    columns=("name", "editions", "members", "cadence", "next", "status", "id"),
    shown=mechanism_shown,
    spared=("members", "cadence"),
    csv=MECHANISM_COLUMNS,
    flat=mechanism_flat,
)
