"""`sayso-annotation/1`: what an annotator or another system coded of a report, and what sayso writes.

The form has no text: `Importing.text` finds it, and its SHA-256 must be the one that the record names.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, TextIO, TypeVar

from sayso.errors import ReadError, SpanError
from sayso.export.annotation import NARRATOR, SCHEMA, text_sha256
from sayso.imports.importer import BadRow, Importing, Known
from sayso.imports.rows import AFTER
from sayso.model.events import (
    AcledCode,
    Event,
    Interval,
    Location,
    Modality,
    PartyRef,
    PlacePrecision,
    TimeBasis,
    Toll,
    Weapon,
)
from sayso.model.parties import PartyKind
from sayso.model.record import Coded, Dispute, Incident, Side, TemporalRelation, Version
from sayso.model.report import Note, Report
from sayso.model.spans import Fact, Span
from sayso.model.statements import Act, Basis, Claim, ClaimField, Source, Stance, Statement

T = TypeVar("T")
SCHEMAS = (SCHEMA, "sayso-gold/1")
RULE = "annotation"  # of a value that stands on no words
_BASES = {"explicit": TimeBasis.EXPLICIT, "inferred": TimeBasis.INFERRED, "relative": TimeBasis.RELATIVE}
Json = Mapping[str, Any]


class AnnotationImporter:
    """One record a report: a file with one object, with a list of them, or with one a line."""

    name = "annotation"

    def read(self, file: TextIO, name: str, how: Importing) -> Iterator[Coded | BadRow]:
        """The records of a file."""
        for line, row in _objects(file.read().removeprefix("\ufeff"), name):
            at = f"{name}:{line}"
            try:
                yield _Reader(row, how).coded()
            except KeyError as error:
                yield BadRow(f"{at}: key {error} is missing; see the form {SCHEMA}")
            except (ValueError, SpanError, TypeError, AttributeError) as error:
                yield BadRow(f"{at}: {error}; see the form {SCHEMA}")


def _objects(text: str, name: str) -> Iterator[tuple[int, Json]]:
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError):
        whole = None
    if whole is not None:
        yield from ((1, one) for one in (whole if isinstance(whole, list) else [whole]))
        return
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                yield number, json.loads(line)
            except (ValueError, RecursionError) as error:
                raise ReadError(f"{name}:{number}: {error}; JSON of the form {SCHEMA} is expected") from error


class _Reader:
    """The parts of one record."""

    def __init__(self, row: Json, how: Importing) -> None:
        if row.get("schema") not in SCHEMAS:
            raise ValueError(f"schema is {row.get('schema')!r}; right is {SCHEMA!r}")
        self._row = row
        self._known: Known = how.known
        self._source = how.source or "annotation"
        self._names: Json = row.get("names") or {}
        self._text = _text(row, how)
        self._statements: list[Statement] = []
        self._claims: list[Claim] = []

    def coded(self) -> Coded:
        row = self._row
        events = tuple(self._event(one) for one in row.get("events") or ())
        disputes = tuple(self._dispute(one) for one in row.get("disputes") or ())
        published = row.get("published")
        report = Report(
            self._text,
            f"{AFTER}annotation:{row['doc_id']}",
            title=row.get("title"),
            outlet=self._source,
            published=None if published is None else date.fromisoformat(published),
            guid=f"annotation:{row['doc_id']}",
            origin="annotation",
        )
        return Coded(
            report,
            events,
            tuple(self._statements),
            tuple(self._claims),
            incidents=_incidents(row, events),
            disputes=disputes,
            temporal_relations=tuple(self._relation(one) for one in row.get("temporal_relations") or ()),
            notes=tuple(Note("annotation", note) for note in row.get("notes") or ()),
            versions=(Version(self._source, "import/1"),),
        )

    def _span(self, row: Json) -> Span:
        span = Span(row["start"], row["end"])
        if span.of(self._text) != row["text"]:
            raise ValueError(f"{row['text']!r} does not stand at {span.start} to {span.end} of the text")
        return span

    def _spans(self, *rows: Json | None) -> tuple[Span, ...]:
        return tuple(self._span(row) for row in rows if row is not None)

    def _fact(self, value: T, *rows: Json | None) -> Fact[T]:
        spans = self._spans(*rows)
        return Fact(value, spans, None if spans else RULE)

    def _party(self, name: str) -> PartyRef:
        row: Json = self._names.get(name) or {}
        known = self._known.party(name)
        kind = PartyKind(row["kind"]) if "kind" in row else known.kind if known else PartyKind.UNNAMED
        country = row.get("country") if row else known.country if known else None
        if known is None:
            return PartyRef(name, kind, None, country)
        return PartyRef(name, kind, known.id, country, sides=known.part_of)

    def _event(self, row: Json) -> Event:
        triggers = self._spans(row["trigger"], *(row.get("other_triggers") or ()))
        if not triggers:
            raise ValueError(f"event {row['id']!r} has no trigger; it needs the span that tells it")
        plover, acled = row["plover"], row.get("acled")
        for one in row.get("attributions") or ():
            self._attribution(one, row["id"])
        return Event(
            row["id"],
            triggers,
            Fact(plover["type"], triggers[:1]),
            Fact(Modality(row.get("modality") or "occurred"), triggers[:1]),
            mode=Fact(plover["mode"], triggers[:1]) if plover.get("mode") else None,
            cameo=Fact(row["cameo_root"], triggers[:1]) if row.get("cameo_root") else None,
            acled=Fact(AcledCode(acled["event_type"], acled["sub_event_type"]), triggers[:1])
            if acled
            else None,
            actors=self._arguments(row.get("actors")),
            targets=self._arguments(row.get("targets")),
            place=self._place(row.get("place")),
            time=self._time(row.get("time")),
            weapons=tuple(self._weapon(one) for one in row.get("weapons") or ()),
            tolls=tuple(self._toll(one) for one in row.get("casualties") or ()),
            incident=row.get("incident"),
        )

    def _arguments(self, rows: Sequence[Json] | None) -> tuple[Fact[PartyRef], ...]:
        return tuple(self._fact(self._party(one["name"]), *one["spans"]) for one in rows or ())

    def _place(self, row: Json | None) -> Fact[Location] | None:
        if row is None:
            return None
        precision = row.get("precision")
        where = Location(
            row["name"],
            None if precision is None else PlacePrecision(precision),
            row.get("country"),
            row.get("lat"),
            row.get("lon"),
        )
        return self._fact(where, row.get("span"))

    def _time(self, row: Json | None) -> Fact[Interval] | None:
        if row is None:
            return None
        first, last = date.fromisoformat(row["start"]), date.fromisoformat(row["end"])
        return self._fact(Interval(first, last, _BASES[row["basis"]], row.get("clock")), row.get("span"))

    def _weapon(self, row: Json) -> Fact[Weapon]:
        return self._fact(Weapon(row["name"], row["kind"]), row.get("span"))

    def _toll(self, row: Json) -> Fact[Toll]:
        narrated = row.get("source") == NARRATOR
        source = None if narrated else row.get("source")
        toll = Toll(row["kind"], row["min"], row.get("max"), row.get("who"), source, narrated)
        return self._fact(toll, row.get("span"))

    def _attribution(self, row: Json, event: str) -> None:
        """A statement of its own, and the claim that it makes."""
        evidence, name = self._span(row["evidence"]), row["source"]
        number = len(self._claims) + 1
        words = self._spans(row.get("source_span"))
        source = None
        if name not in (None, NARRATOR):
            source = Source(self._party(name), words[0] if words else None)
        basis = Basis.AUTHOR if name == NARRATOR else Basis.NONE if name is None else Basis.EXPLICIT
        via = row.get("via")
        self._statements.append(
            Statement(
                f"s{number}",
                source,
                basis,
                Act(row.get("act") or "assert"),
                "voice" if basis is Basis.AUTHOR else "indirect",
                (evidence,),
                "author" if basis is Basis.AUTHOR else RULE,
                via=(Source(self._party(via), None),) if via else (),
                stance=Stance(row["stance"]),
                field=ClaimField(row["field"]),
            )
        )
        self._claims.append(
            Claim(
                f"c{number}",
                f"s{number}",
                event,
                ClaimField(row["field"]),
                Stance(row["stance"]),
                row.get("value") or evidence.of(self._text),
                evidence,
            )
        )

    def _dispute(self, row: Json) -> Dispute:
        field = ClaimField(row["field"])
        sides = tuple(self._side(one, tuple(row["events"])) for one in row["accounts"])
        return Dispute(
            row["id"], row.get("incident"), tuple(row["events"]), field, sides, row.get("note") or RULE
        )

    def _side(self, row: Json, events: tuple[str, ...]) -> Side:
        """An account, with the statement whose words it quotes, if one is there."""
        span, name = self._span(row["span"]), row["source"]
        by = {claim.statement: claim for claim in self._claims if claim.event in events}
        said = next(
            (
                one.id
                for one in self._statements
                if one.id in by and by[one.id].evidence.overlaps(span) and _speaker(one) == name
            ),
            None,
        )
        return Side(None if name == NARRATOR else name, row["value"], span, said)

    def _relation(self, row: Json) -> TemporalRelation:
        others = tuple(row.get("b_alt") or ())
        return TemporalRelation(
            row["a"], row["type"], row["b"], self._span(row["span"]), row.get("offset"), others
        )


def _acled(row: Json) -> AcledCode:
    return AcledCode(row["event_type"], row["sub_event_type"])


def _speaker(statement: Statement) -> str | None:
    if statement.own_voice:
        return NARRATOR
    return None if statement.source is None else statement.source.party.name


def _text(row: Json, how: Importing) -> str:
    name, sha256 = row["doc_id"], row["text_sha256"]
    text = None if how.text is None else how.text(name, sha256)
    if text is None:
        raise ValueError(f"the text of report {name!r} is not there; the form does not hold it")
    if text_sha256(text) != sha256:
        raise ValueError(f"the text of report {name!r} is not the one coded, whose SHA-256 is {sha256}")
    return text


def _incidents(row: Json, events: Sequence[Event]) -> tuple[Incident, ...]:
    """Those that its events name; not certain where the record is not of any of their events."""
    members: dict[str, list[str]] = {}
    for event in events:
        if event.incident is not None:
            members.setdefault(event.incident, []).append(event.id)
    open_ = {one.get("incident") for one in row.get("events") or () if one.get("incident_certain") is False}
    return tuple(Incident(name, tuple(ids), name not in open_) for name, ids in members.items())
