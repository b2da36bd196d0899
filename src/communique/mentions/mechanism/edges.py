"""Where a mechanism's name begins and ends around its head noun."""

from collections.abc import Collection, Sequence

from communique.mentions.mechanism.ordinals import ordinal_at
from communique.mentions.names.acronyms import spelled_from
from communique.mentions.names.geography import geography
from communique.mentions.names.mechanisms import head_nouns, mechanisms
from communique.mentions.names.runs import tails_end
from communique.mentions.names.tokens import BREAK, CAPITAL, LOWER, MARK, NUMBER, Tokens
from communique.mentions.names.words import is_field, organisations, titles

_MAX_BACK = 14
_MAX_LOWER = 6
_MAX_BRACKET = 5


def left_edge(tokens: Tokens, names: Sequence[bool], at: int) -> int:
    """Return the first word that may belong to a name headed at `at`."""
    first, lowers = at, 0
    while first > 0 and at - first < _MAX_BACK:
        before = first - 1
        shape = tokens.shapes[before]
        if shape == BREAK:
            break
        if shape == MARK or tokens.lows[before] in ("'s", "and", "of"):
            step = _step_over(tokens, names, before, first, at)
            if step == 0:
                break
            first -= step
            continue
        named = names[before] or (shape != LOWER and not tokens.opens[before] and first < at)
        if not (named or shape == NUMBER or ordinal_at(tokens, before)):
            if shape != LOWER or lowers >= _MAX_LOWER or _stops(tokens, before, first, at):
                break
            lowers += 1
        first = before
    return first


def _stops(tokens: Tokens, before: int, first: int, at: int) -> bool:
    """Tell whether a lower-case word ends the name headed at `at` on its left: a small word, or a verb."""
    low = tokens.lows[before]
    after_hyphen = before > 1 and tokens.words[before - 1] == "-" and tokens.joined(before)
    if after_hyphen or (tokens.words[first] == "-" and tokens.joined(first)):
        return False
    if tokens.shapes[at] != LOWER and low not in head_nouns():
        return True
    if low in titles().deeds and low not in head_nouns():
        return True
    return low in organisations().stops or (low.endswith("ed") and len(low) > 4)


def _step_over(tokens: Tokens, names: Sequence[bool], before: int, first: int, at: int) -> int:
    """Return how many words a mark or small word spans leftward, 0 where the name begins after it."""
    word, inner = tokens.words[before], before > 0
    if word in "-/+*" and inner:
        return int(tokens.joined(before) and tokens.joined(first))
    if word == "&" and inner:
        return int(first < at)
    if word == "'s" and inner:
        possessed = names[before - 1] and tokens.shapes[at] != LOWER
        return int(possessed and not _closes_geo(tokens, before - 1))
    if word == "'" and inner:
        return int(tokens.joined(before) and tokens.lows[before - 1].endswith("s"))
    if word == ")":
        return _bracket_step(tokens, before)
    if tokens.lows[before] == "of":
        # "Commonwealth Heads of Government Meeting"
        return int(inner and names[before - 1] and names[first] and tokens.lows[before - 1].endswith("s"))
    return int(word in (",", "and") and first < at and _lists(tokens, before))


def _bracket_step(tokens: Tokens, closing: int) -> int:
    """Return how many words leftward an acronym in brackets spans with the words it stands for."""
    opening = _opening(tokens, closing)
    if opening > closing:
        return 0
    spelled = spelled_from(tokens, opening, "".join(tokens.words[opening + 1 : closing]))
    return closing + 1 - (opening if spelled is None else spelled)


def _closes_geo(tokens: Tokens, at: int) -> bool:
    return any(
        hit is not None and hit[0] == at + 1
        for start in range(max(0, at - 2), at + 1)
        if (hit := geography().at(tokens.words, start))
    )


def _opening(tokens: Tokens, closing: int) -> int:
    """Return the index of the bracket that a closing one ends, or the word after where none is near."""
    span = range(closing - 1, max(-1, closing - _MAX_BRACKET), -1)
    return next((i for i in span if tokens.words[i] == "("), closing + 1)


