"""Reads do not grow steeper with the ledger than their limits; counted in SQLite's steps, not by a clock."""

import pytest
from bench.scale.limits import passed
from bench.scale.measure import Size, exponent, exponents, measure

from tests.made import make_reading, many


@pytest.fixture(scope="module")
def sizes(tmp_path_factory: pytest.TempPathFactory) -> list[Size]:
    """Ledgers of 100 and 400 releases."""
    seed, folder = [make_reading(release) for release in many(40)], tmp_path_factory.mktemp("grown")
    return [measure(seed, count, folder) for count in (100, 400)]


def test_every_limit_holds(sizes: list[Size]) -> None:
    assert passed(exponents(sizes), {}) == []


def test_one_more_release_costs_no_more_in_a_larger_ledger(sizes: list[Size]) -> None:
    small, large = (size.add_steps for size in sizes)
    assert 0 < large <= 2 * small


def test_every_read_was_measured_on_all_releases(sizes: list[Size]) -> None:
    assert [size.releases for size in sizes] == [100, 400]
    assert all(size.bytes > 1000 * size.releases for size in sizes)
    assert all(cost.p50 <= cost.p95 for size in sizes for cost in size.reads.values())


def test_what_grows_beyond_its_limit_is_named() -> None:
    (line,) = passed({"one entry": 1.0}, {"share of spaCy": 1.2})
    assert line.startswith("one entry: grows with n^1.0")
    (line,) = passed({}, {"share of spaCy": 0.5})
    assert "the floor is" in line


@pytest.mark.parametrize("b", [0, 1, 2])
def test_exponents(b: int) -> None:
    assert exponent([(n, 7.0 * n**b) for n in (10, 100, 1000)]) == b
