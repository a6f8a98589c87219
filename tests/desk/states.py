"""What a base holds, without the numbers of its rows: two bases that say the same are equal by it."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Table, select

from sayso.store.sql import tables

# Kept once: what a rebuild leaves alone.
GIVEN = {
    *{"runs", "reports", "records", "decisions", "redactions", "written", "unreached"},
    *{"assignments", "meta"},
}
# Names of parties and places that no record tells any more stay until a rebuild.
NAMES = {"parties", "places"}

State = dict[str, list[tuple[Any, ...]]]


def state(connection: Connection, without: Sequence[str] = ()) -> State:
    """The rows of each table, sorted; a row that refers to another has what that one is called."""
    names: dict[tuple[str, int], object] = {}
    found: State = {}
    for table in tables.metadata.sorted_tables:
        told = []
        for row in connection.execute(select(table)).mappings():
            values = tuple(
                _called(column, row[column.name], names)
                for column in table.c
                if not _is_number(table, column)
            )
            told.append(values)
            if "row" in table.c:
                names[table.name, row["row"]] = row["id"] if "id" in table.c else values
        if table.name not in without:
            found[table.name] = sorted(told, key=repr)
    return found


def computed(connection: Connection) -> State:
    """The tables that can be made anew."""
    return state(connection, [*GIVEN, *NAMES])


def _is_number(table: Table, column: Any) -> bool:
    return column.name == "row" or (table.name == "reports" and column.name in ("record", "coding"))


def _called(column: Any, value: Any, names: dict[tuple[str, int], object]) -> object:
    if column.table.name == "spans" and column.name == "report":  # a row of `reports`, without a foreign key
        return names["reports", value]
    for key in column.foreign_keys:
        if value is not None and key.column.name == "row":
            return names[key.column.table.name, value]
    return value
