"""Records of a bulk run, read back as a base takes them."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sayso.bulk.layout import Layout
from sayso.bulk.tables import columns
from sayso.errors import BulkError, SaysoError
from sayso.model.record import Coded
from sayso.store.sql import codec

_BATCH = 500


@dataclass(frozen=True, slots=True)
class Lost:
    """A part, or a row of one, that cannot be read: `message` says which and why."""

    path: str
    message: str
    kind: str = "failed"


def records(root: str | Path) -> Iterator[Coded | Lost]:
    """The records of all parts that are done, part by part; of a damaged part none, and why.

    Raises:
        BulkError: it is no folder of a bulk run, or pyarrow is missing.
    """
    layout = Layout(Path(root))
    if not layout.is_bulk():
        raise BulkError(f"{root} is no folder of a bulk run")
    made = columns()
    for row in layout.rows():
        path = layout.part(row["part"])
        wrong = wrong_with(path, row)
        if wrong is not None:
            yield lost(path, wrong)
            continue
        yield from _read(path, made.parquet)


def unfinished(root: str | Path) -> int:
    """How many parts of the last run into a folder that ended are not there."""
    layout = Layout(Path(root))
    last = layout.root / "last.json"
    if not last.is_file():
        return -1
    return sum(layout.done(id_) is None for id_ in layout.read(last)["parts"])


def lost(path: Path, wrong: str) -> Lost:
    """What to say of a part that is not what the ledger says."""
    return Lost(str(path), f"{path}: {wrong}; `sayso bulk` with the same inputs makes it anew")


def wrong_with(path: Path, row: dict[str, Any]) -> str | None:
    """Why a file of records is not what the ledger says; None where it is."""
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        return f"cannot be read: {error.strerror}"
    return None if digest == row["sha256"] else "damaged: it is not what was written"


def _read(path: Path, parquet: Any) -> Iterator[Coded | Lost]:
    file = parquet.ParquetFile(path)
    try:
        for batch in file.iter_batches(batch_size=_BATCH, columns=["id", "record"]):
            for name, data in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                try:
                    yield codec.CODED.unpack(data)
                except SaysoError as error:
                    yield Lost(str(path), f"{path}, {name}: {error}")
    finally:
        file.close()
