"""Figures of ours beside those of the public scorer: the same alignment, other questions."""

from collections.abc import Iterator

from sayso.evaluate.articles.alignment import FAR_KM, align, common_trigger, distance_km, type_agrees
from sayso.evaluate.articles.documents import Document, Place
from sayso.evaluate.articles.fields import NEAR_KM, WIDE
from sayso.evaluate.articles.names import Names
from sayso.evaluate.tally import Tally

TYPE = "type of an event whose trigger was found"
PLACE = "place right: within 25 km, or the area meant"
SILENT = "texts without an event in which nothing was coded"


def count_further(gold: Document, predicted: Document, tally: Tally) -> None:
    """Add the figures of one article.

    Types are asked of required events that share words with a predicted one, whatever its
    type. A place is right within 25 km; where the gold means an area, within 161 km, or with
    the country where it means a country.
    """
    if not gold.events:
        tally.right(SILENT, not predicted.events)
        return
    names = Names(gold.names)
    alignment = align(names, gold, predicted, Tally())
    for i, j in alignment.untyped:
        ours, theirs = gold.events[i], predicted.events[j]
        if ours.required and common_trigger(ours, theirs):
            tally.right(TYPE, type_agrees(ours, theirs))
    for right in _places(gold, predicted, alignment.required(gold)):
        tally.right(PLACE, right)


def _places(gold: Document, predicted: Document, pairs: list[tuple[int, int]]) -> Iterator[bool]:
    for i, j in pairs:
        ours = gold.events[i].place
        if ours is not None:
            yield _right(ours, predicted.events[j].place)


def _right(gold: Place, given: Place | None) -> bool:
    if gold.precision == "country":
        return given is not None and given.country is not None and given.country == gold.country
    away = distance_km(gold, given)
    return away is not None and away <= (FAR_KM if gold.precision in WIDE else NEAR_KM)
