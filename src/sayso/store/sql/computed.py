"""The tables of what is computed over reports, kept in step: only what changed is written."""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Select, bindparam, select

from sayso.model.decisions import incident_id
from sayso.model.incidents import Agreement, Family, FieldView, Revision
from sayso.model.kept import IncidentRecord, Summary
from sayso.store.sql import search, tables
from sayso.store.sql.codec import pack
from sayso.store.sql.rows import ASKED, Numbers, Row, insert, pieces, upserting
from sayso.store.sql.spreading import clean

_GENERATION = "generation"
# Columns of an incident that are facets of the whole base; `_several` has those with several values.
_FACETS = (
    "type",
    "mode",
    "modality",
    "country",
    "admin1",
    "grade",
    "assessed",
    "disputed",
    "unsure",
    "reviewed",
)


@dataclass(frozen=True, slots=True)
class Worked:
    """What was worked out anew.

    `incidents` are all that have or had one of their events or one of the events `gone`, and still are.
    `families` are those of the reports whose family may have changed, by report; `revisions` all pairs of
    versions that one of these reports is in.
    """

    incidents: Sequence[IncidentRecord] = ()
    gone: Collection[str] = ()
    families: Mapping[str, Family] = field(default_factory=dict)
    revisions: Sequence[Revision] = ()


def write(connection: Connection, worked: Worked) -> None:
    """Put what was worked out anew in the place of what stood there."""
    _Writer(connection).write(worked)


def clear(connection: Connection) -> None:
    """Empty all tables of what is computed over reports; to be filled anew."""
    rows = list(connection.scalars(select(tables.incidents.c.row)))
    for some in pieces(list(rows), ASKED):
        search.forget_incidents(connection, some)
    for table in (tables.disputes, tables.incident_decisions, tables.memberships, tables.facets):
        gone = table.delete()
        connection.execute(gone.where(table.c.report.is_(None)) if table is tables.disputes else gone)
    for table in (tables.events, tables.claims):
        connection.execute(table.update().where(table.c.incident.is_not(None)).values(incident=None))
    for table in (tables.incidents, tables.copies, tables.revisions):
        connection.execute(table.delete())


def generation(connection: Connection) -> int:
    """How often what is computed was written: another number means that somebody wrote."""
    asked = select(tables.meta.c.value).where(tables.meta.c.name == _GENERATION)
    return int(connection.execute(asked).scalar() or 0)


def advance(connection: Connection, since: int = 0) -> int:
    """Count one writing more, and more than there were before."""
    now = max(generation(connection), since) + 1
    update = tables.meta.update().where(tables.meta.c.name == _GENERATION).values(value=str(now))
    if not connection.execute(update).rowcount:
        connection.execute(tables.meta.insert(), {"name": _GENERATION, "value": str(now)})
    return now


