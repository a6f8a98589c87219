"""A base in a database: `Store`, and the transactions in which it is written and read."""

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, Engine, bindparam, select, text, update

from sayso.errors import StoreError
from sayso.model.decisions import Decision
from sayso.model.record import Coded, Version
from sayso.store.sql import codec, schema, search, tables, views
from sayso.store.sql.becoming import Moments
from sayso.store.sql.engines import SQLITE, Engines, address, alone, check_file, engines
from sayso.store.sql.keeping import Keeper, empty
from sayso.store.sql.migrations import HEAD
from sayso.store.sql.prepared import Prepared, PreparedIn
from sayso.store.sql.reads import Reads, noted, unnoted
from sayso.store.sql.remembered import Here, Records
from sayso.store.sql.rows import ASKED, pieces
from sayso.store.sql.shelving import Shelving
from sayso.store.sql.spreading import Admin1
from sayso.store.sql.telling import told
from sayso.store.sql.values import Remembered
from sayso.store.sql.watching import Watch

_PAGE = 10_000
T = TypeVar("T")
_REPORT, _RECORD = tables.reports.c, tables.records.c
_CURRENT = Prepared(
    select(_RECORD.row, _RECORD.sha256)
    .join(tables.reports, _REPORT.record == _RECORD.row)
    .where(_REPORT.id == bindparam("id_"))
)
_CURRENT_OF = PreparedIn(
    lambda ids: (
        select(_REPORT.id, _RECORD.row, _RECORD.sha256)
        .join(tables.reports, _REPORT.record == _RECORD.row)
        .where(_REPORT.id.in_(ids))
    )
)
_VERSION = Prepared(text("PRAGMA data_version"))
_DATA = Prepared(select(_RECORD.data).where(_RECORD.row == bindparam("row_")))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _nowhere(_place: str) -> None:
    return None


def open_store(
    where: str | Path,
    *,
    read_only: bool = False,
    create: bool = True,
    upgrade: bool = False,
    now: Callable[[], str] = _now,
    admin1: Admin1 = _nowhere,
) -> "SqlStore":
    """A base at a path ("sayso.db") or a URL ("postgresql://HOST/NAME").

    Args:
        where: Its place.
        read_only: Nothing can be written.
        create: Make it where there is none.
        upgrade: Bring older tables up to those of this sayso.
        now: The moment, ISO 8601 with a zone, that is written beside what is added.
        admin1: The name of the first-order area of a place, by its id in the gazetteer.

    Raises:
        StoreError: it is no base, or one of another version; nobody may write there; the server does not
            answer. Nothing was changed.
    """
    at = address(where)
    if at.path is not None:
        check_file(at.path, read_only=read_only)
        if (read_only or not create) and not at.path.exists():
            raise StoreError(f"there is no base at {at}")
    with ExitStack() as undone:
        made = engines(at, read_only=read_only)
        undone.callback(made.dispose)
        with told(at):
            _prepare(made, create=create and not read_only, upgrade=upgrade and not read_only)
        undone.pop_all()
    return SqlStore(made, now, admin1)


def _prepare(made: Engines, *, create: bool, upgrade: bool) -> None:
    """Look at the version by way of the reader, so that what is no base is not touched."""
    found = None
    if made.at.path is None or made.at.path.exists():
        with made.reader.connect() as connection:
            found = schema.version(connection, made.at)
    if found is None and not create:
        raise StoreError(f"there is no base at {made.at}")
    if found is None or (upgrade and found < HEAD):
        schema.migrate(made)
        return
    schema.check(found, made.at)
    if made.writer is not None:
        with made.writer.begin() as connection:
            alone(connection)
            views.refresh(connection)


