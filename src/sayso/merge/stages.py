"""Events on the scene that the report told before them, where it says no place or day of their own."""

from collections.abc import Sequence
from dataclasses import replace

from sayso.model.events import Event, Location
from sayso.model.spans import Fact
from sayso.model.tellings import Telling


def staged(event: Event, tellings: Sequence[Telling]) -> Event:
    """The event with the scene of its first telling that has one, as an inference.

    A place without a name ("a grove", "the edge of the city") keeps its words and lies on the scene.
    """
    place, time = event.place, event.time
    scene = next((t.scene for t in tellings if t.scene is not None), None)
    if scene is not None and place is None:
        place = scene
    elif scene is not None and place is not None and _is_bare(place.value):
        place = Fact(replace(scene.value, name=place.value.name), place.evidence, scene.rule)
    if time is None:
        time = next((t.scene_day for t in tellings if t.scene_day is not None), None)
    return replace(event, place=place, time=time)


def _is_bare(place: Location) -> bool:
    return place.lat is None and not any(word[:1].isupper() for word in place.name.split())
