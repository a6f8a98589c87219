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
    ASCRIBED = "ascribed"  # the report says what somebody wants, plans or thinks; nobody is quoted for it
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


class Polarity(StrEnum):
    """Whether a source says that what the content tells holds, or that it does not."""

    POSITIVE = "positive"
    NEGATIVE = "negative"


class Certainty(StrEnum):
    """How sure a source puts it; conditional and future content tells no event."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    CONDITIONAL = "conditional"
    FUTURE = "future"


class AuthorCommitment(StrEnum):
    """How the report stands to a content by its choice of the cue."""

    CONFIRMS = "confirms"  # "acknowledged that": the report takes it for true
    NEUTRAL = "neutral"
    HEDGES = "hedges"  # "reportedly", "is believed to"
    DISTANCES = "distances"  # "claimed that"


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
class Candidate:
    """Who may have said words that the text gives to nobody.

    `score` is the share of what speaks for this party among all candidates, two decimals:
    it ranks, and is no probability. `basis` says in words what speaks for it.
    """

    party: PartyRef
    score: float
    basis: str


@dataclass(frozen=True, slots=True)
class Statement:
    """Somebody says something in a report (source, cue, content: PARC's terms).

    `source` is the innermost speaker, None where the text names and describes none (basis
    NONE), or where the report speaks itself (basis AUTHOR; a notice of the editor has the
    outlet as its source, where it is known). `via` are those who relay it, outermost first:
    (Yonhap, KCNA) in "Yonhap quoted KCNA, which cited an officer". `candidates` are possible
    speakers of words that nobody known says: best first, never taken as the source.
    `form` is "direct", "mixed", "indirect" or "voice". `parent` is the id of the
    statement that this one is nested in. `frame` names the pattern that found it.
    `contrast` is the id of the statement that the text sets against it.
    `stance` and `field` are what the statement as a whole is: they hold, too, where it is
    about no event of the report. `polarity` is None where the source takes no position;
    `source_commitment` is how far it stands to the content, from -2 (rules it out) to 2.
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
    via: tuple[Source, ...] = ()
    parent: str | None = None
    contrast: str | None = None
    candidates: tuple[Candidate, ...] = ()
    stance: Stance = Stance.ASSERTS
    field: ClaimField = ClaimField.OCCURRENCE
    polarity: Polarity | None = Polarity.POSITIVE
    certainty: Certainty = Certainty.CERTAIN
    source_commitment: int = 2
    author_commitment: AuthorCommitment = AuthorCommitment.NEUTRAL

    @property
    def own_voice(self) -> bool:
        """Whether the report says it itself, on nobody else's word."""
        return self.frame == "author"


@dataclass(frozen=True, slots=True)
class Claim:
    """What one statement says of one field of one event.

    `value` is the evidence in the text's own words. `cameo` and `plover` are the codes of
    the claim as an act of speech: responsibility claimed (015, which PLOVER lacks) or
    denied (016, REJECT), a party accused (112, ACCUSE).
    """

    id: str
    statement: str
    event: str
    field: ClaimField
    stance: Stance
    value: str
    evidence: Span
    cameo: str | None = None
    plover: str | None = None

    @property
    def telling(self) -> int:
        """Index of the telling that `event` names until `merge` puts an event there."""
        return int(self.event[1:])


@dataclass(frozen=True, slots=True)
class Blame:
    """The party on which a claim of `field` responsibility lays the act of a telling."""

    statement: str
    telling: int
    party: Fact[PartyRef]


@dataclass(frozen=True, slots=True)
class Attributed:
    """What `attribute` hands on.

    Claims name tellings by index ("t3") until `merge` puts events in their place.
    `speakers` are parties that act by speaking, by telling index; `unspoken` are indexes
    of tellings that are acts only if somebody speaks, and nobody does; `threats` of violence
    that its own actor announces. `pointing` are (statement, telling) of claims about a
    telling that others make and the statement only refers to ("denied it"). `blames` name
    whom claims hold responsible.
    """

    statements: tuple[Statement, ...] = ()
    claims: tuple[Claim, ...] = ()
    speakers: Mapping[int, Fact[PartyRef]] = dataclasses.field(default_factory=dict)
    unspoken: frozenset[int] = frozenset()
    threats: frozenset[int] = frozenset()
    blames: tuple[Blame, ...] = ()
    toll_sources: Mapping[Span, str | None] = dataclasses.field(default_factory=dict)
    pointing: frozenset[tuple[str, int]] = frozenset()

    def claimed(self) -> frozenset[int]:
        """Tellings of acts for which somebody takes responsibility."""
        who = [claim for claim in self.claims if claim.field is ClaimField.RESPONSIBILITY]
        return frozenset(claim.telling for claim in who if claim.stance is Stance.CLAIMS)

    def answered(self) -> frozenset[int]:
        """Those, and tellings of acts for which somebody is held responsible."""
        return self.claimed() | {blame.telling for blame in self.blames}

    def sourced_claims(self) -> list[Claim]:
        """The claims that are not the report's own voice."""
        own = {one.id for one in self.statements if one.own_voice}
        return [claim for claim in self.claims if claim.statement not in own]
