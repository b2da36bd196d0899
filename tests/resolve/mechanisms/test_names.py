"""Which names are one series and which are not."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.records import Judgement
from communique.resolve.mechanisms import Telling, mechanisms_of, take_apart
from tests.resolve.mechanisms.tellings import telling, yearly

TODAY = date(2024, 6, 1)
STEEL = "Korea-Japan Steel Dialogue"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (STEEL, "Japan–Korea Steel Dialogue"),
        (STEEL, "ROK-Japan Steel Dialogue meeting"),
        (STEEL, "Steel Dialogue between Korea and Japan"),
        ("Korea-Oman Economic Co-operation Committee", "Omani-Korean Economic Cooperation Committee Meeting"),
        ("G7 Leaders' Meeting", "G7 Summit"),
        (
            "G7 Climate, Energy, and Environment Ministerial",
            "G7 Climate, Energy and Environment Ministers' Meeting",
        ),
        ("Korea-Georgia Economic Partnership Agreement negotiations", "Georgia-Korea EPA"),
        ("U.S.-EU Space Dialogue", "EU-US space dialogue"),
        ("COP28", "Conference of the Parties (COP28)"),
        ("Malaysia-Türkiye Joint Trade Committee", "Turkey-Malaysia Trade Committee"),
        ("Functional Fabric Expo 2023", "Functional Fabric Expo"),
    ],
)
def test_a_name_says_the_same_however_it_is_written(one: str, other: str) -> None:
    a, b = take_apart(one, {}), take_apart(other, {})
    assert (a.members, a.words, a.level) == (b.members, b.words, b.level)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (STEEL, "Korea-Japan Semiconductor Dialogue"),
        (STEEL, "Korea-China Steel Dialogue"),
        ("Korea-Japan Ministerial Energy Dialogue", "Korea-Japan Working-level Energy Dialogue"),
        ("Korea-Japan Vice Ministerial Energy Dialogue", "Korea-Japan Ministerial Energy Dialogue"),
        ("UAE-Ethiopia Joint Economic Committee", "UAE-Ethiopia Business Forum"),
        ("G7 Summit", "G20 Summit"),
    ],
)
def test_two_series_stay_two(one: str, other: str) -> None:
    told = [telling(one, 3, date(2022, 5, 1), states=()), telling(other, 3, date(2023, 5, 1), states=())]
    assert len(mechanisms_of(told, TODAY)) == 2


def named(*names: str, **rest: object) -> int:
    """Return how many series the names are, told a year apart by Korea and Japan."""
    told = [telling(name, day=date(2019 + at, 5, 1), **rest) for at, name in enumerate(names)]  # type: ignore[arg-type]  # rest goes through as it comes
    return len(mechanisms_of(told, TODAY))


def test_a_bare_name_is_that_of_the_states_that_meet() -> None:
    assert named("Steel Dialogue", STEEL) == 1
    assert named("Steel Dialogue", "Korea-China Steel Dialogue") == 2
    assert named("Steel Dialogue", "Korea-Japan-China Steel Dialogue") == 2


def test_an_acronym_is_its_full_name_and_no_other() -> None:
    full = "Supply Chain and Commercial Dialogue"
    assert named("SCCD", full) == 1
    assert named("Joint Economic Committee (JEC)", "JEC") == 1
    assert named("SCCD", full, "Steel and Coal Cooperation Desk", states=()) == 3
    assert named("WTO", "World Tin Outing", states=()) == 2


def test_a_slip_of_the_pen_is_no_new_series() -> None:
    assert named(STEEL, "Korea-Japan Steel Dialouge") == 1
    assert named("Korea-Japan Hydrogen Forum", "Korea-Japan Nitrogen Forum") == 2


def test_a_renamed_series_counts_on() -> None:
    old = yearly("Korea-Japan Trade Committee", 7, range(2018, 2021))
    new = yearly("Korea-Japan Trade and Investment Committee", 10, range(2021, 2024))
    (one,) = mechanisms_of([*old, *new], TODAY)
    assert [e.ordinal for e in one.editions] == [7, 8, 9, 10, 11, 12]
    assert len(one.names) == 2
    assert "counted on" in one.why[0]
    fresh = yearly("Korea-Japan Trade and Investment Committee", 1, range(2021, 2024))
    assert len(mechanisms_of([*old, *fresh], TODAY)) == 2


def test_a_person_joins_and_parts_names_with_a_reason() -> None:
    told = [telling(STEEL, 3, date(2022, 5, 1)), telling("Korea-Japan Metals Talks", 4, date(2023, 5, 1))]
    same = Judgement(
        "mechanism", "korea japan steel dialogue", "same", "ada", "renamed", "korea japan metals talks"
    )
    (one,) = mechanisms_of(told, TODAY, [same])
    assert one.why == ("“Korea-Japan Steel Dialogue” and “Korea-Japan Metals Talks”: ada: renamed",)
    slip = [telling(STEEL, 3, date(2022, 5, 1)), telling("Korea-Japan Steel Dialouge", 4, date(2023, 5, 1))]
    apart = Judgement(
        "mechanism", "korea japan steel dialouge", "different", "ada", "no slip", "korea japan steel dialogue"
    )
    assert len(mechanisms_of(slip, TODAY, [apart])) == 2


NAMES = [
    STEEL,
    "Japan-Korea Steel Dialogue",
    "Steel Dialogue",
    "SD",
    "Korea-Japan Steel Dialouge",
    "Korea-Japan Ministerial Steel Dialogue",
    "Korea-China Steel Dialogue",
]
TOLD = st.builds(
    lambda name, number, year: telling(name, number, date(year, 5, 1)),
    st.sampled_from(NAMES),
    st.sampled_from([None, 1, 2, 3, 40]),
    st.integers(2018, 2023),
)


@settings(deadline=None)
@given(told=st.lists(TOLD, max_size=12, unique_by=lambda one: one.entry.id), data=st.data())
def test_the_order_of_reading_does_not_matter_and_nothing_is_lost(
    told: list[Telling], data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(told))
    found = mechanisms_of(told, TODAY)
    assert found == mechanisms_of(shuffled, TODAY)
    assert sorted(t.entry.id for m in found for t in m.tellings) == sorted(t.entry.id for t in told)
    assert len({m.id for m in found}) == len(found)
