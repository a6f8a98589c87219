"""Writing a table of places row by row: bounded memory, and nothing kept that breaks the form."""

import sqlite3
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from types import TracebackType

from sayso.errors import ResourceError
from sayso.gazetteer.names import is_capitals, normal, place_keys
from sayso.gazetteer.pack_lines import Source
from sayso.gazetteer.place_rows import ARTICLE, CAPITALS, EXACT, HISTORIC, KINDS, PREFIX
from sayso.gazetteer.sqlite_places import (
    BOX_SCHEMA,
    DATABASE,
    DEGREE,
    EDGE_DEGREE,
    PACK_SCHEMA,
    SCHEMA,
    add_spellings,
)
from sayso.model.places import Box, Place, PlaceKind

DATA = Path(__file__).parent / "geonames"
KNOWN_CITY = 100_000
LONGEST_ALIAS = 40
BATCH = 20_000
STAGING = "staging.sqlite"
# The names are gathered unsorted, for inserting them in the order of their keys is ten times as fast.
STAGED = """
CREATE TABLE staging.name (key TEXT, flag INTEGER, place INTEGER);
CREATE TABLE staging.link (place INTEGER PRIMARY KEY, parent TEXT, line INTEGER);
"""


@dataclass(frozen=True, slots=True)
class PackRow:
    """One place of a pack and what its table says of it besides."""

    place: Place
    line: int
    aliases: Sequence[str] = ()
    admin1: int | None = None
    parent: str | None = None
    box: Box | None = None


@cache
def ordinary_words() -> frozenset[str]:
    """Names that are ordinary words, and so no key of a small place: "police", "center"."""
    return frozenset(tomllib.loads((DATA / "selection.toml").read_text(encoding="utf-8"))["words"])


@cache
def country_codes() -> dict[str, str]:
    """ISO 3166 alpha-2 to alpha-3 codes."""
    codes: dict[str, str] = tomllib.loads((DATA / "countries.toml").read_text(encoding="utf-8"))
    return codes


def alpha3(code: str) -> str | None:
    """The alpha-3 code of a country given by its alpha-2 or alpha-3 code, None where there is none."""
    upper = code.strip().upper()
    codes = country_codes()
    return codes.get(upper) or (upper if upper in set(codes.values()) else None)


def is_latin(name: str) -> bool:
    """Whether every letter of `name` is a Latin one."""
    return name.isascii() or all(
        not c.isalpha() or ord(c) < 0x250 or 0x1E00 <= ord(c) < 0x1F00 or 0x2B0 <= ord(c) < 0x300
        for c in name
    )


def is_printable(alias: str) -> bool:
    """Whether an alias is one that a newspaper might print: GeoNames' hold codes and other scripts, too."""
    if not 3 <= len(alias) <= LONGEST_ALIAS or not is_latin(alias):
        return False
    if not any(c.isupper() for c in alias[:4]) or alias.upper() == alias:
        return False
    return not any(c.isdigit() or c in "=/(),;" for c in alias)


def keys_of(place: Place, aliases: Iterable[str], *, historic: bool = False) -> dict[str, int]:
    """Every key of a place with its flag, the plainest flag winning; historic ones are flagged as such."""
    is_known = place.kind is not PlaceKind.SETTLEMENT or place.population >= KNOWN_CITY
    words = ordinary_words()
    keys: dict[str, int] = {}
    for name in aliases:
        if is_capitals(name) and name != place.name:
            found = [(key.text, CAPITALS) for key in islice(place_keys(name), 1)]
        else:
            found = [(k.text, ARTICLE if k.article else EXACT) for k in place_keys(name, asked=False)]
        for key, flag in found:
            if is_known or key not in words:
                keys[key] = min(HISTORIC if historic else flag, keys.get(key, HISTORIC))
    return keys


