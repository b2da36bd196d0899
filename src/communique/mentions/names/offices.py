"""Titles before and after names: which words are an office, and which are the person who holds it."""

from dataclasses import dataclass

from communique.mentions.names.geography import geography
from communique.mentions.names.mechanisms import head_nouns
from communique.mentions.names.tokens import CAPITAL, LOWER, NUMBER, Tokens
from communique.mentions.names.words import Office, is_field, offices, organisations, titles

_NAME_MAX = 7
_ADDRESSES = 3  # forms of address before one name
_OFFICE_MAX = 24
_BACK_MAX = 10
_FIELD_WORDS = 4
_WHOLE = frozenset(("state", "republic", "nation"))  # "Secretary of State", "President of the Republic"
_STEPS_BACK = frozenset(("the", "a", "its", "his", "her", "'s", "-", "and", "&", "of", "for"))


@dataclass(slots=True)
class Title:
    """An office or form of address as words `first` to `last`, and the name it stands with, if any."""

    first: int
    last: int
    head: str
    rank: str
    name: tuple[int, int] | None = None


def find_titles(tokens: Tokens, names: list[bool]) -> list[Title]:
    """Return the titles of a text in order, each with its holder's name where one stands beside it.

    Words of an office are unmarked in `names`, so that they start no name of their own.
    """
    known, geo, lows = offices(), geography(), tokens.lows
    found: list[Title] = []
    at, count = 0, len(tokens)
    while at < count:
        hit = known.at(lows, at) if lows[at] in known else None
        if hit is None and _is_plural(tokens, names, at):
            names[at] = False
        if hit is None or (tokens.words[at] in geo and geo.at(tokens.words, at)):
            at += 1
            continue
        title = _title(tokens, names, at, *hit, floor=found[-1].last if found else 0)
        if title is None:
            if hit[1].rank == "honorific" and tokens.shapes[at] != LOWER:
                names[at : hit[0]] = [False] * (hit[0] - at)
            at += 1
            continue
        found.append(title)
        last = title.name[0] if title.name and title.name[0] > title.last else title.last
        names[title.first : last] = [False] * (last - title.first)
        at = title.name[1] if title.name and title.name[1] > title.last else title.last
    return found


def _is_plural(tokens: Tokens, names: list[bool], at: int) -> bool:
    """Tell whether a word is the plural of a title before names: "Ministers Brenk and Okoro"."""
    low, after = tokens.lows[at], at + 1
    if not (
        names[at] and low.endswith("s") and low[:-1] in offices() and after < len(tokens) and names[after]
    ):
        return False
    return tokens.lows[after] not in organisations().bodies and not is_field(tokens.lows[after])


def _title(tokens: Tokens, names: list[bool], at: int, last: int, office: Office, floor: int) -> Title | None:
    """Return the title whose head stands at `at`, or None where the words are no title here."""
    lower = tokens.shapes[at] == LOWER
    if office.rank == "honorific":
        if lower:
            return None
        name = name_after(tokens, names, last)
        if name is None and not _title_follows(tokens, last):
            return None
        return Title(at, last, office.head, office.rank, name)
    if office.rank == "weak" and _title_follows(tokens, last):
        return None
    first = _office_start(tokens, at, floor)
    if _within_body(tokens, names, first):
        return None
    end = _office_end(tokens, names, last)
    name = name_after(tokens, names, end)
    if name is None and end > last:
        name = _name_after_comma(tokens, names, end)
    single = name is not None and name[1] - name[0] == 1
    if name and _is_noun(tokens, name, single or office.rank == "weak"):
        name = None
    if (
        name
        and office.rank == "weak"
        and (lower or (single and tokens.opens[at]) or _heads_body(tokens, name[1]))
    ):
        return None
    name = name or _name_before(tokens, names, first, floor)
    if name is None and (office.rank == "weak" or _names_thing(tokens, names, last)):
        return None
    return Title(first, end, office.head, office.rank, name)


def _is_noun(tokens: Tokens, name: tuple[int, int], strict: bool) -> bool:
    """Tell whether the words after an office are no person's: "Member States", "CEO Summit"."""
    pack, low = organisations(), tokens.lows[name[1] - 1]
    return strict and (low in head_nouns() or low in pack.bodies or low in pack.parties)


def _title_follows(tokens: Tokens, at: int) -> bool:
    return at < len(tokens) and tokens.lows[at] in offices()


