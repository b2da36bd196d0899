"""Gathers the actor mentions of one document: one for each span, none inside a person's name."""

from typing import Literal

from communique.mentions.names.tokens import Tokens
from communique.records import ActorMention, Document
from communique.records.kinds import ActorType

# Why a mention was made: what a reader of `--mentions` is told.
Rule = Literal[
    "titled name",
    "short name",
    "headed name",
    "capitalised name",
    "acronym",
    "bare head",
    "name in heading",
    "bloc",
    "country name",
    "country people",
    "country capital",
    "office",
    "office refers back",
    "definite group",
    "definite country",
    "definite noun",
    "side",
    "government",
    "party noun",
    "publisher speaks",
    "pronoun",
]
CONTAINERS: frozenset[Rule] = frozenset(("name in heading",))


class Collector:
    """The mentions found so far; of two with one span the first stands."""

    def __init__(self, document: Document, tokens: Tokens) -> None:
        """Start empty."""
        self._text, self._tokens = document.text, tokens
        self._found: dict[tuple[int, int], ActorMention] = {}

    def words(self, first: int, last: int) -> str:
        """Return the text of words `first` to `last` (half-open), on one line."""
        text = self._text[self._tokens.starts[first] : self._tokens.ends[last - 1]]
        return " ".join(text.split())

    def put(
        self,
        first: int,
        last: int,
        rule: Rule,
        name: str,
        type: ActorType,
        *,
        names: tuple[str, ...] = (),
        country: str | None = None,
        office: str | None = None,
        aside: bool = False,
    ) -> None:
        """Add a mention of words `first` to `last`."""
        start, end = self._tokens.starts[first], self._tokens.ends[last - 1]
        if (start, end) not in self._found:
            self._found[start, end] = ActorMention(
                start, end, rule, name, type, names, country, office, aside
            )

    def sorted(self) -> list[ActorMention]:
        """Return the mentions by place, without those inside a person's name or one of a heading."""
        found, inside, body = [], 0, 0
        for mention in sorted(self._found.values(), key=lambda m: (m.start, -m.end)):
            if mention.end <= inside or (mention.end <= body and mention.rule == "bloc"):
                continue
            if mention.rule == "headed name":
                body = max(body, mention.end)
            if mention.type == "person" or mention.rule in CONTAINERS:
                inside = max(inside, mention.end)
            found.append(mention)
        return sorted(found, key=lambda m: (m.start, m.end))
