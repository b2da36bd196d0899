"""Finds the parties a release names or refers to: persons, organisations, countries, groups."""

from communique.mentions.actor.bodies import Bodies, is_acronym, is_body, is_company, is_instrument, mend_runs
from communique.mentions.actor.collect import Collector
from communique.mentions.actor.countries import Countries
from communique.mentions.actor.parties import Party, find_parties
from communique.mentions.actor.people import People, Person
from communique.mentions.actor.references import Pronoun, find_pronouns
from communique.mentions.mechanism.words import head_nouns
from communique.mentions.names.acronyms import find_bindings
from communique.mentions.names.offices import Title
from communique.mentions.names.page import read_page
from communique.mentions.names.runs import Run, find_runs
from communique.mentions.names.tokens import CAPITAL
from communique.mentions.names.words import is_field, offices, organisations, titles
from communique.records import ActorMention, Document
from communique.records.kinds import ActorType

_MAX_ACRONYM = 8
_MAX_PLACE = 4
_PERSONAL_HEADS = frozenset(("ministers", "leaders", "presidents", "secretaries", "chiefs", "premiers"))
_NO_PERSON_BEFORE = frozenset(('"', "the", "in", "at", "near", "from", "a", "an"))


def find_actors(document: Document) -> list[ActorMention]:
    """Return the actor mentions of a document, sorted by place; one for each span."""
    return _Reader(document).read()


