"""Reading the tables of the gazetteers: `about.toml` and CSV, with errors that say where and what."""

import csv
import hashlib
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sayso.errors import ResourceError


@dataclass(frozen=True, slots=True)
class About:
    """What an `about.toml` says of the table beside it; the table of the higher `rank` wins."""

    name: str
    licence: str
    version: str
    date: str
    rank: int
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class CsvRow:
    """One row of a CSV file and where it stands."""

    where: str
    cells: dict[str, str] = field(default_factory=dict)

    def one(self, column: str) -> str | None:
        """The value of `column`, None where it is empty."""
        return self.cells[column].strip() or None

    def required(self, column: str) -> str:
        """The value of `column`.

        Raises:
            ResourceError: it is empty.
        """
        value = self.one(column)
        if value is None:
            raise ResourceError(f"{self.where}: no {column}; each row needs one")
        return value

    def several(self, column: str) -> tuple[str, ...]:
        """The `;`-separated values of `column`, each once."""
        cell = self.cells[column]
        return tuple(dict.fromkeys(v for part in cell.split(";") if (v := part.strip()))) if cell else ()


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
    except ValueError as error:
        raise ResourceError(f"{path}: not TOML ({error})") from error
    missing = [k for k in ("name", "licence", "version", "date", "rank") if k not in raw]
    if missing or not isinstance(raw["rank"], int):
        raise ResourceError(f"{path}: needs name, licence, version, date and a whole number as rank")
    sha256 = str(raw["sha256"]) if "sha256" in raw else None
    return About(
        str(raw["name"]), str(raw["licence"]), str(raw["version"]), str(raw["date"]), raw["rank"], sha256
    )


def read_rows(path: Path, columns: Sequence[str]) -> Iterator[CsvRow]:
    """The rows of a CSV file in UTF-8 whose heading is `columns`; lines that begin with # are left out.

    Raises:
        ResourceError: the file is missing, the heading differs or a row has too few or too many cells.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ResourceError(f"{path}: cannot be read ({error}); a CSV file in UTF-8 is needed") from error
    reader = csv.reader(text.splitlines(keepends=True), strict=True)
    try:
        heading = next(reader, [])
        if heading != list(columns):
            raise ResourceError(f"{path}:1: heading is {','.join(heading)!r}; must be {','.join(columns)!r}")
        for cells in reader:
            where = f"{path}:{reader.line_num}"
            if not cells or cells[0].startswith("#"):
                continue
            if len(cells) != len(columns):
                raise ResourceError(f"{where}: {len(cells)} cells; must be {len(columns)}, as the heading")
            yield CsvRow(where, dict(zip(columns, cells, strict=True)))
    except csv.Error as error:
        raise ResourceError(f"{path}:{reader.line_num}: not CSV ({error})") from error


def short_sha256(path: Path) -> str:
    """The first eight digits of a file's SHA-256."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:8]
