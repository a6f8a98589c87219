"""Files of JSON lines: one object a line, read into what a benchmark scores."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

from sayso.errors import ResourceError

Json: TypeAlias = Mapping[str, Any]
T = TypeVar("T")


def read_lines(path: Path, read: Callable[[Json], T]) -> list[T]:
    """The lines that are not blank, as `read` reads the object of each.

    Raises:
        ResourceError: the file cannot be read, or a line is not of the form; both are named.
    """
    try:
        lines = path.read_bytes().decode("utf-8").split("\n")  # a line may hold U+2028
    except (OSError, UnicodeDecodeError) as error:
        raise ResourceError(f"{path}: not a readable file of lines: {error}") from error
    found = []
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                found.append(read(_object(line)))
            except (LookupError, TypeError, ValueError, AttributeError) as error:
                raise ResourceError(f"{path}:{number}: not of the form: {_told(error)}") from error
    return found


def _object(line: str) -> Json:
    data = json.loads(line)
    if not isinstance(data, dict):
        raise TypeError(f"holds a {type(data).__name__}, not one JSON object")
    return data


def _told(error: Exception) -> str:
    """What is wrong in words: a KeyError alone says no more than the key."""
    return f"no {error.args[0]!r}" if isinstance(error, KeyError) else str(error)


def text_of(data: Json, key: str) -> str:
    """The value of `key`, a text that is not blank.

    Raises:
        KeyError: there is none.
        ValueError: it is something else, or blank.
    """
    value = data[key]
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"{key} is {value!r}, not a text")
    return value


def label_of(data: Json, key: str) -> str | None:
    """The label under `key`, without blanks around it; None where there is none.

    Raises:
        ValueError: it is something else than a text, or blank.
    """
    return None if data.get(key) is None else text_of(data, key).strip()


def by_id(path: Path, pairs: list[tuple[str, T]]) -> dict[str, T]:
    """The pairs by their id.

    Raises:
        ResourceError: an id comes twice.
    """
    found: dict[str, T] = {}
    for name, value in pairs:
        if name in found:
            raise ResourceError(f"{path}: {name!r} comes twice")
        found[name] = value
    return found


def known_only(predicted: Mapping[str, object], asked: Mapping[str, object]) -> None:
    """Refuse predictions of what nobody asked.

    Raises:
        ResourceError: an id of `predicted` is not in `asked`.
    """
    strangers = sorted(set(predicted) - set(asked))
    if strangers:
        raise ResourceError(f"prediction for {strangers[0]!r}, which is not in the gold")
