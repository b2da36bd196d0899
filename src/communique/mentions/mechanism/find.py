"""Finds the named series, bodies, instruments and programmes of a release."""

from dataclasses import dataclass

from communique.mentions.mechanism.ordinals import glued_ordinal, ordinal_at
from communique.mentions.mechanism.words import head_nouns, mechanisms
from communique.mentions.names.acronyms import find_bindings
from communique.mentions.names.geography import geography
from communique.mentions.names.runs import Run, find_runs, name_words, tails_end
from communique.mentions.names.tokens import BREAK, CAPITALS, LOWER, MARK, NUMBER, Tokens, scan
from communique.mentions.names.words import is_field, organisations
from communique.records import Document, MechanismMention

_MAX_BACK = 14
_MAX_LOWER = 6


def find_mechanisms(document: Document) -> list[MechanismMention]:
    """Return the mechanism mentions of a document, sorted by place; one for each span."""
    return _Reader(document).read()


@dataclass(slots=True)
class _Name:
    """A mechanism's words: `first` to `last` of its span, `start` of its name, words left out, ordinal."""

    first: int
    start: int
    last: int
    head: str
    ordinal: int | None
    without: tuple[int, int] | None = None


class _Reader:
    """Reads one document: headed names from right to left, then acronyms, quotes and bare heads."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.tokens: Tokens = scan(document.soft)
        self.names = name_words(self.tokens, ())
        self.found: dict[tuple[int, int], MechanismMention] = {}
        self.full: dict[str, str] = {}  # acronym or head noun -> full name

    def read(self) -> list[MechanismMention]:
        """Return all mentions, sorted."""
        tokens = self.tokens
        bare: list[tuple[int, int, str]] = []
        for name in reversed(self._headed(bare)):
            self._put(name, "headed name")
        for binding in find_bindings(tokens):
            self._bind(binding.acronym, binding.first, binding.last)
        for at, word in enumerate(tokens.words):
            if tokens.shapes[at] == CAPITALS:
                self._emit_acronym(at, word)
        for first, last, head in bare:
            if head in self.full:
                self._emit(first, last, "bare head", self.full[head], None)
        for run in self._quoted():
            self._emit(run.first, run.last, "quoted name", self._text(run.first, run.last), None)
        return sorted(self.found.values(), key=lambda m: (m.start, m.end))

    # names with a head noun

    def _headed(self, bare: list[tuple[int, int, str]]) -> list[_Name]:
        """Return the names with a head noun, last first; heads with nothing before them go to `bare`."""
        tokens, known = self.tokens, head_nouns()
        hits = [
            (at, hit[0])
            for at, low in enumerate(tokens.lows)
            if low in known and (hit := known.at(tokens.lows, at))
        ]
        found: list[_Name] = []
        covered = len(tokens) + 1
        for at, last in reversed(hits):
            if last > covered:
                continue
            name = self._name(at, last)
            if name:
                found = [other for other in found if not name.first <= other.start < name.last]
                found.append(name)
                covered = name.first
            elif tokens.shapes[at] != LOWER or (at and tokens.lows[at - 1] in ("the", "this")):
                bare.append((at, last, tokens.lows[last - 1]))
        return found

    def _name(self, at: int, last: int) -> _Name | None:
        """Return the name headed by words `at` to `last`, or None where they name nothing."""
        tokens, capital = self.tokens, self.tokens.shapes[at] != LOWER
        edge = self._left_edge(at)
        ordinal, without, edge = self._ordinal(edge, at)
        start = self._start(edge, at, capital)
        end = self._right_edge(last, capital)
        numbered = self._number_after(last) if end == last else None
        if numbered is not None:
            ordinal, end = numbered, last + 1
        head = tokens.lows[last - 1]
        if ordinal is not None and tokens.lows[last - 1] in mechanisms().editions:
            series = self._series_after(last)
            if series and not self._has_name(start, at):
                return _Name(without[0] if without else start, series[0], series[1], head, ordinal)
        if not self._is_named(start, at, end, last, capital, ordinal):
            return None
        first = min(start, without[0]) if without else start
        inside = without if without and without[0] > start else None
        return _Name(first, start, end, head, ordinal, inside)

    def _left_edge(self, at: int) -> int:
        """Return the first word that may belong to a name headed at `at`."""
        tokens, stops = self.tokens, organisations().stops
        first, lowers = at, 0
        while first > 0 and at - first < _MAX_BACK:
            before = first - 1
            low, shape, word = tokens.lows[before], tokens.shapes[before], tokens.words[before]
            if shape == BREAK:
                break
            if shape == MARK or low == "'s":
                step = self._mark_step(before, first)
                if step == 0:
                    break
                first -= step
                continue
            if low in ("and", "&"):
                if first == at or not self._lists(before):
                    break
                first -= 1
                continue
            if (
                self.names[before]
                or ordinal_at(tokens, before)
                or (shape == NUMBER and word.isdigit() and len(word) < 5)
            ):
                first = before
                continue
            if (
                low in stops
                or shape != LOWER
                or lowers >= _MAX_LOWER
                or (low.endswith("ed") and word != "unified")
            ):
                break
            lowers += 1
            first = before
        return first

    def _mark_step(self, before: int, first: int) -> int:
        """Return how many words a mark inside a name spans leftward, 0 where the name begins after it."""
        tokens = self.tokens
        word = tokens.words[before]
        if word in "-/&+*" and before > 0:
            return 1 if (tokens.joined(before) and tokens.joined(first)) or word == "&" else 0
        if word == "'s":
            geo = geography().at(tokens.words, before - 1)
            return 0 if geo or not self.names[before - 1] else 1
        if word == "'":
            return 1 if before > 0 and tokens.joined(before) and tokens.lows[before - 1].endswith("s") else 0
        if word == ")":
            opening = next(
                (i for i in range(before - 1, max(-1, before - 5), -1) if tokens.words[i] == "("), None
            )
            return before - opening + 1 if opening is not None else 0
        if word == ",":
            return 1 if self._lists(before) else 0
        return 0

    def _lists(self, at: int) -> bool:
        """Tell whether the comma or "and" at `at` stands between fields of one name."""
        lows, before, after = self.tokens.lows, at - 1, at + 1
        if lows[before] == ",":
            before -= 1
        if lows[after] in ("and", "&"):
            after += 1
        alike = (self.tokens.shapes[before] == LOWER) == (self.tokens.shapes[after] == LOWER)
        return before >= 0 and alike and is_field(lows[before]) and is_field(lows[after])

    def _ordinal(self, edge: int, at: int) -> tuple[int | None, tuple[int, int] | None, int]:
        """Return the ordinal between `edge` and `at`, its words, and the edge moved past one that leads."""
        for i in range(at - 1, edge - 1, -1):
            hit = ordinal_at(self.tokens, i)
            if hit:
                leads = not any(self.names[j] for j in range(edge, hit[0]))
                return hit[1], (hit[0], i + 1), i + 1 if leads else edge
        return None, None, edge

    def _start(self, edge: int, at: int, capital: bool) -> int:
        """Return where the name begins: past words that describe and do not name."""
        tokens, trims = self.tokens, mechanisms().trims
        first = next((i for i in range(edge, at) if self.names[i] or tokens.words[i] in geography()), None)
        if first is not None:
            return first
        if capital:
            return at
        while edge < at and (tokens.lows[edge] in trims or tokens.shapes[edge] in (MARK, NUMBER)):
            edge += 1
        return edge

    def _right_edge(self, last: int, capital: bool) -> int:
        """Return the end of the name with an acronym in brackets left out and its tails taken in."""
        if not capital:
            return last
        after = last
        words = self.tokens.words
        if words[last : last + 1] == ["("] and ")" in words[last : last + 5]:
            after = words.index(")", last) + 1
        end = tails_end(self.tokens, self.names, after, mechanisms().tails)
        return end if end > after else last

    def _number_after(self, last: int) -> int | None:
        """Return the number of an edition written after its head ("Allocation Round 7"), or None."""
        tokens = self.tokens
        if last < len(tokens) and tokens.shapes[last] == NUMBER and self.names[last - 1]:
            word = tokens.words[last]
            if word.isdigit() and len(word) < 4:
                return int(word)
        return None

    def _series_after(self, last: int) -> tuple[int, int] | None:
        """Return the name in "session of the Joint Committee" that follows an edition's head."""
        tokens = self.tokens
        if last + 1 >= len(tokens) or tokens.lows[last] not in ("of", "for"):
            return None
        start = last + 1 + (tokens.lows[last + 1] in ("the", "its", "our"))
        end = start
        while end < len(tokens) and end - start < _MAX_BACK:
            bound = tokens.words[end] in "-/&" and end > start
            lower = tokens.shapes[end] == LOWER and tokens.lows[end] not in organisations().stops
            if not (self.names[end] or bound or lower):
                break
            end += 1
        heads = [i for i in range(start, end) if tokens.lows[i] in head_nouns()]
        named = heads or [i for i in range(start, end) if self.names[i]]
        if not named:
            return None
        return start, tails_end(tokens, self.names, named[-1] + 1, mechanisms().tails)

    def _has_name(self, start: int, at: int) -> bool:
        return any(self.names[start:at])

    def _is_named(self, start: int, at: int, end: int, last: int, capital: bool, ordinal: int | None) -> bool:
        """Tell whether words name one mechanism: by capitals, by the parties named, or by an ordinal."""
        if capital:
            return start < at or end > last
        return self._has_name(start, at) or (ordinal is not None and last - start > 0)

    # what refers to them

    def _text(self, first: int, last: int) -> str:
        start, end = self.tokens.starts[first], self.tokens.ends[last - 1]
        return " ".join(self.document.text[start:end].split())

    def _put(self, name: _Name, rule: str) -> None:
        if name.without:
            text = f"{self._text(name.start, name.without[0])} {self._text(name.without[1], name.last)}"
        else:
            text = self._text(name.start, name.last)
        if self.tokens.shapes[name.last - 1] != LOWER:
            self.full.setdefault(name.head, text)
        self._emit(name.first, name.last, rule, text, name.ordinal)

    def _emit(self, first: int, last: int, rule: str, name: str, ordinal: int | None) -> None:
        start, end = self.tokens.starts[first], self.tokens.ends[last - 1]
        self.found.setdefault((start, end), MechanismMention(start, end, rule, name, ordinal))

    def _bind(self, acronym: str, first: int, last: int) -> None:
        name = self._text(first, last)
        self.full[acronym] = name
        covered = any(
            s <= self.tokens.starts[first] and self.tokens.ends[last - 1] <= e for s, e in self.found
        )
        if not covered:
            self._emit(first, last, "bound acronym", name, None)

    def _emit_acronym(self, at: int, word: str) -> None:
        number = glued_ordinal(word)
        if number is not None:
            self._emit(at, at + 1, "numbered acronym", word, number)
        elif word in self.full:
            self._emit(at, at + 1, "acronym", self.full[word], None)

    def _quoted(self) -> list[Run]:
        """Return the capitalised names that stand alone between quotation marks."""
        words = self.tokens.words
        runs = find_runs(self.tokens, self.names, ())
        return [
            run
            for run in runs
            if run.first and words[run.first - 1] == '"' and words[run.last : run.last + 1] == ['"']
        ]
