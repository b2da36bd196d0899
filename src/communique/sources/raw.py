"""Bytes as they came, and what is known of them before they are read."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from communique.errors import BadInputError
from communique.records import Origin, Release

_BROKEN = re.compile("[\x00\ud800-\udfff]")  # what no database takes
_CAMPAIGNS = ("utm_", "fbclid", "gclid", "mc_cid", "mc_eid")


@dataclass(frozen=True, slots=True)
class Hint:
    """What a listing, a feed or the user says of a release; it counts where the release does not say."""

    title: str = ""
    published: str | None = None  # YYYY-MM-DD
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Raw:
    """The bytes of a document. `place` is the name by which the user knows it."""

    place: str
    data: bytes = field(repr=False)
    url: str | None = None
    media: str = ""
    charset: str | None = None
    fetched: str | None = None  # ISO 8601 in UTC
    headers: tuple[tuple[str, str], ...] = ()
    publisher: str | None = None  # told, not found
    hint: Hint = Hint()
    depth: int = 0  # how many documents this one came inside
    attached: tuple["Raw", ...] = ()  # files that its page links to and that are part of the release

    def origin(self, reader: str, media: str, encoding: str | None = None) -> Origin:
        """Return the origin of what `reader` makes of these bytes."""
        return Origin(
            raw=self.data,
            reader=reader,
            media=self.media or media,
            encoding=encoding,
            url=self.url,
            fetched=self.fetched,
            headers=self.headers,
        )


Item = Release | BadInputError
Read = Callable[[Raw], Iterator[Item]]


def canonical(url: str) -> str:
    """Return an address without fragment, campaign marks and differences that mean nothing."""
    url = _BROKEN.sub("\ufffd", url)
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        return url.strip()
    kept = [(k, v) for k, v in parse_qsl(parts.query, True) if not k.lower().startswith(_CAMPAIGNS)]
    usual = {"http": 80, "https": 443}.get(parts.scheme)
    place = f"[{host}]" if ":" in host else host
    where = place if port in (None, usual) else f"{place}:{port}"
    return urlunsplit((parts.scheme.lower(), where, parts.path or "/", urlencode(kept), ""))
