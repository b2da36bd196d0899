"""Ordinals as a text writes them: "21st", "fourth", "twenty-first", "XXVII", "COP28"."""

import re

from communique.mentions.names.mechanisms import mechanisms
from communique.mentions.names.tokens import CAPITAL, CAPITALS, Tokens

_FIGURES = re.compile(r"(\d{1,4})(?:st|nd|rd|th)$")
_GLUED = re.compile(r"([A-Z]{2,6})(\d{1,3})$")
_ROMAN = re.compile(r"(?=[CLXVI])(C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})$")
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
_ROMAN_TENS = {
    "": 0,
    "X": 10,
    "XX": 20,
    "XXX": 30,
    "XL": 40,
    "L": 50,
    "LX": 60,
    "LXX": 70,
    "LXXX": 80,
    "XC": 90,
}
_LONG = 4
_LETTERS = frozenset("IVX")  # one letter counts only before a capitalised edition: "V Meeting of …"
_ONES = {"": 0, "I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "X": 10}


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
    if tokens.words[at] in _LETTERS and _heads_edition(tokens, at + 1):
        return at, _ONES[tokens.words[at]]
    if tokens.shapes[at] == CAPITALS:
        roman = roman_value(tokens.words[at])
        return (at, roman) if roman else None
    return None


def _heads_edition(tokens: Tokens, at: int) -> bool:
    return at < len(tokens) and tokens.shapes[at] == CAPITAL and tokens.lows[at] in mechanisms().editions


def roman_value(word: str) -> int | None:
    """Return the value of a Roman numeral of at least two letters, up to 399, or None."""
    match = _ROMAN.match(word) if len(word) > 1 else None
    if not match or (len(word) < _LONG and word[0] in "CL"):  # LI is a family name, CII a body
        return None
    return 100 * len(match.group(1)) + _ROMAN_TENS[match.group(2)] + _ONES[match.group(3)]


def glued_ordinal(word: str) -> tuple[str, int] | None:
    """Return the acronym of a series and the number glued to it ("COP28"), or None."""
    match = _GLUED.match(word)
    if not match or match.group(1).lower() in mechanisms().uncounted:
        return None
    return match.group(1), int(match.group(2))
