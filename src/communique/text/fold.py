"""Folds a name for comparison: no case, no accents, letters and digits only."""

import re
import unicodedata

_OTHER = re.compile(r"[^\w]+|_")
# Letters that come apart into nothing simpler, though many write them so.
_PLAIN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ß": "ss"}
)


def fold(name: str) -> str:
    """Return `name` in lower case without accents, its words joined by one space."""
    if not name.isascii():
        bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
        # NFKD takes Hangul apart; put it together again
        name = unicodedata.normalize("NFC", bare).lower().translate(_PLAIN)
    return _OTHER.sub(" ", name.lower()).strip()
