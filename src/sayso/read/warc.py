"""WARC files, record by record: damage is told where it is, and reading goes on behind it.

Records are framed and unpacked by fastwarc, which trusts what it reads; what is checked here is that a record
is as long as it says, that one begins where it ends, and that no more of it than is allowed comes into
memory. Behind damage the next beginning of a record is looked for in the file itself.

Source: ISO 28500:2017 (WARC 1.1), sections 4 to 6.
"""

import base64
import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from sayso.errors import ReadError
from sayso.read.starts import GZIP, START, ZSTD, next_start

# Of one record; what is longer is passed over without being held.
MAX_RECORD = 5_000_000
# Places of one file behind which reading begins anew.
MAX_DAMAGE = 100
_HEAD = 16
_NAMES = (
    "WARC-Type",
    "WARC-Record-ID",
    "WARC-Date",
    "WARC-Target-URI",
    "WARC-Block-Digest",
    "WARC-Payload-Digest",
    "WARC-Truncated",
    "WARC-Segment-Number",
    "Content-Type",
    "Content-Length",
)
_DIGESTS = frozenset(("md5", "sha1", "sha224", "sha256", "sha384", "sha512"))


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record is: which one of the file, and at which byte it begins if that can be told."""

    number: int
    offset: int | None

    def __str__(self) -> str:
        return f"record {self.number}" if self.offset is None else f"byte {self.offset}"


@dataclass(frozen=True, slots=True)
class Record:
    """One record; the names of its headers are in lower case. Only of `wanted` kinds is the block held."""

    place: Place
    headers: Mapping[str, str]
    block: bytes

    @property
    def kind(self) -> str:
        """ "response", "resource", "revisit" ..."""
        return self.headers.get("warc-type", "").strip().lower()


@dataclass(frozen=True, slots=True)
class Broken:
    """What is not read, where and why. `doubtful`: how long it is cannot be believed."""

    place: Place
    message: str
    doubtful: bool = False


def records(stream: BinaryIO, wanted: frozenset[str]) -> Iterator[Record | Broken]:
    """The records of a WARC file (plain, or packed by gzip or zstd), in its order.

    Memory holds two records. A file that is packed as a whole cannot be read on behind damage.

    Args:
        stream: The file, which can be sought.
        wanted: Kinds of records whose blocks are read.

    Raises:
        ReadError: fastwarc is not installed, or it is no WARC file.
    """
    if not stream.seekable():
        raise ReadError("an archive is read from a file, not from a pipe: save it first")
    stream.seek(0)
    start = stream.read(_HEAD)
    if not start.startswith((GZIP, ZSTD, START)):
        raise ReadError("no WARC file: it begins neither with WARC/ nor as gzip or zstd does")
    at: int | None = 0
    number = 0
    untold: Broken | None = None
    for _ in range(MAX_DAMAGE):
        stream.seek(at or 0)
        stretch = _Stretch(stream, at or 0, number, wanted)
        for one in stretch.read():
            # Mostly the damage is in the record that is read next, which says where.
            if untold is not None and isinstance(one, Record):
                yield untold
            untold = None
            yield one
        if stretch.resume is None:
            return
        at, number, untold = next_start(stream, stretch.resume, start), stretch.number, stretch.untold
        if at is None:
            yield from () if untold is None else (untold,)
            return
    message = f"more than {MAX_DAMAGE} damaged places; the rest of the file is not read"
    yield Broken(Place(number, at), message)


@dataclass(slots=True)
class _Stretch:
    """Records from a place on, up to damage or to the end.

    After `read`, `resume` is the byte behind which the next record is to be looked for, None at the end of
    the file; `untold` is the damage that ended it, to be told if no record is found behind it.
    """

    stream: BinaryIO
    start: int
    number: int
    wanted: frozenset[str]
    resume: int | None = None
    untold: Broken | None = None
    _frame: int | None = None
    _last: int = field(init=False)

    def __post_init__(self) -> None:
        self._last = self.start

    def read(self) -> Iterator[Record | Broken]:
        held: Record | Broken | None = None
        found, reader = _opened(self.stream)
        while True:
            try:
                one = self._next(found, reader)
            except OSError as error:
                yield from self._damaged(held, error)
                return
            if held is not None:
                yield held
            held = one
            if one is None:
                return
            if isinstance(one, Broken) and one.doubtful:
                yield one
                self.resume = self._last + 1  # records may lie within what it calls its own
                return

    def _next(self, found: Iterator[Any], reader: Any) -> Record | Broken | None:
        one = next(found, None)
        if one is None:
            return None
        self.number += 1
        return _read(one, self._place(one, reader), self.wanted)

    def _place(self, one: Any, reader: Any) -> Place:
        here = one.stream_pos if reader is None else reader.frame_start_position()
        if reader is not None and here in (None, self._frame):
            return Place(self.number, None)  # packed as a whole: no byte of the file begins this record
        self._frame = self._last = int(here)
        return Place(self.number, self._last)

    def _damaged(self, held: Record | Broken | None, error: OSError) -> Iterator[Record | Broken]:
        behind = Place(self.number + 1, None)
        if error.errno is not None:  # the disk's fault, not the file's
            yield from () if held is None else (held,)
            yield Broken(behind, f"cannot be read on: {error.strerror}")
            return
        self.resume = self._last + 1
        what = f"damaged: {str(error)[:200]}"
        header = "header" in str(error).lower()
        if held is None:
            yield Broken(Place(self.number or 1, self._last), what)
        elif isinstance(held, Record) and header and not _proved(held):
            yield Broken(held.place, "no record begins where it ends: its Content-Length cannot be right")
        else:
            yield held
            if isinstance(held, Record):
                self.resume += len(held.block) if self._frame is None else 0
            self.untold = Broken(behind, f"{what}, behind {held.place}")


def _opened(stream: BinaryIO) -> tuple[Iterator[Any], Any]:
    """fastwarc's records from where the stream stands, and what unpacks them, which knows where it is."""
    try:
        from fastwarc.stream_io import GzipReader, ZstdReader
        from fastwarc.warc import ArchiveIterator
    except ImportError:
        raise ReadError("archives are read with fastwarc: pip install 'sayso[feeds]'") from None
    at = stream.tell()
    start = stream.read(_HEAD)
    stream.seek(at)
    reader: Any = None
    if start.startswith(GZIP):
        reader = GzipReader(stream)
    elif start.startswith(ZSTD):
        reader = ZstdReader(stream)
    return iter(ArchiveIterator(stream if reader is None else reader, parse_http=False)), reader


