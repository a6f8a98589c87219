"""GDELT 2.0 Events (61 fields) and what `sayso export gdelt` writes; files of 1.0 (58 fields) too.

Source: GDELT Event Codebook 2.0. Mentions point into a text that GDELT does not publish: they are not read.
"""

import csv
from collections.abc import Iterator
from dataclasses import replace
from typing import TextIO

from sayso.errors import ReadError
from sayso.export.csv_safe import unsafe
from sayso.export.gdelt import EVENTS
from sayso.imports.importer import BadRow, Importing, Known
from sayso.imports.rows import Row, WrongCell, made_by, party, records
from sayso.model.events import (
    Event,
    Geometry,
    Interval,
    Location,
    Modality,
    PartyRef,
    PlacePrecision,
    TimeBasis,
)
from sayso.model.parties import PartyKind, Scheme
from sayso.model.record import Coded
from sayso.model.spans import Fact

FIRST = tuple(name for name in EVENTS if not name.endswith("ADM2Code"))  # of GDELT 1.0
_ARMED, _FORCE = PartyKind.ARMED_GROUP, PartyKind.ARMED_FORCE
KINDS = {
    "MIL": _FORCE, "COP": PartyKind.STATE_FORCE, "SPY": PartyKind.STATE_FORCE, "GOV": PartyKind.STATE,
    "REB": _ARMED, "INS": _ARMED, "SEP": _ARMED, "UAF": _ARMED, "CVL": PartyKind.CIVILIAN,
    "REF": PartyKind.CIVILIAN, "MED": PartyKind.MEDIA, "IGO": PartyKind.ORGANIZATION,
    "NGO": PartyKind.ORGANIZATION, "NGM": PartyKind.ORGANIZATION,
}  # fmt: skip
# Of each type of place: how exact it is, and ACLED's precision, as the exporter writes it.
PLACES: dict[int, tuple[PlacePrecision, int | None]] = {
    1: (PlacePrecision.COUNTRY, None),
    2: (PlacePrecision.ADMIN1, 3),
    3: (PlacePrecision.CITY, 1),
    4: (PlacePrecision.CITY, 1),
    5: (PlacePrecision.ADMIN1, 3),
}


class GdeltImporter:
    """One record an event."""

    name = "gdelt"

    def read(self, file: TextIO, name: str, how: Importing) -> Iterator[Coded | BadRow]:
        """The records of a file."""
        source = how.source or "GDELT"
        return records(_rows(file, name), name, lambda row: _coded(row, how.known, source))


def _lines(file: TextIO, name: str) -> Iterator[tuple[int, list[str]]]:
    rows = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
    try:
        yield from enumerate(rows, start=1)
    except csv.Error as error:  # a field of more than 128 KiB, a line end within a line
        raise ReadError(f"{name}:{rows.line_num + 1}: {error}; fields parted by tabs are expected") from error


def _rows(file: TextIO, name: str) -> Iterator[tuple[int, dict[str, str]]]:
    columns: tuple[str, ...] | None = None
    for line, row in _lines(file, name):
        if not any(row):
            continue
        if columns is None:
            columns = {len(EVENTS): EVENTS, len(FIRST): FIRST}.get(len(row))
            if columns is None:
                raise ReadError(
                    f"{name}:{line}: {len(row)} fields parted by tabs; GDELT events have "
                    f"{len(EVENTS)} (2.0) or {len(FIRST)} (1.0)"
                )
        yield line, dict(zip(columns, map(unsafe, row), strict=False))


def _coded(row: Row, known: Known, source: str) -> Coded:
    name = row.needed("GlobalEventID", "the number of the event")
    code = row.needed("EventCode", "a CAMEO code")
    plover = known.plover_of_cameo(code)
    if plover is None:
        raise WrongCell("EventCode", code, "a CAMEO code that PLOVER has a type for: from 03 on")
    event = Event(
        "e1",
        (row.span("EventCode"),),
        row.fact(plover[0], "EventCode", rule="crosswalk"),
        row.fact(Modality.OCCURRED, "EventCode", rule="GDELT has no other"),
        mode=None if plover[1] is None else row.fact(plover[1], "EventCode", rule="crosswalk"),
        cameo=row.fact(code, "EventCode"),
        actors=_actor(row, "Actor1", known),
        targets=_actor(row, "Actor2", known),
        place=_place(row, known),
        time=_time(row),
    )
    added = row.day("DATEADDED", ("%Y%m%d%H%M%S", "%Y%m%d"))
    report = row.report("gdelt", name, source, added)
    return Coded(replace(report, url=row.get("SOURCEURL")), (event,), versions=made_by(source))


def _actor(row: Row, role: str, known: Known) -> tuple[Fact[PartyRef], ...]:
    name = row.get(f"{role}Name") or row.get(f"{role}Code")
    if name is None:
        return ()
    code = row.get(f"{role}CountryCode")
    country = None if code is None else known.state(Scheme.CAMEO, code)
    first = row.get(f"{role}Type1Code")
    kind = KINDS.get(first or "", PartyKind.UNNAMED)
    if first is None and country is not None:
        kind = PartyKind.STATE
    # Names are in capitals, to which a table answers with abbreviations alone.
    found = known.party(name.title()) or known.party(name)
    columns = [f"{role}{end}" for end in ("Name", "Code", "CountryCode", "Type1Code")]
    return (row.fact(party(name, kind, found, country), *columns),)


def _place(row: Row, known: Known) -> Fact[Location] | None:
    kind = row.whole("ActionGeo_Type", most=5)
    name = row.get("ActionGeo_Fullname")
    if not kind or name is None:
        return None
    point = row.point("ActionGeo_Lat", "ActionGeo_Long")
    precision, geo_precision = PLACES[kind]
    fips = row.get("ActionGeo_CountryCode")
    where = Location(
        name.partition(",")[0],
        precision,
        None if fips is None else known.state(Scheme.FIPS, fips),
        None if point is None else point[0],
        None if point is None else point[1],
        geometry=Geometry.POINT if geo_precision == 1 else Geometry.AREA,
        geo_precision=geo_precision,
    )
    return row.fact(where, "ActionGeo_Fullname", "ActionGeo_Lat", "ActionGeo_Long", "ActionGeo_Type")


def _time(row: Row) -> Fact[Interval]:
    day = row.day("Day", ("%Y%m%d",))
    if day is None:
        raise WrongCell("Day", "", "a day as 20170618")
    return row.fact(Interval(day, day, TimeBasis.EXPLICIT), "Day")
