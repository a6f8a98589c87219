"""The record of one coded report."""

from dataclasses import dataclass

from sayso.model.events import Account, Event
from sayso.model.report import Note, Report
from sayso.model.spans import Span
from sayso.model.statements import Claim, ClaimField, Statement


@dataclass(frozen=True, slots=True)
class Incident:
    """The happening that several events are about; `certain` is False where the text leaves it open."""

    id: str
    events: tuple[str, ...]
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a dispute, in its own words; `party` is None for an unnamed speaker."""

    party: str | None
    value: str
    span: Span


@dataclass(frozen=True, slots=True)
class Dispute:
    """Accounts that cannot all be true, or that the text sets against each other, on one field."""

    id: str
    incident: str
    events: tuple[str, ...]
    field: ClaimField
    sides: tuple[Side, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class TemporalRelation:
    """`a` is AFTER or BEFORE `b`, because of the words in `span`; `offset` is an ISO 8601 duration."""

    a: str
    type: str
    b: str
    span: Span
    offset: str | None = None
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Version:
    """One thing that made a record: code, a model, the ontology, a gazetteer."""

    name: str
    version: str
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Coded:
    """What sayso made of one report."""

    report: Report
    events: tuple[Event, ...] = ()
    statements: tuple[Statement, ...] = ()
    claims: tuple[Claim, ...] = ()
    incidents: tuple[Incident, ...] = ()
    accounts: tuple[Account, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    temporal_relations: tuple[TemporalRelation, ...] = ()
    notes: tuple[Note, ...] = ()
    versions: tuple[Version, ...] = ()
