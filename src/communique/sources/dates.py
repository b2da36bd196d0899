"""The day a release was published, as publishers write it; never guessed, never day and month confused."""

import re
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_CLOCK = (
    r"(?:[T ,]{1,2}(?P<hour>\d\d):?(?P<minute>\d\d)(?::?\d\d)?(?:[.,]\d{1,9})?"
    r"(?: ?(?P<offset>Z|UTC|GMT|[+-]\d\d:?\d\d))?)?"
)
_FORMS = tuple(
    re.compile(rf"(?:(?<![\w./-])|(?<=\bdate)){form}", re.IGNORECASE)  # "Registration date2024-05-03"
    for form in (
        r"(?P<year>\d{4})-(?P<number>\d\d)-(?P<day>\d\d)(?![\d-])" + _CLOCK,
        r"(?P<day>\d{1,2})(?:st|nd|rd|th)?[ .,-]{1,2}(?:of )?"
        + _MONTH
        + r"[ .,-]{1,2}(?P<year>\d{4})\b"
        + _CLOCK,
        _MONTH + r"[ .]{1,2}(?P<day>\d{1,2})(?:st|nd|rd|th)?,? {1,2}(?P<year>\d{4})\b",
        r"(?P<year>\d{4}) ?[./] ?(?P<number>\d{1,2}) ?[./] ?(?P<day>\d{1,2})(?![\d/])",
        r"(?P<year>\d{4}) ?[年년] ?(?P<number>\d{1,2}) ?[月월] ?(?P<day>\d{1,2}) ?[日일]",
    )
)
_COMPACT = re.compile(r"(?P<year>\d{4})(?P<number>\d\d)(?P<day>\d\d)(?:\d{6})?")
_SLASHED = {
    "day": re.compile(r"(?<!\d)(?P<day>\d{1,2})[./-](?P<number>\d{1,2})[./-](?P<year>\d{4})(?!\d)"),
    "month": re.compile(r"(?<!\d)(?P<number>\d{1,2})[./-](?P<day>\d{1,2})[./-](?P<year>\d{4})(?!\d)"),
}


def first_day(text: str, zone: str | None = None, first: str | None = None) -> date | None:
    """Return the first day named in `text`, None where there is none or it cannot be.

    A time with an offset counts as of `zone`, the publisher's. `first` ("day" or "month") says how the
    publisher writes 03/04/2024; without it such a date is none.
    """
    text = " ".join(text[:2000].split())
    forms = (*_FORMS, _SLASHED[first]) if first else _FORMS
    found = [match for form in forms if (match := form.search(text))]
    if compact := _COMPACT.fullmatch(text):
        found.append(compact)
    if not found:
        return None
    return _day(min(found, key=lambda match: match.start()), zone)


def dateline(lines: list[str]) -> date | None:
    """Return the day that a line of a document's head or end states, alone or after a place; else None."""
    stated = {day for line in (*lines[:12], *lines[-4:]) if (day := _whole_line(line))}
    return stated.pop() if len(stated) == 1 else None


def _whole_line(line: str) -> date | None:
    """Return the day that is all a line says, but for a place or a label before it."""
    line = " ".join(line[:120].split()).strip("()[]")
    for form in _FORMS:
        match = form.search(line)
        if match and not line[match.end() :].strip(" .,)") and _introduces(line[: match.start()].strip()):
            return _day(match, None)
    return None


def _introduces(words: str) -> bool:
    """Tell whether what stands before a date is a place, a weekday or a label, and no sentence."""
    return (
        not words or (words[-1] in ",:|–—" and words.count(" ") <= 5) or words.lower() in ("date", "released")
    )


def _day(match: re.Match[str], zone: str | None) -> date | None:
    parts = match.groupdict()
    month = parts.get("month")
    number = _MONTHS.index(month[:3].lower()) + 1 if month else int(parts["number"])
    try:
        day = date(int(parts["year"]), number, int(parts["day"]))
    except ValueError:
        return None
    if parts.get("offset") and zone:
        return _local(day, parts, zone)
    return day


def _local(day: date, parts: dict[str, str], zone: str) -> date:
    """Return the day it was at the publisher's."""
    offset, hours = parts["offset"], 0.0
    if offset[0] in "+-":
        digits = offset.replace(":", "")
        hours = (int(digits[1:3]) + int(digits[3:5]) / 60) * (-1 if offset[0] == "-" else 1)
    try:
        at = datetime(
            day.year,
            day.month,
            day.day,
            int(parts["hour"]),
            int(parts["minute"]),
            tzinfo=timezone(timedelta(hours=hours)),
        )
        return at.astimezone(_zone(zone)).date()
    except (ValueError, OverflowError):
        return day


@cache
def _zone(name: str) -> ZoneInfo | timezone:
    try:
        return ZoneInfo(name)
    except ZoneInfoNotFoundError:
        return UTC
