"""The map's file, which tools/build_basemap.py writes: shapes by square, areas by id, towns by tier."""

import math
import os
import sqlite3
import sys
import threading
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from itertools import accumulate
from pathlib import Path

from sayso.errors import ResourceError
from sayso.model.places import Box

DATABASE = "basemap.sqlite"
ATTRIBUTION = "Boundaries, rivers and lakes: Natural Earth. Towns: GeoNames, CC BY 4.0."
# The form of the file, which tools/build_basemap.py has from here. For each level, the finest first:
CELL = 10.0  # degrees: the widest squares, which are halved as often as DEEPEST of the level says
DEEPEST = (4, 2, 2, 1)  # and not more often: the edges of squares are whole numbers, too
QUANTA = (5, 20, 50, 100)  # ten-thousandths of a degree, 55 m to 1.1 km: all numbers are multiples of them
WORTH = (1, 3, 10)  # how many times its people a town, a seat and a capital are worth showing
GEONAMES = "geonames:"

Line = tuple[list[float], list[float]]  # longitudes, latitudes; of a ring the first point is the last


class Layer(IntEnum):
    """What a shape is."""

    LAND = 0
    LAKE = 1
    BORDER = 2
    DISPUTED = 3  # a border, or a line of control, that a side does not accept
    ADMIN1 = 4
    RIVER = 5


@dataclass(frozen=True, slots=True)
class Area:
    """A country or a first-order area; `country` is ISO 3166 alpha-3."""

    name: str
    country: str
    box: Box
    rings: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Town:
    """A settlement; `rank` is 2 for a capital of a country, 1 for a seat of a first-order area, else 0."""

    name: str
    lat: float
    lon: float
    population: int
    rank: int

    @property
    def weight(self) -> int:
        """How much it is worth showing: a capital as ten times its people, a seat as three times."""
        return self.population * WORTH[self.rank]


class Basemap:
    """The file, opened when it is first asked; each thread and each process has a connection of its own."""

    def __init__(self, path: Path) -> None:
        if not path.is_file():
            raise ResourceError(f"{path}: missing; tools/build_basemap.py makes it")
        self._path = path
        self._local = threading.local()

    def shapes(self, box: Box, level: int) -> Iterator[tuple[Layer, list[Line]]]:
        """What lies in the squares that touch a box, 0 the finest level and 3 the coarsest."""
        query = "SELECT layer, points FROM shape WHERE level = ? AND cell BETWEEN ? AND ?"
        for first, last in _cells(box, DEEPEST[level]):
            for layer, points in self._base().execute(query, (level, first, last)):
                yield Layer(layer), _lines(points, QUANTA[level] / 10_000)

    def towns(self, box: Box, tier: int) -> list[Town]:
        """The towns of a tier in a box: 0 the largest of the world, 3 whatever is left."""
        query = """SELECT name, lat, lon, population, rank FROM town
            WHERE tier = ? AND lat BETWEEN ? AND ? AND lon BETWEEN ? AND ?"""
        found = []
        for west, east in _longitudes(box):
            edges = (round(degrees * 10_000) for degrees in (box.south, box.north, west, east))
            rows = self._base().execute(query, (tier, *edges))
            found += [
                Town(name, lat / 10_000, lon / 10_000, people, rank) for name, lat, lon, people, rank in rows
            ]
        return found

    def area(self, place_id: str) -> Area | None:
        """The first-order area of that id of a gazetteer ("geonames:172957"), where its outline is known."""
        number = place_id.removeprefix(GEONAMES)
        if number == place_id or not (number.isascii() and number.isdecimal() and 0 < len(number) < 19):
            return None
        row = self._base().execute(f"{AREA} WHERE geonames = ? AND geonames > 0", (int(number),)).fetchone()
        return None if row is None else _area(row)

    def country(self, code: str) -> Area | None:
        """The country of that ISO 3166 alpha-3 code."""
        row = self._base().execute(f"{AREA} WHERE is_country = 1 AND code = ?", (code,)).fetchone()
        return None if row is None else _area(row)

    def countries(self, box: Box) -> list[Area]:
        """Countries whose edges touch a box, by code."""
        query = f"""{AREA} WHERE is_country = 1 AND north >= ? AND south <= ? AND east >= ? AND west <= ?
            ORDER BY code"""
        found = {}
        for west, east in _longitudes(box):
            for row in self._base().execute(query, (box.south, box.north, west, east)):
                found[row[1]] = row
        return [_area(row) for row in found.values()]

    def _base(self) -> sqlite3.Connection:
        opened: tuple[int, sqlite3.Connection] | None = getattr(self._local, "opened", None)
        if opened is None or opened[0] != os.getpid():
            opened = self._local.opened = (os.getpid(), self._open())
        return opened[1]

    def _open(self) -> sqlite3.Connection:
        try:
            base = sqlite3.connect(f"{self._path.resolve().as_uri()}?immutable=1", uri=True)
            base.execute("SELECT 1 FROM shape, area, town LIMIT 1").fetchone()
        except sqlite3.Error as error:
            raise ResourceError(f"{self._path}: cannot be read as a map ({error})") from error
        return base


