"""The folder of a bulk run: where everything lies, and how it is written so that no kill halves a file."""

import json
import os
import socket
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sayso.errors import BulkError

FORM = 1  # of the layout; another number is another folder
_MARK = "bulk.json"
_FOLDERS = ("parts", "dead", "left", "ledger", "flight")
_TMP = ".tmp-"


@dataclass(frozen=True, slots=True)
class Layout:
    """Paths below the folder of a run."""

    root: Path

    def part(self, id_: str) -> Path:
        """The records of a part."""
        return self.root / "parts" / f"{id_}.parquet"

    def dead(self, id_: str) -> Path:
        """The documents of a part that gave no record, each with the reason; not there if all did."""
        return self.root / "dead" / f"{id_}.jsonl"

    def left(self, id_: str) -> Path:
        """The documents of a part that the filter left out; not there if none was."""
        return self.root / "left" / f"{id_}.jsonl"

    def row(self, id_: str) -> Path:
        """The row of a part in the ledger: with it, and the records, the part is done."""
        return self.root / "ledger" / f"{id_}.json"

    def flight(self, id_: str) -> Path:
        """Which document of a part is being worked on."""
        return self.root / "flight" / id_

    def old(self, id_: str) -> list[tuple[Path, Path]]:
        """The files of a part, each with the place where it lies once others have replaced it."""
        # Last the records: what is in `parts` without a row is not counted by anybody who reads the ledger.
        files = (self.row(id_), self.dead(id_), self.left(id_), self.part(id_))
        return [(file, self.root / "old" / file.parent.name / file.name) for file in files if file.exists()]

    # -- as a whole ------------------------------------------------------------------------------

    def is_bulk(self) -> bool:
        """Whether a bulk run works or has worked here."""
        return (self.root / _MARK).is_file()

    def prepare(self) -> None:
        """Make the folder, or see that it is one of ours.

        Raises:
            BulkError: something else lies there, or a folder of another layout.
        """
        if self.root.exists() and not self.root.is_dir():
            raise BulkError(f"{self.root} is a file; a bulk run writes into a folder")
        if self.is_bulk():
            said = self.read(self.root / _MARK).get("form")
            if said != FORM:
                raise BulkError(f"{self.root} is of layout {said!r}; this sayso writes {FORM}: name another")
        elif self.root.is_dir() and any(self.root.iterdir()):
            raise BulkError(f"{self.root} holds other files; name a new folder, or one of a bulk run")
        for name in _FOLDERS:
            (self.root / name).mkdir(parents=True, exist_ok=True)
        if not self.is_bulk():
            write(self.root / _MARK, dumped({"form": FORM}))

    def sweep(self) -> None:
        """Remove what killed workers have left half written."""
        for name in _FOLDERS:
            for path in (self.root / name).glob(f"*{_TMP}*"):
                path.unlink(missing_ok=True)

    def rows(self) -> Iterator[dict[str, Any]]:
        """The rows of the ledger, sorted by the ids of parts."""
        for path in sorted((self.root / "ledger").glob("*.json")):
            yield self.read(path)

    def done(self, id_: str) -> dict[str, Any] | None:
        """The row of a part that is done: its records are there in full length; else None."""
        try:
            row, size = self.read(self.row(id_)), self.part(id_).stat().st_size
        except (FileNotFoundError, BulkError):
            return None
        return row if row.get("bytes") == size else None

    @staticmethod
    def read(path: Path) -> dict[str, Any]:
        """An object of JSON.

        Raises:
            BulkError: it is none.
        """
        try:
            value = json.loads(path.read_bytes())
        except (ValueError, RecursionError) as error:
            raise BulkError(f"{path} is damaged ({error}); remove it, and its part is made anew") from None
        if not isinstance(value, dict):
            raise BulkError(f"{path} is damaged; remove it, and its part is made anew")
        return value


def is_bulk(path: str | Path) -> bool:
    """Whether a path is the folder of a bulk run."""
    return Layout(Path(path)).is_bulk()


def dumped(value: Mapping[str, Any]) -> bytes:
    """An object as one line of JSON, the same bytes for equal objects."""
    return (json.dumps(value, ensure_ascii=False, sort_keys=True) + "\n").encode("utf-8", "backslashreplace")


def write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all: under another name, to the disk, then by renaming.

    Raises:
        OSError: it cannot be written; nothing is left of it.
    """
    # Machines of a cluster share the folder: the number of a process alone names none.
    half = path.with_name(f"{path.name}{_TMP}{socket.gethostname()}-{os.getpid()}")
    try:
        with half.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        half.replace(path)
    except OSError:
        half.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """Put a new name on the disk, where the system can: Windows opens no folder."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError:  # some network file systems refuse it; they write names through
        pass
    finally:
        os.close(handle)
