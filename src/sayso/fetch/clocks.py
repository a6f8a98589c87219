"""Time, so that tests need not wait for it."""

import threading
import time
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """What a fetch and a watch ask of time."""

    def monotonic(self) -> float:
        """Seconds since some moment; never goes back, whatever is done to the wall clock."""

    def now(self) -> datetime:
        """The wall clock, with its zone; for what is written down, never for what is due."""

    def sleep(self, seconds: float) -> None:
        """Wait, or less if `stop` was called."""


class RealClock:
    """The machine's clock. `stop` ends every wait, the one under way too."""

    def __init__(self) -> None:
        self._stopped = threading.Event()

    def monotonic(self) -> float:
        return time.monotonic()

    def now(self) -> datetime:
        return datetime.now(UTC)

    def sleep(self, seconds: float) -> None:
        if seconds > 0:
            self._stopped.wait(seconds)

    def stop(self) -> None:
        """Wait no more."""
        self._stopped.set()

    @property
    def stopped(self) -> bool:
        """Whether `stop` was called."""
        return self._stopped.is_set()
