"""Finds phrases of several words in a scanned text: longest first, one look-up a word."""

from collections.abc import Iterable
from typing import Generic, TypeVar

from communique.mentions.names.tokens import scan

V = TypeVar("V")


class Phrases(Generic[V]):
    """A set of phrases, each with a value, looked up by their first word."""

    __slots__ = ("_by_first",)

    def __init__(self, phrases: Iterable[tuple[str, V]], lower: bool = False) -> None:
        """Take pairs of phrase and value; the first of equals stands; `lower` for lower-cased texts."""
        by_first: dict[str, dict[tuple[str, ...], V]] = {}
        for phrase, value in phrases:
            tokens = scan(phrase)
            first, *rest = tokens.lows if lower else tokens.words
            by_first.setdefault(first, {}).setdefault(tuple(rest), value)
        self._by_first = {
            first: sorted(tails.items(), key=lambda item: -len(item[0])) for first, tails in by_first.items()
        }

    def __contains__(self, word: str) -> bool:
        """Tell whether a phrase begins with `word`."""
        return word in self._by_first

    def at(self, words: list[str], index: int) -> tuple[int, V] | None:
        """Return the end and value of the longest phrase that begins at `index`, or None."""
        for tail, value in self._by_first.get(words[index], ()):
            stop = index + 1 + len(tail)
            if not tail or tuple(words[index + 1 : stop]) == tail:
                return stop, value
        return None
