"""Places told by their wording: venues, rivers and regions, and names that nothing is known of."""

from dataclasses import replace

from communique.mentions.names.geography import geography
from communique.mentions.names.tokens import CAPITAL, CAPITALS, LOWER, Tokens
from communique.mentions.names.words import is_field, organisations, titles
from communique.mentions.place.gazetteer import Gazetteer
from communique.mentions.place.hit import (
    NONE,
    STRONG,
    Hit,
    before_determiners,
    cue_before,
    is_capital,
    is_visited,
    word_at,
)
from communique.mentions.place.words import place_words

_LINKS = frozenset(
    ("of", "de", "la", "y", "el", "al", "del", "for", "da", "do", "los", "las", "by", "and", "bin")
)
_PARTINGS = frozenset(("and", "for", "by"))
_JOINS = _PARTINGS | {"of"}
_MAX_RUN = 9
_MAX_UNKNOWN = 4


def named_places(tokens: Tokens, known: list[Hit], places: Gazetteer) -> list[Hit]:
    """Return the places that their own words or the words before them show, in order."""
    known_at = {hit.first: hit for hit in known}
    hits: list[Hit] = []
    at, count, shapes = 0, len(tokens), tokens.shapes
    while at < count:
        if shapes[at] not in (CAPITAL, CAPITALS):
            at += 1
            continue
        last = _run_end(tokens, at)
        hit = _hit(tokens, at, last)
        if hit:
            hit = _with_country(tokens, hit, known_at, places)
            if not (hit.rule == "unknown" and tokens.heading[at]):
                hits.append(hit)
        at = max(at + 1, hit.last) if hit else last
    return hits


def _run_end(tokens: Tokens, at: int) -> int:
    """Return where the run of capitalised words that begins at `at` ends."""
    first, count = at, len(tokens)
    at += 1
    while at < count and at - first < _MAX_RUN:
        if is_capital(tokens, at):
            at += 1
        elif tokens.words[at] == "'s" and is_capital(tokens, at + 1):
            at += 2
        elif _is_hyphened(tokens, at):
            at += 4
        elif (
            tokens.words[at] == "-"
            and tokens.joined(at)
            and is_capital(tokens, at + 1)
            and tokens.joined(at + 1)
        ):
            at += 2
        elif tokens.lows[at] == "and":
            if not (is_capital(tokens, at + 1) and is_field(tokens.lows[at + 1])):
                break
            at += 2
        elif tokens.lows[at] in _LINKS and is_capital(tokens, at + 1):
            at += 2
        elif (
            tokens.lows[at] in _LINKS
            and word_at(tokens, at + 1) in ("the", "la", "los")
            and is_capital(tokens, at + 2)
        ):
            at += 3
        else:
            break
    return at


def _is_hyphened(tokens: Tokens, at: int) -> bool:
    """Tell whether a particle between hyphens goes on at `at`: "Fos-sur-Mer"."""
    return tokens.words[at : at + 3 : 2] == ["-", "-"] and tokens.joined(at) and is_capital(tokens, at + 3)


def _hit(tokens: Tokens, first: int, last: int) -> Hit | None:
    if last - first == 1 and not _may_stand_alone(tokens, first):
        return None
    if (tokens.heading[first] and last - first > 5) or tokens.lows[first] in organisations().openers:
        return None
    if word_at(tokens, last) == "'" or (
        first > 0 and tokens.words[first - 1] in "/_" and tokens.joined(first)
    ):
        return None
    return _land(tokens, first, last) or _venue(tokens, first, last) or _unknown(tokens, first, last)


def _may_stand_alone(tokens: Tokens, at: int) -> bool:
    """Tell whether a single word may be a place: by the words on either side of it."""
    after = word_at(tokens, at + 1)
    return after in place_words().sure_lands or after == "headquarters" or cue_before(tokens, at) == STRONG


def _land(tokens: Tokens, first: int, last: int) -> Hit | None:
    """Return a stretch of land or water: "Hunan Province", "Kestrel river", "Port of Tema"."""
    words, lows = place_words(), tokens.lows
    last = _cut(tokens, first, last, _PARTINGS)
    cue = cue_before(tokens, first)
    after = word_at(tokens, last)
    if after in words.sure_lands and tokens.shapes[last] == LOWER and not _is_excluded(tokens, first, last):
        return Hit(first, last + 1, "region", None, "land")
    if last - first < 2 or _has_event(tokens, first, last) or lows[first] in words.broad:
        return None
    sure = lows[last - 1] in words.sure_lands
    opened = lows[first] in words.land_openers and not is_field(lows[first + 1])
    if sure or opened or (lows[last - 1] in words.lands and cue != NONE):
        town = lows[last - 1] in ("city", "town", "village")
        return Hit(first, last, "city" if town else "region", None, "land")
    return None


