"""Nothing that a release says can become part of a page but its words."""

import csv
import io
import re
from html.parser import HTMLParser

import pytest
from starlette.testclient import TestClient

from tests.faces.web.hostile import BREAKER, FORMULA, PICTURE, SCRIPT

ADDRESSES = ("/", "/ledger", "/releases", "/actors", "/mechanisms", "/search?q=dialogue")


def pages(client: TestClient) -> list[str]:
    """Return every page that shows the release, its entries, actors and mechanisms."""
    found = [client.get(address).text for address in ADDRESSES]
    links = set(re.findall(r'href="(/(?:releases|entries|actors|mechanisms)/[^"#?]+)', "".join(found)))
    assert len(links) >= 5
    return [*found, *(client.get(link).text for link in sorted(links))]


class Elements(HTMLParser):
    """Collects the elements of a page with their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def elements(client: TestClient) -> list[tuple[str, dict[str, str | None]]]:
    """Return the elements of all pages as a browser sees them."""
    parser = Elements()
    for page in pages(client):
        parser.feed(page)
    return parser.found


@pytest.mark.parametrize("words", [SCRIPT, PICTURE, BREAKER, "<b>xa</b>", "<i>topic</i>", "<without>"])
def test_markup_of_a_release_is_shown_as_words(attacked: TestClient, words: str) -> None:
    assert all(words not in page for page in pages(attacked))


def test_scripts_are_our_own_files_and_data_only(attacked: TestClient) -> None:
    for tag, attributes in elements(attacked):
        if tag == "script":
            ours = (attributes.get("src") or "").startswith("/static/")
            assert ours or attributes.get("type") == "application/ld+json"
        assert not any(name.startswith("on") or name == "style" for name in attributes)


def test_no_link_leaves_for_anywhere_but_a_source(attacked: TestClient) -> None:
    for tag, attributes in elements(attacked):
        for name in ("href", "src", "action"):
            assert (attributes.get(name) or "/").startswith(("/", "#")), (tag, attributes)


def test_no_template_is_run(attacked: TestClient) -> None:
    assert all("opens 49" not in page for page in pages(attacked))


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


def test_a_text_of_great_length_is_whole(attacked: TestClient) -> None:
    release = attacked.get("/releases", headers={"Accept": "application/json"}).json()["releases"][0]
    page = attacked.get(f"/releases/{release['id']}").text
    assert "x" * 100_000 in page
    assert SCRIPT in attacked.get(f"/releases/{release['id']}.json").json()["text"]
