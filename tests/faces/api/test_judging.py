"""Judging through the API: only with the token, by the functions of `communique judge`."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from communique.faces.server import application
from communique.query import Book, decisions
from tests.faces.conftest import HERE
from tests.made import commitment, make_release, meeting

API = "/api/v1"
TOKEN = "a token of some length"
OURS = {"Authorization": f"Bearer {TOKEN}"}
PLEDGE, MET = commitment(make_release()).id, meeting(make_release()).id


@pytest.fixture
def client(book: Book) -> TestClient:
    """Return a client of a server that was started with a token."""
    return TestClient(application(book, "ada", TOKEN), base_url=HERE)


def decide(client: TestClient, **told: Any) -> Any:
    """Send a decision with the token; return the answer's JSON, which has to be that of a decision."""
    answer = client.post(f"{API}/decisions", json=told, headers=OURS)
    assert answer.status_code == 201, answer.text
    return answer.json()


def test_a_decision_is_written_and_undone_by_its_number(client: TestClient, book: Book) -> None:
    made = decide(client, decision="reject", entry=PLEDGE, why="a wish")
    assert (made["who"], made["subject"], made["why"], made["stands"]) == ("ada", PLEDGE, "a wish", True)
    listed = [one["id"] for one in client.get(f"{API}/entries").json()["items"]]
    assert listed == [MET]
    decide(client, decision="undo", number=made["number"])
    assert len(client.get(f"{API}/entries").json()["items"]) == 2


@pytest.mark.parametrize(
    ("told", "new"),
    [
        ({"decision": "accept", "entry": PLEDGE}, "accept"),
        ({"decision": "fix", "entry": PLEDGE, "slot": "force", "value": "proposed"}, "proposed"),
        ({"decision": "merge", "entry": PLEDGE, "into": MET, "why": "one fact"}, "merge"),
        ({"decision": "split", "entry": PLEDGE, "at": "joint smelter"}, "split"),
    ],
)
def test_every_decision_on_an_entry_can_be_made(client: TestClient, told: dict[str, str], new: str) -> None:
    assert decide(client, **told)["new"] == new


def test_actors_are_joined_and_parted(client: TestClient) -> None:
    one, other = [actor["id"] for actor in client.get(f"{API}/actors?limit=2").json()["items"]]
    assert decide(client, decision="different", a=one, b=other, why="two states")["new"] == "same: different"


@pytest.mark.parametrize(
    "headers", [{}, {"Authorization": "Bearer guessed"}, {"Authorization": "Basic eA=="}]
)
def test_without_the_token_nothing_is_decided(
    client: TestClient, book: Book, headers: dict[str, str]
) -> None:
    told = {"decision": "accept", "entry": PLEDGE}
    answer = client.post(f"{API}/decisions", json=told, headers=headers)
    assert (answer.status_code, answer.headers["content-type"]) == (401, "application/problem+json")
    assert decisions(book, persons_only=True) == []


def test_a_server_without_a_token_decides_nothing(book: Book) -> None:
    closed = TestClient(application(book, "ada"), base_url=HERE)
    told = {"decision": "accept", "entry": PLEDGE}
    assert closed.post(f"{API}/decisions", json=told, headers=OURS).status_code == 403


@pytest.mark.parametrize(
    ("told", "detail"),
    [
        ({"decision": "reject", "entry": PLEDGE}, "say why"),
        ({"decision": "accept", "entry": "ent-0"}, "ent-0"),
        ({"decision": "confirm", "number": 7}, "7"),
        ({"decision": "burn", "entry": PLEDGE}, "decision"),
    ],
)
def test_what_cannot_be_decided_is_told(client: TestClient, told: dict[str, str], detail: str) -> None:
    answer = client.post(f"{API}/decisions", json=told, headers=OURS)
    assert answer.status_code == 400
    assert detail in answer.json()["detail"]


def test_the_cards_are_those_of_review(client: TestClient) -> None:
    decide(client, decision="accept", entry=MET)
    [card] = client.get(f"{API}/review").json()["items"]
    assert (card["sort"], card["entry"]["id"]) == ("entry", PLEDGE)
