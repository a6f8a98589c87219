"""A PostgreSQL server for the tests: made once, in a folder of its own, on a socket of its own."""

import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

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
    _numbers: "count[int]" = field(default_factory=lambda: count(1))

    def start(self) -> None:
        """Make its files and run it. The server refuses to run as root: then it is the user postgres."""
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres", "postgres")
        self._run("initdb", "-D", str(self._data), "-U", "postgres", "-A", "trust", *_LOCALE, "--no-sync")
        options = " ".join(f"-c {name}={value}" for name, value in _SETTINGS.items())
        options += f" -c unix_socket_directories={self.folder}"
        log = str(self.folder / "log")
        self._run("pg_ctl", "-D", str(self._data), "-w", "-t", "60", "-o", options, "-l", log, "start")

    def stop(self) -> None:
        """End it and delete its files."""
        self._run("pg_ctl", "-D", str(self._data), "-m", "immediate", "stop")
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
        """The URL of a new database with what the template has."""
        return self.database(_TEMPLATE)

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
