"""The tables of places as one: which row answers a name where several tables know it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path

from sayso.gazetteer.csv_places import CSV_COLUMNS, CsvPlaces
from sayso.gazetteer.names import Key, normal, place_keys, skeleton
from sayso.gazetteer.place_rows import (
    ARTICLE,
    CAPITALS,
    EXACT,
    HISTORIC,
    KINDS,
    PREFIX,
    Table,
    distance_km,
    is_names_only,
)
from sayso.gazetteer.spellings import (
    SHORTEST,
    misprint,
    neighbours,
    variant,
)
from sayso.gazetteer.sqlite_places import SCHEMA, SqlitePlaces
from sayso.model.places import Box, Likeness, Match, Place, PlaceKind

SHIPPED = Path(__file__).parent
# Two rows of one name and kind are one place if no more than this lies between them: the sources'
# points of a village differ by a few kilometres. Of areas they differ by as much as the area is wide.
SAME_KM = 5.0
EXTENDED = frozenset({PlaceKind.ADMIN1, PlaceKind.ADMIN2, PlaceKind.REGION, PlaceKind.COUNTRY})
TOWNS = frozenset({PlaceKind.SETTLEMENT, PlaceKind.DISTRICT})
# A place, and the position of its table: 0 is the one of the highest rank.
Ranked = tuple[int, Place]

__all__ = [
    "ARTICLE",
    "CAPITALS",
    "CSV_COLUMNS",
    "EXACT",
    "HISTORIC",
    "KINDS",
    "PREFIX",
    "SCHEMA",
    "SHIPPED",
    "CsvPlaces",
    "Places",
    "SqlitePlaces",
    "load_places",
]


class Places:
    """A `PlaceTable` made of several tables, of which the one of the highest rank wins.

    A row of a higher table replaces the row of the same id below it, and the row of
    another id that has the same name and kind within `SAME_KM`. What it does not say
    (point, area, population, first-order area) is taken from the row that it replaces.
    """

    def __init__(self, tables: Sequence[Table]) -> None:
        self.tables = tuple(sorted(tables, key=lambda t: (-t.about.rank, t.about.name)))
        self.version = ", ".join(table.version for table in self.tables)
        self._cached = lru_cache(maxsize=50_000)(self._named)
        self._cached_like = lru_cache(maxsize=20_000)(self._like)

    def named(self, text: str, countries: Collection[str] = ()) -> tuple[Place, ...]:
        """Places with this name, a country first, then the most populous; only in `countries` where given.

        Case, accents, apostrophes and a leading article do not count, but abbreviations
        ("US") must be in capitals. A town comes before the district and the province that
        are called as it is, unless the text has such a word ("Raqqa province"). Nothing
        fuzzy: no result is an empty tuple.
        """
        found = self._cached(text)
        return tuple(p for p in found if p.country in countries) if countries else found

    def like(self, text: str, countries: Collection[str]) -> tuple[Match, ...]:
        """Places of `countries` that are spelt almost so, the most alike first; for names without a place.

        Those of the same consonants, all of them; else those that differ by one inner
        letter. No countries, no result: likeness across the world finds strangers.
        """
        return self._cached_like(text, frozenset(countries)) if countries else ()

    def get(self, place_id: str) -> Place | None:
        """The place of that id."""
        full: Place | None = None
        for table in self.tables:
            row = table.get(place_id)
            if row is not None:
                full = row if full is None else _filled(full, row)
                if not _lacks(full):
                    break
        return full

    def source(self, place_id: str) -> str | None:
        """The name of the table that the row of that id comes from."""
        return next((t.about.name for t in self.tables if t.get(place_id) is not None), None)

    def box(self, place_id: str) -> Box | None:
        """The edges of an area, None where no table has them."""
        return next((box for t in self.tables if (box := t.box(place_id)) is not None), None)

    def parents(self, place: Place) -> tuple[Place, ...]:
        """The areas that the place is known to lie in, the smallest first, its country last."""
        ids: list[str] = []
        while above := self._above(ids[-1] if ids else place.id, ids):
            ids += above
        if place.country is not None:
            countries = (t.country_id(place.country) for t in self.tables)
            ids += [country for country in countries if country is not None][:1]
        rows = (self.get(area) for area in dict.fromkeys(ids) if area != place.id)
        areas = [row for row in rows if row is not None]
        return tuple(sorted(areas, key=lambda row: row.kind is PlaceKind.COUNTRY))

    def _above(self, place_id: str, known: Collection[str]) -> list[str]:
        """What the first table that links the place says it lies in, less what is known."""
        found = next((above for t in self.tables if (above := t.parents(place_id))), [])
        return [] if set(found) & set(known) else found

    def _named(self, text: str) -> tuple[Place, ...]:
        capitals = text.upper() == text
        for key in place_keys(text):
            if found := self._at(key, capitals=capitals):
                return found
        return ()

    def _at(self, key: Key, *, capitals: bool) -> tuple[Place, ...]:
        rows = [(at, *found) for at, table in enumerate(self.tables) for found in table.find(key.text)]
        rows = [row for row in rows if row[1] != CAPITALS or capitals]
        for late in (HISTORIC, ARTICLE):
            if any(flag != late for _, flag, _ in rows):
                rows = [row for row in rows if row[1] != late]
        if key.kinds and (asked := [row for row in rows if row[2].kind in key.kinds]):
            rows = asked
        places = self._one_each((at, place) for at, _, place in rows)
        twins = _twins([place for _, place in places])
        places.sort(key=lambda row: (self._precedence(row[0]), *_order(row[1], twins)))
        return tuple(place for _, place in places)

    def _precedence(self, at: int) -> int:
        """A row that was chosen for its name comes first; villages of a pack do not come before a capital."""
        return at if self.tables[at].is_curated else len(self.tables)

    def _like(self, text: str, countries: frozenset[str]) -> tuple[Match, ...]:
        for key in place_keys(text):
            bones = skeleton(key.text)
            if len(bones) < SHORTEST:
                continue
            found = self._alike(Likeness.SKELETON, key, (bones,), countries)
            found = found or self._alike(Likeness.FUZZY, key, neighbours(bones), countries)
            if found:
                return found
        return ()

    def _alike(
        self, how: Likeness, key: Key, skeletons: Sequence[str], countries: frozenset[str]
    ) -> tuple[Match, ...]:
        judge = variant if how is Likeness.SKELETON else misprint
        rows = [
            (score, at, place)
            for at, table in enumerate(self.tables)
            for _, name, place in table.alike(skeletons, countries)
            if (score := judge(key.text, name)) is not None
        ]
        if key.kinds and (asked := [row for row in rows if row[2].kind in key.kinds]):
            rows = asked
        scores: dict[str, float] = {}
        for score, _, place in rows:
            scores[place.id] = max(score, scores.get(place.id, 0.0))
        places = self._one_each((at, place) for _, at, place in rows)
        matches = [Match(place, how, scores[place.id]) for _, place in places]
        twins = _twins([place for _, place in places])
        return tuple(sorted(matches, key=lambda match: (-match.score, *_order(match.place, twins))))

    def _one_each(self, rows: Iterable[Ranked]) -> list[Ranked]:
        """Each place once: as the highest table has it, less rows of other ids for the same place."""
        best: dict[str, Ranked] = {}
        for at, place in rows:
            if place.id not in best:
                best[place.id] = self._owner(at, place)
        kept: list[Ranked] = []
        for at, place in sorted(best.values(), key=lambda row: row[0]):
            twin = next((i for i, row in enumerate(kept) if row[0] != at and _is_same(row[1], place)), None)
            if twin is None:
                kept.append((at, place))
            else:
                kept[twin] = (kept[twin][0], _filled(kept[twin][1], place))
        return kept

    def _owner(self, at: int, place: Place) -> Ranked:
        """The place as the highest table has it that holds it, and that table's position."""
        full: Ranked | None = None
        for order, table in enumerate(self.tables):
            row = place if order == at and not is_names_only(place) else table.get(place.id)
            if row is not None:
                full = (order, row) if full is None else (full[0], _filled(full[1], row))
            if full is not None and order >= at and not _lacks(full[1]):
                break
        return full or (len(self.tables) - 1, place)


