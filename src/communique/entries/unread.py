"""Names each sentence that holds an amount, a date or a word of undertaking and gave no entry."""

import re
from collections.abc import Iterable, Sequence
from functools import cache

from communique.packs import Pack, load_pack
from communique.records import Document, Entry, Mention, Span, Unread


class Undertaking(Pack):
    """Words of undertaking, in lower case."""

    words: list[str]


@cache
def _undertaking() -> re.Pattern[str]:
    words = load_pack("en/undertaking", Undertaking).words
    return re.compile(r"\b(?:" + "|".join(re.escape(w) for w in sorted(words, reverse=True)) + r")\b")


def _reasons(document: Document, sentence: Span, mentions: Sequence[Mention]) -> list[str]:
    inside = {m.kind for m in mentions if sentence.start <= m.start < sentence.end}
    reasons = [name for kind, name in (("amount", "amount"), ("time", "date")) if kind in inside]
    if _undertaking().search(document.soft[sentence.start : sentence.end].lower()):
        reasons.append("word of undertaking")
    return reasons


def find_unread(
    document: Document, entries: Iterable[Entry], mentions: Sequence[Mention]
) -> tuple[Unread, ...]:
    """Return the sentences left without entry although they hold something, in text order, each with why."""
    covered = [Span(e.start, e.end) for entry in entries for e in entry.evidence]
    found = []
    for sentence in document.sentences:
        if any(span.overlaps(sentence) for span in covered):
            continue
        reasons = _reasons(document, sentence, mentions)
        if reasons:
            found.append(Unread(sentence.start, sentence.end, " and ".join(reasons) + " without entry"))
    return tuple(found)
