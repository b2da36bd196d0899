"""A mail goes over TLS to a server that proves who it is; a password never goes without."""

import ssl
from pathlib import Path

import pytest
import trustme

from communique.errors import CommuniqueError
from communique.runs.deliver import mail_server
from tests.runs.deliver.receivers import mailbox

MAIL = b"From: a@example.org\r\nSubject: tin\r\n\r\n.ore\r\n"


@pytest.fixture
def trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
    """Return what a server of 127.0.0.1 proves itself with, to whom trusts as this machine does now."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    return served(authority)


def served(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    return context


def test_a_mail_arrives_to_the_letter() -> None:
    with mailbox() as box:
        mail_server(box.place, "none").send(MAIL, "a@example.org", "b@example.org")
    (mail,) = box.got
    assert mail.content == MAIL
    assert (mail.mail_from, mail.rcpt_tos) == ("a@example.org", ["b@example.org"])


def test_starttls_and_then_the_password(trusted: ssl.SSLContext) -> None:
    with mailbox(tls_context=trusted, require_starttls=True) as box:
        mail_server(box.place, user="ada", password="tin and ore").send(
            MAIL, "a@example.org", "b@example.org"
        )
    assert [mail.content for mail in box.got] == [MAIL]
    assert box.logins == [(b"ada", b"tin and ore")]


def test_tls_from_the_first_byte(trusted: ssl.SSLContext) -> None:
    with mailbox(ssl_context=trusted) as box:
        mail_server(box.place, "tls").send(MAIL, "a@example.org", "b@example.org")
    assert [mail.content for mail in box.got] == [MAIL]


def test_a_server_that_cannot_prove_who_it_is_gets_nothing(trusted: ssl.SSLContext) -> None:
    with (
        mailbox(tls_context=served(trustme.CA())) as box,
        pytest.raises(CommuniqueError, match="CERTIFICATE"),
    ):
        mail_server(box.place, user="ada", password="tin and ore").send(
            MAIL, "a@example.org", "b@example.org"
        )
    assert (box.got, box.logins) == ([], [])


def test_a_server_without_tls_gets_nothing_unless_told_so() -> None:
    with mailbox() as box, pytest.raises(CommuniqueError, match="STARTTLS"):
        mail_server(box.place).send(MAIL, "a@example.org", "b@example.org")
    assert box.got == []
    with pytest.raises(CommuniqueError, match="over TLS alone"):
        mail_server("mail.example.org", "none", user="ada")


def test_a_mail_that_is_not_taken_is_told() -> None:
    with mailbox() as box, pytest.raises(CommuniqueError, match=r"b@example\.org is not taken: .*full"):
        box.answers = ["452 full"]
        mail_server(box.place, "none").send(MAIL, "a@example.org", "b@example.org")


@pytest.mark.parametrize(
    ("place", "port"), [("mail.example.org", 587), ("mail.example.org:2525", 2525), ("[::1]", 587)]
)
def test_a_place_is_a_host_and_a_port(place: str, port: int) -> None:
    assert mail_server(place).port == port


@pytest.mark.parametrize("place", ["", "a b", "smtp://mail.example.org", "mail.example.org:99999", "a:b@c"])
def test_what_is_no_place_is_told(place: str) -> None:
    with pytest.raises(CommuniqueError, match="not a mail server"):
        mail_server(place)