class _Writer:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._numbers = Numbers(connection)

    def write(self, worked: Worked) -> None:
        keys = {key for one in worked.incidents for key in one.incident.members}
        before = self._before({*keys, *worked.gone})
        rows = {
            one.incident.id: before[one.incident.id]["row"]
            if one.incident.id in before
            else self._numbers.next(tables.incidents)
            for one in worked.incidents
        }
        search.forget_incidents(self._connection, [one["row"] for one in before.values()])
        events = self._events(keys)
        self._remove([one["row"] for id_, one in before.items() if id_ not in rows])
        made = {one.incident.id: _row(one, rows[one.incident.id]) for one in worked.incidents}
        self._put_incidents(made, before)
        self._put_members(worked.incidents, rows, events)
        self._put_disputes(worked.incidents, rows)
        self._put_decisions(worked.incidents, rows)
        self._count(before.values(), made.values())
        search.place_incidents(self._connection, list(rows.values()))
        self._put_families(worked.families)
        self._put_revisions(worked)

    # -- what stands there -------------------------------------------------------------------------

    def _before(self, keys: Collection[str]) -> dict[str, Row]:
        """The rows of incidents that have one of these events, or had one that is gone as its first."""
        at, incidents, ids = tables.memberships, tables.incidents, sorted(keys)
        joined = (
            select(incidents)
            .distinct()
            .join_from(incidents, at, at.c.incident == incidents.c.row)
            .join(tables.events, tables.events.c.row == at.c.event)
        )
        found = self._all(joined.where(tables.events.c.id.in_(bindparam("some", expanding=True))), ids)
        named = select(incidents).where(incidents.c.id.in_(bindparam("some", expanding=True)))
        found += self._all(named, [incident_id([key]) for key in ids])
        return {one["id"]: one for one in found}

    def _events(self, keys: Collection[str]) -> dict[str, Row]:
        events = tables.events
        asked = select(events.c.id, events.c.row, events.c.incident)
        found = self._all(asked.where(events.c.id.in_(bindparam("some", expanding=True))), sorted(keys))
        return {one["id"]: one for one in found}

    def _all(self, asked: Select[Any], values: Sequence[Any]) -> list[Row]:
        found: list[Row] = []
        for some in pieces(list(values), ASKED):
            found += map(dict, self._connection.execute(asked, {"some": list(some)}).mappings())
        return found

    # -- incidents ---------------------------------------------------------------------------------

    def _remove(self, rows: Sequence[int]) -> None:
        for some in pieces(list(rows), ASKED):
            self._connection.execute(tables.incidents.delete().where(tables.incidents.c.row.in_(some)))

    def _put_incidents(self, made: Mapping[str, Row], before: Mapping[str, Row]) -> None:
        insert(
            self._connection,
            {tables.incidents: [row for id_, row in made.items() if id_ not in before]},
        )
        update = tables.incidents.update().where(tables.incidents.c.row == bindparam("at"))
        again = [
            {"at": row["row"], **row} for id_, row in made.items() if id_ in before and row != before[id_]
        ]
        for row in again:
            del row["row"], row["id"]
        if again:
            values: Row = {name: bindparam(name) for name in again[0] if name != "at"}
            self._connection.execute(update.values(values), again)

    def _put_members(
        self, records: Iterable[IncidentRecord], rows: Mapping[str, int], events: Mapping[str, Row]
    ) -> None:
        moved: list[Row] = []
        for one in records:
            row = rows[one.incident.id]
            moved += [
                {"event": events[key]["row"], "incident": row}
                for key in one.incident.members
                if events[key]["incident"] != row
            ]
        members, claims = tables.memberships, tables.claims
        for some in pieces([one["event"] for one in moved], ASKED):
            self._connection.execute(members.delete().where(members.c.event.in_(some)))
        insert(self._connection, {members: moved})
        for table, column in ((tables.events, tables.events.c.row), (claims, claims.c.event)):
            update = table.update().where(column == bindparam("at")).values(incident=bindparam("to"))
            if moved:
                told = [{"at": one["event"], "to": one["incident"]} for one in moved]
                self._connection.execute(update, told)

    def _put_disputes(self, records: Sequence[IncidentRecord], rows: Mapping[str, int]) -> None:
        """Disputes over the reports of incidents, one for each field, with the claims that carry it."""
        disputes = tables.disputes
        for some in pieces(list(rows.values()), ASKED):
            self._connection.execute(disputes.delete().where(disputes.c.incident.in_(some)))
        made: list[Row] = []
        sides: dict[int, list[str]] = {}
        for one in records:
            disputed = [view for view in one.incident.fields if view.agreement is Agreement.DISPUTED]
            for view in disputed:
                number = self._numbers.next(disputes)
                made.append(
                    {
                        "row": number,
                        "id": f"{one.incident.id}#{view.field.value}",
                        "incident": rows[one.incident.id],
                        "report": None,
                        "field": view.field.value,
                        "reason": clean("; ".join(dict.fromkeys(said.value for said in view.said))),
                    }
                )
                sides[number] = _claims(one, view)
        claims = self._claims([id_ for ids in sides.values() for id_ in ids])
        carried = [
            {"dispute": number, "claim": claim}
            for number, ids in sides.items()
            for claim in sorted(claims[id_] for id_ in ids if id_ in claims)
        ]
        insert(self._connection, {disputes: made, tables.dispute_claims: carried})

    def _claims(self, ids: Sequence[str]) -> dict[str, int]:
        """The rows of claims, by their ids."""
        own = tables.claims.c
        asked = select(own.id, own.row).where(own.id.in_(bindparam("some", expanding=True)))
        return {found["id"]: found["row"] for found in self._all(asked, ids)}

    def _put_decisions(self, records: Iterable[IncidentRecord], rows: Mapping[str, int]) -> None:
        table = tables.incident_decisions
        for some in pieces(list(rows.values()), ASKED):
            self._connection.execute(table.delete().where(table.c.incident.in_(some)))
        made = [
            {"incident": rows[one.incident.id], "decision": said.number}
            for one in records
            for said in one.decisions
        ]
        insert(self._connection, {table: made})

    def _count(self, before: Iterable[Row], made: Iterable[Row]) -> None:
        """Count facets anew: what is no more is taken off, what is now is put on."""
        counts = Counter(facet for row in made for facet in facets(row))
        counts.subtract(facet for row in before for facet in facets(row))
        table = tables.facets
        changed = [
            {"field": name, "value": value, "incidents": change}
            for (name, value), change in sorted(counts.items())
            if change
        ]
        if changed:
            adding = upserting(self._connection, table)
            more = table.c.incidents + adding.excluded.incidents
            self._connection.execute(
                adding.on_conflict_do_update(index_elements=["field", "value"], set_={"incidents": more}),
                changed,
            )
            self._connection.execute(table.delete().where(table.c.incidents <= 0))

    # -- reports -----------------------------------------------------------------------------------

    def _put_families(self, families: Mapping[str, Family]) -> None:
        asked = select(tables.reports.c.id, tables.reports.c.row)
        where = asked.where(tables.reports.c.id.in_(bindparam("some", expanding=True)))
        rows = {one["id"]: one["row"] for one in self._all(where, sorted(families))}
        for some in pieces(list(rows.values()), ASKED):
            self._connection.execute(tables.copies.delete().where(tables.copies.c.report.in_(some)))
        made = [
            _copy(report, rows[report], family)
            for report, family in sorted(families.items())
            if len(family.reports) > 1
        ]
        insert(self._connection, {tables.copies: made})

    def _put_revisions(self, worked: Worked) -> None:
        table = tables.revisions
        for some in pieces(sorted(worked.families), ASKED):
            for column in (table.c.earlier, table.c.later):
                self._connection.execute(table.delete().where(column.in_(some)))
        made = [
            {
                "row": self._numbers.next(table),
                "earlier": one.earlier,
                "later": one.later,
                "data": pack(one),
            }
            for one in worked.revisions
        ]
        insert(self._connection, {table: made})


