"""A webhook gets a digest signed as the standard has it, again until it takes it, and only where it may."""

import base64
from collections.abc import Iterator

import pytest
import standardwebhooks

from communique.errors import CommuniqueError
from communique.ledger.saved import Delivery
from communique.runs.deliver import Webhook
from communique.sources.fetch.clock import Clock
from tests.runs.deliver.receivers import Hook, hooked

SECRET = "whsec_" + base64.b64encode(b"tin and ore, and some more").decode()
DIGEST = Delivery("dig-1", "tin", "out", "2024-06-01T00:00:00+00:00", '{"id": "dig-1", "é": 1}', {})


class Patient(Clock):
    """A clock whose waits are only noted."""

    def __init__(self) -> None:
        super().__init__()
        self.waits: list[float] = []

    def wait(self, seconds: float) -> None:
        self.waits.append(seconds)


@pytest.fixture
def hook() -> Iterator[Hook]:
    with hooked() as hook:
        yield hook


def webhook(hook: Hook, allowed: bool = True) -> Webhook:
    return Webhook(hook.url(), SECRET, frozenset({"127.0.0.1"} if allowed else ()), Patient())


def test_the_signature_is_one_that_others_can_check(hook: Hook) -> None:
    webhook(hook).send(DIGEST)
    ((headers, body),) = hook.got
    assert headers["webhook-id"] == "dig-1"
    assert standardwebhooks.Webhook(SECRET).verify(body, headers) == {"id": "dig-1", "é": 1}
    with pytest.raises(standardwebhooks.WebhookVerificationError):
        standardwebhooks.Webhook(SECRET).verify(body + b" ", headers)


def test_what_is_not_taken_is_sent_again_under_the_same_id(hook: Hook) -> None:
    hook.answers = [(503, {}), (429, {"Retry-After": "7"})]
    sender = webhook(hook)
    sender.send(DIGEST)
    assert [headers["webhook-id"] for headers, _ in hook.got] == ["dig-1"] * 3
    assert len({body for _, body in hook.got}) == 1
    assert isinstance(sender.clock, Patient)
    assert sender.clock.waits == [1.0, 7.0]


@pytest.mark.parametrize(
    ("answers", "tries"),
    [
        ([(400, {})], 1),  # it will not take this one, however often it is asked
        ([(302, {"Location": "http://169.254.169.254/"})], 1),  # nobody is followed elsewhere
        ([(503, {})] * 4, 4),
        ([(503, {"Retry-After": "3600"})], 1),  # longer than a run waits
    ],
)
def test_a_receiver_that_is_down_is_told(
    hook: Hook, answers: list[tuple[int, dict[str, str]]], tries: int
) -> None:
    hook.answers = list(answers)
    with pytest.raises(CommuniqueError, match=rf"the server answered {answers[0][0]}; dig-1 is kept"):
        webhook(hook).send(DIGEST)
    assert len(hook.got) == tries


def test_an_address_within_the_network_takes_leave(hook: Hook) -> None:
    with pytest.raises(CommuniqueError, match=r"within this machine or network; --allow 127\.0\.0\.1"):
        webhook(hook, allowed=False).send(DIGEST)
    assert hook.got == []


@pytest.mark.parametrize("secret", ["", "short", "whsec_not in base64!"])
def test_a_secret_that_is_none_is_refused(secret: str) -> None:
    with pytest.raises(CommuniqueError, match="the secret of a webhook"):
        Webhook("https://hooks.example.org/", secret)
