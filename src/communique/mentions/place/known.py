"""Known places: which of their names in a text really stand for the place."""

from dataclasses import replace

from communique.mentions.names.tokens import CAPITAL, CAPITALS, LOWER, Tokens
from communique.mentions.names.words import organisations
from communique.mentions.place.gazetteer import Gazetteer, Place
from communique.mentions.place.hit import (
    NONE,
    STRONG,
    WEAK,
    Hit,
    cue_before,
    goes_on,
    is_capital,
    is_visited,
    opens_dateline,
    word_at,
)
from communique.mentions.place.words import place_words


def known_places(tokens: Tokens, places: Gazetteer, home: str | None) -> list[Hit]:
    """Return the known places in the text of a publisher whose country is `home`, in order."""
    hits: list[Hit] = []
    at, count, shapes = 0, len(tokens), tokens.shapes
    while at < count:
        found = places.at(tokens.words, at) if shapes[at] in (CAPITAL, CAPITALS) else None
        shouted = found is None and shapes[at] == CAPITALS
        if shouted:
            found = places.in_capitals(tokens.words, at)
        if found is None:
            at += 1
            continue
        last, place = found
        hit = _hit(tokens, places, hits, at, last, place)
        if hit:
            hits.append(replace(hit, name=place.name) if shouted else hit)
        at = last
    return [_settled(tokens, places, hits, i, home) for i in range(len(hits))]


def _settled(tokens: Tokens, places: Gazetteer, hits: list[Hit], index: int, home: str | None) -> Hit:
    """Return a country as the region of the same name where its neighbours or its publisher say so."""
    hit = hits[index]
    region = places.homonyms.get(hit.name) if hit.type == "country" else None
    if region is None:
        return hit
    before = hits[index - 1] if index and hits[index - 1].last == hit.first - 1 else None
    beside = [other.type for other in hits[max(0, index - 1) : index + 2] if other is not hit]
    if before and before.type == "city":
        within = before.country == region.country
    else:
        within = home == region.country and "country" not in beside
    if not within:
        return hit
    return Hit(hit.first, hit.last, "region", region.country, "region")


def _hit(
    tokens: Tokens, places: Gazetteer, hits: list[Hit], first: int, last: int, place: Place
) -> Hit | None:
    within = _named_after(tokens, places, last)
    if _is_part(tokens, first, last, place) or _qualifies(tokens, last, place):
        return None
    if place.type == "venue" and not is_visited(tokens, first):
        return None
    cue = STRONG if within or opens_dateline(tokens, first, last) else cue_before(tokens, first)
    if cue == NONE and _follows(tokens, hits, first):
        cue = STRONG if _holds(place, hits[-1]) else WEAK
    needed = _needed(place)
    if cue < needed:
        return None
    country = _country_of(tokens, places, last, place, within)
    name = place.name if place.type == "country" else ""
    return Hit(first, last, place.type, country, place.type, name)


def _holds(place: Place, before: Hit) -> bool:
    """Tell whether a country or region holds the city before it: "Atlanta, Georgia"."""
    return place.type != "city" and before.type == "city" and before.country == place.country


def _needed(place: Place) -> int:
    """Return the cue without which a name is not taken for the place."""
    if place.ambiguous:
        return WEAK if place.type == "country" else STRONG
    return NONE if place.known else WEAK


def _named_after(tokens: Tokens, places: Gazetteer, last: int) -> Place | None:
    """Return the country or region that a comma names after a place: "Tallinn, Estonia"."""
    if word_at(tokens, last) != "," or not is_capital(tokens, last + 1):
        return None
    found = places.at(tokens.words, last + 1)
    if not found or found[1].type == "city" or goes_on(tokens, found[0]):
        return None
    return found[1]


def _country_of(
    tokens: Tokens, places: Gazetteer, last: int, place: Place, within: Place | None
) -> str | None:
    """Return the country told after a place, else its own: "Atlanta, Georgia" lies in the state."""
    if within is None or place.type == "country" or within.country is None:
        return place.country
    region = places.homonyms.get(within.name)
    if region and region.country == place.country:
        return place.country
    only_listed = place.known and (
        place.type == within.type == "region" or _lists_on(tokens, places, last + 1)
    )
    return place.country if only_listed else within.country


def _lists_on(tokens: Tokens, places: Gazetteer, at: int) -> bool:
    """Tell whether the place at `at` leads on to one more: "Oslo, Estonia and Latvia"."""
    found = places.at(tokens.words, at)
    at = found[0] if found else at
    if word_at(tokens, at) not in (",", "and"):
        return False
    at += 2 if word_at(tokens, at + 1) == "and" else 1
    return is_capital(tokens, at) and places.at(tokens.words, at) is not None


def _is_part(tokens: Tokens, first: int, last: int, place: Place) -> bool:
    """Tell whether a name is only a piece of a longer one: a body, a person, an event."""
    if tokens.heading[first] and cue_before(tokens, first) == STRONG:
        return False
    stopped = place.type != "country" and tokens.words[last - 1].endswith(".")  # "in Washington, D.C. Both"
    if goes_on(tokens, last) and not stopped:
        return True
    before = first - 1
    if before >= 0 and tokens.words[before] in "-/_" and tokens.joined(first):
        return tokens.joined(before)
    if not is_capital(tokens, before) or tokens.heading[first]:
        return False
    words, low = place_words(), tokens.lows[before]
    return not (
        low in words.weak_cues
        or low in words.cues
        or low in words.determiners
        or low in organisations().openers
    )


def _qualifies(tokens: Tokens, last: int, place: Place) -> bool:
    """Tell whether a country's initials only qualify the noun after them: "U.S. exports"."""
    initials = "." in tokens.words[last - 1] or (
        tokens.words[last - 1].isupper() and len(tokens.words[last - 1]) < 5
    )
    if place.type != "country" or not initials or last >= len(tokens):
        return False
    return (
        tokens.shapes[last] == LOWER
        and tokens.lows[last] not in organisations().stops
        and tokens.words[last] != "'s"
    )


def _follows(tokens: Tokens, hits: list[Hit], first: int) -> bool:
    """Tell whether a name goes on a list of places: "Oslo, Bergen and Molde"."""
    if not hits:
        return False
    gap = tokens.words[hits[-1].last : first]
    return gap in ([","], ["and"], [",", "and"], ["or"], ["&"])
