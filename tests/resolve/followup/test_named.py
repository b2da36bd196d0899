"""The things that a text names, and those it means by their noun alone."""

import pytest

from communique.resolve.followup.named import are_two, is_thing, meant_by, things_in

BODY = "Work on the Tarn Bay Storage Terminal began. The terminal will hold 9,000 tonnes."


@pytest.mark.parametrize(
    ("text", "things"),
    [
        (BODY, {"tarn bay storage terminal"}),
        ("Ardia and Brelia signed the Ardia-Brelia Investment Treaty.", {"ardia brelia investment treaty"}),
        ("Ardia and the Tarn Bay Ferry", {"tarn bay ferry"}),
        ("The trawler yard delivered RV Morning Tide to Ardia.", {"rv morning tide"}),
        ("Minister of Trade Ilse Brand met the Tarn Bay Port Authority.", set()),
        ("A new terminal is planned; the Terminal too.", set()),
        ("TARN BAY STORAGE TERMINAL COMPLETED", set()),
    ],
)
def test_a_thing_is_named_by_capitals_and_a_noun(text: str, things: set[str]) -> None:
    assert things_in(text) == things


def test_the_noun_alone_means_the_only_such_thing_of_the_release() -> None:
    assert meant_by("the terminal will hold", BODY) == {"tarn bay storage terminal"}
    assert meant_by("the bridge will hold", BODY) == set()
    assert meant_by("the terminal will hold", f"{BODY} The Osk Terminal is older.") == set()


@pytest.mark.parametrize(
    ("one", "other", "two"),
    [
        ("tarn bay storage terminal", "osk storage terminal", True),
        ("tarn bay storage terminal", "tarn bay terminal", False),
        ("tarn bay terminal", "tarn bay bridge", False),
    ],
)
def test_two_names_of_one_sort_are_two_things_unless_one_is_told_in_short(
    one: str, other: str, two: bool
) -> None:
    assert are_two(one, other) is are_two(other, one) is two


def test_who_acts_is_no_thing() -> None:
    assert is_thing("Anse Rouge Marine Reserve")
    assert not is_thing("Tarn Bay Development Bank")
    assert not is_thing("Reserve")
