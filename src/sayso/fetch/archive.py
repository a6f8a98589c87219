"""What was fetched, kept as WARC files: evidence points at them.

Each record is packed by itself, so that a file can be read from any of them on, and is on the disk before
`keep` returns. Files are named after the day and a number; a new one begins with the day, or when one is
full. Two processes never write into one file.
"""

import contextlib
import io
import os
import zlib
from pathlib import Path
from typing import IO, Any

from sayso.errors import ResourceError, StoreError
from sayso.fetch.answers import Answer, Exchange
from sayso.fetch.clocks import Clock, RealClock
from sayso.fetch.wire import MISSING
from sayso.model.report import Capture

FULL = 500_000_000  # bytes, after which a file is not gone on with
_PIECE = 1 << 14  # small: what stands behind the end of a record is copied


class Archive:
    """A folder of WARC files that is written to.

    Args:
        folder: Made where it is not there.
        clock: Whose days the files are named after.
        full: The size from which on a file is left and a new one begun.
    """

    def __init__(self, folder: Path, clock: Clock | None = None, *, full: int = FULL) -> None:
        self._folder = folder
        self._clock = clock or RealClock()
        self._full = full
        self._file: io.BufferedWriter | None = None
        self._path = folder
        self._day = ""

    @property
    def folder(self) -> Path:
        """Where the files lie."""
        return self._folder

    def keep(self, answer: Answer) -> Capture:
        """Write all that went over the wire for an answer; where its last response is.

        When this returns the records are on the disk.

        Raises:
            StoreError: the folder cannot be written to.
            ResourceError: the extra `feeds` is not installed.
        """
        try:
            file = self._open()
            for one in answer.exchanges:
                capture = self._write(file, one)
            file.flush()
            os.fsync(file.fileno())
        except OSError as error:
            self.close()  # what was half written is cut off when the file is opened again
            raise StoreError(f"{self._path}: cannot be written: {error.strerror or error}") from error
        return capture

    def close(self) -> None:
        """Close the file that is written to."""
        if self._file is not None:
            with contextlib.suppress(OSError):  # a full disk was told already
                self._file.close()
            self._file = None

    def _open(self) -> io.BufferedWriter:
        """The file to write to, at its end."""
        day = self._clock.now().strftime("%Y%m%d")
        if self._file is not None and day == self._day and self._file.tell() < self._full:
            return self._file
        self.close()
        self._folder.mkdir(parents=True, exist_ok=True)
        number = 1
        while True:
            path = self._folder / f"sayso-{day}-{number:05}.warc.gz"
            file = _taken(path, self._full)
            if file is not None:
                break
            number += 1
        self._path, self._day, self._file = path, day, file
        if file.tell() == 0:
            self._begin(file)
        return file

    def _begin(self, file: io.BufferedWriter) -> None:
        about = {"software": "sayso", "format": "WARC File Format 1.1"}
        writer = record_writer(file)
        writer.write_record(writer.create_warcinfo_record(self._path.name, about))
        folder = os.open(self._folder, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    def _write(self, file: io.BufferedWriter, one: Exchange) -> Capture:
        """The response, then the request that it answers."""
        writer, offset = record_writer(file), file.tell()
        about = {
            "WARC-Date": one.at.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "WARC-IP-Address": one.peer,
        }
        line = f"HTTP/1.1 {one.status} {one.reason}".rstrip()
        response = writer.create_warc_record(
            one.address,
            "response",
            payload=io.BytesIO(one.body),
            http_headers=_lines(line, [_stored(*pair) for pair in one.headers]),
            warc_headers_dict=about,
        )
        id_ = str(response.rec_headers.get_header("WARC-Record-ID"))
        digest = str(response.rec_headers.get_header("WARC-Payload-Digest"))
        request = writer.create_warc_record(
            one.address,
            "request",
            payload=io.BytesIO(b""),
            http_headers=_lines(f"GET {one.path} HTTP/1.1", list(one.request), request=True),
            warc_headers_dict={**about, "WARC-Concurrent-To": id_},
        )
        writer.write_record(response)
        writer.write_record(request)
        return Capture(id_.strip("<>"), digest, one.address, one.at, self._path.name, offset)


def _stored(name: str, value: str) -> tuple[str, str]:
    """A header as it is stored: the chunks of the body were put together, so that it is no longer chunked."""
    return (f"X-Archive-Orig-{name}" if name.lower() == "transfer-encoding" else name, value)


def _lines(first: str, headers: list[tuple[str, str]], *, request: bool = False) -> Any:
    """warcio's form of headers; it takes the protocol off the first line of a response."""
    from warcio.statusandheaders import StatusAndHeaders

    protocol, _, rest = first.partition(" ")
    if request:
        rest, _, protocol = first.rpartition(" ")
        return StatusAndHeaders(f"{rest} {protocol}", headers, is_http_request=True)
    return StatusAndHeaders(rest, headers, protocol=protocol)


def record_writer(file: IO[bytes], *, gzip: bool = True) -> Any:
    """What makes and writes records of a WARC file, each packed by itself."""
    try:
        from warcio.utils import Digester
        from warcio.warcwriter import WARCWriter
    except ImportError:
        raise ResourceError(MISSING) from None

    class Writer(WARCWriter):  # type: ignore[misc]  # warcio ships no types
        """Digests that nobody can forge, in place of SHA-1; and no files for what is in memory already."""

        @staticmethod
        def _create_digester() -> Any:
            return Digester("sha256")

        @staticmethod
        def _create_temp_file() -> io.BytesIO:
            return io.BytesIO()

    return Writer(file, gzip=gzip, warc_version="WARC/1.1")


def _taken(path: Path, full: int) -> io.BufferedWriter | None:
    """The file for this process alone, its torn end cut off; None where it is full or another one's."""
    file = path.open("ab")
    try:
        mine = is_locked(file)
        # A redaction may have put another file in its place before it was locked.
        mine = mine and os.fstat(file.fileno()).st_ino == path.stat().st_ino
        if not mine or path.stat().st_size >= full:
            file.close()
            return None
        whole = _whole(path)
        if whole < path.stat().st_size:
            file.truncate(whole)
        file.seek(0, os.SEEK_END)
    except OSError:
        file.close()
        raise
    return file


def is_locked(file: IO[bytes]) -> bool:
    """Whether nobody else writes to it; where the system has no such locks, that cannot be known."""
    try:
        import fcntl
    except ImportError:
        return True
    try:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _whole(path: Path) -> int:
    """How many bytes of a file are whole records; a process that was killed may leave a part of one."""
    end = at = 0
    made = zlib.decompressobj(31)
    with path.open("rb") as file:
        while data := file.read(_PIECE):
            while data:
                try:
                    made.decompress(data)
                except zlib.error:
                    return end
                used = len(data) - len(made.unused_data)
                at, data = at + used, made.unused_data
                if made.eof:
                    end, made = at, zlib.decompressobj(31)
                elif not used:
                    return end
    return end
