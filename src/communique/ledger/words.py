"""The words that the full text holds: folded, without English endings, unspaced scripts in bigrams."""

import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import NamedTuple

import tantivy

from communique.text import fold

_UNSPACED = "\u1100-\u11ff\u3040-\u30ff\u3131-\u318e\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3"
_WORD = re.compile(f"([{_UNSPACED}]+)|[^\\W_{_UNSPACED}]+")
_SIGN = re.compile(f"[{_UNSPACED}]")
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
    return list(_words(text))


def found(text: str, wanted: Collection[str]) -> list[Word]:
    """Return the words of a text that are among `wanted`, folded words as `terms` has them.

    A single sign of an unspaced script is found in every bigram that holds it.
    """
    signs = {word for word in wanted if is_syllable(word)}
    if signs or _SIGN.search(text):
        return [word for word in terms(text) if word.folded in wanted or not signs.isdisjoint(word.folded)]
    firsts = "".join(sorted({word[0] for word in wanted if word[0].isascii()}))
    told = ((_plain(match.group()), *match.span()) for match in _beginning(firsts).finditer(text))
    return [Word(*one) for one in told if one[0] in wanted]


@lru_cache(maxsize=1000)
def _beginning(firsts: str) -> re.Pattern[str]:
    """Return what finds the words that may begin with these signs when folded: most are passed over at once.

    Neither folding nor stemming changes the first sign of a word that begins with one of ASCII.
    """
    signs = re.escape(firsts + firsts.upper())
    return re.compile(rf"[{signs}\x80-\U0010ffff](?<=[^\W_])(?<![^\W_][\s\S])[^\W_]*")


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
            yield from (Word(_stem(text[at : at + 2]), at, at + 2) for at in range(start, end - 1))
        else:
            yield Word(_plain(match.group()), start, end)


@lru_cache(maxsize=100_000)
def _plain(word: str) -> str:
    """Return a word folded, without its ending; what folding takes apart ("\u00bd") stays one word."""
    return _stem(fold(word).replace(" ", "") or word)


def _stem(folded: str) -> str:
    (stem,) = ANALYZER.analyze(folded)
    return str(stem)
