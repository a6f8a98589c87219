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


# Larger than a district: a name of theirs needs no word that says it is a place.
LARGE = frozenset({PlaceKind.ADMIN1, PlaceKind.REGION, PlaceKind.COUNTRY})


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


class Likeness(StrEnum):
    """How a name that no table holds is like one that a table holds."""

    SKELETON = "skeleton"  # the same consonants: another transliteration
    FUZZY = "fuzzy"  # one letter is another, too many or missing: a misprint


@dataclass(frozen=True, slots=True)
class Match:
    """A place that a name may mean although no table has that name; a proposal, never a decision.

    `score` is how similar the letters and the sounds of the two names are, 0 to 1.
    """

    place: Place
    how: Likeness
    score: float


@dataclass(frozen=True, slots=True)
class Box:
    """The edges of an area in degrees (WGS 84); `west` > `east` across the 180th meridian."""

    south: float
    west: float
    north: float
    east: float


class PlaceTable(Protocol):
    """Where `find` and `resolve` look names of places up."""

    def named(self, text: str, countries: Collection[str] = ()) -> tuple[Place, ...]:
        """Places with this name, most populous first; only in `countries` where given.

        Case, accents, apostrophes and a leading article do not count. Nothing fuzzy:
        no result is an empty tuple.
        """

    def like(self, text: str, countries: Collection[str]) -> tuple[Match, ...]:
        """Places of `countries` that are spelt almost so, the most alike first; for names without a place.

        Those of the same consonants, all of them; else those that differ by one inner
        letter. No countries, no result: likeness across the world finds strangers.
        """

    def get(self, place_id: str) -> Place | None:
        """The place of that id."""

    def box(self, place_id: str) -> Box | None:
        """The edges of an area, None where no table has them."""

    def parents(self, place: Place) -> tuple[Place, ...]:
        """The areas that the place is known to lie in, the smallest first, its country last."""
