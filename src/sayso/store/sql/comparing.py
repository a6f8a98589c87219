"""Two bases held against each other, table by table and row by row: what stands in the one, and what should.

Rows of both are read in one order, that of what they are called, and compared as they come: of a large base
nothing is held in memory. Numbers of rows are not compared, for a rebuild may give others: where a row refers
to another, what that one is called is compared. Days are ISO text and flags 1 and 0, so that what no column
should hold is told and not an error.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    FromClause,
    Integer,
    Select,
    String,
    Table,
    cast,
    func,
    select,
    type_coerce,
)
from sqlalchemy.exc import DBAPIError

from sayso.errors import StoreError
from sayso.store.sql import codec, tables
from sayso.store.sql.columns import Day, Flag

Values = tuple[Any, ...]

MOST = 20  # rows of one table that are told; of the others how many there are
_LENGTH = 80  # characters of one value that are told
_AT_ONCE = 2_000
# What the base alone knows (moments), and numbers of rows that no foreign key says to be such.
_LEFT_OUT = {"reports": {"record", "coding", "added_at", "redacted_at"}}
# By what rows are called that have neither an id nor a key of words.
_CALLED = {"revisions": ("earlier", "later")}
# References that the databases are not asked to look after.
_REFERS: dict[str, Column[Any]] = {"spans.report": tables.reports.c.row}
# Where the last record that names one stands, also when that record is coded anew without it: see `names`.
NAMES = (tables.parties, tables.places)
# Everything that is made of records and decisions.
MADE: tuple[Table, ...] = (
    tables.reports,
    tables.captures,
    tables.private_names,
    tables.events,
    tables.event_parties,
    tables.event_sides,
    tables.event_weapons,
    tables.event_tolls,
    tables.statements,
    tables.claims,
    tables.spans,
    tables.incidents,
    tables.memberships,
    tables.incident_decisions,
    tables.disputes,
    tables.dispute_claims,
    tables.copies,
    tables.revisions,
    tables.links,
    tables.placed,
    tables.shelves,
    tables.carried,
    tables.facets,
)


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a table: their columns, of which the first `key` say what a row is called."""

    table: str
    names: tuple[str, ...]
    key: int
    rows: Iterable[Values]


@dataclass(frozen=True, slots=True)
class Differing:
    """One row: as it stands, as it should; None: not at all."""

    table: str
    names: tuple[str, ...]
    key: int
    stands: Values | None
    should: Values | None

    def __str__(self) -> str:
        called = (self.stands or self.should or ())[: self.key]
        row = f"{self.table}, row {' '.join(map(_part, called))}"
        if self.stands is None or self.should is None:
            values = (self.stands or self.should or ())[self.key :]
            more = [
                f"{name} {_told(value)}" for name, value in zip(self.names[self.key :], values, strict=True)
            ]
            held = f" ({', '.join(more[:6])})" if more else ""
            verb = (
                "should stand there, and does not" if self.stands is None else "stands there, and should not"
            )
            return f"{row}: {verb}{held}"
        parts = [
            f"{name}{_difference(one, other)}"
            for name, one, other in zip(self.names, self.stands, self.should, strict=True)
            if not _same(one, other)
        ]
        return f"{row}: {'; '.join(parts)}"


def rows_of(connection: Connection, table: Table) -> Rows:
    """The rows of a table in the order of what they are called."""
    names, key, asked = _asked(table, connection.dialect.name)
    found = connection.execute(asked.execution_options(yield_per=_AT_ONCE))
    return Rows(table.name, names, key, map(tuple, found))


def differing(stands: Rows, should: Rows) -> Iterator[Differing]:
    """The rows that are not in both, or not alike."""
    key = stands.key
    one, other = iter(stands.rows), iter(should.rows)
    left, right = next(one, None), next(other, None)
    while left is not None or right is not None:
        order = _order(left, right, key)
        if order < 0:
            yield Differing(stands.table, stands.names, key, left, None)
        elif order > 0:
            yield Differing(stands.table, stands.names, key, None, right)
        elif left is not None and right is not None and not all(map(_same, left, right)):
            yield Differing(stands.table, stands.names, key, left, right)
        left = next(one, None) if order <= 0 else left
        right = next(other, None) if order >= 0 else right


def told(found: Iterable[Differing]) -> Iterator[str]:
    """The first of them in words, and how many more there are."""
    number, table = 0, ""
    for number, one in enumerate(found, start=1):
        table = one.table
        if number <= MOST:
            yield str(one)
    if number > MOST:
        yield f"{table}: {number - MOST} more rows are not as they should be"


def compared(stands: Connection, should: Connection, table: Table) -> Iterator[str]:
    """What of one table is not as it should be, in words."""
    try:
        yield from told(differing(rows_of(stands, table), rows_of(should, table)))
    except (DBAPIError, StoreError, ValueError) as error:
        yield f"{table.name} cannot be read: {str(getattr(error, 'orig', error)).strip()}"


