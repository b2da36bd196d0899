"""The words that decide where an English sentence or line goes on, from the pack."""

from functools import cache

from communique.packs import Pack, load_pack


class SentenceWords(Pack):
    """The lists of `packs/en/sentences.yaml`, in lower case and without final full stops."""

    before_name: frozenset[str]
    before_number: frozenset[str]
    may_end: frozenset[str]
    openers: frozenset[str]
    continuing: frozenset[str]


@cache
def sentence_words() -> SentenceWords:
    """Return the pack's lists."""
    words: SentenceWords = load_pack("en/sentences", SentenceWords)
    return words
