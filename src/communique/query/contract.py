"""The JSON of answers: entries, releases, actors and mechanisms with the keys of the contract."""

from datetime import date

from communique.query.actors import Actor
from communique.query.entries import Listed
from communique.query.mechanisms import Mechanism
from communique.query.releases import ListedRelease
from communique.records.contract import Json, entry_to_json


def entry_row(one: Listed) -> Json:
    """Return an entry as the contract has it, with its release, status and history."""
    row: Json = {**entry_to_json(one.entry)}
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


def _history(one: Listed) -> list[Json]:
    """Return how the status came about: made on publication, and overdue once its day has passed."""
    evidence = [{"start": e.start, "end": e.end, "quote": e.quote} for e in one.entry.evidence]
    made = one.release.published.isoformat()
    history = [{"status": "open", "on": made, "release": one.release.id, "evidence": evidence}]
    if one.status == "overdue" and one.entry.when:
        late = date.fromordinal(one.entry.when.last.toordinal() + 1).isoformat()
        history.append({"status": "overdue", "on": late, "release": one.release.id, "evidence": evidence})
    return history


def release_row(one: ListedRelease) -> Json:
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


def actor_row(one: Actor) -> Json:
    """Return an actor with its counts."""
    row: Json = {
        "id": one.id,
        "name": one.name,
        "type": one.type,
        "entries": one.entries,
        "releases": one.releases,
    }
    if one.country:
        row["country"] = one.country
    return {**row, "kinds": one.kinds, "first": one.first.isoformat(), "last": one.last.isoformat()}


def mechanism_row(one: Mechanism) -> Json:
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
    row: Json = {"id": one.id, "name": one.name, "members": list(one.members), "editions": editions}
    if one.cadence_days is not None:
        row["cadence_days"] = one.cadence_days
    if one.next_expected:
        row["next_expected"] = one.next_expected.isoformat()
    return {**row, "status": one.status}
