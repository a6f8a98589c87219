"""Which names of a base readers are not told, see `private_names`."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, select

from sayso.store.sql.prepared import PreparedIn
from sayso.store.sql.rows import ASKED, pieces
from sayso.store.sql.tables import events, incidents, private_names, reports

_IN_REPORTS_OF = PreparedIn(
    lambda ids: (
        select(incidents.c.id, private_names.c.name)
        .join_from(incidents, events, events.c.incident == incidents.c.row)
        .join(private_names, private_names.c.report == events.c.report)
        .where(incidents.c.id.in_(ids))
        .distinct()
    )
)


def among(connection: Connection, names: Iterable[str]) -> set[str]:
    """Those of some names that are such names in any report."""
    own, found = private_names.c, set[str]()
    for some in pieces(sorted(set(names)), ASKED):
        found.update(connection.scalars(select(own.name).where(own.name.in_(some)).distinct()))
    return found


def in_reports_of(connection: Connection, ids: Sequence[str]) -> dict[str, set[str]]:
    """Those in the reports of some incidents, by incident; incidents without any are left out."""
    found: dict[str, set[str]] = {}
    for id_, name in _IN_REPORTS_OF.all(connection, ids):
        found.setdefault(id_, set()).add(name)
    return found


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
