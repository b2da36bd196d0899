"""The words that the full text holds: folded, without English endings, unspaced scripts in bigrams."""

import re
from collections.abc import Iterator
from typing import NamedTuple

import tantivy

from communique.text import fold

_UNSPACED = "\u1100-\u11ff\u3040-\u30ff\u3131-\u318e\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3"
_WORD = re.compile(f"([{_UNSPACED}]+)|[^\\W_{_UNSPACED}]+")
_ASKED = re.compile(r'"([^"]*)"|([^\s"]+)')

# One analyzer for what is indexed and what is asked: "tariff" finds "tariffs".
ANALYZER = (
    tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace())
    .filter(tantivy.Filter.stemmer("english"))
    .build()
)


class Word(NamedTuple):
    """A folded word and where it stands: `text[start:end]`."""

    folded: str
    start: int
    end: int


def terms(text: str) -> list[Word]:
    """Return the words that the full text holds, in order; 반도체 gives 반도 and 도체."""
    found = list(_words(text))
    stems = ANALYZER.analyze(" ".join(word.folded for word in found))
    return [Word(stem, start, end) for stem, (_, start, end) in zip(stems, found, strict=True)]


def asked(words: str) -> list[list[str]]:
    """Return the sequences of folded words that a text must hold to be found by `words`.

    Words in double quotes are one sequence, as are the parts of "Duk-geun" and the bigrams of 반도체.
    """
    sequences = (
        [word.folded for word in terms(quoted or single)] for quoted, single in _ASKED.findall(words)
    )
    return [sequence for sequence in sequences if sequence]


def is_syllable(word: str) -> bool:
    """Tell whether `word` is one sign of an unspaced script: it is found inside bigrams."""
    match = _WORD.fullmatch(word)
    return len(word) == 1 and bool(match and match.group(1))


def _words(text: str) -> Iterator[Word]:
    for match in _WORD.finditer(text):
        start, end = match.span()
        if match.group(1) and end - start > 1:
            yield from (Word(text[at : at + 2], at, at + 2) for at in range(start, end - 1))
        else:
            yield Word(_plain(match.group()), start, end)


def _plain(word: str) -> str:
    """Return a word folded; what folding takes apart ("\u00bd") stays one word."""
    return fold(word).replace(" ", "") or word
