"""Everything but what came in and what persons decided, emptied and made anew."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, func, select

from sayso.model.record import Coded
from sayso.store.sql import computed, search, tables
from sayso.store.sql.codec import CODED
from sayso.store.sql.keeping import Keeper
from sayso.store.sql.rows import ASKED, Numbers, insert, pieces
from sayso.store.sql.spreading import Admin1
from sayso.store.sql.sqlstore import SqlStore

_CODED = (
    tables.captures,
    tables.private_names,
    tables.events,
    tables.statements,
    tables.disputes,
    tables.spans,
    tables.parties,
    tables.places,
    tables.links,
    tables.placed,
    tables.shelves,
    tables.carried,
)


class Anew(SqlStore):
    """A store that has no report yet but those that were kept since; their records are there already.

    It shares connections and transactions with the store that it is made of.
    """

    def __init__(self, store: SqlStore, admin1: Admin1) -> None:
        vars(self).update(vars(store))
        self._spread_by = admin1
        self._kept: set[str] = set()

    def record(self, report: str) -> Coded | None:
        return super().record(report) if report in self._kept else None

    def keep(self, coded: Coded) -> None:
        if coded.report.id not in self._kept:
            self._kept.add(coded.report.id)
            with self.writing() as connection:
                Keeper(connection, "", self._spread_by).again(coded)

    def reports(self) -> Iterator[str]:
        return iter(sorted(self._kept))


def empty(connection: Connection) -> None:
    """Empty all tables that can be made anew."""
    computed.clear(connection)
    coded = select(tables.reports.c.row).where(tables.reports.c.record.is_not(None))
    rows = connection.execute(coded).scalars().all()
    for some in pieces(rows, ASKED):
        search.forget(connection, some)
    for table in _CODED:
        connection.execute(table.delete())


def current(connection: Connection) -> Iterator[Coded]:
    """The current record of each report, in the order in which they were coded."""
    one, kept = tables.reports.c, tables.records.c
    order = select(one.record).where(one.record.is_not(None)).order_by(one.record)
    for some in pieces(_whole(connection.execute(order).scalars().all()), ASKED):
        asked = select(kept.data).where(kept.row.in_(some)).order_by(kept.row)
        for data in connection.execute(asked).scalars().all():
            yield CODED.unpack(data)


def number(connection: Connection) -> int:
    """How many reports have a record."""
    one = tables.reports.c
    return connection.execute(select(func.count()).where(one.record.is_not(None))).scalar_one()


def take_over(source: Connection, to: Connection) -> None:
    """Copy what persons decided into an empty base."""
    for some in _rows(source, tables.decisions, None):
        insert(to, {tables.decisions: some})


def take_over_tombstones(source: Connection, to: Connection) -> None:
    """Add what is left of reports that were redacted."""
    numbers, one = Numbers(to), tables.reports.c
    for some in _rows(source, tables.reports, one.redacted_at.is_not(None)):
        rows = [{**row, "row": numbers.next(tables.reports), "record": None} for row in some]
        insert(to, {tables.reports: rows})
        search.index(to, [row["row"] for row in rows])


def _rows(
    connection: Connection, table: Table, where: ColumnElement[bool] | None
) -> Iterator[list[dict[str, Any]]]:
    asked = select(table) if where is None else select(table).where(where)
    found = connection.execute(asked.execution_options(yield_per=ASKED)).mappings()
    return ([dict(row) for row in some] for some in found.partitions(ASKED))


def _whole(rows: Sequence[int | None]) -> list[int]:
    return [row for row in rows if row is not None]
