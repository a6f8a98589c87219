"""The tables of what is computed over reports, kept in step: only what changed is written."""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, bindparam, delete, literal_column, select, text

from sayso.model.columns import incident_columns
from sayso.model.decisions import incident_id
from sayso.model.incidents import Agreement, Family, FieldView, Revision
from sayso.model.kept import IncidentRecord
from sayso.store.sql import changes, search, tables
from sayso.store.sql.codec import pack
from sayso.store.sql.counting import FACETS
from sayso.store.sql.prepared import Prepared, PreparedIn, deleting
from sayso.store.sql.rows import ASKED, Numbers, Row, given, handed, insert, pieces
from sayso.store.sql.spreading import clean

_COUNTED = ("country", "month", "field", "value", "incidents")
_SIGNED = "worked out by"
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
    "state",
    "lines",
)
# What the index of places and days knows of an incident.
_WHERE = ("lat", "lon", "first_day", "last_day")
# Columns that no index has, of which a report changes some of nearly every incident it joins.
_OFTEN = ("reports", "lines", "parties", "confidence", "facets", "headline", "data")
_SELDOM = tuple(name for name in tables.incidents.c.keys() if name not in (*_OFTEN, "row", "id"))  # noqa: SIM118


def _changing(*names: str) -> Prepared:
    at = tables.incidents.c.row == bindparam("row_")
    values = {name: bindparam(name, type_=tables.incidents.c[name].type) for name in names}
    return Prepared(tables.incidents.update().where(at).values(values))


