"""GDELT-like Events (61 fields) and, beside it, Mentions (16): tabs, no head.

Source: GDELT Event Codebook 2.0. Tone, the Goldstein scale and ids of GNS places are not coded: they
stay empty. `ids.csv` has which number stands for which incident.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from sayso.export.cameo_actors import cells as actor_cells
from sayso.export.claims_csv import beside
from sayso.export.csv_safe import Cell, CsvRows, TabRows
from sayso.export.exporter import MAIN, Options, Sink, Tables
from sayso.export.flattened import count_flattened, unfit
from sayso.export.loss import Loss
from sayso.export.numbers import number_of
from sayso.export.sides import Sides, sides
from sayso.model.events import Location, PartyRef
from sayso.model.kept import IncidentRecord, Told
from sayso.model.parties import Scheme
from sayso.model.report import Report
from sayso.model.spans import Fact

_ACTOR = (
    "Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code",
    "Type1Code", "Type2Code", "Type3Code",
)  # fmt: skip
_GEO = ("Type", "Fullname", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
EVENTS = (
    "GlobalEventID", "Day", "MonthYear", "Year", "FractionDate",
    *(f"Actor1{name}" for name in _ACTOR), *(f"Actor2{name}" for name in _ACTOR),
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale",
    "NumMentions", "NumSources", "NumArticles", "AvgTone",
    *(f"Actor1Geo_{name}" for name in _GEO), *(f"Actor2Geo_{name}" for name in _GEO),
    *(f"ActionGeo_{name}" for name in _GEO), "DATEADDED", "SOURCEURL",
)  # fmt: skip
MENTIONS = (
    "GlobalEventID", "EventTimeDate", "MentionTimeDate", "MentionType", "MentionSourceName",
    "MentionIdentifier", "SentenceID", "Actor1CharOffset", "Actor2CharOffset", "ActionCharOffset",
    "InRawText", "Confidence", "MentionDocLen", "MentionDocTone", "MentionDocTranslationInfo", "Extras",
)  # fmt: skip
WEB, CITATION_ONLY = 1, 2
_SENTENCE_ENDS = (".", "!", "?", '"', "\u201d", "\u2026")  # how a paragraph ends that is no headline
ABSENT = -1  # an offset that there is not
# The last CAMEO root of each quad class.
_QUADS = ((5, 1), (8, 2), (13, 3), (20, 4))
_NO_PLACE, _COUNTRY, _US_STATE, _US_CITY, _CITY, _STATE = range(6)


class GdeltExporter:
    """One event an incident that happened, or a threat that was made, and has a day and a CAMEO code."""

    name = "gdelt"
    suffix = ".export.CSV"

    def write(self, records: Iterable[IncidentRecord], out: Sink, how: Options) -> Loss:
        """Write events, mentions and ids; what the format cannot hold is skipped or counted."""
        events = TabRows(out.text(MAIN), raw=how.raw)
        mentions = TabRows(out.text("mentions.CSV"), raw=how.raw)
        ids = CsvRows(out.text("ids.csv"), raw=how.raw)
        ids.write(("GlobalEventID", "incident_id"))

        def write(record: IncidentRecord, loss: Loss) -> str | None:
            fit = _fit(record)
            if isinstance(fit, str):
                return fit
            people = sides(record)
            row = _event(record, fit, people, how)
            events.write([row.get(column) for column in EVENTS])
            for mention in _mentions(record, how):
                mentions.write([mention.get(column) for column in MENTIONS])
            ids.write((number_of(record.incident.id), record.incident.id))
            _count(loss, record, people, how.tables)
            return None

        return beside(records, out, how, write)


class _Fit(NamedTuple):
    """What a row cannot be without."""

    cameo: str
    day: date


def _fit(record: IncidentRecord) -> _Fit | str:
    """What the row needs, or why GDELT has no row for it."""
    summary = record.summary
    reason = unfit(summary)
    if reason is not None or summary.first_day is None:
        return reason or "no day"
    return "no CAMEO code" if summary.cameo is None else _Fit(summary.cameo, summary.first_day)


def _event(record: IncidentRecord, fit: _Fit, people: Sides, how: Options) -> dict[str, Cell]:
    """The cells by field; a field that is not there is not known."""
    day, code = fit.day, fit.cameo
    reports = _reports(record)
    urls = [report.url for report in reports if report.url]
    return {
        "GlobalEventID": number_of(record.incident.id),
        "Day": f"{day:%Y%m%d}",
        "MonthYear": f"{day:%Y%m}",
        "Year": f"{day:%Y}",
        # Months count as 30 days, as in GDELT's own files.
        "FractionDate": f"{day.year + ((day.month - 1) * 30 + day.day) / 365:.4f}",
        **_actor("Actor1", people.first, how.tables),
        **_actor("Actor2", people.second, how.tables),
        "IsRootEvent": int(any(_leads(told) for told in record.told)),
        "EventCode": code,
        "EventBaseCode": code[:3],
        "EventRootCode": code[:2],
        "QuadClass": next((quad for last, quad in _QUADS if int(code[:2]) <= last), None),
        "NumMentions": sum(len(told.event.triggers) for told in record.told),
        "NumSources": len({report.outlet or report.id for report in reports}),
        "NumArticles": len(reports),
        "Actor1Geo_Type": _NO_PLACE,
        "Actor2Geo_Type": _NO_PLACE,
        **_place(record.summary.place, how.tables),
        "DATEADDED": _moment(how.made_at),
        "SOURCEURL": urls[0] if urls else None,
    }


def _actor(role: str, parties: tuple[PartyRef, ...], tables: Tables) -> dict[str, Cell]:
    if not parties:
        return {}
    return {f"{role}{name}": cell for name, cell in actor_cells(parties[0], tables).items()}


def _place(place: Location | None, tables: Tables) -> dict[str, Cell]:
    """Where the event was; GDELT does not know areas below a province, so an area has a province's type."""
    if place is None:
        return {"ActionGeo_Type": _NO_PLACE}
    home = place.country == "USA"
    kind = _COUNTRY
    if place.geo_precision is not None:
        exact = place.geo_precision == 1
        kind = (_US_CITY if exact else _US_STATE) if home else (_CITY if exact else _STATE)
    country = tables.name(place.country)
    names = dict.fromkeys(filter(None, (place.name, country)))
    return {
        "ActionGeo_Type": kind,
        "ActionGeo_Fullname": ", ".join(names),
        "ActionGeo_CountryCode": tables.code(place.country, Scheme.FIPS),
        "ActionGeo_Lat": place.lat,
        "ActionGeo_Long": place.lon,
    }


