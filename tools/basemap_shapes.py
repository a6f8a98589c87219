"""Land, borders, areas, rivers and lakes of the basemap, computed with shapely.

All that touches stays touching: one simplification of all first-order areas at once (a coverage), from which
land, borders and countries follow, so that no border is drawn twice beside itself.
"""

import json
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from sayso.basemap.table import CELL, DEEPEST, QUANTA, Layer, cell_number

# Square root of the area of the triangles that go (Visvalingam), in degrees: about 1, 3, 9 and 33 km.
TOLERANCES = (0.0095, 0.03, 0.08, 0.3)
# Square degrees: lines between first-order areas of which neither is larger are left out.
SMALL = (0.015, 0.15, 0.6, math.inf)
LEAST_ISLAND = (0.0, 0.002, 0.02, 0.3)  # square degrees, for each level
FULL = 200  # points: a square that holds more is cut into four
LEAST_HOLE = (
    1.0  # square degrees: of land; what is smaller is a gap between areas (the Caspian Sea is larger)
)
LEAST_STRETCH = 0.4  # degrees: of a river that an earlier file has too, shorter rests are noise

Points = np.ndarray[Any, Any]

# Natural Earth's own codes where they are not ISO's, and what most states hold to be part of another.
CODES = {
    "SDS": "SSD", "PSX": "PSE", "KOS": "XKX", "SAH": "ESH", "ALD": "ALA", "SOL": "SOM", "CYN": "CYP",
    "KAB": "KAZ", "USG": "CUB",
}  # fmt: skip
# Where parts of a country have names of their own, and short names as maps have them.
NAMES = {
    "PSE": "Palestine", "COD": "DR Congo", "COG": "Congo", "TZA": "Tanzania", "USA": "United States",
    "SRB": "Serbia", "BHS": "Bahamas",
}  # fmt: skip
WITHIN = {"SOL", "CYN", "KAB", "USG"}  # of these, whose name is not that of the country
NOBODY = {"KAS", "ESB", "WSB", "IOA", "CSI", "PGA", "CLP", "ATC", "UMI"}
# Pairs of which one claims land of the other; what a unit is called starts so (Natural Earth's country, a
# slash, ISO 3166-2). The lines between them are drawn dashed, in no one's favour.
CONTESTED = (
    ("KOS/", "SRB/"), ("IND/IN-JK", "PAK/"), ("IND/IN-LA", "PAK/"), ("IND/IN-JK", "CHN/"),
    ("IND/IN-LA", "CHN/"), ("IND/IN-AR", "CHN/"), ("KAS/", ""), ("SAH/", "MAR/"),
    ("SOL/", "SOM/"), ("CYN/", ""), ("PSX/", "ISR/"), ("SYR/", "ISR/"), ("RUS/UA-", ""),
)  # fmt: skip


@dataclass(slots=True)
class Unit:
    """A first-order area: `called` as CONTESTED has it, `country` is ISO 3166 alpha-3 or ""."""

    called: str
    code: str
    name: str
    country: str
    country_name: str
    geonames: int
    area: float


@dataclass(slots=True)
class Row:
    """One row of the table of shapes: the rings or lines of a layer in a square, in quanta of its level."""

    level: int
    cell: int
    layer: Layer
    parts: list[Points]


def read_units(text: bytes) -> tuple[list[Unit], Points]:
    """The first-order areas of the world and their polygons, in one order."""
    units, shapes = [], []
    for feature in json.loads(text)["features"]:
        row = feature["properties"]
        polygon = shapely.set_precision(shape(feature["geometry"]), 0)
        code, own = str(row["iso_3166_2"]), str(row["adm0_a3"])
        is_taken = code.startswith("UA-") and own != "UKR"
        country = "UKR" if is_taken else "" if own in NOBODY else CODES.get(own, own)
        name = str(row["name_en"] or row["name"] or "")
        state = "" if is_taken or own in WITHIN else str(row["admin"] or "")
        number = max(int(row["gn_id"] or 0), 0)
        units.append(Unit(f"{own}/{code}", code, name, country, state, number, polygon.area))
        shapes.append(polygon)
    rounded = shapely.transform(np.array(shapes), lambda points: np.round(points, 5))
    return units, rounded


