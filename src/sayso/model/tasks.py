"""What is to be reviewed, and who does it."""

from dataclasses import dataclass
from enum import StrEnum

from sayso.model.edits import ReviewState


class QueueReason(StrEnum):
    """Why an incident is to be looked at; the first of these comes first."""

    SECOND = "second"  # it is assigned to this coder, to be coded blind
    CONFLICT = "conflict"  # a decision that the machine stands against now, or that fits no more
    DISPUTED = "disputed"
    UNCERTAIN = "uncertain"
    SAMPLE = "sample"  # one of those that the machine is sure of, to see how often it errs


@dataclass(frozen=True, slots=True)
class Assignment:
    """A coder at work on an incident since a moment: a soft lock, which forbids nothing."""

    incident: str
    coder: str
    since: str
    blind: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """An incident to be looked at; `text` says why in words, `score` is higher where more is at stake."""

    incident: str
    why: QueueReason
    text: str
    score: float
    state: ReviewState = ReviewState.MACHINE
    assigned: tuple[Assignment, ...] = ()
