"""A PostgreSQL server for the tests: made once, in a folder of its own, on a socket of its own."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

_SETTINGS = {
    "listen_addresses": "''",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "60",
    "shared_buffers": "64MB",
}
# A language's own order of words, so that a column which lacks the order of code points is seen.
_LOCALE = ("-E", "UTF8", "--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=en-US")
_TEMPLATE = "made"
_FILLED = ("alembic_version", "meta")  # tables of which a new base has rows


def missing() -> str | None:
    """What the tests on PostgreSQL lack here, in one line; None where they can run."""
    if _programs() is None:
        return "PostgreSQL is missing; on Debian and Ubuntu: apt install postgresql postgresql-15-postgis-3"
    return None


def _programs() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda at: int(at.parts[-3]))
    elsewhere = shutil.which("initdb")
    if found:
        return found[-1].parent
    return Path(elsewhere).parent if elsewhere else None


@dataclass
class Cluster:
    """A running server; `database` makes a new base of it, from a template where one was made."""

    folder: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="pg")))
    settings: Mapping[str, str] = field(default_factory=dict)  # besides, or in the place of, the usual ones
    _numbers: "count[int]" = field(default_factory=lambda: count(1))
    _free: list[str] = field(default_factory=list)
    _made: list[tuple[str, str]] = field(default_factory=list)
    _rows: dict[str, list[tuple[Any, ...]]] = field(default_factory=dict)

    def start(self) -> None:
        """Make its files and run it. The server refuses to run as root: then it is the user postgres."""
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres", "postgres")
        self._run("initdb", "-D", str(self._data), "-U", "postgres", "-A", "trust", *_LOCALE, "--no-sync")
        self.begin()

    def begin(self) -> None:
        """Run it."""
        settings = {**_SETTINGS, **self.settings, "unix_socket_directories": str(self.folder)}
        options = " ".join(f"-c {name}={value}" for name, value in settings.items())
        log = str(self.folder / "log")
        self._run("pg_ctl", "-D", str(self._data), "-w", "-t", "60", "-o", options, "-l", log, "start")

    def end(self, how: str = "immediate") -> None:
        """End it: `fast` lets transactions be taken back first, `immediate` is as if it were killed."""
        self._run("pg_ctl", "-D", str(self._data), "-m", how, "-w", "stop")

    def stop(self) -> None:
        """End it and delete its files."""
        self.end()
        shutil.rmtree(self.folder, ignore_errors=True)

    def database(self, template: str = "template1") -> str:
        """The URL of a new database, a copy of `template`."""
        name = f"base{next(self._numbers)}"
        self._make(name, template)
        return self._url(name)

    def template(self) -> str:
        """The URL of the database that `copy` copies; nobody may be connected to it then."""
        self._make(_TEMPLATE, "template1")
        return self._url(_TEMPLATE)

    def copy(self) -> str:
        """The URL of a database with what the template has: one that was given back, else a new one."""
        return self._free.pop() if self._free else self.database(_TEMPLATE)

    def give_back(self, url: str) -> None:
        """Empty a copy for the next test, which is quicker than making one; drop it if its tables changed."""
        with psycopg.connect(url) as connection:
            if self._shape(connection) == self._made:
                connection.execute("SET session_replication_role = replica")
                for table in sorted({table for table, _ in self._made} - {"spatial_ref_sys"}):
                    connection.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(table)))
                for table, rows in self._rows.items():
                    for row in rows:
                        values = sql.SQL(", ").join(map(sql.Literal, row))
                        words = sql.SQL("INSERT INTO {} VALUES ({})")
                        connection.execute(words.format(sql.Identifier(table), values))
                self._free.append(url)
                return
        with psycopg.connect(self._url("postgres"), autocommit=True) as connection:
            name = url.partition("@/")[2].partition("?")[0]
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))

    def use_template(self) -> None:
        """Remember the tables of the template, and what is in them: what is given back must have the same."""
        with psycopg.connect(self._url(_TEMPLATE)) as connection:
            self._made = self._shape(connection)
            for table in _FILLED:
                asked = sql.SQL("SELECT * FROM {}").format(sql.Identifier(table))
                self._rows[table] = connection.execute(asked).fetchall()

    def _shape(self, connection: psycopg.Connection) -> list[tuple[str, str]]:
        asked = """
            SELECT c.table_name, c.column_name FROM information_schema.columns c
            JOIN information_schema.tables t USING (table_schema, table_name)
            WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' ORDER BY 1, 2
        """
        return connection.execute(asked).fetchall()

    @property
    def _data(self) -> Path:
        return self.folder / "data"

    def _url(self, name: str) -> str:
        return f"postgresql://postgres@/{name}?host={self.folder}"

    def _make(self, name: str, template: str) -> None:
        with psycopg.connect(self._url("postgres"), autocommit=True) as connection:
            words = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
            connection.execute(words.format(sql.Identifier(name), sql.Identifier(template)))

    def _run(self, program: str, *words: str) -> None:
        folder = _programs()
        assert folder is not None
        command = [str(folder / program), *words]
        if os.geteuid() == 0:
            command = ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", *command]
        # The server keeps what it is given open: its words go to its log, never to a pipe.
        done = subprocess.run(command, check=False, capture_output=program != "pg_ctl", cwd=self.folder)
        assert done.returncode == 0, f"{program} ended with {done.returncode}: {done.stderr!r}"
