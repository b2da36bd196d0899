"""Finds the bare numbers of a text, in digits and in words, and reads their exact value."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from communique.mentions.amount.scan import Words
from communique.mentions.amount.words import numbers, word_set

_DIGITS = re.compile(r"\d{1,3}(?: \d{3}){1,4}(?! ?\d)(?:[.,]\d+)?|\d+(?:[.,']\d+)*")
_ENGLISH = re.compile(r"\d{1,3}(?:,\d{3})*(?:\.\d+)?|\d+(?:\.\d+)?")
_INDIAN = re.compile(r"\d{1,2}(?:,\d{2})*,\d{3}(?:\.\d+)?")
_CONTINENTAL = re.compile(r"\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}")
_SWISS = re.compile(r"\d{1,3}(?:'\d{3})+(?:\.\d+)?")
_SPACED = re.compile(r"\d{1,3}(?: \d{3})+(?:[.,]\d+)?")
_COMMA_DECIMAL = re.compile(r"\d+,\d{1,2}")
_MAYBE_GROUPED = re.compile(r"[1-9]\d{0,2}\.\d{3}")
_SHOWS_CONTINENTAL = re.compile(r"(?<![\d.,])\d{1,3}(?:\.\d{3})+,\d{1,2}(?!\d)")
_MAX_DIGITS = 15
_HARD_SPACES = "\u00a0\u202f\u2009\u2007"


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as written. `value` is None where it cannot be told for sure."""

    start: int
    end: int
    value: Decimal | None
    in_words: bool = False
    fractional: bool = False  # sound only for what can have decimals: a rate, a magnitude, a measurement
    grouped: bool = False


def find_numerals(soft: str, text: str, words: Words) -> list[Numeral]:
    """Return the numbers of a text in order; `text` tells which spaces are hard."""
    continental = bool(_SHOWS_CONTINENTAL.search(soft))
    found = _in_digits(soft, text, continental) + _in_words(words)
    return sorted(found, key=lambda numeral: numeral.start)


def _in_digits(soft: str, text: str, continental: bool) -> list[Numeral]:
    found, at = [], 0
    while match := _DIGITS.search(soft, at):
        start, end = match.span()
        written = match.group()
        sure = " " not in written or _spaces_group(soft, text, start, end)
        found.append(_read(written, start, end, continental) if sure else Numeral(start, end, None))
        at = end
    return found


def _spaces_group(soft: str, text: str, start: int, end: int) -> bool:
    """Tell whether the spaces in a number surely group its digits, and do not part two numbers."""
    if all(text[i] in _HARD_SPACES for i in range(start, end) if soft[i] == " "):
        return True
    first, *groups = soft[start:end].split(" ")
    if groups[0].startswith("0") or len(groups) > 1:
        return True
    before = soft[max(0, start - 24) : start].rpartition("\n")[2].split()
    led = bool(before) and (before[-1][:1].isupper() or before[-1].lower() in word_set("months"))
    return len(first) > 1 and not led  # "3 400 kV lines" may be three lines


def _read(written: str, start: int, end: int, continental: bool) -> Numeral:
    """Return the numeral; its value is None when the separators leave its size in doubt."""
    if sum(c.isdigit() for c in written) > _MAX_DIGITS:
        return Numeral(start, end, None)
    if written.isdigit():
        return Numeral(start, end, Decimal(written))
    if _SWISS.fullmatch(written) or _SPACED.fullmatch(written):
        plain = written.replace("'", "").replace(" ", "").replace(",", ".")
        return Numeral(start, end, Decimal(plain), grouped=True)
    if _CONTINENTAL.fullmatch(written):
        return Numeral(start, end, Decimal(written.replace(".", "").replace(",", ".")), grouped=True)
    if _COMMA_DECIMAL.fullmatch(written):
        return Numeral(start, end, Decimal(written.replace(",", ".")), fractional=True)
    if not _ENGLISH.fullmatch(written) and not _INDIAN.fullmatch(written):
        return Numeral(start, end, None)
    unsure = bool(_MAYBE_GROUPED.fullmatch(written))
    if continental and (unsure or "," in written):
        return Numeral(start, end, None)
    value = Decimal(written.replace(",", ""))
    return Numeral(start, end, value, fractional=unsure, grouped="," in written)


@cache
def _word_number() -> re.Pattern[str]:
    pack = numbers()
    scales = "|".join(word for word in pack.scales if len(word) > 3)
    cardinals = "|".join(sorted(pack.cardinals, key=len, reverse=True))
    return re.compile(
        rf"(?:(?:half an?|a quarter of an?|an?) (?=(?:{scales})\b)|half a dozen\b"
        rf"|(?:an?|two|three|four|five|six) dozen\b|(?:{cardinals})\b)(?!')"
    )


_HUNDRED = re.compile(r"[ -]hundred\b")
_AND_A_HALF = re.compile(r"[ -]and[ -]a[ -]half\b")


def _in_words(words: Words) -> list[Numeral]:
    """Return the numbers in words below a thousand; greater magnitudes are read with what follows."""
    found: list[Numeral] = []
    soft, covered = words.low, 0
    for at in words.anchors:
        match = _word_number().match(soft, at)
        if not match or at < covered:
            continue
        value = _value_of(match.group().split())
        start, end = match.start(), match.end() - (soft[match.end() - 1] == " ")
        if hundred := _HUNDRED.match(soft, end):
            value, end = value * 100, hundred.end()
        if half := _AND_A_HALF.match(soft, end):
            value, end = value + Decimal("0.5"), half.end()
        covered = end
        last = found[-1] if found else None
        if last and last.value is not None and _continues(last.value, soft[last.end : start], value):
            found[-1] = Numeral(last.start, end, last.value + value, in_words=True)
        else:
            found.append(Numeral(start, end, value, in_words=True))
    return found


def _continues(before: Decimal, gap: str, value: Decimal) -> bool:
    """Tell whether `value` completes a number in words: "twenty-five", "three hundred and five"."""
    if not 0 < value < 100 or before >= 1000:
        return False
    if before >= 100 and before % 100 == 0:
        return gap in (" ", " and ")
    tens = before % 100
    return gap in ("-", " ") and tens >= 20 and tens % 10 == 0 and value < 10


def _value_of(words: list[str]) -> Decimal:
    """Return the value of number words that belong together ("half a", "a quarter of a", "two dozen")."""
    parts = {"half": Decimal("0.5"), "quarter": Decimal("0.25"), "dozen": Decimal(12)}
    value = Decimal(1)
    for word in words:
        value *= parts.get(word, numbers().cardinals.get(word, 1))
    return value
