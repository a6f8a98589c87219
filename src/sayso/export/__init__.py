"""Records in the formats of others: one module per format."""

from sayso.export.annotation import Annotation, AnnotationExporter, to_annotation
from sayso.export.exporter import MAIN, Exporter, IncidentExporter, Options, Sink, Tables
from sayso.export.loss import Loss
from sayso.export.record import JsonExporter, to_record
from sayso.export.reports import OfReports
from sayso.export.rows import Record
from sayso.export.schema import record_schema

# What one report can be written as without a base: `sayso code --format`.
REPORT_EXPORTERS: dict[str, Exporter] = {e.name: e for e in (JsonExporter(), AnnotationExporter())}
# What incidents can be written as: `sayso export`. The one list of all formats.
EXPORTERS: dict[str, IncidentExporter] = {
    e.name: e for e in (*(OfReports(one) for one in REPORT_EXPORTERS.values()),)
}

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