class PackWriter:
    """A new table of places in an empty folder; use it as a context, and `finish` it."""

    def __init__(self, folder: Path, source: Source) -> None:
        self.path = folder / DATABASE
        self._source = source
        self._staging = folder / STAGING
        self._names: list[tuple[str, int, int]] = []
        self._numbers = 0
        self._base = sqlite3.connect(self.path, isolation_level=None)
        self._base.execute("PRAGMA page_size = 8192")
        # The folder is thrown away where anything fails, so there is nothing to roll back.
        self._base.execute("PRAGMA journal_mode = OFF")
        self._base.execute("PRAGMA synchronous = OFF")
        self._base.execute("PRAGMA cache_size = -65536")
        self._base.execute("ATTACH ? AS staging", (str(self._staging),))
        self._base.execute("PRAGMA staging.journal_mode = OFF")
        self._base.executescript(SCHEMA + PACK_SCHEMA + BOX_SCHEMA + STAGED)
        self._base.execute("BEGIN")

    def __enter__(self) -> "PackWriter":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._base.close()
        self._staging.unlink(missing_ok=True)

    def add(self, row: PackRow) -> int:
        """Take a row in; its number.

        Raises:
            ResourceError: its id stands in the table already.
        """
        place = row.place
        number = self._number(place.id, row.line)
        point = (_micro(place.lat), _micro(place.lon))
        values = (number, place.name, KINDS.index(place.kind), place.country or "", *point)
        try:
            self._base.execute(
                "INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (*values, row.admin1, place.population, place.radius_km),
            )
        except sqlite3.IntegrityError as error:
            raise self._twice(place.id, row.line) from error
        if row.parent is not None:
            link = (number, row.parent, row.line)
            self._base.execute("INSERT INTO staging.link VALUES (?, ?, ?)", link)
        if row.box is not None:
            sides = (row.box.south, row.box.west, row.box.north, row.box.east)
            edges = [round(side * EDGE_DEGREE) for side in sides]
            self._base.execute("INSERT INTO box VALUES (?, ?, ?, ?, ?)", (number, *edges))
        self._add_names(number, keys_of(place, dict.fromkeys((place.name, *row.aliases))))
        return number

    def add_alias(self, number: int, alias: str, *, historic: bool) -> bool:
        """Give the place of that number another name; False where there is no such place."""
        query = "SELECT name, kind, population FROM place WHERE id = ?"
        row = self._base.execute(query, (number,)).fetchone()
        if row is None:
            return False
        place = Place(f"{PREFIX}{number}", row[0], KINDS[row[1]], None, None, None, population=row[2])
        if normal(alias) != normal(place.name):
            self._add_names(number, keys_of(place, (alias,), historic=historic))
        return True

    def finish(self) -> tuple[int, int]:
        """Sort, link and index what was taken in; returns how many places and names there are.

        Raises:
            ResourceError: there is no place, or the links to parents lead nowhere or in a circle.
        """
        self._flush()
        places = self._count("place")
        if not places:
            raise ResourceError(f"{self._source.where()}: empty, or without a place of that country")
        self._link()
        self._base.execute("INSERT OR IGNORE INTO name SELECT * FROM staging.name ORDER BY 1, 2, 3")
        add_spellings(self._base)
        names = self._count("name")
        self._base.execute("COMMIT")
        return places, names

    def _link(self) -> None:
        """Put numbers for the parents' ids, once all ids are known."""
        after = f"CAST(substr(l.parent, {len(PREFIX) + 1}) AS INTEGER)"
        number = f"""CASE WHEN l.parent LIKE '{PREFIX}%' THEN {after}
            ELSE (SELECT i.place FROM ident i WHERE i.id = l.parent) END"""
        lost = f"SELECT l.line, l.parent FROM staging.link l WHERE ({number}) IS NULL ORDER BY l.line"
        if (row := self._base.execute(lost).fetchone()) is not None:
            where = self._source.where(row[0])
            raise ResourceError(
                f"{where}: parent {row[1]!r} is no id of this file; give its row, or leave it out"
            )
        self._base.execute(f"INSERT INTO parent SELECT l.place, {number} FROM staging.link l")
        self._check_circles()
        self._set_admin1()

    def _check_circles(self) -> None:
        """Follow the links of all places that are themselves parents."""
        query = (
            "SELECT place, parent FROM parent WHERE place IN (SELECT parent FROM parent) ORDER BY abs(place)"
        )
        above: dict[int, int] = dict(self._base.execute(query))
        safe: set[int] = set()
        for start in above:
            path: list[int] = []
            at: int | None = start
            while at is not None and at not in safe and at not in path:
                path.append(at)
                at = above.get(at)
            if at is not None and at in path:
                raise self._circle(path[path.index(at) :])
            safe.update(path)

    def _circle(self, numbers: Sequence[int]) -> ResourceError:
        marks = ",".join("?" * len(numbers))
        query = f"SELECT min(line) FROM staging.link WHERE place IN ({marks})"
        line = self._base.execute(query, tuple(numbers)).fetchone()[0]
        ids = " -> ".join(self._ident(number) for number in (*numbers, numbers[0]))
        return ResourceError(f"{self._source.where(line)}: parents in a circle: {ids}; take one link out")

    def _set_admin1(self) -> None:
        """Rows that name only their parent: the first-order area above it, within three links."""
        kind = KINDS.index(PlaceKind.ADMIN1)
        for _ in range(3):
            self._base.execute(
                f"""UPDATE place SET admin1 = (SELECT CASE a.kind WHEN {kind} THEN a.id ELSE a.admin1 END
                    FROM parent l JOIN place a ON a.id = l.parent WHERE l.place = place.id)
                WHERE admin1 IS NULL AND kind < {kind} AND id IN (SELECT place FROM parent)"""
            )

    def _number(self, place_id: str, line: int) -> int:
        if place_id.startswith(PREFIX):
            return int(place_id.removeprefix(PREFIX))
        self._numbers -= 1
        try:
            self._base.execute("INSERT INTO ident VALUES (?, ?)", (self._numbers, place_id))
        except sqlite3.IntegrityError as error:
            raise self._twice(place_id, line) from error
        return self._numbers

    def _ident(self, number: int) -> str:
        if number > 0:
            return f"{PREFIX}{number}"
        return str(self._base.execute("SELECT id FROM ident WHERE place = ?", (number,)).fetchone()[0])

    def _twice(self, place_id: str, line: int) -> ResourceError:
        return ResourceError(f"{self._source.where(line)}: id {place_id!r} stands twice; ids must be unique")

    def _add_names(self, number: int, keys: dict[str, int]) -> None:
        self._names += [(key, flag, number) for key, flag in keys.items()]
        if len(self._names) >= BATCH:
            self._flush()

    def _flush(self) -> None:
        self._base.executemany("INSERT INTO staging.name VALUES (?, ?, ?)", self._names)
        self._names.clear()

    def _count(self, table: str) -> int:
        return int(self._base.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def _micro(degrees: float | None) -> int | None:
    return None if degrees is None else round(degrees * DEGREE)
