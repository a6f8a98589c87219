"""Types of columns that hold the same values, in the same order, on SQLite and on PostgreSQL.

Text sorts by code points on both, whatever the locale of the server: `ORDER BY` is part of what a base
answers. SQLite's tables are STRICT, which knows no DATE and no BOOLEAN: days are ISO text there, true and
false are 1 and 0.
"""

from datetime import date
from typing import Any

from sqlalchemy import BigInteger, Boolean, Column, Date, Float, ForeignKey, Integer, Text
from sqlalchemy.dialects import sqlite
from sqlalchemy.ext.compiler import compiles


class _IsoDate(sqlite.DATE):
    """A day as ISO text."""


class _Bit(Boolean):
    """True and false as 1 and 0."""


@compiles(_IsoDate, "sqlite")
def _text(_element: _IsoDate, _compiler: Any, **_: Any) -> str:
    return "TEXT"


@compiles(_Bit, "sqlite")
def _integer(_element: _Bit, _compiler: Any, **_: Any) -> str:
    return "INTEGER"


Words = Text().with_variant(Text(collation="C"), "postgresql")
Day = Date().with_variant(_IsoDate(), "sqlite")  # type: ignore[no-untyped-call]  # SQLAlchemy has no types there
Flag = Boolean().with_variant(_Bit(), "sqlite")
Real = Float(53).with_variant(sqlite.REAL(), "sqlite")
# SQLite numbers rows by itself only where the type reads INTEGER.
Row = BigInteger().with_variant(Integer(), "sqlite")


def row() -> Column[int]:
    """The number that other tables refer to; the one writer gives it (`Numbers`)."""
    return Column("row", Row, primary_key=True, autoincrement=False)


def identity() -> Column[str]:
    """The name that people and other programs use."""
    return Column("id", Words, nullable=False, unique=True)


def of(table: str, name: str, *, key: bool = False) -> Column[int]:
    """A reference to a row of another table; what refers goes where that goes."""
    there = ForeignKey(f"{table}.row", ondelete="CASCADE")
    if key:
        return Column(name, Row, there, primary_key=True, autoincrement=False)
    return Column(name, Row, there, nullable=False, index=True)


def of_any(table: str, name: str, *, gone: str = "SET NULL") -> Column[int]:
    """A reference to a row of another table, or to none."""
    return Column(name, Row, ForeignKey(f"{table}.row", ondelete=gone), nullable=True, index=True)


def words(*names: str) -> list[Column[str]]:
    """Columns of text that may be unknown."""
    return [Column(name, Words) for name in names]


def needed(*names: str) -> list[Column[str]]:
    """Columns of text that is always there."""
    return [Column(name, Words, nullable=False) for name in names]


def keys(*names: str) -> list[Column[str]]:
    """Columns of text that together are the primary key."""
    return [Column(name, Words, primary_key=True) for name in names]


def indexed(*names: str) -> list[Column[str]]:
    """Columns of text that may be unknown and is looked up."""
    return [Column(name, Words, index=True) for name in names]


def whole(*names: str) -> list[Column[int]]:
    """Columns of whole numbers that may be unknown."""
    return [Column(name, Integer) for name in names]


def counts(*names: str) -> list[Column[int]]:
    """Columns of whole numbers that are always there."""
    return [Column(name, Integer, nullable=False) for name in names]


def reals(*names: str) -> list[Column[float]]:
    """Columns of numbers with a fraction that may be unknown."""
    return [Column(name, Real) for name in names]


def days(*names: str) -> list[Column[date]]:
    """Columns of days that may be unknown."""
    return [Column(name, Day) for name in names]


def flags(*names: str) -> list[Column[bool]]:
    """Columns of true and false."""
    return [Column(name, Flag, nullable=False) for name in names]
