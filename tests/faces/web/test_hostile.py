"""Nothing that a release says can become part of a page but its words."""

import csv
import io
import re

import pytest
from starlette.testclient import TestClient

from tests.faces.web.hostile import BREAKER, FORMULA, PICTURE, SCRIPT, fill

ADDRESSES = ("/", "/ledger", "/releases", "/actors", "/mechanisms", "/search?q=dialogue")


def pages(client: TestClient) -> list[str]:
    """Return every page that shows the release, its entries, actors and mechanisms."""
    found = [client.get(address).text for address in ADDRESSES]
    links = set(re.findall(r'href="(/(?:releases|entries|actors|mechanisms)/[^"#?]+)', "".join(found)))
    assert len(links) >= 5
    return [*found, *(client.get(link).text for link in sorted(links))]


@pytest.mark.parametrize("words", [SCRIPT, PICTURE, BREAKER, "<b>xa</b>", "<i>topic</i>", "<without>"])
def test_markup_of_a_release_is_shown_as_words(attacked: TestClient, words: str) -> None:
    assert all(words not in page for page in pages(attacked))


def test_scripts_are_our_own_files_and_data_only(attacked: TestClient) -> None:
    for page in pages(attacked):
        heads = re.findall(r"<script([^>]*)>", page)
        assert all('src="/static/' in head or 'type="application/ld+json"' in head for head in heads)
        assert not re.search(r"<[^>]*\s(?:on\w+|style)=", page)


def test_no_link_runs_a_script_and_no_template_is_run(attacked: TestClient) -> None:
    for page in pages(attacked):
        assert 'href="javascript:' not in page
        assert "opens 49" not in page


def test_a_search_for_markup_is_shown_as_words(attacked: TestClient) -> None:
    page = attacked.get("/search", params={"q": SCRIPT}).text
    assert SCRIPT not in page
    assert "&lt;script&gt;" in page
    assert SCRIPT not in attacked.get("/ledger", params={"actor": SCRIPT}).text
    assert SCRIPT not in attacked.get("/ledger", params={"kind": SCRIPT}).text


def test_a_formula_is_not_run_by_a_spreadsheet(attacked: TestClient) -> None:
    rows = list(csv.DictReader(io.StringIO(attacked.get("/ledger.csv").text)))
    assert any(row["summary"] == f"'{FORMULA}" for row in rows)
    assert not any(cell.startswith(("=", "+", "@")) for row in rows for cell in row.values())


def test_the_hostile_ledger_is_sound_to_read(attacked: TestClient, tmp_path_factory: pytest.TempPathFactory) -> None:
    release = fill(tmp_path_factory.mktemp("again") / "again.db")
    told = attacked.get(f"/releases/{release}.json").json()
    assert SCRIPT in told["title"]
    assert len(told["text"]) > 100_000
