"""ZIP containers (Word files, WACZ archives), opened with distrust."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO, BinaryIO, cast

from sayso.errors import ReadError
from sayso.read.options import MAX_BYTES

MAX_ENTRIES = 5_000
# Of all entries together; Word files with photographs are large, but not larger unpacked than this.
MAX_UNPACKED = 10 * MAX_BYTES
# XML packs 5 to 30 times smaller; a bomb a thousand times.
MAX_RATIO = 200
_SMALL = 1_000_000


class Package:
    """A ZIP file of which single parts are read, each within limits.

    Raises:
        ReadError: it is no ZIP file, or one made to fill the memory.
    """

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise ReadError(f"damaged, or no Word file: {error}") from None
        entries = self._zip.infolist()
        if len(entries) > MAX_ENTRIES:
            raise ReadError(f"refused: {len(entries):,} parts packed in it, at most {MAX_ENTRIES:,}")
        total = sum(entry.file_size for entry in entries)
        if total > MAX_UNPACKED or (total > _SMALL and total > MAX_RATIO * len(data)):
            raise ReadError(f"refused: {len(data):,} bytes would unpack to {total:,} (a zip bomb?)")
        self.names = frozenset(entry.filename for entry in entries)

    def read(self, name: str) -> bytes | None:
        """The part of that name, or None where there is none.

        Raises:
            ReadError: it is damaged, locked or larger than MAX_BYTES.
        """
        if name not in self.names:
            return None
        try:
            with self._zip.open(name) as part:
                # One byte more than allowed: the sizes in the directory may lie.
                data = part.read(MAX_BYTES + 1)
        except RuntimeError:
            raise ReadError("it is locked with a password; save it without") from None
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
            raise ReadError(f"damaged: part {name} cannot be unpacked ({error})") from None
        if len(data) > MAX_BYTES:
            raise ReadError(f"refused: part {name} unpacks to more than {MAX_BYTES:,} bytes (a zip bomb?)")
        return data


# The directory of a WACZ file with some hundred parts has some ten thousand bytes.
_MAX_DIRECTORY = 2_000_000
_TAIL = 65_557  # the end record and the longest comment
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError)
_WARC = re.compile(r"(?:^|/)archive/[^/]+\.warc(?:\.gz|\.zst)?$", re.I)


class _Part(io.RawIOBase):
    """A file in a ZIP file whose damage is an OSError: who reads it need not know where it lies."""

    def __init__(self, part: IO[bytes]) -> None:
        self._part = part

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._part.tell()

    def read(self, size: int = -1, /) -> bytes:
        """The next bytes.

        Raises:
            OSError: they are damaged.
        """
        try:
            return self._part.read(size)
        except _DAMAGE as error:
            raise OSError(f"damaged in its ZIP file: {error}") from None

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        """Go to a place.

        Raises:
            OSError: what lies before it is damaged.
        """
        try:
            return self._part.seek(offset, whence)
        except _DAMAGE as error:
            raise OSError(f"damaged in its ZIP file: {error}") from None


def archived(stream: BinaryIO) -> Iterator[tuple[str, BinaryIO]]:
    """The WARC files of a WACZ file, each with "!" and its name in it; a WARC file is itself, named "".

    Source: the WACZ format, version 1.1.1: WARC files lie in the folder `archive`.

    Raises:
        ReadError: it is a damaged ZIP file, one made to fill the memory, or one without WARC files.
    """
    start = stream.read(4)
    if not start:
        raise ReadError("the file is empty; an archive is expected")
    stream.seek(0)
    if not start.startswith(b"PK"):
        yield "", stream
        return
    _check_directory(stream)
    try:
        with zipfile.ZipFile(stream) as container:
            inside = [entry for entry in container.infolist() if _WARC.search(entry.filename)]
            if not inside:
                raise ReadError("no WACZ file: no WARC file lies in its folder archive/")
            for entry in inside[:MAX_ENTRIES]:
                with container.open(entry) as one:
                    yield f"!{entry.filename}", cast(BinaryIO, _Part(one))  # as good here
    except RuntimeError:
        raise ReadError("it is locked with a password; save it without") from None
    except _DAMAGE as error:
        raise ReadError(f"damaged, or no WACZ file: {error}") from None


def _check_directory(stream: BinaryIO) -> None:
    """Refuse a directory that would fill the memory, before zipfile reads it."""
    size = stream.seek(0, io.SEEK_END)
    stream.seek(max(0, size - _TAIL))
    tail = stream.read(_TAIL)
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) < at + 22:
        raise ReadError("damaged, or no WACZ file: its directory is missing (cut off?)")
    entries, length = struct.unpack_from("<HI", tail, at + 10)
    wide = tail.rfind(b"PK\x06\x06", 0, at)
    if wide >= 0 and len(tail) >= wide + 48:
        entries, length = struct.unpack_from("<QQ", tail, wide + 32)
    if length > _MAX_DIRECTORY:
        raise ReadError(f"refused: {entries:,} parts packed in it, at most {MAX_ENTRIES:,}")
    stream.seek(0)