def _lists(tokens: Tokens, at: int) -> bool:
    """Tell whether the comma or "and" at `at` stands between fields of one name."""
    before, after = at - 1, at + 1
    if tokens.lows[before] == ",":
        before -= 1
    if tokens.lows[after] in ("and", "&"):
        after += 1
    alike = (tokens.shapes[before] == LOWER) == (tokens.shapes[after] == LOWER)
    if before < 0 or not alike:
        return False
    counted = before > 0 and tokens.words[at] == "and" and ordinal_at(tokens, before - 1) is not None
    return counted or (is_field(tokens.lows[before]) and is_field(tokens.lows[after]))


def ordinal_within(
    tokens: Tokens, names: Sequence[bool], edge: int, at: int
) -> tuple[int, tuple[int, int], int] | None:
    """Return the last ordinal between `edge` and `at`, its words, and the edge moved past one that leads."""
    for i in range(at - 1, edge - 1, -1):
        hit = ordinal_at(tokens, i)
        if hit and tokens.lows[i + 1] not in mechanisms().uncountable:
            leads = not any(names[edge : hit[0]])
            return hit[1], (hit[0], i + 1), i + 1 if leads else edge
    return None


def name_start(tokens: Tokens, names: Sequence[bool], edge: int, at: int, capital: bool) -> int:
    """Return where the name begins: past words that describe and do not name."""
    geo, trims = geography(), mechanisms().trims
    first = next((i for i in range(edge, at) if names[i] or tokens.words[i] in geo), None)
    if first is not None:
        return first
    if capital:
        return at
    while edge < at and (tokens.lows[edge] in trims or tokens.shapes[edge] in (MARK, NUMBER)):
        edge += 1
    return edge


def right_edge(tokens: Tokens, names: Sequence[bool], last: int, tails: Collection[str]) -> int:
    """Return the end of the name with its tails, over an acronym in brackets before them."""
    after = last
    if tokens.words[last : last + 1] == ["("]:
        closing = next(
            (i for i in range(last, last + _MAX_BRACKET) if tokens.words[i : i + 1] == [")"]), None
        )
        after = closing + 1 if closing else last
    end = tails_end(tokens, names, after, tails)
    return end if end > after else last


def letter_after(tokens: Tokens, last: int) -> bool:
    """Tell whether a capital letter after a head numbers it ("General License Q")."""
    return last < len(tokens) and len(tokens.words[last]) == 1 and tokens.shapes[last] == CAPITAL


def number_after(tokens: Tokens, last: int) -> int | None:
    """Return the number written after a head ("Allocation Round 7", "Decree 1047"), or None."""
    if last < len(tokens) and tokens.shapes[last] == NUMBER and tokens.words[last].isdigit():
        return int(tokens.words[last])
    return None


def series_after(tokens: Tokens, names: Sequence[bool], last: int, headed: bool) -> tuple[int, int] | None:
    """Return the name that follows an edition's head: "session of the Joint Committee".

    `headed`: only a name with a head noun of its own.
    """
    count, known = len(tokens), head_nouns()
    if last + 1 >= count or tokens.lows[last] not in ("of", "for"):
        return None
    start = last + 1 + (tokens.lows[last + 1] in ("the", "its", "our", "these"))
    window = range(start, min(count, start + _MAX_BACK))
    line = next((i for i in window if tokens.shapes[i] == BREAK), window.stop)
    for at in range(line - 1, start - 1, -1):
        hit = known.at(tokens.lows, at) if tokens.lows[at] in known else None
        if hit and left_edge(tokens, names, at) <= start:
            return start, tails_end(tokens, names, hit[0], mechanisms().tails)
    end = start
    while not headed and end < line and (names[end] or (tokens.words[end] in "-/&" and end > start)):
        end += 1
    return (start, tails_end(tokens, names, end, mechanisms().tails)) if end > start else None
