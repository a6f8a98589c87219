"""What was read, and what is due: a small file of SQLite of its own.

Time is counted in seconds that were watched: by a clock that never goes back while the process runs, and from
one run to the next by the wall clock within bounds. A wall clock that jumps neither stalls nor floods.
Each change is on the disk before anything follows from it.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from sayso.errors import StoreError
from sayso.fetch import Clock, RealClock
from sayso.watch.listings import Entry
from sayso.watch.rows import COLUMNS, TABLES, At, Item, Listed, SourceRow, item_of

_VERSION = 1
_LONGEST_PAUSE = 7 * 86_400.0  # of time that passed between two runs, however much the wall clock says
# An article that its list calls changed again and again, and that never is: seconds to the next look, doubled
# with each look in vain, for some sites stamp every page with the time of day.
_LOOK = 600.0
_LONGEST_LOOK = 86_400.0
_CAME = "came "  # in `meta`, before the address of a source: when it was read
_TURNS = 5  # articles of each source that are looked at when the next one is chosen


class State:
    """The file; one process at a time has it.

    Args:
        path: Made where it is not there; None keeps it in memory, for one run.
        clock: What time is counted by.
        read_only: Look only; another process may watch with it meanwhile.

    Raises:
        StoreError: it is no such file, of a newer sayso, or another process watches with it.
    """

    def __init__(self, path: Path | None, clock: Clock | None = None, *, read_only: bool = False) -> None:
        self._clock = clock or RealClock()
        self._lock = None if path is None or read_only else _locked(path)
        where = ":memory:" if path is None else str(path)
        try:
            link = f"{path.resolve().as_uri()}?mode=ro" if path is not None and read_only else where
            self._base = sqlite3.connect(link, isolation_level=None, uri=link != where)
            if not read_only:
                self._open()
            self._refuse_newer()
        except sqlite3.Error as error:
            self.close()
            raise StoreError(f"{where}: no state of `sayso watch`: {error}") from None
        self._began = self._clock.monotonic()
        self._before = self._paused()

    def _open(self) -> None:
        (version,) = self._base.execute("pragma user_version").fetchone()
        # One connection alone writes: the mistake of older SQLites with this journal needs two.
        self._base.execute("pragma journal_mode = wal")
        self._base.execute("pragma synchronous = full")
        if version == 0:
            self._base.executescript(f"begin;{TABLES}pragma user_version = {_VERSION};commit;")

    def _refuse_newer(self) -> None:
        (version,) = self._base.execute("pragma user_version").fetchone()
        if version != _VERSION:
            raise sqlite3.DatabaseError(f"it is of version {version}, this sayso knows {_VERSION}")

    def _paused(self) -> float:
        """The time that was watched before, and what passed since, within bounds."""
        kept = dict(self._base.execute("select key, value from meta"))
        since = self._clock.now().timestamp() - kept.get("wall", self._clock.now().timestamp())
        return float(kept.get("watched", 0.0) + min(max(since, 0.0), _LONGEST_PAUSE))

    def close(self) -> None:
        """Close the file, and let others have it."""
        if hasattr(self, "_base"):
            self._base.close()
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def __enter__(self) -> "State":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def now(self) -> float:
        """The seconds watched so far, in this run and before."""
        return self._before + (self._clock.monotonic() - self._began)

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """One change: all of it or nothing, with the time of day."""
        try:
            self._base.execute("begin immediate")
            yield self._base
            rows = [("watched", self.now()), ("wall", self._clock.now().timestamp())]
            self._base.executemany("insert or replace into meta values (?, ?)", rows)
            self._base.execute("commit")
        except sqlite3.Error as error:
            raise StoreError(f"the state of the watch cannot be written: {error}") from error
        finally:
            if self._base.in_transaction:
                self._base.execute("rollback")

    # -- sources -----------------------------------------------------------------------------------

    def register(self, addresses: Iterable[str], *, at_once: bool) -> None:
        """Have these sources and no others be due: new ones now, known ones when they were.

        Args:
            addresses: Of the plan.
            at_once: Known ones are due now, too, but those that are being waited for after a failure.
        """
        with self._writing() as base:
            base.execute("create temp table if not exists plan (address text primary key)")
            base.execute("delete from plan")
            base.executemany("insert or ignore into plan values (?)", [(one,) for one in addresses])
            base.execute(
                "insert into sources (address, due) select address, ? from plan where true"
                " on conflict do update set due = coalesce(due, excluded.due)",
                (self.now(),),
            )
            base.execute(
                "update sources set due = null"
                " where parent is null and address not in (select address from plan)"
            )
            if at_once:
                base.execute(
                    "update sources set due = ? where fails = 0 and parent is null and due is not null",
                    (self.now(),),
                )

    def source(self, address: str) -> SourceRow | None:
        """What is known of a source."""
        row = self._base.execute("select * from sources where address = ?", (address,)).fetchone()
        return None if row is None else SourceRow(*row)

    def sources(self) -> list[SourceRow]:
        """All sources that were ever watched, by address."""
        return [SourceRow(*row) for row in self._base.execute("select * from sources order by address")]

    def came(self, row: SourceRow, due: float | None) -> None:
        """A source was read; `row` holds what it said."""
        with self._writing() as base:
            base.execute(
                "update sources set kind = ?, etag = ?, modified = ?, digest = ?, due = ?, fails = 0,"
                " told = null, readings = readings + 1 where address = ?",
                (row.kind, row.etag, row.modified, row.digest, due, row.address),
            )
            if row.parent is None:
                now = self._clock.now().timestamp()
                base.execute("insert or replace into meta values (?, ?)", (f"{_CAME}{row.address}", now))

    def last_read(self) -> dict[str, float]:
        """When each source was read last without a failure, by the wall clock (seconds since 1970)."""
        rows = self._base.execute("select key, value from meta where key like ?", (f"{_CAME}%",))
        return {key.removeprefix(_CAME): value for key, value in rows}

    def broke(self, address: str, why: str, due: float) -> None:
        """A source could not be read."""
        with self._writing() as base:
            base.execute(
                "update sources set fails = fails + 1, told = ?, due = ? where address = ?",
                (why, due, address),
            )

    def maps(self, parent: str, listed: Sequence[Entry]) -> None:
        """The sitemaps that an index lists: due where they are new, changed, or say nothing of changes."""
        with self._writing() as base:
            for one in listed:
                base.execute(
                    "insert into sources (address, parent, mark, due) values (?, ?, ?, ?)"
                    " on conflict (address) do update set mark = excluded.mark, due = excluded.due"
                    " where parent is not null and fails = 0"
                    " and (mark <> excluded.mark or excluded.mark = '')",
                    (one.address, parent, one.mark, self.now()),
                )

    # -- items -------------------------------------------------------------------------------------

    def listed(self, source: str, entries: Iterable[Entry], *, most: int, first: bool) -> Listed:
        """Take in what a source lists: what is new is due now, what changed is due again.

        Args:
            source: Which source.
            entries: With addresses in one form; the newest first.
            most: Of a source's articles at most so many stand there unread.
            first: It is the first reading: what is beyond `most` is passed over, and not left waiting.
        """
        new = changed = waiting = passed = 0
        with self._writing() as base:
            unread = "select count(*) from items where source = ? and state = ?"
            room = most - int(base.execute(unread, (source, At.NEW)).fetchone()[0])
            for one in entries:
                item = self._known(source, one)
                if item is not None:
                    changed += self._told_again(base, source, item, one)
                elif new < room or first:
                    taken = new < room
                    new, passed = new + taken, passed + (not taken)
                    base.execute(
                        "insert into items (address, source, guid, title, published, mark, state, due)"
                        " values (?, ?, ?, ?, ?, ?, ?, ?)",
                        (
                            *(one.address, source, one.guid, one.title, one.published, one.mark),
                            *((At.NEW, self.now()) if taken else (At.PASSED, None)),
                        ),
                    )
                else:
                    waiting += 1
        return Listed(new, changed, waiting, passed)

    def _told_again(self, base: sqlite3.Connection, source: str, item: Item, one: Entry) -> int:
        """Take in an entry that is known: 1 where it is due for it. Only its own source says what changed."""
        if item.source == source:
            return self._changed(base, item, one)
        base.execute(  # unless that one is watched no more
            "update items set source = ? where number = ? and source not in"
            " (select address from sources where due is not null)",
            (source, item.number),
        )
        return 0

    def _known(self, source: str, one: Entry) -> Item | None:
        """The article of an entry: by its address, or by the guid that its source gives it."""
        found = self.item(one.address)
        if found is None and one.guid is not None:
            row = self._base.execute(
                "select * from items where source = ? and guid = ?", (source, one.guid)
            ).fetchone()
            found = None if row is None else item_of(row)
        return found

    def _changed(self, base: sqlite3.Connection, item: Item, one: Entry) -> int:
        if item.mark == one.mark:
            return 0
        base.execute("update items set mark = ? where number = ?", (one.mark, item.number))
        if item.state not in (At.READ, At.WITHDRAWN, At.FAILED, At.LEFT):
            return 0
        wait = min(_LOOK * 2.0 ** min(item.same, 20), _LONGEST_LOOK) if item.same else 0.0
        due = max(self.now(), (item.visited or 0.0) + wait)
        due = due if item.due is None else min(due, item.due)
        base.execute("update items set due = ?, tries = 0 where number = ?", (due, item.number))
        return 1

    def item(self, address: str) -> Item | None:
        """What is known of an article."""
        row = self._base.execute("select * from items where address = ?", (address,)).fetchone()
        return None if row is None else item_of(row)

    def look_again(self, address: str) -> Item | None:
        """Have an article be due now; it as it is then."""
        with self._writing() as base:
            base.execute("update items set due = ?, tries = 0 where address = ?", (self.now(), address))
        return self.item(address)

    def due(self) -> list[Item]:
        """The articles that are due, the longest waiting first; a few of each source that is watched."""
        rows = self._base.execute(
            f"select {COLUMNS} from"
            " (select *, row_number() over (partition by source order by due, number) as turn from items"
            " where due <= ? and source in (select address from sources where due is not null))"
            " where turn <= ? order by due, number",
            (self.now(), _TURNS),
        )
        return list(map(item_of, rows))

    def due_sources(self) -> list[SourceRow]:
        """The sources that are due, the longest waiting first."""
        rows = self._base.execute("select * from sources where due <= ? order by due, address", (self.now(),))
        return [SourceRow(*row) for row in rows]

    def next_due(self, sources: Iterable[str]) -> float | None:
        """When the next source of these or the next article is due; None for never."""
        named = set(sources)
        rows = self._base.execute("select address, parent, due from sources where due is not null")
        times = [due for address, parent, due in rows if (parent or address) in named]
        (item,) = self._base.execute(
            "select min(due) from items where source in (select address from sources where due is not null)"
        ).fetchone()
        times += [] if item is None else [item]
        return min(times, default=None)

    def write(self, item: Item) -> None:
        """Keep what became of an article."""
        with self._writing() as base:
            base.execute(
                "update items set state = ?, due = ?, tries = ?, same = ?, gone = ?, first = ?, visited = ?,"
                " etag = ?, modified = ?, digest = ?, report = ?, why = ? where number = ?",
                (
                    *(item.state, item.due, item.tries, item.same, item.gone, item.first, item.visited),
                    *(item.etag, item.modified, item.digest, item.report, item.why, item.number),
                ),
            )

    def alias(self, address: str, item: Item) -> bool:
        """Note that an article stands at another address, too; False where that one is known by itself."""
        known = self.item(address)
        if known is not None:
            return known.state is At.SAME and known.report == item.address
        with self._writing() as base:
            base.execute(
                "insert into items (address, source, mark, state, report) values (?, ?, '', ?, ?)",
                (address, item.source, At.SAME, item.address),
            )
        return True

    def count(self) -> dict[str, dict[str, int]]:
        """How many articles of each source are how far."""
        found: dict[str, dict[str, int]] = {}
        rows = self._base.execute("select source, state, count(*) from items group by source, state")
        for source, state, number in rows:
            found.setdefault(source, {})[state] = number
        return found

    def at(self, state: At) -> Iterator[Item]:
        """The articles that are so far, in the order in which they were listed."""
        rows = self._base.execute("select * from items where state = ? order by number", (state,))
        return map(item_of, rows.fetchall())


def _locked(path: Path) -> IO[str] | None:
    """Have the file for this process alone; where the system has no such locks, that cannot be seen to."""
    try:
        import fcntl
    except ImportError:
        return None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = path.with_name(f"{path.name}.lock").open("w")
    except OSError as error:
        raise StoreError(f"{path}: cannot be written: {error.strerror}") from None
    try:
        fcntl.flock(lock.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        lock.close()
        raise StoreError(f"{path}: another `sayso watch` is at work with it; stop that one first") from None
    return lock
