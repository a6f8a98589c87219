"""The form `sayso-incidents/1`: incidents over reports, their copies and versions, as one JSON object."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum
from typing import TextIO

from sayso.export.lines import dumps
from sayso.model.decisions import Decision, event_key
from sayso.model.incidents import Family, MergedIncident, Revision
from sayso.model.kept import ClaimRecord, IncidentRecord
from sayso.model.record import Coded
from sayso.model.report import Capture, Note
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
    capture = {} if report.capture is None else {"capture": _capture(report.capture)}
    return {"id": report.id, **known, **capture}


def _capture(capture: Capture) -> dict[str, object]:
    at = None if capture.at is None else capture.at.isoformat()
    known = {field.name: getattr(capture, field.name) for field in fields(capture)} | {"at": at}
    return {name: value for name, value in known.items() if value is not None}


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


def whole_incident(record: IncidentRecord) -> dict[str, object]:
    """An incident with every account: its row, all that is computed of it, and its reports."""
    reports = {one.coded.report.id: one.coded for one in record.told}
    return {
        "summary": incident_row(record),
        "incident": _plain(record.incident),
        "reports": [_report(coded) for _, coded in sorted(reports.items())],
    }


def incident_row(record: IncidentRecord) -> dict[str, object]:
    """An incident in one flat object, for lists: `sayso incidents --format json` writes one a line."""
    incident, row = record.incident, record.summary
    place = row.place
    known = {
        "id": incident.id,
        "type": row.type,
        "mode": row.mode,
        "modality": row.modality.value,
        "cameo": row.cameo,
        "acled_event": None if row.acled is None else row.acled.event_type,
        "acled_sub_event": None if row.acled is None else row.acled.sub_event_type,
        "actors": _parties(record, "actors"),
        "targets": _parties(record, "targets"),
        "place": None if place is None else place.name,
        "gazetteer": None if place is None else place.gazetteer,
        "country": row.country,
        "admin1": row.admin1,
        "lat": None if place is None else place.lat,
        "lon": None if place is None else place.lon,
        "radius_km": None if place is None else place.radius_km,
        "first_day": None if row.first_day is None else row.first_day.isoformat(),
        "last_day": None if row.last_day is None else row.last_day.isoformat(),
        "killed": _range(row.killed),
        "wounded": _range(row.wounded),
        "reports": list(incident.reports),
        "events": list(incident.members),
        "lines": len(incident.lines),
        "parties": incident.parties,
        "grade": None if incident.graded is None else incident.graded.grade.value,
        "assessed": None if record.assessed is None else record.assessed.value,
        "disputed": row.disputed,
        "unsure": list(incident.unsure),
        "reviewed": record.reviewed,
        "state": record.state.value,
        "confidence": row.confidence,
    }
    return {name: value for name, value in known.items() if value is not None}


def _parties(record: IncidentRecord, role: str) -> list[str]:
    """The names of those who have a role in any event, each once, in the order of the events."""
    facts = (fact for told in record.told for fact in getattr(told.event, role))
    return list(dict.fromkeys(fact.value.name for fact in facts))


def _range(figures: tuple[int, int, int] | None) -> dict[str, int] | None:
    return None if figures is None else dict(zip(("low", "best", "high"), figures, strict=True))


def claim_row(record: ClaimRecord) -> dict[str, object]:
    """A claim in one flat object."""
    claim, report = record.claim, record.coded.report
    source = record.statement.source
    event = next(one for one in record.coded.events if one.id == claim.event)
    known = {
        "id": record.id,
        "incident": record.incident,
        "event": event_key(report.id, event.triggers[0].start),
        "event_type": event.type.value,
        "report": report.id,
        "outlet": report.outlet,
        "published": None if report.published is None else report.published.isoformat(),
        "claimant": record.claimant,
        "party": None if source is None else source.party.party,
        "own_voice": record.statement.own_voice,
        "stance": claim.stance.value,
        "field": claim.field.value,
        "value": claim.value,
        "start": claim.evidence.start,
        "end": claim.evidence.end,
        "text": claim.evidence.of(report.text),
    }
    return {name: value for name, value in known.items() if value is not None}
