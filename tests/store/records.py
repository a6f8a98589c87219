"""Records with a value in every field of every type, made by reflection: a new field is in them, too."""

import dataclasses
import types
from collections.abc import Mapping
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from sayso.model.decisions import event_key
from sayso.model.record import Coded
from sayso.model.report import Report
from sayso.model.spans import Span

T = TypeVar("T")

TEXT = "Rebels shelled Castlederg on Sunday, killing 12, the army said. " * 4


class _Filler:
    """Fills types with values, no two of a kind alike."""

    def __init__(self) -> None:
        self._number = 0

    def fill(self, kind: Any, name: str = "") -> Any:
        origin, args = get_origin(kind), get_args(kind)
        if origin in (Union, types.UnionType):
            return self.fill(next(arg for arg in args if arg is not type(None)), name)
        if origin is tuple:
            several = args[-1] is Ellipsis
            return tuple(self.fill(arg, name) for arg in (args[:1] * 2 if several else args))
        if origin is not None and dataclasses.is_dataclass(origin):
            return self._dataclass(origin, dict(zip(cast(Any, origin).__parameters__, args, strict=True)))
        if dataclasses.is_dataclass(kind):
            return self._dataclass(kind, {})
        return self._plain(kind, name)

    def _plain(self, kind: Any, name: str) -> Any:
        self._number += 1
        if isinstance(kind, type) and issubclass(kind, StrEnum):
            members = list(kind)
            return members[self._number % len(members)]
        made: Mapping[Any, Any] = {
            str: f"{name} {self._number}",
            int: self._number,
            float: self._number / 8,
            bool: True,
            date: date.fromordinal(738000 + self._number),
            datetime: datetime(2024, 5, 1, 12, self._number % 60, tzinfo=UTC),
        }
        return made[kind]

    def _dataclass(self, kind: Any, given: Mapping[Any, Any]) -> Any:
        if kind is Span:
            self._number += 1
            return Span(self._number % 200, self._number % 200 + 3)
        hints = get_type_hints(kind)
        values = {}
        for field in dataclasses.fields(kind):
            hint = hints[field.name]
            values[field.name] = self.fill(given.get(hint, hint), field.name)
        return kind(**values)


def filled(kind: type[T]) -> T:
    """A value of a type with something in every field."""
    made: T = _Filler().fill(kind)
    return made


def record(name: str, text: str = TEXT, **report: Any) -> Coded:
    """A record with something in every field, whose parts name each other as they should."""
    made = filled(Coded)
    told = dataclasses.replace(made.report, id=name, text=text, language="en", **report)
    events = tuple(
        dataclasses.replace(event, id=f"e{number}", triggers=(Span(7 + number, 14), *event.triggers))
        for number, event in enumerate(made.events)
    )
    statements = tuple(
        dataclasses.replace(one, id=f"s{number}", parent=None, contrast=None)
        for number, one in enumerate(made.statements)
    )
    claims = tuple(
        dataclasses.replace(one, id=f"c{number}", statement="s0", event=f"e{number}")
        for number, one in enumerate(made.claims)
    )
    disputes = tuple(
        dataclasses.replace(
            one,
            id=f"d{number}",
            events=("e0",),
            field=claims[0].field,
            sides=tuple(dataclasses.replace(side, statement="s0") for side in one.sides),
        )
        for number, one in enumerate(made.disputes)
    )
    made = dataclasses.replace(made, report=told, events=events, statements=statements, claims=claims)
    return dataclasses.replace(made, disputes=disputes, decisions=None)  # the machine's own


def bare(name: str, text: str = TEXT) -> Coded:
    """A record of a report in which nothing was found."""
    return Coded(Report.from_text(text, id=name))


def keys(coded: Coded) -> list[str]:
    """The keys of its events."""
    return [event_key(coded.report.id, event.triggers[0].start) for event in coded.events]
