"""Records in the formats of others: one module per format."""

from sayso.export.annotation import Annotation, AnnotationExporter, to_annotation
from sayso.export.exporter import Exporter
from sayso.export.record import JsonExporter, to_record
from sayso.export.rows import Record
from sayso.export.schema import record_schema

EXPORTERS: dict[str, Exporter] = {e.name: e for e in (JsonExporter(), AnnotationExporter())}

__all__ = [
    "EXPORTERS",
    "Annotation",
    "AnnotationExporter",
    "Exporter",
    "JsonExporter",
    "Record",
    "record_schema",
    "to_annotation",
    "to_record",
]
