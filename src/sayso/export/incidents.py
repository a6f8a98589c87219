"""The form `sayso-incidents/1`: incidents over reports, their copies and versions, as one JSON object."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum
from typing import TextIO

from sayso.export.lines import dumps
from sayso.model.decisions import Decision
from sayso.model.incidents import Family, MergedIncident, Revision
from sayso.model.record import Coded
from sayso.model.report import Note
from sayso.model.spans import Span

SCHEMA = "sayso-incidents/1"


@dataclass(frozen=True, slots=True)
class Joined:
    """All that joining some reports gave; `notes` are about single reports, by their ids."""

    reports: Mapping[str, Coded]
    incidents: Sequence[MergedIncident]
    families: Sequence[Family] = ()
    revisions: Sequence[Revision] = ()
    notes: Sequence[tuple[str, Note]] = ()


def write_incidents(joined: Joined, out: TextIO) -> None:
    """Write the object, indented."""
    out.write(dumps(to_incidents(joined), indent=1) + "\n")


def to_incidents(joined: Joined) -> dict[str, object]:
    """What was joined, as JSON has it; a value that is not known has no key, a list is always there."""
    return {
        "schema": SCHEMA,
        "reports": [_report(coded) for _, coded in sorted(joined.reports.items())],
        "incidents": [_plain(one) for one in joined.incidents],
        "families": [_plain(one) for one in joined.families],
        "revisions": [_revision(one, joined.reports) for one in joined.revisions],
        "notes": [
            {"report": report, "kind": note.kind, "message": note.message} for report, note in joined.notes
        ],
    }


def _report(coded: Coded) -> dict[str, object]:
    report = coded.report
    named = {"title": report.title, "outlet": report.outlet, "url": report.url}
    day = None if report.published is None else report.published.isoformat()
    known = {name: value for name, value in {**named, "published": day}.items() if value}
    return {"id": report.id, **known}


def _revision(one: Revision, reports: Mapping[str, Coded]) -> dict[str, object]:
    """A revision with the sentences that its spans stand for."""
    earlier, later = (reports[name].report.text for name in (one.earlier, one.later))
    return {
        "earlier": one.earlier,
        "later": one.later,
        "added": _quoted(one.added, later),
        "dropped": _quoted(one.dropped, earlier),
        "edited": [
            {"before": _quoted([a], earlier)[0], "after": _quoted([b], later)[0]} for a, b in one.edited
        ],
        "changes": _plain(one.changes),
    }


def _quoted(spans: Iterable[Span], text: str) -> list[dict[str, object]]:
    return [{"start": span.start, "end": span.end, "text": span.of(text)} for span in spans]


def _plain(value: object) -> object:
    """A noun as JSON has it: without what is not known."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        shown = {field.name: getattr(value, field.name) for field in fields(value)}
        if isinstance(value, Decision):
            shown = {
                "id": value.id,
                **{name: one for name, one in shown.items() if name not in ("number", "act")},
            }
        return {name: _plain(one) for name, one in shown.items() if one is not None}
    return value
