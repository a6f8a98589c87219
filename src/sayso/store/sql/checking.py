"""Whether a base holds together: nothing is changed, and what is wrong is said in words.

This is what can be told without making anything anew: the file, what came in against its checksums, the log
of persons, and that what is computed fits together. What it should be is for `comparing` to say.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, func, or_, select, text
from sqlalchemy.exc import DBAPIError

from sayso.errors import StoreError
from sayso.store.interface import Progress, silent
from sayso.store.sql import chain, codec, comparing_indexes, log, tables
from sayso.store.sql.computed import facets

_SHOWN = 5  # ids that one line names
_AT_ONCE = 500
_EMPTIED = ("title", "outlet", "url", "guid", "revises", "record", "coding")


def problems(connection: Connection) -> list[str]:
    """What is wrong with a base, as far as it can be told without making it anew."""
    wrong = given(connection)
    if wrong:
        return wrong  # what is computed of what is wrong proves nothing
    return [
        *_read(_members, connection),
        *_read(_facets, connection),
        *_read(comparing_indexes.counted, connection),
    ]


def given(connection: Connection, progress: Progress = silent) -> list[str]:
    """What is wrong with the file, with what came in, and with what persons decided."""
    broken = _read(_file, connection) if connection.dialect.name == "sqlite" else []
    broken += _read(_references, connection)
    if broken:
        return broken  # what stands in a damaged file proves nothing
    wrong = [*_read(_runs, connection), *_read(_standing, connection)]
    wrong += _read(lambda of: _records(of, progress), connection)
    return [*wrong, *_read(_log, connection), *_read(chain.broken, connection), *_read(_erased, connection)]


def _read(ask: Callable[[Connection], Iterator[str]], connection: Connection) -> list[str]:
    """What a question finds; that nothing can be read there is told like the rest."""
    found = list[str]()
    try:
        found.extend(ask(connection))
    except (ValueError, TypeError, LookupError, msgspec.MsgspecError, StoreError, DBAPIError) as error:
        found.append(
            f"something stands there that cannot be read: {str(getattr(error, 'orig', error)).strip()}"
        )
    return found


def _file(connection: Connection) -> Iterator[str]:
    # Asked for a word, the index looks anew at what it is made of: a connection that was open while another
    # wrote tells of damage else, where there is none (SQLite 3.53).
    connection.execute(text("SELECT rowid FROM report_words WHERE report_words MATCH 'a' LIMIT 1")).all()
    for (said,) in connection.execute(text("PRAGMA integrity_check(5)")):
        if said != "ok":
            yield f"the file is damaged: {said}"
    (tree,) = connection.execute(text("SELECT rtreecheck('main', 'incident_places')")).one()
    if tree != "ok":
        yield f"the index of places is damaged: {tree}"


def _references(connection: Connection) -> Iterator[str]:
    """Rows that refer to what is not there: either database can be told not to look at that."""
    for table in tables.metadata.sorted_tables:
        for one in sorted(table.foreign_keys, key=lambda key: key.parent.name):
            other = one.column.table.alias()
            lost = select(func.count()).select_from(
                table.outerjoin(other, other.c[one.column.name] == one.parent)
            )
            number = connection.execute(
                lost.where(one.parent.is_not(None), other.c[one.column.name].is_(None))
            ).scalar_one()
            if number:
                yield f"{table.name}: {number} rows refer to {one.column.table.name} that are not there"


# -- what came in ----------------------------------------------------------------------------------


def _runs(connection: Connection) -> Iterator[str]:
    for id_, versions in connection.execute(select(tables.runs.c.id, tables.runs.c.versions)):
        should = codec.run_id(codec.VERSIONS.decode(versions.encode("utf-8", "surrogatepass")))
        if id_ != should:
            yield f"runs, row {id_}: is not what was written; its versions are those of {should}"


def _standing(connection: Connection) -> Iterator[str]:
    """Reports without the record that is the last of theirs."""
    one, kept = tables.reports.c, tables.records.c
    last = select(func.max(kept.row)).where(kept.report == one.row).scalar_subquery()
    asked = select(one.id, one.record, last).where(
        one.redacted_at.is_(None), one.record.is_distinct_from(last)
    )
    for id_, record, should in connection.execute(asked):
        yield f"reports, row {id_}: its record is number {record}, should be {should}, the last that it has"
    codings = select(func.max(kept.row)).where(kept.report == one.row, kept.corrected.is_(False))
    own = codings.scalar_subquery()
    asked = select(one.id, one.coding, own).where(one.redacted_at.is_(None), one.coding.is_distinct_from(own))
    for id_, record, should in connection.execute(asked):
        yield f"reports, row {id_}: its coding is number {record}, should be {should}, the last that it has"
    lost = select(one.id).where(one.redacted_at.is_(None), one.record.is_(None))
    found = connection.execute(lost).scalars().all()
    if found:
        yield f"reports without a record: {_named(found)}"


def corrected(connection: Connection) -> list[str]:
    """The ids of reports that stand as persons have corrected them."""
    one = tables.reports.c
    asked = select(one.id).where(one.record.is_distinct_from(one.coding)).order_by(one.id)
    return list(connection.execute(asked).scalars())


def _records(connection: Connection, progress: Progress) -> Iterator[str]:
    one, kept, run = tables.reports.c, tables.records.c, tables.runs.c
    total = connection.execute(select(func.count()).select_from(tables.records)).scalar_one()
    asked = (
        select(one.id, one.text, one.text_sha256, kept.data, kept.sha256, one.record == kept.row, run.id)
        .join_from(tables.records, tables.reports, kept.report == one.row)
        .join(tables.runs, run.row == kept.run)
        .where(one.redacted_at.is_(None))
    )
    rows = connection.execute(asked.execution_options(yield_per=_AT_ONCE))
    for number, row in enumerate(rows, start=1):
        yield from _record(*row)
        if number % _AT_ONCE == 0:
            progress("records read", number, total)


def _record(  # the columns of a row, in their order
    id_: str, words: str, words_sha256: str, data: bytes, *of_record: Any
) -> Iterator[str]:
    sha256, current, run = of_record
    try:
        unpacked = codec.unpacked(data)
        coded = codec.CODED.decode(unpacked)
    except StoreError as error:
        yield f"a record of report {id_}: {error}"
        return
    if codec.sha256(unpacked) != sha256:
        yield f"a record of report {id_} is not what was written"
    if coded.report.id != id_:
        yield f"a record of report {id_} is one of report {coded.report.id}"
    if codec.run_id(coded.versions) != run:
        yield f"a record of report {id_} was made by {codec.run_id(coded.versions)}, not by {run}"
    told = coded.report.text.encode("utf-8", "surrogatepass")
    if current and codec.sha256(told) != words_sha256:
        yield f"the text of report {id_} is not that of its record"
    if current and words != told.decode("utf-8", "surrogatepass").replace("\x00", "\ufffd"):
        yield f"the text of report {id_} is not what was written"


# -- what persons decided --------------------------------------------------------------------------


def _log(connection: Connection) -> Iterator[str]:
    own = tables.decisions.c
    for at, row in enumerate(
        connection.execute(select(tables.decisions).order_by(own.number)).mappings(), start=1
    ):
        if row["number"] != at:
            yield f"the log of decisions has number {row['number']} where {at} should stand"
            return
        try:
            should = log.decision_of(row).id
        except (ValueError, StoreError) as error:
            yield f"decisions, row {row['id']}: cannot be read: {error}"
            continue
        if should != row["id"]:
            yield f"decision {at} is not what was written"


def _erased(connection: Connection) -> Iterator[str]:
    """Tombstones that hold something, or that nobody ordered."""
    one, kept = tables.reports.c, tables.records.c
    tombstone = one.redacted_at.is_not(None)
    held = or_(one.text != "", *(one[name].is_not(None) for name in _EMPTIED))
    for id_ in connection.execute(select(one.id).where(tombstone, held)).scalars():
        yield f"reports, row {id_}: was redacted, and holds something"
    records = select(one.id).join(tables.records, kept.report == one.row).where(tombstone, kept.sha256 != "")
    for id_ in connection.execute(records).scalars():
        yield f"records of report {id_}: it was redacted, and they hold something"
    ordered = select(tables.redactions.c.report).where(tables.redactions.c.report.is_not(None))
    for id_ in connection.execute(select(one.id).where(tombstone, one.id.not_in(ordered))).scalars():
        yield f"reports, row {id_}: was redacted, and the log of redactions does not say so"


# -- what is computed ------------------------------------------------------------------------------


def _members(connection: Connection) -> Iterator[str]:
    event, member = tables.events.c, tables.memberships.c
    joined = select(event.id).outerjoin_from(tables.events, tables.memberships, member.event == event.row)
    alone = connection.execute(joined.where(member.incident.is_(None))).scalars().all()
    if alone:
        yield f"events of no incident: {_named(alone)}"
    astray = connection.execute(joined.where(member.incident != event.incident)).scalars().all()
    if astray:
        yield f"events that stand in two incidents: {_named(astray)}"
    incident = tables.incidents.c
    asked = select(incident.id, incident.data, func.count(member.event)).outerjoin_from(
        tables.incidents, tables.memberships, member.incident == incident.row
    )
    rows = connection.execute(asked.group_by(incident.row).execution_options(yield_per=500))
    for id_, data, number in rows:
        try:
            if len(codec.INCIDENT.unpack(data).members) != number:
                yield f"incident {id_} has other events than it says"
        except StoreError as error:
            yield f"incident {id_}: {error}"


def _facets(connection: Connection) -> Iterator[str]:
    columns = [column for column in tables.incidents.c if column.name != "data"]
    rows = connection.execute(select(*columns).execution_options(yield_per=2000)).mappings()
    counted = Counter(facet for row in rows for facet in facets(dict(row)))
    kept = {(*facet,): number for *facet, number in connection.execute(select(*tables.facets.c)).all()}
    wrong = sorted(facet for facet in {*counted, *kept} if counted.get(facet, 0) != kept.get(facet, 0))
    if wrong:
        yield f"counts of incidents that are wrong: {_named([' '.join(filter(None, one)) for one in wrong])}"


def _named(some: Sequence[str]) -> str:
    more = f" and {len(some) - _SHOWN} more" if len(some) > _SHOWN else ""
    return ", ".join(map(str, some[:_SHOWN])) + more
