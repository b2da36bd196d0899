"""A web server on loopback that answers what a test tells it to."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Answer:
    """What a path answers; `cut` bytes of the body are held back and the connection is closed.

    One that `stalls` says nothing until who asks has gone or the server ends.
    """

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    cut: int = 0
    stalls: bool = False


Answers = dict[str, "Answer | Callable[[dict[str, str]], Answer]"]


@dataclass
class Site:
    """A running server: its answers by path, and the paths and headers it was asked for."""

    port: int
    answers: Answers
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def count(self, path: str) -> int:
        return sum(one == path for one, _ in self.asked)


@contextmanager
def serving(answers: Answers) -> Iterator[Site]:
    """Serve answers until the block ends; a path without one answers 404."""

    class Handler(BaseHTTPRequestHandler):
        wbufsize = 65_536  # head and body in one packet: two would wait for each other

        def do_GET(self) -> None:  # the name the server calls
            headers = {name.lower(): value for name, value in self.headers.items()}
            site.asked.append((self.path, headers))
            found = site.answers.get(self.path, Answer(status=404))
            answer = found(headers) if callable(found) else found
            if answer.stalls:
                with suppress(OSError):
                    self.connection.recv(1)
                self.close_connection = True
                return
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            self.wfile.write(answer.body[: len(answer.body) - answer.cut])

        def log_message(self, format: str, *args: Any) -> None:
            """Say nothing."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        request_queue_size = 128  # of five, some would wait a second for a second try

    server = Server(("127.0.0.1", 0), Handler)
    site = Site(server.server_address[1], answers)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
