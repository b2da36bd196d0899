"""Whatever happens to a release, a person's decision holds or waits for a person: it is never lost."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from communique.errors import CommuniqueError, LedgerError
from communique.ledger import Ledger, open_ledger
from communique.ledger.decisions import overlay_now
from communique.ledger.schema import entry, release_version
from communique.query import Book, Filters, doctor, list_entries
from communique.query.book import Moment
from communique.query.entries import joined, listed
from communique.records import Entry, Reading, Release
from communique.runs.judge import Judge
from tests.made import BODY, PUBLISHED, make_entry, make_release

# The quotes of two entries, of different kinds, in the texts that hold them.
PLEDGE, TALKS = "agreed to open a joint smelter by June 30", "met Secretary Ole Dahl in Vessby on April 22"
QUOTES = {"commitment": PLEDGE, "meeting": TALKS}
BODIES = (
    BODY,
    f"Vessby, Ardia. {BODY}",  # all moves
    BODY.replace("tariff lines", "tariff line"),  # far from both
    BODY.replace("joint smelter", "new smelter"),  # the pledge is another
    BODY.replace("in Vessby on", "in Hale on"),  # the talks are
)
FORCES = ("agreed", "intended", None)
ORDER = release_version.c.published.desc(), release_version.c.release, entry.c.row
WEAK = 0.25  # the confidence of what is read and not judged


def read_of(release: Release, force: str | None, talks: bool) -> Iterator[Entry]:
    """Yield what one reading gives: the pledge with a force, or not at all, and the talks or not."""
    if force and PLEDGE in release.text:
        pledge = make_entry(release, "commitment", PLEDGE, attribute=force, confidence=WEAK)
        yield replace(pledge, id=f"ent-{force}")
    if talks and TALKS in release.text:
        yield make_entry(release, "meeting", TALKS, confidence=WEAK)


@dataclass(frozen=True)
class Made:
    """A decision in the model: which passage, over which pair, and what it says; None takes back."""

    number: int
    passage: str
    pair: tuple[str, ...]
    says: str | None


class Life(RuleBasedStateMachine):
    """The life of one release under readings and decisions, beside what a person may rely on."""

    folder: Path
    count = 0

    def __init__(self) -> None:
        super().__init__()
        Life.count += 1
        self.ledger: Ledger = open_ledger(self.folder / f"{Life.count}.db", create=True)
        self.book, self.judge = Book(self.ledger), Judge(self.ledger, "ada")
        self.made: list[Made] = []
        self.past: list[tuple[int, list[Entry]]] = []
        self.read(0, "agreed", True)

    @rule(body=st.integers(0, len(BODIES) - 1), force=st.sampled_from(FORCES), talks=st.booleans())
    def read(self, body: int, force: str | None, talks: bool) -> None:
        self.release = make_release(body=BODIES[body])
        self.ledger.write([Reading(self.release, tuple(read_of(self.release, force, talks)), ())])
        self._remember()

    @rule(kind=st.sampled_from(sorted(QUOTES)), says=st.sampled_from(["accept", "reject", "tin", "ore"]))
    def decide(self, kind: str, says: str) -> None:
        for one in self._shown():
            if one.evidence[0].quote == QUOTES[kind]:
                self._decide(one.id, one.evidence[0].quote, says)

    @rule(key=st.sampled_from(["ent-agreed", "ent-intended"]))
    def accept_after_all(self, key: str) -> None:
        """Accept what may be out of sight; where nothing has the id, that is told and nothing is done."""
        try:
            self._decide(key, PLEDGE, "accept")
        except LedgerError as error:
            assert "no entry has this id" in str(error)

    @rule(at=st.integers(0, 20))
    def undo(self, at: int) -> None:
        if not self.made:
            return
        one = self.made[at % len(self.made)]
        same = [other for other in self.made if other.pair == one.pair]
        if same[-1] is not one:
            with pytest.raises(CommuniqueError, match="stands no more"):
                self.judge.undo(one.number)
            return
        number = self.judge.undo(one.number)
        before = same[-2].says if len(same) > 1 else None
        self.made.append(replace(one, number=number, says=before))
        self._remember()

    @invariant()
    def every_decision_holds_or_waits(self) -> None:
        with self.ledger.database.reading() as connection:
            waiting = set(overlay_now(connection, self.release.id).orphans)
        shown = {one.evidence[0].quote: one for one in self._shown()}
        assert len(shown) == len(self._shown())
        for quote in QUOTES.values():
            standing = self._standing(quote)
            if quote not in self.release.text:
                assert {one.number for one in standing} <= waiting
                assert quote not in shown
                continue
            assert waiting.isdisjoint(one.number for one in standing)
            verdicts = [one.says for one in standing if one.pair[0] == "entry"]
            words = [one.says or "" for one in standing if one.pair[0] == "slot"]
            if verdicts[-1:] == ["reject"]:
                assert quote not in shown
            elif standing:
                assert (shown[quote].confidence, shown[quote].topics) == (1.0, tuple(words[-1:]))
            elif quote in shown:
                assert (shown[quote].confidence, shown[quote].topics) == (WEAK, ())

    def teardown(self) -> None:
        """Every state that was can be read again, and the ledger is sound."""
        for number, entries in self.past:
            with self.ledger.database.reading() as connection:
                moment = Moment(connection, number, PUBLISHED, past=True)
                rows = moment.rows(joined(moment).order_by(*ORDER))
                assert [one.entry for one in listed(moment, rows)] == entries
        assert doctor(self.book) == []
        self.ledger.close()

    def _decide(self, key: str, quote: str, says: str) -> None:
        if says in ("accept", "reject"):
            number = self.judge.accept(key) if says == "accept" else self.judge.reject(key, "no")
            pair: tuple[str, ...] = ("entry", key)
        else:
            number, pair = self.judge.fix(key, "topics", says), ("slot", key)
        self.made.append(Made(number, quote, pair, says))
        self._remember()

    def _standing(self, quote: str) -> list[Made]:
        latest = {one.pair: one for one in self.made if one.passage == quote}
        return sorted((one for one in latest.values() if one.says), key=lambda one: one.number)

    def _shown(self) -> list[Entry]:
        return [one.entry for one in list_entries(self.book, None, Filters(min_confidence=0))]

    def _remember(self) -> None:
        with self.book.at() as moment:
            self.past.append((moment.revision, self._shown()))


def test_a_decision_holds_or_waits_whatever_comes(tmp_path: Path) -> None:
    Life.folder = tmp_path
    run_state_machine_as_test(  # type: ignore[no-untyped-call]  # hypothesis gives no types here
        Life, settings=settings(max_examples=20, stateful_step_count=12, deadline=None)
    )
