"""WARC files, record by record: damage is told where it is, and reading goes on behind it.

Records are framed and unpacked by fastwarc, which trusts what it reads; what is checked here is that a record is as
long as it says, that one begins where it ends, and that no more of it than is allowed comes into memory. Behind
damage the next beginning of a record is looked for in the file itself.

Source: ISO 28500:2017 (WARC 1.1), sections 4 to 6.
"""

import base64
import hashlib
import re
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, BinaryIO

from sayso.errors import ReadError

# Of one record; what is longer is passed over without being held.
MAX_RECORD = 5_000_000
# Places of one file behind which reading begins anew.
MAX_DAMAGE = 100
_GZIP, _ZSTD, _START = b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd", b"WARC/"
_SCANNED = 1 << 20
_HEAD = 1 << 16
_DIGESTS = frozenset(("md5", "sha1", "sha224", "sha256", "sha384", "sha512"))
_BEGINS = re.compile(rb"\r?\n\r?\n(?=WARC/\d\.\d\r?\n)")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record is: which one of the file, and at which byte it begins if that can be told."""

    number: int
    offset: int | None

    def __str__(self) -> str:
        return f"record {self.number}" if self.offset is None else f"byte {self.offset}"


@dataclass(frozen=True, slots=True)
class Record:
    """One record; the names of its headers are in lower case."""

    place: Place
    kind: str
    headers: Mapping[str, str]
    block: bytes


@dataclass(frozen=True, slots=True)
class Broken:
    """What is not read, where and why."""

    place: Place
    message: str


def records(stream: BinaryIO) -> Iterator[Record | Broken]:
    """The records of a WARC file (plain, or packed by gzip or zstd), in its order.

    Memory holds one record. `stream` is read from where it stands; one that can be sought is read on behind
    damage.

    Raises:
        ReadError: fastwarc is not installed, or it is no WARC file.
    """
    start = stream.read(_HEAD)
    if not start:
        raise ReadError("the file is empty; an archive is expected")
    if not start.startswith((_GZIP, _ZSTD, _START)):
        raise ReadError("no WARC file: it begins neither with WARC/ nor as gzip or zstd does")
    if not stream.seekable():
        yield from _Stretch(_Rewound(start, stream), 0).read()
        return
    stream.seek(0)
    walk, damage = _Stretch(stream, 0), 0
    while True:
        yield from walk.read()
        if walk.resume is None:
            return
        damage += 1
        at = _next_start(stream, walk.resume, start[:4])
        if at is None:
            return
        if damage > MAX_DAMAGE:
            message = f"more than {MAX_DAMAGE} damaged places; the rest of the file is not read"
            yield Broken(Place(walk.number, at), message)
            return
        walk = _Stretch(stream, at, walk.number)


class _Rewound:
    """A stream that cannot be sought, with its beginning again."""

    def __init__(self, start: bytes, stream: BinaryIO) -> None:
        self._start, self._stream = start, stream

    def read(self, size: int = -1) -> bytes:
        if not self._start:
            return self._stream.read(size)
        size = len(self._start) if size < 0 else size
        data, self._start = self._start[:size], self._start[size:]
        return data


class _Stretch:
    """Records from a place on, up to damage or to the end.

    `resume` is then the byte behind which the next record is to be looked for, None at the end.
    """

    def __init__(self, stream: Any, start: int, number: int = 0) -> None:
        self._stream, self._start = stream, start
        self.number = number
        self.resume: int | None = None
        self._last = start

    def read(self) -> Iterator[Record | Broken]:
        try:
            reader, found = _opened(self._stream, self._start)
        except OSError as error:
            yield Broken(Place(self.number + 1, self._start), f"damaged: {error}")
            self.resume = self._start + 1
            return
        held: Record | Broken | None = None
        frame: int | None = None
        while True:
            try:
                record = next(found, None)
                if record is not None:
                    self.number += 1
                    frame, place = self._place(record, reader, frame)
                    read = _read(record, place)
            except OSError as error:
                yield from self._damaged(held, error)
                return
            if held is not None:
                yield held
            if record is None:
                return
            if isinstance(read, Broken):
                # How long it is cannot be believed: records may lie within what it calls its own.
                yield read
                self.resume = self._last + 1
                return
            held = read

    def _place(self, record: Any, reader: Any, frame: int | None) -> tuple[int | None, Place]:
        if reader is None:
            self._last = int(record.stream_pos)
            return None, Place(self.number, self._last)
        here = reader.frame_start_position()
        if here is None or here == frame:  # packed as a whole: no byte of the file begins this record
            return frame, Place(self.number, None)
        self._last = int(here)
        return here, Place(self.number, self._last)

    def _damaged(self, held: Record | Broken | None, error: OSError) -> Iterator[Record | Broken]:
        what = _unpacking(error)
        if error.errno is not None:  # the disk, not the file
            if held is not None:
                yield held
            yield Broken(Place(self.number + 1, None), f"cannot be read on: {error.strerror}")
            return
        self.resume = self._last + 1
        if held is None:
            yield Broken(Place(self.number + 1, self._start), what)
        elif isinstance(held, Record) and _proved(held) is False:
            yield Broken(held.place, "no record begins where it ends, so that its Content-Length cannot be right")
        else:
            yield held
            yield Broken(Place(self.number + 1, None), f"{what}, behind {held.place}")


def _unpacking(error: OSError) -> str:
    return f"damaged: {str(error)[:200]}"
