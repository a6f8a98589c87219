"""The PostgreSQL that faults are tried on: it keeps what it said to have committed when it is killed."""

import atexit
import shutil
import tempfile
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from tests.databases import Cluster

_DURABLE = {"synchronous_commit": "on", "fsync": "on", "full_page_writes": "on"}


@dataclass
class Server(Cluster):
    """One server for a campaign; it can be ended and started again."""

    _all: list[str] = field(default_factory=list)

    def database(self, template: str = "template1") -> str:
        url = super().database(template)
        self._all.append(url)
        return url

    def copied(self, url: str) -> str:
        """A copy of a database that nobody has open."""
        with self._ruled() as connection:
            self._end_others(connection, _name(url))
        return self.database(_name(url))

    def keep(self, url: str) -> None:
        """Drop every database that was made but this one."""
        with self._ruled() as connection:
            for one in self._all:
                if one != url:
                    words = sql.SQL("DROP DATABASE {} WITH (FORCE)")
                    connection.execute(words.format(sql.Identifier(_name(one))))
        self._all = [url]

    def cut(self, url: str) -> int:
        """End every connection to a database; how many there were."""
        with self._ruled() as connection:
            return self._end_others(connection, _name(url))

    def _ruled(self) -> "psycopg.Connection[tuple[Any, ...]]":
        return psycopg.connect(f"postgresql://postgres@/postgres?host={self.folder}", autocommit=True)

    @staticmethod
    def _end_others(connection: "psycopg.Connection[tuple[Any, ...]]", name: str) -> int:
        asked = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"
        return len(connection.execute(asked, [name]).fetchall())


def _name(url: str) -> str:
    return url.partition("@/")[2].partition("?")[0]


@cache
def running() -> Server:
    """The server, started when it is first asked for, and gone with the process."""
    made = Server(settings=_DURABLE)
    made.start()
    atexit.register(made.stop)
    return made


@cache
def scratch() -> Path:
    """A folder that is gone with the process."""
    made = Path(tempfile.mkdtemp(prefix="faults-"))
    made.chmod(0o755)  # some of it is done by a user without rights
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    return made
