"""Statements that are asked again and again: compiled once for each database, and run by its driver itself.

Adding one report asks hundreds of small questions. Over each SQLAlchemy takes ten times as long as SQLite.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BindParameter, Connection, Executable, bindparam
from sqlalchemy.exc import DBAPIError

from sayso.store.sql.rows import ASKED, pieces

Values = Mapping[str, Any]


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
        statement: All its values are `bindparam`s.
        columns: Those of an `insert`, or all.
    """

    def __init__(self, statement: Executable, columns: Sequence[str] | None = None) -> None:
        self._statement: Any = statement
        self._columns = columns
        self._made: dict[str, _Made] = {}

    def all(self, connection: Connection, **given: Any) -> list[Any]:
        """The rows, as tuples."""
        made = self._for(connection)
        try:
            return list(_bare(connection).execute(made.sql, made.values(given)).fetchall())
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
        rows = [made.values(one) for one in given]
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
            compiled = self._statement.compile(dialect=connection.dialect, column_keys=self._columns)
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
        for some in pieces(keys, ASKED):
            prepared, values = self._sized(some)
            found += prepared.all(connection, **values, **given)
        return found

    def run(self, connection: Connection, keys: Sequence[Any], **given: Any) -> None:
        """Write."""
        for some in pieces(keys, ASKED):
            prepared, values = self._sized(some)
            prepared.run(connection, **values, **given)

    def _sized(self, keys: Sequence[Any]) -> tuple[Prepared, dict[str, Any]]:
        """A statement of one of few sizes: places that are left over hold the last key once more."""
        size = 1 << (len(keys) - 1).bit_length()
        if size not in self._made:
            self._made[size] = Prepared(self._statement([bindparam(f"k{at}") for at in range(size)]))
        padded = [*keys, *[keys[-1]] * (size - len(keys))]
        return self._made[size], {f"k{at}": key for at, key in enumerate(padded)}


def _bare(connection: Connection) -> Any:
    """The connection of the driver, in the transaction that SQLAlchemy has begun on it."""
    return connection.connection.dbapi_connection


def _wrapped(connection: Connection, made: _Made, error: Exception) -> BaseException:
    """The error as SQLAlchemy raises it."""
    base = connection.dialect.loaded_dbapi.Error
    return DBAPIError.instance(made.sql, None, error, base, dialect=connection.dialect)
