"""The records of a run in blocks of following days, and what is decided within each, by any engine.

What may be one shares a key, and each key holds a day: reports of following days are put together, a whole
archive read once, whatever the order of its files. A worker joins a block in memory as the base will, and
writes down each answer that it found (`sayso.base.decided`); whoever joins the whole asks these first. So
blocks decide how much is left to do, and never what comes of it.
"""

import hashlib
import shutil
import struct
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sayso.base.decided import Said, decided
from sayso.base.wired import ShippedSaid, shipped_rules
from sayso.bulk.engine import Engine
from sayso.bulk.flight import Flight
from sayso.bulk.layout import Layout, dumped, write
from sayso.bulk.locks import locked
from sayso.bulk.pieces import Job, Makers
from sayso.bulk.records import Lost, lost, wrong_with
from sayso.bulk.tables import columns
from sayso.bulk.working import Load, refuse_others
from sayso.errors import BulkError, StoreError
from sayso.model.record import Coded
from sayso.pipeline import code_version
from sayso.read import ReadOptions
from sayso.store.sql import codec

SIZE = 1000  # records of a block: what a worker holds at once
STEP = 200  # records that are joined before incidents are worked out: as `Desk.load` does it
BEFORE = 50  # of the block before, so that what lies on both sides of a cut is found
_TRIES = 3
_LENGTH = struct.Struct(">I")
_SAID = codec.Codec(ShippedSaid)


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a run, as a worker is told of it."""

    number: int
    plan: str
    author: str

    @property
    def id(self) -> str:
        """Made of all that decides on what is in it."""
        return f"{self.plan}-{self.number}"

    @property
    def name(self) -> str:
        """For people."""
        return f"block {self.number}"

    @property
    def tries(self) -> int:
        """After these it is joined without help."""
        return _TRIES


@dataclass(frozen=True, slots=True)
class Ready:
    """A block to be joined: its records, those before it, and what was decided of them."""

    records: Sequence[Coded]
    before: Sequence[Coded]
    said: ShippedSaid


class Blocks:
    """The blocks of a run, in `OUT/blocks` until they are joined.

    Args:
        root: The folder of the run.
        author: The name under which the base decides.
        size: Records of a block.
        load: What workers decide with.
    """

    def __init__(self, root: str | Path, author: str, *, size: int = SIZE, load: Load | None = None) -> None:
        self._layout = Layout(Path(root).absolute())
        self._author = author
        self._size = size
        self._load = load or deciding
        self.lost: list[Lost] = []
        self.failed: str | None = None

    @property
    def folder(self) -> Path:
        """Where they lie."""
        return _folder(self._layout)

    def made(
        self, engine: Engine, watch: Callable[[int, int], None] = lambda _d, _a: None
    ) -> Iterator[Ready]:
        """Each block, when all are decided; what is decided already is left. They are gone afterwards.

        Where the engine cannot go on, `failed` says why, and the rest is joined without help.

        Raises:
            BulkError: another process is at work with them, or it is no folder of a bulk run.
            OSError: they cannot be written.
        """
        if not self._layout.is_bulk():
            raise BulkError(f"{self._layout.root} is no folder of a bulk run")
        self.folder.mkdir(exist_ok=True)
        with locked(self.folder / "lock") as lock:
            blocks = self._cut()

            def told(done: int) -> None:
                lock.beat()
                watch(done, len(blocks))

            try:
                self._decide(blocks, engine, told)
            except BulkError as error:
                self.failed = str(error)
            before: list[Coded] = []
            for block in blocks:
                lock.beat()
                records = _read(_rows(self._layout, block))
                yield Ready(records, before[-BEFORE:], self._said(block))
                before = records
        shutil.rmtree(self.folder, ignore_errors=True)

    def _decide(self, blocks: Sequence[Block], engine: Engine, told: Callable[[int], None]) -> None:
        todo = [one for one in blocks if not _answers(self._layout, one).exists()]
        if not todo:
            return
        job = Job(str(self._layout.root), ReadOptions(), timeout=None)
        job = replace(job, makers=engine.makers(job, self._load))
        done = len(blocks) - len(todo)
        for one in engine.run(job, todo, self._load):
            done += one is not None and one.row is not None
            told(done)

    def _said(self, block: Block) -> ShippedSaid:
        """What is decided; nothing where it was not, or is damaged."""
        with suppress(OSError, StoreError):
            return _SAID.unpack(_answers(self._layout, block).read_bytes())
        return Said()

    # -- cutting -----------------------------------------------------------------------------------

    def _cut(self) -> list[Block]:
        """Put the records into blocks, unless that was done."""
        rows = [row for row in self._layout.rows() if self._is_whole(row)]
        told = [self._author, self._size, *(f"{row['part']} {row['sha256']}" for row in rows)]
        plan = hashlib.sha256(repr(told).encode()).hexdigest()[:16]
        places, mark = self._places(rows), self.folder / f"{plan}.json"
        number = 1 + max(places.values(), default=-1)
        blocks = [Block(at, plan, self._author) for at in range(number)]
        if not mark.exists():
            for path in self.folder.iterdir():  # of another state of the run, or half written
                if path.name != "lock":
                    path.unlink()
            for row in rows:
                self._share_out(row["part"], places, blocks)
            write(mark, dumped({"blocks": number}))
        return blocks

    def _is_whole(self, row: dict[str, Any]) -> bool:
        path = self._layout.part(row["part"])
        wrong = wrong_with(path, row)
        if wrong is not None:
            self.lost.append(lost(path, wrong))
        return wrong is None

    def _places(self, rows: Sequence[dict[str, Any]]) -> dict[tuple[str, int], int]:
        """The block of each record, by its part and its place there: by days, then as they come."""
        parquet, found = columns().parquet, []
        for row in rows:
            table = parquet.read_table(self._layout.part(row["part"]), columns=["published"])
            days = table.column("published").to_pylist()
            found += [(str(day or ""), row["part"], at) for at, day in enumerate(days)]
        return {(part, at): n // self._size for n, (_, part, at) in enumerate(sorted(found))}

    def _share_out(self, part: str, places: dict[tuple[str, int], int], blocks: Sequence[Block]) -> None:
        table = columns().parquet.read_table(self._layout.part(part), columns=["record"])
        shares: dict[int, list[bytes]] = {}
        for at, data in enumerate(table.column("record").to_pylist()):
            shares.setdefault(places[part, at], []).append(_LENGTH.pack(len(data)) + data)
        for number, share in shares.items():
            with _rows(self._layout, blocks[number]).open("ab") as file:
                file.write(b"".join(share))


def _folder(layout: Layout) -> Path:
    return layout.root / "blocks"


def _rows(layout: Layout, block: Block) -> Path:
    return _folder(layout) / f"{block.id}.rows"


def _answers(layout: Layout, block: Block) -> Path:
    return _folder(layout) / f"{block.id}.said"


def _read(path: Path) -> list[Coded]:
    """The records of a block, in the order in which everybody joins them."""
    data, at, found = path.read_bytes(), 0, []
    while at < len(data):
        (length,) = _LENGTH.unpack_from(data, at)
        at += _LENGTH.size
        found.append(codec.CODED.unpack(data[at : at + length]))
        at += length
    return sorted(found, key=lambda one: (str(one.report.published or ""), one.report.id))


# -- in the worker ---------------------------------------------------------------------------------


class Deciding:
    """Decides blocks."""

    def __init__(self, job: Job) -> None:
        self._layout = Layout(Path(job.root))
        self.flight: Flight | None = None

    def do(self, part: Block) -> dict[str, Any]:
        """Decide a block and write what was decided."""
        began = time.process_time()
        records = _read(_rows(self._layout, part))
        before = replace(part, number=part.number - 1)
        steps = [_read(_rows(self._layout, before))[-BEFORE:]] if part.number else []
        steps += [records[at : at + STEP] for at in range(0, len(records), STEP)]
        said = decided(shipped_rules(), part.author, steps)
        try:
            write(_answers(self._layout, part), codec.pack(said))
        except OSError as error:
            raise BulkError(f"{error.filename}: {error.strerror}") from None
        return {"part": part.id, "documents": len(records), "cpu": time.process_time() - began}


@dataclass(slots=True)
class DecidingKit:
    """What a worker that decides has loaded."""

    makers: Makers

    def work(self, job: Job, tell: Callable[[int], None]) -> Deciding:
        """What decides with it; a block is not told of until it is done."""
        return Deciding(job)


def deciding(job: Job) -> DecidingKit:
    """Load what blocks are decided with.

    Raises:
        BulkError: the driver has another version.
    """
    makers = (("sayso", code_version()),)
    refuse_others(makers, job.makers)
    return DecidingKit(makers)
