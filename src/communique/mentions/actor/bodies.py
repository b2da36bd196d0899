"""Which organisation is which within one release: acronyms, first words, bare heads lead to its name."""

from dataclasses import dataclass

from communique.mentions.mechanism.words import head_nouns
from communique.mentions.names.acronyms import Binding
from communique.mentions.names.runs import Run
from communique.mentions.names.tokens import CAPITALS, Tokens
from communique.mentions.names.words import organisations


@dataclass(frozen=True, slots=True)
class Body:
    """A named organisation: name, its words, the nouns a bare reference may use, the word it is named at."""

    name: str
    words: tuple[str, ...]
    head: str
    company: bool
    at: int


class Bodies:
    """The organisations of one release, findable by acronym, by first words and by head noun."""

    def __init__(self) -> None:
        """Start empty."""
        self._by_acronym: dict[str, str] = {}
        self._by_first: dict[str, list[Body]] = {}
        self._by_head: dict[str, list[Body]] = {}
        self._companies: list[Body] = []

    def add(self, name: str, words: list[str], head: str, company: bool, at: int) -> None:
        """Take an organisation named in full at word `at`."""
        body = Body(name, tuple(words), head, company, at)
        self._by_first.setdefault(words[0], []).append(body)
        if head:
            self._by_head.setdefault(head, []).append(body)
        if company:
            self._companies.append(body)

    def bind(self, acronym: str, name: str) -> None:
        """Take an acronym and the name it stands for; the first binding stands."""
        self._by_acronym.setdefault(acronym, name)

    def by_acronym(self, acronym: str) -> str | None:
        """Return the name that an acronym stands for in this release, or None."""
        return self._by_acronym.get(acronym)

    def by_first_words(self, words: list[str]) -> Body | None:
        """Return the organisation whose name begins with `words`, the longest such, or None."""
        size = len(words)
        known = [b for b in self._by_first.get(words[0], ()) if b.words[:size] == tuple(words)]
        return max(known, key=lambda b: len(b.words)) if known else None

    def by_head(self, head: str, at: int) -> Body | None:
        """Return the organisation a bare head noun ("the Ministry") means at word `at`, or None."""
        known = self._companies if head in ("company", "firm") else self._by_head.get(head, [])
        before = [b for b in known if b.at < at]
        return before[-1] if before else (known[0] if known else None)


def is_company(tokens: Tokens, run: Run) -> bool:
    """Tell whether a run's words are a company's name by its last words."""
    return tokens.lows[run.last - 1].rstrip(".") in organisations().companies and run.last - run.first > 1


def is_body(run: Run) -> bool:
    """Tell whether a run is headed by a noun for a public body or an association."""
    return run.head in organisations().bodies and run.last - run.first > 1


def is_instrument(tokens: Tokens, run: Run) -> bool:
    """Tell whether a run names a law or an agreement: such a name, and its namesake, take no part."""
    hit = head_nouns().at(tokens.lows, run.last - 1) if run.last - run.first > 1 else None
    return (
        hit is not None and hit[1] == "instrument" and tokens.lows[run.last - 1] not in organisations().bodies
    )


def bound_run(tokens: Tokens, runs: list[Run], binding: Binding) -> Run | None:
    """Return the run of the words that an acronym stands for, mended where it begins or ends elsewhere."""
    head = tokens.lows[binding.last - 1]
    for run in runs:
        if run.last == binding.last or (run.first <= binding.first < run.last):
            return Run(binding.first, binding.last, run.head or head)
    return None


def is_acronym(tokens: Tokens, run: Run) -> bool:
    """Tell whether a run is one word in capitals."""
    return run.last - run.first == 1 and tokens.shapes[run.first] == CAPITALS
