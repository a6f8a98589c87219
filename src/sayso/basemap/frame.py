"""The picture's frame: from degrees to pixels, and what of a shape lies in it."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from sayso.basemap.table import Line
from sayso.model.places import Box
from sayso.model.sphere import EARTH_KM

FLAT_KM = 400.0  # up to this reach, and away from the poles, degrees are drawn as they are: 1 % off at most
POLAR = 70.0
MARGIN = 6.0  # pixels beyond the edge that are kept, so that no outline shows along it
SQUARE_KM = 1700.0  # more than the diagonal of the widest square
STEP = 1.2  # pixels: a point nearer than this to the one before is not drawn

Pixels = list[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Frame:
    """A picture of `width` by `height` pixels around a point, `reach_km` from its middle to its nearer edges.

    Small frames show degrees at their middle's proportion; large and polar ones are of equal area. Source:
    Snyder, Map Projections, a Working Manual, section 24.
    """

    lat: float
    lon: float
    reach_km: float
    width: int
    height: int

    @property
    def scale(self) -> float:
        """Pixels in a kilometre."""
        return min(self.width, self.height) / 2 / self.reach_km

    @property
    def _flat(self) -> bool:
        return self.reach_km <= FLAT_KM and abs(self.lat) <= POLAR

    def box(self) -> Box:
        """The edges of what it shows, or a little more; all longitudes where it shows a pole."""
        far = math.hypot(self.width, self.height) / 2 / self.scale / EARTH_KM
        if self._flat:
            high = self.height / 2 / self.scale / EARTH_KM
            wide = self.width / 2 / self.scale / EARTH_KM / math.cos(math.radians(self.lat))
            return self._box(math.degrees(high), math.degrees(wide))
        ratio = math.sin(min(far, math.pi / 2)) / max(math.cos(math.radians(self.lat)), 1e-9)
        return self._box(math.degrees(far), math.degrees(math.asin(ratio)) if ratio < 1 else 180.0)

    def _box(self, high: float, wide: float) -> Box:
        south, north = self.lat - high, self.lat + high
        if south <= -90 or north >= 90 or wide >= 180:
            return Box(max(south, -90.0), -180.0, min(north, 90.0), 180.0)
        return Box(south, _wrapped(self.lon - wide), north, _wrapped(self.lon + wide))

    def pixels(self, line: Line) -> Pixels:
        """The points of a line, also those outside of the picture."""
        lons, lats = line
        if not self._flat:
            return self._equal_area(lons, lats)
        turn = 360.0 * round((self.lon - lons[0]) / 360.0) - self.lon
        high = math.radians(EARTH_KM) * self.scale
        wide = high * math.cos(math.radians(self.lat))
        left, top = self.width / 2 + turn * wide, self.height / 2 + self.lat * high
        return [(left + lon * wide, top - lat * high) for lon, lat in zip(lons, lats, strict=True)]

    def is_far(self, line: Line) -> bool:
        """Whether a line, which lies in one square of the map's file, is certainly not in the picture."""
        ((x, y),) = self.pixels((line[0][:1], line[1][:1]))
        reach = SQUARE_KM * self.scale
        return not (-reach <= x <= self.width + reach and -reach <= y <= self.height + reach)

    def pixel(self, lat: float, lon: float) -> tuple[float, float]:
        """Where a point lies."""
        return self.pixels(([lon], [lat]))[0]

    def holds(self, x: float, y: float, margin: float = 0.0) -> bool:
        """Whether a pixel lies in the picture, `margin` away from its edges."""
        return margin <= x <= self.width - margin and margin <= y <= self.height - margin

    def _equal_area(self, lons: Sequence[float], lats: Sequence[float]) -> Pixels:
        sin, cos, root, radian = math.sin, math.cos, math.sqrt, math.pi / 180
        sine, cosine, lon0 = sin(self.lat * radian), cos(self.lat * radian), self.lon
        left, top, size = self.width / 2, self.height / 2, EARTH_KM * self.scale
        out = []
        for lon, lat in zip(lons, lats, strict=True):
            phi, turn = lat * radian, (lon - lon0) * radian
            up, flat, across = sin(phi), cos(phi), cos(turn)
            far = size * root(2 / max(1 + sine * up + cosine * flat * across, 1e-3))
            out.append((left + far * flat * sin(turn), top - far * (cosine * up - sine * flat * across)))
        return out

    def inside(self, ring: Pixels) -> Pixels:
        """The part of a ring in the picture, or nothing. Source: Sutherland and Hodgman."""
        for axis, most in ((0, self.width), (1, self.height)):
            values = [point[axis] for point in ring]
            if not values or max(values) < -MARGIN or min(values) > most + MARGIN:
                return []
            if min(values) < -MARGIN:
                ring = _clipped(ring, axis, -MARGIN, 1)
            if max(values) > most + MARGIN:
                ring = _clipped(ring, axis, most + MARGIN, -1)
        return ring

    def runs(self, line: Pixels) -> list[Pixels]:
        """The stretches of a line in the picture; their ends may lie outside."""
        right, bottom = self.width + MARGIN, self.height + MARGIN
        out: list[Pixels] = []
        at_end = False
        for index in range(len(line) - 1):
            (x1, y1), (x2, y2) = line[index], line[index + 1]
            if max(x1, x2) < -MARGIN or min(x1, x2) > right or max(y1, y2) < -MARGIN or min(y1, y2) > bottom:
                at_end = False
            elif at_end:
                out[-1].append((x2, y2))
            else:
                out.append([(x1, y1), (x2, y2)])
                at_end = True
        return out


