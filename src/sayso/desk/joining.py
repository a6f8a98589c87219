"""A base over a store: what is given and all that follows from it are written in one transaction."""

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sayso.base import Changed
from sayso.base.wired import ShippedBase
from sayso.store import MemoryStore, Store
from sayso.store.interface import Progress, silent
from sayso.store.sql import changes, computed
from sayso.store.sql.computed import Worked
from sayso.store.sql.rows import pieces
from sayso.store.sql.spreading import Admin1
from sayso.store.sql.sqlstore import SqlStore

_AT_ONCE = 500  # incidents that are made and written together where all are


@dataclass(slots=True)
class Step:
    """One transaction: `incidents` are, when it is over, the ids of those that may have changed by it.

    `reports` are those of each of them.
    `reasons` is the number of reasons of persons in which words were erased.
    """

    base: ShippedBase
    connection: Any
    admin1: Admin1
    incidents: tuple[str, ...] = ()
    reports: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    reasons: int = 0
    rows: frozenset[int] = frozenset()  # of all incidents that may have changed


class Joining:
    """Keeps a base and the tables of a store in step.

    The base remembers what it worked out: where another process has written since, it is made anew.

    Args:
        store: Where all is kept.
        make: Makes a base over a store.
        admin1: The name of the first-order area of a place.
    """

    def __init__(self, store: SqlStore, make: Callable[[Store], ShippedBase], admin1: Admin1) -> None:
        self._store = store
        self._make = make
        self.admin1 = admin1
        self._lock = threading.RLock()
        self._base: ShippedBase | None = None
        self._seen = -1

    @contextmanager
    def writing(self) -> Iterator[Step]:
        """A base that may be changed; after an error nothing was."""
        with self._lock:
            done = False
            try:
                with self._store.writing() as connection:
                    step = Step(self._current(connection), connection, self.admin1)
                    step.base.wrote = False
                    yield step
                    step.incidents = self._settle(step)
                    if self._seen == 0:  # nothing was there that others have worked out
                        computed.sign(connection, step.base.author)
                    self._seen = computed.advance(connection, changed=step.rows)
                done = True
            finally:
                if not done and self._base is not None and self._base.wrote:
                    self._base = None  # what it remembers was not written

    @contextmanager
    def by(self, make: Callable[[Store], ShippedBase]) -> Iterator[None]:
        """For a while, another makes the bases: one that says the same."""
        with self._lock:
            before, self._make, self._base = self._make, make, None
        try:
            yield
        finally:
            with self._lock:
                self._make, self._base = before, None

    @contextmanager
    def reading(self) -> Iterator[ShippedBase]:
        """A base that is only asked."""
        with self._lock, self._store.reading() as connection:
            yield self._current(connection)

    def rebuild(
        self,
        store: SqlStore,
        fill: Callable[[ShippedBase], None],
        connection: Any,
        progress: Progress = silent,
    ) -> int:
        """Work everything out anew with a base over an emptied store that `fill` gives all reports.

        Returns:
            The number of incidents.
        """
        with self._lock:
            self._base = None
            base = self._make(store)
            fill(base)
            changed, made = base.changed(), 0
            for ids in self._write_all(base, changed, connection):
                made += len(ids)
                progress("incidents written", made, len(changed.incidents))
            computed.sign(connection, base.author)
            computed.advance(connection)
            return made

    @contextmanager
    def replacing(self) -> Iterator[None]:
        """Nobody else asks or changes the base, which is made anew when it is next asked for."""
        with self._lock:
            self._base = None
            try:
                yield
            finally:
                self._base = None

    def author(self) -> str:
        """The name under which what is computed is worked out."""
        return self._make(MemoryStore()).author

    def over(self, store: SqlStore, admin1: Admin1 | None = None) -> "Joining":
        """The same over another store, and by other provinces where these are given."""
        return Joining(store, self._make, admin1 or self.admin1)

    def forget(self) -> None:
        """Make the base anew when it is next asked for."""
        with self._lock:
            self._base = None

    def _current(self, connection: Any) -> ShippedBase:
        there = changes.generation(connection)
        if self._base is None or there != self._seen:
            self._base, self._seen = self._make(self._store), there
        return self._base

    def _settle(self, step: Step) -> tuple[str, ...]:
        changed = step.base.changed()
        records = [step.base.record(members, self.admin1) for members in changed.incidents]
        worked = Worked(records, changed.gone, *_of_reports(step.base, changed.reports))
        step.rows = frozenset(computed.write(step.connection, worked))
        step.reports = {one.incident.id: one.incident.reports for one in records}
        return tuple(step.reports)

    def _write_all(self, base: ShippedBase, changed: Changed, connection: Any) -> Iterator[tuple[str, ...]]:
        """Everything, some at a time: of a large base not all fits into memory at once."""
        for at in range(0, len(changed.incidents), _AT_ONCE):
            some = changed.incidents[at : at + _AT_ONCE]
            records = [base.record(members, self.admin1) for members in some]
            computed.write(connection, Worked(records))
            yield tuple(one.incident.id for one in records)
        for reports in pieces(changed.reports, _AT_ONCE):
            computed.write(connection, Worked((), (), *_of_reports(base, reports)))


def _of_reports(base: ShippedBase, reports: Sequence[str]) -> tuple[Any, Any]:
    """The families of reports, and all pairs of versions that one of them is in."""
    families = {report: base.family(report) for report in reports}
    versions = {(one.earlier, one.later): one for report in reports for one in base.versions(report)}
    return families, [versions[at] for at in sorted(versions)]
