"""The version of a base's tables: looked at before anything is done, made new, brought up or taken down."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, inspect, select, table, text
from sqlalchemy import column as named

from sayso.errors import StoreError
from sayso.store.sql import search, views
from sayso.store.sql.engines import APPLICATION_ID, UNTOUCHED, Address, Engines, alone
from sayso.store.sql.migrations import HEAD
from sayso.store.sql.telling import RESTORE

if TYPE_CHECKING:
    from alembic.config import Config

_FOLDER = Path(__file__).with_name("migrations")
_VERSION = table("alembic_version", named("version_num"))


def version(connection: Connection, at: Address) -> str | None:
    """The version of the tables; None where there is nothing yet.

    Raises:
        StoreError: there is something else than a base, or one that is damaged.
    """
    if connection.dialect.name == "sqlite":
        mark = connection.execute(text("PRAGMA application_id")).scalar_one()
        empty = connection.execute(text("SELECT count(*) FROM sqlite_master")).scalar_one() == 0
        if mark != APPLICATION_ID and not empty:
            raise StoreError(f"{at} is a file of SQLite, but no base of sayso; {UNTOUCHED}")
        if empty and mark == APPLICATION_ID:  # both come in one transaction
            raise StoreError(f"{at}: the file is damaged (a base without tables): {RESTORE}")
        if empty:
            return None
    elif not inspect(connection).has_table("alembic_version"):
        if inspect(connection).has_table("reports"):
            raise StoreError(f"{at} has tables of another program; name an empty database")
        return None
    found = connection.execute(select(_VERSION.c.version_num)).scalar()
    if found is None and inspect(connection).has_table("reports"):
        raise StoreError(f"{at}: is damaged (a base that does not say its version): {RESTORE}")
    return found


def check(found: str | None, at: Address) -> None:
    """Refuse a base whose tables are not those of this sayso.

    Raises:
        StoreError: they are older, or newer.
    """
    if found == HEAD:
        return
    if found is not None and found < HEAD:
        raise StoreError(
            f"{at} has tables of version {found}, this sayso works on {HEAD}: copy it, then "
            "`sayso rebuild --upgrade` brings it up; nothing was changed"
        )
    raise StoreError(
        f"{at} has tables of version {found or 'unknown'}, this sayso knows {HEAD}: it was made by a newer "
        "sayso, which is needed to open it; nothing was changed"
    )


def migrate(engines: Engines, to: str = HEAD, also: Sequence[Path] = ()) -> None:
    """Bring the tables to a version, up or down, in one transaction.

    Args:
        engines: Of a base that may be written.
        to: The version; "base" takes everything away.
        also: Folders with further versions.
    """
    with _rebuilding(engines) as connection:
        alone(connection)
        before = version(connection, engines.at)
        if before == to:  # another process was there first
            return
        if before is not None:
            search.drop(connection)
            views.drop(connection)
        _step(connection, before, to, also)
        if to == "base":
            return
        search.create(connection)
        if to >= HEAD:  # those of this sayso name tables that an earlier version has not
            views.refresh(connection)
        if engines.is_sqlite:
            connection.execute(text(f"PRAGMA application_id = {APPLICATION_ID}"))
            broken = connection.execute(text("PRAGMA foreign_key_check")).fetchall()
            if broken:
                raise StoreError(
                    f"{engines.at}: {len(broken)} rows would refer to nothing; nothing was changed"
                )


def _step(connection: Connection, before: str | None, to: str, also: Sequence[Path]) -> None:
    from alembic import command
    from alembic.util import CommandError

    config = _config(connection, also)
    down = before is not None and (to == "base" or to < before)
    try:
        (command.downgrade if down else command.upgrade)(config, to)
    except CommandError as error:
        raise StoreError(
            f"there is no way from tables of version {before} to {to}; nothing was changed"
        ) from error


def _config(connection: Connection, also: Sequence[Path]) -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    places = [_FOLDER / "versions", *also]
    config.set_main_option("version_locations", "\n".join(map(str, places)).replace("%", "%%"))
    config.set_main_option("path_separator", "newline")
    config.attributes["connection"] = connection
    return config


@contextmanager
def _rebuilding(engines: Engines) -> Iterator[Connection]:
    """A transaction in which tables may be copied: references are looked at after, not while it is done."""
    assert engines.writer is not None
    with engines.writer.connect() as connection:
        bare: Any = connection.connection.dbapi_connection
        if engines.is_sqlite:
            bare.execute("PRAGMA foreign_keys = 0")
        try:
            with connection.begin():
                yield connection
        finally:
            if engines.is_sqlite:
                bare.execute("PRAGMA foreign_keys = 1")
