"""The format `annotation`: `sayso-annotation/1`, in which every coder is scored.

The form is that of the annotators' schema, so here, unlike in `json`, a value that is
not known is null or an empty list.
"""

import hashlib
from collections.abc import Iterable, Iterator
from typing import NotRequired, TextIO, TypedDict

from sayso.export.lines import write_objects
from sayso.model.events import AcledCode, Event, Interval, Location, PartyRef, TimeBasis, Toll, Weapon
from sayso.model.record import Coded, Dispute, Side, TemporalRelation
from sayso.model.report import Note
from sayso.model.spans import Fact, Span
from sayso.model.statements import Basis, Claim, Source, Statement

SCHEMA = "sayso-annotation/1"
NARRATOR = "Article (narrator)"  # the name of the report's own voice
_BASES = {TimeBasis.EXPLICIT: "explicit", TimeBasis.INFERRED: "inferred"}  # all others are relative


class SpanRow(TypedDict):
    """Code points `start` to `end` (exclusive) of the text, and what stands there."""

    start: int
    end: int
    text: str


class NameRow(TypedDict):
    """A party that the record names; `aliases` are the words of the text that end at it."""

    kind: str
    country: str | None
    aliases: list[str]


class PloverRow(TypedDict):
    """PLOVER type and mode."""

    type: str
    mode: str | None


class AcledRow(TypedDict):
    """ACLED event type and sub-event type."""

    event_type: str
    sub_event_type: str


class ArgumentRow(TypedDict):
    """An actor or target; no spans where it is implied."""

    name: str
    spans: list[SpanRow]


class PlaceRow(TypedDict):
    """Where; `inferred` where no span states it."""

    span: SpanRow | None
    name: str
    country: str | None
    lat: float | None
    lon: float | None
    precision: str | None
    alt_points: list[list[float]]
    inferred: bool


class TimeRow(TypedDict):
    """First and last possible day."""

    span: SpanRow | None
    start: str
    end: str
    basis: str
    clock: NotRequired[str]


class WeaponRow(TypedDict):
    """A weapon, platform or instrument."""

    span: SpanRow | None
    name: str
    kind: str


class CasualtiesRow(TypedDict):
    """A figure of one source."""

    kind: str
    min: int
    max: int | None
    who: str | None
    span: SpanRow | None
    source: str | None


class AttributionRow(TypedDict):
    """On whose word a field rests."""

    source: str | None
    source_span: SpanRow | None
    act: str
    stance: str
    field: str
    value: str
    evidence: SpanRow
    via: str | None


class EventRow(TypedDict):
    """One event of the text."""

    id: str
    trigger: SpanRow | None
    other_triggers: list[SpanRow]
    plover: PloverRow
    cameo_root: str | None
    acled: AcledRow | None
    actors: list[ArgumentRow]
    targets: list[ArgumentRow]
    place: PlaceRow | None
    time: TimeRow | None
    weapons: list[WeaponRow]
    casualties: list[CasualtiesRow]
    modality: str
    attributions: list[AttributionRow]
    incident: str | None
    incident_certain: bool


class RelationRow(TypedDict):
    """`a` AFTER or BEFORE `b`, because of the words in `span`."""

    a: str
    type: str
    b: str
    b_alt: list[str]
    span: SpanRow
    offset: str | None


class AccountRow(TypedDict):
    """One side of a dispute."""

    source: str | None
    value: str
    span: SpanRow


class DisputeRow(TypedDict):
    """Accounts that are set against each other on one field."""

    id: str
    incident: str | None
    events: list[str]
    field: str
    accounts: list[AccountRow]
    note: str


class Annotation(TypedDict):
    """All that was coded of one article."""

    schema: str
    doc_id: str
    title: str | None
    published: str | None
    text_sha256: str
    names: dict[str, NameRow]
    events: list[EventRow]
    temporal_relations: list[RelationRow]
    disputes: list[DisputeRow]
    notes: list[str]


class AnnotationExporter:
    """One annotation record per report."""

    name = "annotation"
    suffix = ".json"

    def write(self, coded: Iterable[Coded], out: TextIO) -> int:
        return write_objects(map(to_annotation, coded), out)


def to_annotation(coded: Coded) -> Annotation:
    """The record of one report in the form `sayso-annotation/1`."""
    report, rows = coded.report, _Rows(coded)
    return {
        "schema": SCHEMA,
        "doc_id": report.id,
        "title": report.title,
        "published": None if report.published is None else report.published.isoformat(),
        "text_sha256": text_sha256(report.text),
        "names": rows.names(),
        "events": [rows.event(event) for event in coded.events],
        "temporal_relations": [rows.relation(relation) for relation in coded.temporal_relations],
        "disputes": [rows.dispute(dispute) for dispute in coded.disputes],
        "notes": [note.message for note in all_notes(coded)],
    }


