"""Which incidents have changed since: kept in `meta` by the writer, for the last few hundred writings.

What was asked of incidents before stands as long as none of those that were found has changed, and none that
has changed fits now. A writing of which nothing is known (by an older sayso, or of everything) has changed
all.
"""

import json
from array import array
from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, func, select, text

from sayso.model.filters import Filters
from sayso.store.sql import tables
from sayso.store.sql.conditions import of_each, one_of
from sayso.store.sql.prepared import Prepared, PreparedIn

GENERATION = "generation"
_KEPT = 256  # writings
_MOST = 200  # incidents of one writing: of more, all are said to have changed
_META = tables.meta.c
VALUE = Prepared(select(_META.value).where(_META.name == bindparam("name_")))
_TOLD = PreparedIn(lambda names: select(_META.name, _META.value).where(_META.name.in_(names)))
TELL = Prepared(
    text(
        "INSERT INTO meta (name, value) VALUES (:name, :value) "
        "ON CONFLICT (name) DO UPDATE SET value = excluded.value"
    )
)
_REPORT, _RECORD = tables.reports.c, tables.records.c
_LAST_REPORT = Prepared(select(func.max(_REPORT.row)))
_LAST_RECORD = Prepared(select(func.max(_RECORD.row)))
_OF_IT = _REPORT.outlet == bindparam("outlet_")
_NEW_REPORTS = Prepared(select(_REPORT.row).where(_REPORT.row > bindparam("report_"), _OF_IT))
_NEW_RECORDS = Prepared(
    select(_RECORD.row)
    .join(tables.reports, _REPORT.row == _RECORD.report)
    .where(_RECORD.row > bindparam("record_"), _OF_IT)
)
_ERASED = Prepared(select(func.max(tables.redactions.c.row)))


def generation(connection: Connection) -> int:
    """How often what is computed was written: another number means that somebody wrote."""
    found = VALUE.first(connection, name_=GENERATION)
    return int(found[0]) if found else 0


def tell(connection: Connection, number: int, changed: Collection[int] | None) -> None:
    """Say what the writing of a generation has changed, by rows of incidents; None: nobody knows."""
    TELL.run(connection, name=GENERATION, value=str(number))
    rows = None if changed is None or len(changed) > _MOST else sorted(changed)
    TELL.run(connection, name=_slot(number), value=json.dumps([number, rows]))


def since(connection: Connection, number: int) -> set[int] | None:
    """The incidents that have changed since a generation, by row; None where nobody knows."""
    now = generation(connection)
    if now == number:
        return set()
    if not number < now <= number + _KEPT:
        return None
    wanted = range(number + 1, now + 1)
    told: dict[int, list[int] | None] = dict(
        json.loads(one) for _, one in _TOLD.all(connection, [*map(_slot, wanted)])
    )
    found = set[int]()
    for each in wanted:
        rows = told.get(each)
        if rows is None:
            return None
        found.update(rows)
    return found


def _slot(number: int) -> str:
    return f"changed {number % _KEPT}"


@dataclass(frozen=True, slots=True)
class Standing:
    """What was asked of incidents at a generation, so that it can be told whether it stands.

    `rows` are all that was found, in order: 8 bytes each, where a set of them took 80. Words are ranked by
    all reports: no answer to them stands.
    """

    asked: Filters
    rows: "array[int]"
    number: int
    erased: int | None

    @property
    def size(self) -> int:
        """Bytes that it takes."""
        return self.rows.itemsize * len(self.rows)

    def _has(self, row: int) -> bool:
        at = bisect_left(self.rows, row)
        return at < len(self.rows) and self.rows[at] == row

    def __call__(self, connection: Connection) -> bool:
        """Whether none of what was found has changed, and none that has changed is asked for now."""
        changed = since(connection, self.number)
        if changed is None or erased(connection) != self.erased:
            return False
        if any(map(self._has, changed)):
            return False
        dialect = connection.dialect.name
        fitting = select(tables.incidents.c.row).where(
            one_of(tables.incidents.c.row, sorted(changed), dialect), *of_each(self.asked, dialect)
        )
        return not changed or connection.execute(fitting.limit(1)).first() is None


def standing(connection: Connection, asked: Filters, rows: Sequence[int]) -> Standing | None:
    """By what to tell later whether these are still all incidents that are asked for, unchanged."""
    if asked.text is not None:
        return None
    return Standing(asked, array("q", sorted(set(rows))), generation(connection), erased(connection))


@dataclass(frozen=True, slots=True)
class OfOutlet:
    """What was asked of the reports of an outlet, when `report` and `record` were the last of the base."""

    outlet: str
    report: int
    record: int
    number: int
    erased: int | None

    def __call__(self, connection: Connection) -> bool:
        """Whether no report of it came, or was coded or corrected anew; nothing was erased or rebuilt."""
        if since(connection, self.number) is None or erased(connection) != self.erased:
            return False
        came = _NEW_REPORTS.all(connection, outlet_=self.outlet, report_=self.report)
        return not (came or _NEW_RECORDS.all(connection, outlet_=self.outlet, record_=self.record))


def of_outlet(connection: Connection, outlet: str) -> OfOutlet:
    """By what to tell later whether what was asked of the reports of an outlet stands."""
    report, record = (last.first(connection)[0] or 0 for last in (_LAST_REPORT, _LAST_RECORD))
    return OfOutlet(outlet, report, record, generation(connection), erased(connection))


def erased(connection: Connection) -> int | None:
    """The last time that something was erased from the base; None where nothing was."""
    found: int | None = _ERASED.first(connection)[0]
    return found