def path(line: Sequence[tuple[float, float]], *, closed: bool) -> str:
    """A line as SVG draws it, in tenths of a pixel; "" for what is too small to be seen."""
    if closed:
        xs, ys = [x for x, _ in line], [y for _, y in line]
        if not line or max(max(xs) - min(xs), max(ys) - min(ys)) < STEP:
            return ""
    x, y = round(line[0][0] * 10), round(line[0][1] * 10)
    out = [f"M{_tenths(x)} {_tenths(y)}l"]
    last = len(line) - 1
    for index in range(1, len(line) - (1 if closed and line[0] == line[-1] else 0)):
        there_x, there_y = round(line[index][0] * 10), round(line[index][1] * 10)
        if abs(there_x - x) + abs(there_y - y) < STEP * 10 and (index < last or closed):
            continue
        east, south = _tenths(there_x - x), _tenths(there_y - y)
        out.append(f"{east}{south}" if south.startswith("-") else f"{east} {south}")
        out.append(" ")
        x, y = there_x, there_y
    if len(out) == 1:
        return ""
    text = "".join(out[:-1]).replace(" -", "-")
    return text + "z" if closed else text


def _tenths(number: int) -> str:
    """A number of tenths as a decimal, no more digits than it needs."""
    whole, rest = divmod(abs(number), 10)
    sign = "-" if number < 0 else ""
    return f"{sign}{whole}" if not rest else f"{sign}{whole or ''}.{rest}"


def _clipped(ring: Pixels, axis: int, edge: float, side: int) -> Pixels:
    """What of a ring lies on one side of a line along the other axis."""
    kept: Pixels = []
    before = ring[-1]
    was_in = (before[axis] - edge) * side >= 0
    for point in ring:
        is_in = (point[axis] - edge) * side >= 0
        if is_in != was_in:
            share = (edge - before[axis]) / (point[axis] - before[axis])
            other = before[1 - axis] + share * (point[1 - axis] - before[1 - axis])
            kept.append((edge, other) if axis == 0 else (other, edge))
        if is_in:
            kept.append(point)
        before, was_in = point, is_in
    return kept


def _wrapped(lon: float) -> float:
    """A longitude from -180 to 180."""
    return lon if -180 <= lon <= 180 else (lon + 180) % 360 - 180
