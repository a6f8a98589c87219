"""ZIP containers (Word files), opened with distrust."""

import io
import zipfile
import zlib

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
