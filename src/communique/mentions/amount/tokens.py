"""Cuts the few words after a number."""

import re
from dataclasses import dataclass

GAP = r"(?:[ -]| {0,2}\n {0,16}(?=[a-z%])| {2})?"  # a hard wrap goes on in lower case
_ASIDE = r"(?: \([^()\n]{1,40}\)(?= ))?"  # "5 (five) years"
_WORD = r"[^\W\d_]\w*(?:['.&/-](?:[^\W\d_]\w*|\d+s))*(?:[.']|-(?= (?:and|or) ))?"
_TOKEN = re.compile(rf"{_ASIDE}({GAP})({_WORD}|[$€£¥₩₹₫](?![\w$]))")
_TOKEN_ACROSS = re.compile(rf"{_ASIDE}({GAP}| ?\n {{0,16}}(?=[A-Z]))({_WORD})")
_MAX_TOKENS = 7


@dataclass(frozen=True, slots=True)
class Token:
    """A word after a number, with what parts it from the word before."""

    word: str
    low: str
    end: int
    gap: str
    closes: bool  # punctuation follows


def tokens_after(soft: str, at: int, across: bool = False) -> list[Token]:
    """Return the next words up to a punctuation mark, seven at most; `across` a wrap before a capital too."""
    found: list[Token] = []
    token = _TOKEN_ACROSS if across else _TOKEN
    while len(found) < _MAX_TOKENS and (match := token.match(soft, at)):
        raw = match.group(2)
        word = raw.rstrip(".'")
        closes = word != raw
        if raw.endswith(".") and "." in word:  # p.m., U.S.
            word, closes = raw, False
        found.append(Token(word, word.lower(), match.start(2) + len(word), match.group(1), closes))
        at = match.end(2)
        if closes:
            break
    return found
