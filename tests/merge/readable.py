"""What `merge` makes of a text, in words that people read."""

from typing import TypeAlias

from sayso.model.events import Event
from tests.attribute.readable import bare, merged

# (PLOVER type, actors, triggers in text order); several are joined by " + ".
Happening: TypeAlias = tuple[str, str, str]


def happening(event: Event, text: str) -> Happening:
    actors = " + ".join(fact.value.name for fact in event.actors)
    return event.type.value, actors, " + ".join(span.of(text) for span in sorted(event.triggers))


def events(text: str) -> list[Happening]:
    return [happening(event, text) for event in merged(text).events]


def incidents(text: str) -> list[list[str]]:
    """The triggers of the events of each incident."""
    of = {event.id: happening(event, text)[2] for event in merged(text).events}
    return [[of[event_id] for event_id in incident.events] for incident in merged(text).incidents]


def disputes(text: str) -> list[tuple[str, list[tuple[str | None, str]]]]:
    """The field of each dispute and its sides: who, in which words."""
    return [
        (one.field.value, [(side.party, bare(side.value)) for side in one.sides])
        for one in merged(text).disputes
    ]


def order(text: str) -> list[tuple[str, str, str, str | None]]:
    """First trigger of `a`, AFTER or BEFORE, first trigger of `b`, offset."""
    first = {event.id: min(event.triggers).of(text) for event in merged(text).events}
    return [(first[r.a], r.type, first[r.b], r.offset) for r in merged(text).temporal_relations]


def notes(text: str) -> list[str]:
    return [note.kind for note in merged(text).notes]
