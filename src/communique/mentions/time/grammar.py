"""Rules over tokens: patterns of kinds, tried at each token, the longest match kept."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from communique.mentions.time.meaning import NODE_KINDS, Meaning, kinds_of
from communique.mentions.time.numerals import SORTS
from communique.mentions.time.scene import Scene
from communique.mentions.time.tokens import Token
from communique.mentions.time.words import lexicon

_CHOICE = re.compile(r"\(([a-z0-9]+(?:\|[a-z0-9]+)+)\)")
_NAME = re.compile(r"(?:\{([a-z0-9|]+)\}|([a-z][a-z0-9]*))(?::([A-Z]))?")
_FIRST_LETTER = 0x100  # the symbols of token classes are letters, so none means anything to `re`
_BREAK = "#"


class Alphabet:
    """One letter for each set of kinds that a token can have, so that `re` can read a line of tokens."""

    def __init__(self, sets: Iterable[frozenset[str]]) -> None:
        """Give each set its letter."""
        known = sorted({tuple(sorted(kinds)) for kinds in sets if kinds})
        self._letters = {frozenset(kinds): chr(_FIRST_LETTER + at) for at, kinds in enumerate(known)}

    def letter(self, token: Token) -> str:
        """Return a token's letter."""
        return self._letters[frozenset(token.kinds)] if token.kinds else _BREAK

    def letters(self, kind: str) -> str:
        """Return the letters of all tokens that can be of a kind; KeyError where there are none."""
        found = "".join(letter for kinds, letter in self._letters.items() if kind in kinds)
        if not found:
            raise KeyError(f"no token is of kind {kind!r}")
        return found


@cache
def alphabet() -> Alphabet:
    """Return the letters of the English words, the numerals, the marks and the nodes."""
    words = lexicon()
    sets = [frozenset(kinds) for kinds in words.words.values()]
    sets += [frozenset(kinds) for phrases in words.phrases.values() for _, kinds in phrases]
    sets += [frozenset(sort) for sort in SORTS]
    sets += [
        frozenset({kind}) for kind in ("hyphen", "comma", "open", "close", "slash", "and", "count", "ordinal")
    ]
    return Alphabet([*sets, *NODE_KINDS])


class Match:
    """The tokens that a rule has matched: by group, with the text around them."""

    def __init__(self, tokens: Sequence[Token], found: re.Match[str], scene: Scene) -> None:
        """Take the line of tokens and the match over its letters."""
        self.tokens, self.found, self.scene = tokens, found, scene
        self.first, self.stop = found.span()
        self.start, self.end = tokens[self.first].start, tokens[self.stop - 1].end

    def token(self, group: str) -> Token | None:
        """Return the token of a group; None where it did not take part."""
        return self.tokens[self.found.start(group)] if self.has(group) else None

    # what a token stands for as a kind is known to the rule alone
    def get(self, group: str, kind: str, otherwise: Any = None) -> Any:  # noqa: ANN401
        """Return the value that the token of a group has as a kind."""
        token = self.token(group)
        return otherwise if token is None else token.kinds.get(kind, otherwise)

    def has(self, group: str) -> bool:
        """Tell whether a group took part."""
        return group in self.found.re.groupindex and self.found.start(group) >= 0

    def text(self, group: str) -> str:
        """Return the lower-case text of a group, "" where it did not take part."""
        token = self.token(group)
        return self.scene.low[token.start : token.end] if token else ""

    def before(self) -> Token | None:
        """Return the token before the match, where nothing else stands between."""
        return (
            self.tokens[self.first - 1] if self.first and not self.tokens[self.first - 1].is_break else None
        )

    def after(self) -> Token | None:
        """Return the token after the match, where nothing else stands between."""
        if self.stop < len(self.tokens) and not self.tokens[self.stop].is_break:
            return self.tokens[self.stop]
        return None


@dataclass(frozen=True, slots=True)
class Part:
    """A meaning that belongs to some of the matched tokens only: those from one group to another."""

    meaning: Meaning
    first: str
    last: str


Build = Callable[[Match], Meaning | Part | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A named pattern of kinds and what its matches mean."""

    name: str
    pattern: str
    build: Build


def rule(name: str, *patterns: str) -> Callable[[Build], list[Rule]]:
    """Return a decorator that makes rules of a builder, one a pattern.

    A pattern names kinds of tokens, `kind:G` makes one a group; the rest is as in `re`, spaces aside.
    It begins with a kind.
    """

    def make(build: Build) -> list[Rule]:
        return [Rule(name, pattern, build) for pattern in patterns]

    return make


def _compiled(pattern: str) -> re.Pattern[str]:
    def letters(found: re.Match[str]) -> str:
        choice = f"[{_letters(found[1] or found[2])}]"
        return f"(?P<{found[3]}>{choice})" if found[3] else choice

    groups = _CHOICE.sub(r"{\1}", pattern).replace("(", "\0").replace(" ", "\1")
    return re.compile(_NAME.sub(letters, groups).replace("\1", "").replace("\0", "(?:"))


def _opening(pattern: str) -> str:
    plain = _CHOICE.sub(r"{\1}", pattern)
    found = _NAME.match(plain)
    if not found or plain[found.end() : found.end() + 1] in ("?", "*"):
        raise ValueError(f"a pattern begins with a kind: {pattern!r}")
    return _letters(found[1] or found[2])


def _letters(kinds: str) -> str:
    """Return the letters of one kind or of several, as in "unit|units"."""
    return "".join(alphabet().letters(kind) for kind in kinds.split("|"))


class Stage:
    """A set of rules that is laid once over a line of tokens."""

    def __init__(self, *rules: list[Rule]) -> None:
        """Sort the rules by the letters they can begin with."""
        self.rules = tuple(rule for group in rules for rule in group)
        self._by_letter: dict[str, list[tuple[re.Pattern[str], Rule]]] = {}
        for one in self.rules:
            compiled = _compiled(one.pattern)
            for letter in _opening(one.pattern):
                self._by_letter.setdefault(letter, []).append((compiled, one))

    def reduce(self, tokens: list[Token], scene: Scene) -> list[Token]:
        """Return the tokens with every longest match put together into one node."""
        letters = "".join(map(alphabet().letter, tokens))
        out: list[Token] = []
        at = 0
        while at < len(tokens):
            node = self._longest(tokens, letters, at, scene) if letters[at] in self._by_letter else None
            if node is None:
                out.append(tokens[at])
                at += 1
            else:
                out += node[1]
                at = node[0]
        return out

    def _longest(
        self, tokens: list[Token], letters: str, at: int, scene: Scene
    ) -> tuple[int, list[Token]] | None:
        best: tuple[int, list[Token]] | None = None
        for pattern, one in self._by_letter[letters[at]]:
            found = pattern.match(letters, at)
            if found and (best is None or found.end() > best[0]):
                match = Match(tokens, found, scene)
                meaning = one.build(match)
                if meaning is not None:
                    best = found.end(), _nodes(match, meaning, one.name)
        return best


def _nodes(match: Match, meaning: Meaning | Part, name: str) -> list[Token]:
    """Return the matched tokens with those that mean something together made one node."""
    first, stop = match.first, match.stop
    if isinstance(meaning, Part):
        first, stop = match.found.start(meaning.first), match.found.end(meaning.last)
        meaning = meaning.meaning
    node = Token(match.tokens[first].start, match.tokens[stop - 1].end, kinds_of(meaning), name)
    return [*match.tokens[match.first : first], node, *match.tokens[stop : match.stop]]
