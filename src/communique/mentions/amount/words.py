"""The word lists behind amounts: pack models, and the look-up tables made of them once."""

from decimal import Decimal
from functools import cache

from communique.packs import Pack, load_pack
from communique.records.kinds import AmountBound


class ChangeWords(Pack):
    """Words that rule a rise or a fall, by how they stand to the number."""

    verbs: str
    nouns: str
    after: str
    transitive: str = ""
    percent: str = ""  # verbs of a percentage alone


class PerWords(Pack):
    """What an amount is told per."""

    words: dict[str, str]
    adverbs: dict[str, str]
    symbols: dict[str, str]


class NumbersPack(Pack):
    """`en/numbers`."""

    cardinals: dict[str, int]
    scales: dict[str, int]
    money_scales: dict[str, int]
    hangul_scales: dict[str, int]
    percent: tuple[str, ...]
    points: dict[str, tuple[str, ...]]
    fractions: dict[str, Decimal]
    multiples: dict[str, int]
    before_multiples: str
    bounds: dict[AmountBound, tuple[str, ...]]
    bound_signs: dict[str, AmountBound]
    bounds_after: dict[str, AmountBound]
    falls: ChangeWords
    rises: ChangeWords
    particle_verbs: dict[str, str]
    sums_up: str
    lives: str
    acts: str
    name_joins: str
    no_double: str
    adverbs: str
    pairs: tuple[str, ...]
    articles: tuple[str, ...]
    rates: tuple[str, ...]
    shares: tuple[str, ...]
    per: PerWords
    labels: str
    capital_labels: str
    months: str
    clock: tuple[str, ...]
    stops: str
    no_plural: str
    openers: tuple[str, ...]
    no_nouns: tuple[str, ...]
    modifiers: tuple[str, ...]
    irregular: dict[str, str]
    companions: tuple[str, ...]
    definite: tuple[str, ...]
    stands_alone: tuple[str, ...]
    carries: tuple[str, ...]


class UnitRow(Pack):
    """One unit of measurement and how it is written."""

    unit: str
    symbols: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    power: int = 0
    per: str | None = None
    time: bool = False


class UnitsPack(Pack):
    """`und/units`."""

    units: tuple[UnitRow, ...]


@cache
def numbers() -> NumbersPack:
    """Return the number words of English."""
    pack: NumbersPack = load_pack("en/numbers", NumbersPack)
    return pack


@cache
def word_set(name: str) -> frozenset[str]:
    """Return one of the pack's plain word lists as a set."""
    words: str | tuple[str, ...] = getattr(numbers(), name)
    return frozenset(words.split() if isinstance(words, str) else words)


@cache
def unit_symbols() -> dict[str, UnitRow]:
    """Return the units by symbol, as written."""
    return {symbol: row for row in load_pack("und/units", UnitsPack).units for symbol in row.symbols}


@cache
def unit_names() -> dict[tuple[str, ...], UnitRow]:
    """Return the units by the lower-case words of their names, singular and plural."""
    table: dict[tuple[str, ...], UnitRow] = {}
    for row in load_pack("und/units", UnitsPack).units:
        for name in row.names:
            table.setdefault(tuple(name.split()), row)
            table.setdefault(tuple(f"{name}s".split()), row)
    return table


class AmountExample(Pack):
    """A sentence and the amounts it holds, each as "bound value unit / per"."""

    text: str
    country: str | None = None
    amounts: tuple[str, ...] = ()


class AmountRule(Pack):
    """One rule with the examples that hold it."""

    name: str
    means: str
    examples: tuple[AmountExample, ...]


class AmountsPack(Pack):
    """`en/amounts`."""

    rules: tuple[AmountRule, ...]


def amount_rules() -> tuple[AmountRule, ...]:
    """Return the rules that find amounts, with their examples."""
    pack: AmountsPack = load_pack("en/amounts", AmountsPack)
    return pack.rules
