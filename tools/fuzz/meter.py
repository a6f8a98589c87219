"""What a process that is fed tells the one that watches it, in memory that outlives it."""

import mmap
import struct
from pathlib import Path

# Executions, CPU seconds in them, the slowest input's seconds, when the one under way began, its length.
_HEAD = struct.Struct("<QdddQ")
LONGEST = 1 << 16


class Meter:
    """A file in memory, `LONGEST` bytes and a head: numbers, and the input that is under way."""

    def __init__(self, path: Path) -> None:
        size = _HEAD.size + LONGEST
        if not path.exists() or path.stat().st_size != size:
            path.write_bytes(bytes(size))
        with path.open("r+b") as file:
            self._map = mmap.mmap(file.fileno(), size)
        self.executions, self.seconds, self.slowest, self.began, _ = _HEAD.unpack_from(self._map)

    def begin(self, data: bytes, now: float) -> None:
        """An input goes in, at a time of the process's own clock of CPU."""
        self.began = now
        self._map[_HEAD.size : _HEAD.size + len(data)] = data
        self._told(len(data))

    def end(self, spent: float) -> None:
        """It came out, after so many seconds of CPU."""
        self.executions += 1
        self.seconds += spent
        self.slowest = max(self.slowest, spent)
        self.began = -1.0
        self._told(0)

    def _told(self, length: int) -> None:
        _HEAD.pack_into(self._map, 0, self.executions, self.seconds, self.slowest, self.began, length)

    @property
    def under_way(self) -> bytes:
        """The input that went in and did not come out; empty where there is none."""
        length = _HEAD.unpack_from(self._map)[-1]
        return bytes(self._map[_HEAD.size : _HEAD.size + length])
