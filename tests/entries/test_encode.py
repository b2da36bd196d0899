"""Chunks: every piece is owned once, spans lead back to the text, long texts fit the encoder."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from communique.entries.encode import MAX_PIECES, encode
from communique.records import Release
from communique.text import read_document

VOCABULARY = (
    "the",
    "minister",
    "signed",
    "12",
    "accords",
    "with",
    "Norway",
    ".",
    "”",
    "é",
    "—",
    "\n\n",
    "한국",
)
WORDS = st.lists(st.sampled_from(VOCABULARY), max_size=900)


def release(body: str) -> Release:
    return Release("r1", "xa-trade", "Notice of talks", date(2024, 4, 23), f"Notice of talks\n{body}")


@settings(max_examples=40, deadline=None)
@given(WORDS)
def test_each_piece_is_owned_once_and_in_order(words: list[str]) -> None:
    document = read_document(release(" ".join(words)))
    chunks = encode(document, [])
    owned = [
        (chunk.starts[i], chunk.ends[i]) for chunk in chunks for i in range(len(chunk.ids)) if chunk.owned[i]
    ]
    assert owned == sorted(owned)
    covered = {at for start, end in owned for at in range(start, end)}
    assert covered == {at for at, c in enumerate(document.text) if not c.isspace()}
    assert all(len(chunk.ids) <= MAX_PIECES for chunk in chunks)


def test_pieces_of_a_span_hold_it() -> None:
    document = read_document(release("The minister signed accords with Norway."))
    chunk = encode(document, [])[0]
    start = document.text.index("signed")
    first, last = chunk.pieces(start, start + 6) or (0, 0)
    assert document.text[chunk.starts[first] : chunk.ends[last - 1]] == "signed"
    assert chunk.pieces(10_000, 10_004) is None
