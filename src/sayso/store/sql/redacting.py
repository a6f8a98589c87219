"""Erasing words wherever a base holds them: in texts, in every coding of them, and beside them."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, func, or_, select, text
from sqlalchemy.exc import DBAPIError

from sayso.errors import StoreError
from sayso.model.decisions import coded_report
from sayso.model.edits import Edit
from sayso.model.incidents import MergedIncident
from sayso.model.record import Coded
from sayso.model.report import Note
from sayso.store.interface import Progress, silent
from sayso.store.sql import codec, search, tables
from sayso.store.sql.blocking import Found, blocked, without
from sayso.store.sql.chain import edit_text
from sayso.store.sql.engines import SQLITE
from sayso.store.sql.keeping import empty
from sayso.store.sql.log import decision_of
from sayso.store.sql.rows import ASKED, pieces
from sayso.store.sql.seals import Seal
from sayso.store.sql.sqlstore import SqlStore

# In `meta`: what was erased has not been overwritten in the files yet.
LEFT = "to overwrite"
OUR_CAPTURES = "sayso-"  # how the names of files begin that `sayso.fetch` keeps
UNCAPTURED = Note(
    "capture-redacted", "the archived page held what was redacted: a note stands in its place in the archive"
)
STILL_THERE = "what was redacted may still stand in the files: see that nobody reads the base, and rebuild it"


def holders(connection: Connection, found: Found, progress: Progress = silent) -> Iterator[str]:
    """The ids of reports that hold words in their text, their title, or any coding of them."""
    one, kept = tables.reports.c, tables.records.c
    asked = select(one.id, kept.data).join_from(tables.records, tables.reports, one.row == kept.report)
    standing = asked.where(one.redacted_at.is_(None)).order_by(one.id)
    rows = connection.execute(standing.execution_options(yield_per=200))
    last = None
    total = connection.execute(select(func.count()).select_from(tables.records)).scalar_one()
    for done, (id_, data) in enumerate(rows, start=1):
        progress("records searched", done, total)
        if id_ == last:
            continue
        coded = codec.CODED.unpack(data)
        if without(found, coded) is not coded:
            last = id_
            yield id_


def block(store: SqlStore, report: str, found: Found) -> Coded:
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
            coded = _uncaptured(without(found, codec.CODED.unpack(data)))
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


def _uncaptured(coded: Coded) -> Coded:
    """A record that says that the page of its report is erased, where it was captured by us."""
    report = coded.report
    if report.capture is None or not (report.capture.file or "").startswith(OUR_CAPTURES):
        return coded
    if any(one.kind == UNCAPTURED.kind for one in report.notes):
        return coded
    capture = replace(report.capture, digest=None)
    return replace(coded, report=replace(report, capture=capture, notes=(*report.notes, UNCAPTURED)))


def beside(connection: Connection, found: Found) -> None:
    """Put blocks for words into the names of parties and places."""
    for table in (tables.parties, tables.places):
        rows = connection.execute(select(table.c.id, table.c.name)).all()
        for id_, name in rows:
            if found(name):
                update = table.update().where(table.c.id == id_)
                connection.execute(update.values(name=blocked(found, name)))


def in_reasons(connection: Connection, found: Found) -> int:
    """Put blocks for words into what persons gave as reasons, of decisions and of redactions; in how many."""
    return _reasons(connection, found) + _grounds(connection, found)


def _reasons(connection: Connection, found: Found) -> int:
    """In the log of decisions, and where incidents repeat it."""
    one, held = tables.decisions.c, list[int]()
    for at, reasons, edit in connection.execute(select(one.number, one.reasons, one.edit)).all():
        before = codec.REASONS.decode(reasons.encode()), edit and codec.EDIT.decode(edit.encode())
        after = without(found, before)
        if after is not before:
            values = {
                "reasons": codec.encoded(after[0]).decode(),
                "edit": edit and edit_text(after[1]),
                "salt": None,  # the digest of what stood there stays, see `chain`
            }
            connection.execute(tables.decisions.update().where(one.number == at).values(values))
            held.append(at)
    own, at_incident = tables.incidents.c, tables.incident_decisions.c
    for some in pieces(held, ASKED):
        named = select(at_incident.incident).where(at_incident.decision.in_(some))
        for row, data in connection.execute(select(own.row, own.data).where(own.row.in_(named))).all():
            repeated = codec.pack(_unreasoned(found, codec.INCIDENT.unpack(data)))
            connection.execute(tables.incidents.update().where(own.row == row).values(data=repeated))
    return len(held)


def forget_edits(connection: Connection, report: str) -> None:
    """Leave of the decisions on the coding of a report that they were made, and nothing of what it said."""
    one = tables.decisions.c
    rows = connection.execute(select(tables.decisions).where(one.edit.is_not(None)).order_by(one.number))
    for row in rows.mappings().all():
        decision = decision_of(row)
        if decision.edit is None or coded_report(decision) != report:
            continue
        left = Edit(part=decision.edit.part, blind=decision.edit.blind, run=decision.edit.run)
        values = {"reasons": "[]", "edit": edit_text(left), "salt": None}
        connection.execute(tables.decisions.update().where(one.number == decision.number).values(values))


def _unreasoned(found: Found, incident: MergedIncident) -> MergedIncident:
    return replace(
        incident,
        assessed=tuple(replace(one, why=without(found, one.why)) for one in incident.assessed),
        decisions=tuple(replace(one, reasons=without(found, one.reasons)) for one in incident.decisions),
    )


def _grounds(connection: Connection, found: Found) -> int:
    """In the log of redactions."""
    one, number = tables.redactions.c, 0
    for at, why in connection.execute(select(one.row, one.why)).all():
        if found(why):
            values = {"why": blocked(found, why)}
            connection.execute(tables.redactions.update().where(one.row == at).values(values))
            number += 1
    return number


def detach(connection: Connection, report: str) -> None:
    """Take a report out of families and versions."""
    one, two = tables.copies.c, tables.revisions.c
    row = select(tables.reports.c.row).where(tables.reports.c.id == report).scalar_subquery()
    connection.execute(tables.copies.delete().where(one.report == row))
    connection.execute(tables.revisions.delete().where(or_(two.earlier == report, two.later == report)))


def write_down(
    connection: Connection, seal: Seal, reports: int, moment: str, report: str | None = None
) -> None:
    """Put a redaction into the log of them; `report` is the id of one that was erased as a whole."""
    table = tables.redactions
    last = connection.execute(select(func.coalesce(func.max(table.c.row), 0))).scalar_one()
    known = {name: getattr(seal, name) for name in ("id", "salt", "digest", "length", "author", "why")}
    row = {"row": last + 1, "report": report, "reports": reports, **known}
    connection.execute(table.insert(), {**row, "made_at": moment})
    if not is_left(connection):
        connection.execute(tables.meta.insert(), {"name": LEFT, "value": moment})


def obeyed(connection: Connection) -> dict[str, Seal]:
    """The seals of redactions by their ids, the first one first; those from before seals have none."""
    one = tables.redactions.c
    columns = (one.id, one.salt, one.digest, one.length, one.author, one.why)
    rows = connection.execute(select(*columns).where(one.digest.is_not(None)).order_by(one.row))
    return {id_: Seal(*told) for id_, *told in rows}


def written(connection: Connection) -> list[dict[str, Any]]:
    """The log of redactions, the first one first."""
    rows = connection.execute(select(tables.redactions).order_by(tables.redactions.c.row)).mappings()
    return [dict(row) for row in rows]


def overwrite(store: SqlStore) -> None:
    """Leave nothing of what was erased in the files: free pages, old rows and the logs of SQLite.

    What a server keeps of old rows is gone as soon as nobody reads them any more; its archives of logs and
    its backups are its administrator's.

    Raises:
        StoreError: somebody reads, or the disk is full; what was erased is not in the base, but may still
            stand in its files. `is_left` says so until it has worked.
    """
    with store.writing() as connection:  # an index of words keeps what was deleted until it is merged
        search.drop(connection)
        search.create(connection)
    try:
        _vacuum(store)
    except (StoreError, DBAPIError, SQLITE.Error) as error:
        said = getattr(error, "orig", None) or error
        raise StoreError(
            f"it is erased in {store.engines.at}, but not yet overwritten in the files: {str(said).strip()}. "
            "End what reads the base, see that there is room on the disk, and rebuild it"
        ) from error
    with store.writing() as connection:
        connection.execute(tables.meta.delete().where(tables.meta.c.name == LEFT))
    store.settle()


def is_left(connection: Connection) -> bool:
    """Whether the files may still hold what was erased."""
    asked = select(tables.meta.c.value).where(tables.meta.c.name == LEFT)
    return connection.execute(asked).first() is not None


def _vacuum(store: SqlStore) -> None:
    writer = store.engines.writer
    assert writer is not None
    if not store.engines.is_sqlite:
        with writer.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM FULL"))
        return
    with writer.connect() as connection:
        bare = connection.connection.dbapi_connection
        assert bare is not None
        bare.cursor().execute("VACUUM")
    if not store.settle():
        raise StoreError("another program reads it")
