"""Documents of a part, one after the other, each with the key by which it is known if it kills its worker."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from sayso.bulk.flight import why
from sayso.bulk.pieces import Part, Piece, Unit
from sayso.model.report import Report
from sayso.read import MAX_BYTES, Failure, ReadOptions
from sayso.read.pieces import failed, read_piece


@dataclass(frozen=True, slots=True)
class Document:
    """What a part has at one place: `key` names it within the part, `source` is its file's name."""

    key: str
    source: str
    item: Report | Failure


# Told the key of what is about to be read; what it answers is the reason not to read it.
Begin = Callable[[str], str | None]


def documents(part: Part, options: ReadOptions, begin: Begin) -> Iterator[Document]:
    """The documents of a part, in the order of its pieces."""
    for number, piece in enumerate(part.pieces):
        read = _READ[piece.unit]
        for at, item in read(piece, options, lambda at, n=number: begin(f"{n}:{at}")):  # type: ignore[misc]  # n is bound
            yield Document(f"{number}:{at}", piece.name, item)


_Found = Iterator[tuple[int, Report | Failure]]
_BeginAt = Callable[[int], str | None]


def _refused(piece: Piece, place: str | None, reason: str) -> Failure:
    failure = failed(piece.name, place, why(reason))
    return Failure(failure.path, failure.place, failure.message, reason)


def _file(piece: Piece, options: ReadOptions, begin: _BeginAt) -> _Found:
    reason = begin(0)
    if reason is not None:
        yield 0, _refused(piece, None, reason)
        return
    for at, item in enumerate(_whole(piece, options)):
        yield at, item
        begin(at + 1)


def _items(piece: Piece, options: ReadOptions, begin: _BeginAt) -> _Found:
    reason = begin(piece.start)
    if reason is not None:  # the file is read from its beginning each time: nothing of it can be had
        yield piece.start, _refused(piece, f"reports {piece.start + 1} to {piece.end}", reason)
        return
    for at, item in enumerate(_whole(piece, options)):
        if at >= piece.start:
            yield at, item
        if at + 1 >= piece.end:
            return
        begin(at + 1)


def _lines(piece: Piece, options: ReadOptions, begin: _BeginAt) -> _Found:
    """Line by line: one that kills its reader costs nothing but itself."""
    with Path(piece.path).open("rb") as file:
        file.seek(piece.start)
        line, at = piece.before, piece.start
        while at < piece.end:
            data, length = _line(file)
            at += length
            if not length:
                return
            if data is None or data.strip():
                yield line, _read_line(data, piece, (line, length), options, begin)
            line += 1


def _read_line(
    data: bytes | None, piece: Piece, at: tuple[int, int], options: ReadOptions, begin: _BeginAt
) -> Report | Failure:
    line, length = at
    reason = begin(line)
    place = f"line {line + 1}"
    if reason is not None:
        return _refused(piece, place, reason)
    if data is None:
        return failed(piece.name, place, f"a line of {length:,} bytes; at most {MAX_BYTES:,} make one report")
    name = piece.name if piece.name.endswith((".jsonl", ".ndjson")) else f"{piece.name}.jsonl"
    (found,) = read_piece(data, name, piece.stem, options, before=line)
    return found


def _line(file: BinaryIO) -> tuple[bytes | None, int]:
    """The next line and its length; None for one that is too long to be held."""
    data = file.readline(MAX_BYTES + 1)
    if len(data) <= MAX_BYTES:
        return data, len(data)
    length = len(data)
    while not data.endswith(b"\n") and (data := file.readline(MAX_BYTES)):
        length += len(data)
    return None, length


def _whole(piece: Piece, options: ReadOptions) -> Iterator[Report | Failure]:
    with Path(piece.path).open("rb") as file:
        data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        yield failed(piece.name, None, f"more than {MAX_BYTES:,} bytes in one file; split it")
        return
    yield from read_piece(data, piece.name, piece.stem, options)


_READ: dict[Unit, Callable[[Piece, ReadOptions, _BeginAt], _Found]] = {
    Unit.FILE: _file,
    Unit.ITEMS: _items,
    Unit.LINES: _lines,
}
