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
    is_dateline_mark,
    is_visited,
    opens_line,
    word_at,
)
from communique.mentions.place.words import place_words

_LINKS = frozenset(
    ("of", "de", "la", "y", "el", "al", "del", "for", "da", "do", "los", "las", "by", "and", "bin")
)
_PARTINGS = frozenset(("and", "for", "by"))
_JOINS = _PARTINGS | {"of"}
_TOWNS = frozenset(("city", "town", "village"))
_SETTLED = _TOWNS | {"suburb", "port", "capital"}
_OFFICES = frozenset(("department", "state"))
_MAX_RUN = 9
_MAX_UNKNOWN = 4


def named_places(tokens: Tokens, known: list[Hit], places: Gazetteer) -> list[Hit]:
    """Return the places that their own words or the words before them show, in order."""
    known_at = {hit.first: hit for hit in known}
    common = frozenset(tokens.words)
    hits: list[Hit] = []
    at, count, shapes = 0, len(tokens), tokens.shapes
    while at < count:
        if shapes[at] not in (CAPITAL, CAPITALS):
            at += 1
            continue
        last = _run_end(tokens, at)
        hit = _hit(tokens, at, last, known_at, common)
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


def _hit(
    tokens: Tokens, first: int, last: int, known_at: dict[int, Hit], common: frozenset[str]
) -> Hit | None:
    if last - first == 1 and not _may_stand_alone(tokens, first, known_at):
        return None
    if (tokens.heading[first] and last - first > 5) or tokens.lows[first] in organisations().openers:
        return None
    if word_at(tokens, last) in ("'", "@") or (
        first > 0 and tokens.words[first - 1] in "/_" and tokens.joined(first)
    ):
        return None
    found = _land(tokens, first, last) or _called(tokens, first, last) or _venue(tokens, first, last)
    if found or tokens.lows[first] in common:  # also written small: "Violence in Conflict"
        return found
    return _at(tokens, first, last) or _unknown(tokens, first, last, known_at)


def _may_stand_alone(tokens: Tokens, at: int, known_at: dict[int, Hit]) -> bool:
    """Tell whether a single word may be a place: by the words on either side of it."""
    after = word_at(tokens, at + 1)
    if after in place_words().sure_lands or after == "headquarters" or cue_before(tokens, at) == STRONG:
        return True
    return (
        _kind_before(tokens, at) != "" or _is_journey(tokens, at) or _is_apposed(tokens, at, at + 1, known_at)
    )


def _kind_before(tokens: Tokens, first: int) -> str:
    """Return the kind of place that "of" joins to a name: "the town of Vessby"; else ""."""
    kind = word_at(tokens, first - 2) if word_at(tokens, first - 1) == "of" else ""
    return kind if kind in place_words().called else ""


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
    if lows[last - 2 : last] == ["of", "state"]:  # "the Head of State"
        return None
    sure = lows[last - 1] in words.sure_lands
    opened = lows[first] in words.land_openers and not is_field(lows[first + 1])
    opened = opened or _is_opened(tokens, first)
    if sure or opened or (lows[last - 1] in words.lands and cue != NONE):
        town = lows[last - 1] in _TOWNS or (opened and lows[first] in _TOWNS)
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
    return None


def _is_opened(tokens: Tokens, first: int) -> bool:
    """Tell whether a kind of place and "of" begin a name: not so "Department of Health"."""
    kind = tokens.lows[first]
    if kind not in place_words().called or kind in _OFFICES or word_at(tokens, first + 1) != "of":
        return False
    return is_capital(tokens, first + 2) and not is_field(tokens.lows[first + 2])


def _called(tokens: Tokens, first: int, last: int) -> Hit | None:
    """Return a name that the kind of place before it leads to: "the town of Vessby"."""
    kind = _kind_before(tokens, first)
    if not kind or is_field(tokens.lows[first]):
        return None
    last = _cut(tokens, first, last, _JOINS)
    if last - first > _MAX_UNKNOWN or _is_excluded(tokens, first, last):
        return None
    return Hit(first, last, "city" if kind in _SETTLED else "region", None, "called")


