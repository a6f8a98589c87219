"""Tellings: one trigger with what stands around it; `merge` makes events of them."""

from dataclasses import dataclass

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
    `patient` is the head token of what was acted on, for comparing objects.
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
