"""The JSON of answers: entries, releases, actors and mechanisms with the keys of the contract."""

from collections.abc import Iterator, Sequence

from communique.query.actors import Actor, ActorName
from communique.query.changes import Change, Changes
from communique.query.conversion import converted_rows
from communique.query.decisions import Judged, Logged
from communique.query.diff import Diff
from communique.query.entries import Listed
from communique.query.origins import raw_places
from communique.query.relation import Relation
from communique.query.releases import ListedRelease
from communique.query.review import Card, Lost
from communique.query.search import Match
from communique.query.show import Shown, ShownActor, ShownMechanism, ShownRelease
from communique.query.status import Step
from communique.query.versions import Turned
from communique.records import Box, Entry, Judgement, Origin, Release, Span
from communique.records.contract import (
    Json,
    entry_to_json,
    evidence_to_json,
    release_to_json,
    unread_to_json,
)
from communique.resolve.mechanisms import Edition, Mechanism, Sides, compare
from communique.resolve.versions import Hunk, SlotChange, Told


def entry_row(one: Listed) -> Json:
    """Return an entry as the contract has it, with spans, sums in dollars, release, status and history."""
    row: Json = entry_to_json(one.entry)
    for name, slot in (("when", one.entry.when), ("mechanism", one.entry.mechanism)):
        if slot:
            row[name]["at"] = {"start": slot.start, "end": slot.end}
    for amount, more in zip(
        row.get("amounts", []), converted_rows(one.entry.amounts, one.release.published), strict=True
    ):
        amount.update(more)
    row["release"] = {
        "id": one.release.id,
        "publisher": one.release.publisher,
        "title": one.release.title,
        "published": one.release.published.isoformat(),
    }
    if one.status:
        row["status"] = one.status
        row["history"] = [_step(one, step) for step in one.fate.history]
        row |= {"due": one.fate.deadline.isoformat()} if one.fate.deadline else {}
    if one.status or one.fate.restated:
        row["restated"] = [one.source(name).release.id for name in one.fate.restated]
    if one.entry.kind == "meeting" and one.fate.tellings:
        told = [one.source(name) for name in (one.fate.head, *one.fate.tellings)]
        row["told"] = told_row(compare([(each.release.id, each.entry) for each in told]))
    return row


def _step(one: Listed, step: Step) -> Json:
    """Return a status, since when, and the words it rests on."""
    source = one.source(step.entry)
    return {
        "status": step.status,
        "on": step.on.isoformat(),
        "release": source.release.id,
        "evidence": [evidence_to_json(span) for span in source.entry.evidence],
    }


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
    row |= {"kinds": one.kinds, "first": one.first.isoformat(), "last": one.last.isoformat()}
    row["names"] = [_name(name) for name in one.names]
    if one.offices:
        row["offices"] = [
            {"office": o.office, "first": str(o.first), "last": str(o.last)} for o in one.offices
        ]
    if one.members:
        row["members"] = list(one.members)
    return row


def _name(one: ActorName) -> Json:
    country = {"country": one.country} if one.country else {}
    return {"id": one.id, "name": one.name, **country, "entries": one.entries}


def why_row(one: Judgement) -> Json:
    """Return a judgement on two names with each reason and its share."""
    row: Json = {"subject": one.subject, "object": one.object, "decision": one.decision, "who": one.who}
    row |= {"why": one.why} | ({"score": one.score} if one.score is not None else {})
    if one.features:
        row["features"] = [{"words": words, "share": share} for words, share in one.features]
    return row


def mechanism_row(one: Mechanism) -> Json:
    """Return a mechanism as the contract has it, with its names, its gaps and who told what."""
    row: Json = {"id": one.id, "name": one.name, "members": list(one.members)}
    if len(one.names) > 1:
        row |= {"names": list(one.names), "why": list(one.why)}
    row |= {"level": one.level} if one.level else {}
    row |= {"founded": one.founded} if one.founded else {}
    row["editions"] = [_edition(e) for e in one.editions]
    if one.gaps:
        row["gaps"] = [
            {"after": str(g.after), "before": str(g.before), "days": g.days, "skipped": g.skipped}
            for g in one.gaps
        ]
    if one.cadence_days is not None:
        row["cadence_days"] = one.cadence_days
    if one.next_expected:
        row["next_expected"] = one.next_expected.isoformat()
    return {**row, "status": one.status}


