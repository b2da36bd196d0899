"""What a page is asked for in its address, and the address of what it links to."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any, get_args
from urllib.parse import quote, urlencode

from communique.errors import CommuniqueError
from communique.query import STATUSES, Filters
from communique.query.narrowed import name_of, narrowed
from communique.records.kinds import KINDS, Kind

PER_PAGE = 50
_DAYS = ("since", "until", "as_of")
_FARTHEST = 1_000_000  # pages


class AddressError(CommuniqueError):
    """A part of an address that says nothing a page could be made of."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A list as its address asks for it: of which kind, narrowed to what, from which page on."""

    kind: Kind | None = None
    filters: Filters = field(default_factory=Filters)
    page: int = 1

    @property
    def offset(self) -> int:
        """How many rows come before the page."""
        return (self.page - 1) * PER_PAGE


def asked(query: Mapping[str, str]) -> Asked:
    """Return what an address asks for; raise AddressError, naming the part, where it cannot be."""
    kind = query.get("kind") or None
    if kind not in (None, *get_args(Kind)):
        raise AddressError(f"kind={kind}: one of {', '.join(KINDS)}")
    return Asked(kind, _filters(query), _page(query.get("page") or "1"))  # type: ignore[arg-type]  # checked


def as_of(query: Mapping[str, str]) -> date | None:
    """Return the day that an address reads the ledger as of, None for now."""
    return _day("as-of", query.get("as-of") or "")


def words(query: Mapping[str, str], name: str) -> str:
    """Return a text of an address without white space around it, "" where it has none."""
    return query.get(name, "").strip()


def parts(view: Asked) -> dict[str, str]:
    """Return the parts of the address that asks for a view; what is not narrowed has none."""
    kind = {"kind": view.kind} if view.kind else {}
    page = {"page": str(view.page)} if view.page > 1 else {}
    return {**kind, **narrowed(view.filters), **page}


def link(path: str, query: Mapping[str, object] | None = None) -> str:
    """Return an address of this site: path and query, quoted; parts without a value are left out."""
    given = {key: str(value) for key, value in (query or {}).items() if value not in (None, "")}
    return quote(path) + (f"?{urlencode(given)}" if given else "")


def _filters(query: Mapping[str, str]) -> Filters:
    given: dict[str, Any] = {}
    for name in (one.name for one in fields(Filters)):
        text = words(query, name_of(name))
        if not text:
            continue
        given[name] = _value(name, text)
    return Filters(**given)


def _value(name: str, text: str) -> object:
    if name in _DAYS:
        return _day(name_of(name), text)
    if name == "min_confidence":
        return _share(text)
    if name == "status" and text not in STATUSES:
        raise AddressError(f"status={text}: one of {', '.join(STATUSES)}")
    if name == "reviewed" and text not in ("yes", "no"):
        raise AddressError(f"reviewed={text}: yes or no")
    return text


def _day(name: str, text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise AddressError(f"{name}={text}: not a day; write it as 2024-06-30") from None


def _share(text: str) -> float:
    try:
        share = float(text)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise AddressError(f"threshold={text}: a share from 0 to 1")
    return share


def _page(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text[:9]) <= _FARTHEST:
        raise AddressError(f"page={text}: a number from 1 on")
    return int(text)