class _Reader:
    """Reads one document: names in full first, then what refers back to them."""

    def __init__(self, document: Document) -> None:
        self.page = read_page(document.soft)
        self.tokens = self.page.tokens
        self.out = Collector(document, self.tokens)
        self.countries = Countries(self.page, document.release.country, self.out.words)
        self.people, self.bodies = People(), Bodies()
        self.inner = self._inner_names()
        self.held = {title.last for title in self.page.titles if title.name}

    def read(self) -> list[ActorMention]:
        """Return all mentions, sorted."""
        runs = self._bind(find_runs(self.tokens, self.page.names, organisations().bodies))
        self._register_holders()
        self._register_runs(runs)
        for title in self.page.titles:
            self._put_title(title)
        for run in runs:
            self._put_run(run)
        self._put_in_headings()
        for place in self.page.places:
            self._put_place(place.first, place.last)
        for party in find_parties(self.tokens):
            self._put_party(party)
        for pronoun in find_pronouns(self.tokens):
            self._put_pronoun(pronoun)
        return self.out.sorted()

    # names in full

    def _inner_names(self) -> set[str]:
        """Return the words that are capitalised within a sentence: names wherever they stand."""
        tokens = self.tokens
        marks = zip(tokens.words, self.page.names, tokens.opens, tokens.heading, strict=True)
        return {word for word, named, opens, heading in marks if named and not opens and not heading}

    def _register_holders(self) -> None:
        """Take the persons with titles: full names first, then surnames that no full name explains."""
        held = [(title, title.name) for title in self.page.titles if title.name]
        for full in (True, False):
            for title, (first, last) in held:
                words = self.tokens.words[first:last]
                if (last - first > 1) is not full or (not full and self.people.find(words, first)):
                    continue
                formal = title.rank == "honorific"
                office = None if formal else self.out.words(title.first, title.last)
                person = self.people.add(
                    self.out.words(first, last), words, first, office, "" if formal else title.head
                )
                if person:
                    person.country = person.country or self.countries.of_title(title)

    def _bind(self, runs: list[Run]) -> list[Run]:
        """Return the runs with those mended that an acronym in brackets spells out."""
        bindings = find_bindings(self.tokens)
        mended, bound = mend_runs(self.tokens, runs, bindings)
        for binding, run in zip(bindings, bound, strict=True):
            if run and not is_instrument(self.tokens, run):
                self.bodies.bind(binding.acronym, self.out.words(run.first, run.last))
        return mended

    def _register_runs(self, runs: list[Run]) -> None:
        for run in runs:
            words = self.tokens.words[run.first : run.last]
            company = is_company(self.tokens, run)
            if company or is_body(run):
                self.bodies.add(self.out.words(run.first, run.last), words, run.head, company, run.first)
            elif self._looks_personal(run):
                self.people.add(self.out.words(run.first, run.last), words, run.first, None, "")

    def _looks_personal(self, run: Run) -> bool:
        """Tell whether a run with no title is a person's name: two to four plain words that name no field."""
        tokens = self.tokens
        marks = sum(tokens.words[i] in "-." for i in range(run.first, run.last))
        if run.head or not 2 <= run.last - run.first - marks <= 4 or tokens.heading[run.first]:
            return False
        if tokens.lows[run.last - 1] in head_nouns() or CAPITAL not in tokens.shapes[run.first : run.last]:
            return False
        if run.first and tokens.lows[run.first - 1] in _NO_PERSON_BEFORE:
            return False
        pack = organisations()
        return not any(
            not tokens.words[i][0].isalpha()
            or tokens.lows[i] in pack.companies
            or tokens.lows[i] in pack.parties
            or tokens.lows[i] in offices()
            or is_field(tokens.lows[i])
            or self.countries.at(i)
            for i in range(run.first, run.last)
            if tokens.words[i] not in "-."
        )

    # mentions

    def _put_person(
        self, first: int, last: int, rule: str, person: Person, office: str | None = None
    ) -> None:
        self.people.see(person, first)
        self.out.put(
            first, last, rule, person.name, "person", country=person.country,
            office=office or person.office, aside=self._in_brackets(first),
        )  # fmt: skip

    def _put_title(self, title: Title) -> None:
        office = self.out.words(title.first, title.last)
        if title.name:
            first, last = title.name
            person = self.people.find(self.tokens.words[first:last], first)
            if person:
                self._put_person(
                    first, last, "titled name", person, None if title.rank == "honorific" else office
                )
            return
        if title.rank == "honorific" or self._continues(title):
            return
        heads = titles().chiefs.get(title.head) or (title.head,)
        words = self.tokens.lows[title.first : title.last]
        person = self.people.holder(heads, words, title.first)
        before = self.tokens.lows[title.first - 1] if title.first else ""
        if person and (before in ("the", "said", "our") or self.tokens.words[title.first][0].isupper()):
            self._put_person(title.first, title.last, "office refers back", person)
        else:
            country = self.countries.of_title(title)
            self.out.put(title.first, title.last, "office", office, "person", country=country, office=office)

    def _continues(self, title: Title) -> bool:
        """Tell whether an office goes on from one before it: "President and CEO of Velmar"."""
        lows, first = self.tokens.lows, title.first
        return first > 1 and lows[first - 1] in ("and", "&") and first - 1 in self.held

    def _in_brackets(self, at: int) -> bool:
        """Tell whether the word at `at` stands in brackets opened shortly before it."""
        words = self.tokens.words
        for i in range(at - 1, max(-1, at - 12), -1):
            if words[i] in (")", ".", "\n"):
                return False
            if words[i] == "(":
                return True
        return False

    def _put_run(self, run: Run) -> None:
        tokens = self.tokens
        words = tokens.words[run.first : run.last]
        name = self.out.words(run.first, run.last)
        place = self.countries.at(run.first)
        if self.countries.holds(run.first, run.last) or is_instrument(tokens, run):
            return
        if is_acronym(tokens, run):
            full = self.bodies.by_acronym(words[0])
            if full or (
                not self._in_brackets(run.first) and len(words[0]) <= _MAX_ACRONYM and "." not in words[0]
            ):
                self.out.put(run.first, run.last, "acronym", full or name, "organisation")
            return
        if run.head and run.last - run.first == 1:
            body = self.bodies.by_head(run.head, run.first)
            self.out.put(run.first, run.last, "bare head", body.name if body else name, "organisation")
            return
        if run.head or is_company(tokens, run):
            code = place.geo.code if place else None
            self.out.put(run.first, run.last, "headed name", name, "organisation", country=code)
            return
        person = self.people.find(words, run.first)
        if person:
            self._put_person(run.first, run.last, "short name", person)
            return
        body = self.bodies.by_first_words(words) if not self._describes(run) else None
        if body or run.last - run.first > 1 or self._proves_name(run.first):
            self.out.put(run.first, run.last, "capitalised name", body.name if body else name, "organisation")

    def _put_in_headings(self) -> None:
        """Add organisations known from the text where a heading names them in words it also uses as such."""
        lows = self.tokens.lows
        for at, heading in enumerate(self.tokens.heading):
            if heading and (body := self.bodies.in_heading(lows, at)):
                self.out.put(at, at + len(body.words), "name in heading", body.name, "organisation")

    def _describes(self, run: Run) -> bool:
        """Tell whether a run is one word that many names begin with ("Federal", "National")."""
        low = self.tokens.lows[run.first]
        return run.last - run.first == 1 and (low in titles().modifiers or is_field(low))

    def _proves_name(self, at: int) -> bool:
        """Tell whether one capitalised word is a name: it need not be where it opens a sentence."""
        tokens = self.tokens
        if not tokens.opens[at] and not tokens.heading[at]:
            return True
        if tokens.words[at] in self.inner:
            return True
        follower = tokens.lows[at + 1] if at + 1 < len(tokens) else ""
        if follower == "," and tokens.lows[at + 2 : at + 3] in (["a"], ["an"], ["the"], ["which"], ["whose"]):
            return True
        return follower in titles().saying or follower in organisations().auxiliaries

    def _put_place(self, first: int, last: int) -> None:
        place = self.countries.at(first)
        if place is None or (place.geo.form == "capital" and not self.countries.acts(place)):
            return
        kind: ActorType = "country" if place.geo.code else "group"
        rule = f"country {place.geo.form}" if place.geo.code else "bloc"
        self.out.put(first, last, rule, self.countries.name(place.geo), kind, country=place.geo.code)

    def _put_party(self, party: Party) -> None:
        name = self.out.words(party.first, party.last)
        bare = party.last - party.first == 1
        place = self.countries.at(party.first)
        code = place.geo.code if place and place.last < party.last else None
        definite = party.article in ("the", "this")
        if party.group:
            self.out.put(
                party.first, party.last, "definite group", name, "group", names=self._stand_for(party)
            )
        elif definite and party.head in titles().chiefs and self._put_chief(party):
            return
        elif (
            definite
            and bare
            and party.head == "country"
            and (named := self.countries.last_before(party.first))
        ):
            self.out.put(
                party.first, party.last, "definite country", self.countries.name(named), "country",
                country=named.code,
            )  # fmt: skip
        elif definite and bare and (body := self.bodies.by_head(party.head, party.first)):
            self.out.put(party.first, party.last, "definite noun", body.name, "organisation")
        elif definite and bare and party.head in _PERSONAL_HEADS | {"parties", "sides", "countries"}:
            self.out.put(
                party.first, party.last, "definite group", name, "group", names=self._stand_for(party)
            )
        elif party.head == "side" and place and code:
            self.out.put(
                party.first, party.last, "side", self.countries.name(place.geo), "country", country=code
            )
        elif party.head in ("government", "ministry"):
            self.out.put(party.first, party.last, "party noun", name, "organisation", country=code)
        elif not (bare and party.head in organisations().broad):
            last = self._party_end(party)
            name = self.out.words(party.first, last)
            self.out.put(party.first, last, "party noun", name, "unnamed", country=code)

    def _party_end(self, party: Party) -> int:
        """Return the end of a party's phrase with the name that places it: "a company in Daegu"."""
        lows, names, at = self.tokens.lows, self.page.names, party.last
        if lows[at : at + 1] not in (["of"], ["in"], ["from"]):
            return at
        start = end = at + 1 + (lows[at + 1 : at + 2] == ["the"])
        while end < len(names) and names[end] and end - start < _MAX_PLACE:
            end += 1
        return end if end > start else at

    def _put_chief(self, party: Party) -> bool:
        """Add "the trade chief" as the person meant; False where nobody fits."""
        words = self.tokens.lows[party.first : party.last]
        person = self.people.holder(titles().chiefs[party.head], words, party.first)
        if person:
            self._put_person(party.first, party.last, "office refers back", person)
        return person is not None

    def _stand_for(self, party: Party) -> tuple[str, ...]:
        """Return the two parties a definite group stands for: the last two named before it, in text order."""
        if party.head in _PERSONAL_HEADS:
            last_two = self.people.before(party.first)[-2:]
            return tuple(person.name for person in sorted(last_two, key=lambda p: p.first))
        return self.countries.pair(party.first, party.article == "our")

    def _put_pronoun(self, pronoun: Pronoun) -> None:
        at = pronoun.at
        if pronoun.kind == "self":
            own = self.countries.own()
            if own:
                self.out.put(at, at + 1, "publisher speaks", own[0], "country", country=own[1])
            return
        near = self.people.before(at, pronoun.first) or self.people.before(pronoun.first, pronoun.before)
        if pronoun.kind == "single" and len(near) == 1:
            self._put_person(at, at + 1, "pronoun", near[0])
        elif pronoun.kind == "several" and len(near) == 2:
            names = tuple(person.name for person in near)
            self.out.put(at, at + 1, "pronoun", self.out.words(at, at + 1), "group", names=names)