def _venue(tokens: Tokens, first: int, last: int) -> Hit | None:
    """Return a building or seat: "Lotte Hotel Seoul", "at the Harbour Board"."""
    words, lows = place_words(), tokens.lows
    if word_at(tokens, last) == "headquarters" and not _is_excluded(tokens, first, last):
        return Hit(first, last + 1, "venue", None, "venue")
    housed = lows[last - 1] in words.venues and last - first > 2  # "Palm Convention Centre"
    if _has_event(tokens, first, last - 2 if housed else last):
        return None
    cue, size = cue_before(tokens, first), last - first
    before = word_at(tokens, before_determiners(tokens, first))
    if size >= 2 and any(low in words.sure_venues for low in lows[first:last]) and (cue != NONE or size >= 3):
        return Hit(first, last, "venue", None, "venue")
    headed = size >= 2 and (lows[last - 1] in words.venues or lows[first] in words.venues)
    if headed and is_visited(tokens, first) and (before != "to" or _is_goal(tokens, first)):
        return Hit(first, last, "venue", None, "venue")
    if before == "at" and not _is_excluded(tokens, first, last):
        seat = size > 2 or any(low in words.bodies for low in lows[first:last])
        return Hit(first, last, "venue" if seat else "city", None, "at")
    return None


def _unknown(tokens: Tokens, first: int, last: int) -> Hit | None:
    """Return a name that only "in" and the like say to be a place: "in Vessby"."""
    words, before = place_words(), first - 1
    last = _cut(tokens, first, last, _JOINS)
    if tokens.lows[first] in words.determiners or is_field(tokens.lows[last - 1]):
        return None
    if last - first > _MAX_UNKNOWN or any(low in words.bodies for low in tokens.lows[first:last]):
        return None
    if _is_excluded(tokens, first, last) or cue_before(tokens, first) != STRONG:
        return None
    if tokens.lows[before] in words.determiners:
        return None
    if tokens.lows[before] == "in" and word_at(tokens, before - 1) in words.no_places_in:
        return None
    return Hit(first, last, "city", None, "unknown")


def _cut(tokens: Tokens, first: int, last: int, words: frozenset[str]) -> int:
    """Return where the run ends before the first of `words` in it."""
    return next((at for at in range(first, last) if tokens.lows[at] in words), last)


def _is_goal(tokens: Tokens, first: int) -> bool:
    """Tell whether a journey leads to the name: "a visit to the President's House"."""
    return word_at(tokens, before_determiners(tokens, first) - 1) in place_words().arrivals


def _has_event(tokens: Tokens, first: int, last: int) -> bool:
    events = place_words().events
    return any(low in events for low in tokens.lows[first:last])


def _is_excluded(tokens: Tokens, first: int, last: int) -> bool:
    """Tell whether a run is a thing, an event, a time, a language, a people or bare initials."""
    words = place_words()
    for at in range(first, last):
        low = tokens.lows[at]
        if low in words.events or low in words.months or low in words.languages or not low.isalpha():
            return True
        geo = geography().at(tokens.words, at)
        if geo and (geo[1].form == "people" or geo[1].code is None):
            return True
    initials = all(tokens.words[at].isupper() for at in range(first, last))
    return initials or tokens.lows[first] in titles().honorifics


def _with_country(tokens: Tokens, hit: Hit, known_at: dict[int, Hit], places: Gazetteer) -> Hit:
    """Return the hit with the country of a place inside it, or of the one a comma names after it."""
    inner = [found[1].country for at in range(hit.first, hit.last) if (found := places.at(tokens.words, at))]
    after = known_at.get(hit.last + 1) if word_at(tokens, hit.last) in (",", "in") else None
    rule = "apposed" if hit.rule == "unknown" and after else hit.rule
    country = next((code for code in inner if code), None) or (after.country if after else None)
    return replace(hit, country=country, rule=rule)
