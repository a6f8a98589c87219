"""The format `json`: `sayso/1`, everything that was coded of a report."""

from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any, TextIO, cast

from sayso.export.annotation import all_notes, text_sha256
from sayso.export.lines import write_objects
from sayso.export.rows import Record
from sayso.model.events import Event
from sayso.model.record import Coded
from sayso.model.report import Report
from sayso.model.spans import Fact, Span

# A report's notes stand with those of the later stages; an event's accounts stand beside it.
_LEFT_OUT = {(Report, "notes"), (Event, "accounts")}


class JsonExporter:
    """One `sayso/1` record per report."""

    name = "json"
    suffix = ".json"

    def write(self, coded: Iterable[Coded], out: TextIO) -> int:
        return write_objects(map(to_record, coded), out)


def to_record(coded: Coded) -> Record:
    """The record of one report in the form `sayso/1`."""
    text = coded.report.text
    report = {**_row(coded.report, text), "text_sha256": text_sha256(text)}
    record = {"schema": "sayso/1", **_row(coded, text), "report": report}
    record["notes"] = [_plain(note, text) for note in all_notes(coded)]
    # The type says the form; that every record has it is what the tests of the schema check.
    return cast(Record, record)


def _plain(value: object, text: str) -> object:
    """`value` as JSON has it; spans quote `text`."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(item, text) for item in value]
    if isinstance(value, Span):
        return {"start": value.start, "end": value.end, "text": value.of(text)}
    if isinstance(value, Fact):
        return _fact(value, text)
    return _row(value, text) if is_dataclass(value) else value


def _fact(fact: Fact[Any], text: str) -> dict[str, object]:
    row: dict[str, object] = {"value": _plain(fact.value, text), "spans": _plain(fact.evidence, text)}
    if not fact.evidence:
        row["inferred"] = True
    if fact.rule is not None:
        row["rule"] = fact.rule
    if fact.confidence is not None:
        row["confidence"] = fact.confidence
    return row


def _row(noun: Any, text: str) -> dict[str, object]:
    """The fields of a noun; one that is not known is left out. 0 is known."""
    shown = (f for f in fields(noun) if (type(noun), f.name) not in _LEFT_OUT)
    values = ((f, getattr(noun, f.name)) for f in shown)
    # A caller's title="" means None; the text of an empty report is text.
    known = ((f.name, v) for f, v in values if v is not None and not (v == "" and f.default is None))
    return {name: _plain(value, text) for name, value in known}
