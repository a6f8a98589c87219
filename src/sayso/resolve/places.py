"""Place phrases to areas: which place a name means in this report, and what the phrase makes of it.

A wrong point is worse than none: a name that several places have is answered only if the
report or their size decides, and a phrase such as "south of X" is an area beside X.
"""

import math
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sayso.model.events import Location, PlacePrecision
from sayso.model.mentions import PlaceMention
from sayso.model.places import Place, PlaceKind, PlaceTable
from sayso.model.spans import Span

EARTH_KM = 6371.0088
AZIMUTH = {
    wind: 45.0 * i
    for i, wind in enumerate(
        ("north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west")
    )
}
# Weights of the ranking, in powers of ten of population, and the lead that an answer needs. Tuned by hand on
# TUD-Loc2013 and GeoVirus; run `sayso evaluate places` on both when the gazetteer changes.
CONTEXT_WEIGHT = 3.0
AREA_WEIGHT = 1.0
COUNTRY_WEIGHT = 2.0
NAME_WEIGHT = 0.7  # the place's main name, not one of its others
CITY_WEIGHT = 1.7  # a large city is meant before a province far away that shares its name ("Washington")
CITY_POPULATION = 300_000
LEAD = 0.5
# A place of a country that nothing else in the report speaks of must have so many people.
STRANGER_POPULATION = 15_000
SAME_KM = 60.0  # candidates nearer than this to each other are no different answers
SECTOR_KM = 18.0  # how far "south of X" is from X where the text does not say
COUNTRYSIDE_KM = 25.0
NEAR_KM = 25.0
FOCUS_KM = 100.0
# Kinds that each kind of area asks for, where the table has one of them.
ASKED: Mapping[str, frozenset[PlaceKind]] = {
    "province": frozenset({PlaceKind.ADMIN1, PlaceKind.ADMIN2, PlaceKind.REGION}),
    "district": frozenset({PlaceKind.DISTRICT, PlaceKind.ADMIN2}),
    "region": frozenset({PlaceKind.REGION, PlaceKind.ADMIN1, PlaceKind.COUNTRY}),
    "town": frozenset({PlaceKind.SETTLEMENT}),
    "quarter": frozenset({PlaceKind.DISTRICT}),
    "outskirts": frozenset({PlaceKind.SETTLEMENT}),
    "countryside": frozenset({PlaceKind.SETTLEMENT}),
    "site": frozenset({PlaceKind.SITE}),
    "water": frozenset({PlaceKind.REGION, PlaceKind.SITE}),
    "land": frozenset({PlaceKind.REGION, PlaceKind.ADMIN1, PlaceKind.ADMIN2, PlaceKind.DISTRICT}),
}
AREAS = frozenset({PlaceKind.ADMIN1, PlaceKind.ADMIN2, PlaceKind.REGION, PlaceKind.DISTRICT})
LARGE = frozenset({PlaceKind.ADMIN1, PlaceKind.REGION, PlaceKind.COUNTRY})
PRECISION = {
    PlaceKind.DISTRICT: PlacePrecision.DISTRICT,
    PlaceKind.SITE: PlacePrecision.SETTLEMENT,
    PlaceKind.ADMIN2: PlacePrecision.DISTRICT,
    PlaceKind.ADMIN1: PlacePrecision.ADMIN1,
    PlaceKind.REGION: PlacePrecision.APPROXIMATE,
    PlaceKind.COUNTRY: PlacePrecision.COUNTRY,
}
RADIUS_KM = {PlaceKind.DISTRICT: 3.0, PlaceKind.SITE: 3.0, PlaceKind.ADMIN2: 30.0}
RADIUS_KM |= {PlaceKind.ADMIN1: 100.0, PlaceKind.REGION: 150.0, PlaceKind.COUNTRY: 400.0}


@dataclass(frozen=True, slots=True)
class PlaceContext:
    """What a whole report says of where it is.

    `votes` holds, for each name in lower case, the share of each country in what it may
    mean; the home countries of parties vote under "". `areas` are names of provinces
    that stand in the report. `only` is the country that all names lie in, None where
    there are several or none. `focus` is the place that most of the smaller ones lie
    around, None where they are scattered.
    """

    votes: Mapping[str, Mapping[str, float]]
    areas: frozenset[str] = frozenset()
    only: str | None = None
    focus: Place | None = None

    def share(self, country: str | None, name: str) -> float:
        """How much of the report, less the name itself, speaks of `country`: 0 to 1."""
        others = [shares for other, shares in self.votes.items() if other != name]
        total = sum(sum(shares.values()) for shares in others)
        return sum(shares.get(country or "", 0.0) for shares in others) / total if total else 0.0


