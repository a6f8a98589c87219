"""What a phrase makes of a place: the place itself, a part of it, or an area beside it."""

from collections.abc import Mapping
from dataclasses import replace

from sayso.model.events import Geometry, Location, PlacePrecision, Spatial
from sayso.model.mentions import PlaceMention
from sayso.model.places import Box, Place, PlaceKind
from sayso.resolve.sphere import AZIMUTH, displaced, half_of, km_between, middle

SECTOR_KM = 18.0  # how far "south of X" is from X where the text does not say
COUNTRYSIDE_KM = 25.0
NEAR_KM = 25.0
TOWNS = frozenset({PlaceKind.SETTLEMENT, PlaceKind.DISTRICT, PlaceKind.SITE})
PRECISION: Mapping[PlaceKind, PlacePrecision] = {
    PlaceKind.DISTRICT: PlacePrecision.DISTRICT,
    PlaceKind.SITE: PlacePrecision.SETTLEMENT,
    PlaceKind.ADMIN2: PlacePrecision.DISTRICT,
    PlaceKind.ADMIN1: PlacePrecision.ADMIN1,
    PlaceKind.REGION: PlacePrecision.APPROXIMATE,
    PlaceKind.COUNTRY: PlacePrecision.COUNTRY,
}
RADIUS_KM: Mapping[PlaceKind, float] = {
    PlaceKind.DISTRICT: 3.0,
    PlaceKind.SITE: 3.0,
    PlaceKind.ADMIN2: 30.0,
    PlaceKind.ADMIN1: 100.0,
    PlaceKind.REGION: 150.0,
    PlaceKind.COUNTRY: 400.0,
}
# UCDP GED `where_prec` and ACLED `geo_precision` of a whole place of each kind, as their codebooks have
# them: 1 exact, 2 near, 3 second-order area, 4 first-order area, 5 fuzzy or larger, 6 country; ACLED has
# 1 town, 2 part of a region, 3 region, and no code for a country.
CODES: Mapping[PlaceKind, tuple[int, int | None]] = {
    PlaceKind.SETTLEMENT: (1, 1),
    PlaceKind.DISTRICT: (1, 1),
    PlaceKind.SITE: (1, 1),
    PlaceKind.ADMIN2: (3, 2),
    PlaceKind.ADMIN1: (4, 3),
    PlaceKind.REGION: (5, 3),
    PlaceKind.COUNTRY: (6, None),
}
AROUND = (2, 2)  # near a town, or a limited area round it
FUZZY = (5, 3)  # parts of provinces and regions, corridors


def shaped(place: Place, mention: PlaceMention, box: Box | None = None) -> Location:
    """The area of `place` that the phrase means; `box` are the edges of the place where they are known."""
    area = whole(place)
    if mention.beside:
        said = mention.distance_km
        away = said if said is not None else half(place) + SECTOR_KM
        return beside(area, place, mention, (away, 10.0 if said is not None else SECTOR_KM))
    if mention.relation in {"near", "between"} and place.kind is not PlaceKind.COUNTRY:
        radius = max(NEAR_KM, mention.distance_km or 0.0, area.radius_km or 0.0)
        return _loose(replace(area, radius_km=radius, spatial=spatial(place, mention)), place)
    return _part(area, place, mention, box)


