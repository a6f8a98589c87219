"""What a person changes of what a report was coded as: a field of a thing, its value before and after."""

from dataclasses import dataclass, fields
from enum import StrEnum

from sayso.model.events import Event, Interval, Location, Modality, PartyRef, Toll, Weapon
from sayso.model.spans import Fact, Span
from sayso.model.statements import Claim, ClaimField, Source, Stance, Statement

# The rule of a value that a person put without words of the report that say it.
JUDGEMENT = "coder's judgement"
# The rule of one for which a person chose words of the report.
CHOSEN = "chosen by a coder"
WHOLE = "all"  # the field of a decision on an event, a claim or a statement as a whole


class ReviewState(StrEnum):
    """How far the review of an incident is."""

    MACHINE = "machine"  # nobody has looked at it
    CODED = "coded"
    SECOND_CODED = "second-coded"
    ADJUDICATED = "adjudicated"
    PUBLISHED = "published"
    UNVERIFIABLE = "unverifiable"
    NEEDS_SOURCE = "needs-source"
    WITHDRAWN = "withdrawn"


class EventField(StrEnum):
    """The fields of an event that a person can accept, correct or clear."""

    TYPE = "type"
    MODE = "mode"
    MODALITY = "modality"
    ACTORS = "actors"
    TARGETS = "targets"
    PLACE = "place"
    TIME = "time"
    WEAPONS = "weapons"
    KILLED = "killed"
    WOUNDED = "wounded"
    CAPTURED = "captured"
    MISSING = "missing"
    DISPLACED = "displaced"


TOLLS = frozenset(
    {EventField.KILLED, EventField.WOUNDED, EventField.CAPTURED, EventField.MISSING, EventField.DISPLACED}
)
STANCE, SOURCE = "stance", "source"  # the fields of a claim and of a statement


@dataclass(frozen=True, slots=True)
class Content:
    """What a field holds: one of these, or nothing, which is what a cleared field holds.

    `code` is a type or a mode; `event`, `claim` and `statement` are whole things.
    """

    code: Fact[str] | None = None
    modality: Fact[Modality] | None = None
    parties: tuple[Fact[PartyRef], ...] = ()
    place: Fact[Location] | None = None
    time: Fact[Interval] | None = None
    weapons: tuple[Fact[Weapon], ...] = ()
    tolls: tuple[Fact[Toll], ...] = ()
    stance: Stance | None = None
    source: Source | None = None
    event: Event | None = None
    claim: Claim | None = None
    statement: Statement | None = None

    @property
    def is_empty(self) -> bool:
        """Whether the field holds nothing."""
        return self == NOTHING

    def says(self) -> tuple[object, ...]:
        """The values alone: two that differ in their words of evidence only say the same."""
        return tuple(map(_bare, (getattr(self, name) for name in _PARTS)))


_PARTS = tuple(field.name for field in fields(Content))


def _bare(value: object) -> object:
    if value is None:
        return None
    if isinstance(value, tuple):
        return frozenset(_bare(one) for one in value)
    if isinstance(value, Fact):
        return value.value
    return value.party if isinstance(value, Source) else value


NOTHING = Content()


@dataclass(frozen=True, slots=True)
class Edit:
    """What a decision on the coding of a report says, beside its object (`Decision.a`) and field (`.b`).

    `before` is what stood there, `after` what stands there since; an accepted field has the same in both.
    `machine` is what the machine had, where that is not `before`. `evidence` are the words that the person
    chose, `anchors` words of the object by which it is found again when a report is coded anew. `part` is the
    key of a claim or statement, whose event or report `Decision.a` names. `text` is a note, or the state of a
    review. What is `blind` counts for its author alone. `run` names the versions of the record that was
    looked at.
    """

    before: Content = NOTHING
    after: Content = NOTHING
    machine: Content | None = None
    evidence: tuple[Span, ...] = ()
    anchors: tuple[Span, ...] = ()
    part: str | None = None
    text: str | None = None
    blind: bool = False
    run: str | None = None

    @property
    def of_machine(self) -> Content:
        """What the machine had when it was decided."""
        return self.before if self.machine is None else self.machine


@dataclass(frozen=True, slots=True)
class Coder:
    """Who decides: a name, a role ("coder", "editor"), and whether it counts in that coder's view only."""

    name: str
    role: str | None = None
    blind: bool = False


Author = str | Coder


def coder(author: Author) -> Coder:
    """Who decides; a name alone has no role."""
    return author if isinstance(author, Coder) else Coder(author)


@dataclass(frozen=True, slots=True)
class NewClaim:
    """A claim that a person adds: what a statement says of an event, and the words that say it."""

    field: ClaimField
    stance: Stance
    evidence: Span


def statement_key(report: str, statement: Statement) -> str:
    """The name of a statement across codings of its report: where its content stands, and its cue."""
    first, last = statement.content[0].start, statement.content[-1].end
    cue = "" if statement.cue is None else f":{statement.cue.start}"
    return f"{report}#s{first}-{last}{cue}"


def claim_key(statement: str, start: int, claim: Claim) -> str:
    """The name of a claim: that of its statement, where its event begins, and what it is about."""
    return f"{statement}/{start}/{claim.field}/{claim.stance}"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A value that words of a report may stand for in a field; `why` says how it was found."""

    value: (
        Fact[str]
        | Fact[Modality]
        | Fact[PartyRef]
        | Fact[Location]
        | Fact[Interval]
        | Fact[Weapon]
        | Fact[Toll]
    )
    words: str
    why: str