def context(
    mentions: Iterable[PlaceMention], text: str, table: PlaceTable, home_countries: Collection[str] = ()
) -> PlaceContext:
    """The countries and the focus of a report.

    Args:
        mentions: All its place phrases.
        text: The report's text.
        table: Where names are looked up.
        home_countries: ISO 3166 alpha-3 codes of its parties and of the outlet or dateline.
    """
    mentions = tuple(mentions)
    spans = [span for mention in mentions for span in (mention.name, mention.within) if span is not None]
    found = {span.of(text).lower(): table.named(span.of(text)) for span in spans}
    votes = {name: _shares(places) for name, places in found.items() if places}
    if home_countries:
        votes[""] = dict.fromkeys(sorted(set(home_countries)), 0.5)
    areas = frozenset(n for n, places in found.items() if any(p.kind is PlaceKind.ADMIN1 for p in places))
    rough = PlaceContext(votes, areas)
    chosen = {name: _best(places, name, rough) for name, places in found.items()}
    countries = {place.country for place in chosen.values() if place is not None} - {None}
    # Only what a preposition attaches: a capital that speaks is no place where something happens.
    attached = [m.name.of(text).lower() for m in mentions if m.name is not None and m.preposition is not None]
    focus = _focus([place for name in attached if (place := chosen[name]) is not None])
    return replace(rough, only=countries.pop() if len(countries) == 1 else None, focus=focus)


def locate(mention: PlaceMention, text: str, table: PlaceTable, report: PlaceContext) -> Location | None:
    """The area that `mention` means.

    Without coordinates where no place, or more than one, fits; `candidates` then names
    them. None where the phrase has no name and the report no single country. What the
    phrase alone does not say is told by `rule_of`.
    """
    if mention.name is None:
        return Location(mention.span.of(text), country=report.only) if report.only is not None else None
    if mention.relation == "border":
        return _border(mention, mention.name, text, table)
    name = mention.name.of(text)
    found = _candidates(mention, name, text, table)
    best = _best(found, name.lower(), report, is_within=mention.within is not None)
    if best is not None:
        shaped = _shaped(best, mention)
        name = mention.span.of(text) if shaped.lat != best.lat or shaped.lon != best.lon else shaped.name
        return replace(shaped, name=name, candidates=_twins(best, found, mention))
    if found:
        return _undecided(name, found)
    return _unknown(mention, name, text, table, report)


def rule_of(mention: PlaceMention, place: Location) -> str | None:
    """The rule that inferred a part of `place`, None where the phrase and the gazetteer say it all.

    "country-of-report": the name is in no table, but all others of the report lie in that
    country. "focus-of-report": an unknown quarter or district, put where most of the
    report's places lie.
    """
    if place.gazetteer is not None or place.candidates or mention.within is not None:
        return None
    if place.lat is not None:
        return "focus-of-report"
    return "country-of-report" if place.country is not None else None


# Which place a name means.


def _shares(places: Sequence[Place]) -> dict[str, float]:
    """What part of a name belongs to each country, by the size of its largest place there."""
    sizes: dict[str, float] = {}
    for place in places:
        if place.country is not None:
            size = math.sqrt(place.population + 1) * (10 if place.kind is PlaceKind.COUNTRY else 1)
            sizes[place.country] = max(size, sizes.get(place.country, 0.0))
    total = sum(sizes.values())
    return {country: size / total for country, size in sizes.items()}


def _candidates(mention: PlaceMention, name: str, text: str, table: PlaceTable) -> tuple[Place, ...]:
    """Places of that name which the rest of the phrase allows."""
    found = table.named(name)
    if mention.within is not None and mention.relation != "direction":
        larger = table.named(mention.within.of(text))
        inside = tuple(place for place in found if any(_is_in(place, area) for area in larger))
        countries = {area.country for area in larger}
        found = inside or tuple(place for place in found if place.country in countries)
    kinds = ASKED.get(mention.area or "", frozenset())
    asked = tuple(place for place in found if place.kind in kinds)
    if mention.area in {"water", "land"}:
        return asked
    return asked or found


def _is_in(place: Place, area: Place) -> bool:
    if place.country != area.country or place.id == area.id:
        return False
    if area.kind is PlaceKind.COUNTRY:
        return True
    areas = {area.name.lower(), (area.admin1 or "-").lower()}
    return area.kind in AREAS and (place.admin1 or "").lower() in areas


