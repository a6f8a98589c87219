"""Events that one sentence tells: the weights for ACLED's types see the sentence and not the clause."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from sayso.merge.clusters import Cluster
from sayso.model.events import Event


def told_apart(
    events: Sequence[Event], clusters: Sequence[Cluster], coded: Callable[[int, Cluster], Event]
) -> list[Event]:
    """The events, none with the type of what another clause of its sentence tells of others.

    "Gunmen attacked the village, and warplanes bombed the camp": the weights see an air strike in
    both. Where the rules give another event of the sentence, by somebody else, the type that
    only the weights give this one, this one keeps what the rules give it.

    Args:
        events: One for each of `clusters`, in their order.
        clusters: The tellings of each event.
        coded: Makes the event of that number, from 1, from a cluster.
    """
    kept = list(events)

    @cache  # an event is coded once more only where the question comes up
    def by_rules(n: int) -> Event:
        return coded(n + 1, _without_classes(clusters[n]))

    for group in _of_one_sentence(clusters):
        for n in group:
            others = [m for m in group if m != n and not _same_doers(events[m], events[n])]
            seen = _type(events[n])
            if not others or seen in (None, _type(by_rules(n))):
                continue
            if seen in (_type(by_rules(m)) for m in others):
                kept[n] = replace(events[n], acled=by_rules(n).acled)
    return kept


def _of_one_sentence(clusters: Sequence[Cluster]) -> Iterator[list[int]]:
    """Numbers (from 0) of the clusters that are told most plainly in one sentence."""
    found: dict[int, list[int]] = defaultdict(list)
    for number, one in enumerate(clusters):
        found[one.main.sentence].append(number)
    return (numbers for numbers in found.values() if len(numbers) > 1)


def _without_classes(one: Cluster) -> Cluster:
    """The cluster without what the weights make of its sentences."""
    return Cluster([replace(telling, classes={}) for telling in one.tellings], list(one.reasons))


def _same_doers(a: Event, b: Event) -> bool:
    return bool(a.actors) and {f.value for f in a.actors} == {f.value for f in b.actors}


def _type(event: Event) -> str | None:
    return event.acled.value.sub_event_type if event.acled is not None else None
