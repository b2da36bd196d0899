"""What the packs know of countries, blocs, ministries and international bodies."""

from datetime import date

import pytest

from communique.packs import load_pack
from communique.packs.states import CountriesPack
from communique.resolve.identity.registry import members, memberships, registry


@pytest.mark.parametrize(
    ("name", "country", "known"),
    [
        ("MOTIE", None, "act-kr-motie"),
        ("Ministry of Trade, Industry and Energy", None, "act-kr-motie"),
        ("Korea's Ministry of Foreign Affairs", None, "act-kr-mofa"),
        ("Ministry of Foreign Affairs", "JP", "act-jp-mofa"),
        ("MITI", "MY", "act-my-miti"),
        ("the Republic of Korea", None, "act-kr"),
        ("U.S.", None, "act-us"),
        ("EU", None, "act-bloc-eu"),
        ("U.S. Department of Energy", None, "act-us-doe"),
        ("経済産業省", None, "act-jp-meti"),
        ("Export-Import Bank of Korea", None, "act-kr-kexim"),
    ],
)
def test_a_name_leads_to_its_entity(name: str, country: str | None, known: str) -> None:
    assert [one.id for one in registry().find(name, country)] == [known]


def test_a_name_of_many_countries_leads_to_all_of_them() -> None:
    assert len(registry().find("Ministry of Foreign Affairs", None)) > 10


def test_at_least_thirty_countries_have_ministries_and_every_line_its_source() -> None:
    bodies = [one for one in registry().entities.values() if one.source.startswith("http")]
    assert len({one.country for one in bodies if one.country}) >= 30
    named = {one.id for one in registry().entities.values() if not one.source}
    assert not named


def test_membership_is_of_a_day() -> None:
    assert "GB" in members("European Union", date(2020, 1, 31))
    assert "GB" not in members("European Union", date(2020, 2, 1))
    assert "SE" not in members("NATO", date(2024, 3, 6))
    assert "SE" in members("NATO", date(2024, 3, 7))
    assert members("EFTA", date(2024, 1, 1)) == ("CH", "IS", "LI", "NO")
    assert members("Baltic States", date(2024, 1, 1)) == ()


def test_every_member_is_a_country_of_the_packs() -> None:
    known = {row.code for row in load_pack("und/countries", CountriesPack).countries} | {"EU"}
    told = {
        c
        for row in memberships()
        for codes in (*row.joined.values(), *row.left.values())
        for c in codes.split()
    }
    assert told <= known
