"""The health page tells how each watched list does."""

from pathlib import Path

from starlette.testclient import TestClient

from communique.faces.server import application
from communique.ledger import open_ledger
from communique.ledger.progress import ItemState, PollState
from communique.query import open_book
from tests.faces.conftest import HERE
from tests.faces.web.test_pages import words

FAR = 4_000_000_000.0


def test_what_is_ill_is_told_first(tmp_path: Path) -> None:
    ledger = open_ledger(tmp_path / "w.db", create=True)
    for name, listed in (("xa-ore", 9), ("xb-tin", 2)):
        state = PollState(f"https://{name}.example/", name, 3600, 86_400, 5, listed=listed, begun=FAR)
        state.good = state.fresh = state.due = FAR
        item = ItemState(f"https://{name}.example/1", name, "Talks", "", "", seen=FAR, due=FAR)
        ledger.progress.save(state, [item])
    ledger.close()
    book = open_book(tmp_path / "w.db")
    with TestClient(application(book), base_url=HERE) as client:
        told = words(client.get("/health").text)
        row = client.get("/health.json").json()
    book.close()
    assert "2 lists are watched; 1 does ill" in told
    assert told.index("xb-tin short it names 2 releases, at least 5 are usual") < told.index("xa-ore well")
    assert row["ill"] == 1
    assert [one["health"] for one in row["lists"]] == ["short", "well"]
    assert row["items"][0] == {"publisher": "xa-ore", "state": "waiting", "count": 1}


def test_where_nothing_is_watched_it_says_how_to(client: TestClient) -> None:
    assert "communique watch looks at the sites" in words(client.get("/health").text)
