"""What events are called, harmless for a page and a terminal."""

from collections.abc import Sequence

from sayso import headlines
from sayso.headlines import fullest, phrase
from sayso.model.events import Event
from sayso.model.incidents import MergedIncident
from sayso.model.kept import Told
from sayso.model.record import Coded
from sayso.show.safe import safe

__all__ = ["fullest", "headline", "headline_of", "names", "phrase"]


def headline(event: Event, coded: Coded | None) -> str:
    """Who did what to whom by one event of a report; what did not happen is not told as if it had."""
    return safe(headlines.headline(event, coded))


def headline_of(told: Sequence[Told], incident: MergedIncident) -> str:
    """The line of an incident, of its events as somebody sees them; a base has made that of all others."""
    events = [one.event for one in told]
    best = fullest(events)
    place = next((one.place.value for one in (best, *events) if one.place is not None), None)
    return safe(headlines.incident_headline(told, incident, place))


def names(given: Sequence[str]) -> str:
    """ "A", "A and B", "A, B and C"; each name once."""
    return headlines.names([safe(name) for name in given])
