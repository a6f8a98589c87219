"""What incidents are counted by, remembered between questions: most of counting a list was reading it.

Of an incident its values are one tuple of short texts, which many share. They are asked for of a generation
(see `changes`): what has changed since is read anew before anybody gets it.
"""

import json
import threading
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Engine, String, cast, func, select, type_coerce

from sayso.store.sql import changes
from sayso.store.sql.conditions import one_of
from sayso.store.sql.counting import said
from sayso.store.sql.tables import incidents

Values = tuple[str, ...]  # the month, "" where no day is known; then "field=value" each
_MOST = 150_000  # incidents that are remembered: some 25 MB
_STEP = 5_000  # incidents that are read at a time
_FLAGS = ("disputed", "unsure")
_COLUMNS = ("country", "type", "grade", "disputed", "modality", "admin1", "state", "unsure")
_AS_IT_IS = String()  # as the driver gives it: making true and false of each costs as much as reading it


class Remembered:
    """Values of incidents of one base, for all threads that read it by one engine.

    Args:
        engine: That of readers. By another nothing is remembered: a writer sees what nobody else may.
        most: So many incidents at a time; of more all are forgotten.
    """

    def __init__(self, engine: Engine, most: int = _MOST) -> None:
        self._engine, self._most = engine, most
        self._there: dict[int, Values] = {}
        self._shared: dict[str, str] = {}
        self._at: object = None
        self._lock = threading.Lock()

    def of(self, connection: Connection, rows: Sequence[int]) -> list[Values]:
        """See `read`."""
        if connection.engine is not self._engine:
            return read(connection, rows)
        at = changes.generation(connection), changes.erased(connection)
        with self._lock:
            there = self._there if self._reached(connection, at) else {}
            found = {row: there.get(row) for row in rows}
        missing = [row for row, one in found.items() if one is None]
        made = dict(zip(missing, read(connection, missing), strict=True))
        with self._lock:
            if made and self._at == at:
                self._keep(made)
        return [found[row] or made[row] for row in rows]

    def fill(self, connection: Connection) -> None:
        """Remember as many as may be, those that came last: 14 microseconds each, before anybody waits."""
        last = select(incidents.c.row).order_by(incidents.c.row.desc()).limit(self._most)
        rows = list(connection.scalars(last))
        for at in range(0, len(rows), _STEP):
            self.of(connection, rows[at : at + _STEP])

    def _reached(self, connection: Connection, at: tuple[int, int | None]) -> bool:
        """Whether what is remembered is of this state of the base, after what has changed was forgotten."""
        if self._at == at:
            return True
        if isinstance(self._at, tuple) and at[0] < self._at[0]:
            return False  # a view of the base that began before what others have read already
        same = isinstance(self._at, tuple) and self._at[1] == at[1]
        changed = changes.since(connection, self._at[0]) if same else None  # type: ignore[index]  # is a tuple
        if changed is None:
            self._forget()
        else:
            for row in changed:
                self._there.pop(row, None)
        self._at = at
        return True

    def _forget(self) -> None:
        self._there.clear()
        self._shared.clear()

    def _keep(self, read: dict[int, Values]) -> None:
        if len(self._there) + len(read) > self._most:
            self._forget()
        share = self._shared.setdefault
        for row, values in read.items():
            self._there[row] = tuple([share(one, one) for one in values])


def read(connection: Connection, rows: Sequence[int]) -> list[Values]:
    """The values of incidents, by their rows and in their order, as the base has them.

    Raises:
        KeyError: an incident is not there.
    """
    found = _read(connection, rows) if rows else {}
    return [found[row] for row in rows]


def _read(connection: Connection, rows: Sequence[int]) -> dict[int, Values]:
    month = func.substr(cast(incidents.c.first_day, String), 1, 7)
    columns = [type_coerce(incidents.c[name], _AS_IT_IS) for name in _COLUMNS]
    asked = select(incidents.c.row, month, incidents.c.facets, *columns)
    some = asked.where(one_of(incidents.c.row, rows, connection.dialect.name))
    return {row: _values(*each) for row, *each in connection.execute(some).all()}


def _values(month: str | None, several: str, *columns: Any) -> Values:
    """`several` are pairs of a field and a value, as JSON."""
    own = [
        f"{name}={said(bool(value) if name in _FLAGS else value)}"
        for name, value in zip(_COLUMNS, columns, strict=True)
        if value is not None
    ]
    return (month or "", *own, *(f"{field}={value}" for field, value in json.loads(several)))


def counted(values: Iterable[Values]) -> dict[str, Counter[str]]:
    """How many incidents have each value of each field; months and years are among the fields."""
    every = list(values)
    made: dict[str, Counter[str]] = {name: Counter() for name in ("month", "year")}
    for month, number in Counter(map(itemgetter(0), every)).items():
        if month:
            made["month"][month] += number
            made["year"][month[:4]] += number
    for said_, number in Counter(chain.from_iterable(one[1:] for one in every)).items():
        field, _, value = said_.partition("=")
        made.setdefault(field, Counter())[value] += number
    return made


def latest(rows: Sequence[int], values: Sequence[Values], number: int) -> Sequence[int]:
    """Some of the incidents: at least so many of those with the latest months, or all.

    Those without a day are left out where there are enough with one.
    """
    by_month: dict[str, list[int]] = {}
    for row, one in zip(rows, values, strict=True):
        by_month.setdefault(one[0], []).append(row)
    found = list[int]()
    for month in sorted(by_month, reverse=True):
        if month:
            found += by_month[month]
        if len(found) >= number:
            return found
    return rows
