"""Erasing words wherever a base holds them: in texts, in every coding of them, and beside them."""

import json
import re
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, func, or_, select, text

from sayso.model.record import Coded
from sayso.store.sql import codec, search, tables
from sayso.store.sql.keeping import empty
from sayso.store.sql.sqlstore import SqlStore

BLOCK = "\N{FULL BLOCK}"
# Everything hangs on ids: they are not words of a report.
_IDS = {"id", "revises"}


def pattern(words: str) -> re.Pattern[str]:
    """What finds words in whatever case, however they are spaced, as whole words."""
    spaced = r"\s+".join(map(re.escape, words.split()))
    return re.compile(rf"(?<!\w){spaced}(?!\w)", re.IGNORECASE)


def blocked(found: re.Pattern[str], value: str) -> str:
    """A text with blocks in the place of what is found, one for each character: offsets stay."""
    return found.sub(lambda match: re.sub(r"\S", BLOCK, match[0]), value)


def holders(connection: Connection, found: re.Pattern[str]) -> Iterator[str]:
    """The ids of reports that hold words in their text, their title, or any coding of them."""
    one, kept = tables.reports.c, tables.records.c
    asked = select(one.id, kept.data).join_from(tables.records, tables.reports, one.row == kept.report)
    standing = asked.where(one.redacted_at.is_(None)).order_by(one.id)
    rows = connection.execute(standing.execution_options(yield_per=200))
    last = None
    for id_, data in rows:
        if id_ != last and _is_in(found, json.loads(codec.unpacked(data))):
            last = id_
            yield id_


def _is_in(found: re.Pattern[str], value: Any) -> bool:
    if isinstance(value, str):
        return found.search(value) is not None
    if isinstance(value, dict):
        return any(_is_in(found, item) for name, item in value.items() if name not in _IDS)
    return isinstance(value, list) and any(_is_in(found, item) for item in value)


def _without(found: re.Pattern[str], value: Any) -> Any:
    if isinstance(value, str):
        return blocked(found, value)
    if isinstance(value, dict):
        return {name: item if name in _IDS else _without(found, item) for name, item in value.items()}
    return [_without(found, item) for item in value] if isinstance(value, list) else value


def block(store: SqlStore, report: str, found: re.Pattern[str]) -> Coded:
    """Put blocks for words into every coding of a report; its current one, which is to be kept anew.

    The report stands without a record then, and nothing else that was made of it is there.
    """
    one, kept = tables.reports.c, tables.records.c
    with store.writing() as connection:
        row, current = connection.execute(select(one.row, one.record).where(one.id == report)).one()
        search.forget(connection, [row])
        empty(connection, [row])
        asked = select(kept.row, kept.data).where(kept.report == row).order_by(kept.row)
        for number, data in connection.execute(asked).all():
            without = json.dumps(_without(found, json.loads(codec.unpacked(data))), ensure_ascii=False)
            coded = codec.CODED.decode(without.encode())
            made = codec.encoded(coded)
            if number == current:
                last = coded
            values = {"data": codec.packed(made), "sha256": codec.sha256(made)}
            connection.execute(tables.records.update().where(kept.row == number).values(values))
        emptied = {"record": None, "title": None, "text": "", "outlet": None, "url": None}
        connection.execute(tables.reports.update().where(one.row == row).values(emptied))
        search.index(connection, [row])
    store.forget()
    return last


def beside(connection: Connection, found: re.Pattern[str]) -> None:
    """Put blocks for words into the names of parties and places."""
    for table in (tables.parties, tables.places):
        rows = connection.execute(select(table.c.id, table.c.name)).all()
        for id_, name in rows:
            if found.search(name):
                update = table.update().where(table.c.id == id_)
                connection.execute(update.values(name=blocked(found, name)))


def detach(connection: Connection, report: str) -> None:
    """Take a report out of families and versions."""
    one, two = tables.copies.c, tables.revisions.c
    row = select(tables.reports.c.row).where(tables.reports.c.id == report).scalar_subquery()
    connection.execute(tables.copies.delete().where(one.report == row))
    connection.execute(tables.revisions.delete().where(or_(two.earlier == report, two.later == report)))


def write_down(
    connection: Connection, report: str | None, reports: int, author: str, why: str, moment: str
) -> None:
    """Put a redaction into the log of them."""
    table = tables.redactions
    last = connection.execute(select(func.coalesce(func.max(table.c.row), 0))).scalar_one()
    row = {"row": last + 1, "report": report, "reports": reports, "author": author, "why": why}
    connection.execute(table.insert(), {**row, "made_at": moment})


def written(connection: Connection) -> list[dict[str, Any]]:
    """The log of redactions, the first one first."""
    rows = connection.execute(select(tables.redactions).order_by(tables.redactions.c.row)).mappings()
    return [dict(row) for row in rows]


def overwrite(store: SqlStore) -> None:
    """Leave nothing of what was erased in the files: free pages, old rows and the logs of SQLite.

    What a server keeps of old rows is gone as soon as nobody reads them any more; its archives of logs and
    its backups are its administrator's.
    """
    writer = store.engines.writer
    assert writer is not None
    with store.writing() as connection:  # an index of words keeps what was deleted until it is merged
        search.drop(connection)
        search.create(connection)
    store.settle()
    if store.engines.is_sqlite:
        with writer.connect() as connection:
            bare = connection.connection.dbapi_connection
            assert bare is not None
            bare.cursor().execute("VACUUM")
        store.settle()
        return
    with writer.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM FULL"))
