"""What can be asked of a base."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sayso.model.edits import ReviewState
from sayso.model.events import Modality
from sayso.model.incidents import Grade
from sayso.model.statements import ClaimField, Stance


@dataclass(frozen=True, slots=True)
class Area:
    """A box in degrees (WGS 84); `west` > `east` across the 180th meridian."""

    south: float
    west: float
    north: float
    east: float


@dataclass(frozen=True, slots=True)
class Filters:
    """Which incidents, or claims, are asked for: all that are given must hold; None asks nothing.

    `since` and `until` are days, both included; an incident that can have been on one of them counts. `party`
    (id or name) is one that acts or is hit, `actor` and `target` one in that role, `side` one that belongs to
    or is backed by it. `claimant` (id or name), `stance` and `field` hold of one and the same claim. `killed`
    is the least high figure. `place` is an id of the gazetteer or a name. `text` is searched in reports:
    words, "phrases in quotation marks", -without. `unsure` are incidents that may be one with another,
    `state` is how far their review is.
    """

    since: date | None = None
    until: date | None = None
    area: Area | None = None
    place: str | None = None
    country: str | None = None
    admin1: str | None = None
    party: str | None = None
    actor: str | None = None
    target: str | None = None
    side: str | None = None
    claimant: str | None = None
    stance: Stance | None = None
    field: ClaimField | None = None
    modality: Modality | None = None
    type: str | None = None
    mode: str | None = None
    weapon: str | None = None
    killed: int | None = None
    wounded: int | None = None
    confidence: float | None = None
    disputed: bool | None = None
    unsure: bool | None = None
    reviewed: bool | None = None
    state: ReviewState | None = None
    grade: Grade | None = None
    outlet: str | None = None
    report: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Unseen(Filters):
    """The same, asked by somebody who must not see everything.

    Incidents that `unseen` reports tell are left out. Where names are `unnamed`, words of names that readers
    are not told find nothing. It equals no plain `Filters`: what is kept of questions, and was counted with
    all reports, answers none.
    """

    unseen: frozenset[str] = frozenset()
    unnamed: bool = False


class Sort(StrEnum):
    """The order of a list. Those of one value follow by id; what has none comes last."""

    NEWEST = "newest"  # the latest first day first
    RELEVANCE = "relevance"  # of words asked for: the best matching report first
    LINES = "lines"  # the most account lines first
    ADDED = "added"  # what came into the base last first
    KILLED = "killed"  # the most killed first, by the highest figure that anybody gives
