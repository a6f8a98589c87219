"""GeoNames' own tables: the 19 columns of a country, its other names, its codes of areas.

Source: the readme of GeoNames' export folder.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from sayso.errors import ResourceError
from sayso.gazetteer.names import is_capitals
from sayso.gazetteer.pack_lines import Source, source
from sayso.gazetteer.pack_writer import DATA, PackRow, PackWriter, country_codes, is_printable
from sayso.gazetteer.place_rows import PREFIX
from sayso.model.places import Place, PlaceKind

COLUMNS = 19
NAME_COLUMNS = (8, 10)  # the older table has no from and to
CODE_COLUMNS = 4
# "Languages" of the table of other names that are codes and links.
NO_LANGUAGES = frozenset("link wkdt post iata icao faac unlc tcid phon".split())
MOST_PEOPLE = 10_000_000_000


@dataclass(frozen=True, slots=True)
class Feature:
    """What a feature code means to us; `radius_km` is about half the width of such an area."""

    kind: PlaceKind
    radius_km: float = 0.0


@dataclass(frozen=True, slots=True)
class GeoNamesFiles:
    """Where the tables of one country lie; only `places` must be there."""

    places: Path
    names: Path | None = None
    admin1: Path | None = None
    admin2: Path | None = None


@dataclass(slots=True)
class _Areas:
    """Numbers of first-order areas by code, of second-order ones by both codes."""

    admin1: dict[str, int] = field(default_factory=dict)
    admin2: dict[tuple[str, str], int] = field(default_factory=dict)


@cache
def features() -> dict[str, Feature]:
    """The feature codes that are taken, with what they mean."""
    raw = tomllib.loads((DATA / "features.toml").read_text(encoding="utf-8"))
    found: dict[str, Feature] = {}
    for kind, entry in raw.items():
        codes = entry["codes"]
        sizes = dict.fromkeys(codes, 0.0) if isinstance(codes, list) else codes
        found |= {code: Feature(PlaceKind(kind), float(size)) for code, size in sizes.items()}
    return found


def geonames_source(path: Path, country: str) -> Source:
    """The table of places in `path`, for the country of that alpha-2 code."""
    return source(path, (f"{country}.txt", "allCountries.txt", f"{path.stem}.txt"))


def write_geonames(writer: PackWriter, table: Source, country: str, files: GeoNamesFiles) -> str | None:
    """Fill `writer` with the places of one country; returns the day of the newest change in them.

    The table is read twice, first for the areas whose codes the other rows name: memory
    holds the areas only.

    Raises:
        ResourceError: a row breaks the form; the message has file and line.
    """
    areas = _areas(table, country)
    in_table = {*areas.admin1.values(), *areas.admin2.values()}
    for level, path in ((1, files.admin1), (2, files.admin2)):
        if path is not None:
            _add_codes(writer, _codes_source(path, level), country, areas, in_table)
    newest = ""
    has_names = files.names is not None
    for number, line in table.lines():
        row, day = _row(table, number, line, country, areas)
        newest = max(newest, day)
        if row is not None:
            writer.add(PackRow(row.place, row.line, () if has_names else row.aliases, row.admin1, row.parent))
    if files.names is not None:
        wanted = ("alternateNamesV2.txt", "alternateNames.txt", f"{country}.txt")
        _add_names(writer, source(files.names, wanted))
    return newest or None


def _cells(table: Source, number: int, line: str, columns: tuple[int, ...]) -> list[str]:
    cells = line.split("\t")
    if len(cells) not in columns:
        needed = " or ".join(str(count) for count in dict.fromkeys((columns[0], columns[-1])))
        told = f"{len(cells)} columns; a GeoNames table of this kind has {needed}, parted by tabs"
        raise ResourceError(f"{table.where(number)}: {told}")
    return cells


def _areas(table: Source, country: str) -> _Areas:
    found = _Areas()
    for number, line in table.lines():
        if "\tADM1\t" not in line and "\tADM2\t" not in line:
            continue
        cells = _cells(table, number, line, (COLUMNS,))
        if cells[8] != country:
            continue
        if cells[7] == "ADM1":
            found.admin1[cells[10]] = _whole(table, number, "geonameid", cells[0])
        elif cells[7] == "ADM2":
            found.admin2[cells[10], cells[11]] = _whole(table, number, "geonameid", cells[0])
    return found


def _row(table: Source, number: int, line: str, country: str, areas: _Areas) -> tuple[PackRow | None, str]:
    """The row of a place of the country that we take, and when it was last changed; every row is checked."""
    cells = _cells(table, number, line, (COLUMNS,))
    place_id = _whole(table, number, "geonameid", cells[0])
    name = cells[1].strip()
    if not name:
        raise ResourceError(f"{table.where(number)}: no name; each row needs one")
    lat = _degrees(table, number, "latitude", cells[4], 90)
    lon = _degrees(table, number, "longitude", cells[5], 180)
    people = _whole(table, number, "population", cells[14] or "0", least=0)
    iso3 = country_codes().get(cells[8])
    if iso3 is None and cells[8]:  # rows of the oceans have none
        told = f"country {cells[8]!r}; must be an ISO 3166 alpha-2 code"
        raise ResourceError(f"{table.where(number)}: {told}")
    feature = features().get(cells[7])
    if cells[8] != country or feature is None:
        return None, ""
    admin1, admin2 = areas.admin1.get(cells[10]), areas.admin2.get((cells[10], cells[11]))
    is_wide = feature.kind is PlaceKind.COUNTRY or admin1 == place_id
    place = Place(
        f"{PREFIX}{place_id}",
        name,
        feature.kind,
        iso3,
        lat,
        lon,
        population=people,
        radius_km=feature.radius_km,
    )
    aliases = tuple(alias for alias in cells[3].split(",") if is_printable(alias)) if cells[3] else ()
    parent = None if admin2 in (None, place_id) or is_wide else f"{PREFIX}{admin2}"
    return PackRow(place, number, aliases, None if is_wide else admin1, parent), cells[18]


def _whole(table: Source, number: int, column: str, cell: str, least: int = 1) -> int:
    if not (cell.isascii() and cell.isdecimal() and least <= int(cell[:12]) <= MOST_PEOPLE):
        told = f"{column} {cell!r}; must be a whole number from {least}"
        raise ResourceError(f"{table.where(number)}: {told}")
    return int(cell)


def _degrees(table: Source, number: int, column: str, cell: str, most: float) -> float:
    try:
        value = float(cell)
    except ValueError:
        value = float("nan")
    if not -most <= value <= most:
        told = f"{column} {cell!r}; must be a number from {-most} to {most}"
        raise ResourceError(f"{table.where(number)}: {told}")
    return value


def _codes_source(path: Path, level: int) -> Source:
    return source(path, (f"admin{level}CodesASCII.txt", f"admin{level}Codes.txt"))


def _add_codes(writer: PackWriter, table: Source, country: str, areas: _Areas, in_table: set[int]) -> None:
    """Areas that only the table of codes has: their names, and no point."""
    for number, line in table.lines():
        cells = _cells(table, number, line, (CODE_COLUMNS,))
        codes = cells[0].split(".")
        if len(codes) not in (2, 3):
            raise ResourceError(f"{table.where(number)}: code {cells[0]!r}; must be like SY.02 or SY.02.113")
        place_id = _whole(table, number, "geonameid", cells[3])
        if codes[0] != country or place_id in in_table:
            continue
        in_table.add(place_id)
        is_first = len(codes) == 2
        above = None if is_first else areas.admin1.get(codes[1])
        if is_first:
            areas.admin1[codes[1]] = place_id
        else:
            areas.admin2[codes[1], codes[2]] = place_id
        kind = PlaceKind.ADMIN1 if is_first else PlaceKind.ADMIN2
        place = Place(f"{PREFIX}{place_id}", cells[1], kind, country_codes()[country], None, None)
        writer.add(PackRow(place, number, (cells[2],), above))


def _add_names(writer: PackWriter, table: Source) -> None:
    for place_id, name, is_historic in _other_names(table):
        writer.add_alias(place_id, name, historic=is_historic)


def _other_names(table: Source) -> Iterator[tuple[int, str, bool]]:
    """Place, name and whether it is historic, of the names that a newspaper might print."""
    lengths = tuple(range(NAME_COLUMNS[0], NAME_COLUMNS[1] + 1))
    for number, line in table.lines():
        cells = _cells(table, number, line, lengths)
        _whole(table, number, "alternateNameId", cells[0])
        place_id = _whole(table, number, "geonameid", cells[1])
        language, name = cells[2], cells[3].strip()
        is_name = is_capitals(name) if language == "abbr" else is_printable(name)
        if is_name and language not in NO_LANGUAGES:
            yield place_id, name, cells[7] == "1"
