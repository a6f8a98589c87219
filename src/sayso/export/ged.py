"""UCDP GED-like CSV: 49 columns, one row an incident with at least one death.

Source: header of the UCDP GED bulk download (25.1), UCDP GED codebook. Ids of conflicts, dyads and sides are
UCDP's own: they are left empty, as is whether a dyad is active.
"""

import math
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from sayso.export.claims_csv import csv_beside
from sayso.export.csv_safe import Cell
from sayso.export.exporter import Options, Sink, Tables
from sayso.export.flattened import count_flattened
from sayso.export.loss import Loss
from sayso.export.numbers import number_of
from sayso.export.sides import Sides, names, sides
from sayso.model.events import Location, Modality, PartyRef
from sayso.model.kept import IncidentRecord, Summary
from sayso.model.parties import PartyKind, Scheme
from sayso.model.report import Report

COLUMNS = (
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id",
    "conflict_new_id", "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id",
    "side_a_new_id", "side_a", "side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources",
    "source_article", "source_office", "source_date", "source_headline", "source_original", "where_prec",
    "where_coordinates", "where_description", "adm_1", "adm_2", "latitude", "longitude", "geom_wkt",
    "priogrid_gid", "country", "country_id", "region", "event_clarity", "date_prec", "date_start", "date_end",
    "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "high", "low", "gwnoa", "gwnob",
)  # fmt: skip
HXL = {
    "year": "#date+year", "date_start": "#date+start", "date_end": "#date+end", "side_a": "#group+name+first",
    "side_b": "#group+name+second", "source_article": "#meta+source", "source_headline": "#description",
    "where_coordinates": "#loc+name", "adm_1": "#adm1+name", "adm_2": "#adm2+name", "latitude": "#geo+lat",
    "longitude": "#geo+lon", "country": "#country+name", "region": "#region+name", "best": "#affected+killed",
}  # fmt: skip
# The last day of an interval, counted from 1, for each precision of the date.
DATE_PRECISION = ((1, 1), (6, 2), (7, 3), (31, 4), (366, 5))
STATE_BASED, NON_STATE, ONE_SIDED = 1, 2, 3
# Gleditsch and Ward's numbers run by region. Source: UCDP codebooks, variable region.
_REGIONS = ((200, "Americas"), (400, "Europe"), (630, "Africa"), (700, "Middle East"), (1000, "Asia"))
_OF_STATES = frozenset({PartyKind.STATE, PartyKind.STATE_FORCE, PartyKind.ARMED_FORCE})
_CELL = 0.5  # degrees of a PRIO-GRID cell


class GedExporter:
    """One row an incident that happened, killed somebody, and has a day within a year and a place."""

    name = "ged"
    suffix = ".csv"

    def write(self, records: Iterable[IncidentRecord], out: Sink, how: Options) -> Loss:
        """Write the rows with a head; what the format cannot hold is skipped or counted."""

        def row(record: IncidentRecord, loss: Loss) -> Sequence[Cell] | str:
            fit = _fit(record.summary)
            if isinstance(fit, str):
                return fit
            cells = _row(record, fit, how.tables, loss)
            return [cells.get(column) for column in COLUMNS]

        return csv_beside(records, out, how, {column: HXL.get(column) for column in COLUMNS}, row)


class _Fit(NamedTuple):
    """What a row cannot be without; the point is (latitude, longitude)."""

    place: Location
    point: tuple[float, float]
    first: date
    last: date
    killed: tuple[int, int, int]


def _fit(summary: Summary) -> _Fit | str:
    """What the row needs, or why GED has no row for it."""
    place = summary.place
    if summary.modality is not Modality.OCCURRED:
        return f"only {summary.modality}"
    if summary.killed is None or summary.killed[2] == 0:
        return "no fatality"
    if summary.first_day is None or summary.last_day is None:
        return "no day"
    if (summary.last_day - summary.first_day).days >= DATE_PRECISION[-1][0]:
        return "day known only to more than a year"
    if place is None or place.lat is None or place.lon is None:
        return "no place"
    return _Fit(place, (place.lat, place.lon), summary.first_day, summary.last_day, summary.killed)


def _row(record: IncidentRecord, fit: _Fit, tables: Tables, loss: Loss) -> dict[str, Cell]:
    """The cells by column; a column that is not there is not known."""
    people, summary = sides(record), record.summary
    violence = _violence(people)
    _count(loss, record, people, violence)
    return {
        "id": number_of(record.incident.id),
        "relid": record.incident.id,
        "year": fit.first.year,
        "type_of_violence": violence,
        **_parties(people, violence, tables),
        **_sources(record),
        **_where(record, fit, people),
        "country": tables.name(summary.country),
        "country_id": tables.code(summary.country, Scheme.GW),
        "region": _region(tables.code(summary.country, Scheme.GW)),
        **_when(fit),
        **_deaths(fit.killed, violence),
    }