def _mentions(record: IncidentRecord, how: Options) -> Iterable[dict[str, Cell]]:
    """One row for each stretch of text that tells it; offsets are code points of the report's text."""
    for told in record.told:
        report, event = told.coded.report, told.event
        published = report.published_at or report.published
        for trigger in event.triggers:
            yield {
                "GlobalEventID": number_of(record.incident.id),
                "EventTimeDate": _moment(how.made_at),
                "MentionTimeDate": _moment(published),
                "MentionType": WEB if report.url else CITATION_ONLY,
                "MentionSourceName": report.outlet,
                "MentionIdentifier": report.url or report.id,
                "SentenceID": ABSENT,
                "Actor1CharOffset": _offset(event.actors),
                "Actor2CharOffset": _offset(event.targets),
                "ActionCharOffset": trigger.start,
                "InRawText": 1,
                "Confidence": _confidence(event.type.confidence),
                "MentionDocLen": len(report.text),
            }


def _moment(when: date | None) -> str | None:
    """YYYYMMDDHHMMSS; a day alone is its first second."""
    if when is None:
        return None
    return f"{when:%Y%m%d%H%M%S}" if isinstance(when, datetime) else f"{when:%Y%m%d}000000"


def _offset(parties: tuple[Fact[PartyRef], ...]) -> int:
    return next((fact.evidence[0].start for fact in parties if fact.evidence), ABSENT)


def _confidence(share: float | None) -> int | None:
    """Steps of ten from 10 to 100."""
    return None if share is None else max(10, round(share * 10) * 10)


def _leads(told: Told) -> bool:
    """Whether the first paragraph tells it; a headline goes with the paragraph below it."""
    text = told.coded.report.text
    start = len(text) - len(text.lstrip())
    end = text.find("\n\n", start)
    if end >= 0 and not text[start:end].rstrip().endswith(_SENTENCE_ENDS):
        end = text.find("\n\n", end + 2)
    return any(end < 0 or trigger.start < end for trigger in told.event.triggers)


def _reports(record: IncidentRecord) -> list[Report]:
    return list({told.coded.report.id: told.coded.report for told in record.told}.values())


def _count(loss: Loss, record: IncidentRecord, people: Sides, tables: Tables) -> None:
    named = (*people.first[:1], *people.second[:1])
    codes = [tables.code(one.party, Scheme.CAMEO) for one in named]
    place = record.summary.place
    fips = None if place is None else tables.code(place.country, Scheme.FIPS)
    loss.lose("actors without a CAMEO code", codes.count(None))
    loss.lose("further parties left out", len(people.first[1:]) + len(people.second[1:]))
    loss.lose("places without a FIPS code", place is not None and fips is None)
    loss.lose("days narrowed to the first", record.summary.first_day != record.summary.last_day)
    loss.lose("figures of killed left out", record.summary.killed is not None)
    loss.lose("incidents without a web address", not any(report.url for report in _reports(record)))
    count_flattened(loss, record, people, place)
