"""The plan: inputs cut into pieces, and pieces put together to parts, the same on every run."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from sayso.bulk.archive_cuts import cut_archive
from sayso.bulk.pieces import Job, Part, Piece, Unit, file_name, part_of
from sayso.errors import BulkError, ReadError
from sayso.read import MAX_BYTES, Failure, FailureKind, ReadOptions, find_files
from sayso.read.pieces import count, format_of
from sayso.read.sources import stems_of

PART_SIZE = 200  # documents
_PIECE_BYTES = 8_000_000
_PART_BYTES = 64_000_000  # files that are put together to one part
_BLOCK = 1 << 20
_WHOLE = frozenset(("json", "csv", "tsv", "parquet"))  # several reports that cannot be told apart unread
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"\x00")  # UTF-16 and UTF-32: their lines do not end with one byte


class Plan:
    """The parts of a run, and what of its input cannot be read at all.

    Args:
        inputs: Files and folders.
        options: How they are read.
        size: Documents of a part.
        seen: Told, file by file, the number of documents that were found.

    Raises:
        BulkError: an input is not there, or cannot be read.
    """

    def __init__(
        self,
        inputs: Sequence[Path],
        options: ReadOptions,
        size: int = PART_SIZE,
        seen: Callable[[int], None] = lambda _: None,
    ) -> None:
        self.skipped: list[str] = []
        self.pieces: list[Piece] = []
        files = list(self._files(inputs, options))
        stems = stems_of(files)
        given = list(inputs)
        for path in files:
            try:
                self.pieces += _cut(path, (file_name(path, given), stems[path]), options, size)
            except OSError as error:
                raise BulkError(f"{path}: cannot be read: {error.strerror or error}") from None
            seen(sum(piece.documents for piece in self.pieces))
        self._size = size
        self._bytes = {path: path.stat().st_size for path in files}

    def _files(self, inputs: Sequence[Path], options: ReadOptions) -> Iterator[Path]:
        for path in inputs:
            if not path.exists():
                raise BulkError(f"{path}: there is no such file or folder")
        for found in find_files(list(inputs), options):
            if isinstance(found, Failure):
                if found.kind is not FailureKind.SKIPPED:
                    raise BulkError(found.message)
                self.skipped.append(found.message)
            else:
                yield found

    @property
    def documents(self) -> int:
        """How many there are about."""
        return sum(piece.documents for piece in self.pieces)

    def parts(self, job: Job) -> list[Part]:
        """The parts, in the order of the input."""
        return [part_of(tuple(group), job) for group in self._groups()]

    def _groups(self) -> Iterable[list[Piece]]:
        group: list[Piece] = []
        documents = size = 0
        for piece in self.pieces:
            weight = self._bytes[Path(piece.path)] if piece.unit is Unit.FILE else piece.end - piece.start
            full = documents + piece.documents > self._size or size + weight > _PART_BYTES
            if group and full:
                yield group
                group, documents, size = [], 0, 0
            group.append(piece)
            documents, size = documents + piece.documents, size + weight
        if group:
            yield group


def _cut(path: Path, names: tuple[str, str], options: ReadOptions, size: int) -> Iterator[Piece]:
    name, stem = names
    with path.open("rb") as file:
        start = file.read(4096)
    kind = format_of(start, str(path), options)
    if kind == "jsonl" and not start.startswith(_WIDE[:2]) and _WIDE[2] not in start:
        return _lines(path, name, stem, size)
    if kind == "warc":
        return _archive(path, names, size)
    if kind in _WHOLE or kind == "jsonl":
        return _items(path, names, options, size)
    return iter([Piece(str(path.absolute()), name, stem, Unit.FILE, 0, 0, 0, 1, _sha256(path))])


def _archive(path: Path, names: tuple[str, str], size: int) -> Iterator[Piece]:
    name, stem = names
    try:
        yield from list(cut_archive(path, name, stem, size))
    except ReadError:  # which is a dead letter, and no reason to stop the run
        span = 0, path.stat().st_size
        yield Piece(str(path.absolute()), name, stem, Unit.RECORDS, *span, 0, 1, _sha256(path))


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _items(path: Path, names: tuple[str, str], options: ReadOptions, size: int) -> Iterator[Piece]:
    name, stem = names
    number = 1 if path.stat().st_size > MAX_BYTES else count(path.read_bytes(), str(path), options)
    digest = _sha256(path)
    for at in range(0, number, size):
        end = min(number, at + size)
        yield Piece(str(path.absolute()), name, stem, Unit.ITEMS, at, end, 0, end - at, digest)


def _lines(path: Path, name: str, stem: str, size: int) -> Iterator[Piece]:
    """Cuts at ends of lines; a line may be of any length, and is never held as a whole."""
    digest = hashlib.sha256()
    start = before = at = lines = 0

    def piece(end: int) -> Piece:
        return Piece(
            str(path.absolute()),
            name,
            stem,
            Unit.LINES,
            start,
            end,
            before,
            lines - before,
            digest.hexdigest(),
        )

    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            cut = 0
            while (end := block.find(b"\n", cut)) >= 0:
                digest.update(block[cut : end + 1])
                cut = end + 1
                lines += 1
                if lines - before >= size or at + cut - start >= _PIECE_BYTES:
                    yield piece(at + cut)
                    start, before, digest = at + cut, lines, hashlib.sha256()
            digest.update(block[cut:])
            at += len(block)
            lines_end = cut == len(block)
    if at > start or at == 0:
        lines += not lines_end
        yield piece(at)
