"""The form of `sayso/1`: what the JSON Schema is generated from.

A published contract, so it is written out here and not read off the model: a field that
the model gains or renames does not slip into files of others, a test fails instead.
Lists are always there; a single value that the report does not give has no key.
"""

from typing import Generic, Literal, NewType, NotRequired, TypedDict, TypeVar

from sayso.model.events import Geometry, Modality, PartyBasis, PlacePrecision, TimeBasis
from sayso.model.parties import PartyKind
from sayso.model.record import RelationKind, Standing
from sayso.model.statements import Act, AuthorCommitment, Basis, Certainty, ClaimField, Polarity, Stance

T = TypeVar("T")
Date = NewType("Date", str)  # YYYY-MM-DD
Moment = NewType("Moment", str)  # YYYY-MM-DDTHH:MM:SS, with the zone's offset where it is known
Text = NewType("Text", str)  # may be empty; no other string is


class Span(TypedDict):
    """Code points `start` to `end` (exclusive) of the report's text, and what stands there."""

    start: int
    end: int
    text: str


class Fact(TypedDict, Generic[T]):
    """A value and the characters that support it; without any it is `inferred`, by the rule named `rule`.

    `confidence` is how often a value found like this one is right.
    """

    value: T
    spans: list[Span]
    inferred: NotRequired[Literal[True]]
    rule: NotRequired[str]
    confidence: NotRequired[float]


class Capture(TypedDict):
    """The archived page that a report was read from: `record` is the id of a WARC record.

    `digest` is that of its payload, `file` the archive's name, `offset` where the record begins in it.
    """

    record: str
    digest: NotRequired[str]
    address: NotRequired[str]
    at: NotRequired[Moment]
    file: NotRequired[str]
    offset: NotRequired[int]


class Report(TypedDict):
    """One version of one article. Every offset counts code points of `text`.

    `published_at` is the moment of publication where the source gives one, `guid` names the
    article in all its versions. `origin` is there for a row of another data set: "acled".
    """

    id: str
    text: Text
    text_sha256: str
    title: NotRequired[str]
    outlet: NotRequired[str]
    published: NotRequired[Date]
    language: NotRequired[str]
    url: NotRequired[str]
    revises: NotRequired[str]
    published_at: NotRequired[Moment]
    guid: NotRequired[str]
    origin: NotRequired[str]
    capture: NotRequired[Capture]


class PartyCandidate(TypedDict):
    """A party that a phrase may end at: `party` is an id of the party table."""

    name: str
    party: NotRequired[str]
    probability: NotRequired[float]


class Party(TypedDict):
    """Who a phrase ends at: `party` is an id of the party table, `country` ISO 3166 alpha-3.

    `probability` is that of `party`, by how it was found (`basis`); `backed_by` are ids
    of those who back or lead it by the text's own words, `supports` of those whose side it takes.
    """

    name: str
    kind: PartyKind
    party: NotRequired[str]
    country: NotRequired[str]
    candidates: list[PartyCandidate]
    sides: list[str]
    backed_by: list[str]
    supports: list[str]
    basis: NotRequired[PartyBasis]
    probability: NotRequired[float]


class PlaceCandidate(TypedDict):
    """A place that a name may mean: `id` is that of its row in a gazetteer."""

    id: str
    name: str
    probability: NotRequired[float]


class Spatial(TypedDict):
    """How a phrase lies to the place it names: "part", "near", "direction", "between", "border", "in"."""

    anchor: str
    relation: str
    direction: NotRequired[str]
    distance_km: NotRequired[float]


class Place(TypedDict):
    """An area: its middle in degrees, its half-width in km, its row in a gazetteer.

    `probability` is that of the row; `spelling` the text's name where the row is only
    spelled almost so. `where_prec` is UCDP GED's code of precision, `geo_precision` ACLED's.
    """

    name: str
    precision: NotRequired[PlacePrecision]
    country: NotRequired[str]
    lat: NotRequired[float]
    lon: NotRequired[float]
    radius_km: NotRequired[float]
    gazetteer: NotRequired[str]
    candidates: list[PlaceCandidate]
    geometry: NotRequired[Geometry]
    probability: NotRequired[float]
    spatial: NotRequired[Spatial]
    spelling: NotRequired[str]
    where_prec: NotRequired[int]
    geo_precision: NotRequired[int]


class Interval(TypedDict):
    """First and last possible day, ISO 8601, both included; `clock` is HH:MM in `zone`, as stated.

    `vague` where the words leave the bounds open: "early March", "last summer".
    """

    first: Date
    last: Date
    basis: TimeBasis
    clock: NotRequired[str]
    zone: NotRequired[str]
    vague: bool


class Weapon(TypedDict):
    """A weapon, platform or instrument."""

    name: str
    kind: str


