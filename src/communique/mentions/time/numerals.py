"""Reads what is written in digits: counts, days, years, dates and clock times."""

import re
from dataclasses import dataclass

from communique.mentions.time.words import Kinds

# Sorts of numerals, by what they can be in a date.
SORTS: tuple[tuple[str, ...], ...] = (
    ("count", "number", "dayno", "hour", "monthno", "two"),
    ("count", "number", "dayno", "hour", "two"),
    ("count", "number", "dayno", "two"),
    ("count", "number", "two"),
    ("count", "number"),
    ("count", "number", "year4"),
    ("dayno", "ordinal", "ordnum"),
    ("ordinal", "ordnum"),
    ("numdate",),
    ("nummonth",),
    ("clock",),
    ("clock", "count"),
    ("decades",),
    ("mark",),
    ("hour", "meridiem"),
    ("clock", "meridiem"),
    ("fiscal", "mark"),
)
EARLIEST, LATEST = 1500, 2199

_PLAIN = re.compile(r"\d{1,4}\Z")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3}){1,6}(?:\.\d{1,6})?\Z")
_DECIMAL = re.compile(r"\d{1,3}\.\d{1,3}\Z")
_CLOCK = re.compile(r"(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?\Z")
_YEAR_FIRST = re.compile(r"((?:1[5-9]|2[01])\d\d)(?:-|/|\.\s?)(\d{1,2})(?:-|/|\.\s?)(\d{1,2})\Z")
_YEAR_LAST = re.compile(r"(\d{1,2})([-./])(\d{1,2})\2((?:1[5-9]|2[01])\d\d)\Z")
_YEAR_MONTH = re.compile(r"((?:19|20)\d\d)-(0[1-9]|1[0-2])\Z")
_PARTS = re.compile(r"(\d{1,4})([-/])(\d{1,4})\Z")
_DAY_YEAR = re.compile(r"(\d{1,2})(,)((?:1[5-9]|2[01])\d\d)\Z")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of digits, or the mark between two, relative to the whole."""

    start: int
    end: int
    kinds: Kinds


def read_digits(digits: str, suffix: str) -> list[Piece]:
    """Return what digits with their suffix can be; nothing where they are no part of a time."""
    whole = len(digits) + len(suffix)
    if suffix:
        kinds = _with_suffix(digits, suffix)
        if kinds is None and (parts := _PARTS.match(digits)) and suffix in ("th", "st", "nd", "rd"):
            return _parts(parts, suffix)  # "9-10th"
        return [Piece(0, whole, kinds)] if kinds else []
    kinds = _whole(digits)
    if kinds:
        return [Piece(0, whole, kinds)]
    if parts := _PARTS.match(digits) or _DAY_YEAR.match(digits):
        return _parts(parts, "")
    return []


def plain_number(digits: str) -> Kinds | None:
    """Return what one to four digits can be."""
    number = int(digits)
    if len(digits) == 4:
        return _sort(5, number) if EARLIEST <= number <= LATEST else _sort(4, number)
    if len(digits) == 3 or number == 0:
        return _sort(4, number)
    return _sort(0 if number <= 12 else 1 if number <= 24 else 2 if number <= 31 else 3, number)


def _sort(index: int, value: object) -> Kinds:
    return dict.fromkeys(SORTS[index], value)


def _parts(parts: re.Match[str], suffix: str) -> list[Piece]:
    """Return two numbers and what stands between them: a hyphen, a stroke or a comma."""
    one = plain_number(parts[1])
    other = _with_suffix(parts[3], suffix) if suffix else plain_number(parts[3])
    mark = {"-": "hyphen", "/": "slash", ",": "comma"}[parts[2]]
    if not one or not other:
        return []
    at = parts.start(2)
    return [
        Piece(0, at, one),
        Piece(at, at + 1, {mark: True}),
        Piece(at + 1, parts.end() + len(suffix), other),
    ]


def _whole(digits: str) -> Kinds | None:
    if _PLAIN.match(digits):
        return plain_number(digits)
    if _CLOCK.match(digits):
        return {"clock": digits}
    if found := _YEAR_FIRST.match(digits):
        return {"numdate": (int(found[1]), int(found[2]), int(found[3]))}
    if found := _YEAR_LAST.match(digits):
        return {"numdate": (int(found[4]), found[2], int(found[1]), int(found[3]))}
    if found := _YEAR_MONTH.match(digits):
        return _year_month(found)
    if _GROUPED.match(digits):
        return _sort(4, float(digits.replace(",", "")))
    if _DECIMAL.match(digits):
        return {"clock": digits.replace(".", ":"), "count": float(digits)}
    return None


def _year_month(found: re.Match[str]) -> Kinds | None:
    """Tell "2024-04", a month, from "2004-05", two years."""
    head, tail = int(found[1]), int(found[2])
    return None if head % 100 + 1 == tail else {"nummonth": (head, tail)}


def _with_suffix(digits: str, suffix: str) -> Kinds | None:
    if suffix in ("st", "nd", "rd", "th") and digits.isdecimal() and len(digits) < 4:
        return _sort(6 if 1 <= int(digits) <= 31 else 7, int(digits))
    if suffix == "s" and digits.isdecimal() and digits.endswith("0") and len(digits) in (2, 4):
        return {"decades": int(digits)} if len(digits) == 2 or EARLIEST <= int(digits) <= LATEST else None
    if suffix in ("am", "pm"):
        return _meridiem(digits, suffix)
    if (
        suffix in ("q", "h")
        and digits in ("1", "2", "3", "4")
        and (suffix, digits) not in (("h", "3"), ("h", "4"))
    ):
        return {"mark": (suffix, int(digits))}
    return None


def _meridiem(digits: str, suffix: str) -> Kinds | None:
    if digits.isdecimal() and len(digits) < 3 and 1 <= int(digits) <= 12:
        return {"hour": int(digits), "meridiem": suffix}
    clock = digits.replace(".", ":")
    return {"clock": clock, "meridiem": suffix} if _CLOCK.match(clock) else None
