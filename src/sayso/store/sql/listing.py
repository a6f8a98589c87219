"""Rows of lists: what stands in columns alone, so that no record is read or unpacked."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, RowMapping, func, select

from sayso.model.events import Modality
from sayso.model.listed import Listed
from sayso.model.statements import ClaimField
from sayso.store.sql.rows import ASKED, pieces
from sayso.store.sql.tables import (
    claims,
    dispute_claims,
    disputes,
    event_parties,
    event_tolls,
    events,
    incidents,
    memberships,
)

_NAMES = (
    "place admin1 country first_day last_day reports lines parties disputed unsure reviewed id "
    "type mode modality killed_low killed_high wounded_low wounded_high row"
).split()
_PLAIN = _NAMES[: _NAMES.index("type")]
_Parties = dict[int, dict[str, list[str]]]  # names by event and role


def listed(connection: Connection, ids: Iterable[str]) -> dict[str, Listed]:
    """Incidents by their ids; those that are not there are left out."""
    found: dict[str, Listed] = {}
    for some in pieces(list(ids), ASKED):
        asked = select(*(incidents.c[name] for name in _NAMES)).where(incidents.c.id.in_(some))
        rows = connection.execute(asked).mappings().all()
        called = _called(connection, [one["row"] for one in rows])
        fields = _disputed(connection, [one["row"] for one in rows if one["disputed"]])
        found |= {one["id"]: _listed(one, called.get(one["row"]), fields.get(one["row"], ())) for one in rows}
    return found


def _listed(row: RowMapping, called: dict[str, Any] | None, fields: Sequence[ClaimField]) -> Listed:
    own = {"type": row["type"], "mode": row["mode"], "modality": Modality(row["modality"])}
    return Listed(
        **{name: row[name] for name in _PLAIN},
        **(called or own),
        killed=_range(row, "killed"),
        wounded=_range(row, "wounded"),
        fields=tuple(one for one in ClaimField if one in fields),
    )


def _range(row: RowMapping, kind: str) -> tuple[int, int] | None:
    low, high = row[f"{kind}_low"], row[f"{kind}_high"]
    return None if low is None or high is None else (low, high)


def _called(connection: Connection, rows: Iterable[int]) -> dict[int, dict[str, Any]]:
    """By the row of an incident what is told of the event that it is called by (`fullest`)."""
    own = events.c
    tolls = select(func.count()).where(event_tolls.c.event == own.row).scalar_subquery()
    asked = (
        select(
            memberships.c.incident,
            *(own.row, own.type, own.mode, own.modality, own.place, own.first_day),
            tolls.label("tolls"),
        )
        .join_from(memberships, events, own.row == memberships.c.event)
        .where(memberships.c.incident.in_(rows))
        .order_by(own.id)
    )
    told = connection.execute(asked).all()
    parties = _parties(connection, [one.row for one in told])
    best: dict[int, tuple[tuple[int, int, int], Any]] = {}
    for one in told:
        there = sum(value is not None for value in (one.mode, one.place, one.first_day))
        weight = len(parties.get(one.row, ())), there, one.tolls
        if one.incident not in best or weight > best[one.incident][0]:
            best[one.incident] = weight, one
    return {incident: _names(one, parties.get(one.row, {})) for incident, (_, one) in best.items()}


def _names(event: Any, parties: dict[str, list[str]]) -> dict[str, Any]:
    return {
        "type": event.type,
        "mode": event.mode,
        "modality": Modality(event.modality),
        "actors": tuple(parties.get("actor", ())),
        "targets": tuple(parties.get("target", ())),
    }


def _parties(connection: Connection, rows: Sequence[int]) -> _Parties:
    found: _Parties = {}
    own = event_parties.c
    for some in pieces(rows, ASKED):
        asked = select(own.event, own.role, own.name).where(own.event.in_(some)).order_by(own.row)
        for event, role, name in connection.execute(asked):
            found.setdefault(event, {}).setdefault(role, []).append(name)
    return found


def _disputed(connection: Connection, rows: Sequence[int]) -> dict[int, list[ClaimField]]:
    """The fields on which reports, or the accounts of one report, differ."""
    found: dict[int, list[ClaimField]] = {}
    own = disputes.c
    over = select(own.incident, own.field).where(own.incident.in_(rows))
    within = (
        select(events.c.incident, own.field)
        .join_from(events, claims, claims.c.event == events.c.row)
        .join(dispute_claims, dispute_claims.c.claim == claims.c.row)
        .join(disputes, own.row == dispute_claims.c.dispute)
        .where(events.c.incident.in_(rows), own.report.is_not(None))
    )
    for incident, field in connection.execute(over.union(within)):
        found.setdefault(incident, []).append(ClaimField(field))
    return found
