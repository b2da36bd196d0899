"""Cuts a sentence into the few words, numbers and marks that times are made of."""

import re
from dataclasses import dataclass, field

from communique.mentions.time.numerals import Piece, read_digits
from communique.mentions.time.words import Kinds, lexicon, time_words

_TOKEN = re.compile(
    r"(?P<word>[^\W\d_]+)"
    r"|(?P<number>(?:(?:19|20)\d\d\.\s\d{1,2}\.\s\d{1,2}(?!\d)|\d+(?:[.,:/-]\d+)*))(?P<suffix>[a-z]{0,3})"
    r"|(?P<mark>[-,()/&])"
)
_GAP = re.compile(r"(?:'s?)?[ \n]{0,8}'?\Z")
_MARKS = {"-": "hyphen", ",": "comma", "(": "open", ")": "close", "/": "slash", "&": "and"}
_GLUED = frozenset("$€£¥₩₹#№@%+*=_\\.,:°~^")
_PERCENT = re.compile(r"\s?(?:%|°|€|£|₩|¥)")
_LETTERED = {"q": 4, "h": 2}  # Q1 to Q4, H1 and H2
_MERIDIEM = re.compile(r"([ap])\.?\s?m(?:\.|\b)")
_NEXT = re.compile(r"\s{1,3}([a-z]+|\d+)")
_LONGEST = 24  # characters: no number of a date is longer


@dataclass(slots=True)
class Token:
    """A stretch of text, and what it can be: each kind with the value it has as that."""

    start: int
    end: int
    kinds: Kinds
    rule: str = ""

    @property
    def is_break(self) -> bool:
        """Tell whether other words stand here."""
        return not self.kinds


@dataclass(slots=True)
class _Line:
    """The tokens found so far."""

    soft: str
    tokens: list[Token] = field(default_factory=list)

    def add(self, start: int, end: int, kinds: Kinds) -> None:
        """Take one more token, after a break where other words stand before it."""
        if self.tokens and not _GAP.match(self.soft, self.tokens[-1].end, start):
            self.tokens.append(Token(self.tokens[-1].end, start, {}))
        self.tokens.append(Token(start, end, kinds))

    def hangs_on(self, start: int) -> bool:
        """Tell whether what stands at `start` is glued to something that is no part of a time."""
        if start == 0:
            return False
        before = self.soft[start - 1]
        if before in _GLUED or before.isalnum():
            return True
        if before not in "-/":
            return False
        joined = self.tokens and self.tokens[-1].end == start
        if joined and len(self.tokens) > 1 and not self.tokens[-2].is_break:
            return False
        return start > 1 and not self.soft[start - 2].isspace()


def cut(soft: str, low: str, start: int, end: int) -> list[Token]:
    """Return the tokens of low[start:end] in order; a token without kinds stands for other words."""
    line = _Line(soft)
    words, phrases = lexicon().words, lexicon().phrases
    skip = start
    for match in _TOKEN.finditer(low, start, end):
        at = match.start()
        if at < skip:
            continue
        sort = match.lastgroup
        if sort == "word":
            word = match.group()
            if word in phrases and (phrase := _phrase(low, at, end, word)):
                line.add(at, at + len(phrase[0]), phrase[1])
                skip = at + len(phrase[0])
            elif word in words:
                skip = _add_word(line, word, words[word], at, match.end())
            elif word in _LETTERED or word == "fy":
                skip = _add_lettered(line, low, word, at, end)
        elif sort == "mark":
            line.add(at, at + 1, {_MARKS[match.group()]: True})
        else:
            skip = _add_number(line, low, match)
    return _with_tens(line.tokens)


def _with_tens(tokens: list[Token]) -> list[Token]:
    """Return the tokens with "twenty-five", "thirty-first" made one."""
    if not any("tens" in token.kinds for token in tokens):
        return tokens
    out: list[Token] = []
    for token in tokens:
        joined = len(out) > 1 and "hyphen" in out[-1].kinds and "tens" in out[-2].kinds
        kind = "count" if "ones" in token.kinds else "ordinal"
        if joined and kind in token.kinds and token.kinds[kind] < 10:
            out[-2:] = [Token(out[-2].start, token.end, {kind: out[-2].kinds["tens"] + token.kinds[kind]})]
        else:
            out.append(token)
    return out


def _phrase(low: str, at: int, end: int, word: str) -> tuple[str, Kinds] | None:
    for phrase, kinds in lexicon().phrases[word]:
        stop = at + len(phrase)
        if low.startswith(phrase, at) and stop <= end and not low[stop : stop + 1].isalnum():
            return None if phrase.endswith("past") and _counts_on(low, stop) else (phrase, kinds)
    return None


def _counts_on(low: str, at: int) -> bool:
    """Tell whether a number or a unit follows: "in the past two years" is no vague past."""
    found = _NEXT.match(low, at)
    kinds = lexicon().words.get(found[1], {}) if found else {}
    return found is not None and (
        found[1].isdecimal() or bool({"count", "vague", "unit", "units"} & kinds.keys())
    )


def _add_word(line: _Line, word: str, kinds: Kinds, start: int, end: int) -> int:
    soft, pack = line.soft, time_words()
    after = soft[end : end + 1]
    if after in "0123456789_" and after and word != "fy":
        return end
    name = "month" in kinds or "weekday" in kinds
    short = word in pack.month_abbreviations or word in pack.weekday_abbreviations
    if (short or word in pack.month_homographs) and not soft[start].isupper():
        return end
    if name and short and after == ".":
        end += 1
    line.add(start, end, kinds)
    return end


def _add_lettered(line: _Line, low: str, word: str, start: int, end: int) -> int:
    """Read "Q3", "H1"."""
    stop = start + 2
    digit = low[start + 1 : stop]
    known = digit.isdecimal() and 1 <= int(digit) <= _LETTERED.get(word, 0)
    if known and stop <= end and not low[stop : stop + 1].isalnum() and not line.hangs_on(start):
        line.add(start, stop, {"mark": (word, int(digit))})
        return stop
    return start + 1


def _add_number(line: _Line, low: str, match: re.Match[str]) -> int:
    start, end = match.span()
    digits, suffix = match.group("number"), match.group("suffix")
    fiscal = low[max(0, start - 2) : start] == "fy"
    glued = line.hangs_on(start) and not fiscal and low[max(0, start - 4) : start] != "date"
    if glued or end - start > _LONGEST or low[end : end + 1].isalnum() or _PERCENT.match(low, end):
        return end
    if fiscal:
        line.add(start - 2, start, {"fiscal": True})
    stop = match.end("number")
    if not suffix and (meridiem := _MERIDIEM.match(low, stop + (low[stop : stop + 1] == " "))):
        suffix, end = f"{meridiem[1]}m", meridiem.end()
    for piece in _pieces(digits, suffix, end - start):
        line.add(start + piece.start, start + piece.end, piece.kinds)
    return end


def _pieces(digits: str, suffix: str, length: int) -> list[Piece]:
    """Return the pieces of a numeral; the last one reaches to the end of what was read."""
    pieces = read_digits(digits, suffix)
    if len(pieces) == 1:
        return [Piece(0, length, pieces[0].kinds)]
    return pieces