def _at(tokens: Tokens, first: int, last: int) -> Hit | None:
    """Return a seat or a site that only "at" shows: "at Vessby Ports Authority", "at Vessby"."""
    bodies = [low for low in tokens.lows[first:last] if low in place_words().bodies]
    if word_at(tokens, before_determiners(tokens, first)) != "at" or len(bodies) == last - first:
        return None
    if _is_excluded(tokens, first, last):
        return None
    spaced = sum(not tokens.joined(at) for at in range(first + 1, last))  # "Fos-sur-Mer" is one word
    return Hit(first, last, "venue" if bodies or spaced > 1 else "city", None, "at")


def _unknown(tokens: Tokens, first: int, last: int, known_at: dict[int, Hit]) -> Hit | None:
    """Return a name that only "in" and the like say to be a place: "in Vessby"."""
    words, before = place_words(), first - 1
    last = _cut(tokens, first, last, _JOINS)
    if tokens.lows[first] in words.determiners or any(map(is_field, tokens.lows[first:last])):
        return None
    if last - first > _MAX_UNKNOWN or any(low in words.bodies for low in tokens.lows[first:last]):
        return None
    if _is_excluded(tokens, first, last):
        return None
    cued = cue_before(tokens, first) == STRONG or _is_journey(tokens, first)
    if not cued and not _is_apposed(tokens, first, last, known_at):
        return None
    if word_at(tokens, last) == "-" and tokens.joined(last):
        return None
    if tokens.lows[before] in words.determiners:
        return None
    if tokens.lows[before] == "in" and word_at(tokens, before - 1) in words.no_places_in:
        return None
    return Hit(first, last, "city", None, "unknown")


def _is_journey(tokens: Tokens, first: int) -> bool:
    """Tell whether somebody goes to a name: "travelled to Vessby"."""
    return word_at(tokens, first - 1) == "to" and word_at(tokens, first - 2) in place_words().journeys


def _is_apposed(tokens: Tokens, first: int, last: int, known_at: dict[int, Hit]) -> bool:
    """Tell whether a known place follows a name somebody goes to, or one that opens a dateline."""
    after = known_at.get(last + 1) if word_at(tokens, last) == "," else None
    if after is None or after.type not in ("country", "region"):
        return False
    if word_at(tokens, first - 1) in ("to", "from"):
        return True
    return opens_line(tokens, first) and is_dateline_mark(tokens, after.last)


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
        if low == "-" and at > first and _joins_one_name(tokens, at):
            continue
        if low in words.events or low in words.months or low in words.languages or not low.isalpha():
            return True
        geo = geography().at(tokens.words, at)
        if geo and (geo[1].form == "people" or geo[1].code is None):
            return True
    initials = all(tokens.words[at].isupper() for at in range(first, last))
    return initials or tokens.lows[first] in titles().honorifics


def _joins_one_name(tokens: Tokens, hyphen: int) -> bool:
    """Tell whether a hyphen lies within one name ("Saint-Anselme"), not between two countries."""
    before, after = (geography().at(tokens.words, at) for at in (hyphen - 1, hyphen + 1))
    return after is None and (before is None or before[1].form == "capital")


def _with_country(tokens: Tokens, hit: Hit, known_at: dict[int, Hit], places: Gazetteer) -> Hit:
    """Return the hit with the country of a place inside it, or of the one a comma names after it."""
    after = known_at.get(hit.last + 1) if word_at(tokens, hit.last) in (",", "in", "of") else None
    rule = "apposed" if hit.rule == "unknown" and after else hit.rule
    country = (after.country if after else None) or _inner_country(tokens, hit, places)
    return replace(hit, country=country, rule=rule)


def _inner_country(tokens: Tokens, hit: Hit, places: Gazetteer) -> str | None:
    """Return the country of a well-known place in the name, or of the place the name is all about."""
    for at in range(hit.first, hit.last):
        found = places.at(tokens.words, at)
        if not found or not found[1].country:
            continue
        end, place = found
        if place.known and not place.ambiguous:
            return place.country
        if hit.rule == "called" and place.ambiguous:
            continue
        whole = end == hit.last and (at == hit.first or word_at(tokens, at - 1) == "of")  # "Port of Tema"
        if whole or (hit.rule == "land" and (at, end) == (hit.first, hit.last - 1)):  # "Tema Port"
            return place.country
    return None
