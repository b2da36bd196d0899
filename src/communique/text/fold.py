"""Folds a name for comparison: no case, no accents, letters and digits only."""

import re
import unicodedata

_OTHER = re.compile(r"[^\w]+|_")


def fold(name: str) -> str:
    """Return `name` in lower case without accents, its words joined by one space."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    # NFKD takes Hangul apart; put it together again
    return _OTHER.sub(" ", unicodedata.normalize("NFC", plain).lower()).strip()
