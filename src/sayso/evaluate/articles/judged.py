"""Each value of a record by itself: right or wrong, for the fields that have confidences."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sayso.evaluate.articles.alignment import FAR_KM, align, distance_km
from sayso.evaluate.articles.documents import Document, Event, Place
from sayso.evaluate.articles.fields import date_inside, same_figure, same_weapon
from sayso.evaluate.articles.names import Names, nobody, somebody
from sayso.evaluate.reliability import Reliability
from sayso.evaluate.tally import Tally
from sayso.model import events as model
from sayso.model.spans import Fact


@dataclass(frozen=True, slots=True)
class Judged:
    """One value: of the predicted event number `event`, number `item` of the field's values, both from 0."""

    field: str
    event: int
    item: int
    right: bool


def judged(gold: Document, predicted: Document) -> Iterator[Judged]:
    """Every predicted type, and every other value of the events that were found, optional ones included.

    A type is right if the event was found. A place is right within 161 km, or with the
    country where the gold has no more or the prediction has no point.
    """
    names = Names(gold.names)
    partner = {j: i for i, j in align(names, gold, predicted, Tally()).typed}
    for j, event in enumerate(predicted.events):
        yield Judged("type", j, 0, j in partner)
        if j in partner:
            for field, item, right in _values(names, gold.events[partner[j]], event):
                yield Judged(field, j, item, right)


def confidence_of(event: model.Event, field: str, item: int) -> float | None:
    """The confidence that a record gives to one value of an event."""
    many: Mapping[str, Sequence[Fact[Any]]] = {
        "actor": event.actors,
        "target": event.targets,
        "weapon": event.weapons,
        "toll": event.tolls,
    }
    fact: Fact[Any] | None = many[field][item] if field in many else getattr(event, field)
    return None if fact is None else fact.confidence


def reliability(
    articles: Iterable[tuple[Document, Document, Iterable[model.Event]]],
) -> tuple[Reliability, ...]:
    """A table per field over (gold, prediction, the record's events in the prediction's order)."""
    told: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for gold, predicted, events in articles:
        known = list(events)
        for one in judged(gold, predicted):
            confidence = confidence_of(known[one.event], one.field, one.item)
            if confidence is not None:
                told[one.field].append((confidence, one.right))
    return tuple(Reliability.of(field, rows) for field, rows in sorted(told.items()))


def _values(names: Names, gold: Event, given: Event) -> Iterator[tuple[str, int, bool]]:
    yield "modality", 0, given.modality == gold.modality
    if gold.kind.mode and given.kind.mode:
        yield "mode", 0, given.kind.mode in {gold.kind.mode, *(kind.mode for kind in gold.alternatives)}
    if given.acled:
        yield "acled", 0, given.acled[0].sub_event_type in {code.sub_event_type for code in gold.acled}
    for field, ours, theirs in (
        ("actor", gold.actors, given.actors),
        ("target", gold.targets, given.targets),
    ):
        for item, one in enumerate(theirs):
            if one.spans or not nobody(one.name):
                yield field, item, any(names.same_argument(other, one) for other in somebody(ours))
    if given.place is not None and not given.place.empty:
        yield "place", 0, gold.place is not None and _same_place(gold.place, given.place)
    if given.time is not None:
        yield "time", 0, gold.time is not None and date_inside(gold.time, given.time)
    for item, tool in enumerate(given.weapons):
        yield "weapon", item, any(same_weapon(other, tool) for other in gold.weapons)
    for item, toll in enumerate(given.casualties):
        yield "toll", item, any(same_figure(other, toll) for other in gold.casualties)


def _same_place(gold: Place, given: Place) -> bool:
    away = distance_km(gold, given)
    if gold.precision == "country" or away is None:
        return given.country is not None and given.country == gold.country
    return away <= FAR_KM
