"""Mentions by name: titled persons, capitalised names, acronyms, words for countries."""

from communique.mentions.actor.bodies import is_acronym, is_company, is_instrument
from communique.mentions.actor.cast import Cast
from communique.mentions.actor.collect import Rule
from communique.mentions.actor.people import Person
from communique.mentions.names.offices import Title
from communique.mentions.names.page import Place
from communique.mentions.names.runs import Run
from communique.mentions.names.tokens import CAPITAL, CAPITALS
from communique.mentions.names.words import is_field, organisations, titles

_MAX_ACRONYM = 8
_BRACKET_REACH = 12
_FORMS: dict[str, Rule] = {"name": "country name", "people": "country people", "capital": "country capital"}
_APPOSITION = frozenset(("a", "an", "the", "which", "whose"))


def put_named(cast: Cast) -> None:
    """Add every mention by name to the cast's mentions."""
    for title in cast.page.titles:
        if title.name:
            _put_holder(cast, title, title.name)
    for run in cast.runs:
        _put_run(cast, run)
    _put_in_headings(cast)
    for place in cast.page.places:
        _put_place(cast, place)


def put_person(
    cast: Cast, first: int, last: int, rule: Rule, person: Person, office: str | None = None
) -> None:
    """Add a mention of a person under the fullest name of the release."""
    cast.people.see(person, first)
    cast.out.put(
        first,
        last,
        rule,
        person.name,
        "person",
        country=person.country,
        office=office or person.office,
        aside=_in_brackets(cast, first),
    )


def _put_holder(cast: Cast, title: Title, name: tuple[int, int]) -> None:
    first, last = name
    person = cast.people.find(cast.tokens.words[first:last], first)
    if person:
        office = None if title.rank == "honorific" else cast.out.words(title.first, title.last)
        put_person(cast, first, last, "titled name", person, office)


def _in_brackets(cast: Cast, at: int) -> bool:
    """Tell whether the word at `at` stands in brackets opened shortly before it."""
    words = cast.tokens.words
    for i in range(at - 1, max(-1, at - _BRACKET_REACH), -1):
        if words[i] in (")", ".", "\n"):
            return False
        if words[i] == "(":
            return True
    return False


def _put_run(cast: Cast, run: Run) -> None:
    """Add the mention a capitalised run makes: acronym, body, company, person, or a name of no known kind."""
    if cast.countries.holds(run.first, run.last) or is_instrument(cast.tokens, run):
        return
    single = run.last - run.first == 1
    name = cast.out.words(run.first, run.last)
    if is_acronym(cast.tokens, run):
        _put_acronym(cast, run.first, name)
    elif run.head and single:
        body = cast.bodies.by_head(run.head, run.first, main=True)
        cast.out.put(run.first, run.last, "bare head", body.name if body else name, "organisation")
    elif run.head or is_company(cast.tokens, run):
        place = cast.countries.at(run.first)
        code = place.geo.code if place else None
        cast.out.put(run.first, run.last, "headed name", name, "organisation", country=code)
    elif person := cast.people.find(cast.tokens.words[run.first : run.last], run.first):
        put_person(cast, run.first, run.last, "short name", person)
    elif not (single and _describes(cast, run.first)):
        known = cast.bodies.by_first_words(cast.tokens.words[run.first : run.last])
        if known or _proves_name(cast, run):
            name = known.name if known else name
            cast.out.put(run.first, run.last, "capitalised name", name, "organisation")


def _put_acronym(cast: Cast, at: int, acronym: str) -> None:
    """Add an acronym under the name it is bound to; one that is bound to none only where it can be a name."""
    full = cast.bodies.by_acronym(acronym)
    letters = sum(c.isalpha() for c in acronym)
    likely = 1 < letters <= _MAX_ACRONYM and "." not in acronym and not _in_brackets(cast, at)
    titled = at < cast.title_end and acronym not in cast.inner  # a title in capitals is full of such words
    if full or (likely and not titled):
        cast.out.put(at, at + 1, "acronym", full or acronym, "organisation")


def _describes(cast: Cast, at: int) -> bool:
    """Tell whether a word is one that many names begin with ("Federal", "National")."""
    low = cast.tokens.lows[at]
    return low in titles().modifiers or is_field(low)


def _proves_name(cast: Cast, run: Run) -> bool:
    """Tell whether a run is a name: one capitalised word need not be where it opens a sentence."""
    tokens, at = cast.tokens, run.first
    capitals = [i for i in range(at, run.last) if tokens.shapes[i] in (CAPITAL, CAPITALS)]
    if tokens.heading[at] and at < cast.title_end:
        return all(tokens.words[i] in cast.inner for i in capitals)
    if len(capitals) > 1:
        return True
    if tokens.words[at] in cast.inner or not tokens.opens[at]:
        return True
    after = [*tokens.lows[run.last : run.last + 2], "", ""]
    if after[0] == "," and after[1] in _APPOSITION:
        return True
    return after[0] in titles().saying or after[0] in organisations().auxiliaries


def _put_in_headings(cast: Cast) -> None:
    """Add organisations of the text where a heading names them in words that it shares with common nouns."""
    lows = cast.tokens.lows
    for at, heading in enumerate(cast.tokens.heading):
        if heading and (body := cast.bodies.in_heading(lows, at)):
            cast.out.put(at, at + len(body.words), "name in heading", body.name, "organisation")


def _put_place(cast: Cast, place: Place) -> None:
    """Add a country or bloc; a capital only where it acts as its government."""
    geo = place.geo
    if geo.form == "capital" and not cast.countries.acts(place):
        return
    name = cast.countries.name(geo)
    if geo.code is None:
        cast.out.put(place.first, place.last, "bloc", name, "group")
    else:
        cast.out.put(place.first, place.last, _FORMS[geo.form], name, "country", country=geo.code)
