"""`families.toml` of a language to `Families`: words that may tell the same happening."""

import tomllib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sayso.errors import ResourceError
from sayso.model.wording import Families

FILE = "families.toml"
_HERE = Path(__file__).parent
_LISTS = ("light", "generic", "close", "loose")


def load_families(language: str, folder: Path = _HERE) -> Families | None:
    """The families of a language; None where it has no such file.

    Raises:
        ResourceError: the file is no TOML, or a list is missing or not of words.
    """
    path = folder / language / FILE
    if not path.is_file():
        return None
    try:
        table = tomllib.loads(path.read_bytes().decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ResourceError(f"{path}: no TOML in UTF-8: {error}") from error
    lists = {name: _list(path, table, name) for name in _LISTS}
    return Families(
        close=_by_word(path, "close", lists["close"]),
        loose=_by_word(path, "loose", lists["loose"]),
        light=_words(path, "light", lists["light"]),
        generic=_words(path, "generic", lists["generic"]),
    )


def _list(path: Path, table: Mapping[str, Any], name: str) -> Sequence[object]:
    rows = table.get(name)
    if not isinstance(rows, list):
        raise ResourceError(f"{path}: {name} is {rows!r}; write a list")
    return rows


def _words(path: Path, name: str, row: Sequence[object] | object) -> frozenset[str]:
    if not isinstance(row, list) or not all(isinstance(word, str) and word == word.lower() for word in row):
        raise ResourceError(f"{path}: {name} holds {row!r}; write a list of words in lower case")
    return frozenset(row)


def _by_word(path: Path, name: str, rows: Sequence[object]) -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    for number, row in enumerate(rows):
        for word in _words(path, name, row):
            found[word].add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}