def load_places(folders: Sequence[Path] = ()) -> Places:
    """The shipped places and the packs in `folders`: an `about.toml` and its SQLite file, or `places.csv`.

    Raises:
        ResourceError: a table is missing or a row breaks the form; the message has file and line.
    """
    tables: list[Table] = [SqlitePlaces(SHIPPED / "geonames")]
    tables += [_supplement(), CsvPlaces(SHIPPED / "borders", "border")]
    return Places([*tables, *(_load(folder) for folder in folders)])


@cache
def _supplement() -> CsvPlaces:
    """Read once in a process: who codes reports and keeps them asks the same rows of two gazetteers."""
    return CsvPlaces(SHIPPED / "supplement")


def _load(folder: Path) -> Table:
    return CsvPlaces(folder) if (folder / "places.csv").is_file() else SqlitePlaces(folder)


def _lacks(place: Place) -> bool:
    """Whether another table might say what this row does not."""
    is_wide = place.kind in EXTENDED and place.radius_km == 0
    return place.lat is None or is_wide or place.admin1 is None or place.population == 0


def _filled(place: Place, below: Place) -> Place:
    """`place`, with what only the row that it replaces says."""
    if not _lacks(place):
        return place
    point = (below.lat, below.lon) if place.lat is None else (place.lat, place.lon)
    is_wide = place.kind in EXTENDED and below.kind is place.kind
    return replace(
        place,
        lat=point[0],
        lon=point[1],
        admin1=place.admin1 or below.admin1,
        population=place.population or below.population,
        radius_km=place.radius_km or (below.radius_km if is_wide else 0.0),
    )


def _is_same(a: Place, b: Place) -> bool:
    """Whether two rows that a name finds are one place under two ids."""
    if a.country != b.country or not (a.kind is b.kind or {a.kind, b.kind} <= TOWNS):
        return False
    if a.kind is PlaceKind.COUNTRY:
        return True
    apart = distance_km(a, b)
    wide = max(a.radius_km, b.radius_km) if a.kind in EXTENDED else 0.0
    return apart is not None and apart <= max(SAME_KM, wide)


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
