"""Counts of incidents by fields: their own, or those of their events, parties, reports and claims."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Exists,
    FromClause,
    Select,
    and_,
    cast,
    distinct,
    exists,
    func,
    not_,
    or_,
    select,
)
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
# Columns of an incident, whose counts over the whole base are kept, too.
KEPT_ALONE = frozenset({"type", "mode", "modality", "country", "disputed"})


@dataclass(frozen=True, slots=True)
class _Field:
    """What is counted by; `joins` lead there from `incidents`, the same join of two fields is made once.

    `there` says of a field with such joins that the incident has any value of it.
    """

    value: ColumnElement[Any]
    joins: tuple[str, ...] = ()
    there: Exists | None = None


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
    "claims": (claims, claims.c.event == memberships.c.event),
}
_OF_EVENTS = ("memberships",)


def _of_events(table: FromClause, *where: ColumnElement[bool]) -> Exists:
    member = memberships.alias()
    joined = member.join(table, table.c.event == member.c.event)
    return exists().select_from(joined).where(member.c.incident == incidents.c.row, *where)


def _any_party(role: str) -> Exists:
    one = event_parties.alias()
    return _of_events(one, one.c.role == role)


def _any_outlet() -> Exists:
    event, report = events.alias(), reports.alias()
    joined = event.join(report, report.c.row == event.c.report)
    there = exists().select_from(joined)
    return there.where(event.c.incident == incidents.c.row, report.c.outlet.is_not(None))


def _any_claim(name: str) -> Exists:
    one = claims.alias()
    return _of_events(one, one.c[name].is_not(None))


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
            "state",
        )
    },
    "year": _Field(_months(4)),
    "month": _Field(_months(7)),
    "day": _Field(cast(incidents.c.first_day, String)),
    "actor": _Field(_ACTORS.c.name, (*_OF_EVENTS, "actors"), _any_party("actor")),
    "target": _Field(_TARGETS.c.name, (*_OF_EVENTS, "targets"), _any_party("target")),
    "weapon": _Field(event_weapons.c.kind, (*_OF_EVENTS, "weapons"), _of_events(event_weapons.alias())),
    "outlet": _Field(reports.c.outlet, (*_OF_EVENTS, "events", "reports"), _any_outlet()),
    **{
        name: _Field(claims.c[name], (*_OF_EVENTS, "claims"), _any_claim(name))
        for name in ("claimant", "stance", "field")
    },
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
    asked = select(*values, number.label("number")).select_from(source).where(*where, *_some_value(by))
    return asked.group_by(*values) if values else asked


def _some_value(by: Sequence[str]) -> list[ColumnElement[bool]]:
    """That an event without a value does not count where another event of its incident has one."""
    several = [(FIELDS[name].value, there) for name in by if (there := FIELDS[name].there) is not None]
    if not several:
        return []
    return [or_(*(value.is_not(None) for value, _ in several), not_(or_(*(there for _, there in several))))]


def counted_facets(where: Sequence[ColumnElement[bool]], names: Sequence[str] = FACETS) -> Select[Any]:
    """Each combination of the values of fields with the number of its incidents: all are read once."""
    values = [FIELDS[name].value.label(name) for name in names]
    return select(*values, func.count().label("number")).where(*where).group_by(*values)


def said(value: object) -> str | None:
    """A value as people read it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return None if value is None else str(value)
