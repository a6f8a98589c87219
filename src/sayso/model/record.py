"""The record of one coded report."""

from dataclasses import dataclass
from enum import StrEnum

from sayso.model.events import Account, Event, PartyRef
from sayso.model.report import Note, Report
from sayso.model.spans import Fact, Span
from sayso.model.statements import Claim, ClaimField, Statement


@dataclass(frozen=True, slots=True)
class Incident:
    """The happening that several events are about; `certain` is False where the text leaves it open."""

    id: str
    events: tuple[str, ...]
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a dispute, in its own words; `party` is None for an unnamed speaker.

    `statement` is the id of the statement that says it, the report's own voice included.
    """

    party: str | None
    value: str
    span: Span
    statement: str | None = None


@dataclass(frozen=True, slots=True)
class Dispute:
    """Accounts that cannot all be true, or that the text sets against each other, on one field."""

    id: str
    incident: str | None
    events: tuple[str, ...]
    field: ClaimField
    sides: tuple[Side, ...]
    reason: str


class RelationKind(StrEnum):
    """How one claim stands to another of the same event."""

    AGREES = "agrees"
    REFINES = "refines"  # more exact, and nothing excluded
    VARIES = "varies"  # part and whole, two names of one thing, a rounded figure
    STRONGER = "stronger"
    WEAKER = "weaker"
    DISPUTES = "disputes"
    DENIES = "denies"
    SUPERSEDES = "supersedes"  # a later count of the same thing
    REPEATS = "repeats"  # the report says as fact what a party claims: its attribution is dropped


@dataclass(frozen=True, slots=True)
class ClaimRelation:
    """Claim `a` stands so to claim `b` (ids); derived from the claims and never part of one."""

    a: str
    b: str
    kind: RelationKind
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


class Standing(StrEnum):
    """On whose word a party is named as having done something; the plainest first."""

    ADMITTED = "admitted"  # it says so itself
    STATED = "stated"  # told outright, by the report or by somebody who says that it was so
    ACCUSED_BY_AUTHORITIES = "accused_by_authorities"
    ACCUSED = "accused"  # by others, or by nobody who is named
    POSSIBLE = "possible"


@dataclass(frozen=True, slots=True)
class Responsibility:
    """`party` is named as having done `event`, and on whose word; `claims` are ids of those that say so.

    Where the act is no event of the report itself, `event` is the accusation.
    """

    event: str
    party: Fact[PartyRef]
    standing: Standing
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Version:
    """One thing that made a record: code, a model, the ontology, a gazetteer."""

    name: str
    version: str
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Coded:
    """What sayso made of one report.

    `decisions` are the ids of the decisions of persons that it rests on, too; None where it is
    the machine's own.
    """

    report: Report
    events: tuple[Event, ...] = ()
    statements: tuple[Statement, ...] = ()
    claims: tuple[Claim, ...] = ()
    incidents: tuple[Incident, ...] = ()
    accounts: tuple[Account, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    responsibilities: tuple[Responsibility, ...] = ()
    relations: tuple[ClaimRelation, ...] = ()
    temporal_relations: tuple[TemporalRelation, ...] = ()
    notes: tuple[Note, ...] = ()
    versions: tuple[Version, ...] = ()
    decisions: tuple[str, ...] | None = None
