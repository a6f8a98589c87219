"""What a person puts into a field, as a caller may write it, as the content that is kept."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Protocol

from sayso.errors import DecisionError, UnknownName
from sayso.model.edits import CHOSEN, JUDGEMENT, TOLLS, Content, EventField
from sayso.model.events import Event, Interval, Location, Modality, PartyRef, TimeBasis, Toll, Weapon
from sayso.model.ontology import Ontology
from sayso.model.spans import Fact, Span


class Rows(Protocol):
    """Parties and places by the ids of their rows."""

    def party_ref(self, id_: str) -> PartyRef | None: ...
    def location(self, id_: str) -> Location | None: ...


class Values:
    """Makes contents of values.

    Args:
        ontology: What types and modes there are.
        rows: Where ids are looked up.
    """

    def __init__(self, ontology: Ontology, rows: Rows) -> None:
        self._ontology = ontology
        self._rows = rows

    def content(self, event: Event, field: EventField, value: object, evidence: Sequence[Span]) -> Content:
        """The content of a field of an event.

        Raises:
            UnknownName: no row, type, mode or the like has such a name.
            DecisionError: the field cannot hold such a value.
        """
        make = self._makers().get(field)
        if field in TOLLS:
            some = _several(value, Toll) if not _is_figures(value) else [value]
            return Content(tolls=tuple(self._fact(_toll(field, one), evidence) for one in some))
        if field in (EventField.TYPE, EventField.MODE):
            known = self._types() if field is EventField.TYPE else self._modes(event)
            return Content(code=self._fact(value, evidence, lambda one: _code(field, one, known)))
        assert make is not None
        return make(value, evidence)

    def _makers(self) -> Mapping[EventField, Callable[[object, Sequence[Span]], Content]]:
        return {
            EventField.MODALITY: lambda v, e: Content(modality=self._fact(v, e, _modality)),
            EventField.ACTORS: self._parties,
            EventField.TARGETS: self._parties,
            EventField.PLACE: lambda v, e: Content(place=self._fact(v, e, self._place)),
            EventField.TIME: lambda v, e: Content(time=self._fact(v, e, _interval)),
            EventField.WEAPONS: self._weapons,
        }

    def _fact(self, value: Any, evidence: Sequence[Span], make: Callable[[object], Any] | None = None) -> Any:
        if isinstance(value, Fact):
            given = value if not evidence else replace(value, evidence=tuple(evidence))
            return replace(
                given,
                value=given.value if make is None else make(given.value),
                rule=CHOSEN if given.evidence else JUDGEMENT,
                confidence=None,
            )
        made = value if make is None else make(value)
        return Fact(made, tuple(evidence), CHOSEN if evidence else JUDGEMENT)

    def _parties(self, value: object, evidence: Sequence[Span]) -> Content:
        some = _several(value, PartyRef)
        return Content(parties=tuple(self._fact(one, evidence, self._party) for one in some))

    def _weapons(self, value: object, evidence: Sequence[Span]) -> Content:
        some = _several(value, Weapon)
        return Content(weapons=tuple(self._fact(one, evidence, _weapon) for one in some))

    def _party(self, value: object) -> PartyRef:
        if isinstance(value, PartyRef):
            return value
        found = self._rows.party_ref(value) if isinstance(value, str) else None
        if found is None:
            raise UnknownName("party", str(value), ["the ids of the party table; or hand over a PartyRef"])
        return found

    def _place(self, value: object) -> Location:
        if isinstance(value, Location):
            return value
        found = self._rows.location(value) if isinstance(value, str) else None
        if found is None:
            raise UnknownName("place", str(value), ["the ids of the gazetteer; or hand over a Location"])
        return found

    def _types(self) -> Sequence[str]:
        return sorted(self._ontology.types)

    def _modes(self, event: Event) -> Sequence[str]:
        return sorted(self._ontology.types[event.type.value].modes)


def _several(value: object, kind: type) -> list[Any]:
    """One value or several."""
    if isinstance(value, list | tuple) and not isinstance(value, kind):
        if not value:
            raise DecisionError("no value to put there; to say that there is none, clear the field")
        return list(value)
    return [value]


def _code(field: EventField, value: object, known: Sequence[str]) -> str:
    if not isinstance(value, str) or value not in known:
        raise UnknownName(field.value, str(value), known)
    return value


def _modality(value: object) -> Modality:
    try:
        return Modality(str(value))
    except ValueError:
        raise UnknownName("modality", str(value), [one.value for one in Modality]) from None


def _weapon(value: object) -> Weapon:
    if not isinstance(value, Weapon):
        raise DecisionError(f"{value!r} is no weapon; hand over a Weapon with its name and kind")
    return value


def _interval(value: object) -> Interval:
    if isinstance(value, Interval):
        first, last = value.first, value.last
    else:
        ends = value if isinstance(value, list | tuple) else (value, value)
        try:
            first, last = (_day(one) for one in ends)
        except (TypeError, ValueError):
            raise DecisionError(f"{value!r} is no day and no (first, last) of two: YYYY-MM-DD") from None
    if first > last:
        raise DecisionError(f"{first} is later than {last}: nothing can be in between")
    return value if isinstance(value, Interval) else Interval(first, last, TimeBasis.EXPLICIT)


def _day(value: object) -> date:
    return value if isinstance(value, date) else date.fromisoformat(str(value))


def _is_figures(value: object) -> bool:
    """Whether it is one figure, as a number or as (low, high)."""
    pair = isinstance(value, list | tuple) and len(value) == 2
    return pair and all(one is None or _is_whole(one) for one in value)  # type: ignore[attr-defined]  # a pair


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _toll(field: EventField, value: object) -> Toll | Fact[Toll]:
    if isinstance(value, Fact):
        return replace(value, value=_checked(field, value.value))
    if isinstance(value, Toll):
        return _checked(field, value)
    low, high = value if isinstance(value, list | tuple) else (value, value)
    if not _is_whole(low) or not (high is None or _is_whole(high)):
        raise DecisionError(f"{value!r} is no number of people; write 12, (10, 14) or (10, None)")
    return _checked(field, Toll(field.value, low, high, None))


def _checked(field: EventField, toll: Toll) -> Toll:
    if toll.kind != field:
        raise DecisionError(f"a figure of {toll.kind} cannot stand under {field}")
    if toll.low < 0 or (toll.high is not None and toll.high < toll.low):
        raise DecisionError(f"{toll.low} to {toll.high} people: a range from 0 or more upwards")
    return toll
