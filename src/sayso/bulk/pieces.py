"""What a bulk run is made of: pieces of files, parts of pieces, and the job that holds for all of them."""

import hashlib
import json
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from sayso.read import ReadOptions

Makers = tuple[tuple[str, str], ...]


class Unit(StrEnum):
    """How a piece is cut out of its file."""

    FILE = "file"  # the whole file
    LINES = "lines"  # bytes `start` to `end` of a file in JSON Lines; `before` lines lie before them
    ITEMS = "items"  # reports `start` to `end` of a file that is read whole
    RECORDS = "records"  # bytes `start` to `end` of a WARC file; `before` records lie before them


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of an input file.

    `name` is the file's, as it lies below the input that was named: it does not change where the whole
    input moves. `stem` begins the ids of reports that have none. `sha256` is of what is read.
    `documents` is how many there are about.
    """

    path: str
    name: str
    stem: str
    unit: Unit
    start: int
    end: int
    before: int
    documents: int
    sha256: str

    @property
    def key(self) -> tuple[object, ...]:
        """What decides on the records that are made of it."""
        where = (self.start, self.end) if self.unit is Unit.ITEMS else (0, 0)
        return (self.name, self.stem, self.unit.value, *where, self.before, self.sha256)


@dataclass(frozen=True, slots=True)
class Part:
    """The unit of work: what is coded and written together."""

    id: str
    pieces: tuple[Piece, ...]

    @property
    def documents(self) -> int:
        """How many there are about."""
        return sum(piece.documents for piece in self.pieces)

    @property
    def name(self) -> str:
        """The file that it begins with."""
        return self.pieces[0].name

    @property
    def tries(self) -> int:
        """How often it may kill its worker: twice for each document, and some more by chance."""
        return 2 * self.documents + 10


@dataclass(frozen=True, slots=True)
class Job:
    """What holds for all parts of a run.

    `makers` are the names and versions of all that decides on a record; workers of other versions refuse.
    `timeout` is in seconds for one document, `memory` in megabytes for one worker; None: no bound.
    """

    root: str
    options: ReadOptions
    party_packs: tuple[str, ...] = ()
    place_packs: tuple[str, ...] = ()
    relevant: bool = False
    timeout: float | None = 120.0
    memory: int | None = None
    makers: Makers = ()


def part_of(pieces: tuple[Piece, ...], job: Job) -> Part:
    """The part that pieces make: its id says what is read, by what versions, and as what."""
    # What bounds time and memory is left out: it decides on no record, only on what gets none.
    told = [[piece.key for piece in pieces], job.makers, repr(job.options), job.relevant]
    return Part(hashlib.sha256(json.dumps(told).encode()).hexdigest()[:32], pieces)


def file_name(path: Path, inputs: list[Path]) -> str:
    """The name of a file as it lies below the input that it was found by."""
    for given in inputs:
        if path == given:
            return path.name
        if path.is_relative_to(given):
            return f"{given.resolve().name}/{path.relative_to(given).as_posix()}"
    return path.name
