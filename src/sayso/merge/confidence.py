"""How often a field like this one is right: a confidence for each field of an event.

A logistic function of a few plain marks of the field (how its words were found, whether
it stands near the trigger), with weights that `tools/fit_confidence.py` counts on
annotated reports. The confidence of `type` is that the report tells such an event at all;
those of the other fields are for events that it does tell.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from math import exp
from typing import Any, TypeAlias, TypeVar

from sayso.model.events import Event, Geometry, Location, Modality, PartyBasis, PartyRef, Toll
from sayso.model.parties import PartyKind
from sayso.model.spans import Fact, Span

T = TypeVar("T")
Weights: TypeAlias = Mapping[str, Mapping[str, float]]  # field -> mark -> weight

BIAS = "always"
FIELDS = ("type", "mode", "acled", "modality", "actor", "target", "place", "time", "weapon", "toll")
# Of these an event has lists, under other names; of the rest one or none.
MANY = {"actor": "actors", "target": "targets", "weapon": "weapons", "toll": "tolls"}

_FAR = 100  # code points to the nearest trigger: further, and it is mostly another clause
_SPEECH = frozenset({"AGREE", "CONSULT", "SUPPORT", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})
_REFERRED = frozenset({PartyBasis.DEFINITE, PartyBasis.PRONOUN, PartyBasis.CONTEXT})
_PEOPLE = frozenset({PartyKind.CIVILIAN, PartyKind.PERSON, PartyKind.OBJECT, PartyKind.UNNAMED})


def confident(events: Sequence[Event], weights: Weights) -> list[Event]:
    """The events with a confidence on every field that `weights` has a row for."""
    return [_confident(event, weights) for event in events]


def _confident(event: Event, weights: Weights) -> Event:
    changed: dict[str, Any] = {}
    for field in FIELDS:
        row = weights.get(field)
        if row is None:
            continue
        facts = tuple(
            replace(fact, confidence=probability(marks(field, fact, event), row))
            for fact in facts_of(event, field)
        )
        if field in MANY:
            changed[MANY[field]] = facts
        elif facts:
            changed[field] = facts[0]
    return replace(event, **changed)


def facts_of(event: Event, field: str) -> tuple[Fact[Any], ...]:
    """The values of one of `FIELDS`; none where the report gives none."""
    if field in MANY:
        found: tuple[Fact[Any], ...] = getattr(event, MANY[field])
        return found
    fact: Fact[Any] | None = getattr(event, field)
    return () if fact is None else (fact,)


def probability(known: frozenset[str], weights: Mapping[str, float]) -> float:
    """How often a field with these marks is right, with two decimals; never 0 or 1."""
    total = weights.get(BIAS, 0.0) + sum(weights.get(mark, 0.0) for mark in sorted(known))
    return min(0.99, max(0.01, round(1 / (1 + exp(-total)), 2)))


def marks(field: str, fact: Fact[Any], event: Event) -> frozenset[str]:
    """What is known of a field without the gold."""
    return frozenset((*_of_event(event), *_of_fact(fact, event), *_of_value(field, fact, event)))


def _of_event(event: Event) -> Iterator[str]:
    if event.type.value in _SPEECH:
        yield "speech"
    if len(event.triggers) > 1:
        yield "told again"
    if event.modality.value is not Modality.OCCURRED:
        yield "not occurred"


def _of_fact(fact: Fact[Any], event: Event) -> Iterator[str]:
    if not fact.evidence:
        yield "inferred"
    elif min(_apart(span, trigger) for span in fact.evidence for trigger in event.triggers) > _FAR:
        yield "far"


def _apart(a: Span, b: Span) -> int:
    return max(a.start, b.start) - min(a.end, b.end)


def _of_value(field: str, fact: Fact[Any], event: Event) -> Iterator[str]:
    if field == "type":
        yield from (name for name in ("actors", "targets", "place", "time", "tolls") if getattr(event, name))
    elif field in ("actor", "target"):
        yield from _of_party(fact.value)
        if len(facts_of(event, field)) > 1:
            yield "one of several"
    elif field == "place":
        yield from _of_place(fact.value)
    elif field == "time":
        yield f"{fact.value.basis} date"
        if fact.value.vague or fact.value.first != fact.value.last:
            yield "several days"
    elif field == "toll":
        yield from _of_toll(fact.value)


def _of_party(party: PartyRef) -> Iterator[str]:
    if party.party is None:
        yield "no row"
    if party.basis in _REFERRED:
        yield "referred to"
    if party.kind in _PEOPLE:
        yield "people or things"


def _of_place(place: Location) -> Iterator[str]:
    if place.lat is None:
        yield "no pin"
    elif place.geometry is not Geometry.POINT:
        yield "area"
    if place.probability is not None and place.probability < 0.8:
        yield "unsure row"


def _of_toll(toll: Toll) -> Iterator[str]:
    if toll.kind != "killed":
        yield "not killed"
    if toll.high is None:
        yield "open"
    if toll.high == 0:
        yield "nobody"
