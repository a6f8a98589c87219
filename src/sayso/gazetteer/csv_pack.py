"""Places from a CSV file: our own form, or tables of areas with p-codes as OCHA publishes them."""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from sayso.errors import ResourceError
from sayso.gazetteer.names import normal
from sayso.gazetteer.pack_lines import Source
from sayso.gazetteer.pack_writer import PackRow, PackWriter, alpha3, is_latin
from sayso.gazetteer.place_rows import PREFIX, distance_km
from sayso.model.places import Box, Place, PlaceKind

OWN_COLUMNS = (
    "id", "name", "kind", "country", "lat", "lon", "parent", "aliases", "population", "radius_km", "source",
)  # fmt: skip
OWN_NEEDED = ("id", "name", "kind", "lat", "lon")
LEVELS = {1: PlaceKind.ADMIN1, 2: PlaceKind.ADMIN2, 3: PlaceKind.DISTRICT, 4: PlaceKind.SETTLEMENT}
# Half the width of a third-order area, which the tables do not give.
THIRD_ORDER_KM = 15.0
P_CODE = re.compile(r"adm(?:in)?([1-4])_?pcode", re.IGNORECASE)
LATITUDES = ("latitude", "lat", "centerlat", "y", "latitudey")
LONGITUDES = ("longitude", "lon", "lng", "long", "centerlon", "x", "longitudex")
SHORTEST_ID = re.compile(r"[^\s;]{1,100}")
MOST_PEOPLE = 10_000_000_000


@dataclass(frozen=True, slots=True)
class CsvPack:
    """Whose places a CSV file holds, and the prefix of ids in it that have none."""

    table: Source
    country: str  # alpha-3
    prefix: str


@dataclass(frozen=True, slots=True)
class _Row:
    """One row and its line; columns are found by their plain names."""

    table: Source
    line: int
    cells: dict[str, str]

    @property
    def where(self) -> str:
        return self.table.where(self.line)

    def one(self, column: str | None) -> str | None:
        """The value of a column, None where it is empty or there is no such column."""
        return (self.cells.get(column, "").strip() or None) if column is not None else None

    def degrees(self, column: str | None, most: float) -> float | None:
        value = self.one(column)
        if value is None:
            return None
        try:
            number = float(value)
        except ValueError:
            number = float("nan")
        if not -most <= number <= most:
            raise ResourceError(f"{self.where}: {column} {value!r}; must be a number from {-most} to {most}")
        return number

    def point(self, lat: str | None, lon: str | None) -> tuple[float | None, float | None]:
        found = (self.degrees(lat, 90), self.degrees(lon, 180))
        if (found[0] is None) != (found[1] is None):
            raise ResourceError(f"{self.where}: only one of {lat} and {lon}; give both or none")
        return found


@dataclass(slots=True)
class _Area:
    """An area that the rows below it name: its first line, and their points."""

    line: int
    name: str
    aliases: tuple[str, ...]
    parent: str | None
    points: list[tuple[float, float]] = field(default_factory=list)


def write_csv(writer: PackWriter, pack: CsvPack) -> None:
    """Fill `writer` with the rows of a CSV file.

    Raises:
        ResourceError: the heading is of no known form, or a row breaks it; the message has file and line.
    """
    rows = _rows(pack.table)
    first, heading = next(rows, (1, []))
    if not heading:
        raise ResourceError(f"{pack.table.where()}: empty; a heading and rows are needed")
    if {"id", "name"} <= set(heading):
        _check_own(pack.table, first, heading)
        for line, cells in rows:
            writer.add(_own_row(pack, _row(pack.table, line, heading, cells)))
        return
    levels = {int(found[1]): column for column in heading if (found := P_CODE.fullmatch(column.strip()))}
    if not levels:
        told = f"heading {','.join(heading)[:120]!r}; must be {','.join(OWN_COLUMNS)}, or have p-codes"
        raise ResourceError(
            f"{pack.table.where(first)}: {told} (admin1Pcode, admin1Name_en ...), commas between"
        )
    _PCodes(writer, pack, heading, levels).write(rows)


