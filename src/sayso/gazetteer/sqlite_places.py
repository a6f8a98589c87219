"""A table of places as a read-only SQLite file: B-trees of names and of skeletons."""

import os
import sqlite3
import threading
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sayso.errors import ResourceError
from sayso.gazetteer.names import skeleton
from sayso.gazetteer.place_rows import EXACT, KINDS, MOST_ALIKE, PREFIX, Alike, Found
from sayso.gazetteer.spellings import SHORTEST
from sayso.gazetteer.tables import read_about
from sayso.model.places import Box, Place, PlaceKind

DATABASE = "places.sqlite"
COUNTRY = KINDS.index(PlaceKind.COUNTRY)
# Degrees are whole hundred-thousandths, about a metre, which SQLite stores in four bytes.
DEGREE = 100_000
# Edges of areas are whole thousandths: no source knows them better.
EDGE_DEGREE = 1000
SCHEMA = f"""
CREATE TABLE place (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, kind INTEGER NOT NULL, country TEXT NOT NULL,
    lat INTEGER, lon INTEGER, admin1 INTEGER, population INTEGER NOT NULL, radius_km REAL NOT NULL
);
CREATE TABLE name (
    key TEXT NOT NULL, flag INTEGER NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (key, flag, place)
) WITHOUT ROWID;
CREATE TABLE spelling (
    country TEXT NOT NULL, skeleton TEXT NOT NULL, key TEXT NOT NULL, place INTEGER NOT NULL,
    PRIMARY KEY (country, skeleton, key, place)
) WITHOUT ROWID;
CREATE INDEX country ON place (country) WHERE kind = {COUNTRY};
"""
# What a pack may have besides: ids that are no GeoNames numbers, and areas within areas.
PACK_SCHEMA = """
CREATE TABLE ident (place INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE);
CREATE TABLE parent (place INTEGER PRIMARY KEY, parent INTEGER NOT NULL);
"""
BOX_SCHEMA = """
CREATE TABLE IF NOT EXISTS box (
    place INTEGER PRIMARY KEY, south INTEGER NOT NULL, west INTEGER NOT NULL,
    north INTEGER NOT NULL, east INTEGER NOT NULL
);
"""
COLUMNS = "p.id, p.name, p.kind, p.country, p.lat, p.lon, a.name, p.population, p.radius_km"
JOIN = "place p LEFT JOIN place a ON a.id = p.admin1"
BY_KEY = f"SELECT n.flag, {COLUMNS} FROM name n, {JOIN} WHERE n.key = ? AND p.id = n.place"
BY_ID = f"SELECT {COLUMNS} FROM {JOIN} WHERE p.id = ?"
BY_SKELETON = f"""SELECT s.skeleton, s.key, {COLUMNS} FROM spelling s, {JOIN}
    WHERE s.country = ? AND s.skeleton IN (%s) AND p.id = s.place LIMIT ?"""
# Most steps from a village to its country; more would be a cycle.
DEEPEST = 10


@dataclass(frozen=True, slots=True)
class _Open:
    """A connection of one process and thread, and which tables its file has."""

    base: sqlite3.Connection
    process: int
    tables: frozenset[str]


