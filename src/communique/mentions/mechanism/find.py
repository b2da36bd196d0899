"""Finds the named series, bodies, instruments and programmes of a release."""

from itertools import pairwise
from typing import Literal

from communique.mentions.mechanism.edges import number_after
from communique.mentions.mechanism.headed import Bare, Headed, headed_names
from communique.mentions.mechanism.ordinals import glued_ordinal, ordinal_at
from communique.mentions.mechanism.series import Series
from communique.mentions.names.acronyms import Binding, find_bindings
from communique.mentions.names.geography import geography
from communique.mentions.names.mechanisms import head_nouns, mechanisms
from communique.mentions.names.page import read_page
from communique.mentions.names.tokens import BREAK, CAPITAL, CAPITALS, LOWER, NUMBER, Tokens
from communique.mentions.names.words import organisations
from communique.records import Document, MechanismMention

# Why a mention was made: what a reader of `--mentions` is told.
Rule = Literal[
    "headed name",
    "bound acronym",
    "acronym",
    "numbered acronym",
    "bloc",
    "coined name",
    "edition refers",
    "bare head",
    "quoted name",
]
_MIN_QUOTED, _MAX_QUOTED = 2, 9
_COINED_ENDINGS = ("week", "day", "days", "fest", "expo", "con", "tech", "forum")


def find_mechanisms(document: Document) -> list[MechanismMention]:
    """Return the mechanism mentions of a document, sorted by place; one for each span."""
    return _Reader(document).read()


