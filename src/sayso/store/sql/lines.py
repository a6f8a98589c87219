"""Lines of outlets, as rows."""

from collections.abc import Sequence

from sqlalchemy import Connection, Integer, bindparam, delete, select, text

from sayso.store.keys import line_key
from sayso.store.sql import tables
from sayso.store.sql.prepared import Prepared
from sayso.store.sql.shelves import signed_key

_REMEMBERED = 4096
_CARRIED = tables.carried.c
_CARRY = Prepared(
    text(
        "INSERT INTO carried (line, report, day) VALUES (:line, :report, :day) "
        "ON CONFLICT (line, report) DO UPDATE SET day = excluded.day"
    )
)
_LAY_DOWN = Prepared(
    delete(tables.carried).where(_CARRIED.line == bindparam("line_"), _CARRIED.report == bindparam("report_"))
)
_CARRIERS = Prepared(
    select(_CARRIED.report, _CARRIED.day)
    .where(_CARRIED.line == bindparam("line_"))
    .order_by(_CARRIED.report)
    .limit(bindparam("most", type_=Integer))
)


class Lines:
    """Lines of outlets, and the reports that carry them; remembered until `forget`."""

    def __init__(self) -> None:
        self._read: dict[int, dict[int, Sequence[tuple[str, str]]]] = {}

    def forget(self) -> None:
        """Look them up anew: others may have written, or what was written was taken back."""
        self._read.clear()

    def carry(self, to: Connection, outlet: str, line: str, report: str, day: str) -> None:
        at = signed_key(line_key(outlet, line))
        _CARRY.run(to, line=at, report=report, day=day)
        for most, there in self._read.get(at, {}).items():
            self._read[at][most] = sorted({**dict(there), report: day}.items())[:most]

    def lay_down(self, to: Connection, outlet: str, line: str, report: str) -> None:
        at = signed_key(line_key(outlet, line))
        _LAY_DOWN.run(to, line_=at, report_=report)
        self._read.pop(at, None)

    def carriers(self, of: Connection, outlet: str, line: str, most: int) -> Sequence[tuple[str, str]]:
        at = signed_key(line_key(outlet, line))
        read = self._read.setdefault(at, {})
        if most not in read:
            if len(self._read) > _REMEMBERED:
                self._read.clear()
                read = self._read.setdefault(at, {})
            read[most] = [(report, day) for report, day in _CARRIERS.all(of, line_=at, most=most)]
        return read[most]
