"""Place phrases to areas: which place a name means in this report, and what the phrase makes of it.

A wrong point is worse than none: a name that several places have is answered only if the
report or their size decides, and a phrase such as "south of X" is an area beside X.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from sayso.model.events import Geometry, Location, PlaceCandidate, PlacePrecision, Spatial
from sayso.model.mentions import PlaceMention
from sayso.model.places import Place, PlaceKind, PlaceTable
from sayso.model.spans import Span
from sayso.resolve import place_context
from sayso.resolve.areas import AROUND, NEAR_KM, SECTOR_KM, beside, between, half, shaped, whole
from sayso.resolve.place_context import AREAS, PlaceContext, is_chained, is_in
from sayso.resolve.ranking import Named, Ranked, answer, rank

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
# How many of the places that a name may mean are told.
MOST_CANDIDATES = 5
# What a match of the consonants, or of all but a letter or two, is worth beside one of the name.
LIKE_PROBABILITY = 0.75
BESIDE_KM = 15.0
BORDER = "ne:border-"  # and the codes of both countries: ids of the table of borders


def context(
    mentions: Iterable[PlaceMention], text: str, table: PlaceTable, home_countries: Collection[str] = ()
) -> PlaceContext:
    """The countries and the focus of a report; see `place_context`."""
    return place_context.context(mentions, text, table, home_countries, _clear)


def named(
    mention: PlaceMention, name: Span, text: str, table: PlaceTable, report: PlaceContext
) -> list[Ranked]:
    """The places that one name of a phrase may mean, the likeliest first.

    Args:
        mention: The phrase.
        name: Its name, or the larger area that it names.
        text: The report's text.
        table: Where names are looked up.
        report: The report's context.
    """
    is_own = name == mention.name
    said = name.of(text)
    found = _candidates(mention, said, text, table, report) if is_own else table.named(said)
    is_within = is_own and is_chained(mention)
    return list(rank(found, Named(name, said.lower(), is_within, is_own and mention.certain), report))


def answered(
    mention: PlaceMention, name: Span, text: str, table: PlaceTable, report: PlaceContext
) -> Ranked | None:
    """The place that one name of a phrase means, with its probability; None where it is left open."""
    ranked = named(mention, name, text, table, report)
    best = answer(ranked)
    if best is not None or ranked or name != mention.name:
        return best
    alike = _alike(mention, name.of(text), text, table, report)
    return None if alike is None else Ranked(alike, LIKE_PROBABILITY)


def locate(mention: PlaceMention, text: str, table: PlaceTable, report: PlaceContext) -> Location | None:
    """The area that `mention` means.

    Without coordinates where no place, or more than one, fits; `candidates` then names
    them. None where the phrase has no name and the report no single country, and for
    what is "between" countries. What the
    phrase alone does not say is told by `rule_of`.
    """
    if mention.name is None:
        return Location(mention.span.of(text), country=report.only) if report.only is not None else None
    if mention.relation == "border":
        return _border(mention, mention.name, text, table, report)
    ranked = named(mention, mention.name, text, table, report)
    best = answer(ranked)
    if best is not None and mention.relation == "between" and best.place.kind is PlaceKind.COUNTRY:
        return None  # what is between two countries is not on the ground: talks, trade, a war
    if best is not None and mention.relation == "between" and mention.within is not None:
        return _between(best.place, mention, text, table, report)
    if best is not None:
        return _area(best, ranked, mention, text, table)
    if ranked:
        return _undecided(mention.name.of(text), ranked)
    return _unknown(mention, mention.name.of(text), text, table, report)


def rule_of(mention: PlaceMention, place: Location) -> str | None:
    """The rule that inferred a part of `place`, None where the phrase and the gazetteer say it all.

    "country-of-report": the name is in no table, but all others of the report lie in that
    country. "focus-of-report": an unknown quarter or district, put where most of the
    report's places lie. "spelling": a place of the report's countries is called almost so.
    """
    if place.spelling is not None:
        return "spelling"
    if place.gazetteer is not None or place.candidates or mention.within is not None:
        return None
    if place.lat is not None:
        return "focus-of-report"
    return "country-of-report" if place.country is not None else None


# Which place a name means.


def _clear(found: Sequence[Place], name: str, report: PlaceContext) -> Place | None:
    """The place that is meant as far as the countries of the report tell; None where none is clear."""
    best = answer(rank(found, Named(Span(0, 1), name, is_certain=True), report))
    return None if best is None else best.place


def _candidates(
    mention: PlaceMention, name: str, text: str, table: PlaceTable, report: PlaceContext
) -> tuple[Place, ...]:
    """Places of that name which the rest of the phrase allows."""
    found = table.named(name)
    if mention.within is not None and is_chained(mention):
        larger = _larger(mention.within, text, table, report)
        inside = tuple(place for place in found if any(is_in(place, area) for area in larger))
        countries = {area.country for area in larger}
        found = inside or tuple(place for place in found if place.country in countries)
    kinds = ASKED.get(mention.area or "", frozenset())
    asked = tuple(place for place in found if place.kind in kinds)
    if mention.area in {"water", "land"}:
        return asked
    return asked or found


def _larger(name: Span, text: str, table: PlaceTable, report: PlaceContext) -> tuple[Place, ...]:
    """What the name of a larger area may mean, in the one that follows it: "Guildford, Surrey, UK"."""
    found = table.named(name.of(text))
    beyond = report.chain.get(name)
    if beyond is None:
        return found
    countries = {area.country for area in table.named(beyond.of(text))}
    return tuple(area for area in found if area.country in countries) or found


def _area(
    best: Ranked, ranked: Sequence[Ranked], mention: PlaceMention, text: str, table: PlaceTable
) -> Location:
    area = shaped(best.place, mention, table.box(best.place.id))
    is_moved = area.lat != best.place.lat or area.lon != best.place.lon
    name = mention.span.of(text) if is_moved else area.name
    twins = () if mention.area is not None or mention.direction is not None else _twins(best.place, ranked)
    return replace(area, name=name, probability=best.probability, candidates=twins)


def _twins(best: Place, ranked: Sequence[Ranked]) -> tuple[PlaceCandidate, ...]:
    """The town and the province of one name, where the text does not say which."""
    of_area = [one for one in ranked if one.place.kind in AREAS and one.place.kind is not best.kind]
    twins = [one for one in of_area if one.place.country == best.country]
    first = [one for one in ranked if one.place == best]
    return tuple(_candidate(one) for one in (*first, *twins)) if twins else ()


def _candidate(one: Ranked) -> PlaceCandidate:
    return PlaceCandidate(one.place.id, _label(one.place), round(one.probability, 2))


def _label(place: Place) -> str:
    parts = (place.name, place.admin1 if place.admin1 != place.name else None, place.country)
    return f"{', '.join(part for part in parts if part)} ({place.kind})"


def _undecided(name: str, ranked: Sequence[Ranked]) -> Location:
    countries = {one.place.country for one in ranked}
    country = next(iter(countries)) if len(countries) == 1 else None
    return Location(name, country=country, candidates=tuple(map(_candidate, ranked[:MOST_CANDIDATES])))


def _between(
    first: Place, mention: PlaceMention, text: str, table: PlaceTable, report: PlaceContext
) -> Location | None:
    """The stretch between two places; where the second is not known, the area around the first."""
    assert mention.within is not None
    second = answer(named(mention, mention.within, text, table, report))
    found = None if second is None else between(first, second.place, mention, mention.span.of(text))
    return found if found is not None else shaped(first, replace(mention, relation="near", within=None))


# Phrases whose name is in no table.


def _border(
    mention: PlaceMention, name: Span, text: str, table: PlaceTable, report: PlaceContext
) -> Location:
    """A border is a line: a point near the middle of the one that two countries share, else whose it is."""
    names = [span.of(text) for span in (name, mention.within) if span is not None]
    sides = [p for side in names for p in table.named(side)[:1] if p.kind is PlaceKind.COUNTRY]
    called = [
        p for p in table.named(mention.span.of(text)) if p.id.startswith(BORDER)
    ]  # "Iraqi-Syrian border"
    known = called[0] if called else _shared_border(sides, names[0].lower(), table, report)
    if known is not None:
        area = replace(whole(known), name=mention.span.of(text), geometry=Geometry.LINE)
        return replace(area, spatial=Spatial(known.id, "border"))
    candidates = tuple(PlaceCandidate(place.id, _label(place)) for place in sides)
    return Location(mention.span.of(text), geometry=Geometry.LINE, candidates=candidates)


def _shared_border(
    sides: Sequence[Place], name: str, table: PlaceTable, report: PlaceContext
) -> Place | None:
    """The row of the border of two countries; of one and the only other that the report speaks of."""
    codes = {place.country for place in sides if place.country is not None}
    if len(codes) == 1:
        others = [country for country in report.countries(name) if country not in codes]
        codes |= set(others if len(others) == 1 else ())
    return table.get(f"{BORDER}{'-'.join(sorted(codes))}") if len(codes) == 2 else None


def _unknown(
    mention: PlaceMention, name: str, text: str, table: PlaceTable, report: PlaceContext
) -> Location:
    """A place that is spelled almost so, the parent's area under the place's own name, or the name alone."""
    alike = _alike(mention, name, text, table, report)
    if alike is not None:
        area = shaped(alike, mention, table.box(alike.id))
        return replace(area, probability=LIKE_PROBABILITY, spelling=name)
    parent = None if mention.within is None else _parent(mention, mention.within, text, table, report)
    if parent is not None:
        return replace(parent, name=name, gazetteer=None)
    if mention.area in {"quarter", "district"} and report.focus is not None and mention.within is None:
        focus = replace(whole(report.focus), name=name, gazetteer=None, geometry=Geometry.AREA)
        precise = replace(focus, precision=PlacePrecision.APPROXIMATE, radius_km=NEAR_KM)
        return replace(precise, where_prec=AROUND[0], geo_precision=AROUND[1])
    return Location(name, country=report.only)


def _alike(
    mention: PlaceMention, name: str, text: str, table: PlaceTable, report: PlaceContext
) -> Place | None:
    """The one place of the report's countries that is called almost so, and of the kind that is asked for."""
    countries = report.countries(name.lower())
    if mention.within is not None and is_chained(mention):
        larger = _larger(mention.within, text, table, report)
        countries = tuple(sorted({place.country for place in larger if place.country is not None}))
    found = [match.place for match in table.like(name, countries)] if countries else []
    kinds = ASKED.get(mention.area or "", frozenset())
    asked = [place for place in found if place.kind in kinds] if kinds else found
    best = answer(rank(asked, Named(mention.name or mention.span, name.lower(), is_within=True), report))
    return None if best is None else best.place


def _parent(
    mention: PlaceMention, within: Span, text: str, table: PlaceTable, report: PlaceContext
) -> Location | None:
    """The area that the phrase puts an unknown place in or beside."""
    best = answer(named(mention, within, text, table, report))
    if best is None:
        return None
    anchor, area = best.place, replace(whole(best.place), probability=best.probability)
    if mention.relation == "direction" and mention.direction is not None and not mention.beside:
        return beside(area, anchor, mention, (half(anchor) + SECTOR_KM, SECTOR_KM))
    if anchor.kind is PlaceKind.COUNTRY:
        return Location(area.name, area.precision, area.country)
    return replace(
        area,
        precision=PlacePrecision.APPROXIMATE,
        radius_km=max(area.radius_km or 0.0, BESIDE_KM),
        geometry=Geometry.AREA,
        spatial=Spatial(anchor.id, "in"),
        where_prec=max(area.where_prec or 0, AROUND[0]),
        geo_precision=max(area.geo_precision or 0, AROUND[1]),
    )
