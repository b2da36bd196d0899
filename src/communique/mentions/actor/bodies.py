"""Which organisation is which within one release: acronyms, first words, bare heads lead to its name."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from communique.mentions.names.acronyms import Binding
from communique.mentions.names.mechanisms import head_nouns
from communique.mentions.names.runs import Run
from communique.mentions.names.tokens import CAPITALS, Tokens
from communique.mentions.names.words import organisations

_MAX_WORDS = 16


@dataclass(frozen=True, slots=True)
class Body:
    """A named organisation: its name, the words of it, the word of the text it is named at."""

    name: str
    words: tuple[str, ...]
    at: int


class Bodies:
    """The organisations of one release, findable by acronym, by first words and by head noun."""

    def __init__(self) -> None:
        """Start empty."""
        self._by_acronym: dict[str, str] = {}
        self._by_beginning: dict[tuple[str, ...], Body] = {}
        self._by_lows: dict[tuple[str, ...], Body] = {}
        self._first_lows: set[str] = set()
        self._by_head: dict[str, list[Body]] = {}

    def add(self, name: str, words: list[str], head: str, company: bool, at: int) -> None:
        """Take an organisation named in full at word `at`, later in the text than those before."""
        body = Body(name, tuple(words), at)
        for size in range(1, min(len(words), _MAX_WORDS) + 1):
            known = self._by_beginning.get(body.words[:size])
            if known is None or len(known.words) < len(body.words):
                self._by_beginning[body.words[:size]] = body
        lows = tuple(word.lower() for word in words)
        self._by_lows.setdefault(lows, body)
        self._first_lows.add(lows[0])
        for noun in ("company", "firm") if company else (head,):
            self._by_head.setdefault(noun, []).append(body)

    def bind(self, acronym: str, name: str) -> None:
        """Take an acronym and the name it stands for; the first binding stands."""
        self._by_acronym.setdefault(acronym, name)

    def by_acronym(self, acronym: str) -> str | None:
        """Return the name that an acronym stands for in this release, or None."""
        return self._by_acronym.get(acronym)

    def by_first_words(self, words: list[str]) -> Body | None:
        """Return the organisation whose name begins with `words`, the longest such, or None."""
        return self._by_beginning.get(tuple(words))

    def by_head(self, head: str, at: int, main: bool = False) -> Body | None:
        """Return the organisation a bare head noun means at word `at`, or None.

        "the company" is the one last named; "the Ministry" (`main`) the one named first: the release's own.
        """
        known = self._by_head.get("company" if head == "firm" else head, [])
        before = 0 if main else bisect_left(known, at, key=lambda body: body.at)
        return known[max(0, before - 1)] if known else None

    def in_heading(self, lows: list[str], at: int) -> Body | None:
        """Return the longest organisation named at word `at` of a text in lower case, or None."""
        if lows[at] not in self._first_lows:
            return None
        sizes = range(min(_MAX_WORDS, len(lows) - at), 0, -1)
        return next((body for n in sizes if (body := self._by_lows.get(tuple(lows[at : at + n])))), None)


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


def is_acronym(tokens: Tokens, run: Run) -> bool:
    """Tell whether a run is one word in capitals."""
    return run.last - run.first == 1 and tokens.shapes[run.first] == CAPITALS


def mend_runs(tokens: Tokens, runs: list[Run], bindings: list[Binding]) -> tuple[list[Run], list[Run | None]]:
    """Return the runs with those mended that an acronym spells out, and the run of each binding."""
    starts = [run.first for run in runs]
    bound: list[Run | None] = []
    mended: dict[int, Run] = {}
    for binding in bindings:
        index = bisect_right(starts, binding.last - 1) - 1
        run = runs[index] if index >= 0 and runs[index].last >= binding.last else None
        if run is None:
            bound.append(None)
            continue
        ends = tokens.lows[binding.first], tokens.lows[binding.last - 1]
        head = next((low for low in ends if low in organisations().bodies), run.head or ends[1])
        mended[binding.last] = Run(binding.first, binding.last, head)
        bound.append(mended[binding.last])
    kept = sorted([*mended.values(), *runs], key=lambda run: (run.first, -run.last))
    spans = sorted(mended.values(), key=lambda run: run.first)
    return [
        run for run in kept if (run.last in mended and mended[run.last] == run) or not _meets(spans, run)
    ], bound


def _meets(spans: list[Run], run: Run) -> bool:
    """Tell whether a run shares a word with one of `spans`, which are in text order."""
    index = bisect_left(spans, run.last, key=lambda span: span.first)
    return index > 0 and spans[index - 1].last > run.first
