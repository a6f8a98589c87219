"""What every table of places has in common: flags of names, the protocol, distances."""

from collections.abc import Collection, Sequence
from typing import Protocol

from sayso.gazetteer.tables import About
from sayso.model.places import Box, Place, PlaceKind
from sayso.model.sphere import great_circle_km

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
# Flags of a key: the name itself; less its article; an abbreviation that must be in capitals; a name
# that was. The second and the last answer only where no other name does.
EXACT, ARTICLE, CAPITALS, HISTORIC = range(4)
PREFIX = "geonames:"
# A skeleton that more places share says nothing of any of them.
MOST_ALIKE = 50
Found = tuple[int, Place]
# A skeleton, the name that has it, and the place of that name.
Alike = tuple[str, str, Place]


class Table(Protocol):
    """One table of places, to be merged with others."""

    about: About

    @property
    def version(self) -> str:
        """Name, date and short hash."""

    @property
    def is_curated(self) -> bool:
        """Whether a row was chosen for its name: it then comes before larger places of other tables."""

    def count(self) -> int:
        """How many places it holds."""

    def find(self, key: str) -> list[Found]:
        """Places with that key, each with the flag of the key."""

    def alike(self, skeletons: Sequence[str], countries: Collection[str]) -> list[Alike]:
        """Names of places in `countries` with one of the skeletons; none where there are too many."""

    def get(self, place_id: str) -> Place | None:
        """The place of that id."""

    def box(self, place_id: str) -> Box | None:
        """The edges of the area of that id."""

    def parents(self, place_id: str) -> list[str]:
        """Ids of the areas that it lies in, the smallest first, as far as this table knows."""

    def country_id(self, country: str) -> str | None:
        """The id of the country of that ISO 3166 alpha-3 code."""


def is_names_only(place: Place) -> bool:
    """Whether the row only adds names to another table's place."""
    return place.lat is None and place.id.startswith(PREFIX)


def distance_km(a: Place, b: Place) -> float | None:
    """Great-circle distance, None where a point is missing."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    return great_circle_km((a.lat, a.lon), (b.lat, b.lon))
