"""A chronicle of three years, from its words to what became of each promise: floors that refuse to sink."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from bench.chronicle.expected import CHRONICLES, inputs, load
from bench.chronicle.score import Part, score
from bench.chronicle.told import tell

FLOORS = {
    "names joined and kept apart": 0.6,
    "editions of mechanisms": 0.7,
    "mechanisms alive, due, dormant": 1.0,
    "accepted links that are right": 0.97,
    "links accepted, both ends read": 0.84,
    "statuses, of what was read": 0.94,
    "things of several releases told once": 0.68,
    "money promised, each sum once": 1.0,
    "corrections told": 1.0,
}

ACCEPTED = {"second": 0.97, "third": 0.94, "fourth": 0.85}  # links that are right, of those accepted


@pytest.mark.parametrize("name", ACCEPTED)
def test_links_that_a_rule_accepts_are_right(name: str, tmp_path: Path) -> None:
    told = tell(name, tmp_path)
    found = score(told)["accepted links that are right"]
    told.book.close()
    assert found.share >= ACCEPTED[name], found.faults
    assert found.of >= 18


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Part]]:
    """The measures of the chronicle that the rules were mended on."""
    told = tell("first", tmp_path_factory.mktemp("chronicle"))
    yield score(told)
    told.book.close()


@pytest.mark.parametrize("measure", FLOORS)
def test_no_measure_sinks(first: dict[str, Part], measure: str) -> None:
    assert first[measure].share >= FLOORS[measure], first[measure].faults


@pytest.mark.parametrize("name", [name for name in CHRONICLES if inputs(name)[0].exists()])
def test_a_chronicle_is_of_forty_releases_over_three_years_and_says_what_it_names(name: str) -> None:
    lines = inputs(name)[0].read_text(encoding="utf-8").splitlines()
    assert len(lines) >= 40
    expected = load(name)
    named = {entry for link in (*expected.links, *expected.also) for entry in link[:2]}
    assert named | expected.status.keys() <= expected.entries.keys()
    relations = {link[2] for link in expected.links}
    assert relations == {"advance", "fulfil", "postpone", "restate", "supersede", "withdraw"}
