"""From the network's scores to triggers: the words on which an entry hangs, and its kind."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from communique.entries.encode import Chunk
from communique.entries.limits import Limits
from communique.records import Document, Span
from communique.records.kinds import KINDS, Kind

TAGS = 1 + 2 * len(KINDS)  # outside, then begin and inside of each kind
CUT = 10.0  # how much likelier a beginning than a continuation must be to cut a run
GAP = 2  # fainter pieces that may lie between two of one run
CLOSING = ")]}.,;: "
BRACKET = 12  # letters of a bracket that may lie between two pieces of one run
SPEAKERS = 3  # the score of a run is the mean of its best pieces, of so many
DIGITS = 4  # scores are rounded to these before any decision, so that machines agree


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that state an entry: their pieces in the chunk, their span, kind and score in 0..1."""

    pieces: tuple[int, int]
    span: Span
    kind: Kind
    score: float


def probabilities(logits: NDArray[np.float32]) -> NDArray[np.float64]:
    """Return the softmax over the last axis, rounded so that machines agree."""
    shifted = np.exp(logits.astype(np.float64) - logits.max(-1, keepdims=True))
    result: NDArray[np.float64] = np.round(shifted / shifted.sum(-1, keepdims=True), DIGITS)
    return result


def _whole_words(document: Document, chunk: Chunk, first: int, last: int) -> Span:
    """Return the span of pieces `first:last`, widened to whole words; no closing mark begins it."""
    text, start, end = document.text, chunk.starts[first], chunk.ends[last - 1]
    while start < end - 1 and text[start] in CLOSING:
        start += 1
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    return Span(start, end)


def _bracketed(text: str) -> bool:
    """Tell whether the words between two runs are one bracket: "the Commission (JEC) was held"."""
    words = text.strip()
    return words.startswith("(") and words.find(")") in (-1, len(words) - 1) and len(words) <= BRACKET


def _runs(document: Document, chunk: Chunk, table: NDArray[np.float64], low: float) -> list[tuple[int, int]]:
    """Return runs of pieces above `low`, gaps bridged, cut where an entry begins but within no word."""
    begin, inside = table[:, 1::2].sum(1), table[:, 2::2].sum(1)
    runs: list[tuple[int, int]] = []
    for at in np.flatnonzero(1 - table[:, 0] >= low).tolist():
        within_word = chunk.starts[at] == chunk.ends[at - 1]
        last = runs[-1][1] if runs else at
        gap = document.text[chunk.ends[last - 1] : chunk.starts[at]] if last < at else ""
        near = bool(runs) and (at - last <= GAP or _bracketed(gap))
        if near and (within_word or begin[at] <= CUT * inside[at]):
            runs[-1] = (runs[-1][0], at + 1)
        else:
            runs.append((at, at + 1))
    return runs


def _score(entry: NDArray[np.float64]) -> float:
    """Return the score of a run: one sure piece alone is often a slip."""
    return float(np.round(np.sort(entry)[-SPEAKERS:].mean(), DIGITS))


def _kind_of(table: NDArray[np.float64]) -> int:
    """Return the kind with the largest mass over the pieces of a run."""
    mass = table[:, 1:].reshape(len(table), len(KINDS), 2).sum((0, 2))
    return int(np.argmax(mass))


def find_triggers(
    document: Document, chunk: Chunk, logits: NDArray[np.float32], limits: Limits
) -> list[Trigger]:
    """Return the triggers of a chunk's own pieces whose score reaches its kind's limit, in text order."""
    table = probabilities(logits)
    table[~chunk.owned] = np.eye(TAGS)[0]
    entry = 1 - table[:, 0]
    found = []
    for first, last in _runs(document, chunk, table, limits.trigger / 2):
        score = _score(entry[first:last])
        kind = KINDS[_kind_of(table[first:last])]
        if score >= limits.trigger_of.get(kind, limits.trigger):
            found.append(Trigger((first, last), _whole_words(document, chunk, first, last), kind, score))
    return found


def pooled(hidden: NDArray[np.float32], spans: Sequence[tuple[int, int]]) -> NDArray[np.float32]:
    """Return the mean vector of each half-open span of pieces: (spans, width)."""
    return np.stack([hidden[first:last].mean(0) for first, last in spans])
