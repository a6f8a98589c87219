"""What events are called, harmless for a page and a terminal."""

from collections.abc import Sequence

from sayso import headlines
from sayso.headlines import fullest, phrase
from sayso.model.events import Event
from sayso.model.record import Coded
from sayso.show.safe import safe

__all__ = ["fullest", "headline", "names", "phrase"]


def headline(event: Event, coded: Coded) -> str:
    """Who did what to whom by one event of a report; what did not happen is not told as if it had."""
    return safe(headlines.headline(event, coded))


def names(given: Sequence[str]) -> str:
    """ "A", "A and B", "A, B and C"; each name once."""
    return headlines.names([safe(name) for name in given])
