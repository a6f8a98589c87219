"""Whether the disputes of an article were found, with both sides."""

from collections.abc import Sequence

from sayso.evaluate.articles.alignment import Alignment
from sayso.evaluate.articles.documents import Dispute, Document
from sayso.evaluate.articles.names import Names, partners
from sayso.evaluate.tally import Found, Tally


def score_disputes(
    names: Names, gold: Document, predicted: Document, alignment: Alignment, tally: Tally
) -> None:
    """Count disputes of which at least two sides of the gold were found."""
    index = {event.id: j for j, event in enumerate(predicted.events)}

    def found(ours: Dispute, theirs: Dispute) -> bool:
        both = partners(ours.sides, theirs.sides, names.same_speaker) >= 2
        return both and _same_events(ours, theirs, index, alignment)

    def with_field(ours: Dispute, theirs: Dispute) -> bool:
        return found(ours, theirs) and ours.field == theirs.field

    required = [d for d in gold.disputes if d.required]
    optional = [d for d in gold.disputes if not d.required]
    for figure, same in (("two sides found", found), ("two sides + field", with_field)):
        used: set[int] = set()
        hits = partners(required, predicted.disputes, same, used)
        weak = partners(optional, predicted.disputes, same, used)
        tally.add(f"disputes: {figure}", Found(hits, len(predicted.disputes) - weak, len(required)))


def _same_events(ours: Dispute, theirs: Dispute, index: dict[str | None, int], alignment: Alignment) -> bool:
    """Whether one event of theirs is the partner of one of ours; a dispute may name no events."""
    if not theirs.events or not ours.events:
        return True
    indexes = _known(theirs.events, index)
    return any(alignment.linked.get(event) in indexes for event in ours.events)


def _known(ids: Sequence[str], index: dict[str | None, int]) -> set[int | None]:
    return {index[id_] for id_ in ids if id_ in index}
