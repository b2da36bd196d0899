"""Answers of the query as rows: the whole for a program, a few columns for a person."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from communique.faces.cli.output import Row
from communique.query import Actor, Listed, ListedRelease, Mechanism
from communique.records import Entry
from communique.records.contract import entry_to_json

ENTRY_COLUMNS = ("date", "what", "who", "when", "where", "amount", "status", "id")
RELEASE_COLUMNS = ("published", "publisher", "title", "entries", "unread", "id")
ACTOR_COLUMNS = ("name", "type", "country", "entries", "releases", "first", "last", "id")
MECHANISM_COLUMNS = ("name", "editions", "members", "cadence", "next", "status", "id")


def entry_row(one: Listed) -> Row:
    """Return an entry as the contract has it, with its release, status and history."""
    row: Row = {**entry_to_json(one.entry)}
    row["release"] = {
        "id": one.release.id,
        "publisher": one.release.publisher,
        "title": one.release.title,
        "published": one.release.published.isoformat(),
    }
    if one.status:
        row["status"] = one.status
        row["history"] = _history(one)
        row["restated"] = []
    return row


def _history(one: Listed) -> list[Row]:
    """Return how the status came about: made on publication, and overdue once its day has passed."""
    evidence = [{"start": e.start, "end": e.end, "quote": e.quote} for e in one.entry.evidence]
    made = one.release.published.isoformat()
    history = [{"status": "open", "on": made, "release": one.release.id, "evidence": evidence}]
    if one.status == "overdue" and one.entry.when:
        late = date.fromordinal(one.entry.when.last.toordinal() + 1).isoformat()
        history.append({"status": "overdue", "on": late, "release": one.release.id, "evidence": evidence})
    return history


def money(value: Decimal | str, unit: str) -> str:
    """Return an amount for a person: `USD 4.1 billion`, `12 %`, `170 firm`."""
    number = Decimal(value)
    text = f"{number:,f}".rstrip("0").rstrip(".") if "." in f"{number:f}" else f"{number:,f}"
    for size, name in ((10**12, "trillion"), (10**9, "billion"), (10**6, "million")):
        if abs(number) >= size:
            text = f"{(number / size).normalize():f} {name}"
            break
    return f"{unit} {text}" if len(unit) == 3 and unit.isupper() else f"{text} {unit}"


def days(first: date | str, last: date | str) -> str:
    """Return one day, or the two ends of several."""
    return str(first) if str(first) == str(last) else f"{first}–{last}"


def entry_shown(row: Row) -> Row:
    """Return the columns of an entry for a person."""
    when: Mapping[str, Any] = row.get("when") or {}
    attribute = row.get("force") or row.get("stage") or row.get("nature")
    actors = dict.fromkeys(actor["name"] for actor in row.get("actors", []))
    return {
        "date": row["release"]["published"],
        "what": attribute or row["kind"],
        "who": ", ".join(actors),
        "when": days(when["start"], when["end"]) if when else "",
        "where": (row.get("where") or {}).get("name"),
        "amount": "; ".join(money(a["value"], a["unit"]) for a in row.get("amounts", [])),
        "mechanism": (row.get("mechanism") or {}).get("name"),
        "status": row.get("status"),
        "summary": row["summary"],
        "id": row["id"],
    }


def release_row(one: ListedRelease) -> Row:
    """Return a release without its text."""
    r = one.release
    row = {
        "id": r.id,
        "publisher": r.publisher,
        "title": r.title,
        "published": r.published.isoformat(),
        "lang": r.lang,
    }
    return {**row, **({"url": r.url} if r.url else {}), "entries": one.entries, "unread": one.unread}


def actor_row(one: Actor) -> Row:
    """Return an actor with its counts."""
    row: Row = {
        "id": one.id,
        "name": one.name,
        "type": one.type,
        "entries": one.entries,
        "releases": one.releases,
    }
    if one.country:
        row["country"] = one.country
    return {**row, "kinds": one.kinds, "first": one.first.isoformat(), "last": one.last.isoformat()}


def mechanism_row(one: Mechanism) -> Row:
    """Return a mechanism as the contract has it."""
    editions = [
        {
            **({"ordinal": e.ordinal} if e.ordinal else {}),
            **({"start": str(e.start), "end": str(e.end)} if e.start else {}),
            **({"where": e.where} if e.where else {}),
            "state": e.state,
            **({"entry": e.entry} if e.entry else {}),
        }
        for e in one.editions
    ]
    row: Row = {"id": one.id, "name": one.name, "members": list(one.members), "editions": editions}
    if one.cadence_days is not None:
        row["cadence_days"] = one.cadence_days
    if one.next_expected:
        row["next_expected"] = one.next_expected.isoformat()
    return {**row, "status": one.status}


def mechanism_shown(row: Row) -> Row:
    """Return the columns of a mechanism for a person."""
    states = [e["state"] for e in row["editions"]]
    counts = ", ".join(f"{states.count(s)} {s}" for s in ("held", "planned", "missing") if s in states)
    cadence = f"{row['cadence_days']} days" if "cadence_days" in row else ""
    members = ", ".join(row["members"][:4])
    return {
        **row,
        "editions": counts,
        "members": members,
        "cadence": cadence,
        "next": row.get("next_expected"),
    }


def headline(entry: Entry) -> str:
    """Return kind and attribute of an entry."""
    return f"{entry.kind} ({entry.attribute})" if entry.attribute else entry.kind
