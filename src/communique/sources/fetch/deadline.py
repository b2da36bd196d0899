"""Ends a connection that takes longer than it may, at any step: a byte now and then is no answer."""

import socket
import threading
from contextlib import suppress
from types import TracebackType
from typing import Any


class Deadline:
    """Within it one connection may be made, shut down after so many seconds: that is a TimeoutError."""

    def __init__(self, seconds: float) -> None:
        """Take the seconds that all of it may take."""
        self._passed, self._seconds = False, seconds
        self._timer = threading.Timer(seconds, self._end)
        self._timer.daemon = True
        self._socket: socket.socket | None = None
        self._lock = threading.Lock()

    def trace(self, event: str, told: dict[str, Any]) -> None:
        """Learn of the connection: the `trace` extension of a request."""
        if event.endswith("connect_tcp.complete"):
            with self._lock:
                self._forget()
                # a copy, as TLS takes the socket over
                self._socket = told["return_value"].get_extra_info("socket").dup()
            if self._passed:
                self._end()

    def _end(self) -> None:
        with self._lock:
            self._passed = True
            if self._socket is not None:
                with suppress(OSError):
                    self._socket.shutdown(socket.SHUT_RDWR)

    def _forget(self) -> None:
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def __enter__(self) -> "Deadline":
        """Begin to count."""
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End counting; raise TimeoutError where the time was over."""
        self._timer.cancel()
        with self._lock:
            self._forget()
        if self._passed:
            raise TimeoutError(f"it takes longer than {self._seconds:.0f} seconds") from error