class SqlStore(Shelving):
    """`Store` in SQLite or PostgreSQL.

    What is written outside `writing` is committed at once; within it all of it is, or nothing. There is one
    writer at a time: another waits. Readers see what was committed when they began.
    """

    def __init__(self, engines: Engines, now: Callable[[], str] = _now, admin1: Admin1 = _nowhere) -> None:
        self.engines = engines
        self._now = now
        self._admin1 = admin1
        self._lock = threading.RLock()
        self._here = Here(Records())
        self._watch = Watch(engines)
        self.moments = Moments()
        self.values = Remembered(engines.reader)
        self._commits = 0
        self._wrote = False

    def close(self) -> None:
        """Close all connections."""
        self._watch.close()
        if self._wrote and self.engines.is_sqlite and self.engines.writer is not None:
            self._weigh(self.engines.writer)
        self.engines.dispose()

    def _weigh(self, writer: Engine) -> None:
        """Let SQLite see how large tables have become, or it begins with the wrong one.

        Nobody loses anything where it cannot: on a full disk, or while another writes.
        """
        refused = suppress(StoreError, SQLITE.Error)
        with refused, self._lock, told(self.engines.at), writer.connect() as connection:
            bare = connection.connection.dbapi_connection
            assert bare is not None
            bare.cursor().execute("PRAGMA busy_timeout = 0")
            bare.cursor().execute("PRAGMA optimize = 0x10002").fetchall()
        self._wrote = False

    def __enter__(self) -> "SqlStore":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # -- transactions --------------------------------------------------------------------------

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction: all that is written within is committed, or, after an error, nothing.

        Raises:
            StoreError: the base is open for reading only, or the database refuses.
        """
        if self._here.writer is not None:
            yield self._here.writer
            return
        if self.engines.writer is None:
            raise StoreError(f"{self.engines.at} is open for reading only")
        with self._lock, told(self.engines.at):
            done = False
            try:
                with self.engines.writer.begin() as connection:
                    alone(connection)
                    self._here.write(connection, self._since(connection))
                    yield connection
                    self._commits += 1
                    since = self._since(connection)
                done = self._wrote = True
                self._here.wrote(since)
            finally:
                if not done:
                    self._here.back()

    def _since(self, connection: Connection) -> object:
        """Something that is another where somebody else has written; None where nobody can tell."""
        if not self.engines.is_sqlite:
            return None
        # Of one connection the number changes with each commit that was not made by itself.
        (number,) = _VERSION.first(connection)
        return connection.connection.dbapi_connection, number, self._commits

    def _read(self, ask: Callable[[Connection], T]) -> T:
        """What a question gives: in the transaction that is open, or one of its own."""
        inner = self._here.writer or self._here.reader
        if inner is not None:
            return ask(inner)
        with self.reading() as connection:
            return ask(connection)

    def _write(self, do: Callable[[Connection], None]) -> None:
        """Do it in the transaction that is open, or in one of its own."""
        if self._here.writer is not None:
            do(self._here.writer)
            return
        with self.writing() as connection:
            do(connection)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One view of the base: what was committed when it began, and what a transaction around it wrote."""
        inner = self._here.writer or self._here.reader
        if inner is not None:
            yield inner
            return
        with told(self.engines.at), self.engines.reader.connect() as connection:
            connection.begin()  # before what goes to the driver itself
            self._here.read(connection)
            try:
                yield connection
            finally:
                self._here.reader = None

    def state(self) -> object:
        """Something that is another after every commit; None where that cannot be told at once."""
        return self._watch.state()

    @contextmanager
    def noting(self) -> Iterator[Reads]:
        """One view of the base for all that this thread asks within, which is noted; see `stands`."""
        with self.reading() as connection, noted(self.engines.reader) as made:
            yield made
            made.seal(connection)

    def stands(self, made: Reads) -> bool:
        """Whether what was read gives the same now."""
        with self.reading() as connection:
            return made.stand(connection)

    def forget(self) -> None:
        """Remember nothing: what was written was replaced as a whole."""
        self._here.forget()

    # -- records -------------------------------------------------------------------------------

    def record(self, report: str) -> Coded | None:
        """The record of a report, as it was coded last; None where there is none, or it was redacted."""
        return self._read(lambda connection: self._record(connection, report))

    def _record(self, connection: Connection, report: str) -> Coded | None:
        current = self._here.seen.current
        if report not in current:
            found = _CURRENT.first(connection, id_=report)
            current[report] = None if found is None else (found[0], found[1])
        name = current[report]
        if name is None:
            return None
        return self._opened(connection, name)

    def _opened(self, connection: Connection, name: tuple[int, str]) -> Coded:
        coded = self._here.records.recalled(name)
        if coded is None:
            with unnoted():  # of one row and checksum there is one record
                (data,) = _DATA.first(connection, row_=name[0])
            coded = self._here.records.remember(name, codec.CODED.unpack(data))
        return coded

    def machine(self, report: str) -> Coded | None:
        """What the machine made of a report last, whatever persons have corrected of it."""
        with self.reading() as connection:
            row = connection.execute(select(_REPORT.coding).where(_REPORT.id == report)).scalar()
            data = None if row is None else _DATA.first(connection, row_=row)
        return None if data is None or not data[0] else codec.CODED.unpack(data[0])

    def records(self, ids: Iterable[str]) -> Iterator[Coded]:
        """The records of reports, in the order of their ids; reports that are not there are left out."""
        for some in pieces(sorted(set(ids)), ASKED):
            with self.reading() as connection:
                names = sorted(set(_CURRENT_OF.all(connection, some)))
                found = [self._opened(connection, (row, digest)) for _, row, digest in names]
            yield from found

    def keep(self, coded: Coded) -> None:
        """Keep a record beside the earlier ones of its report; it is the current one then."""
        self.keep_all([coded])

    def keep_all(self, coded: Sequence[Coded]) -> list[str]:
        """Keep records; the ids of those reports whose record was not there yet.

        Raises:
            StoreError: a report was redacted, or holds what no database takes. Nothing was written.
        """
        with self.writing() as connection:
            for one in coded:
                self._here.seen.current.pop(one.report.id, None)
            keeper = Keeper(connection, self._now(), self._admin1)
            kept = keeper.keep(coded)
            for one in coded:  # each is asked for at once, to be compared
                if (name := keeper.current.get(one.report.id)) is not None:
                    self._here.seen.current[one.report.id] = name
                    self._here.records.remember(name, one)
            return kept

    def reports(self) -> Iterator[str]:
        """The ids of all reports that have a record, sorted."""
        one = tables.reports.c
        last = None
        while True:
            asked = select(one.id).where(one.record.is_not(None)).order_by(one.id).limit(_PAGE)
            if last is not None:
                asked = asked.where(one.id > last)
            with self.reading() as connection:
                page = connection.execute(asked).scalars().all()
            yield from page
            if len(page) < _PAGE:
                return
            last = page[-1]

    def history(self, report: str) -> list[tuple[str, str, Coded]]:
        """Each coding of a report, the first one first: when, the id of its run, and the record."""
        one, kept, run = tables.reports.c, tables.records.c, tables.runs.c
        asked = (
            select(kept.coded_at, run.id, kept.data)
            .join(tables.reports, one.row == kept.report)
            .join(tables.runs, run.row == kept.run)
            .where(one.id == report, one.redacted_at.is_(None), kept.corrected.is_(False))
            .order_by(kept.row)
        )
        with self.reading() as connection:
            found = connection.execute(asked).all()
        return [(moment, run_id, codec.CODED.unpack(data)) for moment, run_id, data in found]

    def runs(self) -> dict[str, tuple[Version, ...]]:
        """The versions that made records, by the ids of their runs, in the order of their first use."""
        asked = select(tables.runs.c.id, tables.runs.c.versions).order_by(tables.runs.c.row)
        with self.reading() as connection:
            found = connection.execute(asked).all()
        return {id_: codec.VERSIONS.decode(versions.encode()) for id_, versions in found}

    def erase(self, report: str) -> bool:
        """Empty a report and every coding of it, and leave its tombstone; whether it was there with text.

        What is computed over reports is not touched: `Base` and who keeps its views take it out of them.
        """
        one, kept = tables.reports.c, tables.records.c
        with self.writing() as connection:
            asked = select(one.row).where(one.id == report, one.redacted_at.is_(None))
            row = connection.execute(asked).scalar()
            if row is None:
                return False
            search.forget(connection, [row])
            empty(connection, [row])
            nothing = dict.fromkeys(("title", "outlet", "url", "guid", "revises", "record", "coding"))
            emptied = {**nothing, "text": "", "text_sha256": "", "redacted_at": self._now()}
            connection.execute(update(tables.reports).where(one.row == row).values(emptied))
            blank = {"data": b"", "sha256": ""}
            connection.execute(update(tables.records).where(kept.report == row).values(blank))
            search.index(connection, [row])  # every report stands in the index, a tombstone with no word
        self._here.forget()
        return True

    def settle(self) -> bool:
        """Move what was written into the main file, so that no other file holds it or what it replaced.

        Whether that was done: not while somebody reads what stood there before.
        """
        if self.engines.is_sqlite and self.engines.writer is not None:
            with self._lock, told(self.engines.at), self.engines.writer.connect() as connection:
                bare = connection.connection.dbapi_connection
                assert bare is not None
                ((busy, *_),) = bare.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
                return not busy
        return True

    # -- the log of persons ----------------------------------------------------------------------

    def log(self) -> Sequence[Decision]:
        with self.reading() as connection:
            return self._here.log.all(connection)

    def now(self) -> str:
        return self._now()

    def append(self, decisions: Sequence[Decision]) -> None:
        with self.writing() as connection:
            self._here.log.append(connection, decisions, self._now())
