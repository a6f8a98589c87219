"""Circles on the sphere as GeoJSON has areas: right-handed rings, cut at the 180th meridian.

Source: RFC 7946, sections 3.1.6 (rings), 3.1.9 (cutting at the antimeridian) and 5 (bounding boxes).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

Point = tuple[float, float]  # longitude, latitude
Ring = list[Point]
Box = tuple[float, float, float, float]  # west, south, east, north; west > east across the 180th meridian

EARTH_KM = 6371.0088  # the mean radius
SIDES = 64  # a polygon of 64 sides lacks 0.2 % of its circle
DIGITS = 5  # of degrees: a metre
_QUARTER = math.pi / 2


@dataclass(frozen=True, slots=True)
class Circle:
    """What lies within `radius_km` of a point, at most a quarter of the way round the earth."""

    lat: float
    lon: float
    radius_km: float

    @property
    def _angle(self) -> float:
        return min(self.radius_km / EARTH_KM, _QUARTER)

    def box(self) -> Box:
        """The least box around it."""
        reach = math.degrees(self._angle)
        south, north = self.lat - reach, self.lat + reach
        if north >= 90 or south <= -90:  # a pole lies within: all longitudes do
            return (-180.0, round(max(south, -90.0), DIGITS), 180.0, round(min(north, 90.0), DIGITS))
        # Meridians touch it north or south of its middle. Source: the spherical law of sines.
        wide = math.degrees(math.asin(min(1.0, math.sin(self._angle) / math.cos(math.radians(self.lat)))))
        west, east = _wrapped(self.lon - wide), _wrapped(self.lon + wide)
        return (round(west, DIGITS), round(south, DIGITS), round(east, DIGITS), round(north, DIGITS))

    def polygons(self) -> list[Ring]:
        """One ring, two where the 180th meridian cuts it; anticlockwise, the last point is the first."""
        points = self._points()
        reach = math.degrees(self._angle)
        if self.lat + reach >= 90 or self.lat - reach <= -90:
            return [_closed(_around_pole(points, north=self.lat > 0))]
        for west in (-540.0, -180.0, 180.0):
            inside = [west <= lon <= west + 360 for lon, _ in points]
            if all(inside):
                return [_closed([(lon - west - 180, lat) for lon, lat in points])]
        edge = 180.0 if max(lon for lon, _ in points) > 180 else -180.0
        west_part, east_part = _clipped(points, edge, -1), _clipped(points, edge, 1)
        return [
            _closed([(lon - edge + 180, lat) for lon, lat in west_part]),
            _closed([(lon - edge - 180, lat) for lon, lat in east_part]),
        ]

    def _points(self) -> Ring:
        """Its points against the clock from the north on; longitudes run on beyond 180 degrees."""
        lat, angle = math.radians(self.lat), self._angle
        points = []
        for step in range(SIDES):
            bearing = -2 * math.pi * step / SIDES
            sine = math.sin(lat) * math.cos(angle) + math.cos(lat) * math.sin(angle) * math.cos(bearing)
            there = math.asin(max(-1.0, min(1.0, sine)))
            east = math.sin(bearing) * math.sin(angle) * math.cos(lat)
            north = math.cos(angle) - math.sin(lat) * math.sin(there)
            points.append((self.lon + math.degrees(math.atan2(east, north)), math.degrees(there)))
        return points


def union(a: Box | None, b: Box) -> Box:
    """A box around two; all longitudes where one of them lies across the 180th meridian."""
    if a is None:
        return b
    across = a[0] > a[2] or b[0] > b[2]
    west, east = (-180.0, 180.0) if across else (min(a[0], b[0]), max(a[2], b[2]))
    return (west, min(a[1], b[1]), east, max(a[3], b[3]))


def _around_pole(points: Sequence[Point], *, north: bool) -> Ring:
    """An area with a pole in it, as a map has it: bounded by the map's edge at the pole."""
    ring = sorted((_wrapped(lon), lat) for lon, lat in points)
    first, last = ring[0], ring[-1]
    share = (180 - last[0]) / (first[0] + 360 - last[0])
    lat = last[1] + share * (first[1] - last[1])
    outline = [(-180.0, lat), *(one for one in ring if -180 < one[0] < 180), (180.0, lat)]
    pole = 90.0 if north else -90.0
    if north:
        return [*outline, (180.0, pole), (-180.0, pole)]
    return [(-180.0, pole), (180.0, pole), *reversed(outline)]


def _clipped(points: Sequence[Point], edge: float, side: int) -> Ring:
    """The part of a convex ring west (side -1) or east (1) of a meridian. Source: Sutherland and Hodgman."""
    kept: Ring = []
    for (lon, lat), (to_lon, to_lat) in pairwise([*points, points[0]]):
        here, there = (lon - edge) * side >= 0, (to_lon - edge) * side >= 0
        if here:
            kept.append((lon, lat))
        if here != there:
            share = (edge - lon) / (to_lon - lon)
            kept.append((edge, lat + share * (to_lat - lat)))
    return kept


def _closed(ring: Sequence[Point]) -> Ring:
    """The ring with rounded points, none twice in a row, and its first point at its end."""
    rounded: Ring = []
    for lon, lat in ring:
        point = (round(lon, DIGITS) + 0.0, round(lat, DIGITS) + 0.0)
        if not rounded or rounded[-1] != point:
            rounded.append(point)
    return rounded if rounded[0] == rounded[-1] else [*rounded, rounded[0]]


def _wrapped(lon: float) -> float:
    """A longitude from -180 to 180."""
    return lon if -180 <= lon <= 180 else (lon + 180) % 360 - 180
