"""Rows on their way into tables: their numbers, and many of them at once."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from operator import itemgetter
from typing import Any, TypeVar

from sqlalchemy import Connection, Table, func, select

from sayso.store.sql.prepared import Prepared

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
            self._last[table.name] = _last(table).first(self._connection)[0]
        self._last[table.name] += 1
        return self._last[table.name]


def insert(connection: Connection, rows: Rows) -> None:
    """Write rows of several tables, in the order in which the tables are given.

    All rows of a table have the same columns, or are tuples. They go to the driver as they are: over a row
    SQLAlchemy takes longer than SQLite over writing it. PostgreSQL takes many of them as COPY.
    """
    copies = connection.dialect.name == "postgresql"
    for table, some in rows.items():
        if copies and len(some) > _FEW:
            _copy(connection, table, some)
        elif some:
            columns, values = _values(table, some)
            _adding(table, columns).put(connection, columns, _handed(connection, table, columns, values))


def _values(table: Table, rows: Sequence[Any]) -> tuple[tuple[str, ...], Iterable[tuple[Any, ...]]]:
    if isinstance(rows[0], tuple):
        return tuple(table.c.keys()), rows
    columns = tuple(rows[0])
    return columns, map(itemgetter(*columns), rows)


@cache
def _last(table: Table) -> Prepared:
    return Prepared(select(func.coalesce(func.max(table.c.row), 0)))


@cache
def _adding(table: Table, columns: tuple[str, ...]) -> Prepared:
    return Prepared(table.insert(), columns)


@cache
def _of_type(table: Table, columns: tuple[str, ...], kind: type) -> tuple[int, ...]:
    return tuple(at for at, name in enumerate(columns) if table.c[name].type.python_type is kind)


def _handed(
    connection: Connection, table: Table, columns: tuple[str, ...], rows: Iterable[tuple[Any, ...]]
) -> Iterable[tuple[Any, ...]]:
    """Rows as the driver takes them: to SQLite days are text."""
    days = _of_type(table, columns, date)
    if not days or connection.dialect.name == "postgresql":
        return rows
    return (_iso(row, days) for row in rows)


def handed(connection: Connection, row: Row) -> Row:
    """Values as the driver takes them."""
    if connection.dialect.name == "postgresql":
        return row
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in row.items()}


def given(connection: Connection, table: Table, rows: Iterable[Sequence[Any]]) -> Iterator[Row]:
    """Whole rows of a table from what the driver gives."""
    names = tuple(table.c.keys())
    as_text = connection.dialect.name != "postgresql"
    days, flags = (_of_type(table, names, kind) if as_text else () for kind in (date, bool))
    for row in rows:
        values = list(row)
        for at in days:
            if values[at] is not None:
                values[at] = date.fromisoformat(values[at])
        for at in flags:
            values[at] = bool(values[at])
        yield dict(zip(names, values, strict=True))


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
