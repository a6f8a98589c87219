"""What a base hands out of one incident: all that a page, an exporter or a person needs."""

from dataclasses import dataclass
from datetime import date

from sayso.model.decisions import Decision
from sayso.model.edits import ReviewState
from sayso.model.events import AcledCode, Event, Location, Modality
from sayso.model.incidents import Grade, MergedIncident
from sayso.model.record import Coded
from sayso.model.statements import Claim, Statement


@dataclass(frozen=True, slots=True)
class Told:
    """One event of one report; `key` names it across reports (`event_key`)."""

    key: str
    coded: Coded
    event: Event


@dataclass(frozen=True, slots=True)
class Summary:
    """One incident in one row, for lists and for formats that have no room for accounts.

    Each value is that of one of its events, never a mean of several: type, mode, codes and modality of most
    events, the most exact place, the shortest interval of days; of as many, those of the first event by key.
    `killed` and `wounded` are (low, best, high) over all accounts, None where nobody gives a figure.
    `country` is ISO 3166 alpha-3, `admin1` a name. `confidence` is that of the type, where it is known.
    `headline` says who did what to whom and where, as far as that is told and not disputed.
    """

    type: str
    modality: Modality
    mode: str | None = None
    cameo: str | None = None
    acled: AcledCode | None = None
    place: Location | None = None
    admin1: str | None = None
    first_day: date | None = None
    last_day: date | None = None
    killed: tuple[int, int, int] | None = None
    wounded: tuple[int, int, int] | None = None
    disputed: bool = False
    confidence: float | None = None
    headline: str = ""

    @property
    def country(self) -> str | None:
        """The country of its place."""
        return None if self.place is None else self.place.country


@dataclass(frozen=True, slots=True)
class Spot:
    """An incident as a point of a map or a line of time needs it: its columns, without reports."""

    id: str
    type: str
    mode: str | None
    place: Location
    first_day: date | None
    last_day: date | None
    disputed: bool


@dataclass(frozen=True, slots=True)
class IncidentRecord:
    """An incident with its events and their reports.

    `told` are its members in the order of their keys. `reviewed` says whether a person has decided anything
    about it, `assessed` is the grade that one gave it, beside the derived one, and `decisions` are the
    decisions of persons about its events and reports. `state` is how far its review is.
    """

    incident: MergedIncident
    told: tuple[Told, ...]
    summary: Summary
    reviewed: bool = False
    assessed: Grade | None = None
    decisions: tuple[Decision, ...] = ()
    state: ReviewState = ReviewState.MACHINE


@dataclass(frozen=True, slots=True)
class ClaimRecord:
    """A claim, the statement that makes it, the report that has both, and the incident that it is about."""

    id: str
    coded: Coded
    claim: Claim
    statement: Statement
    incident: str | None = None

    @property
    def claimant(self) -> str | None:
        """Who says it: the outlet where the report speaks itself, None where nobody is named."""
        if self.statement.own_voice:
            return self.coded.report.outlet
        return None if self.statement.source is None else self.statement.source.party.name


@dataclass(frozen=True, slots=True)
class Copied:
    """A report of a family of one text: `family` is the id of its first, `source` of what it was taken from.

    `source` is None where that cannot be told; `sure` is False where nothing says which was first.
    """

    report: str
    family: str
    source: str | None = None
    sure: bool = False
