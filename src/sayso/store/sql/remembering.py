"""Where a base was written to, captures included, so that a redaction can go after them."""

import base64
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select

from sayso.store.sql import given, tables
from sayso.store.sql.blocking import BLOCK, Found, blocked

EXPORT, RELEASE, BACKUP, CAPTURES = "export", "release", "backup", "captures"
# Why a file is not reached, as long as nobody has looked.
PENDING = "nobody has looked at it yet"
_BYTES = (
    6  # of a hash of a report's id: two that fall together cost one file that is written anew for nothing
)


@dataclass(frozen=True, slots=True)
class Written:
    """A place that the base was written to.

    `plan` is all that writing it again takes, `files` the SHA-256 of each file by its name, None where nobody
    said that it was finished. `reports` are short hashes of the ids of the reports in it.
    """

    row: int
    kind: str
    path: str
    plan: Mapping[str, Any]
    files: Mapping[str, str] | None
    reports: frozenset[bytes]


def begin(connection: Connection, kind: str, path: str, plan: Mapping[str, Any], moment: str) -> int:
    """Remember that something is about to be written; the row of it."""
    table = given.written
    row = 1 + int(connection.execute(select(func.coalesce(func.max(table.c.row), 0))).scalar_one())
    told = {"row": row, "kind": kind, "path": path, "made_at": moment, "plan": _json(plan)}
    connection.execute(table.insert(), told)
    return row


def finish(connection: Connection, row: int, files: Mapping[str, str], reports: Iterable[str]) -> None:
    """Say that it was written whole; what stood at the same place before is gone."""
    one = given.written.c
    path = select(one.path).where(one.row == row).scalar_subquery()
    packed = base64.b85encode(b"".join(sorted({short(name) for name in reports}))).decode()
    values = {"files": _json({"files": files, "reports": packed})}
    connection.execute(given.written.delete().where(one.path == path, one.row != row))
    connection.execute(given.written.update().where(one.row == row).values(values))


def drop(connection: Connection, row: int) -> None:
    """It was not written after all, or nobody need ask for it any more."""
    connection.execute(given.written.delete().where(given.written.c.row == row))


def remembered(connection: Connection) -> list[Written]:
    """All of it, the first one first."""
    rows = connection.execute(select(given.written).order_by(given.written.c.row)).mappings()
    return [_written(row) for row in rows]


def _written(row: Any) -> Written:
    told = None if row["files"] is None else json.loads(row["files"])
    packed = b"" if told is None else base64.b85decode(told["reports"])
    reports = frozenset(packed[at : at + _BYTES] for at in range(0, len(packed), _BYTES))
    plan = json.loads(row["plan"])
    return Written(
        row["row"], row["kind"], row["path"], plan, None if told is None else told["files"], reports
    )


def short(report: str) -> bytes:
    """The short hash of a report's id."""
    return hashlib.blake2b(report.encode("utf-8", "surrogatepass"), digest_size=_BYTES).digest()


@dataclass(frozen=True, slots=True)
class Taken:
    """What a redaction is to take out of captures: records by their ids, and all of some addresses."""

    records: frozenset[str] = frozenset()
    addresses: frozenset[str] = frozenset()


def archived(connection: Connection, folder: str, moment: str) -> None:
    """Remember a folder of captures; once."""
    if not any((one.kind, one.path) == (CAPTURES, folder) for one in remembered(connection)):
        finish(connection, begin(connection, CAPTURES, folder, {}, moment), {}, ())


def captured(connection: Connection) -> frozenset[str]:
    """The records of captures at which a report points."""
    return frozenset(connection.execute(select(tables.captures.c.record)).scalars())


def take(connection: Connection, seal: str, taken: Taken) -> None:
    """Write down what of captures a redaction is to erase: what names it in the base is erased itself."""
    told = {"records": sorted(taken.records), "addresses": sorted(taken.addresses)}
    for place in remembered(connection):
        if place.kind == CAPTURES:
            _plan(connection, place.row, {**place.plan, seal: told})


def to_take(place: Written, seal: str) -> Taken:
    """What `take` wrote down."""
    told = place.plan.get(seal, {"records": (), "addresses": ()})
    return Taken(frozenset(told["records"]), frozenset(told["addresses"]))