def levels(shapes: Points) -> list[Points]:
    """The areas, simplified together, for each level."""
    return [shapely.coverage_simplify(shapes, tolerance) for tolerance in TOLERANCES]


def whole(polygon: BaseGeometry) -> BaseGeometry:
    """The polygon without faults of its outline."""
    return polygon if polygon.is_valid else shapely.make_valid(polygon, method="structure")


def polygons(geometry: BaseGeometry) -> list[shapely.Polygon]:
    """The polygons of whatever geometry, in a fixed order."""
    found = [
        p for p in shapely.get_parts(geometry, return_index=False) if p.geom_type == "Polygon" and p.area > 0
    ]
    return sorted(found, key=lambda p: (p.bounds, p.area))


def rings(polygon: shapely.Polygon, quantum: int) -> list[Points]:
    """Its outer ring, anticlockwise, and its holes, clockwise, as whole numbers."""
    turned = shapely.orient_polygons(polygon)
    found = [quantised(ring, quantum) for ring in (turned.exterior, *turned.interiors)]
    return [ring for ring in found if len(ring) > 3]


def quantised(line: BaseGeometry, quantum: int) -> Points:
    """Its points in quanta, none twice in a row."""
    found = np.round(shapely.get_coordinates(line) * (10_000 / quantum)).astype(np.int64)
    kept: Points = found[np.concatenate(([True], np.any(np.diff(found, axis=0) != 0, axis=1)))]
    return kept


def cut(geometry: BaseGeometry, level: int, layer: Layer) -> Iterator[Row]:
    """Whatever a geometry holds, cut into squares of few points each."""
    for column in range(round(360 / CELL)):
        west = column * CELL - 180
        strip = shapely.clip_by_rect(geometry, west, -90, west + CELL, 90)
        for row in range(round(180 / CELL)):
            yield from _quartered(strip, (0, row, column), level, layer)


def _quartered(
    geometry: BaseGeometry, square: tuple[int, int, int], level: int, layer: Layer
) -> Iterator[Row]:
    """`square` is what `cell_number` makes a number of."""
    depth, row, column = square
    width = CELL / 2**depth
    west, south = column * width - 180, row * width - 90
    inside = shapely.clip_by_rect(geometry, west, south, west + width, south + width)
    if inside.is_empty:
        return
    if shapely.get_num_coordinates(inside) > FULL and depth < DEEPEST[level]:
        for up in (0, 1):
            for right in (0, 1):
                yield from _quartered(inside, (depth + 1, 2 * row + up, 2 * column + right), level, layer)
        return
    quantum = QUANTA[level]
    parts = [ring for polygon in polygons(inside) for ring in rings(polygon, quantum)]
    parts = parts or [line for line in _strokes(inside, quantum) if len(line) > 1]
    if parts:
        yield Row(level, cell_number(*square), layer, parts)


def _strokes(geometry: BaseGeometry, quantum: int) -> list[Points]:
    """The lines of a geometry, as long as they can be, in a fixed order."""
    found = [one for one in shapely.get_parts(geometry) if one.geom_type == "LineString"]
    if not found:
        return []
    joined = shapely.get_parts(shapely.line_merge(shapely.MultiLineString(found)))
    return sorted((quantised(one, quantum) for one in joined), key=lambda one: one.tolist())


def land(shapes: Points, level: int) -> Iterator[Row]:
    """All land, in squares."""
    joined = shapely.union_all(np.array([whole(one) for one in shapes]))
    kept = [_without_gaps(p) for p in polygons(joined) if p.area >= LEAST_ISLAND[level]]
    yield from cut(shapely.MultiPolygon(kept), level, Layer.LAND)


