"""Readable views of a base: what a person opens it for with another tool.

`incident`, `event`, `claim`, `statement`, `report` and `decision` have names in the place of numbers of rows,
and no packed data. They are of the code, not of the schema: each sayso that opens a base to write makes
its own.
"""

import hashlib
from typing import Any

from sqlalchemy import Connection, Label, Select, Table, func, select, text

from sayso.store.sql import tables as t

NAMES = ("claim", "decision", "event", "incident", "report", "statement")
_MARK = "views"
_CAPTURED = {
    "record": "capture_record",
    "digest": "capture_digest",
    "at": "captured_at",
    "file": "capture_file",
}


def _all(table: Table, *without: str) -> list[Any]:
    return [column for column in table.c if column.name not in ("row", *without)]


def _parties(role: str) -> Label[str]:
    one = t.event_parties.c
    names = select(func.aggregate_strings(one.name, "; "))
    return names.where(one.event == t.events.c.row, one.role == role).scalar_subquery().label(f"{role}s")


def _weapons() -> Label[str]:
    one = t.event_weapons.c
    names = select(func.aggregate_strings(one.name, "; "))
    return names.where(one.event == t.events.c.row).scalar_subquery().label("weapons")


def _selects() -> dict[str, Select[Any]]:
    report, incident = t.reports.c.id.label("report"), t.incidents.c.id.label("incident")
    event = t.events.c.id.label("event")
    of_report = t.reports.c.row
    return {
        "report": select(
            *_all(t.reports, "record", "coding", "text"),
            *(getattr(t.captures.c, name).label(label) for name, label in _CAPTURED.items()),
            t.reports.c.text,
        ).select_from(t.reports.outerjoin(t.captures, t.captures.c.report == of_report)),
        "incident": select(*_all(t.incidents, "data", "facets")),
        "event": select(
            t.events.c.id,
            report,
            incident,
            t.reports.c.published,
            t.reports.c.outlet,
            *_all(t.events, "id", "report", "incident", "local_id"),
            _parties("actor"),
            _parties("target"),
            _weapons(),
        ).select_from(
            t.events.join(t.reports, of_report == t.events.c.report).outerjoin(
                t.incidents, t.incidents.c.row == t.events.c.incident
            )
        ),
        "statement": select(
            t.statements.c.id, report, t.reports.c.outlet, *_all(t.statements, "id", "report")
        ).select_from(t.statements.join(t.reports, of_report == t.statements.c.report)),
        "claim": select(
            t.claims.c.id,
            report,
            event,
            incident,
            t.statements.c.id.label("statement"),
            t.events.c.type.label("event_type"),
            *_all(t.claims, "id", "statement", "event"),
            t.statements.c.words,
        ).select_from(
            t.claims.join(t.events, t.events.c.row == t.claims.c.event)
            .join(t.reports, of_report == t.events.c.report)
            .join(t.statements, t.statements.c.row == t.claims.c.statement)
            .outerjoin(t.incidents, t.incidents.c.row == t.events.c.incident)
        ),
        "decision": select(*_all(t.decisions, "salt")),
    }


def selected(connection: Connection) -> dict[str, str]:
    """The SQL of what each view shows, on this database."""
    asked = _selects().items()
    return {name: str(one.compile(connection, compile_kwargs={"literal_binds": True})) for name, one in asked}


def _ddl(connection: Connection) -> dict[str, str]:
    """The SQL of each view, on this database."""
    return {name: f"CREATE VIEW {name} AS {asked}" for name, asked in selected(connection).items()}


def refresh(connection: Connection) -> bool:
    """Make the views that this sayso has, where the base has others; whether it had."""
    made = _ddl(connection)
    mark = hashlib.sha256("\n".join(made.values()).encode()).hexdigest()[:16]
    there = select(t.meta.c.value).where(t.meta.c.name == _MARK)
    if connection.execute(there).scalar() == mark:
        return False
    drop(connection)
    for ddl in made.values():
        connection.execute(text(ddl))
    connection.execute(t.meta.insert().values(name=_MARK, value=mark))
    return True


def drop(connection: Connection) -> None:
    """Take the views away: tables that change must not be in their sight."""
    for name in NAMES:
        connection.execute(text(f"DROP VIEW IF EXISTS {name}"))
    connection.execute(t.meta.delete().where(t.meta.c.name == _MARK))
