"""Incidents on a map: places with what happened there, points as points and areas as areas."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sayso.basemap import Area, Basemap, is_point
from sayso.export.circles import DIGITS, Circle
from sayso.model.events import Location, PlacePrecision
from sayso.model.kept import Spot
from sayso.show import words
from sayso.show.safe import safe
from sayso.show.web import links

TOLD = 12  # incidents of one place that a map names; it counts the others
NAME = 80  # letters of a name of a place


@dataclass(slots=True)
class _Place:
    """One place and its incidents, the latest first."""

    place: Location
    spots: list[Spot]


def collection(spots: Iterable[Spot], table: Basemap) -> dict[str, Any]:
    """A GeoJSON feature for each place, a point or an outline; the widest first, under the others."""
    places: dict[tuple[object, ...], _Place] = {}
    for spot in spots:
        where = spot.place
        key = (
            where.gazetteer or where.name,
            where.lat,
            where.lon,
            where.radius_km,
            where.precision,
            where.geometry,
        )
        places.setdefault(key, _Place(where, [])).spots.append(spot)
    ordered = sorted(places.values(), key=lambda one: (-_reach(one.place), one.place.name))
    made = (_feature(number, one, table) for number, one in enumerate(ordered))
    return {"type": "FeatureCollection", "features": [one for one in made if one is not None]}


def _reach(place: Location) -> float:
    return 0.0 if is_point(place) or place.radius_km is None else place.radius_km


def _feature(number: int, found: _Place, table: Basemap) -> dict[str, Any] | None:
    shape = _geometry(found.place, table)
    if shape is None or found.place.lat is None or found.place.lon is None:
        return None
    disputed = sum(spot.disputed for spot in found.spots)
    return {
        "type": "Feature",
        "id": number,
        "geometry": shape,
        "properties": {
            "kind": "point" if shape["type"] == "Point" else "area",
            "name": safe(found.place.name[: 4 * NAME])[:NAME],
            "precision": words.PRECISIONS.get(found.place.precision) if found.place.precision else None,
            "lat": round(found.place.lat, DIGITS),
            "lon": round(found.place.lon, DIGITS),
            "count": len(found.spots),
            "disputed": disputed,
            "incidents": [_told(spot) for spot in found.spots[:TOLD]],
        },
    }


def _told(spot: Spot) -> dict[str, Any]:
    return {
        "href": links.incident(spot.id),
        "what": " · ".join(part for part in (spot.type.capitalize(), spot.mode) if part),
        "day": None if spot.first_day is None else words.day(spot.first_day),
        "disputed": spot.disputed,
    }


def _geometry(place: Location, table: Basemap) -> dict[str, Any] | None:
    """A point, the outline of a province or country, or a circle; None where its extent is not known."""
    if place.lat is None or place.lon is None or not (math.isfinite(place.lat) and math.isfinite(place.lon)):
        return None
    if is_point(place):
        return {"type": "Point", "coordinates": [round(place.lon, DIGITS), round(place.lat, DIGITS)]}
    area = outline(place, table) if place.geometry is None else None
    if area is not None:
        return _polygons(_rings(area))
    if not place.radius_km:
        return None
    return _polygons(Circle(place.lat, place.lon, place.radius_km).polygons())


def outline(place: Location, table: Basemap) -> Area | None:
    """The outline of a place that is a whole province or country."""
    if place.precision is PlacePrecision.ADMIN1 and place.gazetteer is not None:
        return table.area(place.gazetteer)
    if place.precision is PlacePrecision.COUNTRY and place.country is not None:
        return table.country(place.country)
    return None


def _rings(area: Area) -> list[list[tuple[float, float]]]:
    return [
        [(round(lon, 3), round(lat, 3)) for lon, lat in zip(lons, lats, strict=True)]
        for lons, lats in area.rings
    ]


def _polygons(rings: Sequence[Sequence[tuple[float, float]]]) -> dict[str, Any]:
    return {"type": "MultiPolygon", "coordinates": [[ring] for ring in rings]}