def _without_gaps(polygon: shapely.Polygon) -> shapely.Polygon:
    holes = [ring for ring in polygon.interiors if shapely.Polygon(ring).area >= LEAST_HOLE]
    return shapely.Polygon(polygon.exterior, holes)


def inner_lines(units: Sequence[Unit], shapes: Points, level: int) -> Iterator[Row]:
    """The lines between areas: borders of countries, contested ones, and those within a country."""
    by_layer: dict[Layer, list[Points]] = defaultdict(list)
    edges, owners = _edges(shapes)
    order = np.lexsort(edges.T[::-1])
    edges, owners = edges[order], owners[order]
    same = np.flatnonzero(np.all(edges[:-1] == edges[1:], axis=1))
    for index in same:
        a, b = units[owners[index]], units[owners[index + 1]]
        layer = line_layer(a, b)
        if layer is Layer.ADMIN1 and max(a.area, b.area) < SMALL[level]:
            continue
        by_layer[layer].append(edges[index].reshape(2, 2))
    for layer in sorted(by_layer):
        segments = shapely.linestrings(np.array(by_layer[layer]) / 100_000)
        yield from cut(shapely.line_merge(shapely.multilinestrings(segments)), level, layer)


def _edges(shapes: Points) -> tuple[Points, Points]:
    """Each side of each ring, its lesser end first, and the index of the area it belongs to."""
    edges, owners = [], []
    for index, area in enumerate(shapes):
        for polygon in shapely.get_parts(area):
            for ring in (polygon.exterior, *polygon.interiors):
                points = np.round(shapely.get_coordinates(ring) * 100_000).astype(np.int64)
                a, b = points[:-1], points[1:]
                turned = (a[:, 0] > b[:, 0]) | ((a[:, 0] == b[:, 0]) & (a[:, 1] > b[:, 1]))
                found = np.where(turned[:, None], np.hstack((b, a)), np.hstack((a, b)))
                found = found[np.any(a != b, axis=1)]
                edges.append(found)
                owners.append(np.full(len(found), index))
    return np.concatenate(edges), np.concatenate(owners)


def line_layer(a: Unit, b: Unit) -> Layer:
    """What the line between two areas is."""
    for one, other in CONTESTED:
        if any(
            x.called.startswith(one) and y.called.startswith(other) and x.called[:6] != y.called[:6]
            for x, y in ((a, b), (b, a))
        ):
            return Layer.DISPUTED
    return Layer.ADMIN1 if a.country == b.country else Layer.BORDER


@dataclass(slots=True)
class Area:
    """A first-order area, or a country, as rings fit for a map that it fills."""

    unit: Unit
    is_country: bool
    quantum: int
    parts: list[Points]


def areas(units: Sequence[Unit], shapes: Points) -> Iterator[Area]:
    """Each first-order area, then each country."""
    for unit, polygon in zip(units, shapes, strict=True):
        yield _area(unit, polygon, is_country=False)
    members: dict[str, list[BaseGeometry]] = defaultdict(list)
    names: dict[str, str] = {}
    for unit, polygon in zip(units, shapes, strict=True):
        if unit.country:
            members[unit.country].append(whole(polygon))
            names[unit.country] = names.get(unit.country) or unit.country_name
    names |= NAMES
    for country in sorted(members):
        joined = shapely.union_all(np.array(members[country]))
        unit = Unit("", country, names[country], country, names[country], 0, joined.area)
        yield _area(unit, joined, is_country=True)


