"""Archives of pages cut where records begin."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from sayso.bulk.pieces import Piece, Unit
from sayso.read.warc import Record, records

_PAGES = frozenset(("response", "resource"))
_NOTHING: frozenset[str] = frozenset()
_BLOCK = 1 << 20
_ZIP = b"PK"


def cut_archive(path: Path, name: str, stem: str, size: int) -> Iterator[Piece]:
    """Stretches of so many pages each.

    A WACZ file, and one that is packed as a whole, cannot be entered in the middle: each is one piece.

    Raises:
        ReadError: it is no archive.
    """
    end = path.stat().st_size
    cuts, pages = _cuts(path, size) if end else ([], 0)
    starts = [0, *(offset for offset, _ in cuts), end]
    before = [0, *(number for _, number in cuts), max(pages, 1)]
    with path.open("rb") as file:
        for at in range(len(starts) - 1):
            digest = hashlib.sha256()
            left = starts[at + 1] - starts[at]
            while left and (block := file.read(min(_BLOCK, left))):
                digest.update(block)
                left -= len(block)
            found = before[at + 1] - before[at]
            span = starts[at], starts[at + 1]
            yield Piece(str(path.absolute()), name, stem, Unit.RECORDS, *span, 0, found, digest.hexdigest())


def _cuts(path: Path, size: int) -> tuple[list[tuple[int, int]], int]:
    """Where to cut, each with the number of pages before it, and the number of all."""
    cuts: list[tuple[int, int]] = []
    pages = last = 0
    with path.open("rb") as file:
        if file.read(len(_ZIP)) == _ZIP:
            return cuts, size
        for one in records(file, _NOTHING):
            if not isinstance(one, Record) or one.kind not in _PAGES:
                continue
            if pages - last >= size and one.place.offset:
                cuts.append((one.place.offset, pages))
                last = pages
            pages += 1
    return cuts, pages
