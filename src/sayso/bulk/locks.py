"""One run at a time in one folder."""

import json
import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

from sayso.errors import BulkError

_BEAT = 10.0  # seconds between two signs of life
_DEAD = 90.0  # after so long without one a run on another machine is over


class Lock:
    """Held by the driver of a run.

    On one machine the system itself knows whether the holder lives: it frees a lock with the process. Over
    a shared folder not every system does, so that the file also says who holds it, and is touched now and
    then. A run whose machine fell is over once that has stopped.
    """

    def __init__(self, file: IO[str], path: Path) -> None:
        self._file = file
        self._path = path
        self._last = time.monotonic()

    def beat(self) -> None:
        """A sign of life; to be called often."""
        if time.monotonic() - self._last > _BEAT:
            self._last = time.monotonic()
            with suppress(OSError):
                os.utime(self._path)


@contextmanager
def locked(path: Path) -> Iterator[Lock]:
    """Hold a lock.

    Raises:
        BulkError: another run holds it; the message says which.
    """
    with path.open("a+", encoding="utf-8") as file:
        file.seek(0)
        said = _said(file.read())
        if not _taken(file) or _lives_elsewhere(said, path):
            who = f"process {said.get('pid', '?')} on {said.get('host', 'this machine')}"
            raise BulkError(
                f"{path.parent}: another bulk run works in this folder ({who}, since {said.get('since')}). "
                f"Wait for it; or, if that machine fell, for {_DEAD:.0f} seconds"
            )
        file.seek(0)
        file.truncate()
        since = time.strftime("%Y-%m-%d %H:%M:%S")
        file.write(json.dumps({"pid": os.getpid(), "host": socket.gethostname(), "since": since}))
        file.flush()
        try:
            yield Lock(file, path)
        finally:
            with suppress(OSError):
                file.seek(0)
                file.truncate()  # empty: nobody holds it. Removed it would be another file for who waits


def _said(text: str) -> dict[str, Any]:
    try:
        value = json.loads(text or "{}")
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _taken(file: IO[str]) -> bool:
    """Whether the system gives us the lock; True where it knows of none."""
    try:
        import fcntl
    except ImportError:
        return True
    try:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a file system without locks
        return True
    return True


def _lives_elsewhere(said: dict[str, Any], path: Path) -> bool:
    """Whether a holder whom our system does not know still gives signs of life."""
    if not said:
        return False
    if said.get("host") == socket.gethostname():
        return not _system_knows() and _is_process(said.get("pid"))
    # The clock of the file server, on both sides.
    probe = path.with_name(f"{path.name}.probe")
    probe.touch()
    age = probe.stat().st_mtime - path.stat().st_mtime
    probe.unlink(missing_ok=True)
    return age < _DEAD


def _system_knows() -> bool:
    try:
        import fcntl
    except ImportError:
        return False
    return bool(fcntl)


def _is_process(pid: object) -> bool:
    if not isinstance(pid, int) or pid == os.getpid():
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
