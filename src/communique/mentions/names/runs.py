"""Runs of capitalised words that make one name, with the tails and lists that belong to it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from communique.mentions.names.geography import geography
from communique.mentions.names.tokens import CAPITAL, CAPITALS, LOWER, MARK, NUMBER, Tokens
from communique.mentions.names.words import is_field, organisations, titles

_TAIL_WORDS = frozenset(("of", "for", "on"))
_CLOSING_GAPS: tuple[list[str], ...] = (["and"], ["&"], [",", "and"])
_MAX_RUN = 40
_MAX_TAILS = 4
_MAX_LIST = 7


@dataclass(frozen=True, slots=True)
class Run:
    """A name as words `first` to `last` (half-open); `head` is the noun that heads it, "" where none does."""

    first: int
    last: int
    head: str


def name_words(tokens: Tokens) -> list[bool]:
    """Mark the words that can be part of a name: capitalised, and not only for where they stand."""
    openers = organisations().openers
    common = {low for low, shape in zip(tokens.lows, tokens.shapes, strict=True) if shape == LOWER}
    marks = zip(tokens.lows, tokens.shapes, tokens.heading, strict=True)
    return [
        shape in (CAPITAL, CAPITALS)
        and low not in openers
        and not (heading and (low in common or _is_deed(low, common)))
        for low, shape, heading in marks
    ]


def _is_deed(low: str, common: Collection[str]) -> bool:
    """Tell whether a word of a heading is a verb: one of the list, or one the text has in another form."""
    if low in titles().deeds or (low.endswith("ing") and not is_field(low)):
        return True
    stem = low.removesuffix("s")
    return stem != low and not is_field(low) and (stem + "d" in common or stem + "ed" in common)


def find_runs(tokens: Tokens, names: Sequence[bool], heads: Collection[str]) -> list[Run]:
    """Return the runs of a text in order, not overlapping."""
    runs: list[Run] = []
    at, count = 0, len(tokens)
    while at < count:
        if not names[at]:
            at += 1
            continue
        last = _grow(tokens, names, at)
        at = _drop_opener(tokens, names, at, last)
        last = _cut_holder(tokens, at, last)
        last, head = _add_tails(tokens, names, at, last, heads)
        first = _join_back(tokens, runs, at, last, heads)
        if not _is_common(tokens, first, last):
            runs.append(Run(first, last, head))
        at = last
    return runs


def _grow(tokens: Tokens, names: Sequence[bool], at: int) -> int:
    """Return where the unbroken run that begins at `at` ends."""
    words, lows, count, particles = tokens.words, tokens.lows, len(tokens), titles().particles
    limit = at + _MAX_RUN
    at += 1
    while at < count and at < limit:
        if names[at]:
            at += 1
        elif at + 1 >= count:
            break
        elif (words[at] in "-/*&" and _binds(tokens, names, at)) or (lows[at] in particles and names[at + 1]):
            at += 2
        elif lows[at] in particles and lows[at + 1] in particles and at + 2 < count and names[at + 2]:
            at += 3
        else:
            break
    return at


def _binds(tokens: Tokens, names: Sequence[bool], at: int) -> bool:
    """Tell whether the mark at `at` binds the words on both sides into one name."""
    after = at + 1
    if tokens.words[at] == "&":
        return names[after]
    if not (tokens.joined(at) and tokens.joined(after)):
        return False
    if names[after] or (tokens.words[at] == "-" and tokens.shapes[after] == NUMBER):
        return True
    return (
        tokens.words[at] == "-"
        and tokens.shapes[after] == LOWER
        and tokens.lows[after] not in organisations().compounds
    )


def _drop_opener(tokens: Tokens, names: Sequence[bool], first: int, last: int) -> int:
    """Return the start without a participle that is capitalised only because it opens a sentence."""
    low = tokens.lows[first]
    participle = low.endswith(("ing", "ed", "ly")) and len(low) > 5 and not is_field(low)
    return first + (participle and last - first > 1 and tokens.opens[first] and names[first + 1])


def _cut_holder(tokens: Tokens, first: int, last: int) -> int:
    """Return the end of a body's name before the person it runs into: "High Court Vira Myk"."""
    pack, lows = organisations(), tokens.lows
    for at in range(last - 2, first, -1):
        if lows[at - 1] in pack.bodies and at - 1 > first:
            plain = all(
                low not in pack.bodies and low not in pack.companies and not is_field(low)
                for low in lows[at:last]
            )
            return at if plain and last - at in (2, 3) and tokens.words[at] not in geography() else last
    return last


