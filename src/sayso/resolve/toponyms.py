"""Every name of a place in a report with the place that it means: what benchmarks of geoparsing ask for."""

from collections.abc import Iterator, Mapping
from datetime import date

from sayso.model.events import Location
from sayso.model.mentions import Mentions, PlaceMention
from sayso.model.parse import Parse
from sayso.model.parties import PartyKind, PartyTable
from sayso.model.places import Place, PlaceKind, PlaceTable
from sayso.model.spans import Span
from sayso.model.toponyms import Toponym
from sayso.resolve.areas import TOWNS
from sayso.resolve.grounds import Tables, party_resolver, places_of
from sayso.resolve.place_context import PlaceContext
from sayso.resolve.places import answered, locate
from sayso.resolve.ranking import Ranked

# A region wider than this has no pin. Countries have the point that gazetteers agree on.
WIDEST_PIN_KM = 300.0
# How often what is meant lies within 100 km of the middle of an area of that radius (km), measured on the
# areas of GeoVirus that were identified; the last one is for all that are wider.
WITHIN_100_KM = ((100.0, 0.98), (300.0, 0.92), (800.0, 0.88), (float("inf"), 0.65))
PART = 0.7  # of "northern X": the name is that of the whole
Located = tuple[Span, Location | None, tuple[float, float] | None]
DEMONYM_TAGS = frozenset({"JJ", "NNP", "NNPS", "NN", "NNS"})


def toponyms(
    parse: Parse, mentions: Mentions, published: date | None, tables: Tables, *, demonyms: bool = False
) -> tuple[Toponym, ...]:
    """The names of places in text order, each with the place that it means or with None.

    Args:
        parse: The parsed report.
        mentions: What `find` saw in it.
        published: Its day, for parties whose rows have dates.
        tables: Words, parties and places.
        demonyms: Also "Syrian" and "Syrians", as the place of their country.
    """
    report = places_of(parse, mentions, party_resolver(parse, mentions, published, tables), tables)
    found = {
        name.span: name
        for mention in mentions.places
        for name in _of_phrase(mention, parse.text, tables.places, report)
    }
    if demonyms:
        found = {name.span: name for name in _demonyms(parse, tables, found)} | found
    return tuple(sorted(found.values(), key=lambda name: name.span))


def locations(
    parse: Parse, mentions: Mentions, published: date | None, tables: Tables
) -> tuple[Located, ...]:
    """Every place phrase in text order with the area that it means and the point that it is measured from."""
    report = places_of(parse, mentions, party_resolver(parse, mentions, published, tables), tables)
    found = []
    for mention in mentions.places:
        area = locate(mention, parse.text, tables.places, report)
        found.append((mention.span, area, None if area is None else _anchor(area, tables.places)))
    return tuple(found)


def _anchor(area: Location, table: PlaceTable) -> tuple[float, float] | None:
    """The point of the row that an area is, or is measured from."""
    row = area.spatial.anchor if area.spatial is not None else area.gazetteer
    place = None if row is None else table.get(row)
    if place is None or place.lat is None or place.lon is None:
        return None
    return place.lat, place.lon


def _of_phrase(
    mention: PlaceMention, text: str, table: PlaceTable, report: PlaceContext
) -> Iterator[Toponym]:
    names = [mention.name]
    if mention.relation in {"border", "between"}:
        names.append(mention.within)
    for name in names:
        if name is not None:
            best = answered(mention, name, text, table, report)
            is_part = mention.direction is not None and mention.relation == "in"
            yield Toponym(name) if best is None else _pinned(name, best, is_part=is_part)


def _pinned(name: Span, best: Ranked, *, is_part: bool = False) -> Toponym:
    """The answer with the point that a map may show for it."""
    place = best.place
    is_loose = place.kind is PlaceKind.REGION and place.radius_km > WIDEST_PIN_KM
    if is_loose or place.lat is None or place.lon is None:
        return Toponym(name, place, best.probability)
    sure = 1.0 if place.kind in TOWNS else next(s for km, s in WITHIN_100_KM if place.radius_km <= km)
    sure *= PART if is_part and place.kind not in TOWNS else 1.0
    return Toponym(name, place, best.probability, (place.lat, place.lon), round(best.probability * sure, 2))


def _demonyms(parse: Parse, tables: Tables, found: Mapping[Span, Toponym]) -> Iterator[Toponym]:
    """Adjectives and names of peoples of one state, where no name of a place stands."""
    for token in parse.tokens:
        if token.tag not in DEMONYM_TAGS or not token.text[0].isupper():
            continue
        place = _home(token.text, tables.parties, tables.places)
        if place is not None and not any(token.span.overlaps(span) for span in found):
            yield _pinned(token.span, Ranked(place, 1.0))


def _home(word: str, parties: PartyTable, places: PlaceTable) -> Place | None:
    states = [party for party in parties.with_adjective(word) if party.kind is PartyKind.STATE]
    if len(states) != 1:
        return None
    rows = places.named(states[0].name)
    return next((p for p in rows if p.kind is PlaceKind.COUNTRY and p.country == states[0].country), None)
