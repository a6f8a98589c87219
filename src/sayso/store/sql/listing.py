"""Rows of lists: what stands in columns alone, so that no record is read or unpacked."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, RowMapping, select

from sayso.model.events import Modality
from sayso.model.listed import Listed
from sayso.model.statements import ClaimField
from sayso.store.sql.prepared import PreparedIn
from sayso.store.sql.rows import ASKED, pieces
from sayso.store.sql.tables import (
    claims,
    dispute_claims,
    disputes,
    events,
    incidents,
)

_NAMES = (
    "place admin1 country first_day last_day reports lines parties disputed unsure reviewed id "
    "type mode headline modality killed_low killed_high wounded_low wounded_high row"
).split()
_PLAIN = _NAMES[: _NAMES.index("headline")]

_OVER = PreparedIn(
    lambda rows: select(disputes.c.incident, disputes.c.field).where(disputes.c.incident.in_(rows))
)
_WITHIN = PreparedIn(
    lambda rows: (
        select(events.c.incident, disputes.c.field)
        .join_from(events, claims, claims.c.event == events.c.row)
        .join(dispute_claims, dispute_claims.c.claim == claims.c.row)
        .join(disputes, disputes.c.row == dispute_claims.c.dispute)
        .where(events.c.incident.in_(rows), disputes.c.report.is_not(None))
        .distinct()
    )
)


def listed(connection: Connection, ids: Iterable[str]) -> dict[str, Listed]:
    """Incidents by their ids; those that are not there are left out."""
    found: dict[str, Listed] = {}
    for some in pieces(list(ids), ASKED):
        asked = select(*(incidents.c[name] for name in _NAMES)).where(incidents.c.id.in_(some))
        rows = connection.execute(asked).mappings().all()
        fields = _disputed(connection, [one["row"] for one in rows if one["disputed"]])
        found |= {one["id"]: _listed(one, fields.get(one["row"], ())) for one in rows}
    return found


def _listed(row: RowMapping, fields: Sequence[ClaimField]) -> Listed:
    return Listed(
        **{name: row[name] for name in _PLAIN},
        headline=row["headline"] or f"{row['type'].capitalize()}, not worked out yet",
        modality=Modality(row["modality"]),
        killed=_range(row, "killed"),
        wounded=_range(row, "wounded"),
        fields=tuple(one for one in ClaimField if one in fields),
    )


def _range(row: RowMapping, kind: str) -> tuple[int, int] | None:
    low, high = row[f"{kind}_low"], row[f"{kind}_high"]
    return None if low is None or high is None else (low, high)


def _disputed(connection: Connection, rows: Sequence[int]) -> dict[int, list[ClaimField]]:
    """The fields on which reports, or the accounts of one report, differ."""
    found: dict[int, list[ClaimField]] = {}
    for asked in (_OVER, _WITHIN):
        for incident, field in asked.all(connection, rows):
            found.setdefault(incident, []).append(ClaimField(field))
    return found
