"""Takes English endings off a folded word, so that "completion" and "completed" compare alike."""

from functools import lru_cache

_ENDINGS = (
    *("ations", "ation", "ments", "ment", "ings", "ing", "ions", "ion", "ives", "ive", "ers", "ors"),
    *("er", "or", "ed", "es", "al", "ly", "s", "y"),
)
_STEM = 4  # letters that stay


@lru_cache(65536)
def stem(word: str) -> str:
    """Return the stem of a folded word; short words and those with figures stay as they are."""
    if not word.isalpha():
        return word
    if word.endswith(("ies", "ied")) and len(word) > _STEM + 1:
        word = word[:-3] + "y"
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _STEM and not word.endswith("ss"):
            word = _single(word[: -len(ending)])
            break
    return word[:-1] if word.endswith("e") and len(word) > _STEM else word


def _single(word: str) -> str:
    """Return a word without the second of two letters that an ending doubled: "slipp", "plann"."""
    return word[:-1] if word[-1] == word[-2] and word[-1] in "bdgmnprt" else word
