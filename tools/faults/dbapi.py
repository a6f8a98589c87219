"""The DB-API over apsw, as far as SQLAlchemy asks for it: for tests of a power cut only."""

from collections.abc import Iterable, Sequence
from typing import Any

import apsw

paramstyle = "qmark"
threadsafety = 1
apilevel = "2.0"
sqlite_version = apsw.sqlite_lib_version()
sqlite_version_info = tuple(int(part) for part in sqlite_version.split("."))
PARSE_DECLTYPES, PARSE_COLNAMES = 1, 2
Binary = bytes


class Error(Exception):
    """Any error of the database."""


class DatabaseError(Error):
    """What SQLite refused."""


class OperationalError(DatabaseError):
    """The file or the disk failed."""


class IntegrityError(DatabaseError):
    """A row breaks a rule of its table."""


InterfaceError = ProgrammingError = DataError = InternalError = NotSupportedError = DatabaseError


class Cursor:
    """What came of one statement."""

    arraysize = 1

    def __init__(self, connection: "Connection") -> None:
        self.connection = connection
        self.description: tuple[tuple[Any, ...], ...] | None = None
        self.rowcount = -1
        self.lastrowid: int | None = None
        self._rows: list[tuple[Any, ...]] = []

    def execute(self, sql: str, values: Sequence[Any] = ()) -> "Cursor":
        raw = self.connection.raw
        before = raw.total_changes()
        cursor = raw.cursor()
        cursor.exec_trace = self._describe
        try:
            self._rows = list(cursor.execute(sql, tuple(values)))
        except apsw.ConstraintError as error:
            raise IntegrityError(str(error)) from error
        except apsw.Error as error:
            raise OperationalError(str(error)) from error
        self.rowcount = raw.total_changes() - before
        self.lastrowid = raw.last_insert_rowid()
        return self

    def _describe(self, cursor: apsw.Cursor, _sql: str, _values: object) -> bool:
        """What the columns are called; of a statement without rows this is the one moment to ask."""
        names = [name for name, *_ in cursor.get_description()]
        self.description = tuple((name, None, None, None, None, None, None) for name in names) or None
        return True

    def executemany(self, sql: str, every: Iterable[Sequence[Any]]) -> "Cursor":
        changed = 0
        for values in every:
            self.execute(sql, values)
            changed += self.rowcount
        self.rowcount = changed
        return self

    def fetchone(self) -> tuple[Any, ...] | None:
        return self._rows.pop(0) if self._rows else None

    def fetchmany(self, size: int = 1) -> list[tuple[Any, ...]]:
        found, self._rows = self._rows[:size], self._rows[size:]
        return found

    def fetchall(self) -> list[tuple[Any, ...]]:
        found, self._rows = self._rows, []
        return found

    def __iter__(self) -> "Cursor":
        return self

    def __next__(self) -> tuple[Any, ...]:
        row = self.fetchone()
        if row is None:
            raise StopIteration
        return row

    def close(self) -> None:
        self._rows = []


class Connection:
    """A connection that commits each statement until it is told to begin."""

    def __init__(self, path: str, vfs: str) -> None:
        self.raw = apsw.Connection(path, vfs=vfs)
        self.isolation_level: str | None = None
        self.row_factory = None

    def cursor(self, *_: object) -> Cursor:
        return Cursor(self)

    def execute(self, sql: str, values: Sequence[Any] = ()) -> Cursor:
        return self.cursor().execute(sql, values)

    def commit(self) -> None:
        if self.raw.in_transaction:
            self.execute("COMMIT")

    def rollback(self) -> None:
        if self.raw.in_transaction:
            self.execute("ROLLBACK")

    def create_function(self, name: str, count: int, function: Any, **_: object) -> None:
        self.raw.create_scalar_function(name, function, count)

    @property
    def in_transaction(self) -> bool:
        return self.raw.in_transaction

    def close(self) -> None:
        self.raw.close()
