"""The cast of one release: the persons, organisations and countries it names in full."""

from communique.mentions.actor.bodies import Bodies, is_body, is_company, is_instrument, mend_runs
from communique.mentions.actor.collect import Collector
from communique.mentions.actor.countries import Countries
from communique.mentions.actor.people import People
from communique.mentions.names.acronyms import find_bindings
from communique.mentions.names.mechanisms import head_nouns
from communique.mentions.names.page import read_page
from communique.mentions.names.runs import Run, find_runs
from communique.mentions.names.tokens import CAPITAL, CAPITALS
from communique.mentions.names.words import is_field, offices, organisations, titles
from communique.records import Document

# What stands before a capitalised name that is no person's: a quoted theme, a place, a thing.
_ROLE_OPENERS = frozenset(("who", "a", "an", "the", "his", "her", "its", "head", "co"))
_NO_PERSON_BEFORE = frozenset(('"', "the", "in", "at", "near", "from", "a", "an"))


class Cast:
    """What a release names in full, and where its mentions are gathered (`out`)."""

    def __init__(self, document: Document) -> None:
        """Read the page of the document and register every name in full."""
        self.page = read_page(document.soft)
        self.tokens = self.page.tokens
        self.out = Collector(document, self.tokens)
        self.countries = Countries(self.page, document.release.country, self.out.words)
        self.people, self.bodies = People(), Bodies()
        self.runs = self._bind(find_runs(self.tokens, self.page.names, organisations().bodies))
        self.inner = self._inner_names()
        self.surnames = self._titled_surnames()
        self.title_end = self.tokens.line_end(0)
        self._register_holders()
        self._register_runs()

    def _inner_names(self) -> set[str]:
        """Return the words that are capitalised within a sentence: names wherever they stand."""
        tokens = self.tokens
        marks = zip(tokens.words, self.page.names, tokens.opens, tokens.heading, strict=True)
        return {word for word, named, opens, heading in marks if named and not opens and not heading}

    def _titled_surnames(self) -> set[str]:
        """Return the names that stand alone after a title: "Mr. Rudd" tells that "Paal Rudd" is a person."""
        names = (title.name for title in self.page.titles if title.name)
        return {self.tokens.lows[last - 1] for first, last in names if last - first == 1}

    def _bind(self, runs: list[Run]) -> list[Run]:
        """Return the runs with those mended that an acronym in brackets spells out."""
        bindings = find_bindings(self.tokens)
        mended, bound = mend_runs(self.tokens, runs, bindings)
        for binding, run in zip(bindings, bound, strict=True):
            if run and not is_instrument(self.tokens, run):
                self.bodies.bind(binding.acronym, self.out.words(run.first, run.last))
        return mended

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
                name = self.out.words(first, last)
                person = self.people.add(name, words, first, office, "" if formal else title.head)
                if person:
                    person.country = person.country or self.countries.of_title(title)

    def _register_runs(self) -> None:
        for run in self.runs:
            words = self.tokens.words[run.first : run.last]
            company = is_company(self.tokens, run)
            if company or is_body(run):
                self.bodies.add(self.out.words(run.first, run.last), words, run.head, company, run.first)
            elif self._looks_personal(run):
                self.people.add(self.out.words(run.first, run.last), words, run.first, None, "")

    def _looks_personal(self, run: Run) -> bool:
        """Tell whether a run with no title is a person's name: two to four plain words that name no field."""
        tokens = self.tokens
        words = [i for i in range(run.first, run.last) if tokens.words[i] not in "-."]
        if run.head or not 2 <= len(words) <= 4 or tokens.heading[run.first]:
            return False
        if tokens.lows[run.last - 1] in head_nouns() or CAPITAL not in tokens.shapes[run.first : run.last]:
            return False
        if run.first and tokens.lows[run.first - 1] in _NO_PERSON_BEFORE:
            return False
        capitals = sum(tokens.shapes[i] in (CAPITAL, CAPITALS) for i in words)
        return capitals > 1 and self._acts_personally(run) and not any(self._is_plain_noun(i) for i in words)

    def _acts_personally(self, run: Run) -> bool:
        """Tell whether what stands around a run is what stands around a person: speech, a role, a surname."""
        tokens, saying = self.tokens, titles().saying
        before = tokens.lows[run.first - 1] if run.first else ""
        after = [*tokens.lows[run.last : run.last + 2], "", ""]
        if before in saying or after[0] in saying or tokens.lows[run.last - 1] in self.surnames:
            return True
        return after[0] == "," and (after[1] in _ROLE_OPENERS or after[1] in offices())

    def _is_plain_noun(self, at: int) -> bool:
        """Tell whether a word is one that persons are not called: a field, a party, an office, a country."""
        low, pack = self.tokens.lows[at], organisations()
        common = low in pack.companies or low in pack.parties or low in offices() or is_field(low)
        return common or not low[0].isalpha() or self.countries.at(at) is not None
