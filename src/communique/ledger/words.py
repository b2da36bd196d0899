"""The words that the full text holds: folded, Hangul and other unspaced scripts in bigrams."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from communique.text import fold

_UNSPACED = "\u1100-\u11ff\u3040-\u30ff\u3131-\u318e\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3"
_WORD = re.compile(f"([{_UNSPACED}]+)|[^\\W_{_UNSPACED}]+")


class Word(NamedTuple):
    """A folded word and where it stands: `text[start:end]`."""

    folded: str
    start: int
    end: int


def terms(text: str) -> Iterator[Word]:
    """Yield the words that the full text holds, in order; 반도체 gives 반도 and 도체."""
    for match in _WORD.finditer(text):
        start, end = match.span()
        if match.group(1) and end - start > 1:
            yield from (Word(text[at : at + 2], at, at + 2) for at in range(start, end - 1))
        else:
            folded = fold(match.group())
            if folded:
                yield Word(folded, start, end)
