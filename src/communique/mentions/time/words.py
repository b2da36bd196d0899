"""The words of time: pack models, and the table from a word to what it can be, made of them once."""

from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from communique.packs import Pack, load_pack

Mark = Literal["START", "MID", "END"]


class Fiscal(Pack):
    """When a government's fiscal year begins, and which of its two years it is named for."""

    month: int
    named: Literal["start", "end"]
    short: bool = False


class Calendars(Pack):
    """`und/calendars`."""

    fiscal: dict[str, Fiscal]
    month_first: frozenset[str]
    southern: frozenset[str]


class TimeWords(Pack):
    """`en/time`."""

    months: dict[str, int]
    month_abbreviations: dict[str, int]
    month_homographs: frozenset[str]
    weekdays: dict[str, int]
    weekday_abbreviations: dict[str, int]
    ones: dict[str, int]
    teens: dict[str, int]
    tens: dict[str, int]
    ordinals: dict[str, int]
    units: dict[str, str]
    plurals: dict[str, str]
    relative: dict[str, int]
    anchored: dict[str, int]
    latter: dict[str, int]
    days: dict[str, int]
    dayparts: dict[str, str]
    moments: dict[str, str]
    night: dict[str, int]
    seasons: dict[str, str]
    season_homographs: frozenset[str]
    holidays: dict[str, tuple[int, int]]
    early: dict[str, Mark]
    edges: dict[str, Mark]
    within_the: dict[str, Mark]
    plain: dict[str, frozenset[str]]
    so_far: tuple[str, ...]
    shifts: dict[str, int]
    adverbs: dict[str, str]
    references: dict[str, tuple[str, ...]]
    labels: frozenset[str]
    counted: frozenset[str]
    year_cues: frozenset[str]
    month_cues: frozenset[str]
    future: tuple[str, ...]
    undertaking: frozenset[str]
    past: frozenset[str]
    not_past: frozenset[str]


Kinds = dict[str, Any]  # what a word can be, and what it stands for as each


class Lexicon:
    """What each word can be, and the phrases that begin with a word."""

    def __init__(self, pack: TimeWords) -> None:
        """Lay out the pack's lists by word."""
        self.words: dict[str, Kinds] = {}
        self.phrases: dict[str, list[tuple[str, Kinds]]] = {}
        for kind, table in _tables(pack):
            for word, value in table.items():
                self._add(word, kind, value)
        for phrases in self.phrases.values():
            phrases.sort(key=lambda phrase: (-len(phrase[0]), phrase[0]))

    def _add(self, word: str, kind: str, value: object) -> None:
        head, _, rest = word.partition(" ")
        head = head.partition("'")[0]
        if rest or "'" in word:
            self.phrases.setdefault(head, []).append((word, {kind: value}))
        else:
            self.words.setdefault(word, {})[kind] = value


def _tables(pack: TimeWords) -> list[tuple[str, dict[str, Any]]]:
    units = {word: _unit(word, size) for word, size in pack.units.items()}
    return [
        ("month", pack.months | pack.month_abbreviations),
        ("weekday", pack.weekdays | pack.weekday_abbreviations),
        ("count", pack.ones | pack.teens | pack.tens),
        ("ones", pack.ones),
        ("tens", pack.tens),
        ("ordinal", pack.ordinals),
        # "a second" is rather the one after the first
        ("unit", {word: unit for word, unit in units.items() if word not in pack.ordinals}),
        ("units", {plural: units[word] for plural, word in pack.plurals.items()}),
        ("relative", pack.relative),
        ("anchored", pack.anchored),
        ("latter", pack.latter),
        ("today", pack.days),
        ("daypart", pack.dayparts),
        ("moment", pack.moments),
        ("night", pack.night),
        ("season", pack.seasons),
        ("holiday", pack.holidays),
        ("early", pack.early),
        ("edge", pack.edges),
        ("nearer", pack.within_the),
        ("sofar", dict.fromkeys(pack.so_far, True)),
        ("shift", pack.shifts),
        ("adverb", pack.adverbs),
        *(("reference", dict.fromkeys(phrases, mark)) for mark, phrases in pack.references.items()),
        *((kind, dict.fromkeys(words, True)) for kind, words in pack.plain.items()),
    ]


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of time: "day" is one D, "fortnight" two W; `clock` tells hours, minutes and seconds."""

    name: str
    letter: str
    size: int
    clock: bool

    def length(self, count: float | None) -> str:
        """Return so many units as a TIMEX3 duration: P2Y, PT3H; PXM where the number is left open."""
        shown = "X" if count is None else f"{count * self.size:g}"
        return f"P{'T' if self.clock else ''}{shown}{self.letter}"


def _unit(name: str, size: str) -> Unit:
    clock = size.startswith("T")
    digits = size.lstrip("T").rstrip("CDEHMQSWY")
    return Unit(name, size.lstrip("T")[len(digits) :], int(digits), clock)


@cache
def time_words() -> TimeWords:
    """Return the English words of time."""
    pack: TimeWords = load_pack("en/time", TimeWords)
    return pack


@cache
def calendars() -> Calendars:
    """Return what is known of governments' calendars."""
    pack: Calendars = load_pack("und/calendars", Calendars)
    return pack


@cache
def lexicon() -> Lexicon:
    """Return the English words of time by what they can be."""
    return Lexicon(time_words())
