"""The reconciliation service answers as OpenRefine asks: manifest, batches, suggestions."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from communique.faces.server import application
from communique.ledger import open_ledger
from communique.query import open_book
from communique.runs.resolve import resolve
from tests.faces.conftest import HERE
from tests.faces.shelf import fill

OPENREFINE = "http://127.0.0.1:3333"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    """Return a client of the server over a shelf whose names are resolved."""
    path = tmp_path_factory.mktemp("named") / "named.db"
    fill(path, rounds=4)
    ledger = open_ledger(path)
    resolve(ledger)
    ledger.close()
    return TestClient(application(open_book(path)), base_url=HERE)


def ask(client: TestClient, **queries: Any) -> dict[str, list[dict[str, Any]]]:
    """Send a batch as OpenRefine does; return the candidates of each query."""
    answer = client.post("/reconcile", data={"queries": json.dumps(queries)})
    assert answer.status_code == 200, answer.text
    return {name: one["result"] for name, one in answer.json().items()}


def test_the_manifest_says_what_the_service_can_do(client: TestClient) -> None:
    told = client.get("/reconcile").json()
    assert told["versions"] == ["0.2"]
    assert "{{id}}" in told["view"]["url"]
    assert {"identifierSpace", "schemaSpace", "name"} <= told.keys()
    assert {"id": "mechanism", "name": "mechanism"} in told["defaultTypes"]
    for name, service in told["suggest"].items():
        typed = "a" if name == "entity" else "c"
        found = client.get(service["service_url"] + service["service_path"], params={"prefix": typed})
        assert found.json()["result"], name


def test_a_name_in_another_order_is_found_and_matches(client: TestClient) -> None:
    found = ask(client, q0={"query": "Dahl, Ole"}, q1={"query": "Nobody Whatever"})
    [best, *_] = found["q0"]
    assert (best["name"], best["score"], best["match"], best["type"][0]["id"]) == (
        "Ole Dahl",
        100,
        True,
        "person",
    )
    assert found["q1"] == []


def test_a_slip_of_the_pen_is_a_candidate_and_no_match(client: TestClient) -> None:
    [best, *_] = ask(client, q={"query": "Ole Dahlen"})["q"]
    assert best["name"] == "Ole Dahl"
    assert not best["match"]
    assert 60 <= best["score"] < 100


def test_types_and_country_narrow(client: TestClient) -> None:
    assert ask(client, q={"query": "Ole Dahl", "type": "country"})["q"] == []
    both = ask(
        client,
        here={"query": "Ardia", "properties": [{"pid": "country", "v": "XA"}]},
        there={"query": "Ardia", "properties": [{"pid": "country", "v": [{"id": "XB"}]}]},
    )
    assert both["here"][0]["match"]
    assert not any(one["match"] for one in both["there"] if one["name"] == "Ardia")


def test_a_mechanism_is_found_and_its_page_is_led_to(client: TestClient) -> None:
    name = "Ardia-Belmark Steel and Critical Minerals Dialogue"
    [best, *_] = ask(client, q={"query": name, "type": ["mechanism"], "limit": 1})["q"]
    assert best["match"]
    assert name in client.get(f"/reconcile/view/{best['id']}").text


def test_suggestions_tell_namesakes_apart(client: TestClient) -> None:
    [first, *_] = client.get("/reconcile/suggest/entity?prefix=dah").json()["result"]
    assert first.keys() == {"id", "name", "description", "notable"}
    assert "person" in first["description"]


@pytest.mark.parametrize(
    ("queries", "code"),
    [("{", 400), ("[]", 400), ('{"q": {"limit": 0}}', 400), ('{"q": {"query": 7}}', 400), ("{}", 200)],
)
def test_a_batch_that_is_none_is_told(client: TestClient, queries: str, code: int) -> None:
    assert client.get("/reconcile", params={"queries": queries}).status_code == code


def test_only_pages_of_this_machine_may_read_answers(client: TestClient) -> None:
    ours = client.get("/reconcile", headers={"Origin": OPENREFINE})
    theirs = client.get("/reconcile", headers={"Origin": "https://elsewhere.example"})
    assert ours.headers["access-control-allow-origin"] == OPENREFINE
    assert "access-control-allow-origin" not in theirs.headers


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.text(max_size=80))
def test_any_name_is_answered(client: TestClient, name: str) -> None:
    for one in ask(client, q={"query": name})["q"]:
        assert 60 <= one["score"] <= 100
