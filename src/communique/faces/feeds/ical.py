"""iCalendar (RFC 5545): events as whole days; every time in it is the ledger's, none the clock's."""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta

from communique.faces.feeds.event import Event

_LINE = 75  # octets of a line before it is folded
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f]")


def ical(title: str, events: Iterable[Event]) -> bytes:
    """Return the calendar in UTF-8."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//communique//ledger//EN", "METHOD:PUBLISH"]
    lines.append(f"X-WR-CALNAME:{_text(title)}")
    for event in events:
        lines += _event(event)
    lines.append("END:VCALENDAR")
    return b"".join(_folded(line) for line in lines)


def _event(event: Event) -> list[str]:
    where = [f"LOCATION:{_text(event.where)}"] if event.where else []
    return [
        "BEGIN:VEVENT",
        f"UID:{event.uid}@communique",
        f"SEQUENCE:{event.sequence}",
        f"DTSTAMP:{_time(event.stamp)}",
        f"CREATED:{_time(event.created)}",
        f"LAST-MODIFIED:{_time(event.stamp)}",
        f"DTSTART;VALUE=DATE:{_day(event.first)}",
        f"DTEND;VALUE=DATE:{_day(event.last + timedelta(days=1))}",
        f"SUMMARY:{_text(event.title)}",
        f"DESCRIPTION:{_text(event.text)}",
        *where,
        f"STATUS:{event.standing}",
        "TRANSP:TRANSPARENT",
        f"URL:{event.link}",
        "END:VEVENT",
    ]


def _text(words: str) -> str:
    plain = _CONTROL.sub(" ", words.replace("\r\n", "\n").replace("\r", "\n"))
    for sign in ("\\", ";", ","):
        plain = plain.replace(sign, f"\\{sign}")
    return plain.replace("\n", "\\n")


def _day(day: date) -> str:
    return day.strftime("%Y%m%d").rjust(8, "0")


def _time(text: str) -> str:
    return datetime.fromisoformat(text).astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _folded(line: str) -> bytes:
    """Return a line cut into parts of at most 75 octets, never within a character."""
    return b"\r\n ".join(_parts(line)) + b"\r\n"


def _parts(line: str) -> Iterator[bytes]:
    part = b""
    for sign in line:
        octets = sign.encode("utf-8", "replace")
        if len(part) + len(octets) >= _LINE:  # one less for the blank that begins what goes on
            yield part
            part = b""
        part += octets
    yield part
