"""The names of parties and places: each as the last record had it that was written and names it."""

from collections.abc import Generator, Iterator
from contextlib import closing
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Table, select

from sayso.store.sql import codec, comparing, tables
from sayso.store.sql.comparing import differing, rows_of
from sayso.store.sql.spreading import Admin1, spread

_AT_ONCE = 500
_MANY = 10_000  # rows that are looked for in earlier codings


class _Uncounted:
    """Numbers for rows that nobody writes."""

    def next(self, _table: Table) -> int:
        return 0


def compared(stands: Connection, should: Connection, table: Table, admin1: Admin1) -> Iterator[str]:
    """What stands of parties or places that no record tells, earlier codings included.

    A name stays when a report is coded anew without it, until a rebuild.

    Args:
        stands: Of the base.
        should: Of one that was made anew.
        table: `parties` or `places`.
        admin1: The name of the first-order area of a place.
    """
    found = list(islice(differing(rows_of(stands, table), rows_of(should, table)), _MANY))
    if not any(one.stands is not None for one in found):
        yield from comparing.told(found)
        return
    asked = {one.stands for one in found if one.stands is not None}
    with closing(_every(stands, table, admin1)) as every:
        for row in every:
            asked.discard(row)
            if not asked:
                break
    yield from comparing.told(one for one in found if one.stands is None or one.stands in asked)


def _every(connection: Connection, table: Table, admin1: Admin1) -> Generator[tuple[Any, ...], None, None]:
    """The rows that all codings of all reports have told."""
    kept = tables.records.c
    asked = select(kept.data).where(kept.sha256 != "").execution_options(yield_per=_AT_ONCE)
    with closing(connection.execute(asked).scalars()) as every:
        for data in every:
            for row in spread(codec.CODED.unpack(data), 0, _Uncounted(), admin1)[table]:
                yield tuple(row[name] for name in table.c.keys())  # noqa: SIM118  # columns, no mapping
