"""Sinks: a file with others beside it, or a stream."""

import io
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, TextIO, cast

from sayso.export.exporter import MAIN


class FileSink:
    """The main file at `path`, the others beside it: raid.csv, raid.claims.csv.

    Files appear under their names when the block ends well; else what was there before stays.
    """

    def __init__(self, path: Path, suffix: str = "") -> None:
        end = suffix if suffix and path.name.endswith(suffix) else path.suffix
        self._path, self._stem = path, path.name.removesuffix(end)
        self._open: dict[Path, TextIO | BinaryIO] = {}

    @property
    def paths(self) -> list[Path]:
        """The files, the main one first."""
        return list(self._open)

    def text(self, name: str) -> TextIO:
        """A file for text, UTF-8, line ends as they are written."""
        path = self._of(name)
        file = _part(path).open("w", encoding="utf-8", errors="surrogatepass", newline="")
        self._open[path] = file
        return file

    def binary(self, name: str) -> BinaryIO:
        """A file for bytes."""
        path = self._of(name)
        file = _part(path).open("wb")
        self._open[path] = file
        return file

    def _of(self, name: str) -> Path:
        return self._path if name == MAIN else self._path.with_name(f"{self._stem}.{name}")

    def __enter__(self) -> "FileSink":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for path, file in self._open.items():
            file.close()
            if kind is None:
                _part(path).replace(path)
            else:
                _part(path).unlink(missing_ok=True)


class StreamSink:
    """The main file on a stream that stays open; there is no room for others, and they are not kept."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self.dropped: list[str] = []

    def text(self, name: str) -> TextIO:
        """The stream, or nowhere."""
        if name == MAIN:
            return self._out
        self.dropped.append(name)
        return cast(TextIO, _Nowhere())

    def binary(self, name: str) -> BinaryIO:
        """The bytes below the stream, or nowhere."""
        if name == MAIN:
            return self._out.buffer
        self.dropped.append(name)
        return cast(BinaryIO, _Nowhere())


class _Nowhere(io.RawIOBase):
    """A file that keeps nothing."""

    def writable(self) -> bool:
        return True  # Arrow asks before it writes

    def write(self, _some: object) -> int:
        return 0


def _part(path: Path) -> Path:
    """What the file is called while it is written."""
    return path.with_name(path.name + ".part")
