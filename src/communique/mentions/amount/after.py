"""Reads what follows a number: magnitude, percent, currency, unit, counted noun, per what."""

import re
from functools import cache

from communique.mentions.amount.currencies import IN_DOUBT, Currencies, Currency
from communique.mentions.amount.nouns import counted_noun, is_plural, singular
from communique.mentions.amount.reading import Reading
from communique.mentions.amount.tokens import GAP, Token, tokens_after
from communique.mentions.amount.words import UnitRow, numbers, unit_names, unit_symbols

_HANGUL = frozenset(map(chr, range(0xAC00, 0xD7A4)))
_LONGEST_NAME = 5  # words
_ADJECTIVES = re.compile(
    r" (?:[a-z-]{2,20}, ){1,2}[a-z-]{2,20},? and(?= [a-z])"
)  # "150 micro, small and medium firms"
_CODE = re.compile(r" \(?([A-Z]{3})\b(?!\$| ?\d)")


def read_after(soft: str, reading: Reading, currencies: Currencies) -> None:
    """Fill in the unit that follows a number whose magnitude and currency before it are read."""
    if reading.dropped or _read_percent(soft, reading):
        return
    if reading.money:
        _read_money_scale(soft, reading)
        reading.dropped = reading.dropped or (reading.scale is None and _loses_scale(soft, reading.end))
        _read_code_after(soft, reading, currencies)
    elif not (_read_symbol(soft, reading) or _read_words(soft, reading, currencies)):
        return
    _read_per(soft, reading)


def _alternatives(words: list[str]) -> str:
    return "|".join(
        re.escape(word).replace("\\ ", "[ \\n-]?") for word in sorted(words, key=len, reverse=True)
    )


@cache
def _scale_pattern() -> re.Pattern[str]:
    pack = numbers()
    words, hangul = _alternatives(list(pack.scales)), _alternatives(list(pack.hangul_scales))
    # a wrapped or marked-up magnitude must not get lost: "$6\n    billion", "$700 [million"
    aside = r"(?: ?\((?:[A-Za-z -]{2,40}|[\d.,]{1,12})\)(?= ))?"  # "25 (twenty-five) million"
    gap = rf"(?:{aside}[*_\]+]{{0,3}}[ -]{{0,2}}\n? {{0,16}}[\[*_]{{0,3}})"
    return re.compile(rf"{gap}(?:({words})s?(?![^\W_])|({hangul}))", re.IGNORECASE)


@cache
def _money_scale_pattern() -> re.Pattern[str]:
    return re.compile(rf" ?({_alternatives(list(numbers().money_scales))})(?![^\W_])", re.IGNORECASE)


@cache
def _percent_pattern() -> re.Pattern[str]:
    points = [word for words in numbers().points.values() for word in words]
    return re.compile(rf"{GAP}({_alternatives([*points, *numbers().percent])})(?!\w)", re.IGNORECASE)


@cache
def _symbol_pattern() -> re.Pattern[str]:
    return re.compile(rf"[ -]?({_alternatives(list(unit_symbols()))})(?![\w²³'])")


def read_scale(soft: str, reading: Reading) -> None:
    """Read the magnitude after a number: "million", "lakh crore", "bn"."""
    pack = numbers()
    powers: list[int] = []
    while len(powers) < 3 and (match := _scale_pattern().match(soft, reading.end)):
        word, hangul = match.groups()
        powers.append(pack.scales[word.lower()] if word else pack.hangul_scales[hangul])
        if "+" in soft[reading.end : match.start(1) if word else match.end()]:
            reading.bound = ">="
        reading.end = match.end()
    if not powers:
        return
    reading.scale = sum(powers)
    # "two thousand crore" builds up; "million million" or "billion thousand" is a slip of the pen
    reading.dropped = len(powers) > 2 or (len(powers) == 2 and powers[0] >= max(powers[1], 6))


def _read_money_scale(soft: str, reading: Reading) -> None:
    """Read the magnitudes that only a currency before the number makes sure: "$5m"."""
    match = _money_scale_pattern().match(soft, reading.end)
    if match and reading.scale is None:
        reading.scale = numbers().money_scales[match.group(1).lower()]
        reading.end = match.end()


def _loses_scale(soft: str, at: int) -> bool:
    """Tell whether marks of some layout part a sum from the magnitude after it: its size is in doubt."""
    return bool(_lost_scale_pattern().match(soft, at))


@cache
def _lost_scale_pattern() -> re.Pattern[str]:
    words = _alternatives([word for word in numbers().scales if len(word) > 3])
    marks = r"(?:<[^<>\n]{1,60}>|[^\w\s.;:!?,()<]){1,6}"
    return re.compile(rf"{marks}\s{{0,3}}(?:{words})s?\b", re.IGNORECASE)


def _read_percent(soft: str, reading: Reading) -> bool:
    match = _percent_pattern().match(soft, reading.end)
    if not match or reading.money:
        return False
    word = " ".join(match.group(1).lower().split())
    reading.rule, reading.unit = "percent", "%"
    for unit, words in numbers().points.items():
        if word in words:
            reading.rule, reading.unit = "points", unit
    reading.end = match.end()
    return True


