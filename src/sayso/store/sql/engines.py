"""Connections to a base: one writer, and readers that see what was committed.

SQLite runs with a write-ahead log and syncs each commit. Its versions 3.7.0 to 3.51.2 can damage a file when
two processes reset that log at once (https://www.sqlite.org/wal.html, "The WAL-Reset Bug"): where only such
a one is there, the rollback journal is used instead, with which readers and the writer wait for each other.
"""

import os
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, func, make_url, select
from sqlalchemy.exc import ArgumentError, NoSuchModuleError
from sqlalchemy.pool import QueuePool

from sayso.errors import StoreError
from sayso.store.sql import reads

APPLICATION_ID = 0x53617973  # "Says": what `file` and other tools may know a base by
SAFE_WAL = (3, 51, 3)
_BUSY_MS = 30_000
_WRITER = 0x5361797361  # the lock of PostgreSQL that makes one writer
_RIGHT = "write a path or postgresql://HOST/NAME"
UNTOUCHED = (
    "nothing was changed. If it was a base, it is damaged: take a backup over into a new one "
    "(`sayso restore BACKUP --db NEW`)"
)
_MAGIC = b"SQLite format 3\x00"


def _sqlite() -> ModuleType:
    """The newer SQLite that is a package for Linux, else Python's own."""
    try:
        from pysqlite3 import dbapi2
    except ImportError:
        return sqlite3
    assert isinstance(dbapi2, ModuleType)
    return dbapi2


SQLITE = _sqlite()


def sqlite_version() -> tuple[int, ...]:
    """The version of SQLite that bases are kept with."""
    return tuple(int(part) for part in str(SQLITE.sqlite_version).split("."))


@dataclass(frozen=True, slots=True)
class Address:
    """Where a base is: a file of SQLite, or a database of a server."""

    url: URL
    path: Path | None = None

    def __str__(self) -> str:
        return str(self.path) if self.path is not None else self.url.render_as_string(hide_password=True)


def address(where: str | Path) -> Address:
    """What a path or a URL stands for.

    Raises:
        StoreError: it is of a database that sayso does not know.
    """
    text = str(where)
    if isinstance(where, Path) or "://" not in text:
        path = Path(where)
        return Address(URL.create("sqlite", database=str(path)), path)
    try:
        url = make_url(text)
    except ArgumentError as error:
        raise StoreError(
            f"{text!r} is no address of a base; write a path or postgresql://HOST/NAME"
        ) from error
    if url.get_backend_name() == "sqlite" and url.database not in (None, "", ":memory:"):
        return Address(url, Path(str(url.database)))
    if url.get_backend_name() in ("postgresql", "postgres"):
        return Address(url.set(drivername="postgresql+psycopg"))
    raise StoreError(f"{text!r} is no address of a base; {_RIGHT}")


@dataclass(frozen=True, slots=True)
class Engines:
    """How to write (None where that is not allowed) and how to read."""

    at: Address
    reader: Engine
    writer: Engine | None

    @property
    def is_sqlite(self) -> bool:
        return self.at.path is not None

    def dispose(self) -> None:
        """Close every connection, that to write last: SQLite then takes its log into the file.

        After one that only reads it leaves the log beside it, and who copies the file alone loses all of it.
        """
        self.reader.dispose()
        if self.writer is not None:
            self.writer.dispose()


def engines(at: Address, *, read_only: bool) -> Engines:
    """The engines of a base that is there, or may be made."""
    if at.path is None:
        return _postgres(at, read_only=read_only)
    return _lite(at, at.path, read_only=read_only)


# -- SQLite --------------------------------------------------------------------------------------


def check_file(path: Path, *, read_only: bool) -> None:
    """Refuse what cannot be a base, before anything is opened.

    Raises:
        StoreError: it is a folder, a file of another kind, or nothing can be written there.
    """
    if path.is_dir():
        raise StoreError(f"{path} is a folder; name a file, such as {path / 'sayso.db'}")
    if not path.parent.is_dir():
        raise StoreError(f"{path}: there is no folder {path.parent}")
    if not read_only and not os.access(path.parent, os.W_OK):
        # SQLite keeps files of its own beside the base while it is written.
        raise StoreError(f"{path}: nothing can be written in {path.parent}; open the base for reading only")
    try:
        with path.open("rb") as file:
            head = file.read(len(_MAGIC))
    except FileNotFoundError:
        return
    except OSError as error:
        raise StoreError(f"{path} cannot be read: {error.strerror}") from error
    if head and head != _MAGIC:
        raise StoreError(f"{path} is no base of sayso, and no file of SQLite; {UNTOUCHED}")
    if not read_only and not os.access(path, os.W_OK):
        raise StoreError(f"{path}: the file cannot be written; open it for reading only")


def _lite(at: Address, path: Path, *, read_only: bool) -> Engines:
    reader = _lite_engine(_opener(path, "ro"), "BEGIN", {"query_only": 1, "cache_size": -32768})
    reads.listen(reader)
    if read_only:
        return Engines(at, reader, None)
    journal = "WAL" if sqlite_version() >= SAFE_WAL else "DELETE"
    pragmas: dict[str, str | int] = {
        "journal_mode": journal,
        "synchronous": "FULL",
        "secure_delete": 1,  # what is redacted is overwritten
        "wal_autocheckpoint": 4000,
        "cache_size": -65536,
    }
    writer = _lite_engine(_opener(path, "rwc"), "BEGIN IMMEDIATE", pragmas)
    return Engines(at, reader, writer)


def _opener(path: Path, mode: str) -> Callable[[], Any]:
    """Opens the file. In a folder where nothing can be written it is read as a file that never changes."""

    def opened() -> Any:
        uri = f"{path.absolute().as_uri()}?mode={mode}"
        try:
            return _connected(uri)
        except SQLITE.OperationalError:
            if mode != "ro" or path.with_name(f"{path.name}-wal").exists():
                raise
            return _connected(f"{uri}&immutable=1")

    return opened


def _connected(uri: str) -> Any:
    connection = SQLITE.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
    try:
        connection.execute(f"PRAGMA busy_timeout = {_BUSY_MS}")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except SQLITE.Error:
        connection.close()
        raise
    return connection


def _lite_engine(opener: Callable[[], Any], begin: str, pragmas: dict[str, str | int]) -> Engine:
    engine = create_engine("sqlite://", module=SQLITE, creator=opener, poolclass=QueuePool)

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: object) -> None:
        for name, value in {"foreign_keys": 1, **pragmas}.items():
            connection.execute(f"PRAGMA {name} = {value}").fetchall()

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        connection.exec_driver_sql(begin)

    return engine


def alone(connection: Connection) -> None:
    """Be the one writer until the transaction ends. In SQLite that comes with beginning it."""
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(_WRITER)))


# -- PostgreSQL ----------------------------------------------------------------------------------


def _postgres(at: Address, *, read_only: bool) -> Engines:
    try:
        reading = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        reader = create_engine(at.url, execution_options=reading, pool_pre_ping=True)
        event.listen(reader, "connect", _for_pages)
        reads.listen(reader)
        writer = None if read_only else create_engine(at.url, pool_pre_ping=True)
    except (NoSuchModuleError, ModuleNotFoundError) as error:
        raise StoreError("PostgreSQL needs its driver: pip install 'sayso[postgres]'") from error
    return Engines(at, reader, writer)


def _for_pages(connection: Any, _record: object) -> None:
    """Most questions take a few milliseconds: starting further processes or a compiler takes longer."""
    connection.execute("SET parallel_setup_cost = 100000")
    connection.execute("SET jit = off")
    connection.commit()
