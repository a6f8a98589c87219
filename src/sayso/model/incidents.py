"""Incidents over reports: what several reports, and several versions of them, are about."""

from dataclasses import dataclass
from enum import StrEnum

from sayso.model.decisions import Decision
from sayso.model.spans import Span
from sayso.model.statements import ClaimField, Stance


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words of a report, as evidence."""

    report: str
    span: Span
    text: str


class Agreement(StrEnum):
    """How the accounts of an incident stand to each other on one field."""

    AGREED = "agreed"  # two parties of two sides say the same
    DISPUTED = "disputed"
    ONE_SIDE = "one side only"  # each value is the word of one side
    NOT_SAID = "not said"


@dataclass(frozen=True, slots=True)
class Said:
    """One value of a field, and who says so: `party` is None for a speaker whom nobody names.

    `events` are keys of the events that carry it; `outlet` is True where the report says it in its own voice:
    then `party` is the outlet, as far as it is known. `retracted` marks what a later version took back or
    dropped: it stays on record, and nothing is counted by it.
    """

    field: ClaimField
    value: str
    party: str | None
    stance: Stance
    evidence: tuple[Quoted, ...]
    events: tuple[str, ...]
    outlet: bool = False
    retracted: bool = False


@dataclass(frozen=True, slots=True)
class FieldView:
    """All that is said of one field of an incident."""

    field: ClaimField
    agreement: Agreement
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A range of people hurt, over all accounts: nothing is added up or averaged.

    `low` and `high` are the least and the greatest that anybody gives, `best` that of most independent lines,
    the later one where two have as many. `said` are the values with their speakers.
    """

    kind: str
    low: int
    best: int
    high: int
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class AccountLine:
    """One party's one statement about an incident, however often it is relayed or copied.

    `party` is None for a speaker whom nobody names; `outlet` is True for a report in its own voice.
    `reports` carry it, the first to do so first; `words` are its content there. `retracted` is True where
    each of them has a later version that takes it back or drops it: then it is on record and counts no more.
    """

    party: str | None
    words: Quoted
    reports: tuple[str, ...]
    outlet: bool = False
    retracted: bool = False


class Grade(StrEnum):
    """How well an incident is attested: a derived label, after Airwars. Never a filter."""

    CONFIRMED = "confirmed by the belligerent"
    FAIR = "fair"
    WEAK = "weak"
    CONTESTED = "contested"


@dataclass(frozen=True, slots=True)
class Graded:
    """A grade and the rule that gave it, in words."""

    grade: Grade
    why: str


@dataclass(frozen=True, slots=True)
class Assessed:
    """The grade that a person gives an incident, beside the derived one; `decision` is what to undo."""

    grade: Grade
    author: str
    decision: str
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Accounts:
    """What the accounts of one incident come to."""

    fields: tuple[FieldView, ...] = ()
    figures: tuple[Figure, ...] = ()
    lines: tuple[AccountLine, ...] = ()
    parties: int = 0  # how many different parties the lines are of
    graded: Graded | None = None


class ChangeKind(StrEnum):
    """What a later version of a report did to a fact."""

    ADDED = "added"
    CHANGED = "changed"
    DROPPED = "dropped"
    RETRACTED = "retracted"


class FactField(StrEnum):
    """What a fact of a report is about that a later version may change."""

    TYPE = "type"  # that something happened, and what
    KILLED = "killed"
    WOUNDED = "wounded"
    CAPTURED = "captured"
    MISSING = "missing"
    DISPLACED = "displaced"
    ACTOR = "actor"
    TARGET = "target"
    PLACE = "place"
    TIME = "time"
    WEAPON = "weapon"
    RESPONSIBILITY = "responsibility"  # who is blamed for it, claims it or denies it
    SOURCE = "source"  # on whose word it stands


@dataclass(frozen=True, slots=True)
class Change:
    """One fact that differs between two versions of a report.

    `before` and `after` are its values in words, None where there is none; `evidence` is the later text's
    words, or, of what was dropped without a word, the earlier's. What is retracted has the `before` that
    stays on record. `events` are keys of the events of either version that carry it; `why` says in words
    what the change rests on. `was` is where the earlier text has what was changed, dropped or retracted;
    `corrected` is True of a changed fact that a notice calls wrong.
    """

    field: FactField
    kind: ChangeKind
    before: str | None
    after: str | None
    evidence: Quoted
    events: tuple[str, ...] = ()
    why: str = ""
    was: Span | None = None
    corrected: bool = False


@dataclass(frozen=True, slots=True)
class Gone:
    """What of one version does not stand any more, by those after it.

    `facts` are the words of facts that were taken back or dropped, `words` the sentences that went.
    """

    facts: tuple[Span, ...] = ()
    words: tuple[Span, ...] = ()

    def __or__(self, other: "Gone") -> "Gone":
        return Gone(tuple(sorted({*self.facts, *other.facts})), tuple(sorted({*self.words, *other.words})))


@dataclass(frozen=True, slots=True)
class Revision:
    """Two versions of one report, the changes of sentences and of facts between them."""

    earlier: str
    later: str
    added: tuple[Span, ...]  # sentences of the later text that the earlier lacks
    dropped: tuple[Span, ...]  # sentences of the earlier text that the later lacks
    changes: tuple[Change, ...] = ()
    edited: tuple[tuple[Span, Span], ...] = ()  # sentences of both that differ in some words


@dataclass(frozen=True, slots=True)
class Chain:
    """The versions of one report, the oldest first.

    `open` says that the last one announces a later version, `killed` that the last one withdraws them.
    """

    versions: tuple[str, ...]
    open: bool = False
    killed: bool = False


@dataclass(frozen=True, slots=True)
class CopyLink:
    """Two reports that share a text: `copy` was taken from `source`, as far as times and text allow.

    `shares` are the shares of each text that stand in the other (copy's, source's); `sure` is False where
    nothing says which was first. `spans` are the stretches of `copy` that stand in `source`.
    """

    copy: str
    source: str
    shares: tuple[float, float]
    sure: bool
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Family:
    """Reports of one text: the wire and those who ran it.

    `reports` are sorted; `first` is the one that no other is known to be the source of. `links` lead from
    each other report to the one that it was taken from, as far as that can be told. `wire` is the agency
    that any of them is credited to: the agency's own report need not be among them.
    """

    reports: tuple[str, ...]
    links: tuple[CopyLink, ...] = ()
    first: str | None = None
    wire: str | None = None


@dataclass(frozen=True, slots=True)
class MergedIncident:
    """The happening that events of several reports are about, computed from decisions and never stored.

    `members` are keys of events, sorted. `parts` are (part, whole) keys of events of this and another
    incident; `unsure` are ids of incidents that may be this one, for a person to decide. `assessed` are the
    grades that persons give it, the last one of each: they stand beside `graded` and never in its place.
    """

    id: str
    members: tuple[str, ...]
    reports: tuple[str, ...]
    fields: tuple[FieldView, ...] = ()
    figures: tuple[Figure, ...] = ()
    lines: tuple[AccountLine, ...] = ()
    parties: int = 0  # how many different parties the lines are of
    graded: Graded | None = None
    assessed: tuple[Assessed, ...] = ()
    parts: tuple[tuple[str, str], ...] = ()
    unsure: tuple[str, ...] = ()
    decisions: tuple[Decision, ...] = ()
