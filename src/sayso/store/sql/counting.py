"""Counts of incidents by fields: their own, or those of their events, parties, reports and claims."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, and_, cast, distinct, func, select
from sqlalchemy.types import String

from sayso.errors import UnknownName
from sayso.store.sql.tables import (
    claims,
    event_parties,
    event_weapons,
    events,
    incidents,
    memberships,
    reports,
)

# What a page offers to narrow a list down by; the writer keeps their counts over the whole base.
FACETS = ("country", "type", "year", "grade", "disputed", "modality")

Join = Callable[[FromClause], FromClause]


@dataclass(frozen=True, slots=True)
class _Field:
    """What is counted by; `joins` lead there from `incidents`, the same join of two fields is made once."""

    value: ColumnElement[Any]
    joins: tuple[str, ...] = ()


def _months(length: int) -> ColumnElement[str]:
    """The year, or year and month, of the first day."""
    return func.substr(cast(incidents.c.first_day, String), 1, length)


_ACTORS = event_parties.alias("actors")
_TARGETS = event_parties.alias("targets")
_JOINS: Mapping[str, tuple[FromClause, ColumnElement[bool]]] = {
    "memberships": (memberships, memberships.c.incident == incidents.c.row),
    "events": (events, events.c.row == memberships.c.event),
    "reports": (reports, reports.c.row == events.c.report),
    "actors": (_ACTORS, and_(_ACTORS.c.event == memberships.c.event, _ACTORS.c.role == "actor")),
    "targets": (_TARGETS, and_(_TARGETS.c.event == memberships.c.event, _TARGETS.c.role == "target")),
    "weapons": (event_weapons, event_weapons.c.event == memberships.c.event),
    "claims": (claims, claims.c.incident == incidents.c.row),
}
_OF_EVENTS = ("memberships",)
FIELDS: Mapping[str, _Field] = {
    **{
        name: _Field(incidents.c[name])
        for name in (
            "country",
            "admin1",
            "place",
            "type",
            "mode",
            "modality",
            "acled_event",
            "acled_sub_event",
            "grade",
            "assessed",
            "disputed",
            "reviewed",
        )
    },
    "year": _Field(_months(4)),
    "month": _Field(_months(7)),
    "day": _Field(cast(incidents.c.first_day, String)),
    "actor": _Field(_ACTORS.c.name, (*_OF_EVENTS, "actors")),
    "target": _Field(_TARGETS.c.name, (*_OF_EVENTS, "targets")),
    "weapon": _Field(event_weapons.c.kind, (*_OF_EVENTS, "weapons")),
    "outlet": _Field(reports.c.outlet, (*_OF_EVENTS, "events", "reports")),
    "claimant": _Field(claims.c.claimant, ("claims",)),
    "stance": _Field(claims.c.stance, ("claims",)),
    "field": _Field(claims.c.field, ("claims",)),
}


def counted(by: Sequence[str], where: Sequence[ColumnElement[bool]]) -> Select[Any]:
    """Each value, or combination of values, of some fields with the number of its incidents.

    Raises:
        UnknownName: nothing can be counted by such a field.
    """
    for name in by:
        if name not in FIELDS:
            raise UnknownName("field to count by", name, FIELDS)
    source: FromClause = incidents
    joins = dict.fromkeys(join for name in by for join in FIELDS[name].joins)
    for join in joins:
        table, on = _JOINS[join]
        source = source.outerjoin(table, on)
    values = [FIELDS[name].value.label(f"by_{at}") for at, name in enumerate(by)]
    number = func.count(distinct(incidents.c.row)) if joins else func.count()
    return select(*values, number.label("number")).select_from(source).where(*where).group_by(*values)
