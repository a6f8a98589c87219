"""UCDP GED's CSV, and what `sayso export ged` writes. Source: UCDP GED codebook."""

from sayso.imports.importer import Known
from sayso.imports.rows import CsvImporter, Row, WrongCell, made_by, party
from sayso.model.events import (
    Event,
    Geometry,
    Interval,
    Location,
    Modality,
    PartyRef,
    PlacePrecision,
    TimeBasis,
    Toll,
)
from sayso.model.parties import PartyKind, Scheme
from sayso.model.record import Coded
from sayso.model.spans import Fact

NEEDED = ("id", "date_start", "date_end", "best", "low", "high")
DAYS = ("%Y-%m-%d", "%m/%d/%Y")
STATE_BASED, NON_STATE, ONE_SIDED = 1, 2, 3
PRECISION = {
    1: PlacePrecision.SETTLEMENT,
    2: PlacePrecision.APPROXIMATE,
    3: PlacePrecision.DISTRICT,
    4: PlacePrecision.ADMIN1,
    5: PlacePrecision.ZONE,
    6: PlacePrecision.COUNTRY,
    7: PlacePrecision.ZONE,
}
AROUND_KM = 25.0  # what precision 2 means
EXACT = 1


def _coded(row: Row, known: Known, source: str) -> Coded:
    name = row.needed("id", "the number of the event")
    violence = row.whole("type_of_violence", least=1, most=3)
    row.needed("best", "a whole number")
    event = Event(
        "e1",
        (row.span("best"),),
        row.fact("ASSAULT", "best", rule="deaths by organised violence"),
        row.fact(Modality.OCCURRED, "best", rule="a data set of what happened"),
        actors=_side(row, "a", violence, known),
        targets=_side(row, "b", violence, known),
        place=_place(row, known),
        time=_time(row),
        tolls=_tolls(row),
    )
    return Coded(row.report("ged", name, source, None), (event,), versions=made_by(source))


def _side(row: Row, side: str, violence: int | None, known: Known) -> tuple[Fact[PartyRef], ...]:
    name, number = row.get(f"side_{side}"), row.whole(f"gwno{side}")
    if name is None:
        return ()
    country = None if number is None else known.state(Scheme.GW, str(number))
    kind = PartyKind.UNNAMED
    if number is not None:
        kind = PartyKind.STATE_FORCE
    elif violence == ONE_SIDED and side == "b":
        kind = PartyKind.CIVILIAN
    elif violence is not None:
        kind = PartyKind.ARMED_GROUP
    return (row.fact(party(name, kind, known.party(name), country), f"side_{side}", f"gwno{side}"),)


def _place(row: Row, known: Known) -> Fact[Location] | None:
    name = row.get("where_coordinates")
    if name is None:
        return None
    lat, lon = row.point("latitude", "longitude") or (None, None)
    precise = row.whole("where_prec", least=1, most=7)
    number = row.whole("country_id")
    where = Location(
        name,
        None if precise is None else PRECISION[precise],
        None if number is None else known.state(Scheme.GW, str(number)),
        lat,
        lon,
        radius_km=AROUND_KM if precise == EXACT + 1 else None,
        geometry=None if precise is None else Geometry.POINT if precise == EXACT else Geometry.AREA,
        where_prec=precise,
    )
    return row.fact(where, "where_coordinates", "latitude", "longitude")


def _time(row: Row) -> Fact[Interval]:
    first, last = row.day("date_start", DAYS), row.day("date_end", DAYS)
    if first is None or last is None:
        raise WrongCell("date_start" if first is None else "date_end", "", "a day as 2017-06-18")
    if first > last:
        raise WrongCell("date_end", last.isoformat(), f"a day not before {first}")
    return row.fact(Interval(first, last, TimeBasis.EXPLICIT), "date_start", "date_end")


def _tolls(row: Row) -> tuple[Fact[Toll], ...]:
    """The best estimate, and beside it the range where there is one; deaths of civilians as a part."""
    low, best, high = (row.whole(column) for column in ("low", "best", "high"))
    if best is None:
        return ()
    least, most = best if low is None else low, best if high is None else high
    if not least <= best <= most:
        raise WrongCell("best", str(best), f"from low {least} to high {most}")
    tolls = [row.fact(Toll("killed", best, best, None), "best")]
    if (least, most) != (best, best):
        tolls.append(row.fact(Toll("killed", least, most, None), "low", "high"))
    if civilians := row.whole("deaths_civilians"):
        toll = Toll("killed", civilians, civilians, "civilians", part=True)
        tolls.append(row.fact(toll, "deaths_civilians"))
    return tuple(tolls)


IMPORTER = CsvImporter("ged", "UCDP GED", "a GED file", NEEDED, _coded)
