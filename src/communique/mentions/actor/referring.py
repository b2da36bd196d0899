"""Mentions by reference: "the minister", "the company", "the two countries", "five firms", "he", "we"."""

from communique.mentions.actor.cast import Cast
from communique.mentions.actor.named import put_person
from communique.mentions.actor.parties import Party, find_parties
from communique.mentions.actor.pronouns import Pronoun, find_pronouns
from communique.mentions.names.offices import Title
from communique.mentions.names.words import organisations, titles

_PERSONAL = frozenset(("ministers", "leaders", "presidents", "secretaries", "chiefs", "premiers"))
_JOINT = _PERSONAL | {"parties", "sides", "countries"}
_DEFINITE = frozenset(("the", "this"))
_BEFORE_OFFICE = frozenset(("the", "said", "our"))
_GOVERNING = frozenset(("government", "ministry"))
_PLACING = (["of"], ["in"], ["from"])
_MAX_PLACE = 4


def put_references(cast: Cast) -> None:
    """Add every mention by reference, in text order, so that each can lean on those before it."""
    held = {title.last for title in cast.page.titles if title.name}
    references: list[tuple[int, Title | Party | Pronoun]] = [
        *((title.first, title) for title in cast.page.titles if not _told(cast, title, held)),
        *((party.first, party) for party in find_parties(cast.tokens)),
        *((pronoun.at, pronoun) for pronoun in find_pronouns(cast.tokens)),
    ]
    for _, reference in sorted(references, key=lambda pair: pair[0]):
        if isinstance(reference, Title):
            _put_office(cast, reference)
        elif isinstance(reference, Party):
            _put_party(cast, reference)
        else:
            _put_pronoun(cast, reference)


def _told(cast: Cast, title: Title, held: set[int]) -> bool:
    """Tell whether a title stands with its holder's name, if only as in "President and CEO of Velmar"."""
    goes_on = title.first > 1 and cast.tokens.lows[title.first - 1] in ("and", "&")
    return title.name is not None or title.rank == "honorific" or (goes_on and title.first - 1 in held)


def _put_office(cast: Cast, title: Title) -> None:
    """Add an office without a name: as the person who was last named in it, else as worded."""
    heads = titles().chiefs.get(title.head) or (title.head,)
    person = cast.people.holder(heads, cast.tokens.lows[title.first : title.last], title.first)
    before = cast.tokens.lows[title.first - 1] if title.first else ""
    if person and (before in _BEFORE_OFFICE or cast.tokens.words[title.first][0].isupper()):
        put_person(cast, title.first, title.last, "office refers back", person)
        return
    office, country = cast.out.words(title.first, title.last), cast.countries.of_title(title)
    cast.out.put(title.first, title.last, "office", office, "person", country=country, office=office)


def _put_party(cast: Cast, party: Party) -> None:
    """Add a noun phrase for parties: what a definite one stands for, else the words."""
    bare = party.last - party.first == 1
    definite = party.article in _DEFINITE
    if party.group or (definite and bare and party.head in _JOINT):
        name, names = cast.out.words(party.first, party.last), _stand_for(cast, party)
        cast.out.put(party.first, party.last, "definite group", name, "group", names=names)
    elif definite and (_put_chief(cast, party) or (bare and _put_bare(cast, party))):
        return
    elif not (bare and party.head in organisations().broad):
        _put_worded(cast, party)


def _put_chief(cast: Cast, party: Party) -> bool:
    """Add "the trade chief" as the person meant; False where nobody fits."""
    heads = titles().chiefs.get(party.head)
    words = cast.tokens.lows[party.first : party.last]
    person = cast.people.holder(heads, words, party.first) if heads else None
    if person:
        put_person(cast, party.first, party.last, "office refers back", person)
    return person is not None


def _put_bare(cast: Cast, party: Party) -> bool:
    """Add "the country" or "the company" as the one last named; False where none was."""
    geo = cast.countries.last_before(party.first) if party.head == "country" else None
    if geo:
        name = cast.countries.name(geo)
        cast.out.put(party.first, party.last, "definite country", name, "country", country=geo.code)
        return True
    body = cast.bodies.by_head(party.head, party.first)
    if body:
        cast.out.put(party.first, party.last, "definite noun", body.name, "organisation")
    return body is not None


def _put_worded(cast: Cast, party: Party) -> None:
    """Add a party as it is worded; "the Korean side" as its country."""
    place = cast.countries.at(party.first)
    code = place.geo.code if place and place.last < party.last else None
    if party.head == "side" and place and code:
        name = cast.countries.name(place.geo)
        cast.out.put(party.first, party.last, "side", name, "country", country=code)
    elif party.head in _GOVERNING:
        name = cast.out.words(party.first, party.last)
        cast.out.put(party.first, party.last, "government", name, "organisation", country=code)
    else:
        last = _placed_end(cast, party)
        name = cast.out.words(party.first, last)
        cast.out.put(party.first, last, "party noun", name, "unnamed", country=code)


def _placed_end(cast: Cast, party: Party) -> int:
    """Return the end of a party's phrase with the name that places it: "a company in Bergen"."""
    lows, names, at = cast.tokens.lows, cast.page.names, party.last
    if lows[at : at + 1] not in _PLACING:
        return at
    start = end = at + 1 + (lows[at + 1 : at + 2] == ["the"])
    while end < len(names) and names[end] and end - start < _MAX_PLACE:
        end += 1
    return end if end > start else at


def _stand_for(cast: Cast, party: Party) -> tuple[str, ...]:
    """Return the two parties a definite group stands for, in text order."""
    if party.head in _PERSONAL:
        last_two = cast.people.before(party.first)[-2:]
        return tuple(person.name for person in sorted(last_two, key=lambda person: person.first))
    return cast.countries.pair(party.first, party.article == "our")


def _put_pronoun(cast: Cast, pronoun: Pronoun) -> None:
    """Add a pronoun where one antecedent is clear: "we" is the publisher's country."""
    at = pronoun.at
    if pronoun.kind == "self":
        own = cast.countries.own()
        if own:
            cast.out.put(at, at + 1, "publisher speaks", own[0], "country", country=own[1])
        return
    people = cast.people
    near = people.before(at, pronoun.first) or people.before(pronoun.first, pronoun.before)
    if pronoun.kind == "single" and len(near) == 1:
        put_person(cast, at, at + 1, "pronoun", near[0])
    elif pronoun.kind == "several" and len(near) == 2:
        names = tuple(person.name for person in near)
        cast.out.put(at, at + 1, "pronoun", cast.out.words(at, at + 1), "group", names=names)
