"""Folders for what is made anew and goes away again: those that a killed process has left go, too.

They hold texts of reports, which a redaction would not reach. Each has a file that its process keeps locked:
where nobody holds the lock, nobody is at work there.
"""

import os
import shutil
import stat
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

PREFIX = "sayso-check-"
_LOCK = "lock"
_NEW = 60.0  # seconds in which a folder may be without its lock: it was made just now


@contextmanager
def folder() -> Iterator[Path]:
    """A new folder, which is gone with the block; where the process is killed, by the next `sweep`."""
    sweep()
    with tempfile.TemporaryDirectory(prefix=PREFIX, ignore_cleanup_errors=True) as name:
        path = Path(name)
        with (path / _LOCK).open("wb") as lock:
            _take(lock)
            yield path


def sweep() -> None:
    """Remove the folders of processes that are no more."""
    with suppress(OSError):
        for path in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
            with suppress(OSError):
                if _is_left(path):
                    shutil.rmtree(path, ignore_errors=True)


def _is_left(path: Path) -> bool:
    found = path.lstat()
    if not stat.S_ISDIR(found.st_mode) or (hasattr(os, "getuid") and found.st_uid != os.getuid()):
        return False
    try:
        with (path / _LOCK).open("rb+") as lock:
            return _take(lock)
    except FileNotFoundError:
        return time.time() - found.st_mtime > _NEW


def _take(lock: IO[bytes]) -> bool:
    """Whether nobody else holds the lock; it is held until the file is closed or the process ends."""
    try:
        import fcntl
    except ImportError:  # Windows, where what somebody has open cannot be removed
        return True
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
