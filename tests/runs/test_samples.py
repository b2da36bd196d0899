"""The sample releases are good input and tell the stories they are there for."""

from collections import defaultdict

import pytest

from communique.records import Release
from communique.runs.samples import sample_folder
from communique.sources import read_input


@pytest.fixture(scope="module")
def samples() -> list[Release]:
    """Return all sample releases; an error among them would fail every test."""
    items = list(read_input(sample_folder()))
    releases = [item for item in items if isinstance(item, Release)]
    assert [str(item) for item in items if not isinstance(item, Release)] == []
    return releases


def test_there_are_44_releases_of_nine_publishers(samples: list[Release]) -> None:
    assert len({release.id for release in samples}) == 44
    assert len({release.publisher for release in samples}) == 9
    assert {release.published.year for release in samples} == {2022, 2023, 2024, 2025}


def test_each_reads_whole_and_has_the_length_of_a_release(samples: list[Release]) -> None:
    for release in samples:
        assert not release.cut
        assert release.lang == "en"
        assert 120 <= len(release.text.split()) <= 300, release.title


def test_made_up_states_have_no_country_code(samples: list[Release]) -> None:
    countries = {release.publisher: release.country for release in samples}
    assert countries["kr-motie"] == "KR"
    assert countries["velmora-mtr"] is countries["sarrow-mme"] is countries["eu-commission"] is None


def test_one_release_comes_again_with_one_amount_corrected(samples: list[Release]) -> None:
    versions = defaultdict(list)
    for release in samples:
        versions[release.id].append(release.text)
    [(first, second)] = [texts for texts in versions.values() if len(texts) > 1]
    assert first != second
    assert first.replace("Rs. 1,240 crore", "Rs. 1,420 crore") == second
