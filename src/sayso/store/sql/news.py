"""What is new in a base: rows get their numbers in the order in which they came."""

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import Connection, func, select

from sayso.model.decisions import Subject
from sayso.model.incidents import Change, ChangeKind
from sayso.model.listed import Corrected, Decided, News
from sayso.store.sql.becoming import Moments, newly_disputed
from sayso.store.sql.codec import REVISION
from sayso.store.sql.listing import listed
from sayso.store.sql.rows import ASKED, pieces
from sayso.store.sql.tables import (
    decisions,
    events,
    facets,
    incident_decisions,
    incidents,
    reports,
    revisions,
)

_SEVERAL = 6  # rows that are read for one that is shown: many are of one incident
_NO_CORRECTIONS = (Subject.ACCEPT, Subject.NOTE, Subject.STATE)  # what they are about stays as it is
_TAKEN_BACK = (ChangeKind.CHANGED, ChangeKind.RETRACTED)


def latest(connection: Connection, limit: int, became: Moments | None = None) -> News:
    """At most `limit` of each kind, the last first; `became` remembers from one time to the next."""
    own = incidents.c
    added = list(connection.scalars(select(own.id).order_by(own.row.desc()).limit(limit)))
    disputed = newly_disputed(connection, limit, became or Moments())
    decided = _decided(connection, limit)
    changed = _changed(connection, limit)
    ids = {*added, *(one[0] for one in disputed), *(one[0] for one in decided), *(one[0] for one in changed)}
    rows = listed(connection, sorted(ids))
    lines = _lines(connection)
    return News(
        sum(lines.values()),
        sum(number * times for number, times in lines.items()),
        _number(connection, reports.c.row),
        tuple(rows[id_] for id_ in added),
        tuple(rows[id_] for id_, _ in disputed),
        tuple(Decided(rows[id_], *said) for id_, *said in decided),
        tuple(Corrected(rows[id_], report, change) for id_, report, change in changed),
        moments(connection, ids),
        dict(disputed),
    )


def moments(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    """When the last report of an incident came or the last decision was made about it, by its id."""
    found: dict[str, str] = {}
    came = (
        select(incidents.c.id, func.max(reports.c.added_at))
        .join_from(incidents, events, events.c.incident == incidents.c.row)
        .join(reports, reports.c.row == events.c.report)
        .group_by(incidents.c.id)
    )
    said = (
        select(incidents.c.id, func.max(decisions.c.made_at))
        .join_from(incidents, incident_decisions, incident_decisions.c.incident == incidents.c.row)
        .join(decisions, decisions.c.number == incident_decisions.c.decision)
        .group_by(incidents.c.id)
    )
    for some in pieces(sorted(ids), ASKED):
        for asked in (came, said):
            for id_, moment in connection.execute(asked.where(incidents.c.id.in_(some))):
                found[id_] = max(found.get(id_, ""), moment)
    return found


def _lines(connection: Connection) -> dict[int, int]:
    """How many incidents have so many account lines: kept by the writer, for adding up takes a while."""
    kept = facets.c
    asked = select(kept.value, kept.incidents).where(
        kept.country == "", kept.month == "", kept.field == "lines"
    )
    return {int(value): times for value, times in connection.execute(asked)}


def _number(connection: Connection, row: object) -> int:
    return connection.scalar(select(func.count(row))) or 0  # type: ignore[arg-type]  # a column of any table


def _decided(connection: Connection, limit: int) -> list[tuple[str, str, str, str, str, str]]:
    """The last decision in force about each of the incidents that persons decided about last."""
    own = decisions.c
    asked = (
        select(incidents.c.id, own.subject, own.judgement, own.b, own.author, own.made_at)
        .join_from(incident_decisions, decisions, own.number == incident_decisions.c.decision)
        .join(incidents, incidents.c.row == incident_decisions.c.incident)
        .where(own.subject.not_in(_NO_CORRECTIONS))
        .order_by(incident_decisions.c.decision.desc())
        .limit(_SEVERAL * limit)
    )
    found: dict[str, tuple[str, str, str, str, str, str]] = {}
    for id_, subject, judgement, about, author, made_at in connection.execute(asked):
        found.setdefault(id_, (id_, subject, judgement, about, author, made_at))
    return list(found.values())[:limit]


def _changed(connection: Connection, limit: int) -> list[tuple[str, str, Change]]:
    """Facts that later versions took back or gave otherwise: one of each incident."""
    own = revisions.c
    asked = select(own.later, own.data).order_by(own.row.desc()).limit(_SEVERAL * limit)
    told = [(later, REVISION.unpack(data)) for later, data in connection.execute(asked)]
    changes = [(later, change) for later, one in told for change in one.changes if change.kind in _TAKEN_BACK]
    return list(_by_incident(connection, changes))[:limit]


def _by_incident(
    connection: Connection, changes: Sequence[tuple[str, Change]]
) -> Iterator[tuple[str, str, Change]]:
    keys = sorted({key for _, change in changes for key in change.events})
    of: dict[str, str] = {}
    asked = select(events.c.id, incidents.c.id).join(incidents, incidents.c.row == events.c.incident)
    for some in pieces(keys, ASKED):
        of |= dict(map(tuple, connection.execute(asked.where(events.c.id.in_(some)))))
    seen = set[str]()
    for later, change in changes:
        incident = next((of[key] for key in change.events if key in of), None)
        if incident is not None and incident not in seen:
            seen.add(incident)
            yield incident, later, change
