"""Tellings: one trigger with what stands around it; `merge` makes events of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sayso.model.events import Interval, Location, Modality, PartyRef, Toll, Weapon
from sayso.model.lexicon import TriggerSense
from sayso.model.mentions import TimeMention
from sayso.model.spans import Fact, Span


@dataclass(frozen=True, slots=True)
class Telling:
    """One place of a report that tells an event.

    `token` is the head of the trigger, `definite` True for "the attack", which points
    back at something told before. `order` holds the time phrases that only order it
    ("two hours later"); `negated` is True where the words say that it did not happen.
    `classes` are the probabilities of ACLED's sub-event types, where weights have given
    any. `shown_by` is the token that settles the modality, `actor_heads` are the head tokens
    of who acts. `scene` and `scene_day` are what the report told before it and what it may
    take over where no telling of its event says more.
    """

    index: int
    token: int
    sentence: int
    unit: int
    trigger: Span
    sense: TriggerSense
    modality: Modality
    actors: tuple[Fact[PartyRef], ...] = ()
    targets: tuple[Fact[PartyRef], ...] = ()
    place: Fact[Location] | None = None
    time: Fact[Interval] | None = None
    weapons: tuple[Fact[Weapon], ...] = ()
    families: frozenset[str] = frozenset()
    tolls: tuple[Fact[Toll], ...] = ()
    order: tuple[TimeMention, ...] = ()
    definite: bool = False
    negated: bool = False
    shown_by: int | None = None
    actor_heads: tuple[int, ...] = ()
    classes: Mapping[str, float] = field(default_factory=dict, compare=False)
    scene: Fact[Location] | None = None
    scene_day: Fact[Interval] | None = None


@dataclass(frozen=True, slots=True)
class Resolved:
    """What `resolve` hands on: tellings in text order, and who each noun phrase ends at.

    `parties` and `metonyms` are keyed by the head token of the phrase; a metonym is what
    the phrase stands for where it speaks or acts ("Damascus"), `voices` the body that
    somebody without a name speaks for ("a spokesman for the army"). `publisher` is the
    report's outlet, where it is known, and `published` its day. `likely` is the
    probability that the report tells an event at all, None where no weights have read it.
    """

    tellings: tuple[Telling, ...] = ()
    parties: Mapping[int, Fact[PartyRef]] = field(default_factory=dict)
    metonyms: Mapping[int, Fact[PartyRef]] = field(default_factory=dict)
    days: Mapping[int, Fact[Interval]] = field(default_factory=dict)
    voices: Mapping[int, Fact[PartyRef]] = field(default_factory=dict)
    publisher: PartyRef | None = None
    published: date | None = None
    likely: float | None = None