def _score(place: Place, name: str, report: PlaceContext) -> float:
    score = math.log10(place.population + 10) + CONTEXT_WEIGHT * report.share(place.country, name)
    if place.kind is PlaceKind.COUNTRY:
        score += COUNTRY_WEIGHT
    if _is_called(place, name):
        is_city = place.kind is PlaceKind.SETTLEMENT and place.population >= CITY_POPULATION
        score += NAME_WEIGHT + (CITY_WEIGHT if is_city else 0.0)
    if (place.admin1 or "").lower() in report.areas - {name}:
        score += AREA_WEIGHT
    return score


def _best(
    found: Sequence[Place], name: str, report: PlaceContext, *, is_within: bool = False
) -> Place | None:
    """The place that is clearly meant, None where none is."""
    ranked = sorted(_without_twins(found), key=lambda place: -_score(place, name, report))
    if not ranked or ranked[0].lat is None:
        return None
    best = ranked[0]
    others = [place for place in ranked[1:] if _km(best, place) > SAME_KM]
    if others and _score(best, name, report) - _score(others[0], name, report) < LEAD:
        return None
    floor = STRANGER_POPULATION * (1 if _is_called(best, name) else 10)
    is_known = is_within or best.kind in LARGE | {PlaceKind.SITE} or best.population >= floor
    return best if is_known or report.share(best.country, name) > 0 else None


def _is_called(place: Place, name: str) -> bool:
    """Whether `name` is the place's main name, whatever its article and accents."""
    plain = unicodedata.normalize("NFKD", place.name).encode("ascii", "ignore").decode().lower()
    return name in {plain, plain.removeprefix("the "), plain[3:] if plain[2:3] in {" ", "-"} else plain}


def _without_twins(found: Sequence[Place]) -> list[Place]:
    """`found` without areas that come after a town of their country: the table puts the likelier first."""
    towns: set[str | None] = set()
    kept = []
    for place in found:
        if place.kind in {PlaceKind.ADMIN1, PlaceKind.ADMIN2} and place.country in towns:
            continue
        if place.kind is PlaceKind.SETTLEMENT:
            towns.add(place.country)
        kept.append(place)
    return kept


def _twins(best: Place, found: Sequence[Place], mention: PlaceMention) -> tuple[str, ...]:
    """The town and the province of one name, where the text does not say which."""
    if mention.area is not None or mention.direction is not None:
        return ()
    twins = [p for p in found if p.country == best.country and p.kind is not best.kind and p.kind in AREAS]
    return tuple(_label(place) for place in (best, *twins)) if twins else ()


def _label(place: Place) -> str:
    parts = (place.name, place.admin1 if place.admin1 != place.name else None, place.country)
    return f"{', '.join(part for part in parts if part)} ({place.kind})"


def _undecided(name: str, found: Sequence[Place]) -> Location:
    countries = {place.country for place in found}
    country = next(iter(countries)) if len(countries) == 1 else None
    return Location(name, country=country, candidates=tuple(_label(place) for place in found[:5]))


def _focus(chosen: Sequence[Place]) -> Place | None:
    """The place named most often, if most of the smaller places lie around it."""
    small = [place for place in chosen if place.kind not in LARGE and place.lat is not None]
    if not small:
        return None
    middle = max(small, key=small.count)
    around = [place for place in small if _km(middle, place) <= FOCUS_KM]
    return middle if len(around) * 3 >= len(small) * 2 else None


# What a phrase makes of a place.


def _shaped(place: Place, mention: PlaceMention) -> Location:
    """The area of `place` that the phrase means."""
    whole = _whole(place)
    if mention.relation == "direction" and mention.within is None and mention.direction is not None:
        said = mention.distance_km
        radius = 10.0 if said is not None else SECTOR_KM
        return _moved(whole, mention.direction, _half(place) + SECTOR_KM if said is None else said, radius)
    if mention.relation == "near" and place.kind is not PlaceKind.COUNTRY:
        radius = max(NEAR_KM, mention.distance_km or 0.0, whole.radius_km or 0.0)
        return replace(whole, radius_km=radius, precision=PlacePrecision.APPROXIMATE)
    return _part(whole, place, mention)


def _part(whole: Location, place: Place, mention: PlaceMention) -> Location:
    """The part of an area: its south, its countryside, its outskirts, its airport."""
    wind = mention.direction if mention.relation != "direction" else None
    if mention.area == "countryside":
        moved = _moved(whole, wind, COUNTRYSIDE_KM, 30.0) if wind else replace(whole, radius_km=40.0)
        precision = PlacePrecision.DISTRICT if wind else PlacePrecision.APPROXIMATE
        return replace(moved, precision=precision)
    if mention.area in {"outskirts", "site"} and place.kind is PlaceKind.SETTLEMENT:
        moved = _moved(whole, wind, 5.0, 15.0) if wind else whole
        return replace(moved, radius_km=15.0, precision=PlacePrecision.APPROXIMATE)
    if wind is None:
        return whole
    if place.kind in {PlaceKind.SETTLEMENT, PlaceKind.DISTRICT, PlaceKind.SITE}:
        return replace(_moved(whole, wind, 2.0, whole.radius_km or 3.0), precision=whole.precision)
    return _moved(whole, wind, _half(place), _half(place))


