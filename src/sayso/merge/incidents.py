"""Which events of one report are parts of one happening."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sayso.merge.compatibility import best_match, place_agreement
from sayso.model.events import Event, Modality, PartyRef, TimeBasis
from sayso.model.identity import Match
from sayso.model.record import Incident, TemporalRelation
from sayso.model.spans import Fact

_FIGHT = frozenset({"ASSAULT", "COERCE"})
# Modes of protest and of its policing that are one affair where day and place allow it.
_STREET = frozenset({"demo", "riot", "obstruct", "crowd-control", "strike"})
# A battle, the ground that it won, and the retreat that it caused.
_GROUND = frozenset({"seize", "withdraw", None})
_FAR = 200  # events; as many as no report of one affair tells
_SAME = (Match.SAME, Match.PART)


def incidents(events: Sequence[Event], relations: Sequence[TemporalRelation]) -> list[Incident]:
    """Events grouped into incidents, numbered in the order of their first event.

    An exchange of fire and a battle with the capture that ended it are one incident; a
    thing that only came before another is its own.
    """
    parent = {event.id: event.id for event in events}

    def root(event_id: str) -> str:
        while parent[event_id] != event_id:
            parent[event_id] = parent[parent[event_id]]
            event_id = parent[event_id]
        return event_id

    linked = {(relation.a, relation.b) for relation in relations} | {(r.b, r.a) for r in relations}
    by_id = {event.id: event for event in events}
    replies = {pair for r in relations if _is_reply(r, by_id) for pair in ((r.a, r.b), (r.b, r.a))}
    for number, later in enumerate(events):
        for earlier in events[max(0, number - _FAR) : number]:
            pair = (earlier.id, later.id)
            if pair in replies or _one_happening(earlier, later, related=pair in linked):
                parent[root(later.id)] = root(earlier.id)
    groups: dict[str, list[str]] = {}
    for event in events:
        groups.setdefault(root(event.id), []).append(event.id)
    return [Incident(f"i{n}", tuple(members)) for n, members in enumerate(groups.values(), start=1)]


def _is_reply(relation: TemporalRelation, events: Mapping[str, Event]) -> bool:
    """Whether the order rests on a word of reply ("retaliated"): the shots of both sides are one exchange."""
    return relation.span in events[relation.a].triggers


def _one_happening(a: Event, b: Event, *, related: bool) -> bool:
    if {a.modality.value, b.modality.value} != {Modality.OCCURRED} or not _may_meet(a, b):
        return False
    modes = {_mode(a), _mode(b)}
    if "PROTEST" in (a.type.value, b.type.value) and modes <= _STREET:
        return True
    if {a.type.value, b.type.value} - {*_FIGHT, "RETREAT"}:
        return False
    return _same_fight(a, b, modes, related=related)


def _may_meet(a: Event, b: Event) -> bool:
    """Whether days and places allow one happening."""
    if (
        a.time
        and b.time
        and (a.time.value.last < b.time.value.first or b.time.value.last < a.time.value.first)
    ):
        return False
    return not (a.place and b.place) or place_agreement(a.place, b.place) >= 0


def _mode(event: Event) -> str | None:
    return event.mode.value if event.mode is not None else None


def _same_fight(a: Event, b: Event, modes: set[str | None], *, related: bool) -> bool:
    actors_a, targets_a = [f.value for f in a.actors], [f.value for f in a.targets]
    actors_b, targets_b = [f.value for f in b.actors], [f.value for f in b.targets]
    exchange = best_match(actors_a, targets_b) in _SAME and best_match(actors_b, targets_a) in _SAME
    if exchange and (a.time is None) == (b.time is None):
        return True
    same_actor = best_match(actors_a, actors_b) in _SAME
    meeting = best_match([*targets_a, *actors_a], [*targets_b, *actors_b]) in _SAME
    ground = modes <= _GROUND and len(modes) > 1 and bool(modes & {"seize", "withdraw"})
    if ground and meeting and (related or {"seize", "withdraw"} <= modes):
        return True
    if {"seize", "withdraw"} <= modes and _on_one_ground(a, b):
        return True  # "The rebels entered X as the army pulled back"
    return related and same_actor and best_match(targets_a, targets_b) in _SAME


def _on_one_ground(a: Event, b: Event) -> bool:
    """Whether two sides take and leave a place of one name."""
    grounds = [
        {fact.value.name.casefold() for fact in (*one.targets, *((one.place,) if one.place else ()))}
        for one in (a, b)
    ]
    return bool(a.actors and b.actors and grounds[0] & grounds[1])


def completed(events: Sequence[Event], groups: Sequence[Incident]) -> list[Event]:
    """Events with the place and day of their incident where they have none of their own, as inferences."""
    by_id = {event.id: event for event in events}
    members_of = {event_id: group.events for group in groups for event_id in group.events}
    done = []
    for event in events:
        others = [by_id[i] for i in members_of[event.id][:_FAR] if i != event.id]
        place, time = event.place, event.time
        if place is None:
            found = next((o.place for o in others if o.place is not None), None)
            place = Fact(found.value, (), "place of the same incident") if found is not None else None
        if time is None:
            day = next((o.time for o in others if o.time is not None), None)
            time = (
                Fact(replace(day.value, basis=TimeBasis.INFERRED), (), "day of the same incident")
                if day is not None
                else None
            )
        done.append(
            replace(event, place=place, time=time, targets=event.targets or _opponents(event, others))
        )
    return done


def _opponents(event: Event, others: Sequence[Event]) -> tuple[Fact[PartyRef], ...]:
    """From whom ground was taken, where only the battle before names them."""
    if _mode(event) != "seize" or not event.actors:
        return ()
    own = [fact.value for fact in event.actors]
    for other in others:
        parties = [*other.actors, *other.targets]
        rivals = [f for f in parties if best_match([f.value], own) not in _SAME]
        if len(rivals) < len(parties) and rivals:
            return tuple(Fact(f.value, f.evidence, "opponent in the same battle") for f in rivals)
    return ()
