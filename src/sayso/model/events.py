"""Events: what one report tells as one happening or one act."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sayso.model.parties import PartyKind
from sayso.model.spans import Fact, Span


class Modality(StrEnum):
    """How real the report tells an event to be."""

    OCCURRED = "occurred"
    DENIED = "denied"
    PLANNED = "planned"
    THREATENED = "threatened"
    HYPOTHETICAL = "hypothetical"


@dataclass(frozen=True, slots=True)
class PartyRef:
    """Who a phrase ends at.

    `party` is the id in the party table, None where the phrase ends at no row; `name`
    is then the text's own words. `candidates` are names that the resolver could not
    choose between, best first. `sides` are ids that the party belongs to or is backed
    by: only for comparing parties, never shown as the party.
    """

    name: str
    kind: PartyKind
    party: str | None = None
    country: str | None = None
    candidates: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()


class PlacePrecision(StrEnum):
    """How precise a place is (`precision` of `SCHEMA.md`)."""

    SETTLEMENT = "settlement"
    CITY = "city"
    DISTRICT = "district"
    ZONE = "zone"
    ADMIN1 = "admin1"
    APPROXIMATE = "approximate"
    COUNTRY = "country"


@dataclass(frozen=True, slots=True)
class Location:
    """Where: an area with a middle, never a bare point.

    `lat`, `lon` in degrees, None where the name is in no gazetteer; `radius_km` about
    the half-width of the area meant. `gazetteer` is the id of the row, or None.
    """

    name: str
    precision: PlacePrecision | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    gazetteer: str | None = None
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Interval:
    """When: first and last possible day, both included.

    `basis` is "explicit", "relative" (to publication or another event) or "inferred";
    `clock` is "HH:MM" where the text gives one.
    """

    first: date
    last: date
    basis: str
    clock: str | None = None


@dataclass(frozen=True, slots=True)
class Weapon:
    """A weapon, platform or instrument of an event."""

    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Toll:
    """A figure of people hurt.

    `low` and `high` are inclusive, `high` None where open. `source` is the name of who
    gives the figure: None where the text names nobody for it, and `narrated` is True
    where the report says it in its own voice.
    """

    kind: str
    low: int
    high: int | None
    who: str | None
    source: str | None = None
    narrated: bool = True


@dataclass(frozen=True, slots=True)
class AcledCode:
    """Event type and sub-event type of the ACLED codebook."""

    event_type: str
    sub_event_type: str


@dataclass(frozen=True, slots=True)
class Account:
    """All that one party says of one incident.

    `party` is None for a speaker whom the text does not name; `claims` are ids.
    """

    incident: str
    party: str | None
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """What one report tells as one happening or one act, in however many places.

    `triggers`: every span that tells it, the best one first. A field that the report
    does not give is None or an empty tuple.
    """

    id: str
    triggers: tuple[Span, ...]
    type: Fact[str]
    modality: Fact[Modality]
    mode: Fact[str] | None = None
    cameo: Fact[str] | None = None
    acled: Fact[AcledCode] | None = None
    actors: tuple[Fact[PartyRef], ...] = ()
    targets: tuple[Fact[PartyRef], ...] = ()
    place: Fact[Location] | None = None
    time: Fact[Interval] | None = None
    weapons: tuple[Fact[Weapon], ...] = ()
    tolls: tuple[Fact[Toll], ...] = ()
    incident: str | None = None
    accounts: tuple[Account, ...] = ()
