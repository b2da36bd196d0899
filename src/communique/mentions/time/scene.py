"""What rules may know of the text around a time: the publication, its country, the tense of the clause."""

import re
from bisect import bisect_right
from datetime import date, timedelta
from functools import cache

from communique.mentions.time.calendar import Value, day, shifted
from communique.mentions.time.meaning import Yearly
from communique.mentions.time.words import time_words
from communique.records import Document

_LAST_WORD = re.compile(r"([a-z]+)[ \n-]{1,3}\Z")
_WORD = re.compile(r"[a-z]+")
_DUE = re.compile(r"\b(?:by|until|till|through|before|later than|deadline)(?: the)?\s{0,3}\Z")
_SINCE = re.compile(r"\b(?:since|ever since)(?: the)?\s{0,3}\Z")
_WHOLE_YEAR = 300  # days: so long a stretch is rarely told while it runs
_NEAR = 21  # days: so far ahead an event is announced without a word that says so
# How much further off a day against the tense must be than one with it.
_AGAINST = {-1: (40, 1), 0: (3, 1), 1: (1, 20)}


@cache
def _cues() -> tuple[frozenset[str], dict[str, tuple[str, ...]]]:
    """Return the single words and, by their first word, the phrases that speak of what is to come."""
    words = {cue for cue in time_words().future if " " not in cue}
    phrases: dict[str, tuple[str, ...]] = {}
    for cue in time_words().future:
        head = cue.partition(" ")[0]
        if head != cue:
            phrases[head] = (*phrases.get(head, ()), cue)
    return frozenset(words), phrases


class Scene:
    """A document as the rules see it."""

    def __init__(self, document: Document) -> None:
        """Take the document; its text is matched in lower case."""
        self.published = document.release.published
        self.country = document.release.country
        self.soft = document.soft
        self.low = _lower(document.soft)
        self._sentences = document.sentences
        self._starts = [sentence.start for sentence in document.sentences]
        self._tenses: dict[int, list[tuple[int, int]]] = {}

    def word_before(self, at: int) -> str:
        """Return the word before an offset where only a space or a hyphen stands between, else ""."""
        found = _LAST_WORD.search(self.low, max(0, at - 20), at)
        return found[1] if found else ""

    def tense(self, at: int) -> int:
        """Return 1 where the clause around `at` speaks of what is to come, -1 of what was, else 0."""
        if _DUE.search(self.low, max(0, at - 24), at):
            return 1
        if _SINCE.search(self.low, max(0, at - 16), at):
            return -1
        cues = self._cues_of(max(0, bisect_right(self._starts, at) - 1))
        after = bisect_right(cues, (at, 2))
        if after:
            return cues[after - 1][1]
        return cues[after][1] if after < len(cues) else 0

    def _cues_of(self, index: int) -> list[tuple[int, int]]:
        """Return where a sentence speaks of what is to come (1) or of what was (-1)."""
        if index not in self._tenses:
            span = self._sentences[index]
            cues: list[tuple[int, int]] = []
            last = ""
            for match in _WORD.finditer(self.low, span.start, span.end):
                cue = self._cue(match.group(), match.start())
                if cue > 0 or (cue < 0 and last != "be"):  # "will be held" is not "held"
                    cues.append((match.start(), cue))
                last = match.group()
            self._tenses[index] = cues
        return self._tenses[index]

    def _cue(self, word: str, at: int) -> int:
        words, phrases = _cues()
        undertakes = word in time_words().undertaking and self.low.startswith(" to ", at + len(word))
        if (
            word in words
            or undertakes
            or any(self.low.startswith(phrase, at) for phrase in phrases.get(word, ()))
        ):
            return 1
        pack = time_words()
        past = word in pack.past or (word.endswith("ed") and len(word) > 4 and word not in pack.not_past)
        return -1 if past else 0

    def nearest(self, time: Yearly, at: int) -> Value | None:
        """Return the time without a year in the year that fits the tense, and its weekday if it has one."""
        year = self.published.year
        options = [value for step in (-1, 0, 1) if (value := time.of(year + step)) and value.first]
        if time.weekday is not None:
            same = [value for value in options if value.first and value.first.weekday() == time.weekday]
            options = same or options
        tense = self.tense(at)
        if time.sort == "month" and tense < 0:
            options = [value for value in options if value.first and value.first <= self.published]
        return min(options, key=lambda value: self._strain(value, tense), default=time.of(year))

    def nearest_number(self, number: int, at: int) -> Value | None:
        """Return the day of this number in the month before publication, of it, or after it."""
        months = (shifted(self.published.replace(day=1), "M", step) for step in (-1, 0, 1))
        options = [value for first in months if (value := day(first.year, first.month, number))]
        tense = self.tense(at)
        return min(options, key=lambda value: self._strain(value, tense), default=None)

    def weekday(self, number: int, at: int) -> date:
        """Return the day of the week that fits the tense: publication, or the nearest before or after it."""
        back = (self.published.weekday() - number) % 7
        ahead = back and self.tense(at) > 0
        return self.published + timedelta(days=7 - back if ahead else -back)

    def _strain(self, value: Value, tense: int) -> int:
        """Return how far off a time is; more where it stands against the tense."""
        assert value.first and value.last
        late, gone = _AGAINST[tense]
        whole_year = (value.last - value.first).days > _WHOLE_YEAR
        if value.first > self.published or (whole_year and value.last > self.published):
            ahead = ((value.last if whole_year else value.first) - self.published).days
            return ahead * (2 if tense == 0 and ahead <= _NEAR else late)
        return max(0, (self.published - value.last).days) * gone


def _lower(soft: str) -> str:
    low = soft.lower()
    if len(low) == len(soft):
        return low
    return "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in soft)
