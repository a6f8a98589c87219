"""When incidents became disputed: which are so since the latest reports and decisions.

No moment is stored, for everything that is worked out can be made anew: that of a dispute is when the second
of the reports that carry it came, or when somebody joined them.
"""

import threading
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, func, select

from sayso.model.decisions import Judgement, Subject
from sayso.store.sql import changes
from sayso.store.sql.rows import ASKED, pieces
from sayso.store.sql.tables import (
    claims,
    decisions,
    dispute_claims,
    disputes,
    events,
    incident_decisions,
    incidents,
    reports,
)

_BLOCK, _BLOCKS = 200, 8  # reports that are looked through, the last first
_MOST = 20_000  # moments that are remembered
_SECOND = 2  # a dispute over reports is there with the second of them


class Moments:
    """When disputed incidents became so, remembered by their rows until something changes them."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._there: dict[int, str | None] = {}
        self._number = -1  # of the writing after which they were so

    def of(self, connection: Connection, rows: Iterable[int]) -> dict[int, str]:
        """See `since`."""
        wanted, now = sorted(set(rows)), changes.generation(connection)
        with self._lock:
            if now < self._number:  # a view of the base from before another's
                return since(connection, wanted)
            changed = changes.since(connection, self._number)
            if changed is None or len(self._there) > _MOST:
                self._there.clear()
            for row in changed or ():
                self._there.pop(row, None)
            self._number = now
            found = {row: self._there[row] for row in wanted if row in self._there}
        left = [row for row in wanted if row not in found]
        looked = since(connection, left)
        found |= {row: looked.get(row) for row in left}
        with self._lock:
            if self._number == now:
                self._there.update(found)
        return {row: moment for row, moment in found.items() if moment is not None}


def newly_disputed(connection: Connection, limit: int, moments: Moments) -> list[tuple[str, str]]:
    """Ids of incidents and the moments at which they became disputed, the last first.

    Of a base whose last reports made nothing disputed, these are incidents of its last reports all the same,
    with the moments of long ago.
    """
    found = moments.of(connection, _decided(connection))
    own, last = reports.c, None
    for _ in range(_BLOCKS):
        asked = select(own.row, own.added_at).order_by(own.row.desc()).limit(_BLOCK)
        some = connection.execute(asked if last is None else asked.where(own.row < last)).all()
        if not some:
            break
        last = some[-1].row
        found |= moments.of(connection, _told(connection, [one.row for one in some]))
        # What became disputed by a report that came earlier stands behind these, wherever it is found.
        if sum(moment >= some[-1].added_at for moment in found.values()) >= limit:
            break
    ranked = sorted(found.items(), key=lambda one: (one[1], one[0]), reverse=True)[:limit]
    names: dict[int, str] = dict(
        map(
            tuple,
            connection.execute(
                select(incidents.c.row, incidents.c.id).where(incidents.c.row.in_([row for row, _ in ranked]))
            ),
        )
    )
    return [(names[row], moment) for row, moment in ranked]


def since(connection: Connection, rows: Iterable[int]) -> dict[int, str]:
    """When each of some disputed incidents became so, by their rows; its first dispute counts."""
    found: dict[int, str] = {}
    for some in pieces(sorted(set(rows)), ASKED):
        for incident, moment in (*_within(connection, some), *_over(connection, some)):
            found[incident] = min(found.get(incident, moment), moment)
        left = _of_reports(connection, [row for row in some if row not in found])
        found |= {incident: _second(moments) for incident, moments in left.items()}
    return found


def _within(connection: Connection, rows: Sequence[int]) -> list[tuple[int, str]]:
    """Disputes that one report tells are there when it comes."""
    asked = (
        select(events.c.incident, func.min(reports.c.added_at))
        .join_from(events, claims, claims.c.event == events.c.row)
        .join(dispute_claims, dispute_claims.c.claim == claims.c.row)
        .join(disputes, disputes.c.row == dispute_claims.c.dispute)
        .join(reports, reports.c.row == disputes.c.report)
        .where(events.c.incident.in_(rows))
        .group_by(events.c.incident)
    )
    return [(incident, moment) for incident, moment in connection.execute(asked)]


def _over(connection: Connection, rows: Sequence[int]) -> list[tuple[int, str]]:
    """Disputes over the reports of an incident."""
    own = disputes.c
    there = {row for (row,) in connection.execute(select(own.incident).where(own.incident.in_(rows)))}
    came: dict[tuple[int, int], dict[int, str]] = {}  # by incident and dispute, the reports that carry it
    carried = (
        select(own.incident, own.row, reports.c.row, reports.c.added_at)
        .join_from(disputes, dispute_claims, dispute_claims.c.dispute == own.row)
        .join(claims, claims.c.row == dispute_claims.c.claim)
        .join(events, events.c.row == claims.c.event)
        .join(reports, reports.c.row == events.c.report)
        .where(own.incident.in_(there))
    )
    for incident, dispute, report, moment in connection.execute(carried):
        came.setdefault((incident, dispute), {})[report] = moment
    told = _of_reports(connection, there)
    joined = _joined(connection, there)
    bare = [(incident, told.get(incident, [])) for incident in there if incident not in {i for i, _ in came}]
    found = [(incident, sorted(moments.values())) for (incident, _), moments in came.items()] + bare
    return [
        (incident, max(_second(moments or told.get(incident, [])), joined.get(incident, "")))
        for incident, moments in found
    ]


def _second(moments: Sequence[str]) -> str:
    return moments[min(_SECOND, len(moments)) - 1] if moments else ""


def _of_reports(connection: Connection, rows: Iterable[int]) -> dict[int, list[str]]:
    """When the reports of incidents came, in order."""
    asked = (
        select(events.c.incident, reports.c.row, reports.c.added_at)
        .join_from(events, reports, reports.c.row == events.c.report)
        .where(events.c.incident.in_(list(rows)))
        .distinct()
    )
    found: dict[int, list[str]] = {}
    for incident, _, moment in connection.execute(asked):
        found.setdefault(incident, []).append(moment)
    return {incident: sorted(moments) for incident, moments in found.items()}


def _joined(connection: Connection, rows: Iterable[int]) -> dict[int, str]:
    """When somebody first joined events of an incident."""
    own = decisions.c
    asked = (
        select(incident_decisions.c.incident, func.min(own.made_at))
        .join_from(incident_decisions, decisions, own.number == incident_decisions.c.decision)
        .where(
            incident_decisions.c.incident.in_(list(rows)),
            own.subject == Subject.MEMBERSHIP.value,
            own.judgement == Judgement.SAME.value,
        )
        .group_by(incident_decisions.c.incident)
    )
    return dict(map(tuple, connection.execute(asked)))


def _told(connection: Connection, rows: Sequence[int]) -> list[int]:
    """The disputed incidents that some reports tell."""
    asked = (
        select(incidents.c.row)
        .join_from(events, incidents, incidents.c.row == events.c.incident)
        .where(events.c.report.in_(rows), incidents.c.disputed)
        .distinct()
    )
    return list(connection.scalars(asked))


def _decided(connection: Connection) -> list[int]:
    """The disputed incidents that persons decided about last."""
    own = incident_decisions.c
    asked = select(own.incident).order_by(own.decision.desc()).limit(_BLOCK)
    rows = set(connection.scalars(asked))
    return list(
        connection.scalars(select(incidents.c.row).where(incidents.c.row.in_(rows), incidents.c.disputed))
    )