AREA = "SELECT name, country, south, west, north, east, quantum, points FROM area"


@cache
def load_basemap() -> Basemap:
    """The map that ships with the package."""
    return Basemap(Path(__file__).parent / DATABASE)


def _area(row: tuple[str, str, float, float, float, float, int, bytes]) -> Area:
    name, country, south, west, north, east, quantum, points = row
    return Area(name, country, Box(south, west, north, east), tuple(_lines(points, quantum / 10_000)))


def _longitudes(box: Box) -> list[tuple[float, float]]:
    """West and east of a box, in two pieces across the 180th meridian."""
    if box.west <= box.east:
        return [(box.west, box.east)]
    return [(box.west, 180.0), (-180.0, box.east)]


def cell_number(depth: int, row: int, column: int) -> int:
    """The number of a square: how often it was halved, its row from the south, its column from the west."""
    return depth << 24 | row << 12 | column


def _cells(box: Box, deepest: int) -> Iterator[tuple[int, int]]:
    """First and last number of each row of squares, of every width, that touches a box."""
    for depth in range(deepest + 1):
        width = CELL / 2**depth
        rows, columns = round(180 / width), round(360 / width)
        south = max(0, math.floor((box.south + 90) / width))
        north = min(rows - 1, math.floor((box.north + 90) / width))
        for west, east in _longitudes(box):
            first = max(0, math.floor((west + 180) / width))
            last = min(columns - 1, math.floor((east + 180) / width))
            for row in range(south, north + 1):
                yield cell_number(depth, row, first), cell_number(depth, row, last)


def _lines(packed: bytes, unit: float) -> list[Line]:
    """The lines of a row; `packed` in tools/build_basemap.py has the form."""
    (held,) = _numbers("H", packed[:2])
    counts = _numbers("H", packed[2 : 2 + 2 * held])
    at = 2 + 2 * held
    firsts = _numbers("i", packed[at : at + 8 * held])
    planes = packed[at + 8 * held :]
    both = bytearray(len(planes))
    both[0::2], both[1::2] = planes[: len(planes) // 2], planes[len(planes) // 2 :]
    steps = _numbers("h", bytes(both))
    out, start = [], 0
    for index, count in enumerate(counts):
        more = count - 1
        east = accumulate(steps[start : start + more], initial=firsts[2 * index])
        north = accumulate(steps[start + more : start + 2 * more], initial=firsts[2 * index + 1])
        out.append(([x * unit for x in east], [y * unit for y in north]))
        start += 2 * more
    return out


def _numbers(kind: str, data: bytes) -> "array[int]":
    """Numbers as the file has them: the lesser byte first."""
    found = array(kind, data)
    if sys.byteorder == "big":
        found.byteswap()
    return found
