"""The tables of what was read and what is due, and their rows."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from enum import StrEnum

TABLES = """
create table meta (key text primary key, value real not null) strict;
create table sources (
    address text primary key, parent text, kind text, etag text, modified text, digest text,
    due real, fails integer not null default 0, readings integer not null default 0, told text,
    mark text not null default ''
) strict;
create table items (
    number integer primary key, address text not null unique, source text not null, guid text,
    title text, published text, mark text not null, state text not null, due real,
    tries integer not null default 0, same integer not null default 0, gone integer not null default 0,
    first real, visited real, etag text, modified text, digest text, report text, why text
) strict;
create index items_due on items (due) where due is not null;
create index items_guid on items (source, guid) where guid is not null;
create index items_state on items (state);
"""


class At(StrEnum):
    """How far an article is."""

    NEW = "new"  # listed, not read yet
    READ = "read"
    SAME = "same"  # another address of an article that was read
    LEFT = "left out"
    PASSED = "passed over"  # older than what is taken at the first reading of a source
    REFUSED = "refused"
    FAILED = "failed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source as far as it was read; `due` None: only when its index says so."""

    address: str
    parent: str | None
    kind: str | None
    etag: str | None
    modified: str | None
    digest: str | None
    due: float | None
    fails: int
    readings: int
    told: str | None
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """An article or a file as far as it was read; `digest` is that of its text, `report` its last report."""

    number: int
    address: str
    source: str
    guid: str | None
    title: str | None
    published: str | None
    mark: str
    state: At
    due: float | None
    tries: int
    same: int
    gone: int
    first: float | None
    visited: float | None
    etag: str | None
    modified: str | None
    digest: str | None
    report: str | None
    why: str | None


@dataclass(frozen=True, slots=True)
class Listed:
    """What a reading of a list brought: `waiting` were not taken yet, `passed` never will."""

    new: int = 0
    changed: int = 0
    waiting: int = 0
    passed: int = 0


COLUMNS = ", ".join(field.name for field in fields(Item))


def item_of(row: Sequence[object]) -> Item:
    """A row of the table."""
    values = list(row)
    values[7] = At(str(values[7]))
    return Item(*values)  # type: ignore[arg-type]  # the columns are the fields, in their order