def _read_code_after(soft: str, reading: Reading, currencies: Currencies) -> None:
    """Let a code after the sum say which dollar it is: "$5 million CAD"."""
    match = _CODE.match(soft, reading.end)
    currency = currencies.signs.get(match.group(1)) if match and reading.sign == "$" else None
    if match and currency and not currency.wordy:
        reading.unit, reading.end, reading.dropped = currency.code, match.end(), False


def _read_symbol(soft: str, reading: Reading) -> bool:
    match = _symbol_pattern().match(soft, reading.end)
    if not match or (len(match.group(1)) == 1 and soft[match.end() : match.end() + 1] == "-"):
        return False
    row = unit_symbols().get(match.group(1))
    if row is None:
        return False
    _set_unit(reading, row, match.end())
    return True


def _set_unit(reading: Reading, row: UnitRow, end: int) -> None:
    reading.rule, reading.unit, reading.end = "unit", row.unit, end
    reading.per = row.per
    if row.power:
        reading.scale = (reading.scale or 0) + row.power


def _read_words(soft: str, reading: Reading, currencies: Currencies) -> bool:
    """Read the words after a number as a currency, a unit or a counted noun."""
    if listed := _ADJECTIVES.match(soft, reading.end):
        tokens = tokens_after(soft, listed.end())
        if tokens and _read_noun(tokens, reading, currencies):
            return True
    tokens = tokens_after(soft, reading.end, across=reading.scale is not None)
    if not tokens:
        return False
    return (
        _read_currency(tokens, reading, currencies)
        or _read_unit_name(tokens, reading)
        or _read_noun(tokens, reading, currencies)
    )


def _names(tokens: list[Token]) -> list[tuple[tuple[str, ...], int]]:
    """Return the first words of `tokens` as tuples with their ends, longest first."""
    found, words = [], []
    for token in tokens[:_LONGEST_NAME]:
        words.extend(token.low.split("-"))
        found.append((tuple(words), token.end))
        if token.closes:
            break
    return found[::-1]


def _read_currency(tokens: list[Token], reading: Reading, currencies: Currencies) -> bool:
    first = tokens[0]
    currency = currencies.signs.get(first.word)
    if currency and (not first.word.isalpha() or first.gap == " "):
        needs_size = currency.wordy or (len(first.word) < 3 and first.word.isalpha())
        if needs_size and not reading.is_large:
            return False
        reading.take(currency)
        reading.end = first.end
        return True
    if first.word[0] in _HANGUL:  # a particle may follow at once
        for length in (1, 2):
            if currency := currencies.names.get((first.word[:length],)):
                reading.take(currency)
                reading.end = first.end - len(first.word) + length
                return True
    for words, end in _names(tokens):
        currency = currencies.names.get(words)
        if currency and (not currency.wordy or reading.is_large):
            reading.take(currency)
            reading.end = end
            return not (reading.dropped and words in unit_names() and _undrop(reading))
    return False


def _undrop(reading: Reading) -> bool:
    """Take a word back that may be a weight as well ("pounds")."""
    reading.dropped = reading.money = False
    reading.unit, reading.rule = None, ""
    return True


def _read_unit_name(tokens: list[Token], reading: Reading) -> bool:
    for words, end in _names(tokens):
        row = unit_names().get(words)
        if row:
            _set_unit(reading, row, end)
            return True
    return False


def _read_noun(tokens: list[Token], reading: Reading, currencies: Currencies) -> bool:
    found = counted_noun(tokens)
    if not found or (reading.value <= 1 and reading.scale is None):
        return False
    noun, end = found
    currency = currencies.names.get((noun.lower(),))
    if currency and not currency.wordy:
        # "5 million taxpayer dollars" is money; whose "5 million Ruritanian dollars" are is in doubt
        plain = all(token.word.islower() for token in tokens if token.end <= end)
        reading.take(currency if plain else Currency(IN_DOUBT))
    else:
        reading.rule, reading.unit = "count", noun
    reading.end = max(end, reading.end)
    return True


_WRAP = r"(?: |\n {0,16})"
_PER = re.compile(
    rf" ?/ ?([A-Za-z0-9]+)|{_WRAP}(per|an?|each|every){_WRAP}([a-z]+)(?:[ -]([a-z]+))?"
    rf"|,?{_WRAP}([a-z]\.?[a-z]+\.?)",
    re.IGNORECASE,
)


def _read_per(soft: str, reading: Reading) -> None:
    """Read what the amount is per: "a year", "per tonne", "/MWh", "annually"."""
    match = _PER.match(soft, reading.end)
    if not match or reading.per:
        return
    symbol, link, word, second, adverb = match.groups()
    per = numbers().per
    if symbol:
        unit = unit_symbols().get(symbol) or unit_names().get((symbol.lower(),))
        reading.per = per.symbols.get(symbol.lower()) or (unit.unit if unit else None)
    elif adverb:
        reading.per = per.adverbs.get(adverb.lower()) or per.adverbs.get(adverb.lower().rstrip("."))
    else:
        symbol_row = unit_symbols().get(word) if link.lower() == "per" else None
        named = _per_word(link.lower(), word.lower(), (second or "").lower())
        reading.per = symbol_row.unit if symbol_row else named


def _per_word(link: str, word: str, second: str) -> str | None:
    unit = unit_names().get((word, second)) or unit_names().get((word,))
    if word in numbers().per.words:
        return numbers().per.words[word]
    if unit:
        return unit.unit
    return singular(word) if link == "per" and not is_plural(word) else None
