"""Tables of phrases in sentences: TOML files with one `[[case]]` per phrase."""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from sayso.errors import ResourceError

T = TypeVar("T")


def read_cases(path: Path) -> list[Any]:
    """The rows of a table.

    Raises:
        ResourceError: it cannot be read or has no row.
    """
    try:
        table = tomllib.loads(path.read_bytes().decode("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ResourceError(f"{path}: not a readable TOML file: {error}") from error
    rows = table.get("case")
    if not isinstance(rows, list) or not rows:
        raise ResourceError(f"{path}: no [[case]]")
    return rows


def phrase_of(row: Mapping[str, Any]) -> tuple[str, int, int]:
    """The text of a row, and where its phrase, the `nth` one (from 1), begins and ends.

    Raises:
        KeyError: the row has no text or phrase.
        ValueError: the phrase does not stand there so often.
    """
    text, phrase, start = str(row["text"]), str(row["phrase"]), -1
    for _ in range(int(row.get("nth", 1))):
        start = text.index(phrase, start + 1)
    return text, start, start + len(phrase)


def each(path: Path, number: int, data: Any, read: Callable[[int, Any], T]) -> T:
    """One row or line, as `read` reads it; `number` counts from 1.

    Raises:
        ResourceError: it is not of the form.
    """
    try:
        return read(number, data)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ResourceError(f"{path}: row {number} is not of the form: {error!r}") from error


def read_answers(path: Path, read: Callable[[int, str], T]) -> Iterator[T]:
    """The lines of a file of predictions that are not blank, as `read` reads them.

    Raises:
        ResourceError: the file cannot be read, or a line is not of the form.
    """
    try:
        lines = path.read_bytes().decode("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ResourceError(f"{path}: not a readable file of lines: {error}") from error
    return (each(path, number, line, read) for number, line in enumerate(lines, 1) if line.strip())
