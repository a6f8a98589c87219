"""Lists as files: an exporter writes in a thread of its own, the answer takes from it what it can send.

What is not taken is not made: a base of any size is sent without being held. A reader who goes away stops
the exporter.
"""

import io
import queue
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import BinaryIO, TextIO, cast

from sayso.errors import SaysoError
from sayso.export import MAIN, Sink

_PIECE = 64 * 1024  # bytes that are handed on at once
_AHEAD = 8  # pieces that may wait
_PATIENCE = 60.0  # seconds without a reader after which an exporter gives up
_MOST = 4  # exports at a time: each keeps a processor busy


class Busy(SaysoError):
    """As many exports as may run at a time are running."""


class Downloads:
    """Exports that are being sent."""

    def __init__(self) -> None:
        self._free = threading.BoundedSemaphore(_MOST)

    def start(self, write: Callable[[Sink], object]) -> Iterator[bytes]:
        """The bytes of the main file that `write` fills, as they are made.

        What goes wrong before the first of them is raised here, later it ends the answer.

        Raises:
            Busy: enough of them run already.
        """
        if not self._free.acquire(blocking=False):
            raise Busy(f"{_MOST} exports are running; try again in a moment")
        pipe = _Pipe()
        thread = threading.Thread(target=self._run, args=(write, pipe), daemon=True)
        thread.start()
        pieces = pipe.pieces()
        first = next(pieces, b"")
        return _all(first, pieces)

    def _run(self, write: Callable[[Sink], object], pipe: "_Pipe") -> None:
        # A bug looks like one in this thread; whoever reads must learn that what he has is not all.
        last: Exception | None = BrokenPipeError("the export broke off")
        try:
            sink = _PipeSink(pipe)
            write(sink)
            sink.finish()
            last = None
        except _Left:
            last = None
        except (SaysoError, OSError) as error:
            last = error
        finally:
            pipe.end(last)
            self._free.release()


def _all(first: bytes, others: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from others


class _Left(Exception):
    """The reader went away."""


class _Pipe(io.RawIOBase):
    """Bytes from one thread to another; only so many wait."""

    def __init__(self) -> None:
        self._waiting: queue.Queue[bytes | Exception | None] = queue.Queue(_AHEAD)
        self._left = threading.Event()
        self._at = 0

    def writable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def write(self, some: object) -> int:
        piece = bytes(memoryview(some))  # type: ignore[arg-type]  # any buffer
        self._put(piece)
        self._at += len(piece)
        return len(piece)

    def end(self, error: Exception | None) -> None:
        """Say that nothing follows, or what went wrong."""
        with suppress(_Left):
            self._put(error)

    def _put(self, one: bytes | Exception | None) -> None:
        waited = 0.0
        while not self._left.is_set() and waited < _PATIENCE:
            try:
                self._waiting.put(one, timeout=0.5)
                return
            except queue.Full:
                waited += 0.5
        self._left.set()
        raise _Left

    def pieces(self) -> Iterator[bytes]:
        """What was written, until its end."""
        try:
            while (one := self._waiting.get()) is not None:
                if isinstance(one, Exception):
                    raise one
                yield one
        finally:
            self._left.set()


class _PipeSink:
    """The main file into a pipe; there is no room for others, and they are not kept."""

    def __init__(self, pipe: _Pipe) -> None:
        self._buffer = io.BufferedWriter(pipe, _PIECE)
        self._text: io.TextIOWrapper | None = None

    def text(self, name: str) -> TextIO:
        """A file for text, UTF-8, line ends as they are written."""
        if name != MAIN:
            return cast(TextIO, _Nowhere())
        # Half of a surrogate pair fits no UTF-8.
        self._text = io.TextIOWrapper(self._buffer, encoding="utf-8", errors="replace", newline="")
        return self._text

    def binary(self, name: str) -> BinaryIO:
        """A file for bytes."""
        return cast(BinaryIO, _Nowhere() if name != MAIN else self._buffer)

    def finish(self) -> None:
        """Hand on what is left."""
        if self._text is not None:
            self._text.flush()
        if not self._buffer.closed:
            self._buffer.flush()


class _Nowhere(io.RawIOBase):
    """A file that keeps nothing."""

    def writable(self) -> bool:
        return True

    def write(self, _some: object) -> int:
        return 0
