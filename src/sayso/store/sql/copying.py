"""A whole base from one database into another, row by row."""

import os
from pathlib import Path

from sqlalchemy import Connection, func, select

from sayso.errors import StoreError
from sayso.store.interface import Progress, silent
from sayso.store.sql import changes, computed, redacting, search, tables
from sayso.store.sql.rows import insert
from sayso.store.sql.sqlstore import SqlStore, open_store
from sayso.store.sql.telling import told

_AT_ONCE = 2000
_PAGES = 4096  # of SQLite: 16 MB between two words of progress
_NOT_COPIED = {"views", redacting.LEFT}  # in `meta`: of the database itself


def copy_base(source: SqlStore, target: SqlStore, progress: Progress = silent) -> None:
    """Make a base hold exactly what another one holds, whatever database each is kept in: all or nothing.

    What the target held before is gone.
    """
    with source.reading() as here, target.writing() as there:
        before = changes.generation(there)
        search.drop(there)
        for table in reversed(tables.metadata.sorted_tables):
            gone = table.delete()
            there.execute(gone.where(table.c.name.not_in(_NOT_COPIED)) if table is tables.meta else gone)
        total, done = _rows(here), 0
        for table in tables.metadata.sorted_tables:
            asked = select(table).order_by(*table.primary_key.columns)
            if table is tables.meta:
                asked = asked.where(table.c.name.not_in(_NOT_COPIED))
            found = here.execute(asked.execution_options(yield_per=_AT_ONCE)).mappings()
            for some in found.partitions(_AT_ONCE):
                insert(there, {table: [dict(row) for row in some]})
                done += len(some)
                progress("rows copied", done, total)
        search.create(there)
        computed.advance(there, before)
    target.forget()


def _rows(connection: Connection) -> int:
    counts = (select(func.count()).select_from(table) for table in tables.metadata.sorted_tables)
    kept = select(func.count()).where(tables.meta.c.name.in_(_NOT_COPIED))
    return (
        sum(connection.execute(count).scalar_one() for count in counts)
        - connection.execute(kept).scalar_one()
    )


def is_empty(connection: Connection) -> bool:
    """Whether a base holds no report and no decision."""
    counts = (select(func.count()).select_from(table) for table in (tables.reports, tables.decisions))
    return not any(connection.execute(count).scalar() for count in counts)


def backup(store: SqlStore, path: Path, progress: Progress = silent) -> None:
    """Write a base as it is now to a new file of SQLite: the file is there when it is whole, or not at all.

    Raises:
        StoreError: the file is there already, or cannot be written.
    """
    if path.exists():
        raise StoreError(f"{path} is there already; a backup needs a name of its own")
    if not path.parent.is_dir():
        raise StoreError(f"{path} cannot be written: there is no folder {path.parent}")
    part = path.with_name(f"{path.name}.part")
    try:
        part.unlink(missing_ok=True)
        if store.engines.is_sqlite:
            _online(store, part, progress)
        else:
            with open_store(part) as target:
                copy_base(store, target, progress)
                target.settle()
        _on_disk(part)
        part.replace(path)
    except OSError as error:
        raise StoreError(f"{path} cannot be written: {error.strerror}") from error
    finally:
        for suffix in ("", "-wal", "-shm", "-journal"):
            part.with_name(f"{part.name}{suffix}").unlink(missing_ok=True)


def _online(store: SqlStore, part: Path, progress: Progress) -> None:
    """SQLite's own copy of a file in use: writers need not stop."""
    from sayso.store.sql.engines import SQLITE

    with store.reading() as connection, told(store.engines.at):
        bare = connection.connection.dbapi_connection
        assert bare is not None
        try:
            target = SQLITE.connect(str(part))
        except SQLITE.Error as error:
            raise StoreError(f"{part.parent} cannot be written to: {error}") from error
        try:
            bare.backup(
                target,
                pages=_PAGES,
                progress=lambda _, left, total: progress("pages copied", total - left, total),
            )
        except SQLITE.Error as error:
            raise StoreError(f"{part}: {error}; there is no backup") from error
        finally:
            target.close()


def _on_disk(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
