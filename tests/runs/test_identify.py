"""Who is who after an ingest: the same whatever the order, again a no-op, judged and undone by rows."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique.errors import CommuniqueError
from communique.ledger import Ledger, open_ledger
from communique.query import Actor, Book, Filters, ShownActor, list_actors, list_entries, show
from communique.records import Reading
from communique.runs import identify
from communique.runs.judge import Judge
from communique.runs.resolve import resolve
from tests.told import Who, telling

PORTS_MINISTER = "Minister of Trade and Ports"
HAN = Who("Han Seok-jun", country="KR", office=PORTS_MINISTER)
HAN_TURNED = Who("Seokjun Han", country="KR", office="Vice Minister of Health")
HAN_BROTHER = Who("Han Seok-jin", country="KR")
HAN_ABROAD = Who("Han Seok-jun", country="US")
HAN_SHORT = Who("Han", country="KR", office="Minister of Trade")
THE_MINISTER = Who(PORTS_MINISTER, country="KR", office=PORTS_MINISTER)
OFFICE = Who("Velmora Tidal Research Office", "organisation", short="VTRO")
VTRO = Who("VTRO", "organisation")
MOTIE = Who("MOTIE", "organisation")
MINISTRY = Who("Ministry of Trade, Industry and Energy", "organisation", "KR")
KOREA, ROK = Who("Korea", "country", "KR"), Who("Republic of Korea", "country", "KR")
TOLD = (
    telling("1", date(2023, 2, 1), HAN, HAN_BROTHER, VTRO),
    telling("2", date(2023, 5, 1), THE_MINISTER, MOTIE),
    telling("3", date(2023, 9, 1), HAN, HAN_ABROAD),
    telling("4", date(2020, 9, 1), HAN_TURNED, MINISTRY),
    telling("5", date(2023, 9, 2), OFFICE, KOREA),
    telling("6", date(2023, 9, 3), ROK),
)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    opened = filled(tmp_path / "a.db", [TOLD])
    yield opened
    opened.close()


def filled(path: Path, batches: Iterable[Sequence[Reading]]) -> Ledger:
    ledger = open_ledger(path, create=True)
    for batch in batches:
        ledger.write(batch)
        resolve(ledger)
    return ledger


def names(one: Actor) -> set[str]:
    return {name.name for name in one.names}


def groups(ledger: Ledger) -> set[frozenset[tuple[str, str | None]]]:
    """The names of each actor with their countries."""
    return {frozenset((n.name, n.country) for n in one.names) for one in list_actors(Book(ledger))}


def actor(ledger: Ledger, name: str, country: str | None = None) -> Actor:
    found = [
        one
        for one in list_actors(Book(ledger))
        if any(n.name == name and (country is None or n.country == country) for n in one.names)
    ]
    return found[0]


def test_one_man_under_two_names_and_in_two_offices_is_one(ledger: Ledger) -> None:
    one = actor(ledger, "Seokjun Han")
    assert {"Han Seok-jun", "Seokjun Han"} <= names(one)
    told = [(office.office, office.first.year, office.last.year) for office in one.offices]
    assert told == [("Vice Minister of Health", 2020, 2020), (PORTS_MINISTER, 2023, 2023)]


def test_two_men_of_one_family_name_and_namesakes_abroad_stay_apart(ledger: Ledger) -> None:
    assert names(actor(ledger, "Han Seok-jin")) == {"Han Seok-jin"}
    assert names(actor(ledger, "Han Seok-jun", "US")) == {"Han Seok-jun"}
    assert actor(ledger, "Han Seok-jun", "US").id != actor(ledger, "Han Seok-jun", "KR").id


def test_the_minister_of_a_release_is_who_held_the_office_that_day(ledger: Ledger) -> None:
    assert PORTS_MINISTER in names(actor(ledger, "Seokjun Han"))


def test_a_single_family_name_is_who_alone_bears_it_there(tmp_path: Path) -> None:
    one = filled(tmp_path / "b.db", [(*TOLD, telling("7", date(2023, 3, 1), HAN_SHORT))])
    assert "Han" in names(actor(one, "Seokjun Han"))
    one.close()


def test_an_acronym_and_a_renamed_ministry_lead_to_the_body(ledger: Ledger) -> None:
    assert names(actor(ledger, "VTRO")) == {"VTRO", OFFICE.name}
    assert actor(ledger, "MOTIE").id == "act-kr-motie"
    assert names(actor(ledger, "Korea")) == {"Korea", "Republic of Korea"}


def test_every_merge_says_why_in_words(ledger: Ledger) -> None:
    shown = show(Book(ledger), actor(ledger, "Seokjun Han").id)
    assert isinstance(shown, ShownActor)
    why = " ".join(one.why for one in shown.why)
    assert "in another order" in why and "is told in this office" in why


def test_a_filter_on_one_name_finds_the_entries_under_all(ledger: Ledger) -> None:
    book = Book(ledger)
    found = {one.release.title for one in list_entries(book, None, Filters(actor="Seokjun"))}
    assert found == {"Paper 1", "Paper 2", "Paper 3", "Paper 4"}
    assert len(list_entries(book, None, Filters(actor="ROK"))) == 2


def test_again_writes_nothing(ledger: Ledger) -> None:
    before = revision(ledger)
    ledger.write(TOLD)
    assert resolve(ledger)["identity"] == 0
    assert revision(ledger) == before


def decide(ledger: Ledger, what: str, a: str, b: str, why: str) -> int:
    judge = Judge(ledger, "ada")
    number = judge.same(a, b, why) if what == "same" else judge.different(a, b, why)
    resolve(ledger)
    return number


def revision(ledger: Ledger) -> int:
    with Book(ledger).at() as moment:
        return moment.revision


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.permutations(TOLD), st.integers(1, len(TOLD)), st.sampled_from((0, 1000)))
def test_the_order_of_releases_does_not_matter(
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    order: list[Reading],
    size: int,
    few: int,
) -> None:
    monkeypatch.setattr(identify, "_FEW", few)  # tellings asked for one by one, and all within reach at once
    folder = tmp_path_factory.mktemp("order")
    batches = [order[at : at + size] for at in range(0, len(order), size)]
    one, other = filled(folder / "a.db", [TOLD]), filled(folder / "b.db", batches)
    assert groups(one) == groups(other)
    one.close()
    other.close()


def test_a_person_parts_what_a_rule_joined_and_a_row_undoes_it(ledger: Ledger) -> None:
    joined = actor(ledger, "Seokjun Han")
    ids = {name.name: name.id for name in joined.names}
    number = decide(ledger, "different", ids["Seokjun Han"], ids["Han Seok-jun"], "two men")
    assert names(actor(ledger, "Seokjun Han")) == {"Seokjun Han"}
    Judge(ledger, "ada").undo(number)
    resolve(ledger)
    assert "Han Seok-jun" in names(actor(ledger, "Seokjun Han"))


def test_a_person_joins_what_rules_keep_apart(ledger: Ledger) -> None:
    one, other = actor(ledger, "Han Seok-jin"), actor(ledger, "Han Seok-jun", "US")
    decide(ledger, "same", one.id, other.id, "moved abroad and changed a letter")
    assert names(actor(ledger, "Han Seok-jin")) == {"Han Seok-jin", "Han Seok-jun"}


def test_what_a_person_told_apart_cannot_be_joined_through_a_third(ledger: Ledger) -> None:
    a, b = actor(ledger, "Han Seok-jin").id, actor(ledger, "Han Seok-jun", "US").id
    decide(ledger, "different", a, b, "two men")
    decide(ledger, "same", a, "act-kr-motie", "a trial")
    with pytest.raises(CommuniqueError, match="told apart"):
        decide(ledger, "same", "act-kr-motie", b, "a trial")


@pytest.mark.parametrize(("key", "words"), [("act-zzz", "no actor has this id"), ("act-", "more than one")])
def test_an_id_that_is_none_is_told(ledger: Ledger, key: str, words: str) -> None:
    with pytest.raises(CommuniqueError, match=words):
        decide(ledger, "same", key, "act-kr", "a trial")


def test_as_of_a_day_knows_the_names_told_by_then(ledger: Ledger) -> None:
    book = Book(ledger)
    then = list_actors(book, Filters(as_of=date(2023, 9, 2)))
    assert {"Korea"} in [names(one) for one in then]
    assert any({"VTRO", OFFICE.name} == names(one) for one in then)
    early = list_actors(book, Filters(as_of=date(2023, 6, 1)))
    assert any(names(one) == {"VTRO"} for one in early)
