"""The map's ground as GeoJSON, for a map that moves: what a box shows at a zoom, of bounded size."""

import math
from functools import cache
from typing import Any

from sayso.basemap.table import Area, Basemap, Layer, Line, Town, load_basemap
from sayso.model.places import Box

# The zoom of web maps (512 pixels around the world at 0), from which a level or a tier of towns is shown.
LEVELS = ((2.2, 3), (3.8, 2), (5.8, 1), (math.inf, 0))
TOWN_ZOOMS = (0.0, 4.0, 6.0, 7.5)
# Degrees of longitude or latitude that a level may show: whoever asks for the world gets it coarse.
WIDEST = (16.0, 40.0, 120.0, math.inf)
DIGITS = (4, 3, 3, 2)  # of degrees, for each level
ADMIN1_FROM = 4.0
TOWNS, COUNTRIES = 250, 80  # names in one answer
KINDS = {
    Layer.LAND: "land", Layer.LAKE: "lake", Layer.RIVER: "river", Layer.ADMIN1: "admin1",
    Layer.BORDER: "border", Layer.DISPUTED: "disputed",
}  # fmt: skip


def features(box: Box, zoom: float, basemap: Basemap | None = None) -> dict[str, Any]:
    """A feature collection: one feature for each kind of ground and line, then towns and countries as points.

    Shapes are not cut at the edges of the box: they end at those of the squares that the map's file has.
    """
    table = basemap or load_basemap()
    level = _level(box, zoom)
    found: list[dict[str, Any]] = []
    for layer, lines in sorted(_layers(table, box, level, zoom).items()):
        found.append(_feature(KINDS[layer], _geometry(layer, lines, DIGITS[level]), {}))
    for country in _countries(table, box):
        found.append(_point("country", country[1], country[2], {"name": country[0]}))
    for rank, town in enumerate(_towns(table, box, zoom)):
        more = {"name": town.name, "capital": town.rank == 2, "order": rank}
        found.append(_point("town", town.lat, town.lon, more))
    return {"type": "FeatureCollection", "features": found}


def _level(box: Box, zoom: float) -> int:
    wide = (box.east - box.west) % 360 if box.east != box.west else 0.0
    if box.west <= -180 and box.east >= 180:
        wide = 360.0
    extent = max(wide, box.north - box.south)
    by_zoom = next(level for least, level in LEVELS if zoom < least)
    by_width = next(level for level, widest in enumerate(WIDEST) if extent <= widest)
    return max(by_zoom, by_width)


def _layers(table: Basemap, box: Box, level: int, zoom: float) -> dict[Layer, list[Line]]:
    found: dict[Layer, list[Line]] = {}
    for layer, lines in table.shapes(box, level):
        if layer is not Layer.ADMIN1 or zoom >= ADMIN1_FROM:
            found.setdefault(layer, []).extend(lines)
    return found


def _geometry(layer: Layer, lines: list[Line], digits: int) -> dict[str, Any]:
    written = [
        [[round(lon, digits), round(lat, digits)] for lon, lat in zip(*line, strict=True)] for line in lines
    ]
    if layer not in {Layer.LAND, Layer.LAKE}:
        return {"type": "MultiLineString", "coordinates": written}
    polygons: list[list[Any]] = []
    for line, ring in zip(lines, written, strict=True):
        if _is_hole(line) and polygons:
            polygons[-1].append(ring)
        else:
            polygons.append([ring])
    return {"type": "MultiPolygon", "coordinates": polygons}


def _is_hole(ring: Line) -> bool:
    """Whether a ring runs clockwise: holes do, and follow the ring that they are in."""
    lons, lats = ring
    return sum(a * d - b * c for a, b, c, d in zip(lons, lats, lons[1:], lats[1:], strict=False)) < 0


def _towns(table: Basemap, box: Box, zoom: float) -> list[Town]:
    """The towns worth a name, the first to be shown first."""
    found: list[Town] = []
    for tier, least in enumerate(TOWN_ZOOMS):
        if zoom < least or len(found) >= TOWNS:
            break
        found += table.towns(box, tier)
    found.sort(key=lambda town: (-town.weight, town.name, town.lat))
    return found[:TOWNS]


def _countries(table: Basemap, box: Box) -> list[tuple[str, float, float]]:
    """Names of countries and where they stand, the largest first, as far as they stand in the box."""
    inside = [one for one in _names(table) if box.south <= one[1] <= box.north and _holds(box, one[2])]
    return inside[:COUNTRIES]


def _holds(box: Box, lon: float) -> bool:
    if box.west <= box.east:
        return box.west <= lon <= box.east
    return lon >= box.west or lon <= box.east


@cache
def _names(table: Basemap) -> list[tuple[str, float, float]]:
    """Every country's name and a point well inside of it, the largest country first."""
    world = table.countries(Box(-90.0, -180.0, 90.0, 180.0))
    found = [(max(map(_extent, area.rings)), area.name, *_inner_point(area)) for area in world if area.name]
    return [(name, lat, lon) for _, name, lat, lon in sorted(found, key=lambda one: (-one[0], one[1]))]


def _extent(ring: Line) -> float:
    lons, lats = ring
    return (max(lons) - min(lons)) * (max(lats) - min(lats))


def _inner_point(area: Area) -> tuple[float, float]:
    """The middle of the widest stretch on one of the inner parallels of its largest part."""
    lons, lats = max(area.rings, key=_extent)
    south, north = min(lats), max(lats)
    best = (-1.0, 0.0, 0.0)
    for step in (3, 4, 5, 6, 7):
        lat = south + (north - south) * step / 10 + 1e-6
        sides = zip(lons, lats, lons[1:], lats[1:], strict=False)
        crossed = sorted(a + (lat - b) / (d - b) * (c - a) for a, b, c, d in sides if (b > lat) != (d > lat))
        for west, east in zip(crossed[::2], crossed[1::2], strict=False):
            best = max(best, (east - west, lat, (west + east) / 2))
    return round(best[1], 3), round(best[2], 3)


def _point(kind: str, lat: float, lon: float, more: dict[str, Any]) -> dict[str, Any]:
    return _feature(kind, {"type": "Point", "coordinates": [round(lon, 4), round(lat, 4)]}, more)


def _feature(kind: str, geometry: dict[str, Any], more: dict[str, Any]) -> dict[str, Any]:
    return {"type": "Feature", "properties": {"kind": kind, **more}, "geometry": geometry}
