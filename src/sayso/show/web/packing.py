"""A list as a ZIP file: its main file, what stands beside it, and what the format could not carry.

The main file goes into the archive as it is made. What stands beside it is made at the same time and has to
wait: it lies in files without a name, which are gone with the process.
"""

import io
from collections.abc import Callable
from contextlib import ExitStack
from tempfile import TemporaryFile
from typing import IO, BinaryIO, TextIO, cast
from zipfile import ZIP_DEFLATED, ZipFile

from sayso.export import MAIN, Loss, Sink

_PIECE = 64 * 1024  # bytes


def zipped(write: Callable[[Sink], object], stem: str, suffix: str) -> Callable[[Sink], None]:
    """The same export as one archive: stem.csv, stem.claims.csv, ... and stem.loss.txt."""

    def packed(out: Sink) -> None:
        with ZipFile(out.binary(MAIN), "w", ZIP_DEFLATED) as archive, ExitStack() as stack:
            sink = _ZipSink(archive, stem, suffix, stack)
            loss = write(sink)
            sink.finish()
            if isinstance(loss, Loss):
                archive.writestr(f"{stem}.loss.txt", f"{loss}\n")

    return packed


class _ZipSink:
    def __init__(self, archive: ZipFile, stem: str, suffix: str, stack: ExitStack) -> None:
        self._archive, self._stem, self._suffix, self._stack = archive, stem, suffix, stack
        self._main: list[IO[bytes]] = []  # from the inner to the outer
        self._beside: dict[str, IO[bytes]] = {}
        self._texts: list[TextIO] = []

    def text(self, name: str) -> TextIO:
        """A file for text, UTF-8, line ends as they are written."""
        made = io.TextIOWrapper(
            self._bytes(name), encoding="utf-8", errors="replace", newline="", write_through=True
        )
        self._texts.append(made)
        return made

    def binary(self, name: str) -> BinaryIO:
        """A file for bytes."""
        return self._bytes(name)

    def _bytes(self, name: str) -> BinaryIO:
        if name != MAIN:
            beside = self._beside[name] = TemporaryFile()  # noqa: SIM115  # the stack closes it
            self._stack.push(beside)
            return cast(BinaryIO, beside)
        entry = self._archive.open(f"{self._stem}{self._suffix}", "w", force_zip64=True)
        self._main = [entry, io.BufferedWriter(_Entry(entry), _PIECE)]
        return cast(BinaryIO, self._main[-1])

    def finish(self) -> None:
        """Close the main file, and put the others behind it."""
        for text in self._texts:
            if not text.closed:
                text.flush()
        for file in reversed(self._main):
            file.close()
        for name, file in self._beside.items():
            file.seek(0)
            with self._archive.open(f"{self._stem}.{name}", "w", force_zip64=True) as entry:
                while piece := file.read(_PIECE):
                    entry.write(piece)


class _Entry(io.RawIOBase):
    """A file of an archive, of which writers of tables ask where they are."""

    def __init__(self, entry: IO[bytes]) -> None:
        self._entry, self._at = entry, 0

    def writable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def write(self, some: object) -> int:
        piece = bytes(memoryview(some))  # type: ignore[arg-type]  # any buffer
        self._at += self._entry.write(piece)
        return len(piece)
