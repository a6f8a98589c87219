"""ACLED's CSV, old and new, and what `sayso export acled` writes.

Source: ACLED codebook. `actor1` acts and `actor2` is hit, as far as the format goes: in a clash ACLED's order
says nothing of who attacked. 0 fatalities mean that nobody gives a figure.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from sayso.imports.importer import Known
from sayso.imports.rows import CsvImporter, Row, WrongCell, made_by, party
from sayso.model.events import (
    AcledCode,
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

NEEDED = ("event_id_cnty", "event_date", "event_type", "sub_event_type")
DAYS = ("%Y-%m-%d", "%d %B %Y", "%d %b %Y")  # of the interface, and of files from the web page
# Days around the middle of a period, by `time_precision`.
AROUND = {1: 0, 2: 3, 3: 15}
PRECISION = {1: PlacePrecision.SETTLEMENT, 2: PlacePrecision.APPROXIMATE, 3: PlacePrecision.ADMIN1}
STATE, EXTERNAL = "State forces", "External/Other forces"
_ARMED, _PEOPLE = PartyKind.ARMED_GROUP, PartyKind.CIVILIAN
KINDS = {
    STATE: PartyKind.STATE_FORCE, "Rebel group": _ARMED, "Rebel groups": _ARMED, "Political militia": _ARMED,
    "Political militias": _ARMED, "Identity militia": _ARMED, "Identity militias": _ARMED, "Rioters": _PEOPLE,
    "Protesters": _PEOPLE, "Civilians": _PEOPLE, EXTERNAL: PartyKind.ARMED_FORCE,
    "External/Other Forces": PartyKind.ARMED_FORCE, "Other forces": PartyKind.ARMED_FORCE,
}  # fmt: skip
_OLD = (STATE, "Rebel group", "Political militia", "Identity militia", "Rioters", "Protesters", "Civilians")
NUMBERS = {str(number): name for number, name in enumerate((*_OLD, EXTERNAL), start=1)}  # of older files


def _coded(row: Row, known: Known, source: str) -> Coded:
    name = row.needed("event_id_cnty", "the id of the event")
    sub = row.needed("sub_event_type", "one of ACLED's sub-event types")
    code, plover = known.acled(sub), known.plover_of_acled(sub)
    if code is None:
        raise WrongCell("sub_event_type", sub, 'one of ACLED\'s 25 sub-event types, as "Armed clash"')
    if code.event_type != row.get("event_type"):
        raise WrongCell("event_type", row.get("event_type") or "", f"{code.event_type!r} with {sub!r}")
    if plover is None:
        raise WrongCell("sub_event_type", sub, "a sub-event type that says what was done")
    uploaded = row.whole("timestamp")
    event = Event(
        "e1",
        (row.span("sub_event_type"),),
        row.fact(plover[0], "sub_event_type", rule="crosswalk"),
        row.fact(Modality.OCCURRED, "event_type", rule="a data set of what happened"),
        mode=None if plover[1] is None else row.fact(plover[1], "sub_event_type", rule="crosswalk"),
        acled=row.fact(AcledCode(code.event_type, sub), "event_type", "sub_event_type"),
        actors=tuple(_parties(row, "1", known)),
        targets=tuple(_parties(row, "2", known)),
        place=_place(row, known),
        time=_time(row),
        tolls=_tolls(row),
    )
    published = None if uploaded is None else datetime.fromtimestamp(uploaded, UTC).date()
    return Coded(row.report("acled", name, source, published), (event,), versions=made_by(source))


def _country(row: Row, known: Known) -> str | None:
    iso = row.whole("iso", most=999)
    found = None if iso is None else known.state(Scheme.ISO_NUMERIC, f"{iso:03}")
    if found is None and (name := row.get("country")) is not None:
        state = known.party(name)
        return state.id if state is not None and state.kind is PartyKind.STATE else None
    return found


def _parties(row: Row, number: str, known: Known) -> Iterator[Fact[PartyRef]]:
    """The actor and those associated with it, who have its kind for want of one of their own."""
    actor, column = row.get(f"actor{number}"), f"assoc_actor_{number}"
    inter = row.get(f"inter{number}")
    told = NUMBERS.get(inter or "", inter)
    if told not in (None, "0") and told not in KINDS:
        raise WrongCell(f"inter{number}", inter or "", 'a kind of actor, as "State forces" or 1')
    kind = KINDS.get(told or "", PartyKind.UNNAMED)
    home = _country(row, known) if told == STATE else None
    if actor is not None:
        yield row.fact(party(actor, kind, known.party(actor), home), f"actor{number}")
    for name in filter(None, map(str.strip, (row.get(column) or "").split(";"))):
        yield row.fact(party(name, PartyKind.UNNAMED, known.party(name)), column)


def _place(row: Row, known: Known) -> Fact[Location] | None:
    name = row.get("location")
    if name is None:
        return None
    lat, lon = row.point("latitude", "longitude") or (None, None)
    precise = row.whole("geo_precision", least=1, most=3)
    where = Location(
        name,
        None if precise is None else PRECISION[precise],
        _country(row, known),
        lat,
        lon,
        geometry=None if precise is None else Geometry.POINT if precise == 1 else Geometry.AREA,
        geo_precision=precise,
    )
    return row.fact(where, "location", "latitude", "longitude")


def _time(row: Row) -> Fact[Interval]:
    day = row.day("event_date", DAYS)
    if day is None:
        raise WrongCell("event_date", "", "a day as 2017-06-18")
    around = AROUND[row.whole("time_precision", least=1, most=3) or 1]
    first, last = _shifted(day, -around), _shifted(day, around)
    return row.fact(
        Interval(first, last, TimeBasis.EXPLICIT, vague=bool(around)), "event_date", "time_precision"
    )


def _shifted(day: date, days: int) -> date:
    try:
        return day + timedelta(days)
    except OverflowError:
        raise WrongCell("event_date", day.isoformat(), "a day as 2017-06-18") from None


def _tolls(row: Row) -> tuple[Fact[Toll], ...]:
    killed = row.whole("fatalities")
    return (row.fact(Toll("killed", killed, killed, None), "fatalities"),) if killed else ()


IMPORTER = CsvImporter("acled", "ACLED", "an ACLED file", NEEDED, _coded)
