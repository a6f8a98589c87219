"""Incidents spread over tables, with the columns that the readable views of a base have.

A base has the same under the same names, so that what a person learns of the one holds of the other. Of what
a record does not say, when it was added to a base and redacted, there are no columns.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from sayso.export.annotation import text_sha256
from sayso.export.claims_csv import claim_rows, dispute_rows, local_id
from sayso.model.columns import incident_columns, place_columns
from sayso.model.events import Event, Location, PartyRef, Toll
from sayso.model.kept import IncidentRecord, Summary, Told
from sayso.model.record import Coded
from sayso.model.spans import Fact, Span
from sayso.model.statements import Claim, Statement

SCHEMA = "sayso-tables/1"
Row = dict[str, Any]

_PLACE = {
    "place": "text",
    "gazetteer": "text",
    "country": "text",
    "admin1": "text",
    "precision": "text",
    "lat": "real",
    "lon": "real",
    "radius_km": "real",
}
_CODES = dict.fromkeys(("mode", "cameo", "acled_event", "acled_sub_event"), "text")
# Of each table the columns, with their kinds: text, texts (a list), whole, real, flag, day, moment.
VIEWS: dict[str, dict[str, str]] = {
    "incident": {
        "id": "text",
        "headline": "text",
        "type": "text",
        "modality": "text",
        **_CODES,
        **_PLACE,
        **dict.fromkeys(("first_day", "last_day"), "day"),
        **{f"{name}_{end}": "whole" for name in ("killed", "wounded") for end in ("low", "best", "high")},
        **dict.fromkeys(("reports", "lines", "parties"), "whole"),
        **dict.fromkeys(("grade", "assessed"), "text"),
        **dict.fromkeys(("disputed", "unsure", "reviewed"), "flag"),
        "state": "text",
        "confidence": "real",
    },
    "event": {
        **dict.fromkeys(("id", "report", "incident"), "text"),
        "published": "day",
        "outlet": "text",
        "type": "text",
        **_CODES,
        "modality": "text",
        **_PLACE,
        **dict.fromkeys(("where_prec", "geo_precision"), "whole"),
        **dict.fromkeys(("first_day", "last_day"), "day"),
        **dict.fromkeys(("time_basis", "clock"), "text"),
        **dict.fromkeys(("killed_low", "killed_high", "wounded_low", "wounded_high"), "whole"),
        "confidence": "real",
        "words": "text",
        **dict.fromkeys(("actors", "targets", "weapons"), "texts"),
    },
    "claim": {
        **dict.fromkeys(("id", "report", "event", "incident", "statement", "event_type"), "text"),
        **dict.fromkeys(("claimant", "party"), "text"),
        "own_voice": "flag",
        **dict.fromkeys(("stance", "field", "value"), "text"),
        **dict.fromkeys(("start", "stop"), "whole"),
        **dict.fromkeys(("cameo", "plover"), "text"),
        "day": "day",
        **dict.fromkeys(("words", "hedge", "relayed_by"), "text"),
    },
    "evidence": {
        **dict.fromkeys(("report", "owner", "field"), "text"),
        **dict.fromkeys(("item", "start", "stop"), "whole"),
        "words": "text",
    },
    "dispute": {**dict.fromkeys(("id", "incident", "field"), "text"), "claims": "texts"},
    "decision": {
        "number": "whole",
        **dict.fromkeys(("id", "subject", "a", "b", "judgement", "author"), "text"),
        "score": "real",
        "undoes": "text",
        "act": "whole",
        "person": "flag",
        "role": "text",
    },
    "report": {
        **dict.fromkeys(("id", "title", "text", "outlet"), "text"),
        "published": "day",
        "published_at": "moment",
        **dict.fromkeys(("language", "url", "guid", "revises", "text_sha256", "origin"), "text"),
        **dict.fromkeys(("capture_record", "capture_digest"), "text"),
        "captured_at": "moment",
        "capture_file": "text",
    },
}


class Spread:
    """Rows of incidents as they come; each report and each decision once, for which it keeps their ids."""

    def __init__(self) -> None:
        self._seen: set[str] = set()

    def rows(self, record: IncidentRecord) -> Iterator[tuple[str, Row]]:
        """The rows of one incident, each with the name of its table."""
        yield "incident", incident_columns(record)
        for told in record.told:
            yield "event", _event(record, told)
            for row in _evidence(told):
                yield "evidence", row
            if self._is_new(told.coded.report.id):
                yield "report", _report(told.coded)
        for row in _claims(record):
            yield "claim", row
        for one in dispute_rows(record):
            claims = one.claim_ids.split(";") if one.claim_ids else []
            yield (
                "dispute",
                {"id": one.dispute_id, "incident": one.incident_id, "field": one.field, "claims": claims},
            )
        for decision in record.decisions:
            if self._is_new(decision.id):
                yield "decision", {name: getattr(decision, name) for name in VIEWS["decision"]}

    def _is_new(self, name: str) -> bool:
        new = name not in self._seen
        self._seen.add(name)
        return new


def _event(record: IncidentRecord, told: Told) -> Row:
    event, report = told.event, told.coded.report
    place = None if event.place is None else event.place.value
    time = None if event.time is None else event.time.value
    acled = None if event.acled is None else event.acled.value
    return {
        "id": told.key,
        "report": report.id,
        "incident": record.incident.id,
        "published": report.published,
        "outlet": report.outlet,
        "type": event.type.value,
        "mode": None if event.mode is None else event.mode.value,
        "cameo": None if event.cameo is None else event.cameo.value,
        "acled_event": None if acled is None else acled.event_type,
        "acled_sub_event": None if acled is None else acled.sub_event_type,
        "modality": event.modality.value.value,
        **place_columns(place, _province(place, record.summary)),
        "where_prec": None if place is None else place.where_prec,
        "geo_precision": None if place is None else place.geo_precision,
        "first_day": None if time is None else time.first,
        "last_day": None if time is None else time.last,
        "time_basis": None if time is None else time.basis.value,
        "clock": None if time is None else time.clock,
        **_two("killed", event.tolls),
        **_two("wounded", event.tolls),
        "confidence": event.type.confidence,
        "words": event.triggers[0].of(report.text),
        "actors": _names(event.actors),
        "targets": _names(event.targets),
        "weapons": [fact.value.name for fact in event.weapons],
    }


def _province(place: Location | None, summary: Summary) -> str | None:
    """The province of an event's place, where it is the place of its incident: a record names no other."""
    if place is None or place.gazetteer is None or summary.place is None:
        return None
    return summary.admin1 if place.gazetteer == summary.place.gazetteer else None


