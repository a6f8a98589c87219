"""What is computed over reports, read back."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, select

from sayso.model.incidents import MergedIncident, Revision
from sayso.model.kept import Copied
from sayso.store.sql import tables
from sayso.store.sql.codec import INCIDENT, REVISION
from sayso.store.sql.rows import ASKED, pieces


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
    found: dict[str, Viewed] = {}
    one, said = tables.incidents.c, tables.incident_decisions.c
    for some in pieces(list(ids), ASKED):
        rows = connection.execute(select(one.row, one.id, one.data).where(one.id.in_(some))).all()
        numbers: dict[int, list[int]] = {}
        asked = select(said.incident, said.decision).where(said.incident.in_([row[0] for row in rows]))
        for incident, number in connection.execute(asked.order_by(said.decision)):
            numbers.setdefault(incident, []).append(number)
        for row, id_, data in rows:
            found[id_] = Viewed(INCIDENT.unpack(data), tuple(numbers.get(row, ())))
    return found


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
    found: dict[tuple[str, str], Revision] = {}
    one = tables.revisions.c
    for some in pieces(sorted(set(reports)), ASKED):
        asked = select(one.earlier, one.later, one.data).where(one.earlier.in_(some) | one.later.in_(some))
        for earlier, later, data in connection.execute(asked):
            found[earlier, later] = REVISION.unpack(data)
    return [found[at] for at in sorted(found)]


def copies_of(connection: Connection, reports: Iterable[str]) -> list[Copied]:
    """All reports of the families of one text that reports are in, sorted."""
    one, found = tables.copies.c, list[Copied]()
    families = select(one.family).join_from(tables.copies, tables.reports, tables.reports.c.row == one.report)
    asked = select(tables.reports.c.id, one.family, one.source, one.sure).join_from(
        tables.copies, tables.reports, tables.reports.c.row == one.report
    )
    for some in pieces(sorted(set(reports)), ASKED):
        inside = one.family.in_(families.where(tables.reports.c.id.in_(some)))
        found += [
            Copied(id_, family, source, bool(sure))
            for id_, family, source, sure in connection.execute(asked.where(inside))
        ]
    return sorted(set(found), key=lambda copied: (copied.family, copied.report))


def incidents_of(connection: Connection, events: Iterable[str]) -> dict[str, str]:
    """The id of the incident of each event, by the keys of events; those that are not there are left out."""
    event, member, incident = tables.events.c, tables.memberships.c, tables.incidents.c
    asked = (
        select(event.id, incident.id)
        .join_from(tables.events, tables.memberships, member.event == event.row)
        .join(tables.incidents, incident.row == member.incident)
    )
    found: dict[str, str] = {}
    for some in pieces(sorted(set(events)), ASKED):
        found.update((key, id_) for key, id_ in connection.execute(asked.where(event.id.in_(some))))
    return found


def checksums(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    """The checksums of what the machine made of reports last, by their ids; what is not there is left out."""
    one, kept = tables.reports.c, tables.records.c
    asked = select(one.id, kept.sha256).join(tables.records, one.coding == kept.row)
    found: dict[str, str] = {}
    for some in pieces(sorted(set(ids)), ASKED):
        found.update((id_, digest) for id_, digest in connection.execute(asked.where(one.id.in_(some))))
    return found
