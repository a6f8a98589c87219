"""What a base says, without moments: a base that was disturbed is held against one that was not."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import select

from sayso.desk import Desk
from sayso.errors import SaysoError
from sayso.store.sql import codec, tables
from sayso.store.sql.sqlstore import open_store
from tests.desk.states import state

# Chance and the hour are in these: two runs never have the same.
_MOMENTS = {
    "runs": {"first_used"},
    "decisions": {"made_at", "salt", "digest", "previous", "hash"},
    "records": {"coded_at"},
    "reports": {"added_at", "redacted_at"},
}
_MOMENT = re.compile(rb'"at":"[^"]*"')
_OWN = ("meta", "written", "unreached", "redactions", "assignments")  # of the one base, not of its reports
_SHOWN = 3

State = Mapping[str, Any]


def state_of(where: str | Path) -> State:
    """Each row of each table of a base, without moments and numbers of rows; of records the bytes."""
    with open_store(where, read_only=True) as store, store.reading() as connection:
        found = {name: rows for name, rows in state(connection, _OWN).items() if name not in _MOMENTS}
        for name, hidden in _MOMENTS.items():
            table = tables.metadata.tables[name]
            shown = [
                column
                for column in table.c
                if column.name not in hidden | {"row", "record", "coding", "report", "run"}
            ]
            rows = connection.execute(select(*shown)).all()
            found[name] = sorted((tuple(map(_short, row)) for row in rows), key=repr)
        found["incidents"] = [tuple(map(_without_moments, row)) for row in found["incidents"]]
        return found


def _without_moments(value: object) -> object:
    """What is packed of an incident has the decisions on it, each with its moment."""
    if not isinstance(value, bytes):
        return value
    return hashlib.sha256(_MOMENT.sub(b"", codec.unpacked(value))).hexdigest()


def _short(value: object) -> object:
    return hashlib.sha256(value).hexdigest() if isinstance(value, bytes) else value


def differing(there: State, should: State, what: str) -> list[str]:
    """Where two states differ, in words."""
    wrong = []
    for name in sorted({*there, *should}):
        if there.get(name) != should.get(name):
            one, other = set(map(repr, there.get(name, ()))), set(map(repr, should.get(name, ())))
            more, less = sorted(one - other)[:1], sorted(other - one)[:1]
            said = [f"there is {row[:200]}" for row in more] + [f"there is no {row[:200]}" for row in less]
            wrong.append(f"{what}: {name} differ: {'; '.join(said) or 'rows are doubled'}")
    return wrong[:_SHOWN]


def held(where: str | Path, committed: Iterable[tuple[str, str]], *, whole: bool = False) -> list[str]:
    """What is wrong with a base: with itself, or since something that was committed is not there once.

    Args:
        where: The base.
        committed: ("report", its id) and ("decision", its id).
        whole: Make everything anew and compare it; else only what fits together is looked at.
    """
    try:
        with Desk(where, read_only=True) as desk:
            wrong = desk.check(quick=not whole)
            reports, log = list(desk.reports()), [one.id for one in desk.log()]
    except SaysoError as error:
        return [f"the base does not open: {error}"]
    there = {"report": set(reports), "decision": set(log)}
    if len(reports) != len(there["report"]) or len(log) != len(there["decision"]):
        wrong.append("a report or a decision is there twice")
    lost = sorted(name for what, name in committed if name not in there[what])
    return [*wrong, *(f"{name} was committed and is lost" for name in lost)]
