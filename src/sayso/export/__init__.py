"""Records in the formats of others: one module per format."""

from sayso.export.acled import AcledExporter
from sayso.export.annotation import Annotation, AnnotationExporter, to_annotation
from sayso.export.columnar import ARROW, PARQUET
from sayso.export.exporter import MAIN, Exporter, IncidentExporter, Options, Sink, Tables
from sayso.export.gdelt import GdeltExporter
from sayso.export.ged import GedExporter
from sayso.export.geojson import GeoJsonExporter
from sayso.export.jsonld import JsonLdExporter
from sayso.export.loss import Loss
from sayso.export.plover import PloverExporter
from sayso.export.polecat import PolecatExporter
from sayso.export.record import JsonExporter, to_record
from sayso.export.reports import OfReports
from sayso.export.rows import Record
from sayso.export.schema import record_schema

# What one report can be written as without a base: `sayso code --format`.
REPORT_EXPORTERS: dict[str, Exporter] = {e.name: e for e in (JsonExporter(), AnnotationExporter())}
# What incidents can be written as: `sayso export`. The one list of all formats.
_EXPORTERS: tuple[IncidentExporter, ...] = (
    *(OfReports(one) for one in REPORT_EXPORTERS.values()),
    PloverExporter(),
    PolecatExporter(),
    GdeltExporter(),
    AcledExporter(),
    GedExporter(),
    GeoJsonExporter(),
    PARQUET,
    ARROW,
    JsonLdExporter(),
)
EXPORTERS: dict[str, IncidentExporter] = {one.name: one for one in _EXPORTERS}

__all__ = [
    "EXPORTERS",
    "MAIN",
    "REPORT_EXPORTERS",
    "Annotation",
    "AnnotationExporter",
    "Exporter",
    "IncidentExporter",
    "JsonExporter",
    "Loss",
    "OfReports",
    "Options",
    "Record",
    "Sink",
    "Tables",
    "record_schema",
    "to_annotation",
    "to_record",
]
