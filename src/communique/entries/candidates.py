"""The values a slot may take in a release, and the features that tie each to a trigger."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import log1p
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from communique.entries.encode import sentence_index
from communique.records import (
    ActorMention,
    AmountMention,
    Document,
    MechanismMention,
    Mention,
    PlaceMention,
    Span,
    TimeMention,
)
from communique.records.kinds import ActorType
from communique.text import fold

Slot = Literal["actor", "when", "where", "amount", "mechanism"]
SLOTS: tuple[Slot, ...] = get_args(Slot)
SINGLE: frozenset[Slot] = frozenset({"when", "where", "mechanism"})  # slots that take one value at most

# What is known of a candidate by itself; the order is part of the trained weights.
STATIC = (
    *("in_title", "in_lead", "first_telling", "tellings"),
    *("person", "organisation", "country", "group", "unnamed", "aside", "stands_for_many", "has_office"),
    *("past", "present", "future", "length", "=", "by", "since", "about", "long_ago"),
    *("money", "percent", "count", "change", "share", "rate", "bounded", "falling"),
    *("place_country", "place_region", "place_city", "place_venue", "ordinal", "long_name"),
)
# What ties it to a trigger.
DYNAMIC = (
    *("far_before", "two_before", "one_before", "same_sentence", "one_after", "two_after", "far_after"),
    *(
        "before",
        "after",
        "inside",
        "distance",
        "same_paragraph",
        "between",
        "nearest_before",
        "nearest_after",
    ),
    *("alone", "triggers_between", "nearer_trigger", "only_value"),
)
_STATIC = {name: index for index, name in enumerate(STATIC)}


@dataclass(frozen=True, slots=True)
class Candidate:
    """One value offered to one slot by one mention; `key` is equal for equal values."""

    slot: Slot
    key: str
    name: str  # of actors, places and mechanisms
    mention: Mention
    type: ActorType = "unnamed"  # of an actor: of the one the mention stands for


def candidates(mentions: Sequence[Mention]) -> list[Candidate]:
    """Return the candidates of a release in text order; a definite group offers each party it stands for."""
    types = {m.name: m.type for m in reversed(mentions) if isinstance(m, ActorMention)}
    found = []
    for mention in mentions:
        match mention:
            case ActorMention():
                for name in mention.names or (mention.name,):
                    found.append(Candidate("actor", fold(name), name, mention, types.get(name, mention.type)))
            case TimeMention() if mention.first and mention.last:
                found.append(Candidate("when", f"{mention.first}/{mention.last}", "", mention))
            case PlaceMention():
                found.append(Candidate("where", fold(mention.name), mention.name, mention))
            case AmountMention():
                found.append(
                    Candidate("amount", f"{mention.value.normalize():f} {mention.unit}", "", mention)
                )
            case MechanismMention():
                key = f"{fold(mention.name)}#{mention.ordinal or ''}"
                found.append(Candidate("mechanism", key, mention.name, mention))
            case _:
                pass
    return found


def _time_facts(mention: TimeMention, document: Document) -> dict[str, float]:
    published = document.release.published
    if not mention.first or not mention.last:
        return {}
    days = (mention.last - mention.first).days + 1
    return {
        "past": mention.last < published,
        "present": mention.first <= published <= mention.last,
        "future": mention.first > published,
        "long_ago": (published - mention.last).days > 550,
        "length": log1p(days) / 7,
        mention.bound: 1,
    }


def _amount_facts(mention: AmountMention) -> dict[str, float]:
    facts: dict[str, float] = {
        "money": mention.money,
        "percent": mention.unit == "%",
        "count": not mention.money and mention.unit != "%",
        "bounded": mention.bound != "=",
        "falling": mention.value < 0,
    }
    if mention.role != "value":
        facts[mention.role] = 1
    return facts


def _facts(candidate: Candidate, document: Document) -> dict[str, float]:
    mention = candidate.mention
    match mention:
        case ActorMention():
            return {
                mention.type: 1,
                "aside": mention.aside,
                "stands_for_many": len(mention.names) > 1,
                "has_office": mention.office is not None,
            }
        case TimeMention():
            return _time_facts(mention, document)
        case AmountMention():
            return _amount_facts(mention)
        case PlaceMention():
            return {f"place_{mention.type}": 1}
        case MechanismMention():
            return {"ordinal": mention.ordinal is not None, "long_name": len(mention.name.split()) > 3}


class Offer:
    """All candidates of a release with their features, ready to be tied to triggers."""

    def __init__(self, document: Document, mentions: Sequence[Mention]) -> None:
        """Take a document and its mentions in text order."""
        self.document = document
        self.candidates = candidates(mentions)
        self.starts = np.array([c.mention.start for c in self.candidates], np.int64)
        self.ends = np.array([c.mention.end for c in self.candidates], np.int64)
        self.slots = np.array([SLOTS.index(c.slot) for c in self.candidates], np.int64)
        self.sentences = np.array(
            [sentence_index(document, c.mention.start) for c in self.candidates], np.int64
        )
        self.paragraphs = np.searchsorted([p.start for p in document.paragraphs], self.starts, "right")
        self.static = self._static()

    def _static(self) -> NDArray[np.float32]:
        """Return a (candidates, STATIC) array."""
        table = np.zeros((len(self.candidates), len(STATIC)), np.float32)
        tellings = Counter((c.slot, c.key) for c in self.candidates)
        seen: set[tuple[str, str]] = set()
        for row, candidate in enumerate(self.candidates):
            label = (candidate.slot, candidate.key)
            facts = _facts(candidate, self.document)
            facts["in_title"] = candidate.mention.start < self.document.title_end
            facts["in_lead"] = self.sentences[row] == 1
            facts["first_telling"] = label not in seen
            facts["tellings"] = log1p(tellings[label])
            seen.add(label)
            for name, value in facts.items():
                table[row, _STATIC[name]] = value
        return table

    def features(self, trigger: Span, others: Sequence[Span]) -> NDArray[np.float32]:
        """Return a (candidates, STATIC + DYNAMIC) array for one trigger among the `others`."""
        sentence = sentence_index(self.document, trigger.start)
        paragraph = np.searchsorted([p.start for p in self.document.paragraphs], trigger.start, "right")
        steps = self.sentences - sentence
        before, after = self.ends <= trigger.start, self.starts >= trigger.end
        gaps = np.where(before, trigger.start - self.ends, np.where(after, self.starts - trigger.end, 0))
        columns = [
            *(steps <= -3, steps == -2, steps == -1, steps == 0, steps == 1, steps == 2, steps >= 3),
            *(before, after, ~before & ~after, np.log1p(gaps) / 6, self.paragraphs == paragraph),
            *self._rivals(steps, before, after, gaps),
            *self._crowd(trigger, others, gaps),
            self._lone_value(),
        ]
        return np.concatenate([self.static, np.stack(columns, 1).astype(np.float32)], 1)

    def _rivals(
        self,
        steps: NDArray[np.int64],
        before: NDArray[np.bool_],
        after: NDArray[np.bool_],
        gaps: NDArray[np.int64],
    ) -> list[NDArray[np.float64]]:
        """Return how each stands among the candidates of its slot: between, nearest, alone."""
        between, left, right, alone = (np.zeros(len(gaps)) for _ in range(4))
        for slot in range(len(SLOTS)):
            own = self.slots == slot
            for side, nearest in ((before, left), (after, right)):
                rows = np.flatnonzero(own & side)
                ranks = np.argsort(np.argsort(gaps[rows], kind="stable"), kind="stable")
                between[rows] = np.log1p(ranks)
                nearest[rows[ranks == 0]] = 1
            here = own & (steps == 0)
            alone[here] = here.sum() == 1
        return [between, left, right, alone]

    def _crowd(
        self, trigger: Span, others: Sequence[Span], gaps: NDArray[np.int64]
    ) -> list[NDArray[np.float64]]:
        """Return how many other triggers lie between, and whether one lies nearer."""
        between, nearer = np.zeros(len(gaps)), np.zeros(len(gaps))
        for other in others:
            if other == trigger:
                continue
            low = np.minimum(self.starts, trigger.start)
            high = np.maximum(self.ends, trigger.end)
            between += (other.start >= low) & (other.end <= high)
            far = np.maximum(np.maximum(other.start - self.ends, self.starts - other.end), 0)
            nearer = np.maximum(nearer, far < gaps)
        return [np.log1p(between), nearer]

    def _lone_value(self) -> NDArray[np.float64]:
        """Return 1 where the slot has one value only in the whole release."""
        values = {slot: {c.key for c in self.candidates if c.slot == slot} for slot in SLOTS}
        return np.array([float(len(values[c.slot]) == 1) for c in self.candidates])