class Toll(TypedDict):
    """People hurt, from `low` to `high`; no `high` where the figure is open.

    `source` is who gives it; without a source, `narrated` says whether the report does.
    `part` marks a share of another figure ("including two children").
    """

    kind: str
    low: int
    high: NotRequired[int]
    who: NotRequired[str]
    source: NotRequired[str]
    narrated: bool
    part: bool


class Acled(TypedDict):
    """Event type and sub-event type of the ACLED codebook."""

    event_type: str
    sub_event_type: str


class Event(TypedDict):
    """What the report tells as one happening or one act; `triggers` has the best one first."""

    id: str
    triggers: list[Span]
    type: Fact[str]
    mode: NotRequired[Fact[str]]
    cameo: NotRequired[Fact[str]]
    acled: NotRequired[Fact[Acled]]
    modality: Fact[Modality]
    actors: list[Fact[Party]]
    targets: list[Fact[Party]]
    place: NotRequired[Fact[Place]]
    time: NotRequired[Fact[Interval]]
    weapons: list[Fact[Weapon]]
    tolls: list[Fact[Toll]]
    incident: NotRequired[str]


class Source(TypedDict):
    """Who speaks, and the words that say so."""

    party: Party
    span: NotRequired[Span]


class Candidate(TypedDict):
    """Who may have said words that the text gives to nobody: `score` ranks, `basis` says why in words."""

    party: Party
    score: float
    basis: str


class Statement(TypedDict):
    """Somebody says something: source, cue and content.

    No `source` where the text names nobody (basis "none") or the report speaks itself (basis "author").
    `stance` and `field` are those of the statement as a whole; no `polarity` where no position is taken.
    `source_commitment` is from -2 (the source rules it out) to 2 (it says so as fact).
    `via` are those who relay it, outermost first.
    """

    id: str
    source: NotRequired[Source]
    basis: Basis
    act: Act
    form: str
    content: list[Span]
    frame: str
    cue: NotRequired[Span]
    cue_lemma: NotRequired[str]
    via: list[Source]
    parent: NotRequired[str]
    contrast: NotRequired[str]
    candidates: list[Candidate]
    stance: Stance
    field: ClaimField
    polarity: NotRequired[Polarity]
    certainty: Certainty
    source_commitment: int
    author_commitment: AuthorCommitment


class Claim(TypedDict):
    """What one statement says of one field of one event; `cameo`, `plover`: codes of an act of speech."""

    id: str
    statement: str
    event: str
    field: ClaimField
    stance: Stance
    value: str
    evidence: Span
    cameo: NotRequired[str]
    plover: NotRequired[str]


class Incident(TypedDict):
    """The happening that several events are about; not `certain` where the text leaves it open."""

    id: str
    events: list[str]
    certain: bool


class Account(TypedDict):
    """All that one party says of one incident, as ids of claims; no `party` where the text names nobody."""

    incident: str
    party: NotRequired[str]
    claims: list[str]


class Side(TypedDict):
    """One side of a dispute in its own words, from one statement; no `party` where the text names nobody."""

    party: NotRequired[str]
    value: str
    span: Span
    statement: NotRequired[str]


class Dispute(TypedDict):
    """Accounts that cannot all be true, or that the text sets against each other, on one field."""

    id: str
    incident: NotRequired[str]
    events: list[str]
    field: ClaimField
    sides: list[Side]
    reason: str


class Responsibility(TypedDict):
    """`party` is named as having done `event`; `claims` say so, and `standing` is on whose word."""

    event: str
    party: Fact[Party]
    standing: Standing
    claims: list[str]


class ClaimRelation(TypedDict):
    """How claim `a` stands to claim `b` of another speaker, or of the same one at another time, and why."""

    a: str
    b: str
    kind: RelationKind
    reason: str


class TemporalRelation(TypedDict):
    """Event `a` AFTER or BEFORE `b`, or one of `alternatives`; `offset` is an ISO 8601 duration."""

    a: str
    type: str
    b: str
    span: Span
    offset: NotRequired[str]
    alternatives: list[str]


class Note(TypedDict):
    """What was seen and not understood, or what a reader must know."""

    kind: str
    message: str
    span: NotRequired[Span]


class Version(TypedDict):
    """One thing that made the record: code, a model, the ontology, a gazetteer."""

    name: str
    version: str
    sha256: NotRequired[str]


class Record(TypedDict):
    """What sayso made of one report. Lists are always there; a value that is not known has no key."""

    schema: Literal["sayso/1"]
    report: Report
    events: list[Event]
    statements: list[Statement]
    claims: list[Claim]
    incidents: list[Incident]
    accounts: list[Account]
    disputes: list[Dispute]
    responsibilities: list[Responsibility]
    relations: list[ClaimRelation]
    temporal_relations: list[TemporalRelation]
    notes: list[Note]
    versions: list[Version]
    decisions: NotRequired[list[str]]
