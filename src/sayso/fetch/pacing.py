"""How often a host is asked."""

from sayso.errors import TryLater
from sayso.fetch.clocks import Clock

MOST_DELAY = 30.0  # seconds between two requests, however many a robots.txt wants
_PATIENCE = 60.0  # of a fetch that waits for its turn


class Pacing:
    """One request a second and host, fewer where the host wants so."""

    def __init__(self, clock: Clock, gap: float = 1.0) -> None:
        self._clock = clock
        self._gap = gap
        self._gaps: dict[str, float] = {}
        self._ready: dict[str, float] = {}

    def ready(self, host: str) -> float:
        """In how many seconds the host may be asked; 0 is now."""
        return max(0.0, self._ready.get(host, 0.0) - self._clock.monotonic())

    def turn(self, host: str) -> None:
        """Wait until the host may be asked, and take the turn.

        Raises:
            TryLater: that is long from now, for it wanted so.
        """
        wait = self.ready(host)
        if wait > _PATIENCE:
            raise TryLater(f"{host}: wants not to be asked for another {wait:.0f} s", wait)
        if wait:
            self._clock.sleep(wait)
        self.took(host)

    def took(self, host: str) -> None:
        """A request went out, or has just come back."""
        next_one = self._clock.monotonic() + self._gaps.get(host, self._gap)
        self._ready[host] = max(self._ready.get(host, 0.0), next_one)

    def slow(self, host: str, delay: float) -> None:
        """The host wants this many seconds between two requests."""
        self._gaps[host] = min(max(delay, self._gap), MOST_DELAY)

    def hold(self, host: str, seconds: float) -> None:
        """The host wants not to be asked for so long."""
        self._ready[host] = max(self._ready.get(host, 0.0), self._clock.monotonic() + seconds)
