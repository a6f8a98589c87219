"""The fields of an event as contents, and an event with another content in one of them."""

from dataclasses import replace

from sayso.merge.codes import CodingContext, acled_code
from sayso.model.edits import TOLLS, Content, EventField
from sayso.model.events import Event
from sayso.model.ontology import Ontology
from sayso.model.spans import Fact

CODES = "follows from type and mode"
_CODED = frozenset({EventField.TYPE, EventField.MODE, EventField.MODALITY})


def held(event: Event, field: EventField) -> Content:
    """What a field of an event holds."""
    if field in TOLLS:
        return Content(tolls=tuple(one for one in event.tolls if one.value.kind == field))
    if field in (EventField.TYPE, EventField.MODE):
        return Content(code=event.type if field is EventField.TYPE else event.mode)
    if field in (EventField.ACTORS, EventField.TARGETS):
        return Content(parties=event.actors if field is EventField.ACTORS else event.targets)
    if field is EventField.PLACE:
        return Content(place=event.place)
    if field is EventField.TIME:
        return Content(time=event.time)
    if field is EventField.WEAPONS:
        return Content(weapons=event.weapons)
    return Content(modality=event.modality)


def put(event: Event, field: EventField, content: Content, ontology: Ontology) -> Event:
    """The event with another content in one field; its codes follow its type, mode and modality."""
    if field in TOLLS:
        others = tuple(one for one in event.tolls if one.value.kind != field)
        return replace(event, tolls=(*others, *content.tolls))
    made = _put(event, field, content)
    return _coded(made, ontology) if field in _CODED else made


def _put(event: Event, field: EventField, content: Content) -> Event:
    if field is EventField.TYPE:
        return event if content.code is None else replace(event, type=content.code)
    if field is EventField.MODALITY:
        return event if content.modality is None else replace(event, modality=content.modality)
    if field is EventField.MODE:
        return replace(event, mode=content.code)
    if field is EventField.ACTORS:
        return replace(event, actors=content.parties)
    if field is EventField.TARGETS:
        return replace(event, targets=content.parties)
    if field is EventField.PLACE:
        return replace(event, place=content.place)
    if field is EventField.TIME:
        return replace(event, time=content.time)
    return replace(event, weapons=content.weapons)


def _coded(event: Event, ontology: Ontology) -> Event:
    """The event with the codes that its type, mode and modality have; a mode of another type goes."""
    kind = ontology.types[event.type.value]
    mode = event.mode if event.mode is not None and event.mode.value in kind.modes else None
    name = mode.value if mode is not None else None
    cameo = ontology.cameo.get((kind.name, name or "")) or kind.cameo_root
    acled = acled_code(
        CodingContext(
            type=kind.name,
            mode=name,
            modality=event.modality.value,
            families=frozenset(one.value.kind for one in event.weapons),
            actors=tuple(one.value.kind for one in event.actors),
            targets=tuple(one.value.kind for one in event.targets),
        ),
        ontology,
    )
    evidence = event.type.evidence
    return replace(
        event,
        mode=mode,
        cameo=Fact(cameo, evidence, CODES),
        acled=None if acled is None else Fact(acled, evidence, CODES),
    )
