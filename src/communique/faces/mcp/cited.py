"""Rows for programs that quote: what a release says, each value with its words and whose words they are."""

from communique.faces.words import gist
from communique.query import Actor, Change, Edition, Listed, ListedRelease, Match, Mechanism
from communique.query.conversion import converted_rows
from communique.records import Entry, Release
from communique.records.contract import Json, entry_to_json

_STRETCH = 900  # characters of a text that are one item


def citation(release: Release, quote: str) -> Json:
    """Return whose words a quote is: title, publisher, date, address, and the words themselves."""
    row: Json = {
        "title": release.title,
        "publisher": release.publisher,
        "date": release.published.isoformat(),
        "url": release.url,
        "release": release.id,
        "quote": quote,
    }
    return {key: value for key, value in row.items() if value}


def told(entry: Entry, release: Release) -> Json:
    """Return an entry of a release: each of its values with the words it came from."""
    row = entry_to_json(entry)
    spans = [*row.get("actors", []), *row.get("amounts", []), *([row["where"]] if "where" in row else [])]
    for value in spans:
        value["quote"] = release.text[value.pop("start") : value.pop("end")]
    for amount, more in zip(
        row.get("amounts", []), converted_rows(entry.amounts, release.published), strict=True
    ):
        amount.update(more)
    if entry.mechanism:
        row["mechanism"]["quote"] = release.text[entry.mechanism.start : entry.mechanism.end]
    quote = " … ".join(part.quote for part in entry.evidence)
    kept = {key: value for key, value in row.items() if key not in ("evidence", "summary", "rule")}
    return {**kept, "citation": citation(release, quote)}


def entry_item(one: Listed) -> Json:
    """Return an entry with where it stands."""
    return {**told(one.entry, one.release), **({"status": one.status} if one.status else {})}


def release_item(one: ListedRelease) -> Json:
    """Return a release without its text; its title is the quote."""
    release = one.release
    return {
        "id": release.id,
        "entries": one.entries,
        "unread": one.unread,
        "citation": citation(release, release.title),
    }


def text_items(release: Release) -> list[Json]:
    """Return the text of a release as stretches that together are all of it."""
    text = release.text
    spans = [(at, min(len(text), at + _STRETCH)) for at in range(0, len(text), _STRETCH)]
    return [{"start": start, "end": end, "text": text[start:end]} for start, end in spans]


def match_item(match: Match) -> Json:
    """Return a hit of the search: its passage is the quote."""
    passage = match.release.text[match.passage.start : match.passage.end]
    return {"what": match.what, "id": match.id, "citation": citation(match.release, passage)}


def actor_item(one: Actor) -> Json:
    """Return an actor with its counts; `show` has the words."""
    row: Json = {"id": one.id, "name": one.name, "type": one.type, "country": one.country}
    kept = {key: value for key, value in row.items() if value}
    days = {"first": one.first.isoformat(), "last": one.last.isoformat()}
    return {**kept, "entries": one.entries, "releases": one.releases, **days}


def mechanism_item(one: Mechanism) -> Json:
    """Return a mechanism at a glance; the tool `mechanism` has its editions with their words."""
    states = [edition.state for edition in one.editions]
    row: Json = {
        "id": one.id,
        "name": one.name,
        "names": list(one.names) if len(one.names) > 1 else None,
        "members": list(one.members),
        "level": one.level,
        "founded": one.founded,
        "editions": {state: states.count(state) for state in sorted(set(states))},
        "cadence_days": one.cadence_days,
        "next_expected": one.next_expected.isoformat() if one.next_expected else None,
        "status": one.status,
    }
    return {key: value for key, value in row.items() if value is not None}


def edition_item(one: Edition, releases: dict[str, Release]) -> Json:
    """Return an edition with the words of every release that tells of it."""
    row: Json = {
        "ordinal": one.ordinal,
        "doubtful_ordinal": one.doubtful,
        "start": one.start.isoformat() if one.start else None,
        "end": one.end.isoformat() if one.end else None,
        "where": one.where,
        "state": one.state,
    }
    kept = {key: value for key, value in row.items() if value is not None}
    cited = [
        {"entry": t.entry.id, "citation": citation(releases[t.release], gist(t.entry))}
        for t in one.tellings
        if t.release in releases
    ]
    return {**kept, **({"told": cited} if cited else {})}


def change_item(one: Change) -> Json:
    """Return one change of the ledger: what is told now, what was told before, who decided and why."""
    row: Json = {"what": one.what, "turn": one.turn, "revision": one.revision, "at": one.at, "id": one.id}
    if one.what == "release" and one.release:
        row["citation"] = citation(one.release, one.release.title)
    if one.new and one.release:
        row["new"] = told(one.new, one.release)
    if one.old and one.release:
        row["old"] = {"summary": one.old.summary, "quote": " … ".join(e.quote for e in one.old.evidence)}
    if one.decision:
        names = ("kind", "subject", "object", "decision", "who", "why")
        row["decision"] = {name: getattr(one.decision, name) for name in names}
    if one.what == "status":
        row |= {"old": one.before, "new": one.after}
    return row