def _is_common(tokens: Tokens, first: int, last: int) -> bool:
    """Tell whether a run holds nothing but common abbreviations and figures ("COVID-19")."""
    common = organisations().common
    return all(tokens.lows[i] in common or tokens.shapes[i] in (NUMBER, MARK) for i in range(first, last))


def _add_tails(
    tokens: Tokens, names: Sequence[bool], first: int, last: int, heads: Collection[str]
) -> tuple[int, str]:
    """Return the end of a run with its "of …" tails, and the noun that heads it."""
    head = _head(tokens.lows, first, last, heads)
    if head:
        return tails_end(tokens, names, last, _TAIL_WORDS), head
    # "Contracts for Difference": two capitalised nouns make one name with "for" between
    named = tokens.words[first] not in geography() and not tokens.opens[first] and not tokens.heading[first]
    joined = named and last + 1 < len(tokens) and tokens.lows[last] == "for" and names[last + 1]
    return (_grow(tokens, names, last + 1) if joined and last - first == 1 else last), head


def tails_end(tokens: Tokens, names: Sequence[bool], last: int, words: Collection[str]) -> int:
    """Return where a name that ends at `last` ends with the tails that `words` lead into."""
    lows, count = tokens.lows, len(tokens)
    for _ in range(_MAX_TAILS):
        if last + 1 >= count or lows[last] not in words:
            break
        start = last + 1 + (lows[last + 1] == "the")
        if start >= count or not names[start]:
            break
        last = _tail_end(tokens, names, start)
    return last


def _tail_end(tokens: Tokens, names: Sequence[bool], start: int) -> int:
    """Return the end of the tail that begins at `start`: of a country alone where a person follows it."""
    end = _grow(tokens, names, start)
    place = geography().at(tokens.words, start)
    if place and place[0] < end and tokens.words[place[0]] != "-":
        goes_on = tokens.lows[end - 1] in organisations().bodies or is_field(tokens.lows[end - 1])
        return end if goes_on else place[0]
    return _fields_end(tokens, names, end)


def _head(lows: list[str], first: int, last: int, heads: Collection[str]) -> str:
    if lows[last - 1] in heads:
        return lows[last - 1]
    return lows[first] if lows[first] in heads else ""


def _fields_end(tokens: Tokens, names: Sequence[bool], last: int) -> int:
    """Return the end of a list of fields that goes on after `last`: "Trade" -> ", Industry and Energy"."""
    if not is_field(tokens.lows[last - 1]):
        return last
    at, lows, count = last, tokens.lows, len(tokens)
    for _ in range(_MAX_LIST):
        closing = at < count and lows[at] in ("and", "&")
        if at < count and lows[at] == ",":
            at += 1
            if at < count and lows[at] == "and":
                closing = True
                at += 1
        elif closing:
            at += 1
        else:
            return last
        if at >= count or not names[at] or not is_field(lows[at]) or _begins_body(lows[at]):
            return last
        while at < count and names[at] and is_field(lows[at]):
            at += 1
        if closing:
            last = at
    return last


def _begins_body(low: str) -> bool:
    """Tell whether a word that ends like a field is a body of its own ("Department")."""
    pack = organisations()
    return low in pack.bodies and low not in pack.fields


def _join_back(tokens: Tokens, runs: list[Run], first: int, last: int, heads: Collection[str]) -> int:
    """Take into a headed run what is listed before it: "Trade" + "and Technology Council"."""
    lows = tokens.lows
    if last - first < 2 or lows[last - 1] not in heads:
        return first
    gaps = _CLOSING_GAPS
    while runs:
        before = runs[-1]
        fields = is_field(lows[first]) and is_field(lows[before.last - 1])
        if before.head or lows[before.last : first] not in gaps or not (fields or _shares(tokens, before)):
            break
        first = before.first
        runs.pop()
        gaps = ([","],)
    return first


def _shares(tokens: Tokens, run: Run) -> bool:
    """Tell whether a run shares the head of the next: "the Kano Textile and Garment Park"."""
    article = run.first > 0 and tokens.lows[run.first - 1] == "the"
    capital = tokens.shapes[run.last - 1] == CAPITAL
    return (
        article and capital and not tokens.heading[run.first] and tokens.words[run.first] not in geography()
    )
