"""A person decides: each decision is a row over the entries, kept with the words it was made before."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from communique.errors import CommuniqueError, LedgerError
from communique.ledger import Known, Ledger
from communique.ledger.decisions import SLOTS, Looked, Snapshot, snapshot
from communique.records import Entry, Judgement, Span
from communique.records.judgement import DROPPED, RULE, UNDONE, standing
from communique.resolve.identity.ties import DIFFERENT, SAME
from communique.runs.actors import judge_actors
from communique.runs.values import read_slot
from communique.text import passage_at

LINK_DECISIONS = ("accepted", "proposed", "denied")


class Judge:
    """The decisions of one person on one ledger. Each method writes one row and returns its number.

    All raise CommuniqueError, and write nothing, for an id that is not known, for a value that is none, and
    for what cannot be decided.
    """

    def __init__(self, ledger: Ledger, who: str) -> None:
        """Take an open ledger and who decides."""
        if not who.strip() or who.startswith(RULE):
            raise CommuniqueError(f"{who!r}: not the name of a person; give --who or the setting `who`")
        self._ledger, self._who = ledger, who.strip()

    def accept(self, entry: str, why: str = "") -> int:
        """Say that an entry is right as it is shown, a rejected one too; it is believed from now on."""

        def make(known: Known) -> Judgement:
            looked = known.look(entry)
            if looked.hidden is not None and known.numbered(looked.hidden).kind != "entry":
                raise LedgerError(f"{entry}: joined or split by decision {looked.hidden}; undo that first")
            return self._judgement(looked, "entry", "accept", why, looked.kept.to_value())

        return self._ledger.decide(make)

    def reject(self, entry: str, why: str) -> int:
        """Say that the release does not state this; it is gone from lists and totals."""

        def make(looked: Looked) -> Judgement:
            return self._judgement(looked, "entry", "reject", _reason(why, "reject"), looked.kept.to_value())

        return self._decide(entry, make)

    def fix(self, entry: str, slot: str, value: str, why: str = "", words: str | None = None) -> int:
        """Put a value, written as `read_slot` reads it, in place of what was read."""

        def make(looked: Looked) -> Judgement:
            name, given = read_slot(slot, value, looked.entry, looked.release, words)
            kept = _with_words(looked, name, given)
            told = {**kept.to_value(), "slot": SLOTS[name].dump_python(given, mode="json")}
            return self._judgement(looked, "slot", "fix", why, told, name)

        return self._decide(entry, make)

    def merge(self, entry: str, into: str, why: str) -> int:
        """Say that two entries of one release state one fact: the first becomes part of the second."""

        def make(known: Known) -> Judgement:
            one, other = (_shown(known, key) for key in (entry, into))
            if one.release.id != other.release.id:
                raise CommuniqueError(f"{entry} and {into}: of two releases; link them, do not merge them")
            if one.entry.id == other.entry.id:
                raise CommuniqueError(f"{entry} and {into}: one and the same entry")
            told = {**one.kept.to_value(), "into": other.kept.to_value()}
            return self._judgement(one, "merge", "merge", _reason(why, "merge"), told, other.entry.id)

        return self._ledger.decide(make)

    def split(self, entry: str, why: str = "", at: str | None = None) -> int:
        """Take an entry apart: one for each of its passages, or two, cut before the words `at`."""

        def make(looked: Looked) -> Judgement:
            if at is None and len(looked.entry.evidence) < 2:
                raise CommuniqueError(f"{entry}: has one passage; say with --at before which words to cut it")
            if at is not None and not any(e.quote.find(at) > 0 for e in looked.entry.evidence):
                raise CommuniqueError(f"--at {at!r}: not inside a passage of {entry}, to the letter")
            told = {**looked.kept.to_value(), **({"at": at} if at else {})}
            return self._judgement(looked, "split", "split", why, told)

        return self._decide(entry, make)

    def same(self, a: str, b: str, why: str) -> int:
        """Say that two actors are one; no rule joins them to what a person told apart from either."""
        return judge_actors(self._ledger, (a, b), SAME, self._who, why)

    def different(self, a: str, b: str, why: str) -> int:
        """Say that two actors are two, whatever rules say."""
        return judge_actors(self._ledger, (a, b), DIFFERENT, self._who, why)

    def note(self, entry: str, release: str, why: str = "") -> int:
        """Say that it is known what a new version of a release made of an undertaking: ids, to the letter."""

        def make(known: Known) -> Judgement:
            known.must_have_told(entry, release)
            return Judgement(DROPPED, entry, "noted", self._who, why.strip(), object=release)

        return self._ledger.decide(make)

    def confirm(self, number: int, why: str = "") -> int:
        """Say that a link that was proposed holds."""
        return self._link(number, "accepted", why)

    def deny(self, number: int, why: str) -> int:
        """Say that a link does not hold."""
        return self._link(number, "denied", _reason(why, "deny"))

    def undo(self, number: int, why: str = "") -> int:
        """Take a decision of a person back: the one before it on the same thing stands again, if any."""

        def make(known: Known) -> Judgement:
            one = known.numbered(number)
            if one.by_rule:
                raise CommuniqueError(f"{number}: decided by a rule; `judge deny {number}` goes before it")
            rows = known.on(one.pair)
            latest = max(found for found, judged in rows if not judged.by_rule)
            if latest != number:
                raise CommuniqueError(f"{number}: stands no more; {latest} is the latest on it")
            before = standing(judged for found, judged in rows if found < number and not judged.by_rule)
            restored = before.get(one.pair) or replace(one, decision=UNDONE, score=None, features=())
            return replace(restored, who=self._who, why=why or f"undoes {number}")

        return self._ledger.decide(make, restored=True)

    def _link(self, number: int, decision: str, why: str) -> int:
        def make(known: Known) -> Judgement:
            one = known.numbered(number)
            if one.decision not in LINK_DECISIONS:
                raise CommuniqueError(f"{number}: no link; `communique review` and `judge log` number them")
            return replace(one, decision=decision, who=self._who, why=why, score=None, features=())

        return self._ledger.decide(make)

    def _decide(self, key: str, make: Callable[[Looked], Judgement]) -> int:
        return self._ledger.decide(lambda known: make(_shown(known, key)))

    def _judgement(
        self,
        looked: Looked,
        kind: str,
        decision: str,
        why: str,
        value: dict[str, Any],
        object: str | None = None,
    ) -> Judgement:
        first = looked.entry.evidence[0]
        return Judgement(
            kind=kind,
            subject=looked.entry.id,
            decision=decision,
            who=self._who,
            why=why.strip(),
            object=object,
            passage=passage_at(looked.release.text, Span(first.start, first.end)).to_json(),
            release=looked.release.id,
            value=json.dumps(value, ensure_ascii=False),
        )


def _shown(known: Known, key: str) -> Looked:
    looked = known.look(key)
    if looked.hidden is not None:
        raise LedgerError(f"{looked.entry.id}: out of sight by decision {looked.hidden}; undo that first")
    return looked


def _reason(why: str, what: str) -> str:
    if not why.strip():
        raise CommuniqueError(f"{what} ends something: say why with --why")
    return why


def _with_words(looked: Looked, slot: str, given: Any) -> Snapshot:  # noqa: ANN401
    """Return the entry as it is, with the words its new value rests on as well."""
    kept = looked.kept
    if slot in ("kind", "attribute", "topics", "summary"):
        return kept
    fresh: Entry = replace(looked.entry, **{slot: given})
    more = snapshot(fresh, looked.release.text).passages
    return replace(kept, passages={**more, **kept.passages})
