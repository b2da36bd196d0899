"""The country of a publisher."""

import pytest

from communique.sources.country import country_of
from communique.sources.manifest import manifests


@pytest.mark.parametrize(
    ("publisher", "country"),
    [
        ("kr-motie", "KR"),
        ("uk-dbt", "GB"),
        ("in-pib-steel", "IN"),
        ("eu-commission", None),
        ("wto", None),
        ("unknown", None),
        ("velmora-mit", None),
        ("The White House", "US"),
        ("US Department of State", "US"),
        ("The Velmora Gazette", None),
    ],
)
def test_slugs_and_names_tell_a_country(publisher: str, country: str | None) -> None:
    assert country_of(publisher) == country


def test_each_manifest_lies_in_the_folder_of_its_country() -> None:
    assert "kr-motie" in manifests()
    for slug, manifest in manifests().items():
        assert country_of(slug) == manifest.country