def _whole(place: Place) -> Location:
    is_town = place.kind is PlaceKind.SETTLEMENT
    is_city = is_town and place.population >= 100_000
    town_radius = 3.0 if not is_city else 5.0 if place.population < 1_000_000 else 10.0
    town = PlacePrecision.CITY if is_city else PlacePrecision.SETTLEMENT
    return Location(
        name=place.name,
        precision=town if is_town else PRECISION[place.kind],
        country=place.country,
        lat=place.lat,
        lon=place.lon,
        radius_km=place.radius_km or (town_radius if is_town else RADIUS_KM[place.kind]),
        gazetteer=place.id,
    )


def _half(place: Place) -> float:
    """Half the half-width: where the middle of a half of the area lies; 0 for a town."""
    return (place.radius_km or RADIUS_KM.get(place.kind, 0.0)) / 2


def _moved(whole: Location, wind: str, km: float, radius_km: float) -> Location:
    """An area beside `whole` or in a part of it; the gazetteer's row stays as what it is measured from."""
    assert whole.lat is not None
    assert whole.lon is not None
    lat, lon = _displaced((whole.lat, whole.lon), AZIMUTH[wind], km)
    return replace(whole, lat=lat, lon=lon, radius_km=radius_km, precision=PlacePrecision.APPROXIMATE)


# Phrases whose name is in no table.


def _border(mention: PlaceMention, name: Span, text: str, table: PlaceTable) -> Location:
    """A border is a line: without its course there is no point to give, only whose it is."""
    names = [span.of(text) for span in (name, mention.within) if span is not None]
    sides = [p for side in names for p in table.named(side) if p.kind is PlaceKind.COUNTRY]
    return Location(mention.span.of(text), candidates=tuple(_label(place) for place in sides))


def _unknown(
    mention: PlaceMention, name: str, text: str, table: PlaceTable, report: PlaceContext
) -> Location:
    """The parent's area under the place's own name, or the name alone."""
    parent = None if mention.within is None else _parent(mention, mention.within.of(text), table, report)
    if parent is not None:
        return replace(parent, name=name, gazetteer=None)
    if mention.area in {"quarter", "district"} and report.focus is not None and mention.within is None:
        focus = replace(_whole(report.focus), name=name, gazetteer=None)
        return replace(focus, precision=PlacePrecision.APPROXIMATE, radius_km=NEAR_KM)
    return Location(name, country=report.only)


def _parent(mention: PlaceMention, within: str, table: PlaceTable, report: PlaceContext) -> Location | None:
    """The area that the phrase puts an unknown place in or beside."""
    anchor = _best(table.named(within), within.lower(), report)
    if anchor is None:
        return None
    area = _whole(anchor)
    if mention.relation == "direction" and mention.direction is not None:
        return _moved(area, mention.direction, _half(anchor) + SECTOR_KM, SECTOR_KM)
    if anchor.kind is PlaceKind.COUNTRY:
        return replace(area, lat=None, lon=None, radius_km=None)
    return replace(area, precision=PlacePrecision.APPROXIMATE, radius_km=max(area.radius_km or 0.0, 15.0))


# On the sphere.


def _km(a: Place, b: Place) -> float:
    """Great-circle distance; 0 where a point is missing."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return 0.0
    south, north = math.radians(a.lat), math.radians(b.lat)
    across = math.sin(math.radians(b.lon - a.lon) / 2) ** 2 * math.cos(south) * math.cos(north)
    return 2 * EARTH_KM * math.asin(math.sqrt(min(1.0, math.sin((north - south) / 2) ** 2 + across)))


def _displaced(point: tuple[float, float], azimuth: float, km: float) -> tuple[float, float]:
    """The point `km` away, in degrees with four decimals; azimuth clockwise from north."""
    lat, lon, angle, arc = *map(math.radians, (*point, azimuth)), km / EARTH_KM
    north = math.asin(math.sin(lat) * math.cos(arc) + math.cos(lat) * math.sin(arc) * math.cos(angle))
    east = math.sin(angle) * math.sin(arc) * math.cos(lat)
    turned = lon + math.atan2(east, math.cos(arc) - math.sin(lat) * math.sin(north))
    return round(math.degrees(north), 4), round((math.degrees(turned) + 540) % 360 - 180, 4)
