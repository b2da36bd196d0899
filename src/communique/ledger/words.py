"""The terms of the full text: words without case, accents and endings; Hangul and the like in bigrams."""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

import tantivy

from communique.records import Span
from communique.text import fold

_UNSPACED = "\u1100-\u11ff\u3040-\u30ff\u3131-\u318e\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3"
_WORD = re.compile(f"([{_UNSPACED}]+)|[^\\W_{_UNSPACED}]+")
_ASKED = re.compile(r'"([^"]*)"|([^\s"]+)')

# Splits what `terms` joined, so that both sides of a search take endings off alike.
ANALYZER = (
    tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace())
    .filter(tantivy.Filter.stemmer("english"))
    .build()
)

Phrase = tuple[str, ...]


class Term(NamedTuple):
    """A term and where its word stands: `text[start:end]`."""

    word: str
    start: int
    end: int


def terms(text: str) -> list[Term]:
    """Return the terms of `text` in order; 반도체 gives 반도 and 도체, "Tariffs" gives "tariff"."""
    found = list(_terms(text))
    stems = ANALYZER.analyze(" ".join(term.word for term in found))
    return [Term(stem, start, end) for stem, (_, start, end) in zip(stems, found, strict=True)]


def phrases(words: str) -> list[Phrase]:
    """Return what must all stand in a text that `words` asks for: single terms, and terms in sequence.

    Words in double quotes are one sequence, as are the parts of "Duk-geun" and the bigrams of 반도체.
    """
    asked = (tuple(term.word for term in terms(a or b)) for a, b in _ASKED.findall(words))
    return [phrase for phrase in dict.fromkeys(asked) if phrase]


def find_phrases(text: str, asked: list[Phrase]) -> list[tuple[Span, Phrase]]:
    """Return where the phrases stand in `text`, in text order."""
    found = terms(text)
    places: dict[str, list[int]] = defaultdict(list)
    for at, term in enumerate(found):
        places[term.word].append(at)
    hits = {
        (span, phrase)
        for phrase in asked
        for span in (_syllables(found, phrase[0]) if is_syllable(phrase) else _runs(found, places, phrase))
    }
    return sorted(hits)


def is_syllable(phrase: Phrase) -> bool:
    """Tell whether a phrase is one character of an unspaced script, which stands inside bigrams."""
    match = _WORD.fullmatch(phrase[0])
    return len(phrase) == 1 and len(phrase[0]) == 1 and bool(match and match.group(1))


def _runs(found: list[Term], places: dict[str, list[int]], phrase: Phrase) -> Iterator[Span]:
    for at in places.get(phrase[0], ()):
        run = found[at : at + len(phrase)]
        if tuple(term.word for term in run) == phrase:
            yield Span(run[0].start, run[-1].end)


def _syllables(found: list[Term], syllable: str) -> Iterator[Span]:
    for term in found:
        at = term.word.find(syllable)
        if at >= 0:
            yield Span(term.start + at, term.start + at + 1)


def _terms(text: str) -> Iterator[Term]:
    for match in _WORD.finditer(text):
        start, end = match.span()
        if not match.group(1):
            yield Term(_plain(match.group()), start, end)
        elif end - start == 1:
            yield Term(match.group(), start, end)
        else:
            yield from (Term(text[at : at + 2], at, at + 2) for at in range(start, end - 1))


def _plain(word: str) -> str:
    if word.isascii():
        return word.lower()
    return fold(word).replace(" ", "") or word
