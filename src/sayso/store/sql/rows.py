"""Rows on their way into tables: their numbers, and many of them at once."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from operator import itemgetter
from typing import Any, TypeVar

from sqlalchemy import Connection, Table, func, select
from sqlalchemy.dialects import postgresql, sqlite

Row = dict[str, Any]
# A row as a tuple has a value for each column of its table, in their order.
Rows = Mapping[Table, Sequence[Row] | Sequence[tuple[Any, ...]]]

T = TypeVar("T")

ASKED = 500  # parameters of one statement: every SQLite takes 999
_FEW = 20  # below this COPY costs more than it saves


class Numbers:
    """Numbers for new rows, without gaps: only for the one writer, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._last: dict[str, int] = {}

    def next(self, table: Table) -> int:
        """The number of the next row of a table."""
        if table.name not in self._last:
            asked = select(func.coalesce(func.max(table.c.row), 0))
            self._last[table.name] = self._connection.execute(asked).scalar_one()
        self._last[table.name] += 1
        return self._last[table.name]


def insert(connection: Connection, rows: Rows) -> None:
    """Write rows of several tables, in the order in which the tables are given.

    All rows of a table have the same columns, or are tuples. They go to the driver as they are: over a row
    SQLAlchemy takes longer than SQLite over writing it. PostgreSQL takes many of them as COPY.
    """
    copies = connection.dialect.name == "postgresql"
    for table, some in rows.items():
        if not some:
            continue
        if not copies:
            _hand_over(connection, table, some)
        elif len(some) > _FEW:
            _copy(connection, table, some)
        else:
            columns, values = _values(table, some)
            connection.execute(table.insert(), [dict(zip(columns, row, strict=True)) for row in values])


def _values(table: Table, rows: Sequence[Any]) -> tuple[tuple[str, ...], Iterable[tuple[Any, ...]]]:
    if isinstance(rows[0], tuple):
        return tuple(table.c.keys()), rows
    columns = tuple(rows[0])
    return columns, map(itemgetter(*columns), rows)


def upserting(connection: Connection, table: Table) -> Any:
    """An INSERT of either database that can say what to do where the row is there."""
    made: Any = postgresql if connection.dialect.name == "postgresql" else sqlite
    return made.insert(table)


def _hand_over(connection: Connection, table: Table, rows: Sequence[Any]) -> None:
    columns, values = _values(table, rows)
    days = [at for at, name in enumerate(columns) if table.c[name].type.python_type is date]
    if days:
        values = (_iso(row, days) for row in values)
    asked = table.insert().compile(connection, column_keys=list(columns))
    assert asked.positiontup is not None
    if tuple(asked.positiontup) != columns:
        order = itemgetter(*(columns.index(name) for name in asked.positiontup))
        values = map(order, values)
    connection.exec_driver_sql(str(asked), list(values))


def _iso(row: tuple[Any, ...], days: Sequence[int]) -> tuple[Any, ...]:
    changed = list(row)
    for at in days:
        if changed[at] is not None:
            changed[at] = changed[at].isoformat()
    return tuple(changed)


def _copy(connection: Connection, table: Table, rows: Sequence[Any]) -> None:
    columns, values = _values(table, rows)
    quote = connection.dialect.identifier_preparer.quote
    names = ", ".join(map(quote, columns))
    bare: Any = connection.connection.cursor()  # psycopg's own: SQLAlchemy knows no COPY
    with bare as cursor, cursor.copy(f"COPY {quote(table.name)} ({names}) FROM STDIN") as copy:
        for row in values:
            copy.write_row(row)


def pieces(things: Sequence[T], most: int) -> Iterator[Sequence[T]]:
    """Things in runs of at most so many."""
    for at in range(0, len(things), most):
        yield things[at : at + most]