def _rows(table: Source) -> Iterator[tuple[int, list[str]]]:
    """Line and cells of each row that is not empty."""
    last = 0

    def texts() -> Iterator[str]:
        nonlocal last
        for number, line in table.lines():
            last = number
            yield f"{line}\n"

    reader = csv.reader(texts(), strict=True)
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield last, cells
    except csv.Error as error:
        raise ResourceError(f"{table.where(last)}: not CSV ({error})") from error


def _row(table: Source, line: int, heading: Sequence[str], cells: Sequence[str]) -> _Row:
    if len(cells) != len(heading):
        told = f"{len(cells)} cells; must be {len(heading)}, as the heading"
        raise ResourceError(f"{table.where(line)}: {told}")
    return _Row(table, line, dict(zip(heading, cells, strict=True)))


# Our own form.


def _check_own(table: Source, line: int, heading: Sequence[str]) -> None:
    strange = [column for column in heading if column not in OWN_COLUMNS]
    missing = [column for column in OWN_NEEDED if column not in heading]
    twice = [column for column in heading if heading.count(column) > 1]
    if strange or missing or twice:
        told = f"heading {','.join(heading)[:120]!r}; must be of {','.join(OWN_COLUMNS)}"
        raise ResourceError(f"{table.where(line)}: {told}, and have {', '.join(OWN_NEEDED)}")


def _own_row(pack: CsvPack, row: _Row) -> PackRow:
    place_id, name, kind = row.one("id"), row.one("name"), row.one("kind")
    if place_id is None or name is None or not normal(name):
        raise ResourceError(f"{row.where}: no id or no name; each row needs both")
    if kind not in {k.value for k in PlaceKind}:
        raise ResourceError(f"{row.where}: kind {kind!r}; must be one of {', '.join(PlaceKind)}")
    code = row.one("country") or pack.country
    country = alpha3(code)
    if country is None:
        raise ResourceError(
            f"{row.where}: country {code!r}; must be an ISO 3166 code of two or three letters"
        )
    parent = row.one("parent")
    lat, lon = row.point("lat", "lon")
    people, radius = _number(row, "population", MOST_PEOPLE), _number(row, "radius_km", 20_000)
    place = Place(
        _id(pack, row, place_id), name, PlaceKind(kind), country, lat, lon, None, int(people), radius
    )
    aliases = tuple(v for part in (row.one("aliases") or "").split(";") if (v := part.strip()))
    return PackRow(place, row.line, aliases, None, None if parent is None else _id(pack, row, parent))


def _number(row: _Row, column: str, most: float) -> float:
    value = row.one(column)
    try:
        number = float(value or 0)
    except ValueError:
        number = float("nan")
    if not 0 <= number <= most:
        raise ResourceError(f"{row.where}: {column} {value!r}; must be a number from 0 to {most:,.0f}")
    return number


def _id(pack: CsvPack, row: _Row, text: str) -> str:
    """The id as other tables see it: GeoNames' as it is, others under the name of the pack."""
    if text.startswith(PREFIX):
        number = text.removeprefix(PREFIX)
        if number.isascii() and number.isdecimal() and 0 < int(number[:19]) <= MOST_PEOPLE:
            return f"{PREFIX}{int(number)}"
    elif SHORTEST_ID.fullmatch(text):
        return text if ":" in text else f"{pack.prefix}:{text}"
    raise ResourceError(f"{row.where}: id {text[:120]!r}; must be without blanks, or {PREFIX} and a number")


# Tables with p-codes.


