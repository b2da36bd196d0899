"""Cuts a softened text into words once, with what its capitals and its place in the line tell."""

import re
from functools import lru_cache

_TOKEN = re.compile(
    r"\n"
    r"|(?:[^\W\d_]\.){2,}(?:[^\W\d_]\b)?"  # U.S. H.E. U.S (without its last stop)
    r"|\b[^\W\d_a-z]\.(?=\s?[^\W\d_a-z])"  # an initial: J. Blinken
    r"|\b(?:Mrs?|Ms|Dr|Drs|Hon|Gen|Lt|Col|Sgt|Capt|Prof|Engr?|St|Jr|Sr|Ma|Mt|Rep|Sen|Gov|Amb|Adm|Ltd|Inc|Co|Corp|Rev|Smt|Md|Mohd|Atty|Ph\.D)\."
    r"|\d+(?:[.,]\d+)+"
    r"|[^\W_]+(?:'[^\W\d_a-z][^\W_]*)*"  # O'Neill, COP28
    r"|'s\b"
    r"|[^\s]"
)
_OPENERS = frozenset('\n.!?"•*△▲°#')
_ENDS = frozenset(".!?:;")
_WRAP_MIN, _WRAP_MAX = 50, 90  # the widths at which plain text is wrapped by hand or by a mailer
LOWER, CAPITAL, CAPITALS, NUMBER, MARK, BREAK = range(6)


class Tokens:
    """The words of a text as parallel lists; `shapes` holds LOWER … BREAK, `opens` what begins a sentence."""

    __slots__ = ("ends", "heading", "lows", "opens", "shapes", "starts", "words")

    def __init__(self) -> None:
        """Start empty; `scan` fills it."""
        self.words: list[str] = []
        self.lows: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.shapes: list[int] = []
        self.opens: list[bool] = []
        self.heading: list[bool] = []  # the word lies in a line set in title case or capitals

    def __len__(self) -> int:
        return len(self.words)

    def joined(self, at: int) -> bool:
        """Tell whether no space stands between the word `at` and the one before it."""
        return self.starts[at] == self.ends[at - 1]

    def line_end(self, at: int) -> int:
        """Return the index of the line break that closes the line of word `at`."""
        shapes, last = self.shapes, len(self.shapes)
        while at < last and shapes[at] != BREAK:
            at += 1
        return at


@lru_cache(maxsize=1 << 16)
def shape_of(word: str) -> int:
    """Return the shape of one word by its letters."""
    first = word[0]
    if first.isupper():
        return CAPITALS if len(word) > 1 and word.isupper() else CAPITAL
    if first.isalpha():
        # iPhone, bp: a capital further on marks a name as well
        return LOWER if word.islower() or not any(c.isupper() for c in word) else CAPITAL
    if first.isdigit():
        return CAPITALS if word.isupper() else NUMBER
    return BREAK if first == "\n" else MARK


@lru_cache(maxsize=2)
def scan(soft: str) -> Tokens:
    """Return the words of a softened text; the last text scanned is kept, for the next finder."""
    tokens = Tokens()
    words, starts, ends = tokens.words, tokens.starts, tokens.ends
    title_end = soft.find("\n")
    for match in _TOKEN.finditer(soft):
        word = match.group()
        if word == "\n" and match.start() > title_end and _wraps(soft, words[-1], match.start()):
            continue
        words.append(word)
        starts.append(match.start())
        ends.append(match.end())
    tokens.lows = [word.lower() for word in words]
    tokens.shapes = [shape_of(word) for word in words]
    tokens.opens = [i == 0 or _opens_after(tokens, i - 1) for i in range(len(words))]
    tokens.heading = _headings(tokens)
    return tokens


def _wraps(soft: str, before: str, at: int) -> bool:
    """Tell whether the line break at `at` is a hard wrap within a sentence, not the end of a paragraph."""
    line = at - soft.rfind("\n", 0, at)
    after = soft[at + 1 : at + 2]
    return _WRAP_MIN <= line <= _WRAP_MAX and after.isalnum() and before not in _ENDS


def _opens_after(tokens: Tokens, at: int) -> bool:
    """Tell whether a sentence or list item can begin after the mark at `at`."""
    word = tokens.words[at]
    return word in _OPENERS or (word == "-" and (at == 0 or not tokens.joined(at)))


def _headings(tokens: Tokens) -> list[bool]:
    """Mark the words of each line in which nearly all longer words are capitalised."""
    heading: list[bool] = []
    first = 0
    while first < len(tokens):
        last = tokens.line_end(first)
        long = [i for i in range(first, last) if len(tokens.words[i]) > 3 and tokens.shapes[i] != NUMBER]
        capitals = sum(tokens.shapes[i] in (CAPITAL, CAPITALS) for i in long)
        stopped = first > 0 and tokens.words[last - 1] == "."  # a sentence full of names
        is_heading = len(long) >= 3 and capitals * 4 >= len(long) * 3 and not stopped
        heading += [is_heading] * (last - first + 1)
        first = last + 1
    return heading[: len(tokens)]
