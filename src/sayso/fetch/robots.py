"""What hosts want robots to leave alone (RFC 9309)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sayso.errors import AddressRefused, FetchError, ResourceError, TryLater
from sayso.fetch.addresses import Target
from sayso.fetch.clocks import Clock

NAME = "sayso"  # what a robots.txt calls us
_LASTING = 24 * 3600.0
_UNSURE = 600.0  # a host whose robots.txt cannot be had is asked for it again after so long
_MOST = 500_000  # bytes that are read of one


@dataclass(frozen=True, slots=True)
class _Kept:
    until: float
    rules: Any  # protego's, None where everything may be asked
    why: str | None = None  # set: nothing may be asked for now


class Robots:
    """The rules of each host, asked for once a day.

    Args:
        ask: The status and text of an address; raises FetchError where there is no answer.
        clock: By which rules grow old.
    """

    def __init__(self, ask: Callable[[str], tuple[int, bytes]], clock: Clock) -> None:
        self._ask = ask
        self._clock = clock
        self._kept: dict[str, _Kept] = {}

    def look(self, target: Target) -> float | None:
        """See that a robot may ask for `target`; the seconds that the host wants between two requests.

        Raises:
            AddressRefused: it may not.
            TryLater: the host could not say.
        """
        kept = self._rules(target)
        if kept.why is not None:
            after = kept.until - self._clock.monotonic()
            raise TryLater(f"{target.address}: whether robots may ask is not known: {kept.why}", after)
        if kept.rules is None:
            return None
        if not kept.rules.can_fetch(target.address, NAME):
            raise AddressRefused(f"{target.address}: its robots.txt wants robots to leave it alone")
        delay = kept.rules.crawl_delay(NAME)
        return None if delay is None else float(delay)

    def _rules(self, target: Target) -> _Kept:
        home = f"{target.scheme}://{target.authority}"
        kept = self._kept.get(home)
        if kept is None or kept.until <= self._clock.monotonic():
            self._kept[home] = kept = self._asked(home)
        return kept

    def _asked(self, home: str) -> _Kept:
        now = self._clock.monotonic()
        try:
            status, body = self._ask(f"{home}/robots.txt")
        except AddressRefused as error:
            return _Kept(now + _LASTING, None, str(error))
        except TryLater as error:
            return _Kept(now + max(_UNSURE, error.after or 0.0), None, str(error))
        except FetchError as error:
            return _Kept(now + _UNSURE, None, str(error))
        if status == 429 or status >= 500:
            return _Kept(now + _UNSURE, None, f"{home}/robots.txt: status {status}")
        if status >= 400:
            return _Kept(now + _LASTING, None)
        try:
            from protego import Protego
        except ImportError:
            raise ResourceError("fetching needs further packages: pip install 'sayso[feeds]'") from None
        return _Kept(now + _LASTING, Protego.parse(body[:_MOST].decode("utf-8", "replace")))
