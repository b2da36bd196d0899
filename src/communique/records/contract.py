"""The JSON of the contract: pure functions from records to the objects that scripts rely on."""

from decimal import Decimal
from typing import Any

from communique.records.entry import (
    ActorSlot,
    AmountSlot,
    Entry,
    Evidence,
    MechanismSlot,
    Reading,
    Unread,
    WhenSlot,
    WhereSlot,
)
from communique.records.kinds import ATTRIBUTES
from communique.records.mention import (
    ActorMention,
    AmountMention,
    MechanismMention,
    Mention,
    PlaceMention,
    TimeMention,
)
from communique.records.release import Release

Json = dict[str, Any]


def reading_to_json(reading: Reading, mentions: bool = False) -> Json:
    """Return one line of `extract`: release, entries and unread; with `mentions`, also its mentions."""
    text = reading.release.text
    line: Json = {
        "release": release_to_json(reading.release),
        "entries": [entry_to_json(entry) for entry in reading.entries],
        "unread": [unread_to_json(unread) for unread in reading.unread],
    }
    if mentions:
        line["mentions"] = [mention_to_json(mention, text) for mention in reading.mentions]
    return line


def release_to_json(release: Release) -> Json:
    """Return the head and the text of a release; no `url` where there is none."""
    return _present(
        {
            "id": release.id,
            "publisher": release.publisher,
            "title": release.title,
            "published": release.published.isoformat(),
            "lang": release.lang,
            "url": release.url,
            "text": release.text,
        }
    )


def entry_to_json(entry: Entry) -> Json:
    """Return an entry; slots it does not have are absent, its attribute stands under its kind's key."""
    return _present(
        {
            "id": entry.id,
            "kind": entry.kind,
            "evidence": [evidence_to_json(span) for span in entry.evidence],
            "actors": [_actor(actor) for actor in entry.actors] or None,
            "when": entry.when and _when(entry.when),
            "where": entry.where and _where(entry.where),
            "amounts": [_amount(amount) for amount in entry.amounts] or None,
            "mechanism": entry.mechanism and _mechanism(entry.mechanism),
            "topics": list(entry.topics) or None,
            ATTRIBUTES[entry.kind][0]: entry.attribute,
            "summary": entry.summary,
            "rule": entry.rule,
            "confidence": entry.confidence,
        }
    )


def evidence_to_json(evidence: Evidence) -> Json:
    """Return a span with its words."""
    return {"start": evidence.start, "end": evidence.end, "quote": evidence.quote}


def unread_to_json(unread: Unread) -> Json:
    """Return a sentence that gave no entry, and why it might have."""
    return {"start": unread.start, "end": unread.end, "why": unread.why}


def mention_to_json(mention: Mention, text: str) -> Json:
    """Return a mention of `text` with its words and the values of its kind."""
    head = {
        "kind": mention.kind,
        "start": mention.start,
        "end": mention.end,
        "quote": text[mention.start : mention.end],
        "rule": mention.rule,
    }
    return _present(head | _mention_values(mention))


def plain(value: Decimal) -> str:
    """Return an exact decimal without exponent: 1.2E+3 is "1200"."""
    return format(value, "f")


def _present(keys: Json) -> Json:
    return {key: value for key, value in keys.items() if value is not None}


def _actor(actor: ActorSlot) -> Json:
    return _present(
        {
            "role": actor.role,
            "name": actor.name,
            "entity": actor.entity,
            "type": actor.type,
            "start": actor.start,
            "end": actor.end,
        }
    )


def _when(when: WhenSlot) -> Json:
    return {
        "start": when.first.isoformat(),
        "end": when.last.isoformat(),
        "bound": when.bound,
        "edtf": when.edtf,
        "quote": when.quote,
    }


def _where(where: WhereSlot) -> Json:
    return _present({"name": where.name, "country": where.country, "start": where.start, "end": where.end})


def _amount(amount: AmountSlot) -> Json:
    return {
        "value": plain(amount.value),
        "unit": amount.unit,
        "bound": amount.bound,
        "start": amount.start,
        "end": amount.end,
    }


def _mechanism(mechanism: MechanismSlot) -> Json:
    return _present({"name": mechanism.name, "ordinal": mechanism.ordinal, "entity": mechanism.entity})


def _mention_values(mention: Mention) -> Json:
    match mention:
        case TimeMention():
            return {
                "type": mention.type,
                "timex": mention.timex,
                "from": mention.first and mention.first.isoformat(),
                "to": mention.last and mention.last.isoformat(),
                "edtf": mention.edtf or None,
                "bound": mention.bound,
            }
        case AmountMention():
            return {
                "value": plain(mention.value),
                "unit": mention.unit,
                "bound": mention.bound,
                "role": mention.role,
                "per": mention.per,
            }
        case ActorMention():
            return {
                "name": mention.name,
                "type": mention.type,
                "names": list(mention.names) or None,
                "country": mention.country,
                "office": mention.office,
                "aside": mention.aside or None,
            }
        case PlaceMention():
            return {"name": mention.name, "type": mention.type, "country": mention.country}
        case MechanismMention():
            return {"name": mention.name, "ordinal": mention.ordinal}
