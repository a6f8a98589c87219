"""Whether what two tellings say of where allows one place."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from sayso.merge.compatibility import place_agreement
from sayso.model.events import Location, PlacePrecision
from sayso.model.spans import Fact
from sayso.model.sphere import great_circle_km

# Half-widths (km) up to which a place is a town or village, of which two are never one.
_SMALL = 15.0
# Words of names of what is wider than a town.
_WIDE = frozenset(
    {"sea", "ocean", "gulf", "bay", "strait", "border", "frontier", "line", "valley", "mountain", "mountains"}
    | {
        "river",
        "road",
        "highway",
        "province",
        "region",
        "governorate",
        "district",
        "area",
        "coast",
        "peninsula",
    }
    | {"county", "state", "territory", "zone", "desert", "island", "islands", "sector", "front", "forest"}
)


@dataclass(frozen=True, slots=True)
class Where:
    """The places that an event is said to be at, and the names (lower case) that stand around it."""

    places: tuple[Location, ...] = ()
    around: frozenset[str] = frozenset()


def stand(a: Where, b: Where) -> float:
    """1 for one place, 0.5 where one may hold the other, 0 where nothing is known, -1 for two."""
    if not a.places or not b.places:
        return 0.0
    names_a, names_b = {folded(p.name) for p in a.places}, {folded(p.name) for p in b.places}
    if names_a & names_b:
        return 1.0
    if any(_is_around(x, b) for x in names_a) or any(_is_around(y, a) for y in names_b):
        return 0.5
    return max(_pair(x, y) for x in a.places for y in b.places)


def _is_around(name: str, where: Where) -> bool:
    words = name.split()
    return any(_contains(folded(other).split(), words) for other in where.around)


def _contains(words: Sequence[str], part: Sequence[str]) -> bool:
    return any(list(words[n : n + len(part)]) == list(part) for n in range(len(words) - len(part) + 1))


def _pair(x: Location, y: Location) -> float:
    if x.gazetteer is not None and x.gazetteer == y.gazetteer:
        return 1.0
    if x.lat is None or y.lat is None:
        return 0.0
    if is_small(x) and is_small(y):
        return -1.0
    found = place_agreement(Fact(x, (), "place"), Fact(y, (), "place"))
    return 0.5 if found > 0 else found


def apart_km(a: Where, b: Where) -> float | None:
    """How far the nearest two of their places are from each other; None where none is known."""
    found = [
        great_circle_km((x.lat, x.lon), (y.lat, y.lon))
        for x in a.places
        for y in b.places
        if x.lat is not None and x.lon is not None and y.lat is not None and y.lon is not None
    ]
    return min(found, default=None)


def is_small(place: Location) -> bool:
    """Whether a place is a town, a village or less."""
    if set(folded(place.name).split()) & _WIDE:
        return False
    small = place.precision in (PlacePrecision.SETTLEMENT, PlacePrecision.CITY, None)
    return small and (place.radius_km or 0.0) <= _SMALL


@lru_cache(maxsize=4096)
def folded(name: str) -> str:
    """A name without accents, apostrophes and capitals, words parted by one blank."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    kept = "".join(
        c if c.isalnum() else " " if c in " -/,." else "" for c in plain if not unicodedata.combining(c)
    )
    return " ".join(kept.split())