class SqlitePlaces:
    """A table in SQLite, opened when it is first asked.

    Each thread and each process has a connection of its own, so the table may be used
    after a fork and from many threads at once.
    """

    is_curated = False

    def __init__(self, folder: Path) -> None:
        self.about = read_about(folder)
        self._path = folder / (self.about.file or DATABASE)
        if self._path.parent != folder or not self._path.is_file():
            raise ResourceError(f"{self._path}: missing; `sayso place add` or tools/build_places.py makes it")
        self._local = threading.local()

    @property
    def version(self) -> str:
        """Name, date and short hash, the hash as `about.toml` has it."""
        return f"{self.about.name} {self.about.date} {(self.about.sha256 or 'unknown')[:8]}"

    def count(self) -> int:
        """How many places it holds."""
        return int(self._base().execute("SELECT count(*) FROM place").fetchone()[0])

    def find(self, key: str) -> list[Found]:
        """Places with that key, each with the flag of the key."""
        return [(row[0], self._place(row[1:])) for row in self._base().execute(BY_KEY, (key,))]

    def alike(self, skeletons: Sequence[str], countries: Collection[str]) -> list[Alike]:
        """Names of places in `countries` with one of the skeletons; none where there are too many."""
        base = self._base()
        if not skeletons or not self._has("spelling"):
            return []
        query = BY_SKELETON % ",".join("?" * len(skeletons))
        found: list[Alike] = []
        for country in sorted(countries):
            rows = base.execute(query, (country, *skeletons, MOST_ALIKE + 1)).fetchall()
            if len(rows) <= MOST_ALIKE:
                found += [(row[0], row[1], self._place(row[2:])) for row in rows]
        return found

    def get(self, place_id: str) -> Place | None:
        """The place of that id ("geonames:172955")."""
        number = self._number(place_id)
        row = None if number is None else self._base().execute(BY_ID, (number,)).fetchone()
        return None if row is None else self._place(row)

    def box(self, place_id: str) -> Box | None:
        """The edges of the area of that id, where the file has boxes."""
        number = self._number(place_id)
        if number is None or not self._has("box"):
            return None
        query = "SELECT south, west, north, east FROM box WHERE place = ?"
        row = self._base().execute(query, (number,)).fetchone()
        return None if row is None else Box(*(edge / EDGE_DEGREE for edge in row))

    def parents(self, place_id: str) -> list[str]:
        """Ids of the areas that it lies in, the smallest first: as linked, else its first-order area."""
        number = self._number(place_id)
        return [] if number is None else [self._id(parent) for parent in self._above(number)]

    def country_id(self, country: str) -> str | None:
        """The id of the country of that ISO 3166 alpha-3 code."""
        query = f"SELECT id FROM place WHERE country = ? AND kind = {COUNTRY} ORDER BY id"
        row = self._base().execute(query, (country,)).fetchone()
        return None if row is None else self._id(row[0])

    def close(self) -> None:
        """Close this thread's connection; the next lookup opens another."""
        opened: _Open | None = self._local.__dict__.pop("opened", None)
        if opened is not None:
            opened.base.close()

    def _above(self, number: int) -> Iterator[int]:
        base = self._base()
        seen = {number}
        while len(seen) < DEEPEST:
            row = None
            if self._has("parent"):
                row = base.execute("SELECT parent FROM parent WHERE place = ?", (number,)).fetchone()
            if row is None:
                row = base.execute("SELECT admin1 FROM place WHERE id = ?", (number,)).fetchone()
            if row is None or row[0] is None or row[0] in seen:
                return
            number = row[0]
            seen.add(number)
            yield number

    def _number(self, place_id: str) -> int | None:
        number = place_id.removeprefix(PREFIX)
        if number != place_id:
            return int(number) if number.isdecimal() and number.isascii() and len(number) < 19 else None
        base = self._base()
        if not self._has("ident"):
            return None
        row = base.execute("SELECT place FROM ident WHERE id = ?", (place_id,)).fetchone()
        return None if row is None else int(row[0])

    def _id(self, number: int) -> str:
        if number > 0:
            return f"{PREFIX}{number}"
        row = self._base().execute("SELECT id FROM ident WHERE place = ?", (number,)).fetchone()
        return str(row[0])

    def _place(self, row: Sequence[object]) -> Place:
        number, name, kind, country, lat, lon, admin1, population, radius = row
        return Place(
            id=self._id(int(str(number))),
            name=str(name),
            kind=KINDS[int(str(kind))],
            country=str(country) or None,
            lat=_degrees(lat) if isinstance(lat, int) else None,
            lon=_degrees(lon) if isinstance(lon, int) else None,
            admin1=str(admin1) if admin1 is not None else None,
            population=int(str(population)),
            radius_km=float(str(radius)),
        )

    def _has(self, table: str) -> bool:
        return table in self._opened().tables

    def _base(self) -> sqlite3.Connection:
        return self._opened().base

    def _opened(self) -> _Open:
        opened: _Open | None = getattr(self._local, "opened", None)
        if opened is None or opened.process != os.getpid():
            opened = self._local.opened = self._open()
        return opened

    def _open(self) -> _Open:
        uri = f"{self._path.resolve().as_uri()}?immutable=1"
        try:
            base = sqlite3.connect(uri, uri=True)
            names = base.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        except sqlite3.Error as error:
            raise ResourceError(f"{self._path}: cannot be opened ({error})") from error
        tables = frozenset(name for (name,) in names)
        if not {"place", "name"} <= tables:
            raise ResourceError(f"{self._path}: no table of places; `sayso place add` makes one")
        return _Open(base, os.getpid(), tables)


def add_spellings(base: sqlite3.Connection, countries: Collection[str] = ()) -> int:
    """Fill `spelling` from `place` and `name`: the skeleton of every name; returns how many.

    Names that were, abbreviations and names of one consonant are left out, and all of
    other `countries` where some are given.
    """
    base.create_function("skeleton", 1, skeleton, deterministic=True)
    base.create_function(
        "asked", 1, lambda country: not countries or country in countries, deterministic=True
    )
    query = f"""INSERT INTO spelling SELECT country, bones, key, place FROM (
        SELECT p.country, skeleton(n.key) AS bones, n.key, n.place
        FROM name n JOIN place p ON p.id = n.place WHERE n.flag = {EXACT} AND asked(p.country)
    ) WHERE length(bones) >= {SHORTEST} ORDER BY 1, 2, 3, 4"""
    return base.execute(query).rowcount


def _degrees(whole: int) -> float:
    return whole / DEGREE
