"""Gold and predictions on disk."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sayso.errors import ResourceError
from sayso.evaluate.articles.documents import Document, Json, document

GOLD = ".gold.json"
PREDICTED = (".json", GOLD, ".pred.json")


@dataclass(frozen=True, slots=True)
class GoldFile:
    """One annotated article: `stem` is its file name without `.gold.json`."""

    path: Path
    stem: str
    data: Json

    @property
    def scored(self) -> bool:
        """Whether there are annotations; without them the article is only predicted."""
        return "events" in self.data

    @property
    def document(self) -> Document:
        """The annotations."""
        return document(self.data, str(self.path))

    @property
    def title(self) -> str | None:
        """The title, if the file gives one."""
        return self._text_of("title")

    @property
    def published(self) -> str | None:
        """The day that relative dates count from, as the file has it."""
        return self._text_of("published")

    def _text_of(self, key: str) -> str | None:
        value = self.data.get(key)
        return value if isinstance(value, str) and value else None

    def text(self) -> str:
        """The article exactly as it lies in its file, line ends included: offsets count in it.

        Raises:
            ResourceError: the file is missing or not UTF-8.
        """
        path = self.path.parent / (self._text_of("text_file") or f"{self.stem}.txt")
        try:
            return path.read_bytes().decode("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise ResourceError(f"{path}: the text of {self.path.name} cannot be read: {error}") from error


def gold_files(place: Path) -> list[GoldFile]:
    """The `*.gold.json` in a folder by name, or the one file that `place` is.

    Raises:
        ResourceError: there is none, or one is no JSON object.
    """
    paths = sorted(place.glob(f"*{GOLD}")) if place.is_dir() else [place]
    if not paths:
        raise ResourceError(f"{place}: no file NAME{GOLD}")
    return [GoldFile(path, path.name.removesuffix(GOLD), read_object(path)) for path in paths]


def prediction_files(golds: list[GoldFile], place: Path) -> Iterator[tuple[str, Document | None]]:
    """Per gold file its stem and what a system made of it, None where there is no file.

    `place` is a folder with `STEM.json`, `STEM.gold.json` or `STEM.pred.json`, or the
    one file for all.

    Raises:
        ResourceError: `place` does not exist, or a file in it is not of the form.
    """
    if not place.exists():
        raise ResourceError(f"{place}: no such file or folder of predictions")
    for gold in golds:
        names = [place / f"{gold.stem}{suffix}" for suffix in PREDICTED] if place.is_dir() else [place]
        path = next((name for name in names if name.exists()), None)
        yield gold.stem, None if path is None else document(read_object(path), str(path))


def read_object(path: Path) -> Mapping[str, Any]:
    """The JSON object in a file.

    Raises:
        ResourceError: it cannot be read, or holds something else.
    """
    try:
        data = json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        raise ResourceError(f"{path}: not a readable JSON file: {error}") from error
    if not isinstance(data, dict):
        raise ResourceError(f"{path}: holds a {type(data).__name__}, not one JSON object")
    return data