def _edition(e: Edition) -> Json:
    row: Json = {"ordinal": e.ordinal} if e.ordinal else {}
    row |= {"start": str(e.start), "end": str(e.end)} if e.start else {}
    row |= {"where": e.where} if e.where else {}
    row["state"] = e.state
    if e.doubtful:
        row["doubtful"] = f"no. {e.doubtful} does not fit the days of the other editions"
    if e.tellings:
        row["entry"] = e.tellings[0].entry.id
    if len(e.tellings) > 1:
        row["told"] = told_row(compare([(t.release, t.entry) for t in e.tellings]))
    return row


def told_row(sides: Sides) -> Json:
    """Return what several releases share of one event, and what only each of them says."""
    return {
        "shared": [list(fact) for fact in sides.shared],
        "by": [
            {"release": one.release, "entry": one.entry, "only": [list(fact) for fact in one.only]}
            for one in sides.sides
        ],
    }


def shown_row(shown: Shown) -> Json:
    """Return one thing with all that belongs to it: a release with its text, a series with its entries."""
    match shown:
        case Listed():
            return entry_row(shown)
        case ShownRelease():
            row = {**release_row(shown.release), "text": shown.release.release.text}
            unread = [unread_to_json(one) for one in shown.unread]
            return {**row, "entries": [entry_row(one) for one in shown.entries], "unread": unread}
        case ShownActor():
            row = {**actor_row(shown.actor), "why": [why_row(one) for one in shown.why]}
            return {**row, "of": [entry_row(one) for one in shown.entries]}
        case ShownMechanism():
            return {**mechanism_row(shown.mechanism), "of": [entry_row(one) for one in shown.entries]}


def origin_row(origin: Origin, text: str, entry: Entry | None = None) -> Json:
    """Return what a text was read from, without its bytes: of an entry the place of each value in it.

    Of a release it has the whole map: `stretches` of characters and bytes, `boxes` on pages.
    """
    row: Json = {"sha256": origin.hash, "size": len(origin.raw), "reader": origin.reader}
    told = {name: getattr(origin, name) for name in ("media", "encoding", "url", "fetched")}
    row |= {name: value for name, value in told.items() if value}
    row |= {"headers": dict(origin.headers)} if origin.headers else {}
    if entry is None:
        stretches = [[one.start, one.end, one.raw_start, one.raw_end] for one in origin.stretches]
        return {**row, "stretches": stretches, "boxes": [_box(one) for one in origin.boxes]}
    places = []
    for one in raw_places(origin, text, entry):
        place: Json = {"slot": one.slot, "start": one.start, "end": one.end}
        place |= {"bytes": list(one.span)} if one.span else {}
        places.append(place | ({"boxes": [_box(box) for box in one.boxes]} if one.boxes else {}))
    return {**row, "places": places}


def _box(box: Box) -> Json:
    sides = ("start", "end", "page", "left", "bottom", "right", "top")
    return {side: getattr(box, side) for side in sides}


def change_rows(page: Changes) -> Iterator[Json]:
    """Yield each change with all it holds, and the cursor for what comes after its revision."""
    for at, one in enumerate(page.changes):
        yield {
            "what": one.what,
            "turn": one.turn,
            "id": one.id,
            "revision": one.revision,
            "at": one.at,
            **_change(one),
            "cursor": str(page.after(at)),
        }


def _change(one: Change) -> Json:
    told: Json = {"release": one.release.id} if one.release else {}
    if one.what == "release" and one.release:
        return {
            "release": {**release_to_json(one.release), "country": one.release.country},
            "unread": [unread_to_json(left) for left in one.unread],
        }
    if one.what == "status":
        return {**told, "old": one.before, "new": one.after}
    if one.decision:
        names = ("kind", "subject", "object", "decision", "who", "why", "relation", "score", "release")
        kept = {name: getattr(one.decision, name) for name in names}
        return {"decision": {name: value for name, value in kept.items() if value is not None}}
    sides = {"old": one.old, "new": one.new}
    return {**told, **{name: entry_to_json(side) for name, side in sides.items() if side}}


def logged_row(one: Logged) -> Json:
    """Return a decision: who, when, on what, old and new."""
    told = one.judgement
    return {
        "number": one.number,
        "at": one.at,
        "who": told.who,
        "kind": told.kind,
        "subject": told.subject,
        **({"object": told.object} if told.object else {}),
        "decision": told.decision,
        "old": one.old,
        "new": one.new,
        "why": told.why,
        **({"quote": one.quote} if one.quote else {}),
        "stands": one.stands,
    }