def _part(area: Location, place: Place, mention: PlaceMention, box: Box | None) -> Location:
    """The part of an area: its south, its countryside, its outskirts, its airport."""
    wind = mention.direction if mention.relation != "direction" else None
    said = spatial(place, mention) if wind or mention.area in {"countryside", "outskirts"} else None
    if mention.area == "countryside":
        part = _moved(area, wind, COUNTRYSIDE_KM, 30.0) if wind else replace(area, radius_km=40.0)
        precision = PlacePrecision.DISTRICT if wind else PlacePrecision.APPROXIMATE
        return replace(_loose(part, place), precision=precision, spatial=said)
    if mention.area in {"outskirts", "site"} and place.kind is PlaceKind.SETTLEMENT:
        part = _moved(area, wind, 5.0, 15.0) if wind else area
        return replace(_loose(part, place), radius_km=15.0, spatial=said)
    if wind is None:
        return area
    if place.kind in TOWNS:
        part = _moved(area, wind, 2.0, area.radius_km or 3.0)
        return replace(part, spatial=said, geometry=Geometry.AREA)
    if box is None:
        return replace(_loose(_moved(area, wind, half(place), half(place)), place), spatial=said)
    lat, lon, radius = half_of(box, wind)
    return replace(_loose(area, place), lat=lat, lon=lon, radius_km=radius, spatial=said)


def whole(place: Place) -> Location:
    """The place as the gazetteer has it: a town as a point with a radius, all else as an area."""
    is_town = place.kind is PlaceKind.SETTLEMENT
    is_city = is_town and place.population >= 100_000
    town_radius = 3.0 if not is_city else 5.0 if place.population < 1_000_000 else 10.0
    town = PlacePrecision.CITY if is_city else PlacePrecision.SETTLEMENT
    where, geo = CODES[place.kind]
    return Location(
        name=place.name,
        precision=town if is_town else PRECISION[place.kind],
        country=place.country,
        lat=place.lat,
        lon=place.lon,
        radius_km=place.radius_km or (town_radius if is_town else RADIUS_KM[place.kind]),
        gazetteer=place.id,
        geometry=Geometry.POINT if place.kind in TOWNS else Geometry.AREA,
        where_prec=where,
        geo_precision=geo,
    )


def beside(area: Location, place: Place, mention: PlaceMention, kms: tuple[float, float]) -> Location:
    """The sector on one side of a place: `kms` are how far its middle is, and its radius."""
    assert mention.direction is not None
    sector = _loose(_moved(area, mention.direction, *kms), place)
    return replace(sector, spatial=spatial(place, mention), geometry=Geometry.SECTOR)


def between(a: Place, b: Place, mention: PlaceMention, name: str) -> Location | None:
    """The stretch from one place to another; None where a point is missing."""
    centre = middle(a, b)
    if centre is None:
        return None
    country = a.country if a.country == b.country else None
    return Location(
        name=name,
        precision=PlacePrecision.APPROXIMATE,
        country=country,
        lat=centre[0],
        lon=centre[1],
        radius_km=max(round(km_between(a, b) / 2, 1), 5.0),
        geometry=Geometry.LINE,
        spatial=spatial(a, mention),
        where_prec=FUZZY[0],
        geo_precision=FUZZY[1],
    )


def spatial(anchor: Place, mention: PlaceMention) -> Spatial:
    """How the phrase lies to the place that it names."""
    relation = "part" if mention.relation == "in" else mention.relation
    return Spatial(anchor.id, relation, mention.direction, mention.distance_km)


def half(place: Place) -> float:
    """Half the half-width: where the middle of a half of the area lies; 0 for a town."""
    return (place.radius_km or RADIUS_KM.get(place.kind, 0.0)) / 2


def _loose(area: Location, place: Place) -> Location:
    """`area` as one that nobody drew: near a town, or some part of a larger area."""
    where, geo = AROUND if place.kind in TOWNS or place.kind is PlaceKind.ADMIN2 else FUZZY
    return replace(
        area,
        precision=PlacePrecision.APPROXIMATE,
        geometry=Geometry.AREA,
        where_prec=where,
        geo_precision=geo,
    )


def _moved(area: Location, wind: str, km: float, radius_km: float) -> Location:
    """An area beside `area` or in a part of it; the gazetteer's row stays as what it is measured from."""
    assert area.lat is not None
    assert area.lon is not None
    lat, lon = displaced((area.lat, area.lon), AZIMUTH[wind], km)
    return replace(area, lat=lat, lon=lon, radius_km=radius_km)
