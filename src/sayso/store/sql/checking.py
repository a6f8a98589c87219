"""Whether a base holds together: nothing is changed, and what is wrong is said in words."""

from collections import Counter
from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, func, select, text

from sayso.errors import StoreError
from sayso.store.sql import chain, codec, tables
from sayso.store.sql.computed import facets
from sayso.store.sql.log import Log

_SHOWN = 5  # ids that one line names


def problems(connection: Connection) -> list[str]:
    """What is wrong with a base; nothing where all is well."""
    if connection.dialect.name == "sqlite":
        broken = list(_file(connection))
        if broken:
            return broken  # what stands in a damaged file proves nothing
    log = [*_log(connection), *chain.broken(connection)]
    return [*_reports(connection), *log, *_members(connection), *_facets(connection)]


def _file(connection: Connection) -> Iterator[str]:
    # Asked for a word, the index looks anew at what it is made of: a connection that was open while another
    # wrote tells of damage else, where there is none (SQLite 3.53).
    connection.execute(text("SELECT rowid FROM report_words WHERE report_words MATCH 'a' LIMIT 1")).all()
    for (said,) in connection.execute(text("PRAGMA integrity_check(5)")):
        if said != "ok":
            yield f"the file is damaged: {said}"
    missing = Counter(row[0] for row in connection.execute(text("PRAGMA foreign_key_check")))
    for name, number in sorted(missing.items()):
        yield f"{number} rows of {name} refer to what is not there"


def _reports(connection: Connection) -> Iterator[str]:
    one, kept = tables.reports.c, tables.records.c
    asked = select(one.id).outerjoin_from(tables.reports, tables.records, kept.row == one.record)
    lost = connection.execute(asked.where(kept.row.is_(None), one.redacted_at.is_(None))).scalars().all()
    if lost:
        yield f"reports without a record: {_named(lost)}"
    whole = select(one.id, one.text, one.text_sha256, kept.data, kept.sha256, one.record == kept.row)
    joined = whole.join_from(tables.reports, tables.records, kept.report == one.row)
    rows = connection.execute(joined.where(one.redacted_at.is_(None)).execution_options(yield_per=500))
    for id_, words, words_sha256, data, sha256, current in rows:
        try:
            unpacked = codec.unpacked(data)
        except StoreError as error:
            yield f"a record of report {id_}: {error}"
            continue
        if codec.sha256(unpacked) != sha256:
            yield f"a record of report {id_} is not what was written"
        if current and codec.sha256(_text(unpacked)) != words_sha256:
            yield f"the text of report {id_} is not that of its record"
        if current and words != _text(unpacked).decode("utf-8", "surrogatepass").replace("\x00", "\ufffd"):
            yield f"the text of report {id_} is not what was written"


def _text(unpacked: bytes) -> bytes:
    return codec.CODED.decode(unpacked).report.text.encode("utf-8", "surrogatepass")


def _log(connection: Connection) -> Iterator[str]:
    ids = connection.execute(
        select(tables.decisions.c.number, tables.decisions.c.id).order_by(tables.decisions.c.number)
    ).all()
    for at, ((number, id_), decision) in enumerate(zip(ids, Log().all(connection), strict=True), start=1):
        if number != at:
            yield f"the log of decisions has number {number} where {at} should stand"
            return
        if decision.id != id_:
            yield f"decision {number} is not what was written"


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
