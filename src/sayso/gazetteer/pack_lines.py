"""The lines of a file that a user hands over, plain or in a zip: in bounded memory, each with its place."""

import hashlib
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from sayso.errors import ResourceError

# GeoNames' table of all countries is 1.7 GB and packs to a quarter; text packs to a twentieth at most.
MOST_BYTES = 8_000_000_000
MOST_RATIO = 100
SMALL = 10_000_000
LONGEST_LINE = 1_000_000
CHUNK = 1 << 20
BOM = b"\xef\xbb\xbf"
Line = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Source:
    """A file on disk, and the table in it where it is a zip."""

    path: Path
    member: str | None = None

    def where(self, line: int | None = None) -> str:
        """`file:line`; for a zip `file/member:line`."""
        name = f"{self.path}/{self.member}" if self.member else str(self.path)
        return name if line is None else f"{name}:{line}"

    def lines(self) -> Iterator[Line]:
        """The numbered lines without their ends; a byte-order mark is no part of the first.

        Raises:
            ResourceError: the file cannot be read, is not UTF-8 or has a line without end.
        """
        with _opened(self) as stream:
            number = 0
            while raw := stream.readline(LONGEST_LINE):
                number += 1
                if len(raw) == LONGEST_LINE:
                    raise ResourceError(
                        f"{self.where(number)}: longer than {LONGEST_LINE} bytes; not a table"
                    )
                yield number, self._decoded(raw.removeprefix(BOM) if number == 1 else raw, number)

    def _decoded(self, raw: bytes, number: int) -> str:
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError as error:
            where = self.where(number)
            raise ResourceError(
                f"{where}: byte {error.start + 1} is not UTF-8; save the file as UTF-8"
            ) from error
        if "\0" in text:
            raise ResourceError(f"{self.where(number)}: a NUL character; a text file in UTF-8 is needed")
        return text.rstrip("\r\n")


def source(path: Path, wanted: Iterable[str]) -> Source:
    """The table in `path`: the file itself, or one of the `wanted` names in a zip.

    Raises:
        ResourceError: there is no such file, or the zip is broken, unsafe or has no such table.
    """
    if not path.is_file():
        raise ResourceError(f"{path}: no such file")
    if not zipfile.is_zipfile(path):
        if path.suffix.lower() == ".zip":
            raise ResourceError(f"{path}: not a zip file; download it again")
        return Source(path)
    names = tuple(wanted)
    with _zip(path) as archive:
        members = archive.infolist()
        for member in members:
            _check_member(path, member)
        plain = {member.filename.lower(): member.filename for member in members}
        found = next((plain[name.lower()] for name in names if name.lower() in plain), None)
        if found is None:
            held = ", ".join(sorted(plain.values())[:5]) or "nothing"
            raise ResourceError(f"{path}: holds {held}; must hold {' or '.join(names)}")
    return Source(path, found)


def sha256(path: Path) -> str:
    """The SHA-256 of a file, read piece by piece."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while piece := stream.read(CHUNK):
            digest.update(piece)
    return digest.hexdigest()


def _check_member(path: Path, member: zipfile.ZipInfo) -> None:
    name = PurePosixPath(member.filename.replace("\\", "/"))
    if name.is_absolute() or ".." in name.parts or ":" in member.filename:
        raise ResourceError(
            f"{path}: member {member.filename!r} points out of the zip; nothing of it is read"
        )
    most = min(MOST_BYTES, max(SMALL, member.compress_size * MOST_RATIO))
    if member.file_size > most:
        told = f"member {member.filename!r} unpacks to {member.file_size} bytes"
        raise ResourceError(f"{path}: {told}; at most {most} for its size in the zip")
    if member.flag_bits & 1:
        raise ResourceError(f"{path}: member {member.filename!r} is encrypted; unpack it first")


@contextmanager
def _zip(path: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise ResourceError(f"{path}: broken zip ({error}); download it again, or unpack it first") from error


@contextmanager
def _opened(table: Source) -> Iterator[IO[bytes]]:
    try:
        if table.member is None:
            with table.path.open("rb") as stream:
                yield stream
            return
        with _zip(table.path) as archive, archive.open(table.member) as member:
            yield member
    except OSError as error:
        raise ResourceError(f"{table.path}: cannot be read ({error.strerror or error})") from error
