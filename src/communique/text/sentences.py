"""Sentences of a release's text, as spans that cover all its words."""

import re
from collections.abc import Iterator

from communique.records import Span
from communique.text.paragraphs import split_paragraphs, trim
from communique.text.words import sentence_words

_STOP = re.compile(
    r"[。！？](?=[^。！？])"
    r"|(?<![.!?…])[.!?…]{1,8}[\"')\]]{0,3}(?=\s)"
    # "economy.Since": no space, but a whole word or a figure before and a word after
    r"|(?:(?<=[^\W\d_A-Z]{3})|(?<=[\d)%\]]))[.!?][\"')\]]{0,2}(?=[\"(]?[A-Z][a-z' ])"
    # the date that a listing glues to the end of a body
    r"|(?=date\d{4}-\d\d-\d\d\Z)"
)
_WORD_BEFORE = re.compile(r"(?:[^\W\d_]{1,6}\.){0,4}[^\W\d_]{1,12}\Z")
_NUMBER_BEFORE = re.compile(r"(?<!\S)\(?\d{1,4}\Z")
_NEXT_WORD = re.compile(r"[\"'(\[]{0,2}(\d|[^\W\d_]{1,16})")
_DATE_GOES_ON = re.compile(r"\d{1,2}\.(?=\s|\Z)")  # "2024. 4. 22."
_INLINE_BULLET = re.compile(r"(?<=[:;.]) +(?=[△▲•➀-➓❶-❿①-⑳] ?[^\W\d])")
_ADDRESS = re.compile(r"(?:://|www|@)\S*\Z")

_LONGEST_LABEL = 12


def split_sentences(soft: str) -> list[Span]:
    """Return the sentences of a softened text, in order; the title is one, whatever it holds."""
    return sentences_within(soft, split_paragraphs(soft))


def sentences_within(soft: str, paragraphs: list[Span]) -> list[Span]:
    """Return the sentences of the paragraphs of a softened text, in order; the first, the title, is one."""
    found = paragraphs[:1]
    for paragraph in paragraphs[1:]:
        found.extend(_within(soft, paragraph))
    return found


def _within(soft: str, paragraph: Span) -> Iterator[Span]:
    """Yield the sentences of one paragraph."""
    text = soft[paragraph.start : paragraph.end]
    ends = {match.end() for match in _STOP.finditer(text) if _ends_sentence(text, match)}
    ends |= {match.end() for match in _INLINE_BULLET.finditer(text)}
    start = 0
    for end in [*sorted(ends), len(text)]:
        if end < len(text) and _is_label(text[start : min(end, start + _LONGEST_LABEL)]):
            continue  # "1." belongs to what it numbers
        span = trim(text, start, end)
        if span:
            yield Span(paragraph.start + span.start, paragraph.start + span.end)
        start = end


def _ends_sentence(text: str, match: re.Match[str]) -> bool:
    """Tell whether the terminator found is the end of a sentence, seen from both sides."""
    mark = match.group()
    if not mark or mark[0] in "。！？":
        return True
    rest = text[match.end() : match.end() + 24].lstrip()
    if not rest:
        return True
    if not _opens(rest) or (not text[match.end()].isspace() and _in_address(text, match.start())):
        return False
    if mark[:2] == ".." or mark[0] != ".":
        return True
    return not _abbreviates(text, match.start(), rest)


def _opens(rest: str) -> bool:
    """Tell whether `rest` can begin a sentence: no lower-case letter, dash, comma or closing mark."""
    first = rest.lstrip("\"'([*_")[:1]
    if first.isalpha():
        return not first.islower()
    return bool(first) and (first.isdigit() or first in "$€£¥₩#△▲•…")


def _in_address(text: str, stop: int) -> bool:
    """Tell whether the full stop at `stop` lies inside a web or mail address."""
    return _ADDRESS.search(text[max(0, stop - 80) : stop]) is not None


def _abbreviates(text: str, stop: int, rest: str) -> bool:
    """Tell whether the full stop at `stop`, before `rest`, belongs to an abbreviation or an initial."""
    before = text[max(0, stop - 40) : stop]
    if _NUMBER_BEFORE.search(before):
        return _DATE_GOES_ON.match(rest) is not None
    found = _WORD_BEFORE.search(before)
    if not found:
        return False
    words, word = sentence_words(), found.group().lower()
    following = _NEXT_WORD.match(rest)
    next_word = following.group(1).lower() if following else ""
    if word in words.before_name:
        return True
    if word in words.before_number:
        return next_word.isdigit() or (len(word) == 1 and next_word not in words.openers)
    if word in words.may_end or "." in word or (len(word) == 1 and found.group().isupper()):
        return next_word not in words.openers
    return False


def _is_label(piece: str) -> bool:
    """Tell whether a piece is only the number or letter of an item, or no word at all."""
    if len(piece) == _LONGEST_LABEL:
        return False
    return not any(character.isalpha() for character in piece[2:]) and sum(map(str.isalnum, piece)) <= 3
