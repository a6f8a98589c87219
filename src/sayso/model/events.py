"""Events: what one report tells as one happening or one act."""

from dataclasses import dataclass, field
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


class PartyBasis(StrEnum):
    """By which rule a phrase ends at a party."""

    NAME = "name"  # a name or alias of one row of the table
    INTRODUCED = "introduced"  # a name that the text itself explains: "Free Valley Army (FVA)"
    ORGAN = "organ"  # a state and a service of it: "Syrian army", "Syrian jet"
    MEMBERS = "members"  # a party and its people: "Taliban fighters"
    METONYM = "metonym"  # a capital or seat that speaks or acts
    DEFINITE = "definite"  # "the group", "the regime": somebody told before
    PRONOUN = "pronoun"
    CONTEXT = "context"  # one of several parties of that name: of the countries told, or at home there
    WORDS = "words"  # the text's own words: no party


@dataclass(frozen=True, slots=True, order=True)
class PartyCandidate:
    """One party that a phrase may end at; `party` is its id, `probability` has two decimals."""

    name: str
    party: str | None = None
    probability: float | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class PartyRef:
    """Who a phrase ends at.

    `party` is the id in the party table, None where the phrase ends at no row; `name`
    is then the text's own words. `candidates` are parties that the resolver could not
    choose between, best first. `sides` are ids that the party belongs to or is backed
    by: only for comparing parties, never shown as the party. `backed_by` are ids of
    those who, by the text's own words ("US-backed"), lead, back or arm it, `supports` of
    those whose side it takes by them ("pro-Syrian"). `basis` and
    `probability` say how the party was found and how often that is right; two phrases
    that end at one party by different rules are equal.
    """

    name: str
    kind: PartyKind
    party: str | None = None
    country: str | None = None
    candidates: tuple[PartyCandidate, ...] = ()
    sides: tuple[str, ...] = ()
    backed_by: tuple[str, ...] = field(default=(), compare=False)
    supports: tuple[str, ...] = field(default=(), compare=False)
    basis: PartyBasis | None = field(default=None, compare=False)
    probability: float | None = field(default=None, compare=False)


class PlacePrecision(StrEnum):
    """How precise a place is (`precision` of `SCHEMA.md`)."""

    SETTLEMENT = "settlement"
    CITY = "city"
    DISTRICT = "district"
    ZONE = "zone"
    ADMIN1 = "admin1"
    APPROXIMATE = "approximate"
    COUNTRY = "country"


class Geometry(StrEnum):
    """What kind of figure on the map a place is."""

    POINT = "point"  # a town, a base: its middle, and a radius that covers it
    AREA = "area"
    SECTOR = "sector"  # one side of a place: "south of X"
    LINE = "line"  # a border, a stretch of road


@dataclass(frozen=True, slots=True)
class Spatial:
    """How a phrase lies to the place that it names.

    `anchor` is the gazetteer's id of that place; `relation` is "part" (its south, its
    countryside), "near", "direction" (beside it) or "between"; `direction` a compass word.
    """

    anchor: str
    relation: str
    direction: str | None = None
    distance_km: float | None = None


@dataclass(frozen=True, slots=True)
class PlaceCandidate:
    """A place that a name may mean; `probability` is None where none is known."""

    id: str
    name: str
    probability: float | None = None


@dataclass(frozen=True, slots=True)
class Location:
    """Where: an area with a middle, never a bare point.

    `lat`, `lon` in degrees, None where the name is in no gazetteer; `radius_km` about
    the half-width of the area meant. `gazetteer` is the id of the row, or None.
    `probability` is that of the row, where there is one; `candidates` are rows between
    which the text does not decide. `spelling` is the text's name where the row is only
    spelled almost so. `where_prec` is UCDP GED's code of precision (1 to 7),
    `geo_precision` ACLED's (1 to 3; a country has none).
    """

    name: str
    precision: PlacePrecision | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    gazetteer: str | None = None
    candidates: tuple[PlaceCandidate, ...] = ()
    geometry: Geometry | None = None
    probability: float | None = None
    spatial: Spatial | None = None
    spelling: str | None = None
    where_prec: int | None = None
    geo_precision: int | None = None


class TimeBasis(StrEnum):
    """What the days of an interval rest on."""

    EXPLICIT = "explicit"  # the text states the year
    RELATIVE = "relative"  # counted from publication: "on Sunday", "in May", "since June"
    ANCHOR = "anchor"  # counted from another event: "two hours later"
    NAMED_DAY = "named-day"  # the feast nearest to publication: "on Easter Sunday"
    SEASON = "season"  # the northern season nearest to publication: "last summer"
    INFERRED = "inferred"  # no words say it


@dataclass(frozen=True, slots=True)
class Interval:
    """When: first and last possible day, both included.

    `clock` is "HH:MM" where the text gives one, in the stated `zone`: nothing is converted
    ("local" is local time). `vague` marks bounds that the words leave open ("early March",
    seasons, "about two weeks ago"): there the days are a convention.
    """

    first: date
    last: date
    basis: TimeBasis
    clock: str | None = None
    zone: str | None = None
    vague: bool = False


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
    where the report says it in its own voice. `part` is True for a share of another figure
    ("including two children"), which nobody may add to it.
    """

    kind: str
    low: int
    high: int | None
    who: str | None
    source: str | None = None
    narrated: bool = True
    part: bool = False


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
