"""Which names of a base are of people who are hit and belong to no party."""

from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, Connection, exists, select

from sayso.model.parties import PartyKind
from sayso.store.sql.rows import ASKED, pieces
from sayso.store.sql.tables import event_parties, event_sides, events, incidents, reports

_own = event_parties.c
_PRIVATE: tuple[ColumnElement[bool], ...] = (
    _own.role == "target",
    _own.kind == PartyKind.PERSON.value,
    _own.party.is_(None),
    ~exists().where(event_sides.c.event_party == _own.row),
)


def among(connection: Connection, names: Iterable[str]) -> set[str]:
    """Those of some names that are of private people."""
    found: set[str] = set()
    for some in pieces(sorted(set(names)), ASKED):
        found.update(connection.scalars(select(_own.name).where(_own.name.in_(some), *_PRIVATE).distinct()))
    return found


def in_reports_of(connection: Connection, ids: Sequence[str]) -> set[str]:
    """The names of private people in the reports of some incidents."""
    asked = (
        select(events.c.report)
        .join_from(incidents, events, events.c.incident == incidents.c.row)
        .where(incidents.c.id.in_(ids))
    )
    told = select(_own.name).join_from(event_parties, events, events.c.row == _own.event)
    return set(connection.scalars(told.where(events.c.report.in_(asked), *_PRIVATE).distinct()))


def outlets_of(connection: Connection, ids: Sequence[str]) -> dict[str, set[str | None]]:
    """The outlets of the reports of some incidents, by incident."""
    asked = (
        select(incidents.c.id, reports.c.outlet)
        .join_from(incidents, events, events.c.incident == incidents.c.row)
        .join(reports, reports.c.row == events.c.report)
        .where(incidents.c.id.in_(ids))
    )
    found: dict[str, set[str | None]] = {}
    for id_, outlet in connection.execute(asked.distinct()):
        found.setdefault(id_, set()).add(outlet)
    return found
