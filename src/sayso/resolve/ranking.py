"""Which place a name means in its report: a small calibrated ranker with a no-match class.

The score of a candidate is a weighted sum of what speaks for it; the softmax over all
candidates and "none of them" is its probability. An answer is given above `ANSWER`.
"""

import math
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sayso.model.places import LARGE, Place, PlaceKind
from sayso.model.spans import Span
from sayso.resolve.place_context import PlaceContext
from sayso.resolve.sphere import km_between

# A candidate is answered if it and what lies beside it have so much of the probability.
ANSWER = 0.45
LEAD = 3.0  # and so many times that of the next place
TWIN_LEAD = 3.0  # how much likelier an area must be than the town that it is called after
SAME_KM = 60.0  # candidates nearer than this to each other are no different answers
CITY_POPULATION = 300_000
# Gazetteers give most villages no population.
UNKNOWN_POPULATION = 500
# A place of a country that nothing else in the report speaks of must have so many people.
STRANGER_POPULATION = 15_000
NEAR_KM = 150.0
# What the right country of a name has on average in a report that speaks of countries.
USUAL = 1.6
NOTHING = 0.02  # of what a report says of countries


@dataclass(frozen=True, slots=True)
class Named:
    """A name as it stands: its span, and its text in lower case.

    `is_within`: the phrase names the larger area; `is_certain`: only a place can stand there.
    """

    span: Span
    text: str
    is_within: bool = False
    is_certain: bool = False


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate and the probability that it is meant."""

    place: Place
    probability: float


@dataclass(frozen=True, slots=True)
class Rivals:
    """What all candidates of a name have in common: worked out once for each name.

    `largest` is the most people that one of them has, `spoken` the most that the report
    speaks of the country of one, `towns` the countries in which one is a settlement,
    `alike` those in which a settlement is called so and no other name.
    """

    largest: int
    spoken: float
    towns: frozenset[str | None]
    is_city: bool
    alike: frozenset[str | None] = frozenset()


Signal = Callable[[Place, Named, PlaceContext, Rivals], float]


def rivals(found: Sequence[Place], name: Named, report: PlaceContext) -> Rivals:
    """What the candidates have in common; `found` is not empty."""
    towns = [place for place in found if place.kind is PlaceKind.SETTLEMENT]
    return Rivals(
        largest=max(place.population for place in found),
        spoken=max(report.share(country, name.text) for country in {place.country for place in found}),
        towns=frozenset(place.country for place in towns),
        alike=frozenset(place.country for place in towns if _key(place.name) == _key(name.text)),
        is_city=any(place.population >= CITY_POPULATION for place in towns),
    )


def _population(place: Place, name: Named, report: PlaceContext, others: Rivals) -> float:
    return math.log10((place.population or UNKNOWN_POPULATION) + 10)


def _shared_country(place: Place, name: Named, report: PlaceContext, others: Rivals) -> float:
    """How much the report speaks of the country: 0 for not at all, 2 for nothing but it."""
    if name.is_within:
        return 2.0  # the larger area says which country
    if report.is_silent(name.text) and others.spoken < NOTHING:
        return USUAL
    return math.log10(report.share(place.country, name.text) + 0.01) + 2.0


def _foreign(place: Place, name: Named, report: PlaceContext, others: Rivals) -> float:
    """A country that the report does not speak of, though it speaks of that of another candidate."""
    is_told = report.share(place.country, name.text) >= NOTHING
    return float(not is_told and others.spoken >= NOTHING)


def _country(place: Place, name: Named, report: PlaceContext, others: Rivals) -> float:
    return float(place.kind is PlaceKind.COUNTRY)


def _region(place: Place, name: Named, report: PlaceContext, others: Rivals) -> float:
    return float(place.kind in (PlaceKind.REGION, PlaceKind.SITE))


def _main_name(place: Place, name: Named, report: PlaceContext, others: Rivals) -> float:
    return float(_is_called(place, name.text))


def _city(place: Place, name: Named, report: PlaceContext, others: Rivals) -> float:
    """A large city is meant before a province far away that shares its name ("Washington")."""
    is_city = place.kind is PlaceKind.SETTLEMENT and place.population >= CITY_POPULATION
    return float(is_city and _is_called(place, name.text))


def _largest(place: Place, name: Named, report: PlaceContext, others: Rivals) -> float:
    return float(place.population == others.largest)


def _named_area(place: Place, name: Named, report: PlaceContext, others: Rivals) -> float:
    return float((place.admin1 or "").lower() in report.areas - {name.text})


def _sibling(place: Place, name: Named, report: PlaceContext, others: Rivals) -> float:
    return report.siblings.get(name.span, {}).get((place.country, place.kind), 0.0)


def _outer(place: Place, name: Named, report: PlaceContext, others: Rivals) -> float:
    """A large area that follows a name: "Buffalo, New York"."""
    return float(name.span in report.outer and place.kind in LARGE)


def _holder(place: Place, name: Named, report: PlaceContext, others: Rivals) -> float:
    """An area that holds a place of the name before it: the state in "Macon, Georgia"."""
    return float(place.id in report.outer.get(name.span, ()))


def _near(place: Place, name: Named, report: PlaceContext, others: Rivals) -> float:
    away = report.nearest_km(place, name.text) if place.lat is not None and place.kind not in LARGE else None
    return 0.0 if away is None else math.exp(-away / NEAR_KM)


def _twin(place: Place, name: Named, report: PlaceContext, others: Rivals) -> float:
    """An area that is called as a town of its country: the town is meant where no word says otherwise."""
    is_area = place.kind in (PlaceKind.ADMIN1, PlaceKind.ADMIN2)
    return float(is_area and place.country in others.towns)


def _stranger(place: Place, name: Named, report: PlaceContext, others: Rivals) -> float:
    """A small place of a country that nothing else in the report speaks of."""
    floor = STRANGER_POPULATION * (1 if _is_called(place, name.text) else 10)
    is_known = name.is_within or place.kind in LARGE | {PlaceKind.SITE} or place.population >= floor
    return float(not is_known and report.share(place.country, name.text) == 0)


def _certain(place: Place, name: Named, report: PlaceContext, others: Rivals) -> float:
    return float(name.is_certain)


def _told_as_area(place: Place, name: Named, report: PlaceContext, others: Rivals) -> float:
    """The province that the report has called one ("Sagaing region"), where no large city has the name."""
    is_area = place.kind in (PlaceKind.ADMIN1, PlaceKind.REGION)
    return float(is_area and name.text in report.as_areas and not others.is_city)


def _unlike(place: Place, name: Named, report: PlaceContext, others: Rivals) -> float:
    """Another name of a place, where a place of its country is called so itself."""
    return float(place.country in others.alike and _key(place.name) != _key(name.text))


def _nowhere(place: Place, name: Named, report: PlaceContext, others: Rivals) -> float:
    return float(place.lat is None)


# What speaks for a candidate and how much. Fitted on GeoVirus by `tools/fit_places.py` and checked on
# TUD-Loc2013, which nothing was fitted on (mean log loss 0.38 there). Set by hand, because reports of
# disease say little of them: shared country, foreign, named area, holder, told as area, stranger, unlike,
# nowhere. Run the tool and `sayso evaluate places` when the gazetteer changes.
SIGNALS: Mapping[str, tuple[Signal, float]] = {
    "population": (_population, 0.86),
    "country": (_country, 1.40),
    "region": (_region, 4.09),
    "shared country": (_shared_country, 1.30),
    "foreign": (_foreign, -2.00),
    "main name": (_main_name, 0.60),
    "city": (_city, 1.95),
    "largest": (_largest, 0.80),
    "named area": (_named_area, 2.40),
    "sibling": (_sibling, 1.88),
    "outer": (_outer, 3.30),
    "holder": (_holder, 3.50),
    "near": (_near, 1.50),
    "twin": (_twin, -0.88),
    "told as area": (_told_as_area, 3.0),
    "certain": (_certain, 1.18),
    "stranger": (_stranger, -9.00),
    "unlike": (_unlike, -4.00),
    "nowhere": (_nowhere, -9.00),
}
NO_MATCH = 7.55


def signals(place: Place, name: Named, report: PlaceContext, found: Sequence[Place]) -> dict[str, float]:
    """What speaks for and against one candidate, by name."""
    others = rivals(found, name, report)
    return {key: signal(place, name, report, others) for key, (signal, _) in SIGNALS.items()}


def rank(found: Sequence[Place], name: Named, report: PlaceContext) -> tuple[Ranked, ...]:
    """The candidates of a name with their probabilities, the likeliest first.

    What is missing to 1 is the probability that none of them is meant.
    """
    if not found:
        return ()
    others, weighed = rivals(found, name, report), tuple(SIGNALS.values())
    scores = [
        sum(weight * signal(place, name, report, others) for signal, weight in weighed) for place in found
    ]
    top = max(NO_MATCH, *scores)
    powers = [math.exp(score - top) for score in scores]
    total = sum(powers) + math.exp(NO_MATCH - top)
    ranked = [Ranked(place, power / total) for place, power in zip(found, powers, strict=True)]
    return tuple(sorted(ranked, key=lambda one: (-one.probability, one.place.id)))


def answer(ranked: Sequence[Ranked]) -> Ranked | None:
    """The place that is meant with the probability of all that lie beside it; None where none is likely."""
    if not ranked or ranked[0].place.lat is None:
        return None
    best = _town_before_area(ranked)
    others = [one.probability for one in ranked if not _is_same(best, one.place)]
    beside = sum(one.probability for one in ranked) - sum(others)
    is_clear = beside >= ANSWER and beside >= LEAD * max(others, default=0.0)
    return Ranked(best, round(beside, 2)) if is_clear else None


def _town_before_area(ranked: Sequence[Ranked]) -> Place:
    """The likeliest place; the town of its name where it is an area that is hardly likelier."""
    first = ranked[0]
    if first.place.kind not in (PlaceKind.ADMIN1, PlaceKind.ADMIN2):
        return first.place
    towns = [
        one for one in ranked if one.place.kind is PlaceKind.SETTLEMENT and _is_twin(first.place, one.place)
    ]
    town = next((one for one in towns if one.probability * TWIN_LEAD >= first.probability), first)
    return town.place


def _is_same(best: Place, other: Place) -> bool:
    """Whether it makes no odds which of the two is meant: neighbours, a town and the area around it."""
    return km_between(best, other) <= SAME_KM or _is_twin(best, other)


def _is_twin(a: Place, b: Place) -> bool:
    """Whether one is the province or district that is called as the other, a town of that province."""
    if a.country != b.country or (a.kind is PlaceKind.SETTLEMENT) == (b.kind is PlaceKind.SETTLEMENT):
        return False
    town, area = (a, b) if a.kind is PlaceKind.SETTLEMENT else (b, a)
    within = {area.name, area.admin1 if area.kind is PlaceKind.ADMIN2 else area.name}
    return area.kind in (PlaceKind.ADMIN1, PlaceKind.ADMIN2) and (town.admin1 or "") in within


def _key(name: str) -> str:
    """The consonants of a name without accents and doubles: what spellings of one name have in common."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    letters = [letter for letter in plain if letter.isalnum() and letter not in "aeiouy"]
    return "".join(letter for n, letter in enumerate(letters) if not n or letters[n - 1] != letter)


def _is_called(place: Place, name: str) -> bool:
    """Whether `name` is the place's main name, whatever its article and accents."""
    plain = unicodedata.normalize("NFKD", place.name).encode("ascii", "ignore").decode().lower()
    return name in {plain, plain.removeprefix("the "), plain[3:] if plain[2:3] in {" ", "-"} else plain}
