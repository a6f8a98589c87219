"""Reading the tables of the gazetteers: `about.toml` and CSV, with errors that say where and what."""

import csv
import hashlib
import io
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from sayso.errors import ResourceError

# What no name holds and a terminal may obey; tabs and ends of lines are the file's own.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class About:
    """What an `about.toml` says of the table beside it; the table of the higher `rank` wins.

    `file` is the name of the table's file where the form allows several.
    """

    name: str
    licence: str
    version: str
    date: str
    rank: int
    sha256: str | None = None
    file: str | None = None


class CsvRow(NamedTuple):
    """One row of a CSV file, its cells without blanks around them, and where it stands."""

    where: str
    cells: dict[str, str]

    def one(self, column: str) -> str | None:
        """The value of `column`, None where it is empty."""
        return self.cells[column] or None

    def required(self, column: str) -> str:
        """The value of `column`.

        Raises:
            ResourceError: it is empty.
        """
        value = self.cells[column]
        if not value:
            raise ResourceError(f"{self.where}: no {column}; each row needs one")
        return value

    def several(self, column: str) -> tuple[str, ...]:
        """The `;`-separated values of `column`, each once."""
        cell = self.cells[column]
        if ";" not in cell:
            return (cell,) if cell else ()
        return tuple(dict.fromkeys(filter(None, map(str.strip, cell.split(";")))))


def read_about(folder: Path) -> About:
    """What the `about.toml` of `folder` says.

    Raises:
        ResourceError: the file is missing, is no TOML or lacks an entry.
    """
    path = folder / "about.toml"
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ResourceError(f"{path}: cannot be read ({error.strerror}); each table has one") from error
    except (ValueError, RecursionError) as error:
        raise ResourceError(f"{path}: not TOML ({error})") from error
    missing = [k for k in ("name", "licence", "version", "date", "rank") if k not in raw]
    if missing or not isinstance(raw["rank"], int):
        raise ResourceError(f"{path}: needs name, licence, version, date and a whole number as rank")
    name, licence, version, day = (str(raw[key]) for key in ("name", "licence", "version", "date"))
    sha256, file = (str(raw[key]) if key in raw else None for key in ("sha256", "file"))
    return About(name, licence, version, day, raw["rank"], sha256, file)


def read_rows(path: Path, columns: Sequence[str], optional: Sequence[str] = ()) -> Iterator[CsvRow]:
    """The rows of a CSV file in UTF-8 whose heading is `columns`; lines that begin with # are left out.

    Args:
        path: The file.
        columns: What the heading holds, in that order.
        optional: Columns that may follow, each once, in any order.

    Raises:
        ResourceError: the file is missing or not UTF-8, the heading differs or a row has too few or
            too many cells.
    """
    heading: Sequence[str] = ()
    for where, cells in _lines(path, columns, optional):
        if heading:
            yield CsvRow(where, dict(zip(heading, cells, strict=True)))
        else:
            heading = cells


def read_cells(path: Path, columns: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """As `read_rows`, but each row is where it stands and its cells: for files of many short rows."""
    lines = _lines(path, columns, ())
    next(lines)
    return lines


def _lines(path: Path, columns: Sequence[str], optional: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """The heading and then the rows, each with its place and without blanks around its cells."""
    reader, file = csv.reader(io.StringIO(_text(path), newline=""), strict=True), str(path)
    try:
        heading = next(reader, [])
        _check_heading(path, heading, columns, optional)
        yield f"{file}:1", heading
        width = len(heading)
        for cells in reader:
            if not cells or cells[0].startswith("#"):
                continue
            where = f"{file}:{reader.line_num}"
            if len(cells) != width:
                raise ResourceError(f"{where}: {len(cells)} cells; must be {width}, as the heading")
            yield where, list(map(str.strip, cells))
    except csv.Error as error:
        raise ResourceError(f"{path}:{reader.line_num}: not CSV ({error})") from error


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ResourceError(f"{path}: cannot be read ({error}); a CSV file in UTF-8 is needed") from error
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ResourceError(f"{path}:{line}: not UTF-8 ({error.reason}); save the file as UTF-8") from error
    if found := CONTROL.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise ResourceError(f"{path}:{line}: holds the control character U+{ord(found[0]):04X}")
    return text


def _check_heading(
    path: Path, heading: Sequence[str], columns: Sequence[str], optional: Sequence[str]
) -> None:
    more = heading[len(columns) :]
    if list(heading[: len(columns)]) != list(columns) or not set(more) <= set(optional):
        also = f", and may go on with {','.join(optional)}" if optional else ""
        raise ResourceError(
            f"{path}:1: heading is {','.join(heading)!r}; must be {','.join(columns)!r}{also}"
        )
    if len(set(more)) < len(more):
        raise ResourceError(f"{path}:1: heading is {','.join(heading)!r}; each column may stand once")


def short_sha256(*paths: Path) -> str:
    """The first eight digits of the SHA-256 of a file, or of several as one."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:8]
