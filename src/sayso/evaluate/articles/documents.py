"""One annotated article, as the scorer reads it from `sayso-annotation/1`.

Everything may be missing in a system's file and then counts as empty: a reader that
insisted would score a forgotten key as a crash.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias, TypeVar

from sayso.errors import ResourceError

Json: TypeAlias = Mapping[str, Any]
T = TypeVar("T")
SCHEMAS = ("sayso-annotation/1", "sayso-gold/1")  # the second is an older name of the first


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where a span stands; unlike the model's, one that a faulty system made may be empty."""

    start: int
    end: int

    def overlaps(self, other: "Stretch | None") -> bool:
        """Whether the two share a character."""
        return other is not None and self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Kind:
    """PLOVER type and mode."""

    type: str | None
    mode: str | None


@dataclass(frozen=True, slots=True)
class Acled:
    """ACLED event type and sub-event type."""

    event_type: str | None
    sub_event_type: str | None


@dataclass(frozen=True, slots=True)
class Argument:
    """An actor or target."""

    name: str | None
    spans: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where, with further points that are as right as the first."""

    span: Stretch | None
    name: str | None
    country: str | None
    lat: float | None
    lon: float | None
    precision: str | None
    alternatives: tuple[tuple[float, float], ...] = ()

    @property
    def point(self) -> tuple[float, float] | None:
        """Latitude and longitude in degrees."""
        return None if self.lat is None or self.lon is None else (self.lat, self.lon)

    @property
    def empty(self) -> bool:
        """Whether nothing is said of where."""
        return self.span is None and self.lat is None and not self.name and not self.country


@dataclass(frozen=True, slots=True)
class Time:
    """When: ISO dates, both included."""

    start: str | None
    end: str | None
    basis: str | None


@dataclass(frozen=True, slots=True)
class Weapon:
    """A weapon, platform or instrument."""

    span: Stretch | None
    name: str | None


@dataclass(frozen=True, slots=True)
class Casualties:
    """One figure of one source."""

    kind: str | None
    min: int | None
    max: int | None
    source: str | None


@dataclass(frozen=True, slots=True)
class Attribution:
    """On whose word a field rests; `field` reads responsibility as actor."""

    source: str | None
    span: Stretch | None
    stance: str | None
    field: str | None


@dataclass(frozen=True, slots=True)
class Event:
    """One event: `trigger` names it best, `other_triggers` tell it again."""

    id: str | None
    required: bool
    trigger: Stretch | None
    other_triggers: tuple[Stretch, ...]
    kind: Kind
    alternatives: tuple[Kind, ...]
    cameo_root: str
    acled: tuple[Acled, ...]
    actors: tuple[Argument, ...]
    targets: tuple[Argument, ...]
    place: Place | None
    time: Time | None
    weapons: tuple[Weapon, ...]
    casualties: tuple[Casualties, ...]
    modality: str | None
    attributions: tuple[Attribution, ...]
    incident: str | None
    incident_certain: bool

    @property
    def triggers(self) -> tuple[Stretch, ...]:
        """All words that tell the event."""
        return self.other_triggers if self.trigger is None else (self.trigger, *self.other_triggers)


@dataclass(frozen=True, slots=True)
class Relation:
    """`a` AFTER or BEFORE any of `b`."""

    a: str | None
    type: str | None
    b: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Dispute:
    """Accounts that are set against each other on one field."""

    events: tuple[str, ...]
    field: str | None
    sides: tuple[Attribution, ...]
    required: bool


@dataclass(frozen=True, slots=True)
class Document:
    """All annotations of one article; `names` maps a canonical name to its aliases."""

    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    events: tuple[Event, ...] = ()
    relations: tuple[Relation, ...] = ()
    disputes: tuple[Dispute, ...] = ()


def document(data: Json, place: str) -> Document:
    """The document that `data` annotates.

    Args:
        data: A decoded JSON object.
        place: What to call it in an error: a file name.

    Raises:
        ResourceError: it is of another schema, or a value is of another type than the schema says.
    """
    try:
        if data.get("schema", SCHEMAS[0]) not in SCHEMAS:
            raise ResourceError(f"{place}: schema {data['schema']!r} is not one of {', '.join(SCHEMAS)}")
        return Document(
            names={name: tuple(row.get("aliases") or ()) for name, row in (data.get("names") or {}).items()},
            events=_each(data, "events", _event),
            relations=_each(data, "temporal_relations", _relation),
            disputes=_each(data, "disputes", _dispute),
        )
    except (AttributeError, TypeError, ValueError, KeyError) as error:
        raise ResourceError(f"{place}: not of the form sayso-annotation/1: {error}") from error


def _each(data: Json, key: str, read: Callable[[Json], T]) -> tuple[T, ...]:
    return tuple(read(row) for row in data.get(key) or ())


def _stretch(data: Json | None) -> Stretch | None:
    """The place of a span, None where it has none."""
    if not data or data.get("start") is None or data.get("end") is None:
        return None
    start, end = data["start"], data["end"]
    if not isinstance(start, int) or not isinstance(end, int):
        raise TypeError(f"a span from {start!r} to {end!r}")
    return Stretch(start, end)


def _stretches(rows: list[Json | None]) -> tuple[Stretch, ...]:
    return tuple(stretch for stretch in map(_stretch, rows) if stretch is not None)


def _kind(data: Json) -> Kind:
    return Kind(data.get("type"), data.get("mode"))


def _acled(data: Json) -> Acled:
    return Acled(data.get("event_type"), data.get("sub_event_type"))


def _argument(data: Json) -> Argument:
    return Argument(data.get("name"), _stretches(data.get("spans") or []))


def _degrees(value: object) -> float | None:
    if value is not None and not isinstance(value, int | float):
        raise TypeError(f"{value!r} is no number of degrees")
    return value


def _place(data: Json) -> Place:
    return Place(
        span=_stretch(data.get("span")),
        name=data.get("name"),
        country=data.get("country"),
        lat=_degrees(data.get("lat")),
        lon=_degrees(data.get("lon")),
        precision=data.get("precision"),
        alternatives=tuple((lat, lon) for lat, lon in data.get("alt_points") or ()),
    )


def _time(data: Json) -> Time:
    start = data.get("start")
    return Time(start and start[:10], (data.get("end") or start or "")[:10], data.get("basis"))


def _weapon(data: Json) -> Weapon:
    return Weapon(_stretch(data.get("span")), data.get("name"))


def _casualties(data: Json) -> Casualties:
    return Casualties(data.get("kind"), data.get("min"), data.get("max"), data.get("source"))


def _attribution(data: Json) -> Attribution:
    span = _stretch(data.get("source_span"))
    return Attribution(data.get("source"), span, data.get("stance"), _field(data))


def _event(data: Json) -> Event:
    return Event(
        id=data.get("id"),
        required=bool(data.get("required", True)),
        trigger=_stretch(data.get("trigger")),
        other_triggers=_stretches(data.get("other_triggers") or []),
        kind=_kind(data.get("plover") or {}),
        alternatives=_each(data, "plover_alt", _kind),
        cameo_root=str(data.get("cameo_root") or ""),
        acled=(_acled(data["acled"]), *_each(data, "acled_alt", _acled)) if data.get("acled") else (),
        actors=_each(data, "actors", _argument),
        targets=_each(data, "targets", _argument),
        place=_place(data["place"]) if data.get("place") else None,
        time=_time(data["time"]) if data.get("time") else None,
        weapons=_each(data, "weapons", _weapon),
        casualties=_each(data, "casualties", _casualties),
        modality=data.get("modality"),
        attributions=_each(data, "attributions", _attribution),
        incident=data.get("incident"),
        incident_certain=bool(data.get("incident_certain", True)),
    )


def _relation(data: Json) -> Relation:
    return Relation(data.get("a"), data.get("type"), (data.get("b"), *(data.get("b_alt") or ())))


def _side(data: Json) -> Attribution:
    return Attribution(data.get("source"), _stretch(data.get("span")), None, None)


def _dispute(data: Json) -> Dispute:
    return Dispute(
        events=tuple(data.get("events") or ()),
        field=_field(data),
        sides=_each(data, "accounts", _side),
        required=bool(data.get("required", True)),
    )


def _field(data: Json) -> str | None:
    """The field; who did it and who answers for it are one, for coders cannot keep them apart."""
    named: str | None = data.get("field")
    return "actor" if named == "responsibility" else named
