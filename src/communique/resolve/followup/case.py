"""An entry as follow-up sees it: its words, parties, sums, series, days and step, taken once."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from difflib import SequenceMatcher
from functools import cached_property

from communique.records import Entry, Release
from communique.records.undertaking import deadline, is_ahead
from communique.resolve.followup.named import are_two, is_thing, meant_by, things_in
from communique.resolve.followup.words import (
    cue_patterns,
    followup_words,
    frequent,
    office_pattern,
    state_words,
    states_in,
    step_words,
)
from communique.resolve.mechanisms import Telling, known_states, parties, take_apart
from communique.text import fold, stem

_RANK = {"signed": 2, "adopted": 2, "started": 2, "launched": 3}  # what is ahead is 0; all else is an end, 4
_END = 4
_WORD = re.compile(r"[^\W_]+")
_NUMBERED = re.compile(r"\b([A-Z][^\W\d_]+)[ -](\d{1,3})(?![\d.,%-])\b")
_GLOSS = re.compile(r"\s*\(([A-Z][A-Za-z&-]{1,9})[,)]")
_STOP = re.compile(r"[.!?;][\"')\]]*\s(?!\d)|\n")  # a figure goes on: "Rs. 40 crore"
_CLAUSE = re.compile(r"(?:(?!,? and\b|;).)+", re.DOTALL)
_DEED = re.compile(r"\b(?:will|to|shall|has|have|was|were|been|be) ([a-z]{3,})")
_KNOWN = "act-"  # how the id of one who is known begins
_IDLE_UNITS = frozenset({"%", "month", "year", "day", "week", "time", "hour", "country", "side"})


@dataclass(frozen=True)
class Case:
    """An entry with the head of its release; what is compared is worked out when first asked for."""

    entry: Entry
    release: Release

    @property
    def id(self) -> str:
        """The entry's id."""
        return self.entry.id

    @property
    def published(self) -> date:
        """The day its release came out."""
        return self.release.published

    @property
    def order(self) -> tuple[date, str, str]:
        """What decides which of two came first."""
        return self.release.published, self.release.id, self.entry.id

    @property
    def is_ahead(self) -> bool:
        """Whether the entry speaks of something still to come when it was told."""
        return is_ahead(self.entry, self.published)

    @property
    def rank(self) -> int:
        """How far it has come: 0 ahead, 4 at the end."""
        return 0 if self.is_ahead else _RANK.get(self.stage, _END)

    @property
    def stage(self) -> str:
        """The step it tells: of a meeting "held"; "construction began" is a start, whatever was read."""
        if self.entry.kind == "milestone" and self.phase == "start" and self._is_told_as_done:
            return "started"
        return "held" if self.entry.kind == "meeting" else self.entry.attribute or ""

    @property
    def _is_told_as_done(self) -> bool:
        return self.entry.attribute == "completed" or "completed" in self.acts

    @property
    def deadline(self) -> date | None:
        """The last day of what is ahead; None where it names none, or one gone by when it was told."""
        return deadline(self.entry, self.published)

    @cached_property
    def sentence(self) -> str:
        """The sentences of its evidence, folded."""
        return " ".join(fold(words) for words in self._sentences())

    def _sentences(self) -> Iterator[str]:
        text = self.release.text
        for span in self.entry.evidence:
            stops = _STOP.finditer(text, max(0, span.start - 400), span.start + 1)
            before = [m.end() for m in stops if m.end() <= span.start]
            after = _STOP.search(text, max(span.start, span.end - 1))
            yield text[before[-1] if before else max(0, span.start - 400) : after.start() if after else None]

    @cached_property
    def cues(self) -> frozenset[str]:
        """The relations whose words stand in its sentence."""
        return frozenset(name for name, pattern in cue_patterns().items() if pattern.search(self.sentence))

    @cached_property
    def parties(self) -> frozenset[str]:
        """The states that take part; where it names one or none, also that of its publisher."""
        told = self.told_parties
        own = self.release.country
        return told | {own} if own and len(told) < 2 else told

    @cached_property
    def told_parties(self) -> frozenset[str]:
        """The states that the entry itself names."""
        return parties(self.entry)

    @cached_property
    def states(self) -> frozenset[str]:
        """The states whose names stand in its evidence, whether they take part or not."""
        return frozenset(code for span in self.entry.evidence for code in states_in(span.quote))

    def is_of_other_states(self, other: "Case") -> bool:
        """Tell whether each names a state that the release of the other does not name."""
        ours, theirs = (states_in(case.release.text) | case.parties for case in (self, other))
        return bool(self.states - theirs) and bool(other.states - ours)

    @cached_property
    def organisations(self) -> dict[str, str]:
        """The organisations that take part: who each is, or where not known the folded name -> name."""
        told = (a for a in self.entry.actors if a.type == "organisation" and not is_thing(a.name))
        return {a.entity or fold(a.name): fold(a.name) for a in told}

    @cached_property
    def things(self) -> frozenset[str]:
        """The folded names of the things it is about, also where it only says "the terminal"."""
        told = frozenset(thing for span in self.entry.evidence for thing in things_in(span.quote))
        return told or meant_by(self.sentence, self.release.text[len(self.release.title) :])

    @cached_property
    def implied(self) -> frozenset[str]:
        """The things it may be about: its own, else the only one that its release names."""
        named = things_in(self.release.text[len(self.release.title) :])
        return self.things or (named if len(named) == 1 else frozenset())

    def names_of(self, other: "Case") -> tuple[list[str], list[tuple[str, str]]]:
        """Return the things that both name, and those that each names of one sort and the other does not."""
        both = sorted(self.things & other.things)
        ours, theirs = sorted(self.things - other.things), sorted(other.things - self.things)
        apart = [(a, b) for a in ours for b in theirs if are_two(a, b)]
        return both, apart

    @property
    def where(self) -> str:
        """The name of its place; empty where it has none."""
        return self.entry.where.name if self.entry.where else ""

    @cached_property
    def persons(self) -> dict[str, str]:
        """The persons that take part: who each is, or where not known the folded name -> name."""
        return {a.entity or fold(a.name): fold(a.name) for a in self.entry.actors if a.type == "person"}

    def meets(self, other: "Case") -> tuple[int, bool]:
        """Return how many persons both name, and whether each names some that the other does not."""
        found = {a for a in self.persons if any(_is_one(a, b, self, other) for b in other.persons)}
        met = {b for b in other.persons if any(_is_one(a, b, self, other) for a in self.persons)}
        return len(found), len(found) < len(self.persons) and len(met) < len(other.persons)

    @cached_property
    def sums(self) -> frozenset[tuple[str, Decimal]]:
        """Its amounts by unit; shares and lengths of time tell no two things apart."""
        return frozenset(
            (a.unit, a.value.normalize()) for a in self.entry.amounts if a.unit not in _IDLE_UNITS
        )

    @property
    def money(self) -> frozenset[tuple[str, Decimal]]:
        """Its sums of money."""
        return frozenset(one for one in self.sums if len(one[0]) == 3 and one[0].isupper())

    @cached_property
    def by_unit(self) -> dict[str, Decimal]:
        """Its first amount of each unit, as it stands in the text: what follows is a change, or the whole."""
        found: dict[str, Decimal] = {}
        for one in sorted(self.entry.amounts, key=lambda a: (a.start, a.end)):
            if one.unit not in _IDLE_UNITS:
                found.setdefault(one.unit, one.value.normalize())
        return found

    def names_sum_of(self, other: "Case") -> str | None:
        """Return the words of a sum of another release that stand in its sentence."""
        told = (fold(other.release.text[a.start : a.end]) for a in other.entry.amounts)
        return next((words for words in told if " " in words and words in self.sentence), None)

    @cached_property
    def series(self) -> str | None:
        """What tells its mechanism from others, however it is written."""
        if not self.entry.mechanism:
            return None
        telling = Telling(self.entry, self.release.id, self.published)
        name = take_apart(self.entry.mechanism.name, known_states([telling]))
        members = name.members or (tuple(sorted(self.parties)) if len(self.parties) == 2 else ())
        return f"{' '.join(members)}|{' '.join(name.words)}|{name.level or ''}"

    @property
    def ordinal(self) -> int | None:
        """The number of its edition."""
        return self.entry.mechanism.ordinal if self.entry.mechanism else None

    @cached_property
    def _names(self) -> frozenset[str]:
        """The words of its parties and sums, which say who and how much, and not what."""
        text = self.release.text
        told = [a.name for a in self.entry.actors if a.role != "project" and not is_thing(a.name)]
        told += [text[a.start : a.end] for a in self.entry.amounts if a.unit.isupper()]
        told += [gloss.group(1) for a in self.entry.actors if (gloss := _GLOSS.match(text, a.end))]
        told += [self.entry.where.name] if self.entry.where and self.entry.kind == "meeting" else []
        return frozenset(word for name in told for word in fold(name).split())

    @cached_property
    def words(self) -> frozenset[str]:
        """The stems that say what it is about, from its evidence and its series."""
        return frozenset(stem for stem, _ in self._told)

    @cached_property
    def proper(self) -> frozenset[str]:
        """Those of its words that are set as names: the project, the firm, the place."""
        named = {word for word, capital in self._told if capital}
        return frozenset(word for word in named if frequent().get(word, 1.0) == 1.0)

    @cached_property
    def _told(self) -> list[tuple[str, bool]]:
        """Each word of its evidence as a stem, and whether it is set as a name inside a sentence."""
        return list(self._tell())

    def _tell(self) -> Iterator[tuple[str, bool]]:
        """Yield each word of the evidence as a stem, and whether it is set as a name inside a sentence."""
        quotes = [span.quote for span in self.entry.evidence]
        names = [self.entry.mechanism.name] if self.entry.mechanism else []
        names += [a.name for a in self.entry.actors if a.role == "project"]
        names += sorted(self.things)
        for text, first in [*((q, True) for q in quotes), *((n, False) for n in names)]:
            titles = [match.span() for match in office_pattern().finditer(text)]
            for at, match in enumerate(_WORD.finditer(text)):
                folded = fold(match.group())
                if any(start <= match.start() < end for start, end in titles):
                    continue
                if len(folded) < 3 or not folded.isalpha():
                    continue
                if folded in self._names or folded in followup_words().idle or folded in state_words():
                    continue
                yield stem(folded), match.group()[0].isupper() and not (first and at == 0)

    @cached_property
    def numbered(self) -> dict[str, str]:
        """The names it gives with a number, "Unit 4", "Phase 2" -> the number."""
        text, sums = self.release.text, [(a.start, a.end) for a in self.entry.amounts]
        found = {}
        for span in self.entry.evidence:
            for match in _NUMBERED.finditer(text, span.start, span.end):
                of_a_sum = any(start < match.end() and match.start() < end for start, end in sums)
                if not of_a_sum and (name := fold(match[1])) not in followup_words().idle:
                    found[name] = match[2]
        return found

    @cached_property
    def context(self) -> frozenset[str]:
        """The stems of its release's title and of its sentences."""
        title = fold(self.release.title).split()
        return frozenset(stem(word) for word in (*title, *self.sentence.split()) if len(word) > 2)

    @cached_property
    def _plain(self) -> list[str]:
        """The folded words of its evidence in order, without those that say who or when."""
        words = (word for span in self.entry.evidence for word in fold(span.quote).split())
        return [w for w in words if w not in self._names and (len(w) < 3 or w not in followup_words().idle)]

    def longest_run(self, other: "Case") -> list[str]:
        """Return the longest run of words that both say."""
        matcher = SequenceMatcher(None, self._plain, other._plain, autojunk=False)
        match = matcher.find_longest_match()
        return self._plain[match.a : match.a + match.size]

    @cached_property
    def _steps(self) -> frozenset[str]:
        """The stems of its evidence that name a step; of two clauses that do, of the one with its day."""
        names = step_words()
        found = [frozenset(map(stem, fold(part).split())) & names for part in self._clauses()]
        return frozenset().union(*found)

    def _clauses(self) -> list[str]:
        """The passages of its evidence; where one tells two steps with "and", the part that holds its day."""
        when, names = self.entry.when, step_words()
        for span in self.entry.evidence if when else ():
            parts = [m.span() for m in _CLAUSE.finditer(span.quote)]
            told = [p for p in parts if names & set(map(stem, fold(span.quote[slice(*p)]).split()))]
            mine = [p for p in told if when and p[0] <= when.start - span.start < p[1]]
            if len(told) > 1 and mine:
                return [span.quote[slice(*mine[0])]]
        return [span.quote for span in self.entry.evidence]

    @cached_property
    def acts(self) -> frozenset[str]:
        """The stages whose verbs its evidence holds."""
        return frozenset(stage for stage, verbs in followup_words().acts.items() if verbs & self._steps)

    @cached_property
    def verbs(self) -> frozenset[str]:
        """The stems of its evidence that name a step."""
        return self._steps & frozenset().union(*followup_words().acts.values())

    @cached_property
    def deeds(self) -> frozenset[str]:
        """The stems of the words after "will", "to", "has", "was": what is to be done, or was."""
        told = (m[1] for span in self.entry.evidence for m in _DEED.finditer(fold(span.quote)))
        return frozenset(map(stem, told)) - step_words()

    def does_what(self, other: "Case") -> bool:
        """Tell whether it says of itself a verb of what the other is to do: "to admit", and "admits"."""
        return bool(other.deeds & (self.deeds | self.words))

    @cached_property
    def phase(self) -> str | None:
        """Whether it speaks of the start of something or of its end; None where of both or neither."""
        found = [phase for phase, verbs in followup_words().phases.items() if verbs & self._steps]
        return found[0] if len(found) == 1 else None

    @property
    def ends_when_signed(self) -> bool:
        """Whether its instrument is done when it is signed."""
        return bool(followup_words().signing_ends & set(self.sentence.split()))


def _is_one(a: str, b: str, case: Case, other: Case) -> bool:
    """Tell whether two persons are one: as identity says, else by any long word of a name told in short.

    Names whose bearer is not known are found again by any long word: they are written in many orders.
    """
    if a == b:
        return True
    one, two = case.persons[a], other.persons[b]
    known = a.startswith(_KNOWN) and b.startswith(_KNOWN)
    if known and " " in one and " " in two:
        return False
    return bool(_long_words(one) & _long_words(two))


def _long_words(name: str) -> set[str]:
    return {word for word in name.split() if len(word) > 2}
