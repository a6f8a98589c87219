"""Distances and displacements on the sphere."""

import math
from collections.abc import Mapping

from sayso.model.places import Box, Place
from sayso.model.sphere import EARTH_KM, great_circle_km

AZIMUTH: Mapping[str, float] = {
    wind: 45.0 * i
    for i, wind in enumerate(
        ("north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west")
    )
}


def km_between(a: Place, b: Place) -> float:
    """Great-circle distance; 0 where a point is missing."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return 0.0
    return great_circle_km((a.lat, a.lon), (b.lat, b.lon))


def displaced(point: tuple[float, float], azimuth: float, km: float) -> tuple[float, float]:
    """The point `km` away, in degrees with four decimals; azimuth clockwise from north."""
    lat, lon, angle, arc = *map(math.radians, (*point, azimuth)), km / EARTH_KM
    north = math.asin(math.sin(lat) * math.cos(arc) + math.cos(lat) * math.sin(arc) * math.cos(angle))
    east = math.sin(angle) * math.sin(arc) * math.cos(lat)
    turned = lon + math.atan2(east, math.cos(arc) - math.sin(lat) * math.sin(north))
    return round(math.degrees(north), 4), round((math.degrees(turned) + 540) % 360 - 180, 4)


def middle(a: Place, b: Place) -> tuple[float, float] | None:
    """The point half-way between two places; None where a point is missing."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    lon = b.lon + (360 if a.lon - b.lon > 180 else -360 if b.lon - a.lon > 180 else 0)
    return round((a.lat + b.lat) / 2, 4), round(((a.lon + lon) / 2 + 540) % 360 - 180, 4)


def half_of(box: Box, wind: str) -> tuple[float, float, float]:
    """Middle and radius (km) of the half of a box that lies to the wind; of the quarter for "north-east"."""
    south, north, west = box.south, box.north, box.west
    east = box.east + (360 if box.east < box.west else 0)
    if "north" in wind or "south" in wind:
        south, north = ((south + north) / 2, north) if "north" in wind else (south, (south + north) / 2)
    if "east" in wind or "west" in wind:
        west, east = ((west + east) / 2, east) if "east" in wind else (west, (west + east) / 2)
    high = math.radians(north - south) * EARTH_KM
    wide = math.radians(east - west) * EARTH_KM * math.cos(math.radians((south + north) / 2))
    lon = ((west + east) / 2 + 540) % 360 - 180
    return round((south + north) / 2, 4), round(lon, 4), round(math.hypot(high, wide) / 2, 1)
