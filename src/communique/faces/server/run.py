"""Runs the server on an address of this machine; any other is refused until there are accounts."""

import ipaddress
import socket
from collections.abc import Callable
from contextlib import suppress

import uvicorn
from starlette.types import ASGIApp

from communique.errors import CommuniqueError


def serve(app: ASGIApp, host: str, port: int, ready: Callable[[str], None]) -> None:
    """Answer with `app` on `host` and `port` until stopped; raise CommuniqueError where that cannot be.

    `ready` is called with the address of its root once it can be asked.
    """
    listening = _listen(loopback(host), port)
    name, number = listening.getsockname()[:2]
    ready(f"http://[{name}]:{number}/" if ":" in name else f"http://{name}:{number}/")
    config = uvicorn.Config(app, log_level="warning", server_header=False)
    with suppress(KeyboardInterrupt):  # how it is stopped
        uvicorn.Server(config).run(sockets=[listening])


def _listen(address: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    try:
        return socket.create_server((address, port), family=family)
    except OSError as error:
        why = error.strerror or error
        raise CommuniqueError(f"{address} port {port}: {why}; name another --port") from error


def loopback(host: str) -> str:
    """Return the loopback address that `host` names; raise CommuniqueError for any other."""
    name = "127.0.0.1" if host == "localhost" else host
    try:
        known = ipaddress.ip_address(name).is_loopback
    except ValueError:
        known = False
    if not known:
        raise CommuniqueError(
            f"--host {host}: only 127.0.0.1, ::1 and localhost; there are no accounts, so nobody else may ask"
        )
    return name
