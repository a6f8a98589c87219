"""Cells that no spreadsheet runs as a formula.

A spreadsheet runs a cell that begins with "=", "+", "-" or "@", also in full width and behind blanks. Such a
cell gets an apostrophe, which spreadsheets take for "this is text"; a number is no formula and stays.
Source: OWASP, CSV Injection.
"""

import re
from collections.abc import Sequence
from typing import Protocol, TextIO

Cell = str | int | float | bool | None

# What a program may drop before it looks at a cell: blanks, controls, marks that are not seen.
_UNSEEN = r"[\s\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u2069\ufeff]*"
_RUNS = re.compile(rf"'*{_UNSEEN}[=+\-@\uff1d\uff0b\uff0d\uff20\u2212]")
_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?", re.ASCII)
_BREAKS = re.compile(r"[\t\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")


class Rows(Protocol):
    """Where rows go."""

    def write(self, row: Sequence[Cell]) -> None:
        """Write one row."""


def safe(cell: str) -> str:
    """`cell`, with an apostrophe before it where a spreadsheet might run it; `unsafe` takes it off again."""
    return "'" + cell if _RUNS.match(cell) and not _NUMBER.fullmatch(cell) else cell


def unsafe(cell: str) -> str:
    """The cell that `safe` made this one of."""
    return cell[1:] if cell.startswith("'") and _RUNS.match(cell) else cell


class CsvRows:
    """Comma-separated rows of UTF-8 text; a line ends with a line feed. None is an empty cell."""

    def __init__(self, out: TextIO, *, raw: bool = False) -> None:
        self._out, self._raw = out, raw

    def write(self, row: Sequence[Cell]) -> None:
        """Write one row."""
        self._out.write(",".join(map(self._cell, row)) + "\n")

    def _cell(self, cell: Cell) -> str:
        words = _words(cell, raw=self._raw)
        if any(mark in words for mark in ',"\r\n;\t'):
            return '"' + words.replace('"', '""') + '"'
        return words


class TabRows:
    """Tab-separated rows without quoting: tabs and line ends within a cell become one blank."""

    def __init__(self, out: TextIO, *, raw: bool = False, missing: str = "") -> None:
        self._out, self._raw, self._missing = out, raw, missing

    def write(self, row: Sequence[Cell]) -> None:
        """Write one row."""
        self._out.write("\t".join(map(self._cell, row)) + "\n")

    def _cell(self, cell: Cell) -> str:
        if cell is None:
            return self._missing
        words = _BREAKS.sub(" ", cell) if isinstance(cell, str) else cell
        # A reader that knows of quoting takes a mark at the start of a cell for the start of a quoted one.
        return "'" + words if isinstance(words, str) and words[:1] == '"' else _words(words, raw=self._raw)


def _words(cell: Cell, *, raw: bool) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if not isinstance(cell, str):
        return str(cell)
    # Half of a surrogate pair fits no UTF-8 file.
    words = cell.encode("utf-8", "replace").decode() if not cell.isascii() else cell
    return words if raw else safe(words)