def card_row(card: Card) -> Json:
    """Return what waits for a person: the question, and the entries it is about."""
    row: Json = {"sort": card.sort, "risk": card.risk}
    row |= {"number": card.number} if card.number else {}
    row |= {"judgement": why_row(card.judgement)} if card.judgement else {}
    row |= {"lost": _lost_row(card.lost)} if card.lost else {}
    sides = {"entry": card.entry, "other": card.other}
    return {**row, **{name: entry_row(side) for name, side in sides.items() if side}}


def _lost_row(lost: Lost) -> Json:
    told = {"what": lost.what, "entry": lost.undertaking.id, "release": lost.release.id}
    return {**told, "old": lost.old, "new": lost.new}


def history_rows(turned: Sequence[Turned]) -> list[Json]:
    """Return the versions of a release: from when to when, and what each changed, with both quotes."""
    return [
        {
            "number": one.version.number,
            "since": one.version.since,
            **({"until": one.version.until} if one.version.until else {}),
            "changed": [_told(told, one.before, one.version.release) for told in one.told if one.before],
        }
        for one in turned
    ]


def _told(told: Told, old: Release | None, new: Release) -> Json:
    return {"what": told.what, "old": _stretch(old, told.old), "new": _stretch(new, told.new)}


def _stretch(release: Release | None, span: Span) -> Json:
    quote = release.text[span.start : span.end] if release else ""
    return {"start": span.start, "end": span.end, "quote": quote}


def judged_row(judged: Judged) -> Json:
    """Return what was decided about an entry and how it was read; nothing where nothing was decided."""
    if not judged.decisions:
        return {}
    row: Json = {"decisions": [logged_row(one) for one in judged.decisions]}
    return {**row, **({"read": entry_to_json(judged.read)} if judged.read else {})}


def match_row(match: Match) -> Json:
    """Return a hit of the search with its passage and where the words stand."""
    return {
        "what": match.what,
        "id": match.id,
        "published": match.release.published.isoformat(),
        "publisher": match.release.publisher,
        "title": match.release.title,
        "start": match.passage.start,
        "end": match.passage.end,
        "passage": match.release.text[match.passage.start : match.passage.end],
        "words": [{"start": span.start, "end": span.end} for span in match.words],
    }


def relation_row(told: Relation) -> Json:
    """Return what passed between parties: facts, series, what is open by side, who met whom, topics."""
    return {
        "sides": [{"name": s.name} | ({"country": s.country} if s.country else {}) for s in told.sides],
        "meeting_days": [day.isoformat() for day in told.meeting_days],
        "series": [mechanism_row(one) for one in told.series],
        "open": {side.name: [one.entry.id for one in told.open_by(side)] for side in told.sides},
        "met": [{"names": list(m.names), "days": m.days, "last": m.last.isoformat()} for m in told.met],
        "topics": {topic: {str(y): n for y, n in years.items()} for topic, years in told.topics.items()},
        "entries": [entry_row(one) for one in told.entries],
    }


def diff_rows(found: Diff) -> Iterator[Json]:
    """Yield every undertaking of either side, then every stretch of words that differs."""
    for one in found.undertakings:
        yield {
            "about": "undertaking",
            "what": one.what,
            **({"old": _told_entry(one.old, found.old.release)} if one.old else {}),
            **({"new": _told_entry(one.new, found.new.release)} if one.new else {}),
            "changes": [change_row(change) for change in one.changes],
        }
    for hunk in found.words:
        old, new = _span(found.old.release, hunk.old), _span(found.new.release, hunk.new)
        yield {"about": "words", "what": what_of(hunk), "old": old, "new": new}


def _told_entry(entry: Entry, release: Release) -> Json:
    return {**entry_to_json(entry), "release": release.id}


def change_row(change: SlotChange) -> Json:
    """Return one value that differs, for a program."""
    return {"slot": change.slot, "what": change.what, "old": change.old, "new": change.new}


def what_of(hunk: Hunk) -> str:
    """Return what became of the words of a stretch."""
    if hunk.old.start == hunk.old.end:
        return "added"
    return "dropped" if hunk.new.start == hunk.new.end else "replaced"


def _span(release: Release, span: Span) -> Json:
    words = release.text[span.start : span.end]
    return {"release": release.id, "start": span.start, "end": span.end, "quote": words}
