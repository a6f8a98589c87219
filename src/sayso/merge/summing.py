"""One incident in one row: of all that its events tell, what a list and a flat format have room for."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from sayso.model.events import Event, Interval, Location, PlacePrecision
from sayso.model.incidents import Agreement, MergedIncident
from sayso.model.kept import Summary, Told
from sayso.model.spans import Fact
from sayso.model.standings import is_about

T = TypeVar("T")
Admin1 = Callable[[str], str | None]  # the first-order area of a place, by its id in the gazetteer

_EXACT = {precision: rank for rank, precision in enumerate(PlacePrecision)}


def summary(told: Sequence[Told], incident: MergedIncident, admin1: Admin1) -> Summary:
    """The row of an incident; `told` are its events in the order of their keys.

    Mode, codes, modality and confidence are those of events that have the chosen type: a row must not say of
    a bombing that it was a demonstration.
    """
    events = [one.event for one in told]
    kind = _most(event.type.value for event in events)
    if kind is None:
        raise ValueError(f"incident {incident.id} has no event")
    alike = [event for event in events if event.type.value == kind]
    modality = _most(event.modality.value for event in alike) or alike[0].modality.value
    place = _place(events)
    days = _days(events)
    killed, wounded = (_figure(incident, name) for name in ("killed", "wounded"))
    return Summary(
        type=kind,
        modality=modality,
        mode=_most(_values(event.mode for event in alike)),
        cameo=_most(_values(event.cameo for event in alike)),
        acled=_most(_values(event.acled for event in alike)),
        place=place,
        admin1=None if place is None or place.gazetteer is None else admin1(place.gazetteer),
        first_day=None if days is None else days.first,
        last_day=None if days is None else days.last,
        killed=killed,
        wounded=wounded,
        disputed=is_disputed(told, incident),
        confidence=next((e.type.confidence for e in alike if e.type.confidence is not None), None),
    )


def is_disputed(told: Sequence[Told], incident: MergedIncident) -> bool:
    """Whether accounts of an incident, or one of its reports, set two values against each other."""
    if any(view.agreement is Agreement.DISPUTED for view in incident.fields):
        return True
    return any(is_about(dispute, [one.event]) for one in told for dispute in one.coded.disputes)


def _values(facts: Iterable[Fact[T] | None]) -> Iterable[T]:
    return (fact.value for fact in facts if fact is not None)


def _most(values: Iterable[T]) -> T | None:
    """The value that most have; of as many, the one that comes first."""
    counted = Counter(values)
    return max(counted, key=lambda value: counted[value], default=None)


def _place(events: Sequence[Event]) -> Location | None:
    """The most exact place that is on the map; where none is, the most exact by name."""
    return min(_values(event.place for event in events), key=_exactness, default=None)


def _exactness(place: Location) -> tuple[bool, float, int]:
    on_map = place.lat is not None and place.lon is not None
    radius = place.radius_km if place.radius_km is not None else float("inf")
    return not on_map, radius, len(_EXACT) if place.precision is None else _EXACT[place.precision]


def _days(events: Sequence[Event]) -> Interval | None:
    return min(_values(event.time for event in events), key=lambda days: days.last - days.first, default=None)


def _figure(incident: MergedIncident, kind: str) -> tuple[int, int, int] | None:
    return next(
        ((one.low, one.best, one.high) for one in incident.figures if one.kind == kind),
        None,
    )