def _heads_body(tokens: Tokens, at: int) -> bool:
    """Tell whether the word before or at `at` heads a body: then the words are its name, no person's."""
    bodies = organisations().bodies
    return tokens.lows[at - 1] in bodies or (at < len(tokens) and tokens.lows[at] in bodies)


def _names_thing(tokens: Tokens, names: list[bool], last: int) -> bool:
    """Tell whether the office only begins a body's name ("President Office", "Ambassador Program")."""
    return last < len(tokens) and names[last] and tokens.lows[last] in organisations().bodies


def _within_body(tokens: Tokens, names: list[bool], first: int) -> bool:
    """Tell whether the office is the tail of a body's name: "Office of the Vice President"."""
    at = first - 1
    if at > 0 and tokens.lows[at] == "the":
        at -= 1
    return (
        at > 0 and tokens.lows[at] == "of" and names[at - 1] and tokens.lows[at - 1] in organisations().bodies
    )


def _office_start(tokens: Tokens, at: int, floor: int) -> int:
    """Return the start of an office with the modifiers and fields before its head."""
    lows, shapes, modifiers = tokens.lows, tokens.shapes, titles().modifiers
    first, floor = at, max(floor, at - _OFFICE_MAX)
    while first - 1 >= floor:
        low = lows[first - 1]
        if (
            low in modifiers
            or (is_field(low) and shapes[first - 1] != LOWER)
            or (is_field(low) and shapes[at] == LOWER)
        ):
            first -= 1
        elif low == "-" and first - 2 >= floor and tokens.joined(first) and lows[first - 2] in modifiers:
            first -= 2
        elif first < at and low in ("and", "&", ",") and shapes[first] != LOWER:
            step = 2 if low == "and" and lows[first - 2] == "," else 1
            before = first - 1 - step
            if before < floor or shapes[before] == LOWER or not is_field(lows[before]):
                break
            first = before
        else:
            break
    return first


def _office_end(tokens: Tokens, names: list[bool], last: int) -> int:
    """Return the end of an office with its portfolio ("of Export Promotion, International Trade and …").

    Up to two complements: "of State for Western Hemisphere Affairs".
    """
    for _ in range(2):
        end = _complement_end(tokens, names, last)
        if end == last:
            break
        last = end
    return last


def _complement_end(tokens: Tokens, names: list[bool], last: int) -> int:
    lows, count = tokens.lows, len(tokens)
    if last + 1 >= count or lows[last] not in ("of", "for", "to", "on"):
        return last
    at = last + (2 if lows[last + 1] == "the" else 1)
    if lows[last] == "to" and at < count:  # "Adviser to the Prime Minister on Trade"
        served = offices().at(lows, at) if lows[at] in offices() else None
        return served[0] if served and served[1].rank == "strong" else _country_end(tokens, at, last)
    end = _fields(tokens, names, at)
    if end == at and lows[last] == "on":
        return last
    if end == at:
        return _country_end(tokens, at, last)
    if end < count and names[end] and _names_body(tokens, names, end):
        return last  # "President of the Energy Council": the body is a name of its own
    while end < count:
        at = end + _list_step(lows, end)
        stop = _fields(tokens, names, at) if at > end else at
        if stop == at:
            break
        end = stop
    return _country_end(tokens, end + 1, end) if end < count and lows[end] == "of" else end


def _fields(tokens: Tokens, names: list[bool], at: int) -> int:
    """Return the end of one item of a portfolio at `at`: fields, or a few words the last of which is one."""
    lows, count, first = tokens.lows, len(tokens), at
    while at < count and names[at] and (is_field(lows[at]) or lows[at] in _WHOLE):
        at += 1
    if at > first:
        return at
    for at in range(first, min(first + _FIELD_WORDS, count - 1)):
        if not (names[at] or tokens.words[at] == "-"):
            break
        if names[at + 1] and is_field(lows[at + 1]):
            return _fields(tokens, names, at + 1)
    return first


def _names_body(tokens: Tokens, names: list[bool], at: int) -> bool:
    """Tell whether the capitalised words from `at` on hold a noun for a body."""
    bodies, limit = organisations().bodies, min(len(tokens), at + _NAME_MAX)
    while at < limit and names[at]:
        if tokens.lows[at] in bodies:
            return True
        at += 1
    return False


def _country_end(tokens: Tokens, at: int, default: int) -> int:
    """Return the end of a country named at `at`, else `default`: "Prime Minister of Norway X"."""
    if at < len(tokens) and tokens.lows[at] == "the":
        at += 1
    hit = geography().at(tokens.words, at) if at < len(tokens) else None
    return hit[0] if hit else default


