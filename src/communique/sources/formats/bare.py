"""The body of a page that no profile describes, as trafilatura takes it; the only module that loads it."""

import logging
import re

import trafilatura

from communique.sources.markup import Clean, Tree, clean_text
from communique.sources.markup.clean import composed, join

_LARGEST = 2_000_000  # characters; a longer page is not a release
_BROKEN = re.compile("[\ud800-\udfff]")  # how broken bytes are kept; trafilatura takes none
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)


def main_text(tree: Tree) -> Clean:
    """Return the page's main text; its paragraphs are mapped where they stand in the page as they are."""
    if not tree.source.strip():
        return Clean("")
    try:
        found = trafilatura.extract(
            _BROKEN.sub("\ufffd", tree.source[:_LARGEST]),
            include_comments=False,
            include_tables=True,
            include_formatting=False,
        )
    except (ValueError, RecursionError, AssertionError, AttributeError, TypeError, IndexError):
        return Clean("")  # pages that break it hold nothing it could have found
    whole, pieces, at = clean_text(tree), list[Clean](), 0
    shown = _BROKEN.sub("\ufffd", whole.text)
    for line in (found or "").splitlines():
        words = composed(Clean(" ".join(line.split()))).text
        if not words:
            continue
        place = shown.find(words, at)
        place = place if place >= 0 else shown.find(words)
        pieces.append(whole.part(place, place + len(words)) if place >= 0 else Clean(words))
        at = place + len(words) if place >= at else at
    return join(pieces, "\n\n")
