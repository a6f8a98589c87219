"""Which incidents are at a point of a map: columns say how precise a place is, and not its shape."""

from collections.abc import Callable
from dataclasses import replace

from sayso.model.events import Geometry
from sayso.model.kept import Spot
from sayso.model.sphere import Point, great_circle_km

# A whole place stands where the gazetteer has it; "northern X" or "near X" stands beside it.
SAME_KM = 0.2


def shaped(spot: Spot, middle: Callable[[str], Point | None]) -> Spot:
    """The spot with its place marked as an area where that is beside the place whose name it has."""
    place = spot.place
    if place.gazetteer is None or place.lat is None or place.lon is None:
        return spot
    own = middle(place.gazetteer)
    if own is None or great_circle_km(own, (place.lat, place.lon)) <= SAME_KM:
        return spot
    return replace(spot, place=replace(place, geometry=Geometry.AREA))
