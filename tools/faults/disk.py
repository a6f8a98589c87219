"""A disk whose power is cut: a VFS of SQLite in memory, and the DB-API under which SQLAlchemy uses it.

What was written and not yet synced is, after a cut, there or not, sector by sector.
Only apsw lets Python be a file system of SQLite; the base runs on it by the same engine and tables as
on the module it is used with, but in exclusive locking mode: a file system in Python has no shared memory.
"""

import random
from pathlib import Path
from typing import Any

import apsw

SECTOR = 512

Write = tuple[int, bytes] | int  # an offset and what was written there, or the length that it was cut to


class File:
    """One file: as it is read now, as it was when it was last synced, and what was written since."""

    def __init__(self) -> None:
        self.now = bytearray()
        self.synced = b""
        self.pending: list[Write] = []

    def write(self, data: bytes, offset: int) -> None:
        _put(self.now, data, offset)
        self.pending.append((offset, bytes(data)))

    def truncate(self, size: int) -> None:
        del self.now[size:]
        self.pending.append(size)

    def sync(self) -> None:
        self.synced = bytes(self.now)
        self.pending.clear()

    def after_cut(self, chance: random.Random) -> bytes:
        """What a cut leaves: the synced bytes and any of the sectors written since."""
        left = bytearray(self.synced)
        keep = chance.choice((0.0, 0.3, 0.7, 1.0))
        for one in self.pending:
            if isinstance(one, int):
                if chance.random() < keep:
                    del left[one:]
                continue
            offset, data = one
            for at in range(0, len(data), SECTOR):
                if chance.random() < keep:
                    _put(left, data[at : at + SECTOR], offset + at)
        return bytes(left)


def _put(data: bytearray, new: bytes, offset: int) -> None:
    if len(data) < offset:
        data.extend(bytes(offset - len(data)))
    data[offset : offset + len(new)] = new


class PowerCut(Exception):
    """The power is gone: nothing is written or synced any more."""


class Disk(apsw.VFS):
    """Files in memory; after `writes` more writes and syncs the power is cut."""

    def __init__(self, name: str, writes: int | None = None) -> None:
        super().__init__(name, base="")
        self.files: dict[str, File] = {}
        self.left = writes
        self.name = name

    def spend(self) -> None:
        """One write or sync; the last one that there is power for cuts it."""
        if self.left is not None:
            if self.left <= 0:
                raise PowerCut
            self.left -= 1

    def after_cut(self, folder: Path, seed: int) -> None:
        """Write what the cut left into a folder."""
        chance = random.Random(seed)
        for name, file in self.files.items():
            left = file.after_cut(chance)
            if left:
                (folder / Path(name).name).write_bytes(left)

    def xOpen(self, name: Any, flags: list[int]) -> Any:
        file_name = name.filename() if isinstance(name, apsw.URIFilename) else name
        known = str(file_name) if file_name is not None else f"temp-{len(self.files)}"
        if known not in self.files:
            self.files[known] = File()
        flags[1] = flags[0]
        return Handle(self, self.files[known])

    def xAccess(self, name: str, flags: int) -> bool:
        return name in self.files and bool(self.files[name].now or not name.endswith(("-wal", "-journal")))

    def xDelete(self, name: str, sync: bool) -> None:  # noqa: FBT001
        self.spend()
        self.files.pop(name, None)

    def xFullPathname(self, name: str) -> str:
        return name


class Handle:
    """An open file of the disk."""

    def __init__(self, disk: Disk, file: File) -> None:
        self._disk = disk
        self._file = file

    def xRead(self, amount: int, offset: int) -> bytes:
        return bytes(self._file.now[offset : offset + amount])

    def xWrite(self, data: bytes, offset: int) -> None:
        self._disk.spend()
        self._file.write(data, offset)

    def xTruncate(self, size: int) -> None:
        self._disk.spend()
        self._file.truncate(size)

    def xSync(self, flags: int) -> None:
        self._disk.spend()
        self._file.sync()

    def xFileSize(self) -> int:
        return len(self._file.now)

    def xClose(self) -> None:
        pass

    def xLock(self, level: int) -> None:
        pass

    def xUnlock(self, level: int) -> None:
        pass

    def xCheckReservedLock(self) -> bool:
        return False

    def xFileControl(self, op: int, pointer: int) -> bool:
        return False

    def xSectorSize(self) -> int:
        return SECTOR

    def xDeviceCharacteristics(self) -> int:
        return 0
