"""Tells the country of a publisher from its slug or its name."""

import re
from functools import cache

from communique.packs import Pack, load_pack

_SLUG = re.compile(r"([a-z]{2})-[a-z0-9-]+")


class _Publishers(Pack):
    prefixes: dict[str, str]
    names: dict[str, str]


@cache
def country_of(publisher: str) -> str | None:
    """Return the ISO 3166 alpha-2 code of a publisher's country, or None where none is known."""
    known: _Publishers = load_pack("und/publishers", _Publishers)
    slug = _SLUG.fullmatch(publisher)
    if slug:
        prefix = slug.group(1)
        return known.prefixes.get(prefix, prefix.upper()) or None
    return known.names.get(publisher.casefold().removeprefix("the ").strip())
