"""Captures taken out of an archive again: a note stands where each was, and nothing else moves.

A note has the id of the record that it stands for, says when and by which redaction that was erased, and
fills the same bytes: whoever knows another record by its file and offset finds it still. A file is written
anew beside the old one, put on the disk and renamed, so that a kill leaves either of the two.
"""

import gzip
import html
import io
import os
import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import IO, Any

from sayso.errors import StoreError
from sayso.fetch.archive import is_locked, record_writer

_TAGS = re.compile(r"<[^>]*>")
_HEADER = 10  # bytes of a gzip header before what is optional
_COMMENT = 0x10  # the flag of a comment, which ends with a zero
_PIECE = 1 << 16


@dataclass(frozen=True, slots=True)
class Stored:
    """One record of an archive: its WARC headers, and from where to where it lies in its file."""

    headers: Mapping[str, str]
    start: int
    end: int
    data: bytes

    @property
    def id(self) -> str:
        """ "urn:uuid:...", without brackets."""
        return self.headers.get("warc-record-id", "").strip("<>")

    @property
    def of(self) -> str:
        """The id of the response that a request belongs to; its own of what belongs to none."""
        return self.headers.get("warc-concurrent-to", "").strip("<>") or self.id

    @property
    def address(self) -> str | None:
        """What was asked for."""
        return self.headers.get("warc-target-uri")

    def text(self) -> str:
        """All words of it: its headers, and its body as it is and as a page shows it."""
        from warcio.archiveiterator import ArchiveIterator

        head = self.data.partition(b"\r\n\r\n")[0].decode("utf-8", "replace")
        record = next(iter(ArchiveIterator(io.BytesIO(self.data))))
        body = record.content_stream().read().decode("utf-8", "replace")
        shown = html.unescape(_TAGS.sub(" ", body))
        bare = html.unescape(_TAGS.sub("", body))  # a name may be cut by a tag within it
        return "\n".join((head, body, shown, bare))


def erase(
    folder: Path, wanted: Callable[[Stored], bool], redaction: str, moment: datetime
) -> tuple[int, list[str]]:
    """Put a note in the place of each capture that is wanted, its request included.

    Args:
        folder: Of an `Archive`.
        wanted: Says of a record that is no request whether it is to go.
        redaction: The id by which the redaction is known.
        moment: When it was decided.

    Returns:
        How many captures are gone, and the names of the files that others write to: these are left as they
        are.

    Raises:
        StoreError: a file cannot be read or written, or is damaged.
    """
    gone, busy = 0, list[str]()
    for path in sorted(folder.glob("sayso-*.warc.gz")):
        try:
            with path.open("rb+") as file:
                if not is_locked(file):
                    busy.append(path.name)
                    continue
                gone += _erased(path, file, wanted, _note(redaction, moment))
        except (OSError, zlib.error) as error:
            raise StoreError(f"{path}: {getattr(error, 'strerror', None) or error}") from error
    return gone, busy


def records(file: IO[bytes]) -> Iterator[Stored]:
    """The records of a file of which each is packed by itself; what a kill has left at its end is none."""
    at, made, data = 0, zlib.decompressobj(31), list[bytes]()
    start = 0
    while piece := file.read(_PIECE):
        while piece:
            data.append(made.decompress(piece))
            used = len(piece) - len(made.unused_data)
            at, piece = at + used, made.unused_data
            if made.eof:
                whole = b"".join(data)
                yield Stored(_headers(whole), start, at, whole)
                start, made, data = at, zlib.decompressobj(31), []


def _headers(data: bytes) -> dict[str, str]:
    lines = data.partition(b"\r\n\r\n")[0].decode("utf-8", "replace").split("\r\n")[1:]
    return {name.strip().lower(): value.strip() for name, _, value in (one.partition(":") for one in lines)}


def _erased(
    path: Path, file: IO[bytes], wanted: Callable[[Stored], bool], note: Callable[[Stored], bytes]
) -> int:
    spans: dict[str, list[Stored]] = {}
    for one in records(file):
        kind = one.headers.get("warc-type")
        if one.of in spans or (kind not in ("request", "warcinfo", "metadata") and wanted(one)):
            spans.setdefault(one.of, []).append(one)
    if not spans:
        return 0
    half = path.with_name(f"{path.name}.tmp-{os.getpid()}")
    try:
        with half.open("wb") as out:
            file.seek(0)
            for several in spans.values():
                _copy(file, out, several[0].start)
                out.write(_filling(note(several[0]), several))
                file.seek(several[-1].end)
            _copy(file, out, None)
            out.flush()
            os.fsync(out.fileno())
        half.replace(path)
    finally:
        half.unlink(missing_ok=True)  # it is there still where something ended this before
    handle = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
    return len(spans)


def _copy(file: IO[bytes], out: IO[bytes], until: int | None) -> None:
    while until is None or file.tell() < until:
        data = file.read(_PIECE if until is None else min(_PIECE, until - file.tell()))
        if not data:
            return
        out.write(data)


def _note(redaction: str, moment: datetime) -> Callable[[Stored], bytes]:
    """What makes the record that stands for another; nothing of that one but its id and day is in it."""

    def made(one: Stored) -> bytes:
        writer = record_writer(io.BytesIO(), gzip=False)
        told = f"redacted: {moment.isoformat()}\r\nredaction: {redaction}\r\n"
        record: Any = writer.create_warc_record(
            "",
            "metadata",
            payload=io.BytesIO(told.encode()),
            warc_content_type="application/warc-fields",
            warc_headers_dict={
                "WARC-Record-ID": one.headers.get("warc-record-id", ""),
                "WARC-Date": one.headers.get("warc-date", ""),
            },
        )
        record.rec_headers.remove_header("WARC-Target-URI")
        writer.write_record(record)
        data: bytes = writer.out.getvalue()
        return data

    return made


def _filling(data: bytes, several: list[Stored]) -> bytes:
    """A record packed to fill the place of others: a comment in its gzip header takes up the rest."""
    if any(one.end != after.start for one, after in pairwise(several)):
        raise StoreError(f"record {several[0].id}: its request does not follow it; no file of sayso's")
    packed = gzip.compress(data, mtime=0)
    room = several[-1].end - several[0].start - len(packed)
    if room < 1:
        raise StoreError(f"record {several[0].id}: is too short for a note in its place")
    header = bytearray(packed[:_HEADER])
    header[3] |= _COMMENT
    return bytes(header) + b" " * (room - 1) + b"\0" + packed[_HEADER:]
