"""POLECAT-like TSV: 40 columns, one row an incident; what is not known is the word None."""

from collections.abc import Iterable

from sayso.export.claims_csv import beside
from sayso.export.csv_safe import Cell, TabRows
from sayso.export.exporter import MAIN, Options, Sink, Tables
from sayso.export.flattened import count_flattened, sources, unfit
from sayso.export.loss import Loss
from sayso.export.sides import Sides, sides
from sayso.model.events import Location, PartyRef, PlacePrecision
from sayso.model.kept import IncidentRecord, Summary
from sayso.model.parties import Scheme

COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title",
    "Actor Name Raw", "Wikipedia Actor ID",
    "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector", "Recipient Sectors",
    "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID",
    "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID",
    "Raw Placename", "Feature Type", "Source", "Publication Date", "Story People", "Story Organizations",
    "Story Locations", "Language", "Version",
)  # fmt: skip
GEONAMES = "geonames:"  # how ids of places from GeoNames begin
_CITIES = frozenset({PlacePrecision.SETTLEMENT, PlacePrecision.CITY})


class PolecatExporter:
    """One row an incident that happened, or a threat that was made, and has a day."""

    name = "polecat"
    suffix = ".tsv"

    def write(self, records: Iterable[IncidentRecord], out: Sink, how: Options) -> Loss:
        """Write the rows with a head; what the format cannot hold is skipped or counted."""
        rows = TabRows(out.text(MAIN), raw=how.raw, missing="None")
        rows.write(COLUMNS)

        def write(record: IncidentRecord, loss: Loss) -> str | None:
            reason = unfit(record.summary)
            if reason is None:
                row = _row(record, how.tables, loss)
                rows.write([row.get(column) for column in COLUMNS])
            return reason

        return beside(records, out, how, write)


def _row(record: IncidentRecord, tables: Tables, loss: Loss) -> dict[str, Cell]:
    """The cells by column; a column that is not there is not known."""
    summary, people = record.summary, sides(record)
    _count(loss, record, people, tables)
    reports = [told.coded.report for told in record.told]
    days = sorted(report.published.isoformat() for report in reports if report.published)
    languages = dict.fromkeys(filter(None, (report.language for report in reports)))
    return {
        "Event ID": record.incident.id,
        "Event Date": None if summary.first_day is None else summary.first_day.isoformat(),
        "Event Type": summary.type,
        "Event Mode": summary.mode,
        "Quad Code": tables.quad(summary.type),
        **_entity("Actor", people.first, people, tables),
        **_entity("Recipient", people.second, people, tables),
        **_place(summary, people),
        "Source": "; ".join(sources(record)) or None,
        "Publication Date": days[0] if days else None,
        "Language": "; ".join(languages) or None,
        "Version": "; ".join(dict.fromkeys(_made_by(record))) or None,
    }


def _entity(role: str, parties: tuple[PartyRef, ...], people: Sides, tables: Tables) -> dict[str, Cell]:
    """The cells of one side; several parties stand in one cell."""
    sectors = [tables.code(one.party, Scheme.PLOVER_SECTOR) for one in parties]
    known = list(dict.fromkeys(filter(None, sectors)))
    return {
        f"{role} Name": _joined(one.name for one in parties),
        f"{role} Country": _joined(one.country for one in parties),
        f"{role} COW": _joined(tables.code(one.country, Scheme.COW) for one in parties),
        f"Primary {role} Sector": known[0] if known else None,
        f"{role} Sectors": _joined(known),
        f"{role} Name Raw": _joined(_words(one, people) for one in parties),
    }


def _words(party: PartyRef, people: Sides) -> str | None:
    """The report's own words for a party of the telling that is shown."""
    event, text = people.told.event, people.told.coded.report.text
    spans = (f.evidence[0] for f in (*event.actors, *event.targets) if f.value == party and f.evidence)
    found = next(spans, None)
    return None if found is None else found.of(text)


def _place(summary: Summary, people: Sides) -> dict[str, Cell]:
    place = summary.place
    if place is None:
        return {}
    stated = people.told.event.place
    words = [span.of(people.told.coded.report.text) for span in stated.evidence] if stated else []
    city = place.precision in _CITIES
    return {
        "Placename": place.name,
        "City": place.name if city else None,
        "District": place.name if place.precision is PlacePrecision.DISTRICT else None,
        "Province": summary.admin1,
        "Country": summary.country,
        "Latitude": place.lat,
        "Longitude": place.lon,
        "GeoNames ID": geonames(place),
        "Raw Placename": words[0] if words else None,
    }


def geonames(place: Location) -> str | None:
    """The id in GeoNames of a place that is itself a row there."""
    known = place.gazetteer or ""
    itself = known.startswith(GEONAMES) and place.spatial is None
    return known.removeprefix(GEONAMES) if itself else None


def _made_by(record: IncidentRecord) -> Iterable[str]:
    for told in record.told:
        for version in told.coded.versions[:1]:
            yield f"{version.name} {version.version}"


def _joined(cells: Iterable[str | None]) -> str | None:
    return "; ".join(dict.fromkeys(filter(None, cells))) or None


def _count(loss: Loss, record: IncidentRecord, people: Sides, tables: Tables) -> None:
    sectors = [tables.code(one.party, Scheme.PLOVER_SECTOR) for one in (*people.first, *people.second)]
    loss.lose("parties without a sector", sectors.count(None))
    loss.lose("days narrowed to one", record.summary.first_day != record.summary.last_day)
    loss.lose("figures of killed left out", record.summary.killed is not None)
    loss.lose("CAMEO codes left out", record.summary.cameo is not None)
    count_flattened(loss, record, people, record.summary.place)