def _claims(one: IncidentRecord, view: FieldView) -> list[str]:
    """The ids of the claims that carry a field of an incident."""
    return [
        f"{told.coded.report.id}#{claim.id}"
        for told in one.told
        for claim in told.coded.claims
        if claim.event == told.event.id and claim.field is view.field
    ]


def _copy(report: str, row: int, family: Family) -> Row:
    link = next((link for link in family.links if link.copy == report), None)
    return {
        "report": row,
        "family": family.reports[0],
        "source": None if link is None else link.source,
        "sure": link is not None and link.sure,
    }


# -- rows ------------------------------------------------------------------------------------------


def _row(one: IncidentRecord, row: int) -> Row:
    incident, summary = one.incident, one.summary
    killed, wounded = summary.killed or (None,) * 3, summary.wounded or (None,) * 3
    ends = ("low", "best", "high")
    return {
        "row": row,
        "id": incident.id,
        "data": pack(incident),
        "type": summary.type,
        "modality": summary.modality.value,
        "mode": summary.mode,
        "cameo": summary.cameo,
        "acled_event": None if summary.acled is None else summary.acled.event_type,
        "acled_sub_event": None if summary.acled is None else summary.acled.sub_event_type,
        **_place(summary),
        "first_day": summary.first_day,
        "last_day": summary.last_day,
        **{f"killed_{end}": figure for end, figure in zip(ends, killed, strict=True)},
        **{f"wounded_{end}": figure for end, figure in zip(ends, wounded, strict=True)},
        "reports": len(incident.reports),
        "lines": len(incident.lines),
        "parties": incident.parties,
        "grade": None if incident.graded is None else incident.graded.grade.value,
        "assessed": None if one.assessed is None else one.assessed.value,
        "disputed": summary.disputed,
        "unsure": bool(incident.unsure),
        "reviewed": one.reviewed,
        "confidence": summary.confidence,
        "facets": json.dumps(sorted(_several(one)), ensure_ascii=False, separators=(",", ":")),
    }


def _place(summary: Summary) -> Row:
    place = summary.place
    names = ("gazetteer", "country", "lat", "lon", "radius_km")
    return {
        "place": None if place is None else clean(place.name),
        "precision": None if place is None or place.precision is None else place.precision.value,
        "admin1": summary.admin1,
        **{name: None if place is None else getattr(place, name) for name in names},
    }


def _several(one: IncidentRecord) -> set[tuple[str, str]]:
    """Facets of which an incident may have several values."""
    found = set[tuple[str, str]]()
    for told in one.told:
        parties = (fact.value for fact in (*told.event.actors, *told.event.targets))
        found.update(("party", ref.party) for ref in parties if ref.party is not None)
        found.update(("weapon", fact.value.kind) for fact in told.event.weapons)
        if told.coded.report.outlet:
            found.add(("outlet", clean(told.coded.report.outlet)))
    return found


def facets(row: Mapping[Any, Any]) -> Iterator[tuple[str, str]]:
    """What the row of an incident adds to the counts of facets, each (field, value) once."""
    for name in _FACETS:
        value = row[name]
        if value is not None:
            yield name, ("yes" if value else "no") if isinstance(value, bool) else str(value)
    if row["first_day"] is not None:
        yield "year", f"{row['first_day']:%Y}"
        yield "month", f"{row['first_day']:%Y-%m}"
    for name, value in json.loads(row["facets"]):
        yield name, value
