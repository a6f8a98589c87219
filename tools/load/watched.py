"""Memory, open files and processor time of processes, from /proc (Linux)."""

import os
from dataclasses import dataclass
from pathlib import Path

_PROC = Path("/proc")
_TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Sample:
    """A process and those that it started: megabytes in memory, open files, seconds of processor."""

    at: float
    megabytes: float
    files: int
    busy: float
    processes: int


def sample(pid: int, at: float) -> Sample:
    """What a process and all that it started need now; those that just ended count nothing."""
    found = family(pid)
    sizes = [_size(one) for one in found]
    return Sample(at, round(sum(sizes), 1), sum(map(_files, found)), sum(map(busy, found)), len(found))


def family(pid: int) -> list[int]:
    """A process and its descendants."""
    parents: dict[int, list[int]] = {}
    for entry in _PROC.iterdir():
        if entry.name.isdecimal():
            fields = _stat(int(entry.name))
            if fields:
                parents.setdefault(int(fields[1]), []).append(int(entry.name))
    found = [pid]
    for one in found:  # grows meanwhile
        found += parents.get(one, [])
    return found


def busy(pid: int) -> float:
    """Seconds of processor time so far."""
    fields = _stat(pid)
    return (int(fields[11]) + int(fields[12])) / _TICK if fields else 0.0


def _stat(pid: int) -> list[str]:
    """The fields behind the name, which may hold blanks; state first."""
    try:
        return (_PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return []


def _size(pid: int) -> float:
    """Its share of memory, MB: pages that several have count in part, cached files not at all."""
    try:
        lines = (_PROC / str(pid) / "smaps_rollup").read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    parts = (line.partition(":") for line in lines[1:])
    named = {name: int(rest.split()[0]) for name, _, rest in parts}
    return (named["Pss"] - named.get("Pss_File", 0)) / 1024


def _files(pid: int) -> int:
    try:
        return len(list((_PROC / str(pid) / "fd").iterdir()))
    except (FileNotFoundError, ProcessLookupError):
        return 0
