"""The page of a difference shows both texts whole, what differs marked, and what became of undertakings."""

import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from communique.faces.server import application
from communique.ledger import open_ledger
from communique.query import open_book
from tests.faces.conftest import HERE
from tests.made import BODY, commitment, make_entry, make_reading, make_release, when

LATER = BODY.replace("agreed to open a joint smelter by June 30", "will open a joint smelter by December 31")
FIRST, SECOND = make_release(), make_release(body=LATER)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """Return a client over a ledger that holds a release in two versions."""
    path: Path = tmp_path_factory.mktemp("diff") / "diff.db"
    ledger = open_ledger(path, create=True)
    ledger.write([make_reading(FIRST, commitment(FIRST))])
    softened = make_entry(
        SECOND,
        "commitment",
        "will open a joint smelter by December 31",
        attribute="intended",
        when=when(SECOND, "by December 31", date(2024, 12, 31), bound="by"),
    )
    ledger.write([make_reading(SECOND, softened)])
    ledger.close()
    book = open_book(path)
    with TestClient(application(book), base_url=HERE) as found:
        yield found
    book.close()


def side(page: str, number: int) -> str:
    """Return the words of one of the two texts."""
    article = page.split('<article class="text"')[number].split("</header>")[1].split("</article>")[0]
    return unescape(re.sub(r"<[^>]+>", " ", article))


def test_both_texts_are_whole_with_what_differs_marked(client: TestClient) -> None:
    page = client.get(f"/diff?a={FIRST.id}@1&b={FIRST.id}@2").text
    for number, release in enumerate((FIRST, SECOND), 1):
        assert squeezed(side(page, number)) == squeezed(release.text)
    assert "agreed to" in "".join(re.findall(r"<del>(.*?)</del>", page))
    assert "December 31" in "".join(re.findall(r"<ins>(.*?)</ins>", page))


def squeezed(text: str) -> str:
    """Return a text without blanks."""
    return "".join(text.split())


def test_what_became_of_an_undertaking_stands_with_both_quotes(client: TestClient) -> None:
    page = client.get(f"/diff?a={FIRST.id}@1&b={FIRST.id}@2").text
    row = page.split("<tbody>")[1].split("</tbody>")[0]
    assert "b-softened" in row
    assert "agreed to open a joint smelter by June 30" in row
    assert "will open a joint smelter by December 31" in row
    told = client.get(f"/diff.json?a={FIRST.id}@1&b={FIRST.id}@2").json()["differences"]
    assert told[0]["what"] == "softened"


def test_the_reader_leads_to_the_difference_of_its_versions(client: TestClient) -> None:
    page = client.get(f"/releases/{FIRST.id}").text
    link = unescape(re.findall(r'href="(/diff[^"]+)"', page)[0])
    assert client.get(link).status_code == 200


def test_the_same_and_the_unknown(client: TestClient) -> None:
    assert "The words are the same" in client.get(f"/diff?a={FIRST.id}@2&b={FIRST.id}@2").text
    answer = client.get("/diff?a=rel-0000&b=rel-0001")
    assert answer.status_code == 404
    assert "nothing has this id" in answer.text
    assert client.get("/diff").status_code == 200
