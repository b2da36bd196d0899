"""Rules for stretches of the calendar: months, quarters, halves, seasons, years, fiscal years, decades."""

from datetime import date, timedelta

from communique.mentions.time import calendar
from communique.mentions.time.calendar import Value, century, decade, months, shifted, span
from communique.mentions.time.dates import counts
from communique.mentions.time.grammar import Match, rule
from communique.mentions.time.meaning import Meaning, Yearly
from communique.mentions.time.words import Unit, calendars, time_words

_SEASON_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_SEASON_CODE = {"SP": 21, "SU": 22, "FA": 23, "WI": 24}


def months_of_year(first: int, last: int) -> Yearly:
    """Return some months of a year that is still to be told."""
    return Yearly(lambda year: months(year, first, last), "part", months=(first, last))


@rule("month", "month:M")
def month(match: Match) -> Meaning | None:
    """Read "April"; "May" and "March" need a word of time before them or a year after them."""
    word, number = match.text("M").strip("."), match.get("M", "month")
    pack, after = time_words(), match.after()
    doubtful = word in pack.month_homographs or (
        word in pack.month_abbreviations and "." not in match.text("M")
    )
    if doubtful and not (after and {"year4", "hyphen"} & after.kinds.keys()):
        if match.scene.word_before(match.start) not in pack.month_cues:
            return None
        if match.scene.low[match.end : match.end + 1] == "'":
            return None
    return Yearly(lambda year: calendar.month(year, number), "month", months=(number, number))


@rule("quarter or half", "ordinal:N unit:U", "latter:N unit:U", "ordinal:N half", "latter:N half", "mark:K")
def quarter_or_half(match: Match) -> Meaning | None:
    """Read "the third quarter", "the latter half", "Q3"; also "the 20th century"."""
    if match.has("K"):
        letter, number = match.get("K", "mark")
        size = 3 if letter == "q" else 6
    else:
        unit: Unit | None = match.get("U", "unit")
        number = match.get("N", "ordinal") or match.get("N", "latter")
        if unit and unit.letter == "CE":
            return century(number) if 2 <= number <= 90 else None
        if unit and unit.letter != "Q":
            return None
        size = 3 if unit else 6
        if match.text("N") in ("last", "final", "latter"):
            number = 12 // size
    return months_of_year(size * (number - 1) + 1, size * number) if 1 <= number <= 12 // size else None


@rule("first months", "ordinal:N count:C units:U")
def first_months(match: Match) -> Meaning | None:
    """Read "the first seven months" of a year that is told after it."""
    unit, count, after = match.get("U", "units"), match.get("C", "count"), match.after()
    size = {"M": 1, "Q": 3}.get(unit.letter, 0) * count
    told = after is not None and {"of", "relative", "year4", "in"} & after.kinds.keys()
    if match.get("N", "ordinal") != 1 or not told or not 1 <= size <= 12 or size != int(size):
        return None
    return months_of_year(1, int(size))


@rule("season", "season:S")
def season(match: Match) -> Meaning | None:
    """Read "summer"; its months depend on the country, and no day is told where that is not known."""
    mark, country = match.get("S", "season"), match.scene.country
    return Yearly(lambda year: season_of(mark, year, country), "part")


def season_of(mark: str, year: int, country: str | None) -> Value:
    """Return the three months of a season; the winter of a year begins in it in the north."""
    timex = f"{year}-{mark}"
    if country is None:
        return Value(timex)
    south = country in calendars().southern
    start = (_SEASON_MONTH[mark] + (6 if south else 0) - 1) % 12 + 1
    first = date(year, start, 1)
    return Value(
        timex, "DATE", first, shifted(first, "M", 3) - timedelta(days=1), f"{year}-{_SEASON_CODE[mark]}"
    )


@rule("decade", "decades:D")
def decades(match: Match) -> Meaning | None:
    """Read "the 1990s", "the '90s"."""
    number, before = match.get("D", "decades"), match.before()
    if number >= 100:
        return decade(number)
    quoted = match.scene.low[match.start - 1 : match.start] == "'"
    return decade(1900 + number) if quoted and before and "the" in before.kinds and number >= 20 else None


@rule("years", "year4:A (hyphen|to|slash) year4:B", "year4:A (hyphen:H|slash) two:B")
def years(match: Match) -> Meaning | None:
    """Read "2021-2023", "2021 to 2025", "2024-25"; the last is a fiscal year where the country counts so."""
    first, other = match.get("A", "year4"), match.get("B", "number")
    last = other if other >= 100 else first // 100 * 100 + other
    following = last == first + 1 and other < 100
    if following and (value := _fiscal_named(match, first, short=True)):
        return value
    if (
        last <= first
        or last - first > 150
        or counts(match)
        or not (following or match.has("H") or other >= 100)
    ):
        return None
    return calendar.join(calendar.year(first), calendar.year(last))


@rule(
    "fiscal year",
    "fiscal:F unit? year4:A ((hyphen|slash) two:B)?",
    "fiscal:F unit? year4:A (hyphen|slash) year4:B",
    "fiscal:F two:A ((hyphen|slash) two:B)?",
    "year4:A fiscal:F unit",
    "year4:A (hyphen|slash) two:B fiscal:F unit",
    "year4:A (hyphen|slash) year4:B fiscal:F unit",
)
def fiscal_year(match: Match) -> Meaning | None:
    """Read "FY 2024-25", "fiscal 2024": days only where the government's year is known."""
    number = match.get("A", "number")
    named = number if number >= 100 else 2000 + number
    habit = calendars().fiscal.get(match.scene.country or "")
    if match.has("B"):
        return _fiscal_named(match, named) or Value(f"FY{named}")
    if habit is None:
        return Value(f"FY{named}")
    return fiscal_of(named - (habit.named == "end" and habit.month > 1), match.scene.country)


def _fiscal_named(match: Match, first: int, *, short: bool = False) -> Value | None:
    habit = calendars().fiscal.get(match.scene.country or "")
    if habit is None or habit.month == 1 or (short and not habit.short):
        return None
    return fiscal_of(first, match.scene.country)


def fiscal_of(first_year: int, country: str | None) -> Value | None:
    """Return the fiscal year that begins in `first_year`; None where the government's is not known."""
    habit = calendars().fiscal.get(country or "")
    if habit is None:
        return None
    first = date(first_year, habit.month, 1)
    value = span(first, shifted(first, "Y", 1) - timedelta(days=1))
    name = first_year + (habit.named == "end" and habit.month > 1)
    return Value(f"FY{name}", "DATE", value.first, value.last, value.edtf) if value else None


@rule("fiscal year", "relative:R fiscal unit:U", "anchored:R fiscal unit:U", "the fiscal unit:U")
def relative_fiscal_year(match: Match) -> Meaning | None:
    """Read "the current fiscal year", "the previous fiscal year"."""
    habit = calendars().fiscal.get(match.scene.country or "")
    step = match.get("R", "relative", match.get("R", "anchored", 0))
    if match.get("U", "unit").letter != "Y":
        return None
    published = match.scene.published
    if habit is None:
        return Value(f"FY{published.year + step}") if match.has("R") else None
    return fiscal_of(published.year - (published.month < habit.month) + step, match.scene.country)
