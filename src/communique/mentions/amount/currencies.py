"""Which currency a sign, a code or a word names, in the releases of one country."""

from dataclasses import dataclass
from functools import cache

from communique.packs import Pack, load_pack

IN_DOUBT = "?"  # a currency it is, but which one cannot be told


class CurrencyRow(Pack):
    """One currency as the pack states it."""

    code: str
    names: tuple[str, ...]
    home: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    letters: tuple[str, ...] = ()
    shares: str | None = None
    wordy: bool = False


class SharedRow(Pack):
    """A sign or word that several currencies have in common."""

    group: str
    signs: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    otherwise: str | None = None
    doubtful: tuple[str, ...] = ()
    wordy: bool = False


class CurrenciesPack(Pack):
    """`und/currencies`."""

    currencies: tuple[CurrencyRow, ...]
    shared: tuple[SharedRow, ...]
    wordy_names: tuple[str, ...]
    hundredths: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Currency:
    """What a sign or word stands for. A `wordy` one needs a magnitude or a large number beside it."""

    code: str
    wordy: bool = False
    hundredth: bool = False


Table = dict[str, Currency]


@dataclass(frozen=True, slots=True)
class Currencies:
    """The currencies as one country writes them: by sign before a number, by words after it."""

    signs: Table
    names: dict[tuple[str, ...], Currency]


@cache
def currencies(country: str | None) -> Currencies:
    """Return the signs and names as a publisher of `country` uses them."""
    pack = load_pack("und/currencies", CurrenciesPack)
    signs: Table = {}
    names: Table = {}
    for row in pack.currencies:
        signs[row.code] = Currency(row.code, row.wordy)
        for sign in row.signs:
            signs[sign] = Currency(row.code, row.wordy and sign.isalpha())
        if country in row.home:
            signs |= {letter: Currency(row.code) for letter in row.letters}
        names |= {name: Currency(row.code, name in pack.wordy_names) for name in row.names}
    for shared in pack.shared:
        code = _code_of(pack, shared, country)
        sign_code = IN_DOUBT if country in shared.doubtful else code
        signs |= {sign: Currency(sign_code) for sign in shared.signs}
        names |= {name: Currency(code, shared.wordy) for name in shared.names}
    for part, groups in pack.hundredths.items():
        names[part] = Currency(_home_code(pack, groups, country) or IN_DOUBT, hundredth=True)
    return Currencies(signs, _by_words(names))


def _code_of(pack: CurrenciesPack, shared: SharedRow, country: str | None) -> str:
    return _home_code(pack, (shared.group,), country) or shared.otherwise or IN_DOUBT


def _home_code(pack: CurrenciesPack, groups: tuple[str, ...], country: str | None) -> str | None:
    """Return the currency of `country` that belongs to one of `groups`, or None."""
    for row in pack.currencies:
        if country in row.home and (row.shares in groups or row.code in groups):
            return row.code
    return None


def _by_words(names: Table) -> dict[tuple[str, ...], Currency]:
    table = {tuple(name.split()): currency for name, currency in names.items()}
    for name, currency in names.items():
        table.setdefault(tuple(f"{name}s".split()), currency)
    return table
