"""How much memory a worker may have, where the system can say so."""

import sys
from pathlib import Path

_MB = 1 << 20


def bound(megabytes: int | None) -> None:
    """Let the system refuse this process more data than so much: what asks for it gets a MemoryError.

    Only where the system counts what a process has, not what it has reserved: that is Linux.
    """
    if megabytes is None or sys.platform != "linux":
        return
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    limit = megabytes * _MB if hard == resource.RLIM_INFINITY else min(hard, megabytes * _MB)
    resource.setrlimit(resource.RLIMIT_DATA, (limit, hard))


def is_above(megabytes: int | None) -> bool:
    """Whether this process holds nearly as much as it may: then a fresh one takes its place."""
    return megabytes is not None and used() > 0.8 * megabytes


def used() -> float:
    """Megabytes that this process holds in memory; of systems that only tell the most it ever held, that."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except (OSError, ValueError, IndexError):
        return _most()
    import resource

    return pages * resource.getpagesize() / _MB


def _most() -> float:
    try:
        import resource
    except ImportError:  # Windows has none
        return 0.0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / _MB if sys.platform == "darwin" else most / 1024
