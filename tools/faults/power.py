"""The power is cut while a base is written: what was committed is there, and the base holds together.

SQLite of apsw on a disk in memory (`disk`), by the base's own code: tables, migrations, transactions. After a
random number of writes and syncs the disk stops; what it leaves is opened by the SQLite that bases are kept
with, as a user would.
"""

from dataclasses import dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from sayso.errors import SaysoError
from sayso.store.sql import checking, schema
from sayso.store.sql.engines import Engines, address
from sayso.store.sql.sqlstore import SqlStore, open_store
from tools.faults import dbapi
from tools.faults.disk import Disk, PowerCut
from tools.faults.rounds import Outcome, Site
from tools.faults.work import working, world

WRITES = 3_000  # at most so many writes and syncs before the power is cut
_NAME = "cut.db"


@dataclass(frozen=True, slots=True)
class Cut:
    """What one cut left: how much was committed before it, and what is wrong since, in words."""

    seed: int
    reports: int
    decisions: int
    wrong: tuple[str, ...]


def cut(seed: int, synchronous: str = "FULL") -> Cut:
    """Write a base until the power is cut, and look at what is left."""
    disk = Disk(f"disk-{seed}-{synchronous}")
    store = _store(disk, synchronous)
    disk.left = Random(seed).randrange(20, WRITES)
    done: dict[str, list[str]] = {"report": [], "decision": [], "rebuilt": []}
    try:
        for what, name in working(store, seed, world().coded):
            done[what].append(name)
    except (SaysoError, DBAPIError, dbapi.Error, PowerCut):
        pass
    with TemporaryDirectory() as folder:
        disk.after_cut(Path(folder), seed)
        disk.left = None  # so that what is open can be closed
        store.close()
        wrong = tuple(_wrong(Path(folder) / _NAME, done))
    return Cut(seed, len(done["report"]), len(done["decision"]), wrong)


def _wrong(path: Path, done: dict[str, list[str]]) -> list[str]:
    try:
        with open_store(path, create=False) as store, store.reading() as connection:
            there, log = set(store.reports()), {one.id for one in store.log()}
            found = checking.problems(connection)
    except SaysoError as error:
        return [f"the base does not open: {error}"]
    lost = [name for name in done["report"] if name not in there]
    lost += [name for name in done["decision"] if name not in log]
    return [*found, *(f"{name} was committed and is lost" for name in lost)]


def _store(disk: Disk, synchronous: str) -> SqlStore:
    """A new base on a disk; in exclusive mode there is one connection, for writing and for reading."""
    connection = dbapi.Connection(_NAME, disk.name)
    for name, value in (
        ("locking_mode", "EXCLUSIVE"),
        ("journal_mode", "WAL"),
        ("synchronous", synchronous),
        ("foreign_keys", "1"),
        ("wal_autocheckpoint", "100"),
    ):
        connection.execute(f"PRAGMA {name} = {value}")
    both = (_engine(connection, begin) for begin in ("BEGIN", "BEGIN IMMEDIATE"))
    made = Engines(address(Path(_NAME)), *both)
    schema.migrate(made)
    return SqlStore(made)


def _engine(connection: dbapi.Connection, begin: str) -> Engine:
    engine = create_engine("sqlite://", module=dbapi, creator=lambda: connection, poolclass=StaticPool)

    @event.listens_for(engine, "begin")
    def _begin(here: Any) -> None:
        here.exec_driver_sql(begin)

    return engine


def cuts(site: Site, number: int = 5) -> Outcome:
    """Some cuts, each of a new base."""
    outcome = Outcome()
    for _ in range(number):
        one = cut(site.chance.randrange(1 << 30))
        outcome.hits += 1
        outcome.committed += one.reports + one.decisions
        outcome.wrong += one.wrong
    return outcome
