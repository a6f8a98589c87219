"""One record spread over the columns of the coded tables."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, Protocol, TypeVar

from sqlalchemy import Table

from sayso.model.decisions import event_key
from sayso.model.events import Event, Location, PartyRef, Toll
from sayso.model.record import Coded
from sayso.model.spans import Fact, Span
from sayso.model.statements import Claim, Statement
from sayso.store.sql import tables
from sayso.store.sql.private_names import private_words
from sayso.store.sql.rows import Row

Admin1 = Callable[[str], str | None]
Text = TypeVar("Text", str, str | None)

# Fields of the model that have no column, and why: they are in the packed record.
LEFT_OUT = {
    "Event.id": "local_id",
    "Event.triggers": "words of the first, and spans",
    "Event.incident": "what one report calls one incident; memberships say it over reports",
    "Event.accounts": "claims by event and claimant say it",
    "Event.actors": "event_parties",
    "Event.targets": "event_parties",
    "Event.weapons": "event_weapons",
    "Event.tolls": "event_tolls",
    "Event.time": "first_day, last_day, time_basis, clock",
    "Event.acled": "acled_event, acled_sub_event",
    "Location.name": "place",
    "Location.candidates": "what it may be, besides; for the page of the report",
    "Location.geometry": "follows from precision and spatial",
    "Location.probability": "spelled out on the page of the report",
    "Location.spatial": "spelled out on the page of the report",
    "Location.spelling": "spelled out on the page of the report",
    "Interval.first": "first_day",
    "Interval.last": "last_day",
    "Interval.basis": "time_basis",
    "Interval.zone": "of the clock; on the page of the report",
    "Interval.vague": "on the page of the report",
    "PartyRef.candidates": "who it may be, besides; never searched as the party",
    "PartyRef.sides": "event_sides",
    "PartyRef.backed_by": "event_sides",
    "PartyRef.supports": "event_sides",
    "PartyRef.basis": "on the page of the report",
    "PartyRef.probability": "confidence",
    "Statement.content": "words, and spans",
    "Statement.cue": "words of it, and spans",
    "Statement.cue_lemma": "for the measures of attribution",
    "Statement.via": "spans; on the page of the report",
    "Statement.contrast": "disputes say it",
    "Statement.candidates": "who may have said it; never taken as the speaker",
    "Statement.source_commitment": "follows from polarity and certainty",
    "Statement.author_commitment": "on the page of the report",
    "Claim.evidence": "start, stop",
    "Report.notes": "on the page of the report",
    "Report.capture": "captures",
    "Capture.offset": "byte",
    "Coded.incidents": "memberships say it over reports",
    "Coded.accounts": "claims by incident and claimant say it",
    "Coded.responsibilities": "spans; on the page of the report",
    "Coded.relations": "disputes say which cannot both be true",
    "Coded.temporal_relations": "on the page of the report",
    "Coded.notes": "on the page of the report",
    "Coded.versions": "runs",
    "Coded.decisions": "in the log of decisions",
}


class Counter(Protocol):
    """Gives rows their numbers."""

    def next(self, table: Table) -> int:
        """The number of the next row of a table."""


def spread(coded: Coded, report: int, numbers: Counter, admin1: Admin1) -> dict[Table, list[Any]]:
    """The rows of one record, whose report has the row `report`; tables come before those that refer to them.

    Those of events, parties and places have names; the others are tuples with a value for each column of
    their table, in its order, for they are many.

    `admin1` gives the name of the first-order area of a place by its id in the gazetteer.
    """
    return _Spreader(coded, report, numbers, admin1).rows()


# The order in which rows can be written and refer to what is there.
ORDER = (
    tables.parties,
    tables.places,
    tables.captures,
    tables.private_names,
    tables.events,
    tables.event_parties,
    tables.event_sides,
    tables.event_weapons,
    tables.event_tolls,
    tables.statements,
    tables.claims,
    tables.disputes,
    tables.dispute_claims,
    tables.spans,
)


class _Spreader:
    def __init__(self, coded: Coded, report: int, numbers: Counter, admin1: Admin1) -> None:
        self._coded = coded
        self._id = coded.report.id
        self._text = clean(coded.report.text)
        self._report = report
        self._numbers = numbers
        self._admin1 = admin1
        self._rows: dict[Table, list[Any]] = {table: [] for table in ORDER}
        self._events: dict[str, int] = {}
        self._days: dict[str, date | None] = {}
        self._statements: dict[str, tuple[int, Statement]] = {}
        self._by_statement: dict[str, list[tuple[Claim, int]]] = defaultdict(list)

    def rows(self) -> dict[Table, list[Any]]:
        if (capture := self._coded.report.capture) is not None:
            at = None if capture.at is None else capture.at.isoformat()
            told = (clean(one) for one in (capture.record, capture.digest, capture.address, at, capture.file))
            self._rows[tables.captures] = [(self._report, *told, capture.offset)]
        hidden = private_words(self._coded)
        self._rows[tables.private_names] = [(self._report, *map(clean, one)) for one in hidden]
        seen: set[str] = set()
        for event in self._coded.events:
            key = event_key(self._id, event.triggers[0].start)
            # Of two events that begin at one word the second has its number, too.
            self._event(event, key if key not in seen else f"{key}#{event.id}")
            seen.add(key)
        for statement in self._coded.statements:
            self._statement(statement)
        for claim in self._coded.claims:
            self._claim(claim)
        self._disputes()
        spans = _Spans(self._report)
        spans.of_events(self._coded)
        spans.said(self._coded)
        self._rows[tables.spans] = sorted(spans.rows)
        return self._rows

    def _event(self, event: Event, key: str) -> None:
        killed, wounded = (_range(event.tolls, kind) for kind in ("killed", "wounded"))
        time = event.time.value if event.time else None
        self._days[event.id] = time.first if time else None
        row = self._events[event.id] = self._numbers.next(tables.events)
        self._rows[tables.events].append(
            {
                "row": row,
                "id": key,
                "report": self._report,
                "incident": None,
                "local_id": event.id,
                "type": event.type.value,
                "mode": event.mode.value if event.mode else None,
                "cameo": event.cameo.value if event.cameo else None,
                "acled_event": event.acled.value.event_type if event.acled else None,
                "acled_sub_event": event.acled.value.sub_event_type if event.acled else None,
                "modality": event.modality.value.value,
                **self._place(event.place.value if event.place else None),
                "first_day": time.first if time else None,
                "last_day": time.last if time else None,
                "time_basis": time.basis.value if time else None,
                "clock": time.clock if time else None,
                "killed_low": killed[0],
                "killed_high": killed[1],
                "wounded_low": wounded[0],
                "wounded_high": wounded[1],
                "confidence": event.type.confidence,
                "words": event.triggers[0].of(self._text),
            }
        )
        for role, facts in (("actor", event.actors), ("target", event.targets)):
            for fact in facts:
                self._party(row, role, fact.value)
        weapons = {(one.value.kind, clean(one.value.name)) for one in event.weapons}
        self._rows[tables.event_weapons] += [(row, *one) for one in sorted(weapons)]
        for toll in event.tolls:
            self._toll(row, toll.value)

    def _place(self, place: Location | None) -> Row:
        if place is None:
            return dict.fromkeys(_PLACE)
        where = _where(place, self._admin1)
        name = clean(place.name)
        self._rows[tables.places] += place_rows(place, self._admin1)
        return {
            "place": name,
            "gazetteer": place.gazetteer,
            **where,
            "where_prec": place.where_prec,
            "geo_precision": place.geo_precision,
        }

    def _party(self, event: int, role: str, ref: PartyRef) -> None:
        row, name = self._numbers.next(tables.event_parties), clean(ref.name)
        self._rows[tables.event_parties].append(
            (row, event, role, ref.party, name, ref.kind.value, ref.country, ref.probability)
        )
        sides = sorted({*ref.sides, *ref.backed_by, *ref.supports})
        self._rows[tables.event_sides] += [(row, side) for side in sides]
        self._known(ref)

    def _known(self, ref: PartyRef) -> None:
        self._rows[tables.parties] += party_rows(ref)

    def _toll(self, event: int, toll: Toll) -> None:
        row, who, source = self._numbers.next(tables.event_tolls), clean(toll.who), clean(toll.source)
        self._rows[tables.event_tolls].append(
            (row, event, toll.kind, toll.low, toll.high, who, source, toll.narrated, toll.part)
        )

    def _statement(self, one: Statement) -> None:
        source = one.source.party if one.source else None
        if source is not None:
            self._known(source)
        row = self._numbers.next(tables.statements)
        self._rows[tables.statements].append(
            (
                row,
                f"{self._id}#{one.id}",
                self._report,
                clean(source.name) if source else None,
                source.party if source else None,
                one.basis.value,
                one.act.value,
                one.form,
                one.frame,
                one.cue.of(self._text) if one.cue else None,
                one.stance.value,
                one.field.value,
                one.polarity.value if one.polarity else None,
                one.certainty.value,
                f"{self._id}#{one.parent}" if one.parent else None,
                " ".join([span.of(self._text) for span in one.content]),
            )
        )
        self._statements[one.id] = (row, one)

    def _claim(self, claim: Claim) -> None:
        statement, said = self._statements[claim.statement]
        source = said.source.party if said.source else None
        outlet = clean(self._coded.report.outlet) if said.own_voice else None
        row = self._numbers.next(tables.claims)
        self._rows[tables.claims].append(
            (
                row,
                f"{self._id}#{claim.id}",
                statement,
                self._events[claim.event],
                clean(source.name) if source else outlet,
                source.party if source else None,
                said.own_voice,
                claim.stance.value,
                claim.field.value,
                clean(claim.value),
                claim.evidence.start,
                claim.evidence.end,
                claim.cameo,
                claim.plover,
                self._days[claim.event] or self._coded.report.published,
            )
        )
        self._by_statement[claim.statement].append((claim, row))

    def _disputes(self) -> None:
        for dispute in self._coded.disputes:
            row = self._numbers.next(tables.disputes)
            self._rows[tables.disputes].append(
                (
                    row,
                    f"{self._id}#{dispute.id}",
                    None,
                    self._report,
                    dispute.field.value,
                    clean(dispute.reason),
                )
            )
            claims = {
                number
                for side in dispute.sides
                for claim, number in self._by_statement[side.statement or ""]
                if claim.field is dispute.field and claim.event in dispute.events
            }
            self._rows[tables.dispute_claims] += [(row, one) for one in sorted(claims)]


_PLACE = (
    "place",
    "gazetteer",
    "country",
    "admin1",
    "precision",
    "lat",
    "lon",
    "radius_km",
    "where_prec",
    "geo_precision",
)


def party_rows(ref: PartyRef) -> list[Row]:
    """The row of `parties` of a party that has an id."""
    if ref.party is None:
        return []
    return [{"id": ref.party, "name": clean(ref.name), "kind": ref.kind.value, "country": ref.country}]


def place_rows(place: Location, admin1: Admin1) -> list[Row]:
    """The row of `places` of a place that the gazetteer has."""
    if place.gazetteer is None:
        return []
    return [{"id": place.gazetteer, "name": clean(place.name), **_where(place, admin1)}]


def _where(place: Location, admin1: Admin1) -> Row:
    return {
        "country": place.country,
        "admin1": admin1(place.gazetteer) if place.gazetteer else None,
        "precision": place.precision.value if place.precision else None,
        "lat": place.lat,
        "lon": place.lon,
        "radius_km": place.radius_km,
    }


# Fields of an event with one value.
_ONE = ("type", "modality", "mode", "cameo", "acled", "place", "time")


def clean(text: Text) -> Text:
    """Text as columns hold it: databases end a text at a NUL, or refuse it. Offsets stay as they are."""
    return text.replace("\x00", "\ufffd") if text is not None and "\x00" in text else text


def _range(tolls: Sequence[Fact[Toll]], kind: str) -> tuple[int | None, int | None]:
    """The least and the greatest figure given, shares of others aside; an open one counts as what it says."""
    told = [fact.value for fact in tolls if fact.value.kind == kind and not fact.value.part]
    if not told:
        return None, None
    return min(one.low for one in told), max(one.low if one.high is None else one.high for one in told)


class _Spans:
    """The rows of `spans` of one record, each once."""

    def __init__(self, report: int) -> None:
        self._report = report
        self.rows = set[tuple[int, str, str, int, int, int]]()

    def of_events(self, coded: Coded) -> None:
        for event in coded.events:
            for item, span in enumerate(event.triggers):
                self._add(event.id, "trigger", item, span)
            for field in _ONE:
                fact = getattr(event, field)
                if fact is not None:
                    self._all(event.id, field, 0, fact.evidence)
            several: dict[str, Sequence[Fact[Any]]] = {
                "actor": event.actors,
                "target": event.targets,
                "weapon": event.weapons,
                "toll": event.tolls,
            }
            for field, facts in several.items():
                for item, fact in enumerate(facts):
                    self._all(event.id, field, item, fact.evidence)
        for number, one in enumerate(coded.responsibilities):
            self._all(one.event, "responsibility", number, one.party.evidence)

    def said(self, coded: Coded) -> None:
        for one in coded.statements:
            for item, span in enumerate(one.content):
                self._add(one.id, "content", item, span)
            if one.cue is not None:
                self._add(one.id, "cue", 0, one.cue)
            if one.source is not None and one.source.span is not None:
                self._add(one.id, "source", 0, one.source.span)
            for item, source in enumerate(one.via):
                if source.span is not None:
                    self._add(one.id, "via", item, source.span)
        for claim in coded.claims:
            self._add(claim.id, "evidence", 0, claim.evidence)
        for dispute in coded.disputes:
            for item, side in enumerate(dispute.sides):
                self._add(dispute.id, "side", item, side.span)

    def _all(self, owner: str, field: str, item: int, spans: Iterable[Span]) -> None:
        for span in spans:
            self._add(owner, field, item, span)

    def _add(self, owner: str, field: str, item: int, span: Span) -> None:
        self.rows.add((self._report, owner, field, item, span.start, span.end))