def _parties(people: Sides, violence: int | None, tables: Tables) -> dict[str, Cell]:
    a, b = names(people.first, ", ") or None, names(people.second, ", ") or None
    second = "Civilians" if violence == ONE_SIDED else b
    return {
        "side_a": a,
        "side_b": second,
        "dyad_name": f"{a} - {second}" if a and second else None,
        "gwnoa": _gw(people.first[:1], tables),
        "gwnob": _gw(people.second[:1], tables),
    }


def _sources(record: IncidentRecord) -> dict[str, Cell]:
    """Who published it, and the parties whose word it is: the only say-so that GED holds."""
    reports = list({told.coded.report.id: told.coded.report for told in record.told}.values())
    parts = [_source(report) for report in reports]
    parties = (line.party for line in record.incident.lines if not line.outlet)
    return {
        "number_of_sources": len(reports),
        "source_article": ";".join('"' + ",".join(part).replace('"', "'") + '"' for part in parts),
        "source_office": ";".join(part[0] for part in parts),
        "source_date": ";".join(part[1] for part in parts),
        "source_headline": ";".join(part[2] for part in parts),
        "source_original": ";".join(dict.fromkeys(filter(None, parties))) or None,
    }


def _source(report: Report) -> tuple[str, str, str]:
    """Outlet, day and headline, "" where not known; a semicolon would part them."""
    day = "" if report.published is None else report.published.isoformat()
    outlet, title = (
        " ".join((text or "").replace(";", ",").split()) for text in (report.outlet, report.title)
    )
    return outlet, day, title


def _where(record: IncidentRecord, fit: _Fit, people: Sides) -> dict[str, Cell]:
    lat, lon = fit.point
    told, stated = people.told, people.told.event.place
    words = [span.of(told.coded.report.text) for span in stated.evidence] if stated else []
    return {
        "where_prec": fit.place.where_prec,
        "where_coordinates": fit.place.name,
        "where_description": ", ".join(dict.fromkeys(words)) or None,
        "adm_1": record.summary.admin1,
        "latitude": lat,
        "longitude": lon,
        "geom_wkt": f"POINT ({lon} {lat})",
        "priogrid_gid": _cell(lat, lon),
    }


def _when(fit: _Fit) -> dict[str, Cell]:
    days = (fit.last - fit.first).days + 1
    return {
        # A happening of one day is told apart from others; of a longer one nobody says whether it is a sum.
        "event_clarity": 1 if days == 1 else None,
        "date_prec": next(precision for most, precision in DATE_PRECISION if days <= most),
        "date_start": fit.first.isoformat(),
        "date_end": fit.last.isoformat(),
    }


def _deaths(killed: tuple[int, int, int], violence: int | None) -> dict[str, Cell]:
    """The figures; which side the dead were of is known only where civilians alone were hit."""
    low, best, high = killed
    civilians = best if violence == ONE_SIDED else 0
    return {
        "deaths_a": 0,
        "deaths_b": 0,
        "deaths_civilians": civilians,
        "deaths_unknown": best - civilians,
        "best": best,
        "high": high,
        "low": low,
    }


def _violence(people: Sides) -> int | None:
    """State-based, non-state or one-sided; None where a side is not known to be any of it."""
    first, second = ({one.kind for one in side} for side in (people.first, people.second))
    armed = _OF_STATES | {PartyKind.ARMED_GROUP}
    if first & armed and second == {PartyKind.CIVILIAN}:
        return ONE_SIDED
    if not (first & armed and second & armed):
        return None
    return STATE_BASED if (first | second) & _OF_STATES else NON_STATE


def _gw(parties: tuple[PartyRef, ...], tables: Tables) -> str | None:
    """Gleditsch and Ward's number of a side that is a state or its force."""
    if not parties or parties[0].kind not in _OF_STATES:
        return None
    return tables.code(parties[0].country, Scheme.GW)


def _region(number: str | None) -> str | None:
    return None if number is None else next(name for least, name in _REGIONS if int(number) < least)


def _cell(lat: float, lon: float) -> int:
    """The cell of PRIO-GRID: rows from the south, 720 cells each, counted from 1."""
    row = min(math.floor((lat + 90) / _CELL), 359)
    return row * 720 + min(math.floor((lon + 180) / _CELL), 719) + 1


def _count(loss: Loss, record: IncidentRecord, people: Sides, violence: int | None) -> None:
    loss.lose("type of violence not known", violence is None)
    loss.lose("deaths not parted by side", violence != ONE_SIDED)
    loss.lose("incidents without an actor", not people.first)
    loss.lose(
        "incidents of several days, clarity not known", record.summary.first_day != record.summary.last_day
    )
    count_flattened(loss, record, people, record.summary.place)