def _list_step(lows: list[str], at: int) -> int:
    if lows[at] in ("and", "&"):
        return 1
    if lows[at] == ",":
        return 2 if at + 1 < len(lows) and lows[at + 1] == "and" else 1
    return 0


def name_after(tokens: Tokens, names: list[bool], at: int) -> tuple[int, int] | None:
    """Return the words of a person's name that begin at `at` (after further forms of address), or None."""
    known, count = offices(), len(tokens)
    for _ in range(_ADDRESSES):
        at = _address_end(tokens, at)
    first, particles, bodies = at, titles().particles, organisations().bodies
    geo, deeds = geography(), titles().deeds
    if first < count and tokens.lows[first] in known:
        return None
    while at < count and at - first < _NAME_MAX:
        low = tokens.lows[at]
        if names[at]:
            if at > first and (
                low in bodies or (tokens.heading[at] and (low in deeds or low.endswith("ing")))
            ):
                break
            if at == first and geo.at(tokens.words, at):
                break
            at += 1
        elif at == first or at + 1 >= count:
            break
        elif tokens.shapes[at] == CAPITAL and names[at + 1] and not (tokens.heading[at] or tokens.opens[at]):
            at += 1  # a name may hold a word that elsewhere is small: "Aung Than Oo"
        elif (
            low == "-"
            and tokens.joined(at)
            and tokens.joined(at + 1)
            and tokens.shapes[at + 1] in (LOWER, CAPITAL)
        ):
            at += 2
        elif low in particles and (
            names[at + 1] or (tokens.lows[at + 1] in particles and names[at + 2 : at + 3] == [True])
        ):
            at += 1
        else:
            break
    if at == first:
        return None
    return first, _with_suffix(tokens, at)


def _address_end(tokens: Tokens, at: int) -> int:
    """Return the end of a form of address at `at`, also in brackets ("Dr. (Mrs.)"), else `at`."""
    bracketed = tokens.words[at : at + 1] == ["("] and tokens.words[at + 2 : at + 3] == [")"]
    first = at + bracketed
    hit = offices().at(tokens.lows, first) if first < len(tokens) else None
    if not hit or hit[1].rank != "honorific" or tokens.shapes[first] == LOWER:
        return at
    return hit[0] + bracketed


def _with_suffix(tokens: Tokens, at: int) -> int:
    """Return the end of a name that goes on with "Jr." or ", Jr."."""
    after = at + (at + 1 < len(tokens) and tokens.lows[at] == ",")
    if after < len(tokens) and tokens.words[after].rstrip(".") in ("Jr", "Sr"):
        return after + 1
    return at


def _name_after_comma(tokens: Tokens, names: list[bool], at: int) -> tuple[int, int] | None:
    """Return the name in "the Minister of Energy, Jane Roe, said", or None."""
    if at + 1 >= len(tokens) or tokens.lows[at] != ",":
        return None
    name = name_after(tokens, names, at + 1)
    if name is None or not 2 <= name[1] - name[0] <= 5 or _heads_body(tokens, name[1]):
        return None
    if any(is_field(tokens.lows[i]) for i in range(*name)):
        return None
    return name


def _name_before(tokens: Tokens, names: list[bool], first: int, floor: int) -> tuple[int, int] | None:
    """Return the name in "Saga Rind, Norway's Trade Minister" or "Saga Rind (Minister)", or None."""
    at = first - 1
    limit = max(floor, first - _BACK_MAX)
    while at > limit and (names[at] or tokens.lows[at] in _STEPS_BACK or tokens.shapes[at] == NUMBER):
        at -= 1
    if at <= limit or tokens.words[at] not in (",", "("):
        return None
    last = at
    while at > floor and _in_name(tokens, names, at - 1):
        at -= 1
    if not 2 <= last - at <= _NAME_MAX or not names[at] or _heads_body(tokens, last):
        return None
    if any(is_field(tokens.lows[i]) or tokens.lows[i] in organisations().companies for i in range(at, last)):
        return None
    return (at, last) if not geography().at(tokens.words, at) else None


def _in_name(tokens: Tokens, names: list[bool], at: int) -> bool:
    """Tell whether the word at `at` can lie within a person's name read from behind."""
    if names[at] or tokens.lows[at] in titles().particles:
        return True
    if tokens.words[at] == "-":
        return tokens.joined(at) and tokens.joined(at + 1)
    return tokens.shapes[at] == LOWER and at > 1 and tokens.words[at - 1] == "-" and tokens.joined(at)
