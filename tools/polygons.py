"""Middle and box of an area given as polygons in degrees.

Longitudes of what crosses the 180th meridian run past 180 in here.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

GAP = 300.0  # km between an island and its main body: leaves Alaska and French Guiana out, takes Java in
AS_LARGE = (
    0.25  # share of the largest polygon from which another is as much the country: both halves of Malaysia
)

Point = tuple[float, float]  # latitude, longitude
Ring = list[Point]
Box = tuple[float, float, float, float]  # south, west, north, east; east may pass 180


@dataclass(slots=True)
class Part:
    """One polygon: its outer ring first, then its holes."""

    rings: list[Ring]
    area: float
    lat: float
    lon: float
    box: Box


def ring_sums(ring: Ring) -> tuple[float, float, float]:
    """Signed area and its first moments on the cylinder of equal area, in degrees times sine."""
    area = x = y = 0.0
    flat = [(lon, math.sin(math.radians(lat))) for lat, lon in ring]
    for (x1, y1), (x2, y2) in zip(flat, [*flat[1:], flat[0]], strict=True):
        cross = x1 * y2 - x2 * y1
        area += cross / 2
        x += (x1 + x2) * cross / 6
        y += (y1 + y2) * cross / 6
    return area, x, y


def part_of(rings: Sequence[Sequence[Sequence[float]]]) -> Part:
    """A polygon from GeoJSON rings (longitude first)."""
    turned = [[(p[1], p[0]) for p in ring] for ring in rings]
    sums = [ring_sums(ring) for ring in turned]
    signed = [(abs(a), *((x, y) if a > 0 else (-x, -y))) for a, x, y in sums]
    area = max(signed[0][0] - sum(s[0] for s in signed[1:]), 1e-12)
    x, y = (signed[0][i] - sum(s[i] for s in signed[1:]) for i in (1, 2))
    lats, lons = [p[0] for p in turned[0]], [p[1] for p in turned[0]]
    box = (min(lats), min(lons), max(lats), max(lons))
    lat = math.degrees(math.asin(max(-1.0, min(1.0, y / area))))
    if not box[0] <= lat <= box[2]:  # a sliver, of which the sums are noise
        return Part(turned, area, (box[0] + box[2]) / 2, (box[1] + box[3]) / 2, box)
    return Part(turned, area, lat, x / area, box)


def parts_of(geometry: Mapping[str, object]) -> list[Part]:
    """The polygons of a GeoJSON geometry."""
    coordinates = geometry["coordinates"]
    assert isinstance(coordinates, list | tuple)
    return [part_of(p) for p in (coordinates if geometry["type"] == "MultiPolygon" else [coordinates])]


def shifted(part: Part) -> Part:
    """The same polygon one turn further east."""
    south, west, north, east = part.box
    rings = [[(lat, lon + 360) for lat, lon in ring] for ring in part.rings]
    return Part(rings, part.area, part.lat, part.lon + 360, (south, west + 360, north, east + 360))


def hull(boxes: Iterable[Box]) -> Box:
    """The box round boxes."""
    south, west, north, east = zip(*boxes, strict=True)
    return min(south), min(west), max(north), max(east)


def gap(a: Box, b: Box) -> float:
    """About how many kilometres lie between two boxes."""
    high = max(a[0], b[0]) - min(a[2], b[2])
    wide = max(a[1], b[1]) - min(a[3], b[3])
    lat = math.radians((max(a[0], b[0]) + min(a[2], b[2])) / 2)
    return 111.2 * math.hypot(max(high, 0.0), max(wide, 0.0) * math.cos(lat))


def main_body(parts: Sequence[Part]) -> list[Part]:
    """The largest polygon, others about as large, and those that lie within GAP of these."""
    left = sorted(parts, key=lambda p: -p.area)
    if left[0].box[3] > 179.9:
        left = [shifted(p) if p.box[3] < -150 else p for p in left]
    least = left[0].area * AS_LARGE
    body = [p for p in left if p.area >= least]
    left = [p for p in left if p.area < least]
    while near := [p for p in left if any(gap(p.box, q.box) <= GAP for q in body)]:
        body += near
        left = [p for p in left if p not in near]
    return body


def chords(parts: Sequence[Part], lat: float) -> list[tuple[float, float]]:
    """The stretches of the parallel `lat` inside the polygons, as pairs of longitudes."""
    crossings = []
    for ring in (ring for part in parts for ring in part.rings):
        for (lat1, lon1), (lat2, lon2) in zip(ring, [*ring[1:], ring[0]], strict=True):
            if (lat1 > lat) != (lat2 > lat):
                crossings.append(lon1 + (lat - lat1) / (lat2 - lat1) * (lon2 - lon1))
    crossings.sort()
    return list(zip(crossings[::2], crossings[1::2], strict=False))


def middle(parts: Sequence[Part]) -> Point:
    """The centroid by area; where it lies outside, the middle of the longest stretch on its parallel."""
    total = sum(p.area for p in parts)
    sine = sum(math.sin(math.radians(p.lat)) * p.area for p in parts) / total
    lat, lon = math.degrees(math.asin(sine)), sum(p.lon * p.area for p in parts) / total
    stretches = chords(parts, lat)
    if stretches and not any(west <= lon <= east for west, east in stretches):
        west, east = max(stretches, key=lambda s: s[1] - s[0])
        lon = (west + east) / 2
    return lat, lon
