"""The formats in which a list can be had: its own rows as CSV and JSON, and those of all exporters."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from sayso.desk import Desk
from sayso.desk.exporting import export
from sayso.errors import UnknownName
from sayso.export import EXPORTERS, MAIN, Loss, Options, Sink
from sayso.export.claims_csv import Sidecars, dispute_rows
from sayso.export.csv_safe import CsvRows
from sayso.export.incidents import incident_row
from sayso.export.lines import dumps
from sayso.model.columns import incident_columns
from sayso.model.filters import Filters
from sayso.model.kept import IncidentRecord
from sayso.show.safe import safe
from sayso.show.web import links

_TYPES = {
    ".json": "application/json",
    ".jsonl": "application/x-ndjson",
    ".jsonld": "application/x-ndjson",
    ".geojson": "application/geo+json",
    ".csv": "text/csv; charset=utf-8",
    ".tsv": "text/tab-separated-values; charset=utf-8",
    ".parquet": "application/vnd.apache.parquet",
    ".arrow": "application/vnd.apache.arrow.file",
}
# The exporter `json` writes whole records of reports; here that word means the rows of the list.
_OTHER_NAMES = {"records": "json"}
_COLUMNS = (
    "id address headline first_day last_day place admin1 country lat lon radius_km type mode modality "
    "actors targets killed_low killed_best killed_high wounded_low wounded_best wounded_high "
    "reports lines parties grade assessed disputed unsure reviewed confidence report_ids"
).split()
_BETWEEN = "; "

Write = Callable[[Sink], object]


@dataclass(frozen=True, slots=True)
class Format:
    """One format: its name in an address, the end of a file, and what it is for."""

    name: str
    suffix: str
    label: str

    @property
    def media(self) -> str:
        """Its media type."""
        return _TYPES.get(self.suffix[self.suffix.rfind(".") :].lower(), "application/octet-stream")


_LABELS = {
    "geojson": "GeoJSON, for maps",
    "parquet": "Parquet",
    "arrow": "Arrow",
    "acled": "in the columns of ACLED",
    "ged": "in the columns of UCDP GED",
    "gdelt": "in the columns of GDELT",
    "plover": "PLOVER",
    "polecat": "in the columns of POLECAT",
    "jsonld": "JSON-LD",
    "annotation": "annotations of reports",
    "records": "whole records of reports",
}
FORMATS: Mapping[str, Format] = {
    "csv": Format("csv", ".csv", "CSV"),
    "json": Format("json", ".json", "JSON"),
    **{
        name: Format(name, EXPORTERS[_OTHER_NAMES.get(name, name)].suffix, _LABELS.get(name, name))
        for name in (*(one for one in EXPORTERS if one != "json"), *_OTHER_NAMES)
    },
}
FIRST = ("csv", "json", "geojson", "parquet")  # that a page names before others


def format_of(name: str) -> Format:
    """A format by its name.

    Raises:
        UnknownName: there is no such format.
    """
    if name not in FORMATS:
        raise UnknownName("format", name, FORMATS)
    return FORMATS[name]


def writing(desk: Desk, name: str, asked: Filters, how: Options, base: str, *, beside: bool = False) -> Write:
    """What writes the incidents that are asked for into a sink; `base` is the address of the desk.

    It gives back what the format could not carry. With `beside` the rows of lists have their claims beside
    them, too, as all exporters do.
    """
    if name not in ("csv", "json"):
        return lambda out: export(desk, _OTHER_NAMES.get(name, name), out, asked, how)
    write = _write_csv if name == "csv" else _write_json

    def rows(out: Sink) -> Loss:
        loss, records = Loss(), (record for record, _ in desk.found(asked, ranked=False))
        write(_with_claims(records, out, how, loss) if beside else records, out, base)
        return loss

    return rows


def _with_claims(
    records: Iterable[IncidentRecord], out: Sink, how: Options, loss: Loss
) -> Iterator[IncidentRecord]:
    """The records as they come, and their claims into the files beside."""
    beside = Sidecars(out, how)
    for record in records:
        loss.see()
        loss.lose("disputes flattened", sum(1 for _ in dispute_rows(record)))
        beside.add(record)
        yield record


def _write_json(records: Iterable[IncidentRecord], out: Sink, base: str) -> None:
    """One object with a list of flat ones, as `sayso incidents --format json` has them."""
    file = out.text(MAIN)
    file.write('{"incidents": [')
    for number, record in enumerate(records):
        file.write(("," if number else "") + "\n" + dumps(_called(record, base) | incident_row(record)))
    file.write("\n]}\n")


def _write_csv(records: Iterable[IncidentRecord], out: Sink, base: str) -> None:
    """One line an incident; cells that a spreadsheet would run as a formula are made text."""
    rows = CsvRows(out.text(MAIN))
    rows.write(_COLUMNS)
    for record in records:
        row = {**incident_columns(record), **_called(record, base)}
        row |= {role: _names(record, role) for role in ("actors", "targets")}
        row["report_ids"] = _BETWEEN.join(record.incident.reports)
        rows.write([_cell(row[name]) for name in _COLUMNS])


def _names(record: IncidentRecord, role: str) -> str:
    facts = (fact for told in record.told for fact in getattr(told.event, role))
    return _BETWEEN.join(dict.fromkeys(fact.value.name for fact in facts))


def _called(record: IncidentRecord, base: str) -> dict[str, str]:
    """What people call it by, and where it is."""
    said = safe(record.summary.headline)
    return {"address": base.rstrip("/") + links.incident(record.incident.id, said), "headline": said}


def _cell(value: object) -> str | int | float | bool | None:
    return value if value is None or isinstance(value, (str, int, float)) else str(value)
