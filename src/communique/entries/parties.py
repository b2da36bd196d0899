"""Which of the actors tied to a trigger are its parties: an occasion is none beside those who hold it."""

import re
from functools import cache

from communique.entries.link import Finding, Link
from communique.packs import Pack, load_pack
from communique.text import fold


class _Examples(Pack):
    occasions: tuple[str, ...]
    parties: tuple[str, ...]


class OccasionsPack(Pack):
    """The words of occasions.yaml."""

    heads: str
    tails: str
    examples: _Examples


@cache
def occasions_pack() -> OccasionsPack:
    """Return the words that head the names of occasions."""
    pack: OccasionsPack = load_pack("en/occasions", OccasionsPack)
    return pack


@cache
def _occasion() -> re.Pattern[str]:
    pack = occasions_pack()
    heads, tails = ("|".join(words.split()) for words in (pack.heads, pack.tails))
    return re.compile(rf"(?:(?!(?:{tails})\b)\S+ )*?(?:{heads})(?: (?:{tails}) .*)?")


def is_occasion(name: str) -> bool:
    """Tell whether a name is that of an occasion: a dialogue, a summit, a seminar."""
    return _occasion().fullmatch(fold(name)) is not None


def parties(finding: Finding) -> list[Link]:
    """Return the links of actors in text order, without occasions where anyone else is named.

    A figure or a milestone may be an occasion's own.
    """
    links = finding.of("actor")
    if finding.trigger.kind in ("figure", "milestone"):
        return links
    return [link for link in links if not is_occasion(link.candidate.name)] or links
