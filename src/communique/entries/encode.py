"""Cuts a document into chunks the network can read: word pieces, flags of form and of mentions."""

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from communique.records import Document, Mention, Span

MAX_PIECES = 448  # of a chunk, its leading context included; the encoder's table ends at 512
CONTEXT_PIECES = 64  # of the title and lead that every later chunk begins with

# What a flag says of a word piece; the order is part of the trained weights.
FLAGS = (
    "capital",
    "capitals",
    "digit",
    "title",
    "starts_sentence",
    "starts_paragraph",
    "starts_mention",
    "time",
    "time_without_days",
    "money",
    "percent",
    "count",
    "person",
    "organisation",
    "country",
    "group",
    "unnamed",
    "place",
    "mechanism",
    "ordinal",
)
_FLAG = {name: index for index, name in enumerate(FLAGS)}


@dataclass(frozen=True, slots=True)
class Chunk:
    """What the network reads at once. Arrays run over word pieces; `owned` is False on repeated context."""

    ids: NDArray[np.int64]
    flags: NDArray[np.float32]
    starts: tuple[int, ...]  # code point offsets into the text; -1 for the two marks at the ends
    ends: tuple[int, ...]
    owned: NDArray[np.bool_]

    def pieces(self, start: int, end: int) -> tuple[int, int] | None:
        """Return the half-open range of pieces that touch `start:end`, None where there are none."""
        first = next((i for i, e in enumerate(self.ends) if e > start >= 0 and self.starts[i] < end), None)
        if first is None:
            return None
        last = first
        while last + 1 < len(self.starts) and 0 <= self.starts[last + 1] < end:
            last += 1
        return first, last + 1


@cache
def tokenizer() -> Tokenizer:
    """Return the word-piece tokenizer that ships with the weights."""
    path = resources.files("communique.entries") / "weights" / "tokenizer.json"
    loaded = Tokenizer.from_str(path.read_text(encoding="utf-8"))
    loaded.no_truncation()
    loaded.no_padding()
    return loaded


@dataclass(frozen=True, slots=True)
class _Pieces:
    ids: list[int]
    starts: list[int]
    ends: list[int]


def _tokenise(document: Document) -> _Pieces:
    encoding = tokenizer().encode(document.soft, add_special_tokens=False)
    starts = [start for start, _ in encoding.offsets]
    ends = [end for _, end in encoding.offsets]
    return _Pieces(list(encoding.ids), starts, ends)


def _mention_flags(mention: Mention) -> list[str]:
    """Return the names of the flags that a mention raises on its pieces."""
    match mention.kind:
        case "time":
            return ["time" if mention.first else "time_without_days"]
        case "amount":
            return ["money" if mention.money else "percent" if mention.unit == "%" else "count"]
        case "actor":
            return [mention.type]
        case "place":
            return ["place"]
        case "mechanism":
            return ["mechanism", "ordinal"] if mention.ordinal else ["mechanism"]


def _flag_array(document: Document, pieces: _Pieces, mentions: Sequence[Mention]) -> NDArray[np.float32]:
    """Return a (pieces, FLAGS) array of zeros and ones."""
    flags = np.zeros((len(pieces.ids), len(FLAGS)), np.float32)
    text, starts = document.text, pieces.starts
    for index, (start, end) in enumerate(zip(starts, pieces.ends, strict=True)):
        word = text[start:end]
        flags[index, _FLAG["capital"]] = word[:1].isupper()
        flags[index, _FLAG["capitals"]] = len(word) > 1 and word.isupper()
        flags[index, _FLAG["digit"]] = any(c.isdigit() for c in word)
    flags[: bisect_left(starts, document.title_end), _FLAG["title"]] = 1
    for name, spans in (("starts_sentence", document.sentences), ("starts_paragraph", document.paragraphs)):
        for span in spans:
            at = bisect_left(starts, span.start)
            if at < len(starts):
                flags[at, _FLAG[name]] = 1
    for mention in mentions:
        first = bisect_right(pieces.ends, mention.start)
        last = bisect_left(starts, mention.end)
        for flag in _mention_flags(mention):
            flags[first:last, _FLAG[flag]] = 1
        if first < last:
            flags[first, _FLAG["starts_mention"]] = 1
    return flags


def _sentence_ranges(document: Document, pieces: _Pieces) -> list[tuple[int, int]]:
    """Return the ranges of pieces of the sentences, longer ones cut to what a chunk can own."""
    room = MAX_PIECES - CONTEXT_PIECES - 2
    bounds = [bisect_left(pieces.starts, s.start) for s in document.sentences]
    bounds = sorted({0, *bounds, len(pieces.ids)})
    ranges = []
    for first, last in itertools.pairwise(bounds):
        ranges += [(at, min(at + room, last)) for at in range(first, last, room)]
    return ranges


def _owned_ranges(document: Document, pieces: _Pieces) -> list[tuple[int, int]]:
    """Return the ranges of pieces that the chunks own: whole sentences, as many as fit."""
    chunks: list[tuple[int, int]] = []
    for first, last in _sentence_ranges(document, pieces):
        room = MAX_PIECES - 2 - (CONTEXT_PIECES if len(chunks) > 1 else 0)
        if chunks and last - chunks[-1][0] <= room:
            chunks[-1] = (chunks[-1][0], last)
        else:
            chunks.append((first, last))
    return chunks


def encode(document: Document, mentions: Sequence[Mention]) -> list[Chunk]:
    """Return the chunks of a document; each piece is owned by exactly one of them."""
    pieces = _tokenise(document)
    flags = _flag_array(document, pieces, mentions)
    cls, sep = (tokenizer().token_to_id(mark) for mark in ("[CLS]", "[SEP]"))
    chunks = []
    for first, last in _owned_ranges(document, pieces):
        context = list(range(min(CONTEXT_PIECES, first))) if first else []
        rows = context + list(range(first, last))
        blank = np.zeros((1, len(FLAGS)), np.float32)
        chunks.append(
            Chunk(
                ids=np.array([cls, *(pieces.ids[i] for i in rows), sep], np.int64),
                flags=np.concatenate([blank, flags[rows], blank]) if rows else np.concatenate([blank, blank]),
                starts=(-1, *(pieces.starts[i] for i in rows), -1),
                ends=(-1, *(pieces.ends[i] for i in rows), -1),
                owned=np.array([False, *([False] * len(context)), *([True] * (last - first)), False]),
            )
        )
    return chunks


def sentence_index(document: Document, at: int) -> int:
    """Return the index of the sentence that holds offset `at` (the last that starts before it)."""
    return max(0, bisect_right([s.start for s in document.sentences], at) - 1)


def sentence_at(document: Document, at: int) -> Span:
    """Return the sentence that holds offset `at`."""
    return document.sentences[sentence_index(document, at)]
