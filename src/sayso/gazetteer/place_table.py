"""The tables of places: a read-only SQLite B-tree of names, and a supplement in memory."""

import os
import sqlite3
import threading
from collections.abc import Collection, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from sayso.errors import ResourceError
from sayso.gazetteer.names import Key, is_capitals, normal, place_keys
from sayso.gazetteer.tables import About, CsvRow, read_about, read_rows, short_sha256
from sayso.model.places import Place, PlaceKind

SHIPPED = Path(__file__).parent
# The position is what the table stores: append only.
KINDS = (
    PlaceKind.SETTLEMENT,
    PlaceKind.DISTRICT,
    PlaceKind.SITE,
    PlaceKind.ADMIN2,
    PlaceKind.ADMIN1,
    PlaceKind.REGION,
    PlaceKind.COUNTRY,
)
# Flags of a key: the name itself; less its article; an abbreviation that must be in capitals.
EXACT, ARTICLE, CAPITALS = range(3)
PREFIX = "geonames:"
SCHEMA = """
CREATE TABLE place (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, kind INTEGER NOT NULL, country TEXT NOT NULL,
    lat INTEGER, lon INTEGER, admin1 INTEGER, population INTEGER NOT NULL, radius_km REAL NOT NULL
);
CREATE TABLE name (
    key TEXT NOT NULL, flag INTEGER NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (key, flag, place)
) WITHOUT ROWID;
"""
COLUMNS = "p.id, p.name, p.kind, p.country, p.lat, p.lon, a.name, p.population, p.radius_km"
JOIN = "place p LEFT JOIN place a ON a.id = p.admin1"
BY_KEY = f"SELECT n.flag, {COLUMNS} FROM name n, {JOIN} WHERE n.key = ? AND p.id = n.place"
BY_ID = f"SELECT {COLUMNS} FROM {JOIN} WHERE p.id = ?"
CSV_COLUMNS = ("id", "name", "kind", "country", "lat", "lon", "admin1", "radius_km", "aliases", "source")
Found = tuple[int, Place]


class Table(Protocol):
    """One table of places, to be merged with others."""

    about: About

    @property
    def version(self) -> str:
        """Name, date and short hash."""

    def find(self, key: str) -> list[Found]:
        """Places with that key, each with the flag of the key."""

    def get(self, place_id: str) -> Place | None:
        """The place of that id."""


class SqlitePlaces:
    """A table in SQLite, opened when it is first asked.

    Each thread and each process has a connection of its own, so the table may be used
    after a fork and from many threads at once.
    """

    def __init__(self, folder: Path) -> None:
        self.about = read_about(folder)
        self._path = folder / "places.sqlite"
        if not self._path.is_file():
            raise ResourceError(f"{self._path}: missing; tools/build_places.py makes it")
        self._local = threading.local()

    @property
    def version(self) -> str:
        """Name, date and short hash, the hash as `about.toml` has it."""
        return f"{self.about.name} {self.about.date} {(self.about.sha256 or 'unknown')[:8]}"

    def find(self, key: str) -> list[Found]:
        """Places with that key, each with the flag of the key."""
        return [(row[0], _from_sqlite(row[1:])) for row in self._base().execute(BY_KEY, (key,))]

    def get(self, place_id: str) -> Place | None:
        """The place of that id ("geonames:172955")."""
        number = place_id.removeprefix(PREFIX)
        if number == place_id or not number.isdecimal():
            return None
        row = self._base().execute(BY_ID, (int(number),)).fetchone()
        return None if row is None else _from_sqlite(row)

    def close(self) -> None:
        """Close this thread's connection; the next lookup opens another."""
        base: sqlite3.Connection | None = self._local.__dict__.pop("base", None)
        if base is not None:
            base.close()

    def _base(self) -> sqlite3.Connection:
        if getattr(self._local, "pid", None) != os.getpid() or not hasattr(self._local, "base"):
            uri = f"{self._path.resolve().as_uri()}?immutable=1"
            try:
                self._local.base = sqlite3.connect(uri, uri=True)
            except sqlite3.Error as error:
                raise ResourceError(f"{self._path}: cannot be opened ({error})") from error
            self._local.pid = os.getpid()
        base: sqlite3.Connection = self._local.base
        return base


class CsvPlaces:
    """A table in a CSV file, held in memory.

    A row with the id of another table's place and no point only adds names to that place.
    """

    def __init__(self, folder: Path) -> None:
        path = folder / "places.csv"
        self.about = read_about(folder)
        self._by_id: dict[str, Place] = {}
        self._by_key: dict[str, list[Found]] = {}
        for row in read_rows(path, CSV_COLUMNS):
            self._add(row)
        self._sha256 = short_sha256(path)

    @property
    def version(self) -> str:
        """Name, date and short hash."""
        return f"{self.about.name} {self.about.date} {self._sha256}"

    @property
    def places(self) -> tuple[Place, ...]:
        """All rows, in the file's order."""
        return tuple(self._by_id.values())

    def find(self, key: str) -> list[Found]:
        """Places with that key, each with the flag of the key."""
        return self._by_key.get(key, [])

    def get(self, place_id: str) -> Place | None:
        """The place of that id."""
        place = self._by_id.get(place_id)
        return None if place is None or _is_names_only(place) else place

    def _add(self, row: CsvRow) -> None:
        place = _from_csv(row)
        if place.id in self._by_id:
            raise ResourceError(f"{row.where}: id {place.id!r} stands twice")
        self._by_id[place.id] = place
        flags: dict[str, int] = {}
        for name in (place.name, *row.several("aliases")):
            for key in place_keys(name, asked=False):
                flag = CAPITALS if is_capitals(name) else ARTICLE if key.article else EXACT
                flags[key.text] = min(flag, flags.get(key.text, flag))
        for text, flag in flags.items():
            self._by_key.setdefault(text, []).append((flag, place))


