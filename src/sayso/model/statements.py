"""Statements and claims: on whose say-so."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from sayso.model.events import PartyRef
from sayso.model.spans import Fact, Span


class Basis(StrEnum):
    """How the source of a statement was found."""

    EXPLICIT = "explicit"
    SHARED_SUBJECT = "shared_subject"
    COREFERENCE = "coreference"
    METONYM = "metonym"
    AUTHOR = "author"
    NONE = "none"


class Act(StrEnum):
    """What a speaker does in saying it (`act` of `SCHEMA.md`)."""

    ASSERT = "assert"
    ALLEGE = "allege"
    CONFIRM = "confirm"
    ADMIT = "admit"
    DENY = "deny"
    DECLINE = "decline"
    REQUEST = "request"
    THREATEN = "threaten"
    PROMISE = "promise"
    ACCUSE = "accuse"
    NOTICE = "notice"


class Stance(StrEnum):
    """How a source stands to a field of an event (`stance` of `SCHEMA.md`)."""

    ASSERTS = "asserts"
    CLAIMS = "claims"
    ALLEGES = "alleges"
    DENIES = "denies"
    DECLINES = "declines"


class ClaimField(StrEnum):
    """What a claim is about (`field` of `SCHEMA.md`, the only list)."""

    OCCURRENCE = "occurrence"
    ACTOR = "actor"
    RESPONSIBILITY = "responsibility"
    TARGET = "target"
    TARGET_ACTIVITY = "target_activity"
    PLACE = "place"
    TIME = "time"
    WEAPON = "weapon"
    CASUALTIES = "casualties"
    DAMAGE = "damage"
    ORIGIN = "origin"
    JUSTIFICATION = "justification"
    MOTIVE = "motive"
    INTENT = "intent"
    MILITARY_PRESENCE = "military_presence"
    COORDINATION = "coordination"


@dataclass(frozen=True, slots=True)
class Source:
    """Who speaks: the party that the words end at, and the words."""

    party: PartyRef
    span: Span | None


@dataclass(frozen=True, slots=True)
class Statement:
    """Somebody says something in a report (source, cue, content: PARC's terms).

    `source` is None where the text names and describes no speaker (basis NONE), or
    where the report speaks itself (basis AUTHOR). `candidates` are possible speakers
    of an unclaimed quotation: shown as candidates, never taken as the source.
    `form` is "direct", "mixed", "indirect" or "voice". `parent` is the id of the
    statement that this one is nested in; `via` relays it. `frame` names the pattern
    that found it. `contrast` is the id of the statement that the text sets against it.
    """

    id: str
    source: Source | None
    basis: Basis
    act: Act
    form: str
    content: tuple[Span, ...]
    frame: str
    cue: Span | None = None
    cue_lemma: str | None = None
    via: Source | None = None
    parent: str | None = None
    contrast: str | None = None
    candidates: tuple[str, ...] = ()

    @property
    def own_voice(self) -> bool:
        """Whether the report says it itself, on nobody else's word."""
        return self.frame == "author"


@dataclass(frozen=True, slots=True)
class Claim:
    """What one statement says of one field of one event.

    `value` is the evidence in the text's own words.
    """

    id: str
    statement: str
    event: str
    field: ClaimField
    stance: Stance
    value: str
    evidence: Span

    @property
    def telling(self) -> int:
        """Index of the telling that `event` names until `merge` puts an event there."""
        return int(self.event[1:])


@dataclass(frozen=True, slots=True)
class Attributed:
    """What `attribute` hands on.

    Claims name tellings by index ("t3") until `merge` puts events in their place.
    `speakers` are parties that act by speaking, by telling index; `unspoken` are indexes
    of tellings that are acts only if somebody speaks, and nobody does; `threats` of violence
    that its own actor announces.
    """

    statements: tuple[Statement, ...] = ()
    claims: tuple[Claim, ...] = ()
    speakers: Mapping[int, Fact[PartyRef]] = dataclasses.field(default_factory=dict)
    unspoken: frozenset[int] = frozenset()
    threats: frozenset[int] = frozenset()
    toll_sources: Mapping[Span, str | None] = dataclasses.field(default_factory=dict)

    def sourced_claims(self) -> list[Claim]:
        """The claims that are not the report's own voice."""
        own = {one.id for one in self.statements if one.own_voice}
        return [claim for claim in self.claims if claim.statement not in own]
