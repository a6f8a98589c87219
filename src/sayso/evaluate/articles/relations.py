"""Whether the order of events that the text states was found."""

from sayso.evaluate.articles.alignment import Alignment
from sayso.evaluate.articles.documents import Document
from sayso.evaluate.tally import Found, Tally

_INVERSE = {"AFTER": "BEFORE", "BEFORE": "AFTER"}


def score_relations(gold: Document, predicted: Document, alignment: Alignment, tally: Tally) -> None:
    """Count temporal relations; one with an optional event is neither rewarded nor punished."""
    told = _told(predicted)
    linked = alignment.linked
    required = {event.id for event in gold.events if event.required}
    wanted = hits = optional = 0
    for relation in gold.relations:
        demanded = relation.a in required and any(b in required for b in relation.b)
        hit = relation.a in linked and any(
            (linked[relation.a], relation.type, linked[b]) in told for b in relation.b if b in linked
        )
        wanted += demanded
        hits += demanded and hit
        optional += hit and not demanded
    # Two relations of the gold may be met by one of the system, which then counts as two.
    predicted_count = max(hits, len(predicted.relations) - optional)
    tally.add("temporal relations stated", Found(hits, predicted_count, wanted))


def _told(predicted: Document) -> set[tuple[int, str | None, int]]:
    """The relations between predicted events by index, each also the other way round."""
    index = {event.id: j for j, event in enumerate(predicted.events)}
    told: set[tuple[int, str | None, int]] = set()
    for relation in predicted.relations:
        a, b = index.get(relation.a), index.get(relation.b[0])
        if a is not None and b is not None:
            told.add((a, relation.type, b))
            told.add((b, _INVERSE.get(relation.type or "", relation.type), a))
    return told
