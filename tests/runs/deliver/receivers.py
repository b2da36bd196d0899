"""Receivers of digests on loopback: a webhook and a mail server that do what a test tells them to."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session


def _do_nothing() -> None:
    """Stand in for what a receiver does before it answers."""


@dataclass
class Hook:
    """A webhook: what it got, what it answers next (200 when that runs out), and what it does before."""

    port: int = 0
    got: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    answers: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    before: Callable[[], None] = _do_nothing

    def url(self, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}/hook"


@contextmanager
def hooked() -> Iterator[Hook]:
    """Serve a webhook until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:  # the name the server calls
            body = self.rfile.read(int(self.headers["Content-Length"]))
            hook.got.append(({name.lower(): value for name, value in self.headers.items()}, body))
            hook.before()
            status, headers = hook.answers.pop(0) if hook.answers else (200, {})
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    hook = Hook(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield hook
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@dataclass
class Mailbox:
    """A mail server: the mails it took, what it answers next (taken when that runs out), and its address."""

    place: str = ""
    got: list[Envelope] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    logins: list[tuple[bytes, bytes]] = field(default_factory=list)
    before: Callable[[], None] = _do_nothing

    async def handle_DATA(  # noqa: N802  # the name the server calls
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        """Take a mail."""
        self.got.append(envelope)
        self.before()
        return self.answers.pop(0) if self.answers else "250 OK"

    def login(
        self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any
    ) -> AuthResult:
        """Let in whoever knows the password."""
        self.logins.append((data.login, data.password))
        return AuthResult(success=data.password == b"tin and ore")


class _OnAnyPort(Controller):
    """A server that learns its port from the socket it got."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextmanager
def mailbox(**settings: Any) -> Iterator[Mailbox]:
    """Serve mail until the block ends; `settings` are those of aiosmtpd's Controller."""
    box = Mailbox()
    controller = _OnAnyPort(box, hostname="127.0.0.1", port=0, authenticator=box.login, **settings)
    controller.start()
    box.place = f"127.0.0.1:{controller.port}"
    try:
        yield box
    finally:
        controller.stop()
