"""The shape of a time rule, and the pieces of pattern that rules share."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from communique.mentions.time.calendar import Value
from communique.mentions.time.scene import Scene
from communique.mentions.time.words import either, words

Found = tuple[int, int, Value]
Build = Callable[[re.Match[str], Scene], Iterable[Found]]

_FULL = [name for name in words().months if len(name) > 4 or name in ("may", "june", "july")]
_SHORT = [name for name in words().months if name not in _FULL]
MONTH = rf"(?:(?:{either(_FULL)})\b(?:\.(?=\s\d))?|(?:{either(_SHORT)})\b\.?)"
WEEKDAY = rf"(?:{either(list(words().weekdays))})\b\.?"
DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?\b(?![.,]?\d|\s?%|\s?percent)"
YEAR = r"(?:1[6-9]\d\d|20\d\d|21[0-4]\d)\b(?![.,]\d|\s?%)"
TO = r"\s*(?:-|to|and|through|until|till)\s*"
COUNT = (
    rf"(?:\d{{1,3}}|(?:{either(list(words().numbers))})(?:-(?:one|two|three|four|five|six|"
    rf"seven|eight|nine))?|an?)"
)
UNIT = rf"(?:{either(list(words().units))})"
_WEEKDAY_HEAD = rf"(?:{WEEKDAY},?\s+)?"


@dataclass(frozen=True)
class Rule:
    """A named pattern over the lower-case text, and what its matches mean."""

    name: str
    pattern: re.Pattern[str]
    build: Build
    needs: tuple[str, ...]  # one of these stands in every text that the pattern can match


def rule(name: str, pattern: str, *needs: str) -> Callable[[Build], Rule]:
    """Return a decorator that makes a rule of a builder; the pattern starts at a word's edge."""

    def make(build: Build) -> Rule:
        return Rule(name, re.compile(rf"(?<![\w.,/-])(?:{pattern})"), build, needs)

    return make


def whole(match: re.Match[str], value: Value | None) -> Iterable[Found]:
    """Return the one mention that covers the whole match, none without a value."""
    return [(match.start(), match.end(), value)] if value else []


def month_of(word: str) -> int:
    """Return the number of a month's name, with or without its full stop."""
    return words().months[word.strip(". ")]


def day_of(word: str) -> int:
    """Return the number in "3", "03", "3rd"."""
    return int(re.sub(r"\D", "", word))


def is_month(match: re.Match[str], group: str, scene: Scene) -> bool:
    """Tell whether a month's name is written as one: with a capital letter."""
    return scene.soft[match.start(group)].isupper()
