"""Where the next record of a damaged WARC file begins."""

import re
import zlib
from collections.abc import Iterator
from itertools import islice
from typing import BinaryIO

GZIP, ZSTD, START = b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd", b"WARC/"
_PLAIN = re.compile(rb"(?<=\n)WARC/\d\.\d\r?\n")
_CHUNK = 1 << 20
_OVERLAP = 64
_TRIED = 1 << 12
# Three bytes mark the beginning of a gzip member; by chance they stand in one of 16 million places.
_MOST_TRIED = 10_000


def next_start(stream: BinaryIO, at: int, start: bytes) -> int | None:
    """The first byte from `at` on at which a record seems to begin, or None.

    Args:
        stream: The file.
        at: Where to begin to look.
        start: The file's first bytes, which say how it is packed.
    """
    if start.startswith(START):
        return next(_places(stream, max(0, at - 1), _PLAIN), None)
    magic = GZIP if start.startswith(GZIP) else ZSTD
    for place in islice(_places(stream, at, re.compile(re.escape(magic))), _MOST_TRIED):
        stream.seek(place)
        if magic is ZSTD or _unpacks_to_a_record(stream.read(_TRIED)):
            return place
    return None


def _places(stream: BinaryIO, at: int, pattern: re.Pattern[bytes]) -> Iterator[int]:
    while True:
        stream.seek(at)
        chunk = stream.read(_CHUNK)
        last = len(chunk) < _CHUNK
        # What begins in the overlap is found from the next chunk on, where it is whole.
        limit = len(chunk) if last else len(chunk) - _OVERLAP
        for found in pattern.finditer(chunk):
            if found.start() < limit:
                yield at + found.start()
        if last:
            return
        at += limit - 1  # a line end must be seen before what begins there


def _unpacks_to_a_record(data: bytes) -> bool:
    try:
        return zlib.decompressobj(31).decompress(data, len(START)).startswith(START)
    except zlib.error:
        return False
