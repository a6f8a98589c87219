"""The event ontology as data: PLOVER types and modes, CAMEO codes, ACLED event types."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sayso.model.events import AcledCode


@dataclass(frozen=True, slots=True)
class EventType:
    """One PLOVER type: `quad` 1 to 4, its modes, and the CAMEO root sayso writes for it."""

    name: str
    quad: int
    modes: tuple[str, ...]
    cameo_root: str


@dataclass(frozen=True, slots=True)
class Ontology:
    """The tables of `ontology/`, read once.

    `cameo` maps (type, mode or "") to the CAMEO code sayso writes, `acled` maps
    sub-event type to its code pair, `acled_by_mode` (type, mode or "") to the sub-event
    type where type and mode settle it, `acled_by_family` a weapon family to the one that
    the weapon settles. `plover_of` maps a sub-event type to the type and mode (or "")
    of a text of which no more is known; "Other" has none. `possible` has the sub-event types
    that an act of a type can be, none for types that ACLED does not code. `case2021` maps a sub-event type
    to its code in CASE 2021 task 2, `responsibility` the stances "claims" and "denies" to
    the CAMEO codes of say-so about responsibility, which PLOVER lacks.
    """

    types: Mapping[str, EventType]
    cameo: Mapping[tuple[str, str], str]
    acled: Mapping[str, AcledCode]
    acled_by_mode: Mapping[tuple[str, str], str]
    version: str
    acled_by_family: Mapping[str, str] = field(default_factory=dict)
    case2021: Mapping[str, str] = field(default_factory=dict)
    plover_of: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    possible: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    responsibility: Mapping[str, str] = field(default_factory=dict)