# -- what is asked ---------------------------------------------------------------------------------


def _asked(table: Table, dialect: str) -> tuple[tuple[str, ...], int, Select[Any]]:
    """The names of what is compared, how many of them say what a row is called, and the question."""
    left_out = {"row", *_LEFT_OUT.get(table.name, ())}
    keys = _CALLED.get(table.name) or (("id",) if "id" in table.c else table.primary_key.columns.keys())
    columns = [one for one in table.c if one.name not in left_out]
    source: FromClause = table
    parts: dict[str, list[ColumnElement[Any]]] = {}
    for column in columns:
        parts[column.name], source = _called(source, column, dialect)
    called = [name for name in parts if name in keys] or list(parts)
    order = [*called, *(name for name in parts if name not in called)]
    names = tuple(name for name in order for _ in parts[name])
    key = sum(len(parts[name]) for name in called)
    values = [value for name in order for value in parts[name]]
    asked = select(*(value.label(f"c{at}") for at, value in enumerate(values))).select_from(source)
    return names, key, asked.order_by(*(value.nulls_first() for value in values[:key]))


def _called(
    source: FromClause, column: Column[Any], dialect: str
) -> tuple[list[ColumnElement[Any]], FromClause]:
    """A value, or what the row is called that it refers to, and what is to be read for it."""
    keys = (key.column for key in column.foreign_keys if key.column.name == "row")
    there = _REFERS.get(f"{column.table.name}.{column.name}", next(keys, None))
    if there is None:
        return [_plain(column, dialect)], source
    other = there.table.alias()
    source = source.outerjoin(other, other.c.row == column)
    if "id" in other.c:
        return [other.c.id], source
    found: list[ColumnElement[Any]] = []
    for name, one in zip(there.table.c.keys(), there.table.c, strict=True):
        if name != "row":
            own: Any = other.c[name]
            if one.foreign_keys:
                (deeper,) = (key.column.table.alias() for key in one.foreign_keys)
                source = source.outerjoin(deeper, deeper.c.row == own)
                own = deeper.c.id
            found.append(own)
    return found, source


def _plain(column: Column[Any], dialect: str) -> ColumnElement[Any]:
    """A value as both databases give it, whatever it is."""
    if column.type is Day:
        return func.to_char(column, "YYYY-MM-DD") if dialect == "postgresql" else type_coerce(column, String)
    if column.type is Flag:
        return cast(column, Integer) if dialect == "postgresql" else type_coerce(column, Integer)
    return column


# -- how values differ -----------------------------------------------------------------------------


def _order(left: Values | None, right: Values | None, key: int) -> int:
    """Which comes first: below 0 the left one; nothing comes last."""
    if left is None or right is None:
        return (left is None) - (right is None)
    for one, other in zip(left[:key], right[:key], strict=True):
        if one != other:
            if one is None or other is None:
                return -1 if one is None else 1
            return -1 if one < other else 1
    return 0


def _same(one: Any, other: Any) -> bool:
    if one == other:
        return True
    if isinstance(one, bytes) and isinstance(other, bytes):
        read = _json(one), _json(other)  # other versions of zlib pack alike things otherwise
        return None not in read and read[0] == read[1]
    return False


def _json(data: bytes) -> bytes | None:
    try:
        return codec.unpacked(data)
    except StoreError:
        return None


def _difference(one: Any, other: Any) -> str:
    if isinstance(one, bytes) and isinstance(other, bytes):
        read = _json(one), _json(other)
        if read[0] is None or read[1] is None:
            return f" is {one[:12].hex()}... ({len(one)} bytes), should be {other[:12].hex()}..."
        return _within(json.loads(read[0]), json.loads(read[1]))
    if isinstance(one, str) and isinstance(other, str) and max(len(one), len(other)) > _LENGTH:
        at = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), 0)
        start = max(0, at - 20)
        return f" from character {start} is {_told(one[start:])}, should be {_told(other[start:])}"
    return f" is {_told(one)}, should be {_told(other)}"


def _within(one: Any, other: Any) -> str:
    """Where two pieces of JSON differ first."""
    if isinstance(one, dict) and isinstance(other, dict):
        for name in sorted({*one, *other}):
            if one.get(name) != other.get(name):
                return f".{name}{_within(one.get(name), other.get(name))}"
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for at, (a, b) in enumerate(zip(one, other, strict=True)):
            if a != b:
                return f"[{at}]{_within(a, b)}"
    return f" is {_told(one)}, should be {_told(other)}"


def _told(value: Any) -> str:
    if isinstance(value, bytes):
        return f"{len(value)} bytes"
    return "unknown" if value is None else _short(repr(value))


def _part(value: Any) -> str:
    """A part of what a row is called."""
    return "-" if value is None else "''" if value == "" else _short(value)


def _short(value: Any) -> str:
    said = str(value)
    return said if len(said) <= _LENGTH else f"{said[:_LENGTH]}..."
