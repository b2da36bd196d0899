"""The difference of two texts in words: which stretches of the one stand for which of the other."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from communique.records import Span

_SENTENCE = re.compile(r"[^\n.!?]*(?:[.!?]+(?=\s)|\n|\Z|[.!?]+)")
_WORD = re.compile(r"\w+(?:[.,'’\-‑–]\w+)*|[^\w\s]")
_LONG = 4000  # words in a stretch beyond which the commonest are no landmarks: else it takes minutes


@dataclass(frozen=True, slots=True)
class Hunk:
    """A stretch that differs: `old` in the text before, `new` in the text after; one of them may be empty."""

    old: Span
    new: Span


def hunks(old: str, new: str) -> tuple[Hunk, ...]:
    """Return where two texts differ, in order and apart; none where they differ in blanks only."""
    if old == new:
        return ()
    before, after = _spans(_SENTENCE, old, Span(0, len(old))), _spans(_SENTENCE, new, Span(0, len(new)))
    found: list[Hunk] = []
    for a, b in _different([_words(old, s) for s in before], [_words(new, s) for s in after]):
        found += _in_words(old, new, _over(before, a, old), _over(after, b, new))
    return tuple(found)


def _in_words(old: str, new: str, a: Span, b: Span) -> Iterator[Hunk]:
    """Yield the differences of two stretches, word by word."""
    before, after = _spans(_WORD, old, a), _spans(_WORD, new, b)
    found = _different([old[s.start : s.end] for s in before], [new[s.start : s.end] for s in after])
    for x, y in _joined(found):
        yield Hunk(_over(before, x, old, a), _over(after, y, new, b))


Range = tuple[int, int]


def _different(old: Sequence[str], new: Sequence[str]) -> list[tuple[Range, Range]]:
    """Return the index ranges of two lists that are not alike."""
    matcher = SequenceMatcher(None, old, new, autojunk=max(len(old), len(new)) > _LONG)
    return [((a, b), (c, d)) for what, a, b, c, d in matcher.get_opcodes() if what != "equal"]


def _joined(found: Sequence[tuple[Range, Range]]) -> list[tuple[Range, Range]]:
    """Return ranges with those joined between which fewer words are alike than differ on either side."""
    kept: list[tuple[Range, Range]] = []
    for old, new in found:
        if kept:
            (first, last), (start, end) = kept[-1]
            if old[0] - last < min(max(last - first, end - start), max(old[1] - old[0], new[1] - new[0])):
                kept[-1] = ((first, old[1]), (start, new[1]))
                continue
        kept.append((old, new))
    return kept


def _spans(what: re.Pattern[str], text: str, within: Span) -> list[Span]:
    found = what.finditer(text, within.start, within.end)
    return [Span(*m.span()) for m in found if m.group().strip()]


def _words(text: str, span: Span) -> str:
    return " ".join(text[span.start : span.end].split())


def _over(spans: Sequence[Span], chosen: Range, text: str, within: Span | None = None) -> Span:
    """Return the stretch over the chosen spans; the empty one before the next where none is chosen."""
    first, last = chosen
    if first < last:
        return Span(spans[first].start, spans[last - 1].end)
    at = spans[first].start if first < len(spans) else (within.end if within else len(text))
    return Span(at, at)
