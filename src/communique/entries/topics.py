"""Names the topics an entry is about, from words in its sentence."""

import re
from functools import cache

from communique.entries.encode import sentence_at
from communique.packs import Pack, load_pack
from communique.records import Document, Evidence


class Topics(Pack):
    """Topic -> the words that name it, in lower case; a word matches at its beginning."""

    topics: dict[str, list[str]]


@cache
def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    pack = load_pack("en/topics", Topics)
    return [
        (topic, re.compile(r"\b(?:" + "|".join(re.escape(w) for w in words) + ")"))
        for topic, words in sorted(pack.topics.items())
    ]


def topics_of(document: Document, evidence: Evidence) -> tuple[str, ...]:
    """Return the topics named in the sentence of the evidence, in alphabetical order."""
    sentence = sentence_at(document, evidence.start)
    words = document.soft[sentence.start : sentence.end].lower()
    return tuple(topic for topic, pattern in _patterns() if pattern.search(words))
