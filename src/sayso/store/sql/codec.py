"""Whole records as bytes, and back: what columns do not hold is in them, and nothing of them is lost.

A packed record is one byte that names the form, then its content. Form 1 is JSON, compressed by zlib (RFC
1950), so that it can be read without sayso: Python's zlib and json suffice.
"""

import hashlib
import json
import zlib
from collections.abc import Iterable
from typing import Any, Generic, TypeVar

import msgspec

from sayso.errors import StoreError
from sayso.model.decisions import Reason
from sayso.model.edits import Edit
from sayso.model.incidents import MergedIncident, Revision
from sayso.model.record import Coded, Version

T = TypeVar("T")

_FORM = b"\x01"
MOST_BYTES = (
    500_000_000  # of one record: a hundred times the longest report; a base from elsewhere may hold a bomb
)
_LEVEL = 3  # 6 makes records of the golden reports 11 % smaller in more than twice the time


def encoded(value: Any) -> bytes:
    """A value of the model as JSON, the same bytes for equal values.

    Raises:
        StoreError: some text of it holds half a surrogate pair, which no database takes.
    """
    try:
        return msgspec.json.encode(value)
    except UnicodeEncodeError as error:
        raise StoreError(f"cannot be kept: {error.reason} (character {error.start})") from error


def packed(data: bytes) -> bytes:
    """JSON, made small."""
    return _FORM + zlib.compress(data, _LEVEL)


def pack(value: Any) -> bytes:
    """A value of the model as one piece of data for a column."""
    return packed(encoded(value))


def sha256(data: bytes) -> str:
    """Its checksum, in hex digits."""
    return hashlib.sha256(data).hexdigest()


class Codec(Generic[T]):
    """Reads one type back from what `pack` made of it."""

    def __init__(self, kind: type[T]) -> None:
        self._kind = kind
        self._decoder = msgspec.json.Decoder(kind)

    def decode(self, data: bytes) -> T:
        """A value from JSON.

        Raises:
            StoreError: it is none of this type.
        """
        try:
            return self._decoder.decode(data)
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:  # a text that is none any more
            raise StoreError(f"stored {self._kind.__name__} cannot be read: {error}") from error

    def unpack(self, data: bytes) -> T:
        """A value from a column.

        Raises:
            StoreError: it is damaged, or of a newer sayso.
        """
        return self.decode(unpacked(data))


def unpacked(data: bytes) -> bytes:
    """The JSON of a packed value.

    Raises:
        StoreError: it is damaged, or of a newer sayso.
    """
    if data[:1] != _FORM:
        raise StoreError(f"stored data of form {data[:1]!r}; this sayso reads {_FORM!r}")
    opened = zlib.decompressobj()
    try:
        made = opened.decompress(data[1:], MOST_BYTES)
    except zlib.error as error:
        raise StoreError(f"stored data is damaged: {error}") from error
    if not opened.eof:
        why = f"more than {MOST_BYTES:,} bytes" if opened.unconsumed_tail else "cut off"
        raise StoreError(f"stored data is damaged: {why}")
    return made


CODED = Codec(Coded)
INCIDENT = Codec(MergedIncident)
REVISION = Codec(Revision)
REASONS = Codec(tuple[Reason, ...])
EDIT = Codec(Edit)
VERSIONS = Codec(tuple[Version, ...])


def run_id(versions: Iterable[Version]) -> str:
    """The name of a set of versions, in whatever order they are told."""
    told = sorted((one.name, one.version, one.sha256 or "") for one in versions)
    return "run-" + hashlib.sha256(json.dumps(told).encode()).hexdigest()[:16]
