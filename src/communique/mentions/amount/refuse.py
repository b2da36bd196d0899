"""Tells which numbers are no amounts: dates, years, clock times, codes, labels, places in a list."""

import re

from communique.mentions.amount.numerals import Numeral
from communique.mentions.amount.reading import Reading
from communique.mentions.amount.tokens import tokens_after
from communique.mentions.amount.words import numbers, word_set

_ROW_AFTER = re.compile(r"-\d+-\d")
_ROW_BEFORE = re.compile(r"\d+-\d+-$")
_WORD_BEFORE = re.compile(r"([^\s\"'(\[]+)['\")]? {0,2}\n?$")
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b", re.IGNORECASE)
_ORDINAL_WORD = re.compile(r"-(?:first|second|third|(?:four|fif|six|seven|eigh|nin)th)\b", re.IGNORECASE)
_LINK = re.compile(r"(?:https?://|www\.)\S+")
_HALVES = re.compile(r" ?-? ?(?:year|yr)s?[ -]old")
_SHORT_BEFORE = re.compile(r"(?<!\d)\d{1,3} $")
_WINDOW = 24


def is_torn(soft: str, numeral: Numeral) -> bool:
    """Tell whether the number is a piece of something longer: a date, a clock time, a phone number."""
    start, end = numeral.start, numeral.end
    before, further = soft[start - 1 : start], soft[max(0, start - 2) : start - 1]
    if _ORDINAL_WORD.match(soft, end):
        return True
    if numeral.in_words:
        return before == "-" and further.isalnum()
    if soft[end : end + 1] in ("/", ":") and soft[end + 1 : end + 2].isdigit():
        return True
    if before and before in "#_№§@&%":
        return True
    if (
        before == " " and further == "-" and soft[start - 3 : start - 2].isalpha()
    ):  # an invisible joiner: "COVID- 19"
        return True
    if before and before in "/:.,-" and further.isdigit() and before != "-":
        return True
    if before == "-" and (further.isalpha() or _ROW_BEFORE.search(soft, max(0, start - 12), start)):
        return True
    return bool(_ORDINAL.match(soft, end) or _ROW_AFTER.match(soft, end))


def link_spans(soft: str) -> list[tuple[int, int]]:
    """Return the spans of the web addresses in a text, in order."""
    return [match.span() for match in _LINK.finditer(soft)]


def is_code(soft: str, reading: Reading) -> bool:
    """Tell whether letters before a number make one code with it ("G20"); "2x660" is a factor."""
    start = reading.numeral.start
    if reading.sign or reading.numeral.in_words or not soft[start - 1 : start].isalpha():
        return False
    return not (soft[start - 1] in "x×" and soft[start - 2 : start - 1].isdigit())


def is_no_amount(soft: str, reading: Reading, title_end: int) -> bool:
    """Tell whether a number with its unit still names a day, a year, an article or the like."""
    if reading.dropped or (reading.start < title_end < reading.end):
        return True
    if reading.money and _is_spaced_out(soft, reading):
        return True
    if reading.numeral.fractional and not _may_be_fractional(soft, reading):
        return True
    if reading.rule not in ("count", "unit", ""):
        return False
    if _HALVES.match(soft, reading.numeral.end):
        return True
    before = _word_before(soft, reading.numeral.start, title_end if reading.start > title_end else 0)
    low = before.lower()
    if before[:1].isupper() and (low in word_set("capital_labels") or low in word_set("labels")):
        return True
    if not reading.numeral.in_words and low in word_set("labels"):
        return True
    if low.rstrip(",") in word_set("months") and reading.scale is None and reading.value <= 2100:
        return True
    if _is_dated(soft, reading):
        return True
    return reading.rule == "count" and (
        _acts(soft, reading, low) or _names_a_thing(reading, before, title_end)
    )


def _is_spaced_out(soft: str, reading: Reading) -> bool:
    """Tell whether stray spaces may have torn the digits of a sum: "USD 1 50 million"."""
    start, end = reading.numeral.start, reading.end
    after = reading.scale is None and soft[end : end + 1] == " " and soft[end + 1 : end + 2].isdigit()
    return after or bool(_SHORT_BEFORE.search(soft, max(0, start - 5), start))


def _may_be_fractional(soft: str, reading: Reading) -> bool:
    """Tell whether a number whose separator might group its digits is surely one with decimals."""
    if reading.numeral.value is None:
        return False
    written = soft[reading.numeral.start : reading.numeral.end]
    if "," in written:
        return reading.scale is not None or reading.unit == "%"
    return reading.scale is not None or reading.rule in ("percent", "points", "unit")


def _word_before(soft: str, start: int, earliest: int) -> str:
    match = _WORD_BEFORE.search(soft, max(earliest, start - _WINDOW), start)
    return match.group(1) if match else ""


def _is_dated(soft: str, reading: Reading) -> bool:
    """Tell whether what follows makes the number a day or a clock time, or its size a year."""
    if reading.scale is not None:
        return False
    tokens = tokens_after(soft, reading.numeral.end)
    if tokens and tokens[0].gap != "-":
        first = tokens[0].low.rstrip(".")
        if first in word_set("months") or tokens[0].low in word_set("clock") or first in word_set("clock"):
            return True
    return reading.is_year and reading.rule == "count" and reading.value != 2000


def _acts(soft: str, reading: Reading, before: str) -> bool:
    """Tell whether a verb follows what stands for the parties: "the two exchanged views"."""
    tokens = tokens_after(soft, reading.numeral.end)
    return before in word_set("definite") and bool(tokens) and tokens[0].low in word_set("acts")


def _names_a_thing(reading: Reading, before: str, title_end: int) -> bool:
    """Tell whether a number counts nothing: part of a product's name, or a reference to the parties."""
    low = before.lower()
    if before[:1].isupper() and low in word_set("name_joins") and reading.numeral.in_words:
        return True
    if low in word_set("definite") and reading.unit in numbers().companions:
        return True
    if (
        reading.start < title_end
        or not before[:1].isupper()
        or reading.scale is not None
        or not before.isalpha()
    ):
        return False
    if low in word_set("stops") or low in word_set("openers") or reading.numeral.in_words:
        return False
    return before.isupper() or 100 <= reading.value < 1000
