"""A row of a table as a report: its cells as text, and each value with the span of its cell."""

import csv
import hashlib
import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TextIO, TypeVar

from sayso.errors import ReadError
from sayso.export.csv_safe import unsafe
from sayso.imports.importer import BadRow, Importing, Known
from sayso.model.events import PartyRef
from sayso.model.parties import Party, PartyKind
from sayso.model.record import Coded, Version
from sayso.model.report import Report
from sayso.model.spans import Fact, Span

T = TypeVar("T")

# What ids of imported records begin with: they sort behind others, and an incident's id is made of its first
# event. So an import renames no incident that was there.
AFTER = "~"


class WrongCell(Exception):
    """A cell that cannot be read; the loop over rows makes a `BadRow` of it."""

    def __init__(self, column: str, value: str, right: str) -> None:
        told = f"{value!r}" if value else "empty"
        super().__init__(f"column {column} is {told}; right is {right}")


class Row:
    """The cells of one row by column, blanks around them dropped, and the text that they make."""

    def __init__(self, cells: Mapping[str, str]) -> None:
        self._cells = {name: cell.strip() for name, cell in cells.items() if cell.strip()}
        self._spans: dict[str, Span] = {}
        lines, at = [], 0
        for name, cell in self._cells.items():
            start = at + len(name) + 2
            self._spans[name] = Span(start, start + len(cell))
            lines.append(f"{name}: {cell}")
            at = start + len(cell) + 1
        self.text = "\n".join(lines)

    def get(self, column: str) -> str | None:
        """The cell, None where it is empty."""
        return self._cells.get(column)

    def needed(self, column: str, right: str) -> str:
        """The cell; `right` says in words what belongs there."""
        if column not in self._cells:
            raise WrongCell(column, "", right)
        return self._cells[column]

    def whole(self, column: str, *, least: int = 0, most: int | None = None) -> int | None:
        """A whole number; "12.0" is one."""
        cell = self.get(column)
        if cell is None:
            return None
        value = self.real(column)
        if value is None or value != int(value) or value < least or (most is not None and value > most):
            raise WrongCell(
                column, cell, f"a whole number from {least}{'' if most is None else f' to {most}'}"
            )
        return int(value)

    def real(self, column: str, most: float = math.inf) -> float | None:
        """A number of which neither sign may have more than `most`."""
        cell = self.get(column)
        if cell is None:
            return None
        try:
            value = float(cell)
        except ValueError:
            raise WrongCell(column, cell, "a number") from None
        if not abs(value) <= most or math.isinf(value):
            raise WrongCell(column, cell, f"a number from -{most:g} to {most:g}")
        return value

    def point(self, lat: str, lon: str) -> tuple[float, float] | None:
        """Latitude and longitude, None where one is empty."""
        found = self.real(lat, 90.0), self.real(lon, 180.0)
        return None if found[0] is None or found[1] is None else (found[0], found[1])

    def day(self, column: str, forms: Sequence[str] = ("%Y-%m-%d",)) -> date | None:
        """A day in one of several forms; a time behind it is let be."""
        cell = self.get(column)
        return None if cell is None else _day(column, cell, forms)

    def fact(self, value: T, *columns: str, rule: str | None = None) -> Fact[T]:
        """A value on the cells that it was read from."""
        return Fact(value, tuple(self._spans[one] for one in columns if one in self._spans), rule)

    def span(self, column: str) -> Span:
        """Where a cell stands."""
        return self._spans[column]

    def report(self, origin: str, row: str, source: str, published: date | None) -> Report:
        """The row as a report: another edition of it has the same `guid` and another id."""
        digits = hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
        return Report(
            self.text,
            f"{AFTER}{origin}:{row}:{digits}",
            outlet=source,
            published=published,
            language="en",
            guid=f"{origin}:{row}",
            origin=origin,
        )


def _day(column: str, cell: str, forms: Sequence[str]) -> date:
    for form in forms:
        for part in (cell, cell[:10]):
            try:
                return datetime.strptime(part, form).date()
            except ValueError:
                continue
    raise WrongCell(column, cell, f"a day as {date(2017, 6, 18):{forms[0]}}")


def party(name: str, kind: PartyKind, known: Party | None, country: str | None = None) -> PartyRef:
    """A party as the table knows it, else by its words alone."""
    if known is not None:
        return PartyRef(name, known.kind, known.id, known.country, sides=known.part_of)
    return PartyRef(name, kind, None, country)


def table(file: TextIO, name: str, needed: Iterable[str], what: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Line numbers and rows of a CSV file with a head, by commas or semicolons; tags of HXL are let be.

    Raises:
        ReadError: a column that the format cannot be read without is not there, or it is no CSV.
    """
    first = file.readline()
    mark = ";" if first.count(";") > first.count(",") else ","
    try:
        head = [cell.strip() for cell in next(csv.reader([first.removeprefix("\ufeff")], delimiter=mark), [])]
    except csv.Error as error:
        raise ReadError(f"{name}:1: {error}; a CSV file is expected") from error
    missing = [column for column in needed if column not in head]
    if missing:
        raise ReadError(f"{name}:1: column {missing[0]} is missing; {what} has {', '.join(needed)}")
    rows, line = csv.reader(file, delimiter=mark), 2
    try:
        for row in rows:
            if any(row) and not all(cell.startswith("#") for cell in row if cell):
                yield line, dict(zip(head, map(unsafe, row), strict=False))
            line = rows.line_num + 2
    except csv.Error as error:
        raise ReadError(f"{name}:{line}: {error}; a CSV file is expected") from error


def records(
    rows: Iterable[tuple[int, Mapping[str, str]]], name: str, code: Callable[[Row], Coded]
) -> Iterator[Coded | BadRow]:
    """What `code` makes of each row; where it cannot, the file, the line and what would be right."""
    for line, cells in rows:
        try:
            yield code(Row(cells))
        except WrongCell as wrong:
            yield BadRow(f"{name}:{line}: {wrong}")


@dataclass(frozen=True, slots=True)
class CsvImporter:
    """One record a row of a CSV file.

    `source` is the name of the data set where the caller gives none, `what` names the file in an error,
    `needed` are the columns that it cannot be read without, `code` makes the record of a row.
    """

    name: str
    source: str
    what: str
    needed: tuple[str, ...]
    code: Callable[[Row, Known, str], Coded]

    def read(self, file: TextIO, name: str, how: Importing) -> Iterator[Coded | BadRow]:
        """The records of a file."""
        source = how.source or self.source
        rows = table(file, name, self.needed, self.what)
        return records(rows, name, lambda row: self.code(row, how.known, source))


def made_by(source: str) -> tuple[Version, ...]:
    """Who coded an imported record: the other data set."""
    return (Version(source, "import/1"),)