class _Reader:
    """Reads one document: names with a head noun first, then acronyms, quotes and what refers back."""

    def __init__(self, document: Document) -> None:
        self.document = document
        page = read_page(document.soft)
        self.tokens: Tokens = page.tokens
        self.names = page.things
        self.found: dict[tuple[int, int], MechanismMention] = {}
        self.by_head: dict[str, str] = {}
        self.by_acronym: dict[str, str] = {}
        self.ends: dict[int, tuple[int, str]] = {}  # where a headed name ends; its first word and text
        self.series = Series()

    def read(self) -> list[MechanismMention]:
        """Return all mentions, sorted."""
        headed, bare = headed_names(self.tokens, self.names)
        for name in headed:
            self._put_headed(name)
        for binding in find_bindings(self.tokens):
            self._bind(binding)
        self._put_acronyms()
        for alone in bare:
            self._put_bare(alone)
        self._put_ordinals()
        self._put_quoted()
        return sorted(self.found.values(), key=lambda m: (m.start, m.end))

    def _text(self, first: int, last: int) -> str:
        start, end = self.tokens.starts[first], self.tokens.ends[last - 1]
        return " ".join(self.document.text[start:end].split())

    def _put(self, first: int, last: int, rule: Rule, name: str, ordinal: int | None = None) -> None:
        start, end = self.tokens.starts[first], self.tokens.ends[last - 1]
        self.found.setdefault((start, end), MechanismMention(start, end, rule, name, ordinal))

    def _put_headed(self, name: Headed) -> None:
        text = self._text(name.start, name.last)
        if name.without:
            text = f"{self._text(name.start, name.without[0])} {self._text(name.without[1], name.last)}"
        self.by_head.setdefault(name.head, text)
        self.ends[self.tokens.ends[name.last - 1]] = name.first, text
        if name.series:
            self.series.add(name.first, text, name.head, name.ordinal)
        self._put(name.first, name.last, "headed name", text, name.ordinal)

    def _bind(self, binding: Binding) -> None:
        """Take an acronym for the name before it, unless that names a public body or a company."""
        pack, heads = organisations(), head_nouns()
        words = self.tokens.lows[binding.first : binding.last]
        if geography().at(self.tokens.words, binding.at):
            return
        if any((low in pack.bodies or low in pack.companies) and low not in heads for low in words):
            return
        end = self.tokens.ends[binding.last - 1]
        first, name = self.ends.get(end, (binding.last, ""))
        if binding.first < first:
            self.found.pop((self.tokens.starts[min(first, binding.last - 1)], end), None)
            name = self._text(binding.first, binding.last)
            counted = ordinal_at(self.tokens, binding.first - 1) if binding.first else None
            number = counted[1] if counted else None
            self._put(counted[0] if counted else binding.first, binding.last, "bound acronym", name, number)
            if self.tokens.lows[binding.last - 1] in head_nouns():
                self.series.add(binding.first, name, self.tokens.lows[binding.last - 1], number)
        self.by_acronym[binding.acronym] = name

    def _put_acronyms(self) -> None:
        """Add acronyms bound in the text or numbered as a series is, and blocs that meet as a series."""
        tokens, geo = self.tokens, geography()
        for at, shape in enumerate(tokens.shapes):
            if shape not in (CAPITAL, CAPITALS):
                continue
            word = tokens.words[at]
            glued = glued_ordinal(word) if shape == CAPITALS else None
            if glued is not None:
                self._put(at, at + 1, "numbered acronym", *glued)
            elif tokens.lows[at] in mechanisms().numbered and (number := number_after(tokens, at + 1)):
                self._put(at, at + 2, "numbered acronym", word, number)
            elif word in self.by_acronym:
                self._put_acronym(at, self.by_acronym[word])
            elif word in geo and (hit := geo.at(tokens.words, at)) and hit[1].series:
                self._put(at, hit[0], "bloc", self._text(at, hit[0]))
            elif shape == CAPITAL and self.names[at] and _is_coined(word):
                self._put(at, at + 1, "coined name", word)

    def _put_acronym(self, at: int, name: str) -> None:
        """Add the acronym at word `at`, with the ordinal before it or, of a series, the number after it."""
        counted = ordinal_at(self.tokens, at - 1) if at else None
        number = number_after(self.tokens, at + 1)
        if counted is None and number and name.split()[-1].lower() in mechanisms().series:
            self._put(at, at + 2, "acronym", name, number)
        else:
            first, ordinal = counted or (at, None)
            self._put(first, at + 1, "acronym", name, ordinal)

    def _put_bare(self, alone: Bare) -> None:
        """Add a head noun that refers to a name of this release: "the Dialogue", "its 114th meeting"."""
        if alone.other:
            name = self.series.near(self.tokens, alone.first)
        elif alone.ordinal is None:
            if alone.head in self.by_head and self.tokens.shapes[alone.first] != LOWER:
                self._put(alone.first, alone.last, "bare head", self.by_head[alone.head])
            return
        elif alone.head in mechanisms().referring:
            name = self.series.near(self.tokens, alone.first, alone.ordinal)
        else:
            name = self.series.headed(alone.first, alone.head, alone.ordinal)
        if name:
            self._put(alone.first, alone.last, "edition refers", name, alone.ordinal)

    def _put_ordinals(self) -> None:
        """Add ordinals that stand alone for an edition near one that is told: "the ninth is planned"."""
        tokens, verbs = self.tokens, mechanisms().verbs
        for at in range(1, len(tokens) - 1):
            if tokens.lows[at - 1] != "the" or tokens.lows[at + 1] not in verbs:
                continue
            hit = ordinal_at(tokens, at)
            name = self.series.beside(at, hit[1]) if hit else None
            if hit and name:
                self._put(at, at + 1 + (tokens.lows[at + 1] == "one"), "edition refers", name, hit[1])

    def _put_quoted(self) -> None:
        """Add the capitalised names that stand alone between quotation marks."""
        marks = [at for at, word in enumerate(self.tokens.words) if word == '"']
        for opening, closing in pairwise(marks):
            first = opening + 1
            if _MIN_QUOTED <= closing - first <= _MAX_QUOTED and self._is_title(first, closing):
                self._put(first, closing, "quoted name", self._text(first, closing))

    def _is_title(self, first: int, last: int) -> bool:
        """Tell whether words are set as a title: capitalised, but for small words between."""
        shapes, small = self.tokens.shapes, organisations().stops
        ends = self.names[first] and shapes[last - 1] in (CAPITAL, CAPITALS, NUMBER)
        inner = range(first + 1, last - 1)
        return ends and all(shapes[i] not in (LOWER, BREAK) or self.tokens.lows[i] in small for i in inner)


def _is_coined(word: str) -> bool:
    """Tell whether a word is coined for a programme or event: capitals or figures inside it ("Hy2Infra")."""
    inner = word[1:]
    if inner.islower():
        return False
    humps = any(a.islower() and b.isupper() for a, b in zip(word, inner, strict=False))
    figures = any(a.isdigit() and b.isalpha() for a, b in zip(word, inner, strict=False))
    return figures or (humps and word.lower().endswith(_COINED_ENDINGS))
