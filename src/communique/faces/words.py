"""How values read to a person: amounts, days, headlines, counted nouns."""

import re
from decimal import Decimal

from communique.query import Converted
from communique.records import Entry, WhenSlot
from communique.records.kinds import KINDS

_ROOM = 110  # characters of a summary in a table; `show` gives all of it
# "Commitment (agreed): " before a summary says what the columns beside it say
_LABEL = re.compile(rf"(?:{'|'.join(kind.capitalize() for kind in KINDS)})(?: \([a-z ]{{1,20}}\))?: ")
_BOUND = {"=": "", ">=": "at least ", ">": "more than ", "<=": "at most ", "<": "less than ", "~": "about "}


def money(value: Decimal | str, unit: str, bound: str = "=") -> str:
    """Return an amount for a person: `more than USD 4.1 billion`, `12 %`, `170 firm`."""
    number = Decimal(value)
    text = f"{number:,f}".rstrip("0").rstrip(".") if "." in f"{number:f}" else f"{number:,f}"
    for size, name in ((10**12, "trillion"), (10**9, "billion"), (10**6, "million")):
        if abs(number) >= size:
            text = f"{(number / size).normalize():f} {name}"
            break
    return _BOUND[bound] + (f"{unit} {text}" if len(unit) == 3 and unit.isupper() else f"{text} {unit}")


def dollars(one: Converted) -> str:
    """Return a conversion for a person: `≈ USD 1.2 billion (2023 average)`."""
    return f"≈ {money(one.amount, one.currency)} ({one.period} average)"


def days(first: str, last: str, bound: str) -> str:
    """Return one day or the two ends of several; of a bound the end that binds: `by 2024-12-31`."""
    if bound == "by" or first == last:
        return last if bound == "=" else f"{bound} {last}"
    if bound == "since":
        return f"since {first}"
    return ("about " if bound == "about" else "") + f"{first} to {last}"


def when_days(when: WhenSlot) -> str:
    """Return the days of an entry for a person."""
    return days(when.first.isoformat(), when.last.isoformat(), when.bound)


def headline(entry: Entry) -> str:
    """Return kind and attribute of an entry."""
    return f"{entry.kind} ({words(entry.attribute)})" if entry.attribute else entry.kind


def words(attribute: str) -> str:
    """Return an attribute in words: `in force`."""
    return attribute.replace("_", " ")


def count(number: int, one: str, many: str) -> str:
    """Return a number with its noun: `1 entry`, `2 entries`."""
    return f"{number} {one if number == 1 else many}"


def short(summary: str) -> str:
    """Return a summary without the kind it begins with, cut at a word where it is long."""
    plain = _LABEL.sub("", summary, count=1)
    return plain if len(plain) <= _ROOM else plain[: _ROOM - 1].rsplit(" ", 1)[0] + "…"


def gist(entry: Entry) -> str:
    """Return the words an entry rests on first, on one line, cut at a word where they are long."""
    return short(" ".join(entry.evidence[0].quote.split()))
