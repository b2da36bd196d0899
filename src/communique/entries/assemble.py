"""Builds an entry from a finding: slots with their spans, evidence, summary, id, confidence."""

from itertools import pairwise

from communique.entries.evidence import evidence_of
from communique.entries.limits import Limits
from communique.entries.link import Finding
from communique.entries.roles import roles
from communique.entries.summary import summarise
from communique.entries.topics import topics_of
from communique.records import (
    ActorMention,
    ActorSlot,
    AmountMention,
    AmountSlot,
    Document,
    Entry,
    Evidence,
    MechanismMention,
    MechanismSlot,
    PlaceMention,
    TimeMention,
    WhenSlot,
    WhereSlot,
    stable_id,
)
from communique.text import fold


def _actors(document: Document, finding: Finding) -> tuple[ActorSlot, ...]:
    found = []
    for role, link in roles(document, finding):
        mention = link.candidate.mention
        if isinstance(mention, ActorMention):
            found.append(
                ActorSlot(
                    role,
                    link.candidate.name,
                    link.candidate.type,
                    mention.start,
                    mention.end,
                    country=mention.country,
                )
            )
    return tuple(found)


def _when(document: Document, finding: Finding) -> WhenSlot | None:
    for link in finding.of("when"):
        m = link.candidate.mention
        if isinstance(m, TimeMention) and m.first and m.last:
            return WhenSlot(m.first, m.last, m.bound, m.edtf, document.text[m.start : m.end], m.start, m.end)
    return None


def _where(finding: Finding) -> WhereSlot | None:
    for link in finding.of("where"):
        m = link.candidate.mention
        if isinstance(m, PlaceMention):
            return WhereSlot(m.name, m.country, m.start, m.end)
    return None


def _amounts(finding: Finding) -> tuple[AmountSlot, ...]:
    mentions = [link.candidate.mention for link in finding.of("amount")]
    return tuple(
        AmountSlot(m.value, m.unit, m.bound, m.start, m.end) for m in mentions if isinstance(m, AmountMention)
    )


def _mechanism(finding: Finding) -> MechanismSlot | None:
    for link in finding.of("mechanism"):
        m = link.candidate.mention
        if isinstance(m, MechanismMention):
            return MechanismSlot(m.name, m.ordinal, m.start, m.end)
    return None


def calibrated(score: float, limits: Limits) -> float:
    """Return the share of entries of this score that proved right out of fold, by straight lines."""
    points = limits.calibration
    if not points:
        return round(score, 2)
    for (low, below), (high, above) in pairwise(points):
        if score <= high:
            part = (score - low) / (high - low) if high > low else 1.0
            return round(below + max(0.0, part) * (above - below), 2)
    return round(points[-1][1], 2)


def entry_id(release: str, entry_kind: str, attribute: str | None, said: tuple[str, ...], words: str) -> str:
    """Return the id of an entry: from its release, kind and what it says, never from its place."""
    return stable_id("ent", release, entry_kind, attribute or "", *said, fold(words))


def assemble(document: Document, finding: Finding, network: str, limits: Limits) -> Entry:
    """Return the entry that a finding states."""
    trigger = finding.trigger
    evidence: Evidence = evidence_of(document, finding)
    actors, when, where = _actors(document, finding), _when(document, finding), _where(finding)
    amounts, mechanism = _amounts(finding), _mechanism(finding)
    said = (
        *sorted(fold(a.name) for a in actors),
        f"{when.first}/{when.last}" if when else "",
        fold(where.name) if where else "",
        *sorted(f"{a.value.normalize():f} {a.unit}" for a in amounts),
        f"{fold(mechanism.name)}#{mechanism.ordinal or ''}" if mechanism else "",
    )
    words = document.text[trigger.span.start : trigger.span.end]
    return Entry(
        id=entry_id(document.release.id, trigger.kind, finding.attribute, said, words),
        kind=trigger.kind,
        evidence=(evidence,),
        summary=summarise(document, finding),
        rule=f"{network}: “{' '.join(words.split())}”",
        confidence=calibrated(trigger.score, limits),
        actors=actors,
        when=when,
        where=where,
        amounts=amounts,
        mechanism=mechanism,
        topics=topics_of(document, evidence),
        attribute=finding.attribute,
    )