def text_sha256(text: str) -> str:
    """The SHA-256 of the text in UTF-8, as hex digits."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def all_notes(coded: Coded) -> list[Note]:
    """What `read` and the later stages noted, each note once."""
    return list(dict.fromkeys((*coded.report.notes, *coded.notes)))


def speaker(statement: Statement) -> str | None:
    """The name of who speaks: the report itself, a party, or None where the text names nobody."""
    if statement.basis is Basis.AUTHOR:
        return NARRATOR
    return None if statement.source is None else statement.source.party.name


class _Rows:
    """The rows of one record; spans quote its text, claims find their statements."""

    def __init__(self, coded: Coded) -> None:
        self._coded = coded
        self._text = coded.report.text
        self._statements = {statement.id: statement for statement in coded.statements}
        self._open = {incident.id for incident in coded.incidents if not incident.certain}

    def names(self) -> dict[str, NameRow]:
        names: dict[str, NameRow] = {}
        for party, spans in self._parties():
            row = names.setdefault(party.name, {"kind": party.kind, "country": party.country, "aliases": []})
            words = (span.of(self._text) for span in spans)
            row["aliases"] += [word for word in dict.fromkeys(words) if word not in row["aliases"]]
        return names

    def _parties(self) -> Iterator[tuple[PartyRef, tuple[Span, ...]]]:
        """Every party that the record names, with the words that end at it."""
        for event in self._coded.events:
            for fact in (*event.actors, *event.targets):
                yield fact.value, fact.evidence
        for statement in self._coded.statements:
            for source in (statement.source, *statement.via):
                if source is not None:
                    yield source.party, () if source.span is None else (source.span,)

    def span(self, span: Span) -> SpanRow:
        return {"start": span.start, "end": span.end, "text": span.of(self._text)}

    def first(self, spans: tuple[Span, ...]) -> SpanRow | None:
        return self.span(spans[0]) if spans else None

    def event(self, event: Event) -> EventRow:
        return {
            "id": event.id,
            "trigger": self.first(event.triggers),
            "other_triggers": [self.span(span) for span in event.triggers[1:]],
            "plover": {"type": event.type.value, "mode": event.mode.value if event.mode else None},
            "cameo_root": event.cameo.value[:2] if event.cameo else None,
            "acled": _acled(event.acled),
            "actors": [self.argument(fact) for fact in event.actors],
            "targets": [self.argument(fact) for fact in event.targets],
            "place": self.place(event.place) if event.place else None,
            "time": self.time(event.time) if event.time else None,
            "weapons": [self.weapon(fact) for fact in event.weapons],
            "casualties": [self.casualties(fact) for fact in event.tolls],
            "modality": event.modality.value,
            "attributions": [self.attribution(c) for c in self._coded.claims if c.event == event.id],
            "incident": event.incident,
            "incident_certain": event.incident not in self._open,
        }

    def argument(self, fact: Fact[PartyRef]) -> ArgumentRow:
        return {"name": fact.value.name, "spans": [self.span(span) for span in fact.evidence]}

    def place(self, fact: Fact[Location]) -> PlaceRow:
        where = fact.value
        return {
            "span": self.first(fact.evidence),
            "name": where.name,
            "country": where.country,
            "lat": where.lat,
            "lon": where.lon,
            "precision": where.precision,
            "alt_points": [],
            "inferred": not fact.evidence,
        }

    def time(self, fact: Fact[Interval]) -> TimeRow:
        when = fact.value
        row: TimeRow = {
            "span": self.first(fact.evidence),
            "start": when.first.isoformat(),
            "end": when.last.isoformat(),
            "basis": _BASES.get(when.basis, "relative"),
        }
        if when.clock is not None:
            row["clock"] = when.clock
        return row

    def weapon(self, fact: Fact[Weapon]) -> WeaponRow:
        return {"span": self.first(fact.evidence), "name": fact.value.name, "kind": fact.value.kind}

    def casualties(self, fact: Fact[Toll]) -> CasualtiesRow:
        toll = fact.value
        return {
            "kind": toll.kind,
            "min": toll.low,
            "max": toll.high,
            "who": toll.who,
            "span": self.first(fact.evidence),
            "source": toll.source or (NARRATOR if toll.narrated else None),
        }

    def attribution(self, claim: Claim) -> AttributionRow:
        statement = self._statements[claim.statement]
        return {
            "source": speaker(statement),
            "source_span": self.source_span(statement.source),
            "act": statement.act,
            "stance": claim.stance,
            "field": claim.field,
            "value": claim.value,
            "evidence": self.span(claim.evidence),
            "via": statement.via[-1].party.name if statement.via else None,
        }

    def source_span(self, source: Source | None) -> SpanRow | None:
        return None if source is None or source.span is None else self.span(source.span)

    def relation(self, relation: TemporalRelation) -> RelationRow:
        return {
            "a": relation.a,
            "type": relation.type,
            "b": relation.b,
            "b_alt": list(relation.alternatives),
            "span": self.span(relation.span),
            "offset": relation.offset,
        }

    def dispute(self, dispute: Dispute) -> DisputeRow:
        return {
            "id": dispute.id,
            "incident": dispute.incident,
            "events": list(dispute.events),
            "field": dispute.field,
            "accounts": [self.account(side) for side in dispute.sides],
            "note": dispute.reason,
        }

    def account(self, side: Side) -> AccountRow:
        said = self._statements.get(side.statement or "")
        own = said is not None and said.own_voice
        return {"source": NARRATOR if own else side.party, "value": side.value, "span": self.span(side.span)}


def _acled(fact: Fact[AcledCode] | None) -> AcledRow | None:
    if fact is None:
        return None
    return {"event_type": fact.value.event_type, "sub_event_type": fact.value.sub_event_type}