class Places:
    """A `PlaceTable` made of several tables, of which the one of the highest rank wins.

    A row of a higher table replaces the row of the same id below it and, for one name,
    comes before the rows below it.
    """

    def __init__(self, tables: Sequence[Table]) -> None:
        self._tables = tuple(sorted(tables, key=lambda t: (-t.about.rank, t.about.name)))
        self.version = ", ".join(table.version for table in self._tables)
        self._cached = lru_cache(maxsize=50_000)(self._named)

    def named(self, text: str, countries: Collection[str] = ()) -> tuple[Place, ...]:
        """Places with this name, a country first, then the most populous; only in `countries` where given.

        Case, accents, apostrophes and a leading article do not count, but abbreviations
        ("US") must be in capitals. A town comes before the district and the province that
        are called as it is, unless the text has such a word ("Raqqa province"). Nothing
        fuzzy: no result is an empty tuple.
        """
        found = self._cached(text)
        return tuple(p for p in found if p.country in countries) if countries else found

    def get(self, place_id: str) -> Place | None:
        """The place of that id."""
        return next((place for t in self._tables if (place := t.get(place_id)) is not None), None)

    def _named(self, text: str) -> tuple[Place, ...]:
        capitals = text.upper() == text
        for key in place_keys(text):
            if found := self._at(key, capitals=capitals):
                return found
        return ()

    def _at(self, key: Key, *, capitals: bool) -> tuple[Place, ...]:
        rows = [found for table in self._tables for found in table.find(key.text)]
        rows = [row for row in rows if row[0] != CAPITALS or capitals]
        if any(flag != ARTICLE for flag, _ in rows):
            rows = [row for row in rows if row[0] != ARTICLE]
        if key.kinds and (asked := [row for row in rows if row[1].kind in key.kinds]):
            rows = asked
        best: dict[str, tuple[int, Place]] = {}
        for _, place in rows:
            if place.id not in best:
                best[place.id] = self._owner(place)
        twins = _twins([place for _, place in best.values()])
        ordered = sorted(best.values(), key=lambda row: (row[0], *_order(row[1], twins)))
        return tuple(place for _, place in ordered)

    def _owner(self, place: Place) -> tuple[int, Place]:
        """The place as the highest table has it that holds it, and that table's position."""
        for order, table in enumerate(self._tables):
            if (full := table.get(place.id)) is not None:
                return order, full
        return len(self._tables), place


def _is_names_only(place: Place) -> bool:
    return place.lat is None and place.id.startswith(PREFIX)


def load_places(folders: Sequence[Path] = ()) -> Places:
    """The shipped places and those of `folders`, each with `places.csv` and `about.toml`.

    Raises:
        ResourceError: a table is missing or a row breaks the form; the message has file and line.
    """
    tables: list[Table] = [SqlitePlaces(SHIPPED / "geonames"), CsvPlaces(SHIPPED / "supplement")]
    return Places([*tables, *(CsvPlaces(folder) for folder in folders)])


def _from_sqlite(row: Sequence[object]) -> Place:
    number, name, kind, country, lat, lon, admin1, population, radius = row
    return Place(
        id=f"{PREFIX}{number}",
        name=str(name),
        kind=KINDS[int(str(kind))],
        country=str(country),
        lat=lat / 100_000 if isinstance(lat, int) else None,
        lon=lon / 100_000 if isinstance(lon, int) else None,
        admin1=str(admin1) if admin1 is not None else None,
        population=int(str(population)),
        radius_km=float(str(radius)),
    )


def _from_csv(row: CsvRow) -> Place:
    kind = row.required("kind")
    if kind not in {k.value for k in PlaceKind}:
        raise ResourceError(f"{row.where}: unknown kind {kind!r}; known: {', '.join(PlaceKind)}")
    return Place(
        id=row.required("id"),
        name=row.required("name"),
        kind=PlaceKind(kind),
        country=row.one("country"),
        lat=_number(row, "lat", 90),
        lon=_number(row, "lon", 180),
        admin1=row.one("admin1"),
        radius_km=abs(_number(row, "radius_km", 20_000) or 0.0),
    )


def _number(row: CsvRow, column: str, most: float) -> float | None:
    value = row.one(column)
    if value is None:
        return None
    try:
        number = float(value)
    except ValueError:
        number = float("inf")
    if not -most <= number <= most:
        raise ResourceError(f"{row.where}: {column} {value!r}; must be a number from {-most} to {most}")
    return number


def _twins(places: Sequence[Place]) -> dict[tuple[str | None, str], int]:
    """Population of the largest settlement by country and by the admin area that is called as it is."""
    largest: dict[tuple[str | None, str], int] = {}
    for place in places:
        if place.kind is PlaceKind.SETTLEMENT:
            key = (place.country, normal(place.admin1 or ""))
            largest[key] = max(largest.get(key, 0), place.population)
    return largest


def _order(place: Place, twins: dict[tuple[str | None, str], int]) -> tuple[bool, int, int, str]:
    """A country first, then the most populous; an area right after the town in it that has its name."""
    population = place.population
    if place.kind in (PlaceKind.ADMIN1, PlaceKind.ADMIN2):
        area = place.name if place.kind is PlaceKind.ADMIN1 else place.admin1 or ""
        population = min(population, twins.get((place.country, normal(area)), population))
    return (place.kind is not PlaceKind.COUNTRY, -population, KINDS.index(place.kind), place.id)