_EVENT, _INCIDENT, _REPORT, _CLAIM = (
    table.c for table in (tables.events, tables.incidents, tables.reports, tables.claims)
)
_INCIDENTS_OF = PreparedIn(
    lambda keys: (
        select(tables.memberships.c.incident)
        .join(tables.events, _EVENT.row == tables.memberships.c.event)
        .where(_EVENT.id.in_(keys))
    )
)
_INCIDENTS = PreparedIn(lambda rows: select(tables.incidents).where(_INCIDENT.row.in_(rows)))
_NAMED = PreparedIn(lambda ids: select(tables.incidents).where(_INCIDENT.id.in_(ids)))
_EVENTS = PreparedIn(lambda ids: select(_EVENT.id, _EVENT.row, _EVENT.incident).where(_EVENT.id.in_(ids)))
_REPORTS = PreparedIn(lambda ids: select(_REPORT.id, _REPORT.row).where(_REPORT.id.in_(ids)))
_CLAIMS = PreparedIn(lambda ids: select(_CLAIM.id, _CLAIM.row).where(_CLAIM.id.in_(ids)))
_CHANGE, _CHANGE_OFTEN = _changing(*_OFTEN, *_SELDOM), _changing(*_OFTEN)
_JOIN = Prepared(
    tables.events.update()
    .where(_EVENT.row == bindparam("at"))
    .values(incident=bindparam("to", type_=_EVENT.incident.type))
)
_REMOVE = deleting(_INCIDENT.row)
_LEAVE = deleting(tables.memberships.c.event)
_SETTLE = deleting(tables.disputes.c.incident)
_UNDECIDE = deleting(tables.incident_decisions.c.incident)
_UNCOPY = deleting(tables.copies.c.report)
_UNREVISE = (deleting(tables.revisions.c.earlier), deleting(tables.revisions.c.later))
_COUNT = Prepared(
    text(
        f"INSERT INTO facets ({', '.join(_COUNTED)}) VALUES (:{', :'.join(_COUNTED)}) "
        f"ON CONFLICT ({', '.join(_COUNTED[:-1])}) "
        "DO UPDATE SET incidents = facets.incidents + excluded.incidents"
    )
)
_UNCOUNT = Prepared(
    delete(tables.facets).where(
        *(tables.facets.c[name] == bindparam(name) for name in _COUNTED[:-1]),
        tables.facets.c.incidents <= literal_column("0"),
    )
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


def write(connection: Connection, worked: Worked) -> set[int]:
    """Put what was worked out anew in the place of what stood there; the rows of the incidents of both."""
    return _Writer(connection).write(worked)


def clear(connection: Connection) -> None:
    """Empty all tables of what is computed over reports; to be filled anew."""
    rows = list(connection.scalars(select(tables.incidents.c.row)))
    for some in pieces(list(rows), ASKED):
        search.forget_incidents(connection, some)
    for table in (tables.disputes, tables.incident_decisions, tables.memberships, tables.facets):
        gone = table.delete()
        connection.execute(gone.where(table.c.report.is_(None)) if table is tables.disputes else gone)
    connection.execute(tables.events.update().where(_EVENT.incident.is_not(None)).values(incident=None))
    for table in (tables.incidents, tables.copies, tables.revisions):
        connection.execute(table.delete())


def advance(connection: Connection, since: int = 0, changed: Collection[int] | None = None) -> int:
    """Count one writing more, and more than there were before; None has `changed` everything."""
    now = max(changes.generation(connection), since) + 1
    changes.tell(connection, now, changed)
    return now


def signed(connection: Connection) -> str | None:
    """Who worked out all that is computed; None where nobody has said so."""
    found = changes.VALUE.first(connection, name_=_SIGNED)
    return None if found is None else str(found[0])


def sign(connection: Connection, author: str) -> None:
    """Say who worked out all that is computed: another version may do so otherwise."""
    changes.TELL.run(connection, name=_SIGNED, value=author)


class _Writer:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._numbers = Numbers(connection)

    def write(self, worked: Worked) -> set[int]:
        keys = {key for one in worked.incidents for key in one.incident.members}
        before = self._before({*keys, *worked.gone})
        rows = {
            one.incident.id: before[one.incident.id]["row"]
            if one.incident.id in before
            else self._numbers.next(tables.incidents)
            for one in worked.incidents
        }
        made = {one.incident.id: _row(one, rows[one.incident.id]) for one in worked.incidents}
        moved = {id_ for id_, row in made.items() if id_ not in before or _differ(row, before[id_], _WHERE)}
        gone = [one["row"] for id_, one in before.items() if id_ not in rows]
        search.forget_incidents(self._connection, [*gone, *(rows[id_] for id_ in moved if id_ in before)])
        events = {id_: (row, incident) for id_, row, incident in _EVENTS.all(self._connection, sorted(keys))}
        _REMOVE.run(self._connection, gone)
        self._put_incidents(made, before)
        self._put_members(worked.incidents, rows, events)
        self._put_disputes(worked.incidents, rows)
        self._put_decisions(worked.incidents, rows)
        self._count(before.values(), made.values())
        search.place_incidents(self._connection, [rows[id_] for id_ in sorted(moved)])
        self._put_families(worked.families)
        self._put_revisions(worked)
        return {*rows.values(), *gone}

    def _before(self, keys: Collection[str]) -> dict[str, Row]:
        """The rows of incidents that have one of these events, or had one that is gone as its first."""
        ids = sorted(keys)
        there = [row for (row,) in _INCIDENTS_OF.all(self._connection, ids)]
        found = _INCIDENTS.all(self._connection, sorted(set(there)))
        found += _NAMED.all(self._connection, [incident_id([key]) for key in ids])
        return {one["id"]: one for one in given(self._connection, tables.incidents, found)}

    # -- incidents ---------------------------------------------------------------------------------

    def _put_incidents(self, made: Mapping[str, Row], before: Mapping[str, Row]) -> None:
        new = [row for id_, row in made.items() if id_ not in before]
        insert(self._connection, {tables.incidents: new})
        for id_, row in made.items():
            if id_ in before and row != before[id_]:
                found = _differ(row, before[id_], _SELDOM)
                values = {name: row[name] for name in ("row", *_OFTEN, *(_SELDOM if found else ()))}
                values["row_"] = values.pop("row")
                (_CHANGE if found else _CHANGE_OFTEN).run(
                    self._connection, **handed(self._connection, values)
                )

    def _put_members(
        self,
        records: Iterable[IncidentRecord],
        rows: Mapping[str, int],
        events: Mapping[str, tuple[int, int | None]],
    ) -> None:
        moved: list[Row] = []
        for one in records:
            row = rows[one.incident.id]
            moved += [
                {"event": events[key][0], "incident": row}
                for key in one.incident.members
                if events[key][1] != row
            ]
        _LEAVE.run(self._connection, [one["event"] for one in moved])
        insert(self._connection, {tables.memberships: moved})
        _JOIN.each(self._connection, ({"at": one["event"], "to": one["incident"]} for one in moved))

    def _put_disputes(self, records: Sequence[IncidentRecord], rows: Mapping[str, int]) -> None:
        """Disputes over the reports of incidents, one for each field, with the claims that carry it."""
        disputes = tables.disputes
        _SETTLE.run(self._connection, list(rows.values()))
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
        asked = [id_ for ids in sides.values() for id_ in ids]
        claims: dict[str, int] = dict(map(tuple, _CLAIMS.all(self._connection, asked)))
        carried = [
            {"dispute": number, "claim": claim}
            for number, ids in sides.items()
            for claim in sorted(claims[id_] for id_ in ids if id_ in claims)
        ]
        insert(self._connection, {disputes: made, tables.dispute_claims: carried})

    def _put_decisions(self, records: Iterable[IncidentRecord], rows: Mapping[str, int]) -> None:
        _UNDECIDE.run(self._connection, list(rows.values()))
        made = [
            {"incident": rows[one.incident.id], "decision": said.number}
            for one in records
            for said in one.decisions
        ]
        insert(self._connection, {tables.incident_decisions: made})

    def _count(self, before: Iterable[Row], made: Iterable[Row]) -> None:
        """Count facets anew: what is no more is taken off, what is now is put on."""
        counts = Counter(facet for row in made for facet in facets(row))
        counts.subtract(facet for row in before for facet in facets(row))
        changed = [(*facet, change) for facet, change in sorted(counts.items()) if change]
        _COUNT.put(self._connection, _COUNTED, changed)
        _UNCOUNT.put(self._connection, _COUNTED[:-1], [one[:-1] for one in changed if one[-1] < 0])

    # -- reports -----------------------------------------------------------------------------------

    def _put_families(self, families: Mapping[str, Family]) -> None:
        rows: dict[str, int] = dict(map(tuple, _REPORTS.all(self._connection, sorted(families))))
        _UNCOPY.run(self._connection, list(rows.values()))
        made = [
            _copy(report, rows[report], family)
            for report, family in sorted(families.items())
            if len(family.reports) > 1
        ]
        insert(self._connection, {tables.copies: made})

    def _put_revisions(self, worked: Worked) -> None:
        table = tables.revisions
        for forget in _UNREVISE:
            forget.run(self._connection, sorted(worked.families))
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


def _differ(one: Row, other: Row, names: Iterable[str]) -> bool:
    return any(one[name] != other[name] for name in names)


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
    columns = incident_columns(one)
    for name in ("place", "headline"):
        if columns[name] is not None:
            columns[name] = clean(columns[name])
    return {
        "row": row,
        "data": pack(one.incident),
        **columns,
        "facets": json.dumps(sorted(_several(one)), ensure_ascii=False, separators=(",", ":")),
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


def facets(row: Mapping[Any, Any]) -> Iterator[tuple[str, str, str, str]]:
    """What the row of an incident adds to the counts of facets, each (country, month, field, value) once."""
    country, month = row["country"], row["first_day"] and f"{row['first_day']:%Y-%m}"
    for name, value in _fields(row):
        yield "", "", name, value
        if name not in FACETS:  # what a list is narrowed down by
            continue
        if country is not None:
            yield country, "", name, value
        if month is not None:
            yield "", month, name, value
        if country is not None and month is not None:
            yield country, month, name, value


def _fields(row: Mapping[Any, Any]) -> Iterator[tuple[str, str]]:
    for name in _FACETS:
        value = row[name]
        if value is not None:
            yield name, ("yes" if value else "no") if isinstance(value, bool) else str(value)
    if row["first_day"] is not None:
        yield "year", f"{row['first_day']:%Y}"
        yield "month", f"{row['first_day']:%Y-%m}"
    for name, value in json.loads(row["facets"]):
        yield name, value
