"""Killed between sending and noting that it arrived, a digest is sent again as the same one, then no more."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from email import message_from_bytes
from pathlib import Path

import pytest

from communique.query import Filters, open_book
from communique.query.saved import save_query
from tests.made import make_reading
from tests.query.test_lives import corrected, written
from tests.runs.deliver.receivers import Hook, Mailbox, hooked, mailbox

SECRET = {"COMMUNIQUE_WEBHOOK_SECRET": "tin and ore, and some more"}
Got = Callable[[], list[tuple[str, bytes]]]


def posted(hook: Hook) -> list[tuple[str, bytes]]:
    return [(headers["webhook-id"], body) for headers, body in hook.got]


def mailed(box: Mailbox) -> list[tuple[str, bytes]]:
    contents = [mail.content for mail in box.got if isinstance(mail.content, bytes)]
    return [(message_from_bytes(content)["Message-ID"], content) for content in contents]


@pytest.fixture(params=["webhook", "mail"])
def receiver(request: pytest.FixtureRequest) -> Iterator[tuple[Hook | Mailbox, Got, Sequence[str]]]:
    """Return a receiver, what it got as (id, bytes), and the words of the command that lead to it."""
    with ExitStack() as stack:
        if request.param == "webhook":
            hook = stack.enter_context(hooked())
            yield hook, lambda: posted(hook), ("--webhook", hook.url(), "--allow", "127.0.0.1")
        else:
            box = stack.enter_context(mailbox())
            words = ("--mail-to", "ada@example.org", "--smtp", box.place, "--tls", "none")
            yield box, lambda: mailed(box), words


def test_the_same_digest_again_and_then_no_more(
    tmp_path: Path, receiver: tuple[Hook | Mailbox, Got, Sequence[str]]
) -> None:
    server, got, words = receiver
    path = written(tmp_path / "own.db", make_reading())
    save_query(open_book(path), "tin", "commitments", Filters())
    command = [sys.executable, "-m", "communique", "digest", "tin", "--ledger", str(path), *words]

    def start() -> "subprocess.Popen[str]":
        return subprocess.Popen(command, env={**os.environ, **SECRET}, stderr=subprocess.PIPE, text=True)

    child = start()
    server.before = lambda: child.send_signal(signal.SIGKILL)
    assert child.wait() == -signal.SIGKILL
    server.before = lambda: None
    written(path, corrected())  # what comes in between
    child = start()
    assert child.communicate()[1].count("dig-") == 2
    first, again, after = got()
    assert first == again
    assert first[0] != after[0]
    child = start()
    assert child.communicate()[1] == "communique: tin: nothing new\n"
    assert len(got()) == 3
