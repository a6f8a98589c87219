"""Which events of one report are parts of one happening."""

from collections.abc import Sequence

from sayso.merge.compatibility import best_match
from sayso.model.events import Event, Modality
from sayso.model.identity import Match
from sayso.model.record import Incident, TemporalRelation

_FIGHT = frozenset({"ASSAULT", "COERCE"})
_SAME = (Match.SAME, Match.PART)


def incidents(events: Sequence[Event], relations: Sequence[TemporalRelation]) -> list[Incident]:
    """Events grouped into incidents, numbered in the order of their first event.

    An exchange of fire and a battle with the capture that ended it are one incident; a
    thing that only came before another is its own.
    """
    parent = {event.id: event.id for event in events}

    def root(event_id: str) -> str:
        while parent[event_id] != event_id:
            event_id = parent[event_id]
        return event_id

    linked = {(relation.a, relation.b) for relation in relations} | {(r.b, r.a) for r in relations}
    for number, later in enumerate(events):
        for earlier in events[:number]:
            if _one_happening(earlier, later, related=(earlier.id, later.id) in linked):
                parent[root(later.id)] = root(earlier.id)
    groups: dict[str, list[str]] = {}
    for event in events:
        groups.setdefault(root(event.id), []).append(event.id)
    return [Incident(f"i{n}", tuple(members)) for n, members in enumerate(groups.values(), start=1)]


def _one_happening(a: Event, b: Event, *, related: bool) -> bool:
    if {a.type.value, b.type.value} - _FIGHT or {a.modality.value, b.modality.value} != {Modality.OCCURRED}:
        return False
    if a.time and b.time and (a.time.value.last < b.time.value.first or b.time.value.last < a.time.value.first):
        return False
    actors_a, targets_a = [f.value for f in a.actors], [f.value for f in a.targets]
    actors_b, targets_b = [f.value for f in b.actors], [f.value for f in b.targets]
    exchange = best_match(actors_a, targets_b) in _SAME and best_match(actors_b, targets_a) in _SAME
    if exchange:
        return True
    same_actor = best_match(actors_a, actors_b) in _SAME
    same_target = best_match([*targets_a, *actors_a], [*targets_b, *actors_b]) in _SAME
    return related and same_actor and same_target
