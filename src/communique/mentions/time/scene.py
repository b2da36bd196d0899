"""What a rule may know of the text around it: publication, tense of the sentence, the publisher's country."""

import re
from bisect import bisect_right
from functools import cache, cached_property

from communique.mentions.time.calendar import Value, day, month
from communique.mentions.time.words import either, words
from communique.records import Document


@cache
def _ahead() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{either(words().future)})\b")


_FOLLOWS = re.compile(r"\b(?:will|shall|(?:is|are) (?:scheduled|set|due|expected) to)\b")
_DUE = re.compile(r"\b(?:by|until|before|no later than)(?: the| this)?\s+$")


class Scene:
    """A document as the rules see it."""

    def __init__(self, document: Document) -> None:
        """Take the document; its text is matched in lower case."""
        self.document = document
        self.published = document.release.published
        self.soft = document.soft
        self.country = document.release.country

    @cached_property
    def lower(self) -> str:
        """The softened text in lower case, at the same offsets."""
        low = self.soft.lower()
        return (
            low
            if len(low) == len(self.soft)
            else "".join(c.lower() if len(c.lower()) == 1 else c for c in self.soft)
        )

    @cached_property
    def _starts(self) -> list[int]:
        return [s.start for s in self.document.sentences]

    def is_ahead(self, at: int) -> bool:
        """Tell whether the clause before offset `at` speaks of what is to come."""
        index = max(0, bisect_right(self._starts, at) - 1)
        start = self._starts[index] if self._starts else 0
        low = max(start, at - 160)
        if _ahead().search(self.lower, low, at) or _DUE.search(self.lower, max(start, at - 20), at):
            return True
        end = self._starts[index + 1] if index + 1 < len(self._starts) else len(self.lower)
        return bool(_FOLLOWS.search(self.lower, at, min(end, at + 80)))

    def nearest_day(self, number_of_month: int, number: int, at: int) -> Value | None:
        """Return the day without a year that fits: the latest before publication, or the next if ahead."""
        options = [day(self.published.year + step, number_of_month, number) for step in (-1, 0, 1)]
        return self._fitting([o for o in options if o], at)

    def nearest_month(self, number: int, at: int) -> Value | None:
        """Return the month without a year that fits."""
        return self._fitting([month(self.published.year + step, number) for step in (-1, 0, 1)], at)

    def _fitting(self, options: list[Value], at: int) -> Value | None:
        """Choose by tense; a day within a week after publication is near enough to be meant without a cue."""
        if not options:
            return None
        ahead = self.is_ahead(at)
        return min(options, key=lambda value: self._strain(value, ahead))

    def _strain(self, value: Value, ahead: bool) -> int:
        assert value.first and value.last
        if value.first <= self.published <= value.last:
            return 0
        late = (value.first - self.published).days
        if late > 0:
            return late if ahead else (late * 2 if late <= 21 else late * 3)
        gone = (self.published - value.last).days
        return gone * 3 if ahead else gone
