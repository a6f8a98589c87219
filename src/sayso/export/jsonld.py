"""JSON-LD: each claim as a W3C Web Annotation on the report's text, with a schema.org `Claim` as its body.

Sources: W3C, Web Annotation Data Model (2017), sections 3 (bodies and targets) and 4.2 (selectors);
schema.org, `Claim`, whose `author` is who makes it. Positions count code points of the report's text as sayso
keeps it, as the W3C's do; the quotation with its surroundings finds the words on the publisher's own page.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any, TextIO
from urllib.parse import quote

from sayso.export.annotation import NARRATOR, text_sha256
from sayso.export.claims_csv import ClaimRow, beside, claim_rows
from sayso.export.exporter import MAIN, Options, Sink
from sayso.export.flattened import count_flattened
from sayso.export.lines import dumps
from sayso.export.loss import Loss
from sayso.export.sides import sides
from sayso.model.events import Location
from sayso.model.kept import IncidentRecord
from sayso.model.report import Report

CONTEXT = [
    "http://www.w3.org/ns/anno.jsonld",
    {"schema": "https://schema.org/", "sayso": "urn:sayso:term:"},
]
Node = dict[str, Any]


class JsonLdExporter:
    """A graph of incidents, reports and annotations; nothing is skipped."""

    name = "jsonld"
    suffix = ".jsonld"

    def write(self, records: Iterable[IncidentRecord], out: Sink, how: Options) -> Loss:
        """Write a node a line."""
        graph = _Graph(out.text(MAIN))

        def write(record: IncidentRecord, loss: Loss) -> None:
            graph.write(record)
            people = sides(record)
            loss.lose("figures of killed left out", record.summary.killed is not None)
            loss.lose("parties left out", len(people.first) + len(people.second))
            count_flattened(loss, record, people, None)

        loss = beside(records, out, how, write)
        graph.close()
        return loss


class _Graph:
    """A graph that is written as incidents come; each report stands in it once."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._seen: set[str] = set()
        self._gap = "\n"
        self._out.write(f'{{"@context": {dumps(CONTEXT)}, "@graph": [')

    def write(self, record: IncidentRecord) -> None:
        """Write the incident, those of its reports that are new, and the claims about it."""
        self._node(_incident(record))
        reports = {told.coded.report.id: told.coded.report for told in record.told}
        for name, report in reports.items():
            if name not in self._seen:
                self._seen.add(name)
                self._node(_report(report))
        for claim in claim_rows(record):
            self._node(_annotation(claim, reports[claim.report_id]))

    def _node(self, node: Node) -> None:
        self._out.write(self._gap + dumps(_known(node)))
        self._gap = ",\n"

    def close(self) -> None:
        """End the graph."""
        self._out.write("\n]}\n")


def urn(kind: str, name: str) -> str:
    """The name of a thing as an IRI: "urn:sayso:claim:r1%23c7"."""
    return f"urn:sayso:{kind}:{quote(name.encode('utf-8', 'replace'), safe='-._~@')}"


def _incident(record: IncidentRecord) -> Node:
    summary = record.summary
    return {
        "id": urn("incident", record.incident.id),
        "type": "schema:Event",
        "schema:additionalType": summary.type,
        "schema:startDate": _text(summary.first_day),
        "schema:endDate": _text(summary.last_day),
        "schema:location": _place(summary.place),
        "sayso:modality": summary.modality,
    }


def _place(place: Location | None) -> Node | None:
    if place is None:
        return None
    point = None
    if place.lat is not None and place.lon is not None:
        # A circle of schema.org: what is only an area must not look like a point.
        point = {
            "type": "schema:GeoCircle",
            "schema:geoMidpoint": {
                "type": "schema:GeoCoordinates",
                "schema:latitude": place.lat,
                "schema:longitude": place.lon,
            },
            "schema:geoRadius": None if place.radius_km is None else round(place.radius_km * 1000),
        }
    return {
        "type": "schema:Place",
        "schema:name": place.name,
        "schema:addressCountry": place.country,
        "schema:geo": None if point is None else _known(point),
    }


def _report(report: Report) -> Node:
    return {
        "id": urn("report", report.id),
        "type": "schema:NewsArticle" if report.origin is None else "schema:CreativeWork",
        "schema:headline": report.title,
        "schema:publisher": _organisation(report.outlet),
        "schema:datePublished": _text(report.published_at or report.published),
        "schema:inLanguage": report.language,
        "schema:url": report.url,
        "schema:archivedAt": None if report.capture is None else report.capture.record,
        "schema:sha256": text_sha256(report.text),
    }


def _annotation(claim: ClaimRow, report: Report) -> Node:
    """Of words that stand in a report: that somebody says by them something about the incident."""
    return {
        "id": urn("annotation", claim.claim_id),
        "type": "Annotation",
        "motivation": "identifying",
        "generator": None if claim.coded_by is None else {"type": "Software", "name": claim.coded_by},
        "body": _known(_claim(claim, report)),
        "target": {
            "source": urn("report", claim.report_id),
            "selector": [
                {"type": "TextPositionSelector", "start": claim.start, "end": claim.end},
                {
                    "type": "TextQuoteSelector",
                    "exact": claim.exact,
                    "prefix": claim.prefix,
                    "suffix": claim.suffix,
                },
            ],
        },
    }


def _claim(claim: ClaimRow, report: Report) -> Node:
    """No author where the text names nobody."""
    author = None if claim.claimant is None else {"schema:name": claim.claimant}
    if claim.claimant == NARRATOR:
        author = _organisation(report.outlet)
    return {
        "id": urn("claim", claim.claim_id),
        "type": "schema:Claim",
        "schema:text": claim.value,
        "schema:author": author,
        "schema:appearance": {"id": urn("report", claim.report_id)},
        "schema:about": {"id": urn("incident", claim.incident_id)},
        "sayso:event": claim.event_id,
        "sayso:field": claim.field,
        "sayso:stance": claim.stance,
        "sayso:hedge": claim.hedge,
        "sayso:relayedBy": claim.relayed_by,
        "sayso:reviewState": claim.review_state,
    }


def _organisation(name: str | None) -> Node | None:
    return None if name is None else {"type": "schema:Organization", "schema:name": name}


def _text(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _known(node: Node) -> Node:
    """The node without what is not known."""
    return {name: value for name, value in node.items() if value is not None}
