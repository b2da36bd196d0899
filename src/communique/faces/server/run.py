"""Runs the server on an address: of this machine alone, or one that others reach where there are accounts."""

import ipaddress
import socket
from collections.abc import Callable
from contextlib import suppress

import uvicorn
from starlette.types import ASGIApp

from communique.errors import CommuniqueError
from communique.settings import LOOPBACK


def serve(app: ASGIApp, host: str, port: int, ready: Callable[[str], None], others: bool = False) -> None:
    """Answer with `app` on `host` and `port` until stopped; raise CommuniqueError where that cannot be.

    `ready` is called with the address of its root once it can be asked. Only where `others` may ask is it
    anything but a loopback address.
    """
    listening = _listen(host if others and not is_loopback(host) else loopback(host), port)
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


def is_loopback(host: str) -> bool:
    """Tell whether `host` names an address that this machine alone can reach."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def loopback(host: str) -> str:
    """Return the loopback address that `host` names; raise CommuniqueError for any other."""
    if not is_loopback(host):
        raise CommuniqueError(
            f"--host {host}: only 127.0.0.1, ::1 and localhost; there are no accounts, so nobody else may ask"
        )
    return LOOPBACK if host == "localhost" else host
