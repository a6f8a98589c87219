"""Which predicted event is which event of the gold."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

from sayso.evaluate.articles.documents import Document, Event, Place, Time
from sayso.evaluate.articles.names import Names, somebody, stated
from sayso.evaluate.assignment import heaviest_pairs
from sayso.evaluate.tally import Found, Tally

EARTH_DIAMETER_KM = 12742
FAR_KM = 161  # 100 miles, the usual bound of geoparsing evaluations
_REQUIRED_FIRST = 0.001  # a tie between a required and an optional event goes to the required one

Pairs = list[tuple[int, int]]


def distance_km(gold: Place, predicted: Place | None) -> float | None:
    """From the predicted point to the nearest of the gold's, None where either has none."""
    point = predicted.point if predicted is not None else None
    if point is None:
        return None
    points = [p for p in (gold.point, *gold.alternatives) if p is not None]
    return min((_great_circle(p, point) for p in points), default=None)


def _great_circle(a: tuple[float, float], b: tuple[float, float]) -> float:
    lat_a, lon_a, lat_b, lon_b = map(radians, (*a, *b))
    half = sin((lat_b - lat_a) / 2) ** 2 + cos(lat_a) * cos(lat_b) * sin((lon_b - lon_a) / 2) ** 2
    return EARTH_DIAMETER_KM * asin(min(1, sqrt(half)))


def dates_touch(gold: Time, predicted: Time | None) -> bool:
    """Whether the two intervals share a day."""
    if predicted is None or not predicted.start or gold.start is None or gold.end is None:
        return False
    return predicted.start <= gold.end and gold.start <= (predicted.end or predicted.start)


def type_agrees(gold: Event, predicted: Event) -> bool:
    """Whether the PLOVER type is the gold's or one that a fair coder may choose."""
    fair = {gold.kind.type, *(kind.type for kind in gold.alternatives)}
    return predicted.kind.type is not None and predicted.kind.type in fair


def common_trigger(gold: Event, predicted: Event) -> bool:
    """Whether some words tell both."""
    return any(a.overlaps(b) for a in gold.triggers for b in predicted.triggers)


def argument_likeness(names: Names, gold: Event, predicted: Event) -> float:
    """Mean agreement over those of actor, target, place and date that the gold event has.

    An actor or target that is only implied counts where it is met, and never against.
    """
    agreed: list[bool] = []
    for ours, theirs in ((gold.actors, predicted.actors), (gold.targets, predicted.targets)):
        met = any(names.same_argument(a, b) for a in somebody(ours) for b in somebody(theirs))
        if met or stated(somebody(ours)):
            agreed.append(met)
    if gold.place is not None:
        there = predicted.place.span if predicted.place is not None else None
        away = distance_km(gold.place, predicted.place)
        same_words = gold.place.span is not None and gold.place.span.overlaps(there)
        agreed.append(same_words or (away is not None and away <= FAR_KM))
    if gold.time is not None:
        agreed.append(dates_touch(gold.time, predicted.time))
    return sum(agreed) / len(agreed) if agreed else 0.0


def likeness(names: Names, gold: Event, predicted: Event, *, typed: bool) -> float:
    """0 where the two cannot be one event, up to 1 where they agree in everything.

    `typed` wants the type to agree and a common trigger or half of the arguments;
    without it a common trigger or three quarters of the arguments do.
    """
    same_type = type_agrees(gold, predicted)
    trigger = common_trigger(gold, predicted)
    arguments = argument_likeness(names, gold, predicted)
    possible = same_type and (trigger or arguments >= 0.5) if typed else trigger or arguments >= 0.75
    if not possible:
        return 0.0
    exact = gold.trigger is not None and gold.trigger == predicted.trigger
    return 0.35 * same_type + 0.3 * trigger + 0.3 * arguments + 0.05 * exact


@dataclass(frozen=True, slots=True)
class Alignment:
    """Pairs (index in gold, index in predicted).

    `typed` agree in type, `untyped` need not; `linked` maps the id of a gold event to its partner, whatever
    the type: for disputes and order a wrong type does not break the link.
    """

    typed: Pairs
    untyped: Pairs
    linked: dict[str | None, int]

    def required(self, gold: Document) -> Pairs:
        """The typed pairs of events that had to be found."""
        return [(i, j) for i, j in self.typed if gold.events[i].required]


def align(names: Names, gold: Document, predicted: Document, tally: Tally) -> Alignment:
    """The best one-to-one pairs; counts the events found, and duplicates of those found."""
    typed = _pairs(names, gold.events, predicted.events, typed=True)
    untyped = _pairs(names, gold.events, predicted.events, typed=False)
    for pairs, figure in ((typed, "events (type + trigger/arguments)"), (untyped, "events (untyped)")):
        hits = sum(gold.events[i].required for i, _ in pairs)
        optional = len(pairs) - hits
        wanted = sum(event.required for event in gold.events)
        tally.add(figure, Found(hits, len(predicted.events) - optional, wanted))
    taken = {j for _, j in typed}
    tally.duplicates += sum(
        any(likeness(names, g, p, typed=True) > 0 for g in gold.events)
        for j, p in enumerate(predicted.events)
        if j not in taken
    )
    return Alignment(typed, untyped, {gold.events[i].id: j for i, j in (*untyped, *typed)})


def _pairs(names: Names, gold: Sequence[Event], predicted: Sequence[Event], *, typed: bool) -> Pairs:
    shared = [[common_trigger(g, p) for p in predicted] for g in gold]
    told = [any(row) for row in shared], [any(column) for column in zip(*shared, strict=True)]

    def weight(i: int, j: int) -> float:
        # Arguments alone link two events only where neither shares a trigger with any other:
        # else the number of pairs would beat the right pairs.
        if not shared[i][j] and (told[0][i] or told[1][j]):
            return 0.0
        like = likeness(names, gold[i], predicted[j], typed=typed)
        return like + _REQUIRED_FIRST if gold[i].required and like > 0 else like

    weights = [[weight(i, j) for j in range(len(predicted))] for i in range(len(gold))]
    return [(i, j) for i, j in heaviest_pairs(weights) if weights[i][j] > 0]
