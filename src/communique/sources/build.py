"""Makes a release of the parts a reader found, or tells why they make none."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from communique.errors import BadInputError, DamagedInputError
from communique.records import Origin, Release, stable_id
from communique.sources.country import country_of
from communique.text import language_of, normal_form

UNKNOWN_PUBLISHER = "unknown"
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")  # no database and no UTF-8 file takes these
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ]\d\d:?\d\d.{0,24})?")
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_]\w{1,8}){0,3}")
_YEARS = range(1800, 2200)
_BROKEN_SHARE = 0.02  # more broken characters than this, and the text is in another encoding


@dataclass(frozen=True, slots=True)
class Parts:
    """What a reader found of one release; `broken` counts characters that were no UTF-8."""

    place: str
    title: str
    published: str | None
    body: str
    publisher: str
    key: str | None = None  # the publisher's own permanent key: a URL or a number
    url: str | None = None
    lang: str | None = None
    cut: bool = False
    broken: int = 0
    origin: Origin | None = None  # its stretches and boxes count in title, newline, body
    attached: tuple[Origin, ...] = ()  # of files that are part of it, counting the same


def build_release(parts: Parts) -> Iterator[Release | BadInputError]:
    """Yield the release, after what is damaged in it if anything; or only the reason why there is none."""
    title = " ".join(_storable(parts.title).split("\n"))
    body = _storable(parts.body)
    name = f"{title[:80]!r}"
    try:
        published = read_day(parts.published)
        _check(parts, title, body)
    except ValueError as error:
        # only of documents can the user say it
        advice = ": say it with --published" if parts.origin and not parts.published else ""
        yield BadInputError(parts.place, f"{name if title else 'a record'}: {error}{advice}")
        return
    broken = parts.broken + len(_UNSTORABLE.findall(parts.title + parts.body))
    if broken:
        yield DamagedInputError(
            parts.place, f"{name}: {broken} broken character{'s' * (broken > 1)}, read as U+FFFD"
        )
    if parts.cut:
        yield DamagedInputError(parts.place, f"{name}: the body is cut short after {body[-20:]!r}")
    yield _release(parts, title, body, published)


def read_day(published: str | None) -> date:
    """Return the day that `published` gives as YYYY-MM-DD, with or without a time; else raise ValueError."""
    if not published:
        raise ValueError("no date, and none is guessed")
    day = _DAY.fullmatch(published.strip())
    if not day:
        raise ValueError(f"the date {published[:40]!r} is not of the form YYYY-MM-DD")
    try:
        found = date.fromisoformat(day.group(1))
    except ValueError as error:
        raise ValueError(f"impossible date {day.group(1)}") from error
    if found.year not in _YEARS:
        raise ValueError(f"impossible date {day.group(1)}")
    return found


def _check(parts: Parts, title: str, body: str) -> None:
    """Raise ValueError where title, body or the bytes of either make no release."""
    if not title:
        raise ValueError("no title")
    if not body:
        raise ValueError("no text")
    if parts.broken > max(10, _BROKEN_SHARE * len(body)):
        raise ValueError("not UTF-8 text")
    named = {"publisher": parts.publisher, "key" if parts.key else "title": parts.key or title}
    for what, value in named.items():
        if _UNSTORABLE.search(value) or (parts.broken and "\ufffd" in value):
            raise ValueError(f"broken characters in its {what}")


def _release(parts: Parts, title: str, body: str, published: date) -> Release:
    text = f"{title}\n{body}"
    keys = (parts.key,) if parts.key else (title, published.isoformat())
    return Release(
        id=stable_id("rel", parts.publisher, *keys),
        publisher=parts.publisher,
        title=title,
        published=published,
        text=text,
        lang=language_of(text, _primary_tag(parts.lang)),
        url=parts.url,
        country=country_of(parts.publisher),
        cut=parts.cut,
        origin=next(iter(_placed(parts, text, parts.origin)), None),
        attached=tuple(_placed(parts, text, *parts.attached)),
    )


def _placed(parts: Parts, text: str, *origins: Origin | None) -> Iterator[Origin]:
    """Yield the origins; without places where the text is not letter for letter what they were found in."""
    same = _UNSTORABLE.sub("\ufffd", f"{parts.title}\n{parts.body}") == text
    for one in origins:
        if one is not None:
            yield one if same else replace(one, stretches=(), boxes=())


def _primary_tag(lang: str | None) -> str | None:
    """Return "en" of "en-GB", and None where `lang` is no language tag."""
    tag = _LANGUAGE.fullmatch(lang or "")
    return tag.group(1).lower() if tag else None


def _storable(text: str) -> str:
    return normal_form(_UNSTORABLE.sub("\ufffd", text)).strip()
