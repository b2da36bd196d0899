"""How a time bounds what is told of it: by it, since it, about it; and what "since" covers."""

import re

from communique.mentions.time.calendar import Value, until
from communique.mentions.time.scene import Scene
from communique.records.kinds import TimeBound

_LEAD = r"(?:\s(?:in|on|the|about|around|early|late|least|end|of|close|start|beginning))*\s\Z"
_BY = re.compile(
    r"\b(?:by|before|until|till|later than|prior to|up to|deadline of|through|not after)"
    r"(?: (?:the|end|close|of|on|in|at|least)){0,4}\s{1,3}\Z"
)
_SINCE = re.compile(r"\bsince(?: (?:the|end|start|beginning|of|on|in|about|at|least)){0,4}\s{1,3}\Z")
_FROM = re.compile(
    r"\b(?:from|starting|beginning|effective|effective from|as from|after)(?: (?:the|on|in)){0,2}\s{1,3}\Z"
)
_ABOUT = re.compile(r"\b(?:around|about|circa|approximately|roughly)(?: the)?\s{1,3}\Z")
_ONWARD = re.compile(r"\s{1,3}(?:onwards?|and beyond|or later|forward)\b")
_STANDING = re.compile(
    r"\b(?:(?:in|into) (?:force|effect|place|operation|service|office|power)|under ?way|first|last"
    r"|running|open|lowest|highest|largest|smallest|biggest|worst|best|level|time)\s{1,3}since\b"
)
_RUN = re.compile(r"\b(?:to|through|until|till|and)\b|\d\s?-\s?\w|[a-z]\s?-\s?[a-z]")  # "from" begins it
_WINDOW = 48


def bound_of(scene: Scene, start: int, end: int, value: Value) -> TimeBound:
    """Return the bound that the words around a time set."""
    first = max(0, start - _WINDOW)
    low = scene.low
    if _BY.search(low, first, start):
        return "by"
    if _SINCE.search(low, first, start) or _ONWARD.match(low, end):
        return "since"
    if _FROM.search(low, first, start) and (value.first == value.last or not _RUN.search(low, start, end)):
        return "since"
    return "about" if _ABOUT.search(low, first, start) else value.bound


def since(scene: Scene, start: int, value: Value) -> Value:
    """Return what "since 2014" covers, up to publication; of a state that began then, the time itself."""
    first = max(0, start - _WINDOW)
    if not _SINCE.search(scene.low, first, start) or _STANDING.search(scene.low, first, start):
        return value
    return until(value, scene.published)
