"""The words of time of the English pack, and the patterns made of them."""

from functools import cache
from typing import Literal

from communique.packs import Pack, load_pack


class Fiscal(Pack):
    """When a government's fiscal year begins and which of its two years it is named for."""

    month: int
    named: Literal["start", "end"]


class TimeWords(Pack):
    """All words of time of one language, in lower case."""

    months: dict[str, int]
    weekdays: dict[str, int]
    numbers: dict[str, int]
    ordinals: dict[str, int]
    units: dict[str, str]
    seasons: dict[str, str]
    holidays: dict[str, tuple[int, int]]
    future: list[str]
    present: list[str]
    past: list[str]
    ahead: list[str]
    fiscal: dict[str, Fiscal]


@cache
def words() -> TimeWords:
    """Return the English words of time."""
    pack: TimeWords = load_pack("en/time", TimeWords)
    return pack


def either(options: list[str] | dict[str, object]) -> str:
    """Return a pattern that matches any of the words, the longest first."""
    return "|".join(sorted((o.replace(" ", r"\s+") for o in options), key=lambda o: (-len(o), o)))


def number(text: str) -> int | None:
    """Return the whole number that digits or a number word stand for; None where they stand for none."""
    plain = text.lower().replace(",", "")
    if plain.isdecimal():
        return int(plain)
    if plain in ("a", "an"):
        return 1
    tens, _, ones = plain.partition("-")
    table = words().numbers
    if ones:
        return table[tens] + table[ones] if tens in table and ones in table else None
    return table.get(plain)
