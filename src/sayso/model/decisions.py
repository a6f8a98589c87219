"""Decisions: that two things are one or not, by whom, with which score and for which reasons."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

from sayso.model.edits import Edit

_DIGITS = 12  # of a place in a text; Python reads no number of thousands of them


class Judgement(StrEnum):
    """What was decided of two things."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


class Subject(StrEnum):
    """What a decision is about."""

    MEMBERSHIP = "membership"  # two events: of one incident?
    PART = "part"  # two events: is the first a part of the second's happening?
    COPY = "copy"  # two reports: of one text?
    REVISION = "revision"  # two reports: is the first a later version of the second?
    GRADE = "grade"  # a person's own assessment of an incident
    # On what a report was coded as: `a` is an event or a report, `b` the field, see `Edit`.
    ACCEPT = "accept"
    CORRECT = "correct"
    CLEAR = "clear"
    ADD = "add"
    DROP = "drop"
    NOTE = "note"
    STATE = "state"  # how far the review of an incident is


# Those that change what a report is coded as, and all that are no decision on a pair.
CODING = frozenset({Subject.ACCEPT, Subject.CORRECT, Subject.CLEAR, Subject.ADD, Subject.DROP})
REVIEW = CODING | {Subject.NOTE, Subject.STATE}


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that speaks for (score > 0) or against (score < 0) two things being one.

    `signal` names the rule ("time", "place", "figures", ...), `why` says it in words for a reader.
    A `gate` forbids it alone, whatever else speaks for it.
    """

    signal: str
    score: float
    why: str
    gate: bool = False


@lru_cache(maxsize=1 << 16)  # a long log is gone through again and again
def _named(*parts: object) -> str:
    said = "\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass")
    return f"d-{hashlib.sha256(said).hexdigest()[:16]}"


@dataclass(frozen=True, slots=True)
class Decision:
    """One entry of the append-only log.

    `a` and `b` are keys of events ("REPORT@START", see `event_key`) or ids of reports; the order counts for
    PART and REVISION only, for the rest `a` is the smaller. `score` is the sum of the reasons, with two
    decimals. `author` is the name of a person, or "sayso" and its version; `person` says which it is.
    `undoes` is the id of a decision that this one takes back: then nothing but the author counts.
    `act` is the number of the first entry of what a person did in one go ("these three out of it"): one act
    is undone as one.
    """

    subject: Subject
    a: str
    b: str
    judgement: Judgement
    author: str
    score: float = 0.0
    reasons: tuple[Reason, ...] = field(default=(), compare=False)
    person: bool = False
    undoes: str | None = None
    number: int = 0  # place in the log; 0 for what a machine computes anew on every run
    act: int = 0
    role: str | None = field(default=None, compare=False)
    at: str | None = field(default=None, compare=False)  # moment, once it is in the log of a base
    edit: Edit | None = None

    @property
    def id(self) -> str:
        """A name made of what was decided, so that a re-run of the same code names it alike."""
        return _named(
            self.subject, self.a, self.b, self.judgement, self.author, self.number, self.undoes or ""
        )

    @property
    def pair(self) -> tuple[str, str]:
        """The two things, in the order in which a table of pairs has them."""
        return (self.a, self.b) if self.a <= self.b else (self.b, self.a)


def event_key(report: str, start: int) -> str:
    """The name of an event across reports: its report, and where its best trigger begins.

    Numbers of events change when a report is coded anew; where its words stand does not.
    """
    return f"{report}@{start}"


def report_of(key: str) -> str:
    """The id of the report in the key of an event."""
    return key.rpartition("@")[0]


def coded_report(decision: Decision) -> str:
    """The report on whose coding something was decided: `a` is an event of it, or it itself."""
    part = None if decision.edit is None else decision.edit.part
    if part is not None and part.startswith(f"{decision.a}#s"):
        return decision.a
    return report_of(decision.a)


def place_of(key: str) -> tuple[str, int]:
    """What keys of events are sorted by: report, then where in its text; -1 for what is no such key."""
    report, _, start = key.rpartition("@")
    return report, int(start) if start.isdecimal() and len(start) <= _DIGITS else -1


def incident_id(members: Iterable[str]) -> str:
    """The id of the incident of these events: made of the first of their keys, whatever came when."""
    first = min(members, key=place_of)
    return "i-" + hashlib.sha256(first.encode("utf-8", "surrogatepass")).hexdigest()[:16]
