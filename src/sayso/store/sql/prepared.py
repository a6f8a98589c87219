"""Statements that are asked again and again: compiled once for each database, and run by its driver itself.

Adding one report asks hundreds of small questions. Over each SQLAlchemy takes ten times as long as SQLite.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from sqlalchemy import BindParameter, Column, Connection, Executable, bindparam, delete
from sqlalchemy.exc import DBAPIError

from sayso.store.sql import reads

Values = Mapping[str, Any]

_MOST = 512  # keys of one statement: every SQLite takes 999 values


@dataclass(frozen=True, slots=True)
class _Made:
    """A statement for one database; `order` is None where its driver takes values by their names.

    `fixed` are values that the database's own way of saying it needs, such as OFFSET 0.
    """

    sql: str
    order: tuple[str, ...] | None
    fixed: Values

    def values(self, given: Values) -> Any:
        if self.fixed:
            given = {**self.fixed, **given}
        return given if self.order is None else tuple([given[name] for name in self.order])


class Prepared:
    """One statement. Values go to the driver, and come from it, as they are: no days, no true and false.

    Args:
        statement: All its values are `bindparam`s. By the name of the database where each says it in its way.
        columns: Those of an `insert`, or all.
    """

    def __init__(
        self, statement: Executable | Mapping[str, Executable], columns: Sequence[str] | None = None
    ) -> None:
        self._statement = statement
        self._columns = columns
        self._made: dict[str, _Made] = {}

    def all(self, connection: Connection, **given: Any) -> list[Any]:
        """The rows, as tuples."""
        made = self._for(connection)
        values = made.values(given)
        reads.note(connection, made.sql, values)
        try:
            return list(_bare(connection).execute(made.sql, values).fetchall())
        except connection.dialect.loaded_dbapi.Error as error:
            raise _wrapped(connection, made, error) from error

    def first(self, connection: Connection, **given: Any) -> Any:
        """The only row, or None."""
        found = self.all(connection, **given)
        return found[0] if found else None

    def run(self, connection: Connection, **given: Any) -> None:
        """Write."""
        made = self._for(connection)
        try:
            _bare(connection).execute(made.sql, made.values(given))
        except connection.dialect.loaded_dbapi.Error as error:
            raise _wrapped(connection, made, error) from error

    def each(self, connection: Connection, given: Iterable[Values]) -> None:
        """Write once for each of several."""
        made = self._for(connection)
        self._many(connection, made, [made.values(one) for one in given])

    def put(self, connection: Connection, columns: Sequence[str], given: Iterable[Sequence[Any]]) -> None:
        """Write rows, with a value for each column."""
        made = self._for(connection)
        if made.order is None:
            self._many(connection, made, [dict(zip(columns, row, strict=True)) for row in given])
            return
        if made.order != tuple(columns):
            given = map(itemgetter(*map(columns.index, made.order)), given)
        self._many(connection, made, list(given))

    def _many(self, connection: Connection, made: _Made, rows: Sequence[Any]) -> None:
        if not rows:
            return
        cursor = _bare(connection).cursor()
        try:
            cursor.executemany(made.sql, rows)
        except connection.dialect.loaded_dbapi.Error as error:
            raise _wrapped(connection, made, error) from error
        finally:
            cursor.close()

    def _for(self, connection: Connection) -> _Made:
        made = self._made.get(connection.dialect.name)
        if made is None:
            said = self._statement
            one: Any = said[connection.dialect.name] if isinstance(said, Mapping) else said
            compiled = one.compile(dialect=connection.dialect, column_keys=self._columns)
            order = compiled.positiontup
            fixed = {name: value for name, value in compiled.params.items() if value is not None}
            made = _Made(str(compiled), None if order is None else tuple(order), fixed)
            self._made[connection.dialect.name] = made
        return made


class PreparedIn:
    """One statement about any number of keys.

    Args:
        statement: Makes it for so many keys as it is given places for them.
    """

    def __init__(self, statement: Callable[[Sequence[BindParameter[Any]]], Executable]) -> None:
        self._statement = statement
        self._made: dict[int, Prepared] = {}

    def all(self, connection: Connection, keys: Sequence[Any], **given: Any) -> list[Any]:
        """The rows, as tuples; those of several statements where there are very many keys."""
        found: list[Any] = []
        for prepared, values in self._pieces(keys):
            found += prepared.all(connection, **values, **given)
        return found

    def run(self, connection: Connection, keys: Sequence[Any], **given: Any) -> None:
        """Write."""
        for prepared, values in self._pieces(keys):
            prepared.run(connection, **values, **given)

    def _pieces(self, keys: Sequence[Any]) -> Iterator[tuple[Prepared, dict[str, Any]]]:
        """Statements of few sizes with their values: places that are left over hold the last key again."""
        for at in range(0, len(keys), _MOST):
            some = keys[at : at + _MOST]
            size = 1 << (len(some) - 1).bit_length()
            if size not in self._made:
                self._made[size] = Prepared(self._statement([bindparam(f"k{at}") for at in range(size)]))
            padded = [*some, *[some[-1]] * (size - len(some))]
            yield self._made[size], {f"k{at}": key for at, key in enumerate(padded)}


def deleting(column: Column[Any]) -> PreparedIn:
    """Deletes the rows of a table with one of some keys in a column."""
    return PreparedIn(lambda keys: delete(column.table).where(column.in_(keys)))


def _bare(connection: Connection) -> Any:
    """The connection of the driver, in the transaction that SQLAlchemy has begun on it."""
    return connection.connection.dbapi_connection


def _wrapped(connection: Connection, made: _Made, error: Exception) -> BaseException:
    """The error as SQLAlchemy raises it."""
    base = connection.dialect.loaded_dbapi.Error
    return DBAPIError.instance(made.sql, None, error, base, dialect=connection.dialect)
