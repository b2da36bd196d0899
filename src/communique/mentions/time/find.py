"""Finds the times of a document: each rule offers, the longest reading wins, cues before it set the bound."""

import re
from dataclasses import replace

from communique.mentions.time.calendar import Value
from communique.mentions.time.dates import DATES
from communique.mentions.time.lengths import LENGTHS
from communique.mentions.time.periods import PERIODS
from communique.mentions.time.relative import RELATIVE
from communique.mentions.time.rule import Rule
from communique.mentions.time.scene import Scene
from communique.records import Document, TimeMention
from communique.records.kinds import TimeBound

RULES: tuple[Rule, ...] = (*DATES, *PERIODS, *RELATIVE, *LENGTHS)

_BY = re.compile(
    r"\b(?:by|before|until|till|no later than|not later than|prior to|up to|within)(?:\s+the)"
    r"?(?:\s+end\s+of)?(?:\s+the)?\s+$"
)
_SINCE = re.compile(
    r"\b(?:since|from|starting|beginning|effective|as of|as from|after)(?:\s+(?:in|on|the|about))?\s+$"
)
_SINCE_ONLY = re.compile(
    r"\b(?:since|ever since)(?:\s+(?:in|on|the|about))?(?:\s+(?:the\s+)?(?:beginning|start|end)\s+of)?\s+$"
)
_ABOUT = re.compile(r"\b(?:around|about|circa|approximately|roughly)\s+$")

Offer = tuple[int, int, Value, str]


def _offers(scene: Scene) -> list[Offer]:
    found: list[Offer] = []
    for rule in RULES:
        if rule.needs and not any(word in scene.lower for word in rule.needs):
            continue
        for match in rule.pattern.finditer(scene.lower):
            if match.end() > match.start():
                found += [(start, end, value, rule.name) for start, end, value in rule.build(match, scene)]
    return found


def _chosen(offers: list[Offer]) -> list[Offer]:
    """Return offers that do not overlap: the longest first, then one with days, then the earliest."""
    taken: list[Offer] = []
    for offer in sorted(offers, key=lambda o: (o[0] - o[1], o[2].first is None, o[0], o[3])):
        if all(offer[1] <= other[0] or other[1] <= offer[0] for other in taken):
            taken.append(offer)
    return sorted(taken, key=lambda o: o[0])


def _bound(scene: Scene, at: int, value: Value) -> TimeBound:
    before = scene.lower[max(0, at - 32) : at]
    if _BY.search(before):
        return "by"
    if _SINCE.search(before):
        return "since"
    return "about" if _ABOUT.search(before) else value.bound


def _mention(scene: Scene, offer: Offer) -> TimeMention:
    start, end, value, name = offer
    while start < end and scene.soft[start].isspace():
        start += 1
    while end > start and scene.soft[end - 1].isspace():
        end -= 1
    bound = _bound(scene, start, value)
    if (
        bound == "since"
        and value.first
        and value.last
        and _SINCE_ONLY.search(scene.lower, max(0, start - 40), start)
    ):
        value = _until_publication(scene, value)
    return TimeMention(start, end, name, value.type, value.timex, value.edtf, value.first, value.last, bound)


def _until_publication(scene: Scene, value: Value) -> Value:
    """Return the stretch from the time named to publication: what "since 2014" covers."""
    if not value.first or value.first > scene.published:
        return value
    return replace(value, last=scene.published, edtf=f"{value.first}/{scene.published}")


def find_times(document: Document) -> list[TimeMention]:
    """Return the time expressions of a document in text order; none overlaps another."""
    scene = Scene(document)
    return [_mention(scene, offer) for offer in _chosen(_offers(scene))]