class _PCodes:
    """A table of areas of the lowest level, each row with the areas above it."""

    def __init__(
        self, writer: PackWriter, pack: CsvPack, heading: Sequence[str], levels: dict[int, str]
    ) -> None:
        self._writer = writer
        self._pack = pack
        self._heading = [column.strip() for column in heading]
        self._levels = {level: column.strip() for level, column in sorted(levels.items())}
        self._lowest = max(levels)
        self._names = {level: self._columns_of(level) for level in levels}
        self._lat, self._lon = self._column(LATITUDES), self._column(LONGITUDES)
        self._areas: dict[str, _Area] = {}

    def write(self, rows: Iterator[tuple[int, list[str]]]) -> None:
        """All rows, then the areas that they name, each in the middle of the points in it."""
        for line, cells in rows:
            row = _row(self._pack.table, line, self._heading, cells)
            parent = self._above(row)
            lat, lon = row.point(self._lat, self._lon)
            if lat is not None and lon is not None:
                self._widen(parent, (lat, lon))
            kind = LEVELS[self._lowest]
            wide = THIRD_ORDER_KM if kind is PlaceKind.DISTRICT else 0.0
            name, aliases = self._named(row, self._lowest)
            code = self._code(row, self._lowest)
            place = Place(code, name, kind, self._pack.country, lat, lon, radius_km=wide)
            self._writer.add(PackRow(place, line, aliases, None, parent))
        for code, area in self._areas.items():
            self._writer.add(self._area_row(code, area))

    def _above(self, row: _Row) -> str | None:
        """The id of the area that a row lies in; areas above it are kept when first seen."""
        parent = None
        for level in self._levels:
            if level == self._lowest:
                continue
            code, (name, aliases) = self._code(row, level), self._named(row, level)
            known = self._areas.setdefault(code, _Area(row.line, name, aliases, parent))
            if (known.name, known.parent) != (name, parent):
                told = (
                    f"{self._levels[level]} {code!r} is {name!r} here and {known.name!r} in line {known.line}"
                )
                raise ResourceError(f"{row.where}: {told}, or lies elsewhere; one code is one area")
            parent = code
        return parent

    def _widen(self, code: str | None, point: tuple[float, float]) -> None:
        while code is not None:
            area = self._areas[code]
            area.points = _box_of([*area.points, point])
            code = area.parent

    def _area_row(self, code: str, area: _Area) -> PackRow:
        level = next(at for at in self._levels if self._depth(area) == list(self._levels).index(at))
        place = Place(code, area.name, LEVELS[level], self._pack.country, None, None)
        if not area.points:
            return PackRow(place, area.line, area.aliases, None, area.parent)
        (south, west), (north, east) = area.points[0], area.points[-1]
        place = replace(place, lat=(south + north) / 2, lon=(west + east) / 2)
        corner = replace(place, lat=south, lon=west)
        place = replace(place, radius_km=round(distance_km(place, corner) or 0.0, 1))
        return PackRow(place, area.line, area.aliases, None, area.parent, Box(south, west, north, east))

    def _depth(self, area: _Area) -> int:
        return 0 if area.parent is None else 1 + self._depth(self._areas[area.parent])

    def _code(self, row: _Row, level: int) -> str:
        code = row.one(self._levels[level])
        if code is None:
            raise ResourceError(f"{row.where}: no {self._levels[level]}; each row needs one")
        return _id(self._pack, row, code)

    def _named(self, row: _Row, level: int) -> tuple[str, tuple[str, ...]]:
        """The first Latin name of a level and the others."""
        found = [name for column in self._names[level] if (name := row.one(column)) and is_latin(name)]
        if not found:
            told = f"no name beside {self._levels[level]} in Latin letters; a column like admin{level}Name_en"
            raise ResourceError(f"{row.where}: {told} is needed")
        return found[0], tuple(dict.fromkeys(found[1:]))

    def _columns_of(self, level: int) -> list[str]:
        """Columns with names of a level, English ones first: admin1Name_en, ADM1_EN, admin1RefName_en."""
        begins = re.compile(rf"adm(?:in)?{level}(?:_[a-z]{{2}}$|_?(?:ref|alt\d?)?_?name)", re.IGNORECASE)
        found = [column for column in self._heading if begins.match(column)]
        return sorted(found, key=lambda column: not re.search(r"_en\d?$", column, re.IGNORECASE))

    def _column(self, wanted: Sequence[str]) -> str | None:
        plain = {normal(column).replace(" ", ""): column for column in self._heading}
        return next((plain[name] for name in wanted if name in plain), None)


def _box_of(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """The south-western and the north-eastern corner of a few points."""
    lats, lons = [p[0] for p in points], [p[1] for p in points]
    return [(min(lats), min(lons)), (max(lats), max(lons))]
