"""Finds the parties a release names or refers to: persons, organisations, countries, groups."""

from communique.mentions.actor.bodies import Bodies, bound_run, is_acronym, is_body, is_company
from communique.mentions.actor.offices import Title, find_titles
from communique.mentions.actor.parties import Party, country_side, find_parties
from communique.mentions.actor.people import People
from communique.mentions.names.acronyms import find_bindings
from communique.mentions.names.geography import Geo, country_name, geography
from communique.mentions.names.runs import Run, find_runs, name_words
from communique.mentions.names.tokens import Tokens, scan
from communique.mentions.names.words import is_field, organisations, titles
from communique.records import ActorMention, Document
from communique.records.kinds import ActorType


def find_actors(document: Document) -> list[ActorMention]:
    """Return the actor mentions of a document, sorted by place; one for each span."""
    return _Reader(document).read()


class _Reader:
    """Reads one document: names in full first, then what refers back to them."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.tokens: Tokens = scan(document.soft)
        self.names = name_words(self.tokens, ())
        self.people, self.bodies = People(), Bodies()
        self.geos = self._find_geos()
        self.preferred = self._preferred_names()
        self.inner = self._inner_names()
        self.found: dict[tuple[int, int], ActorMention] = {}

    def read(self) -> list[ActorMention]:
        """Return all mentions, sorted."""
        tokens = self.tokens
        found_titles = find_titles(tokens, self.names)
        for title in found_titles:
            self._register_holder(title)
        for title in found_titles:
            if title.name:
                for i in range(*title.name):
                    self.names[i] = False
        runs = find_runs(tokens, self.names, organisations().bodies)
        runs = self._bind(runs)
        self._register_runs(runs)
        for title in found_titles:
            self._emit_title(title)
        for run in runs:
            self._emit_run(run)
        for first, last, geo in self.geos:
            self._emit_geo(first, last, geo)
        for party in find_parties(tokens):
            self._emit_party(party)
        return sorted(self.found.values(), key=lambda m: (m.start, m.end))

    # names in full

    def _find_geos(self) -> list[tuple[int, int, Geo]]:
        tokens, known = self.tokens, geography()
        found, at = [], 0
        while at < len(tokens):
            hit = known.at(tokens.words, at) if tokens.words[at] in known else None
            if hit:
                found.append((at, *hit))
                at = hit[0]
            else:
                at += 1
        return found

    def _inner_names(self) -> set[str]:
        """Return the words that are capitalised within a sentence: names wherever they stand."""
        tokens = self.tokens
        return {
            word
            for word, named, opens, heading in zip(
                tokens.words, self.names, tokens.opens, tokens.heading, strict=True
            )
            if named and not opens and not heading
        }

    def _preferred_names(self) -> dict[str, str]:
        """Return for each country or bloc the plain name this text uses: the most common form it holds."""
        used: dict[str, set[str]] = {}
        plain: dict[str, Geo] = {}
        for first, last, geo in self.geos:
            plain[geo.key] = geo
            if geo.form == "name":
                used.setdefault(geo.key, set()).add(self._words(first, last))
        return {
            key: next((name for name in geo.names if name in used.get(key, ())), geo.names[0])
            for key, geo in plain.items()
        }

    def _words(self, first: int, last: int) -> str:
        """Return the text of words `first` to `last`, on one line."""
        start, end = self.tokens.starts[first], self.tokens.ends[last - 1]
        return " ".join(self.document.text[start:end].split())

    def _register_holder(self, title: Title) -> None:
        if title.name and title.name[1] - title.name[0] > 1:
            first, last = title.name
            office = None if title.rank == "honorific" else self._words(title.first, title.last)
            head = "" if title.rank == "honorific" else title.head
            self.people.add(
                self._words(first, last),
                self.tokens.words[first:last],
                first,
                office,
                head,
                self._country_near(title),
            )

    def _country_near(self, title: Title) -> str | None:
        """Return the country an office belongs to: "Norway's Trade Minister", "Prime Minister of Norway"."""
        for first, last, geo in self.geos:
            if last > title.last:
                break
            if title.first - 3 <= first and geo.form != "capital":
                return geo.code
        return None

    def _bind(self, runs: list[Run]) -> list[Run]:
        """Return the runs with those mended that an acronym in brackets spells out."""
        for binding in find_bindings(self.tokens):
            run = bound_run(self.tokens, runs, binding)
            if run is None:
                continue
            self.bodies.bind(binding.acronym, self._words(run.first, run.last))
            runs = [r for r in runs if r.last <= run.first or r.first >= run.last]
            runs.append(run)
        return sorted(runs, key=lambda r: r.first)

    def _register_runs(self, runs: list[Run]) -> None:
        for run in runs:
            words = self.tokens.words[run.first : run.last]
            company = is_company(self.tokens, run)
            if company or is_body(self.tokens, run):
                self.bodies.add(self._words(run.first, run.last), words, run.head, company, run.first)
            elif self._looks_personal(run):
                self.people.add(self._words(run.first, run.last), words, run.first, None, "", None)

    def _looks_personal(self, run: Run) -> bool:
        """Tell whether a run with no title is a person's name: two to four plain words that name no field."""
        lows = self.tokens.lows[run.first : run.last]
        if run.head or not 2 <= run.last - run.first <= 4 or geography().at(self.tokens.words, run.first):
            return False
        pack = organisations()
        if any(is_field(low) or low in pack.companies or low in pack.parties for low in lows):
            return False
        after = self.tokens.lows[run.last] if run.last < len(self.tokens) else ""
        before = self.tokens.lows[run.first - 1] if run.first else ""
        return after in titles().saying or before in titles().saying

    # mentions

    def _put(
        self,
        first: int,
        last: int,
        rule: str,
        name: str,
        type_: ActorType,
        country: str | None = None,
        office: str | None = None,
        names: tuple[str, ...] = (),
        aside: bool = False,
    ) -> None:
        start, end = self.tokens.starts[first], self.tokens.ends[last - 1]
        mention = ActorMention(start, end, rule, name, type_, names, country, office, aside)
        self.found.setdefault((start, end), mention)

    def _emit_title(self, title: Title) -> None:
        tokens = self.tokens
        if title.name:
            first, last = title.name
            words = tokens.words[first:last]
            person = self.people.find(words, first)
            name = person.name if person else self._words(first, last)
            office = None if title.rank == "honorific" else self._words(title.first, title.last)
            if person:
                person.places.append(first)
                office = office or person.office
            self._put(
                first,
                last,
                "titled name",
                name,
                "person",
                person.country if person else None,
                office,
                aside=self._in_brackets(first),
            )
            return
        if title.rank == "honorific":
            return
        person = self.people.holder(self._heads_meant(title.head), title.first)
        definite = title.first > 0 and tokens.lows[title.first - 1] in ("the", "said", "our")
        if person and (definite or tokens.words[title.first][0].isupper()):
            self._put(
                title.first,
                title.last,
                "office refers back",
                person.name,
                "person",
                person.country,
                person.office,
            )
        else:
            office = self._words(title.first, title.last)
            self._put(title.first, title.last, "office", office, "person", self._country_near(title), office)

    def _heads_meant(self, head: str) -> tuple[str, ...]:
        return titles().chiefs.get(head) or (head,)

    def _in_brackets(self, at: int) -> bool:
        words = self.tokens.words
        for i in range(at - 1, max(-1, at - 12), -1):
            if words[i] in (")", ".", "\n"):
                return False
            if words[i] == "(":
                return True
        return False

    def _emit_run(self, run: Run) -> None:
        tokens = self.tokens
        words = tokens.words[run.first : run.last]
        name = self._words(run.first, run.last)
        hit = geography().at(tokens.words, run.first)
        if hit and hit[0] >= run.last:
            return
        if is_acronym(tokens, run):
            self._put(
                run.first, run.last, "acronym", self.bodies.by_acronym(words[0]) or name, "organisation"
            )
            return
        if run.last - run.first == 1 and run.head:
            body = self.bodies.by_head(run.head, run.first)
            self._put(run.first, run.last, "bare head", body.name if body else name, "organisation")
            return
        if run.head or is_company(tokens, run):
            self._put(run.first, run.last, "headed name", name, "organisation", hit[1].code if hit else None)
            return
        person = self.people.find(words, run.first)
        if person:
            person.places.append(run.first)
            self._put(run.first, run.last, "short name", person.name, "person", person.country, person.office)
            return
        body = self.bodies.by_first_words(words)
        if body is None and run.last - run.first == 1 and not self._proves_name(run.first):
            return
        self._put(run.first, run.last, "capitalised name", body.name if body else name, "organisation")

    def _proves_name(self, at: int) -> bool:
        """Tell whether one capitalised word is a name: it need not be where it opens a sentence."""
        tokens = self.tokens
        if not tokens.opens[at] and not tokens.heading[at]:
            return True
        if tokens.words[at] in self.inner:
            return True
        follower = tokens.lows[at + 1] if at + 1 < len(tokens) else ""
        return follower in titles().saying or follower in organisations().auxiliaries

    def _emit_geo(self, first: int, last: int, geo: Geo) -> None:
        name = self.preferred[geo.key]
        self._put(first, last, f"country {geo.form}", name, "country" if geo.code else "group", geo.code)

    def _emit_party(self, party: Party) -> None:
        tokens = self.tokens
        name = self._words(party.first, party.last)
        code = country_side(tokens, party)
        bare = party.last - party.first == 1
        if bare and party.determiner in ("the", "this"):
            body = self.bodies.by_head(party.head, party.first)
            if body:
                self._put(party.first, party.last, "definite noun", body.name, "organisation")
                return
        if party.counted:
            names = self._stand_for(party)
            self._put(party.first, party.last, "definite group", name, "group", names=names)
            return
        if party.head == "side" and code:
            self._put(
                party.first,
                party.last,
                "side",
                self.preferred.get(code, country_name(code) or name),
                "country",
                code,
            )
            return
        type_: ActorType = "organisation" if party.head in ("government", "ministry") else "unnamed"
        self._put(party.first, party.last, "party noun", name, type_, code)

    def _stand_for(self, party: Party) -> tuple[str, ...]:
        """Return the two parties a definite group stands for: the last two named before it, in text order."""
        persons = party.head in ("ministers", "leaders", "presidents", "secretaries", "chiefs")
        if persons:
            last = sorted(
                (max((p for p in x.places if p < party.first), default=-1), x.name)
                for x in self.people.persons
            )
            return tuple(name for at, name in last[-2:] if at >= 0)
        keys: list[str] = []
        for first, _, geo in reversed(self.geos):
            if first < party.first and geo.code and geo.key not in keys:
                keys.append(geo.key)
            if len(keys) == 2:
                break
        return tuple(self.preferred[key] for key in reversed(keys))
