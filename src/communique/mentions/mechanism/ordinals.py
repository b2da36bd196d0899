"""Ordinals as a text writes them: "21st", "fourth", "twenty-first", "XXVII", "COP28"."""

import re

from communique.mentions.names.mechanisms import mechanisms
from communique.mentions.names.tokens import CAPITALS, Tokens

_FIGURES = re.compile(r"(\d{1,4})(?:st|nd|rd|th)$")
_GLUED = re.compile(r"([A-Z]{2,6})(\d{1,3})$")
_ROMAN = re.compile(r"(?=[XVI])(X{0,3})(IX|IV|V?I{0,3})$")
_TENS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
_ONES = {"": 0, "I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9}


def ordinal_at(tokens: Tokens, at: int) -> tuple[int, int] | None:
    """Return the first word and the value of the ordinal whose last word is `at`, or None."""
    low = tokens.lows[at]
    figures = _FIGURES.match(low)
    if figures:
        return at, int(figures.group(1))
    value = mechanisms().ordinals.get(low)
    if value is not None and not (at and tokens.words[at - 1] == "("):
        if at > 1 and tokens.words[at - 1] == "-" and tokens.lows[at - 2] in _TENS:
            return at - 2, _TENS[tokens.lows[at - 2]] + value
        return at, value
    if tokens.shapes[at] == CAPITALS:
        roman = roman_value(tokens.words[at])
        return (at, roman) if roman else None
    return None


def roman_value(word: str) -> int | None:
    """Return the value of a Roman numeral of at least two letters, up to 39, or None."""
    match = _ROMAN.match(word) if len(word) > 1 else None
    return 10 * len(match.group(1)) + _ONES[match.group(2)] if match else None


def glued_ordinal(word: str) -> int | None:
    """Return the number glued to the acronym of a series ("COP28"), or None."""
    match = _GLUED.match(word)
    if not match or match.group(1).lower() in mechanisms().uncounted:
        return None
    return int(match.group(2))
