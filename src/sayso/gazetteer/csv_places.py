"""A small table of places as a CSV file, held in memory."""

from collections.abc import Collection, Sequence
from pathlib import Path

from sayso.errors import ResourceError
from sayso.gazetteer.names import is_capitals, place_keys, skeleton
from sayso.gazetteer.place_rows import ARTICLE, CAPITALS, EXACT, MOST_ALIKE, Alike, Found, is_names_only
from sayso.gazetteer.spellings import SHORTEST
from sayso.gazetteer.tables import CsvRow, read_about, read_rows, short_sha256
from sayso.model.places import Box, Place, PlaceKind

KINDS_BY_NAME = {kind.value: kind for kind in PlaceKind}
CSV_COLUMNS = ("id", "name", "kind", "country", "lat", "lon", "admin1", "radius_km", "aliases", "source")


class CsvPlaces:
    """A table in a CSV file, held in memory.

    A row with the id of another table's place and no point only adds names to that place.
    """

    is_curated = True

    def __init__(self, folder: Path, word: str | None = None) -> None:
        """The table of `folder`; if all its names and ids hold `word`, it is read when one is asked for."""
        path = folder / "places.csv"
        self.about = read_about(folder)
        self._path, self._word, self._is_read = path, word, False
        self._by_id: dict[str, Place] = {}
        self._by_key: dict[str, list[Found]] = {}
        self._by_skeleton: dict[str, dict[str, list[tuple[str, Place]]]] = {}
        if word is None:
            self._read()
        self._sha256 = short_sha256(path)

    @property
    def version(self) -> str:
        """Name, date and short hash."""
        return f"{self.about.name} {self.about.date} {self._sha256}"

    @property
    def places(self) -> tuple[Place, ...]:
        """All rows, in the file's order."""
        self._read()
        return tuple(self._by_id.values())

    def count(self) -> int:
        """How many places it holds."""
        self._read()
        return len(self._by_id)

    def find(self, key: str) -> list[Found]:
        """Places with that key, each with the flag of the key."""
        if not self._is_asked(key):
            return []
        return self._by_key.get(key, [])

    def alike(self, skeletons: Sequence[str], countries: Collection[str]) -> list[Alike]:
        """Names of places in `countries` with one of the skeletons; none where there are too many."""
        found: list[Alike] = []
        for country in sorted(countries):
            known = self._skeletons(country)
            rows = [(bones, name, place) for bones in skeletons for name, place in known.get(bones, ())]
            found += rows if len(rows) <= MOST_ALIKE else []
        return found

    def get(self, place_id: str) -> Place | None:
        """The place of that id."""
        if not self._is_asked(place_id):
            return None
        place = self._by_id.get(place_id)
        return None if place is None or is_names_only(place) else place

    def box(self, place_id: str) -> Box | None:
        """The form has no edges."""
        return None

    def parents(self, place_id: str) -> list[str]:
        """The form has no links."""
        return []

    def country_id(self, country: str) -> str | None:
        """The id of a country among the rows."""
        of_country = (p for p in self._by_id.values() if p.kind is PlaceKind.COUNTRY and p.country == country)
        return next((place.id for place in of_country), None)

    def _is_asked(self, text: str) -> bool:
        """Whether the table may hold that key or id; it is read by then."""
        if self._word is not None and self._word not in text:
            return False
        self._read()
        return True

    def _read(self) -> None:
        if not self._is_read:
            self._is_read = True
            for row in read_rows(self._path, CSV_COLUMNS):
                self._add(row)

    def _add(self, row: CsvRow) -> None:
        place = _from_csv(row)
        if place.id in self._by_id:
            raise ResourceError(f"{row.where}: id {place.id!r} stands twice")
        self._by_id[place.id] = place
        flags: dict[str, int] = {}
        for name in (place.name, *row.several("aliases")):
            plain = CAPITALS if is_capitals(name) else EXACT
            for key in place_keys(name, asked=False):
                flag = ARTICLE if key.article and plain == EXACT else plain
                flags[key.text] = min(flag, flags.get(key.text, flag))
        for text, flag in flags.items():
            self._by_key.setdefault(text, []).append((flag, place))

    def _skeletons(self, country: str) -> dict[str, list[tuple[str, Place]]]:
        """Names and places of a country by skeleton, made when first asked for: most runs never are."""
        found = self._by_skeleton.get(country)
        if found is None:
            found = {}
            for name, rows in self._by_key.items():
                for flag, place in rows:
                    if (
                        place.country == country
                        and flag == EXACT
                        and len(bones := skeleton(name)) >= SHORTEST
                    ):
                        found.setdefault(bones, []).append((name, place))
            self._by_skeleton[country] = found
        return found


def _from_csv(row: CsvRow) -> Place:
    kind = KINDS_BY_NAME.get(row.required("kind"))
    if kind is None:
        named = row.required("kind")
        raise ResourceError(f"{row.where}: unknown kind {named!r}; known: {', '.join(PlaceKind)}")
    return Place(
        id=row.required("id"),
        name=row.required("name"),
        kind=kind,
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
