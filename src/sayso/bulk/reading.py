"""Documents of a part, one after the other, each with the key by which it is known if it kills its worker."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, cast

from sayso.bulk.flight import Suspicion
from sayso.bulk.pieces import Part, Piece, Unit
from sayso.bulk.windows import Window
from sayso.model.report import Report
from sayso.read import MAX_BYTES, Failure, ReadOptions
from sayso.read.archives import Page, draft_of, pages
from sayso.read.pieces import failed, finished, read_piece


@dataclass(frozen=True, slots=True)
class Document:
    """What a part has at one place: `source` is the name of its file."""

    source: str
    item: Report | Failure


# Told the key of what is about to be read; what it answers speaks against reading it.
Begin = Callable[[str], Suspicion | None]
_BeginAt = Callable[[int], Suspicion | None]
_Found = Iterator[Report | Failure]


def documents(part: Part, options: ReadOptions, begin: Begin) -> Iterator[Document]:
    """The documents of a part, in the order of its pieces."""
    for number, piece in enumerate(part.pieces):
        for item in _READ[piece.unit](piece, options, _within(begin, number)):
            yield Document(piece.name, item)


def _within(begin: Begin, number: int) -> _BeginAt:
    return lambda at: begin(f"{number}:{at}")


def _refused(piece: Piece, place: str | None, suspicion: Suspicion) -> Failure:
    return replace(failed(piece.name, place, suspicion.why), error=suspicion.kind)


# -- files -----------------------------------------------------------------------------------------


def _file(piece: Piece, options: ReadOptions, begin: _BeginAt) -> _Found:
    suspicion = begin(0)
    if suspicion is not None:
        yield _refused(piece, None, suspicion)
        return
    yield from _whole(piece, options)


def _items(piece: Piece, options: ReadOptions, begin: _BeginAt) -> _Found:
    """Reports `start` to `end` of a file, which is read from its beginning."""
    place = f"reports {piece.start + 1} to {piece.end}"
    found = _whole(piece, options)
    for at in range(piece.end):
        suspicion = begin(max(at, piece.start))
        if suspicion is not None and (at == piece.start or suspicion.worst):
            # Where the first kills, finding it may, which is done for all of them.
            yield _refused(piece, place, suspicion)
            return
        item = next(found, None)
        if item is None:
            return
        if suspicion is not None and at > piece.start:
            yield _refused(piece, f"report {at + 1}", suspicion)
        elif at >= piece.start:
            yield item


def _whole(piece: Piece, options: ReadOptions) -> _Found:
    with Path(piece.path).open("rb") as file:
        data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        yield failed(piece.name, None, f"more than {MAX_BYTES:,} bytes in one file; split it")
        return
    yield from read_piece(data, piece.name, piece.stem, options)


# -- lines -----------------------------------------------------------------------------------------


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
                suspicion = begin(line)
                if suspicion is not None:
                    yield _refused(piece, f"line {line + 1}", suspicion)
                elif data is None:
                    message = f"a line of {length:,} bytes; at most {MAX_BYTES:,} make one report"
                    yield failed(piece.name, f"line {line + 1}", message)
                else:
                    yield from _read_line(data, piece, line, options)
            line += 1


def _read_line(data: bytes, piece: Piece, line: int, options: ReadOptions) -> _Found:
    lines = replace(options, format=options.format or "jsonl")
    return read_piece(data, piece.name, piece.stem, lines, before=line)


def _line(file: BinaryIO) -> tuple[bytes | None, int]:
    """The next line and its length; None for one that is too long to be held."""
    data = file.readline(MAX_BYTES + 1)
    if len(data) <= MAX_BYTES:
        return data, len(data)
    length = len(data)
    while not data.endswith(b"\n") and (data := file.readline(MAX_BYTES)):
        length += len(data)
    return None, length


# -- archives --------------------------------------------------------------------------------------


def _records(piece: Piece, options: ReadOptions, begin: _BeginAt) -> _Found:
    """The pages of a stretch of an archive; offsets are those in the whole file."""
    with Path(piece.path).open("rb") as file:
        window = cast("BinaryIO", Window(file, piece.start, piece.end))
        found = pages(window, name=piece.name)
        for at in range(piece.end - piece.start):
            suspicion = begin(at)
            if suspicion is not None and suspicion.worst:
                yield _refused(piece, f"bytes {piece.start} to {piece.end}", suspicion)
                return
            page = next(found, None)
            if page is None:
                return
            yield _page(page, piece, options, suspicion)


def _page(
    page: Page | Failure, piece: Piece, options: ReadOptions, suspicion: Suspicion | None
) -> Report | Failure:
    if isinstance(page, Failure):
        return page
    offset = page.capture.offset
    if offset is not None and piece.start:
        offset += piece.start
        page = replace(page, capture=replace(page.capture, offset=offset), place=f"byte {offset}")
    if suspicion is not None:
        return _refused(piece, page.place, suspicion)
    draft = draft_of(page, piece.name)
    return draft if isinstance(draft, Failure) else finished(draft, piece.name, piece.stem, options)


_READ: dict[Unit, Callable[[Piece, ReadOptions, _BeginAt], _Found]] = {
    Unit.FILE: _file,
    Unit.ITEMS: _items,
    Unit.LINES: _lines,
    Unit.RECORDS: _records,
}
