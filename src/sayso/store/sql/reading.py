"""What is computed over reports, read back."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, select

from sayso.model.incidents import MergedIncident, Revision
from sayso.model.kept import Copied
from sayso.store.sql import tables
from sayso.store.sql.codec import INCIDENT, REVISION
from sayso.store.sql.prepared import PreparedIn
from sayso.store.sql.rows import ASKED, pieces

_INCIDENT, _EVENT, _REPORT = tables.incidents.c, tables.events.c, tables.reports.c
_COPY, _REVISION, _DECIDED = tables.copies.c, tables.revisions.c, tables.incident_decisions.c
_VIEWS = PreparedIn(
    lambda ids: select(_INCIDENT.row, _INCIDENT.id, _INCIDENT.data).where(_INCIDENT.id.in_(ids))
)
_DECISIONS = PreparedIn(
    lambda rows: select(_DECIDED.incident, _DECIDED.decision).where(_DECIDED.incident.in_(rows))
)
_INCIDENTS_OF = PreparedIn(
    lambda keys: (
        select(_EVENT.id, _INCIDENT.id)
        .join_from(tables.events, tables.memberships, tables.memberships.c.event == _EVENT.row)
        .join(tables.incidents, _INCIDENT.row == tables.memberships.c.incident)
        .where(_EVENT.id.in_(keys))
    )
)
_FAMILIES = PreparedIn(
    lambda ids: (
        select(_COPY.family)
        .join_from(tables.reports, tables.copies, _COPY.report == _REPORT.row)
        .where(_REPORT.id.in_(ids))
    )
)
_COPIES = PreparedIn(
    lambda families: (
        select(_REPORT.id, _COPY.family, _COPY.source, _COPY.sure)
        .join_from(tables.copies, tables.reports, _REPORT.row == _COPY.report)
        .where(_COPY.family.in_(families))
    )
)
_PAIRS = select(_REVISION.earlier, _REVISION.later, _REVISION.data)
_VERSIONS = (
    PreparedIn(lambda ids: _PAIRS.where(_REVISION.earlier.in_(ids))),
    PreparedIn(lambda ids: _PAIRS.where(_REVISION.later.in_(ids))),
)


@dataclass(frozen=True, slots=True)
class Viewed:
    """An incident as it was worked out last, and the numbers of the decisions of persons about it."""

    incident: MergedIncident
    decisions: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Where:
    """Where a claim stands: its report, its id there, and the id of the incident that it is about."""

    report: str
    claim: str
    incident: str | None


def viewed(connection: Connection, ids: Iterable[str]) -> dict[str, Viewed]:
    """Incidents by their ids; those that are not there are left out."""
    rows = {row: (id_, data) for row, id_, data in _VIEWS.all(connection, list(ids))}
    numbers: dict[int, list[int]] = {}
    for incident, number in _DECISIONS.all(connection, sorted(rows)):
        numbers.setdefault(incident, []).append(number)
    return {
        id_: Viewed(INCIDENT.unpack(data), tuple(sorted(numbers.get(row, ()))))
        for row, (id_, data) in rows.items()
    }


def claims_at(connection: Connection, ids: Iterable[str]) -> dict[str, Where]:
    """Where claims stand, by their ids; those that are not there are left out."""
    found: dict[str, Where] = {}
    claim, event = tables.claims.c, tables.events.c
    report, incident = tables.reports.c, tables.incidents.c
    asked = (
        select(claim.id, report.id, incident.id)
        .join_from(tables.claims, tables.events, event.row == claim.event)
        .join(tables.reports, report.row == event.report)
        .outerjoin(tables.incidents, incident.row == event.incident)
    )
    for some in pieces(list(ids), ASKED):
        for id_, name, about in connection.execute(asked.where(claim.id.in_(some))):
            found[id_] = Where(name, id_[len(name) + 1 :], about)
    return found


def revisions_of(connection: Connection, reports: Iterable[str]) -> list[Revision]:
    """The pairs of versions that reports are in, sorted."""
    names, found = sorted(set(reports)), dict[tuple[str, str], Revision]()
    for asked in _VERSIONS:  # each by its index
        for earlier, later, data in asked.all(connection, names):
            found[earlier, later] = REVISION.unpack(data)
    return [found[at] for at in sorted(found)]


def copies_of(connection: Connection, reports: Iterable[str]) -> list[Copied]:
    """All reports of the families of one text that reports are in, sorted."""
    names = sorted(set(reports))
    families = sorted({family for (family,) in _FAMILIES.all(connection, names)})
    found = [
        Copied(id_, family, source, bool(sure))
        for id_, family, source, sure in _COPIES.all(connection, families)
    ]
    return sorted(set(found), key=lambda copied: (copied.family, copied.report))


def incidents_of(connection: Connection, events: Iterable[str]) -> dict[str, str]:
    """The id of the incident of each event, by the keys of events; those that are not there are left out."""
    return dict(_INCIDENTS_OF.all(connection, sorted(set(events))))


def checksums(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    """The checksums of what the machine made of reports last, by their ids; what is not there is left out."""
    one, kept = tables.reports.c, tables.records.c
    asked = select(one.id, kept.sha256).join(tables.records, one.coding == kept.row)
    found: dict[str, str] = {}
    for some in pieces(sorted(set(ids)), ASKED):
        found.update((id_, digest) for id_, digest in connection.execute(asked.where(one.id.in_(some))))
    return found