def _read(one: Any, place: Place, wanted: frozenset[str]) -> Record | Broken:
    """A record whole, or what is wrong with it.

    Raises:
        OSError: it cannot be unpacked.
    """
    headers = {name.lower(): value for name in _NAMES if (value := one.headers.get(name)) is not None}
    stated = headers.get("content-length", "").strip()
    if not re.fullmatch(r"[0-9]{1,15}", stated):
        said = f"{stated[:40]!r} is no length" if stated else "cut off: it is not there"
        return Broken(place, f"Content-Length: {said}", doubtful=True)
    length = int(stated)
    record = Record(place, headers, b"")
    held = length if length <= MAX_RECORD and record.kind in wanted else 0
    block = one.reader.read(held) if held else b""
    there = len(block) + (one.consume() or 0)
    if there < length:
        return Broken(place, f"cut off: {there:,} of the {length:,} bytes that it states", doubtful=True)
    if record.kind in wanted and length > MAX_RECORD:
        return Broken(place, f"{length:,} bytes, at most {MAX_RECORD:,} of one record are read")
    return Record(place, headers, block)


def _proved(record: Record) -> bool:
    """Whether its own digest says that the block is what it was."""
    return bool(record.block) and verified(record.block, record.headers.get("warc-block-digest"))


def verified(data: bytes, digest: str | None) -> bool:
    """Whether "sha1:3I42H3S6...", in base 32 or in hex digits, is the digest of `data`."""
    algorithm, _, stated = (digest or "").strip().partition(":")
    algorithm = algorithm.strip().lower().replace("-", "")
    if algorithm not in _DIGESTS:
        return False
    found = hashlib.new(algorithm, data, usedforsecurity=False).digest()
    return stated.strip().lower() in (
        found.hex(),
        base64.b32encode(found).decode().lower().rstrip("="),
        base64.b32encode(found).decode().lower(),
    )
