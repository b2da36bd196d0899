"""Time as the watch knows it, so that a test can let a day pass in seconds."""

import threading
import time


class Clock:
    """The time of day and a way to wait; `stop` ends every wait."""

    def __init__(self) -> None:
        """Start with nothing stopped."""
        self._stopped = threading.Event()

    def now(self) -> float:
        """Return the seconds since 1970 in UTC."""
        return time.time()

    def wait(self, seconds: float) -> None:
        """Wait so long, or until stopped."""
        if seconds > 0:
            self._stopped.wait(seconds)

    def stop(self) -> None:
        """End every wait now and to come."""
        self._stopped.set()

    @property
    def stopped(self) -> bool:
        """Whether somebody asked to stop."""
        return self._stopped.is_set()