def _two(name: str, tolls: tuple[Fact[Toll], ...]) -> Row:
    """The least and greatest figure of a kind; a figure without an upper bound counts with its lower."""
    found = [fact.value for fact in tolls if fact.value.kind == name and not fact.value.part]
    low = min((one.low for one in found), default=None)
    high = max((one.low if one.high is None else one.high for one in found), default=None)
    return {f"{name}_low": low, f"{name}_high": high}


def _names(parties: tuple[Fact[PartyRef], ...]) -> list[str]:
    return [fact.value.name for fact in parties]


def _claims(record: IncidentRecord) -> Iterator[Row]:
    flat = {one.claim_id: one for one in claim_rows(record)}
    for told in record.told:
        report = told.coded.report
        statements = {one.id: one for one in told.coded.statements}
        for claim in told.coded.claims:
            if claim.event == told.event.id:
                row = flat[local_id(report, claim.id)]
                said = statements[claim.statement]
                yield {
                    **_claim(told, claim, said),
                    "incident": record.incident.id,
                    "hedge": row.hedge,
                    "relayed_by": row.relayed_by,
                }


def _claim(told: Told, claim: Claim, said: Statement) -> Row:
    report, event = told.coded.report, told.event
    source = None if said.source is None else said.source.party
    outlet = report.outlet if said.own_voice else None
    return {
        "id": local_id(report, claim.id),
        "report": report.id,
        "event": told.key,
        "statement": local_id(report, said.id),
        "event_type": event.type.value,
        "claimant": outlet if source is None else source.name,
        "party": None if source is None else source.party,
        "own_voice": said.own_voice,
        "stance": claim.stance.value,
        "field": claim.field.value,
        "value": claim.value,
        "start": claim.evidence.start,
        "stop": claim.evidence.end,
        "cameo": claim.cameo,
        "plover": claim.plover,
        "day": report.published if event.time is None else event.time.value.first,
        "words": " ".join(span.of(report.text) for span in said.content),
    }


def _evidence(told: Told) -> Iterator[Row]:
    """The words that each value of an event stands on, and those of the claims about it."""
    report = told.coded.report
    for field, item, span in _supported(told.event):
        yield _words(told, told.key, field, item, span)
    for claim in told.coded.claims:
        if claim.event == told.event.id:
            yield _words(told, local_id(report, claim.id), claim.field.value, 0, claim.evidence)


def _words(told: Told, owner: str, field: str, item: int, span: Span) -> Row:
    report = told.coded.report
    return {
        "report": report.id,
        "owner": owner,
        "field": field,
        "item": item,
        "start": span.start,
        "stop": span.end,
        "words": span.of(report.text),
    }


def _supported(event: Event) -> Iterator[tuple[str, int, Span]]:
    """Field, number of the value in it, and span."""
    for span in event.triggers:
        yield "trigger", 0, span
    single = ("type", "modality", "mode", "cameo", "acled", "place", "time")
    facts: list[tuple[str, int, Fact[Any] | None]] = [(name, 0, getattr(event, name)) for name in single]
    several: dict[str, Sequence[Fact[Any]]] = {
        "actor": event.actors,
        "target": event.targets,
        "weapon": event.weapons,
        "toll": event.tolls,
    }
    facts += [(name, number, fact) for name, many in several.items() for number, fact in enumerate(many)]
    for name, number, fact in facts:
        for span in () if fact is None else fact.evidence:
            yield name, number, span


def _report(coded: Coded) -> Row:
    report, capture = coded.report, coded.report.capture
    return {
        "id": report.id,
        "title": report.title,
        "text": report.text,
        "outlet": report.outlet,
        "published": report.published,
        "published_at": None if report.published_at is None else report.published_at.isoformat(),
        "language": report.language,
        "url": report.url,
        "guid": report.guid,
        "revises": report.revises,
        "text_sha256": text_sha256(report.text),
        "origin": report.origin,
        "capture_record": capture and capture.record,
        "capture_digest": capture and capture.digest,
        "captured_at": capture.at.isoformat() if capture and capture.at else None,
        "capture_file": capture and capture.file,
    }
