"""Follow-up goes by who parties are: whatever the order in which that came out, and as persons decide."""

from collections.abc import Sequence
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest
import sqlalchemy as sa

from communique.ledger import Ledger, open_ledger
from communique.ledger.schema import judgement
from communique.query import Book, list_actors
from communique.records import Reading
from communique.resolve.identity.told import namings_of
from communique.runs.judge import Judge
from communique.runs.resolve import resolve
from tests.made import actor, make_entry, make_release
from tests.told import Who, telling

FULL, SHORT = "Tarn Valley Rail Office", "TVRO"
BOUND = telling("3", date(2023, 2, 1), Who(FULL, "organisation", short=SHORT), Who(SHORT, "organisation"))


def told(key: str, words: str, value: str, kind: str, who: str, day: date) -> Reading:
    release = make_release(key, f"News {key}", words, publisher="xa-rail", country="XA", published=day)
    party = actor(release, who, "by", "organisation")
    entry = make_entry(release, kind, words, attribute=value, actors=(party,))  # type: ignore[arg-type]  # a kind
    reading = Reading(release, (entry,), ())
    return Reading(release, (entry,), (), namings=namings_of(reading))


PLEDGE = told("1", f"{FULL} agreed to electrify the Osk line", "agreed", "commitment", FULL, date(2022, 3, 1))
KEPT = told("2", f"{SHORT} has electrified the Osk line", "completed", "milestone", SHORT, date(2023, 3, 1))


def filled(path: Path, read: Sequence[Reading]) -> Ledger:
    ledger = open_ledger(path, create=True)
    for one in read:
        ledger.write([one])
        resolve(ledger)
    return ledger


def link(ledger: Ledger) -> tuple[object, ...]:
    """The link that stands between the two: what, decision, score, and the reasons in words."""
    with Book(ledger).at() as moment:
        query = sa.select(judgement).where(judgement.c.kind == "follow-up").order_by(judgement.c.number)
        row = moment.rows(query)[-1]
        return row["relation"], row["decision"], row["score"], row["features"]


@pytest.mark.parametrize("order", list(permutations((PLEDGE, KEPT, BOUND))))
def test_an_office_is_one_under_both_its_names_whenever_that_is_told(
    tmp_path: Path, order: Sequence[Reading]
) -> None:
    ledger, other = filled(tmp_path / "a.db", order), filled(tmp_path / "b.db", [PLEDGE, BOUND, KEPT])
    assert link(ledger) == link(other)
    assert "by tvro both" in str(link(ledger))
    ledger.close()
    other.close()


def test_a_person_who_parts_two_names_parts_what_rested_on_it(tmp_path: Path) -> None:
    ledger = filled(tmp_path / "a.db", [PLEDGE, KEPT, BOUND])
    before = link(ledger)
    (one,) = (a for a in list_actors(Book(ledger)) if len(a.names) == 2)
    a, b = (name.id for name in one.names)
    number = Judge(ledger, "ada").different(a, b, "two offices")
    resolve(ledger)
    assert "by tvro both" not in str(link(ledger))
    Judge(ledger, "ada").undo(number)
    resolve(ledger)
    assert link(ledger) == before
    assert resolve(ledger) == {"identity": 0, "follow-up": 0}
    ledger.close()
