"""Whether what belongs together was put together."""

from collections import defaultdict
from collections.abc import Hashable, Mapping

from sayso.evaluate.articles.alignment import Alignment
from sayso.evaluate.articles.documents import Document, Event, Stretch
from sayso.evaluate.tally import BCubed, Tally


def b_cubed(gold: Mapping[Hashable, Hashable], predicted: Mapping[Hashable, Hashable]) -> BCubed:
    """B³ of two clusterings, item -> cluster; items that the gold does not have are not counted."""
    true, found = defaultdict(set), defaultdict(set)
    for item, cluster in gold.items():
        true[cluster].add(item)
        if item in predicted:
            found[predicted[item]].add(item)
    common = {
        item: len(true[cluster] & found[predicted[item]])
        for item, cluster in gold.items()
        if item in predicted
    }
    return BCubed(
        recalls=tuple(common.get(item, 0) / len(true[cluster]) for item, cluster in gold.items()),
        precisions=tuple(count / len(found[predicted[item]]) for item, count in common.items()),
    )


def score_merging(gold: Document, predicted: Document, alignment: Alignment, tally: Tally) -> None:
    """Count how events went into incidents, and mentions into events and incidents."""
    partner = {gold.events[i].id: j for i, j in alignment.typed}
    settled: dict[Hashable, Hashable] = {
        e.id: e.incident for e in gold.events if e.required and e.incident_certain and e.incident
    }
    ours: dict[Hashable, Hashable] = {
        e.id: _incident(predicted.events[partner[e.id]], partner[e.id])
        for e in gold.events
        if e.id in settled and e.id in partner
    }
    tally.add("incident merge B3 (missing events count)", b_cubed(settled, ours))
    aligned = {id_: incident for id_, incident in settled.items() if id_ in ours}
    tally.add("incident merge B3 (aligned events only)", b_cubed(aligned, ours))
    _score_mentions(gold, predicted, partner, tally)


def _score_mentions(
    gold: Document, predicted: Document, partner: Mapping[str | None, int], tally: Tally
) -> None:
    """Whether every telling of an event, and of an incident, is gathered in one."""
    events: tuple[dict[Hashable, Hashable], dict[Hashable, Hashable]] = ({}, {})
    incidents: tuple[dict[Hashable, Hashable], dict[Hashable, Hashable]] = ({}, {})
    for event in gold.events:
        if not event.required:
            continue
        settled = event.incident_certain and event.incident
        for mention in event.triggers:
            events[0][mention] = event.id
            if settled:
                incidents[0][mention] = event.incident
            j = _teller(mention, predicted, partner.get(event.id))
            if j is not None:
                events[1][mention] = j
                if settled:
                    incidents[1][mention] = _incident(predicted.events[j], j)
    tally.add("trigger mentions grouped into events B3", b_cubed(*events))
    tally.add("INCIDENT MERGE: trigger mentions -> incidents B3", b_cubed(*incidents))


def _teller(mention: Stretch, predicted: Document, partner: int | None) -> int | None:
    """The predicted event that has this mention: the partner of its event before any other."""
    tellers = [j for j, p in enumerate(predicted.events) if any(mention.overlaps(t) for t in p.triggers)]
    if partner in tellers:
        return partner
    return tellers[0] if tellers else None


def _incident(event: Event, index: int) -> Hashable:
    """The incident of a predicted event; one without is an incident of its own."""
    return event.incident or ("event", index)
