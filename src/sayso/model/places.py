"""Places as the gazetteers know them."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class PlaceKind(StrEnum):
    """How large a named place is."""

    SETTLEMENT = "settlement"
    DISTRICT = "district"
    SITE = "site"  # a base, a crossing, a dam, a camp
    ADMIN2 = "admin2"
    ADMIN1 = "admin1"
    REGION = "region"  # "Donbas", "the Sahel", a sea: larger than admin1, or of no rank
    COUNTRY = "country"


@dataclass(frozen=True, slots=True)
class Place:
    """One row of a gazetteer.

    `lat`, `lon` in degrees (WGS 84), None where no source gives them. `radius_km` is
    about the half-width of the area, 0 for a settlement. `country` is ISO 3166
    alpha-3, `admin1` the name of the first-order area it lies in.
    """

    id: str
    name: str
    kind: PlaceKind
    country: str | None
    lat: float | None
    lon: float | None
    admin1: str | None = None
    population: int = 0
    radius_km: float = 0.0


class PlaceTable(Protocol):
    """Where `find` and `resolve` look names of places up."""

    def named(self, text: str, countries: Collection[str] = ()) -> tuple[Place, ...]:
        """Places with this name, most populous first; only in `countries` where given.

        Case, accents, apostrophes and a leading article do not count. Nothing fuzzy:
        no result is an empty tuple.
        """