def taken(connection: Connection, row: int, seal: str) -> None:
    """It is erased: nothing need name it any more."""
    plan = json.loads(
        connection.execute(select(given.written.c.plan).where(given.written.c.row == row)).scalar_one()
    )
    plan.pop(seal, None)
    _plan(connection, row, plan)


def _plan(connection: Connection, row: int, plan: Mapping[str, Any]) -> None:
    connection.execute(given.written.update().where(given.written.c.row == row).values(plan=_json(plan)))


def conceal(connection: Connection, found: Found) -> None:
    """Put blocks for words into paths and filters: they are then not found again, and must be named first."""
    one = given.written.c
    for row, *told in connection.execute(select(one.row, one.path, one.plan, one.files)).all():
        before = dict(zip(("path", "plan", "files"), told, strict=True))
        values = {name: value if value is None else blocked(found, value) for name, value in before.items()}
        if values != before:
            connection.execute(given.written.update().where(one.row == row).values(values))
    at = given.unreached.c
    for redaction, written, why in connection.execute(select(at.redaction, at.written, at.why)).all():
        if found(why):
            there = given.unreached.update().where(at.redaction == redaction, at.written == written)
            connection.execute(there.values(why=blocked(found, why)))


def hide_text(connection: Connection, row: int) -> None:
    """Put a block for the words that were searched for: they may be a part of what was erased."""
    one = given.written.c
    plan = json.loads(connection.execute(select(one.plan).where(one.row == row)).scalar_one())
    plan["asked"]["text"] = BLOCK
    _plan(connection, row, plan)


# -- what a redaction has not reached ----------------------------------------------------------------


def expect(connection: Connection, seal: str) -> None:
    """Say of every place that a redaction has not been there yet."""
    one = tables.redactions.c
    row = connection.execute(select(one.row).where(one.id == seal)).scalar_one()
    for written in connection.execute(select(given.written.c.row)).scalars().all():
        connection.execute(given.unreached.insert().values(redaction=row, written=written, why=PENDING))


def unreached(connection: Connection) -> list[tuple[str, int, str]]:
    """The id of a redaction, the row of a place that it has not reached, and why not."""
    one, there = given.unreached.c, tables.redactions.c
    asked = select(there.id, one.written, one.why).join_from(given.unreached, tables.redactions)
    rows = connection.execute(asked.order_by(one.redaction, one.written)).all()
    return [(id_, written, why) for id_, written, why in rows]


def open_files(connection: Connection) -> dict[str, list[tuple[str, str]]]:
    """The paths that a redaction has not reached, each with the reason, by the id of the redaction."""
    paths = {one.row: one.path for one in remembered(connection)}
    found: dict[str, list[tuple[str, str]]] = {}
    for id_, row, why in unreached(connection):
        found.setdefault(id_, []).append((paths[row], why))
    return found


def reached(connection: Connection, seal: str, row: int, why: str | None) -> None:
    """Say that a redaction has reached a place; or `why` not."""
    one, table = given.unreached.c, given.unreached
    redaction = select(tables.redactions.c.row).where(tables.redactions.c.id == seal).scalar_subquery()
    at = (one.redaction == redaction, one.written == row)
    connection.execute(
        table.delete().where(*at) if why is None else table.update().where(*at).values(why=why)
    )


def put_back(connection: Connection, before: list[Any]) -> None:
    """After a base was replaced: remember, too, what the one before had written, at places of its own."""
    one = given.written.c
    whole = [row["path"] for row in before if row["files"] is not None]
    for path in whole:  # a backup holds itself as it was begun
        connection.execute(given.written.delete().where(one.path == path, one.files.is_(None)))
    there = {place.path for place in remembered(connection)}
    last = connection.execute(select(func.coalesce(func.max(given.written.c.row), 0))).scalar_one()
    fresh = [dict(row) for row in before if row["path"] not in there]
    for number, row in enumerate(fresh, start=last + 1):
        connection.execute(given.written.insert().values({**row, "row": number}))


def rows(connection: Connection) -> list[Any]:
    """All of it as it stands, for `put_back`."""
    return list(connection.execute(select(given.written).order_by(given.written.c.row)).mappings())


def _json(told: object) -> str:
    return json.dumps(told, ensure_ascii=False, sort_keys=True)
