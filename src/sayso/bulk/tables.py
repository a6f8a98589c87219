"""Rows of a part as Parquet: the packed record, and flat columns for those who look without sayso."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sayso.errors import BulkError
from sayso.model.decisions import event_key
from sayso.model.events import Event
from sayso.model.record import Coded
from sayso.store.sql import codec

_HURT = ("killed", "wounded")


@dataclass(frozen=True, slots=True)
class Columns:
    """What pyarrow makes tables of; loaded when the first part is written."""

    schema: Any
    arrow: Any
    parquet: Any


def columns() -> Columns:
    """The columns of a part.

    Raises:
        BulkError: pyarrow is not installed.
    """
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError:
        raise BulkError("bulk runs write Parquet: pip install 'sayso[parquet]'") from None
    event = pa.struct(
        [
            ("key", pa.string()),
            ("type", pa.string()),
            ("mode", pa.string()),
            ("modality", pa.string()),
            ("actors", pa.list_(pa.string())),
            ("targets", pa.list_(pa.string())),
            ("place", pa.string()),
            ("country", pa.string()),
            ("lat", pa.float64()),
            ("lon", pa.float64()),
            ("first_day", pa.date32()),
            ("last_day", pa.date32()),
            ("killed", pa.int32()),
            ("wounded", pa.int32()),
        ]
    )
    schema = pa.schema(
        [
            ("source", pa.string()),
            ("number", pa.int32()),
            ("id", pa.string()),
            ("sha256", pa.string()),
            ("title", pa.string()),
            ("outlet", pa.string()),
            ("published", pa.date32()),
            ("published_at", pa.string()),
            ("language", pa.string()),
            ("url", pa.string()),
            ("relevance", pa.float64()),
            ("events", pa.list_(event)),
            ("claims", pa.int32()),
            ("disputes", pa.int32()),
            ("notes", pa.list_(pa.string())),
            ("record", pa.binary()),
        ]
    )
    return Columns(schema, pa, parquet)


def row(coded: Coded, source: str, number: int, relevance: float | None) -> dict[str, Any]:
    """One report as a row.

    Raises:
        StoreError: its text holds what no database takes.
    """
    data, report = codec.encoded(coded), coded.report
    return {
        "source": source,
        "number": number,
        "id": report.id,
        "sha256": codec.sha256(data),
        "title": report.title,
        "outlet": report.outlet,
        "published": report.published,
        "published_at": report.published_at.isoformat() if report.published_at else None,
        "language": report.language,
        "url": report.url,
        "relevance": relevance,
        "events": [_event(event, report.id) for event in coded.events],
        "claims": len(coded.claims),
        "disputes": len(coded.disputes),
        "notes": [note.kind for note in coded.notes],
        "record": codec.packed(data),
    }


def _event(event: Event, report: str) -> dict[str, Any]:
    place = event.place.value if event.place else None
    time = event.time.value if event.time else None
    return {
        "key": event_key(report, event.triggers[0].start),
        "type": event.type.value,
        "mode": event.mode.value if event.mode else None,
        "modality": event.modality.value.value,
        "actors": [one.value.party or one.value.name for one in event.actors],
        "targets": [one.value.party or one.value.name for one in event.targets],
        "place": place.name if place else None,
        "country": place.country if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "first_day": time.first if time else None,
        "last_day": time.last if time else None,
        **{kind: _lowest(event, kind) for kind in _HURT},
    }


def _lowest(event: Event, kind: str) -> int | None:
    """How many at least, by the lowest whole figure that anybody gives."""
    lows = [toll.value.low for toll in event.tolls if toll.value.kind == kind and not toll.value.part]
    return min(min(lows), 2**31 - 1) if lows else None


def file_of(rows: Sequence[dict[str, Any]], part: str) -> bytes:
    """A Parquet file of rows: the same bytes for the same rows, whoever writes it and when.

    Everything that a writer may choose is said, and nothing of it is a time or a machine; the version of
    pyarrow, whose name the file bears, is among what the id of a part is made of.
    """
    made = columns()
    schema = made.schema.with_metadata({"sayso.part": part, "sayso.layout": "1"})
    table = made.arrow.Table.from_pylist(list(rows), schema=schema)
    out = io.BytesIO()
    made.parquet.write_table(
        table,
        out,
        version="2.6",
        compression={name: "NONE" if name == "record" else "ZSTD" for name in _leaves(schema)},
        compression_level=None,
        use_dictionary=["source", "outlet", "language"],
        row_group_size=10_000,
        data_page_version="1.0",
        store_schema=True,
    )
    return out.getvalue()


def _leaves(schema: Any) -> list[str]:
    """The paths of the columns of a file: those of lists and structs are named by their parts."""
    found = []
    for field in schema:
        found += _paths(field.name, field.type)
    return found


def _paths(name: str, kind: Any) -> list[str]:
    if hasattr(kind, "value_field"):
        return _paths(f"{name}.list.element", kind.value_type)
    if getattr(kind, "num_fields", 0):
        return [
            path for at in range(kind.num_fields) for path in _paths(f"{name}.{kind[at].name}", kind[at].type)
        ]
    return [name]