def _area(unit: Unit, geometry: BaseGeometry, *, is_country: bool) -> Area:
    """Outlines at about a pixel, without islands and holes too small to be seen on a map that it fills."""
    west, south, east, north = geometry.bounds
    if east - west > 180:  # across the 180th meridian
        turned = shapely.transform(geometry, lambda points: points + np.where(points[:, :1] < 0, [360, 0], 0))
        east, west = turned.bounds[2], turned.bounds[0]
    extent = max(north - south, min(east - west, 60.0))
    found = whole(shapely.simplify(geometry, extent / 330))
    least = (extent / 250) ** 2
    kept = [p for p in polygons(found) if p.area >= least] or polygons(found)[-1:]
    quantum = next(
        q for q, widest in zip(QUANTA, (8.0, 30.0, 45.0, math.inf), strict=True) if extent <= widest
    )
    parts = [ring for polygon in kept for ring in rings(polygon, quantum)]
    return Area(unit, is_country, quantum, parts)


def topology(text: bytes, name: str) -> list[list[tuple[float, float]]]:
    """The lines, or the outer rings, of one object of a TopoJSON file, in degrees."""
    held = json.loads(text)
    (wide, high), (left, low) = held["transform"]["scale"], held["transform"]["translate"]
    arcs = []
    for arc in held["arcs"]:
        points = np.cumsum(np.array(arc), axis=0) * (wide, high) + (left, low)
        arcs.append([(float(x), float(y)) for x, y in points])
    found = []
    for geometry in held["objects"][name]["geometries"]:
        kind, inner = geometry["type"], geometry["arcs"]
        for one in [inner] if kind == "LineString" else [inner[0]] if kind == "Polygon" else inner:
            found.append(_joined([arcs[i] if i >= 0 else arcs[~i][::-1] for i in one]))
    return found


def _joined(arcs: Iterable[list[tuple[float, float]]]) -> list[tuple[float, float]]:
    """Arcs that follow each other as one line."""
    out: list[tuple[float, float]] = []
    for arc in arcs:
        out += arc[1:] if out else arc
    return out


def smoothed(points: Points) -> Points:
    """The line with its corners cut once: its source rounds to about a kilometre. Source: Chaikin."""
    a, b = points[:-1], points[1:]
    inner = np.stack((a * 0.75 + b * 0.25, a * 0.25 + b * 0.75), axis=1).reshape(-1, 2)
    return np.concatenate((points[:1], inner, points[-1:]))


def rivers(files: Sequence[bytes]) -> Iterator[Row]:
    """Rivers; the first file that has a stretch gives it, later ones fill its gaps."""
    kept: list[BaseGeometry] = []
    for text in files:
        drawn = [shapely.LineString(line) for line in topology(text, "rivers") if len(line) > 1]
        found = shapely.line_merge(shapely.union_all(drawn))
        if kept:
            found = shapely.line_merge(found.difference(shapely.union_all(kept).buffer(0.08)))
        least = LEAST_STRETCH if kept else 0.0
        kept += [one for one in shapely.get_parts(found) if one.length > least]
    for level, tolerance in enumerate((0.0, 0.02, 0.06, 0.25)):
        eased = [
            shapely.LineString(smoothed(shapely.get_coordinates(shapely.simplify(one, 0.006))))
            for one in kept
        ]
        thin = shapely.simplify(shapely.MultiLineString(eased), max(tolerance, 0.002))
        long = [one for one in shapely.get_parts(thin) if one.length > (0.0, 0.5, 2.0, 8.0)[level]]
        yield from cut(shapely.MultiLineString(long), level, Layer.RIVER)


def lakes(text: bytes) -> Iterator[Row]:
    """Lakes, in squares."""
    for level, least in enumerate((0.0, 0.05, 0.3, 2.0)):
        found = [
            whole(shapely.Polygon(smoothed(np.array(ring))))
            for ring in topology(text, "lakes")
            if len(ring) > 3
        ]
        kept = [p for one in found for p in polygons(one) if p.area >= least]
        thin = shapely.simplify(shapely.MultiPolygon(kept), (0.004, 0.02, 0.06, 0.2)[level])
        yield from cut(whole(thin), level, Layer.LAKE)
