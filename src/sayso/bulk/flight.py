"""The document in flight: a small note beside a part, by which the next worker finds what killed the last."""

import faulthandler
import os
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

from sayso.errors import SaysoError

_BEGIN, _END = "begin", "end"
_TIMES = 2  # a document that has failed so often is not tried again
_LATE = b"Timeout"  # how faulthandler begins


class Starved(Exception):
    """A document asked for more memory than there is; the part is to be tried again. Caught by engines."""


_NOT_ITS_FAULT = (SaysoError, OSError, Starved)  # of a document: a full disk, a folder that is gone


@dataclass(frozen=True, slots=True)
class Suspicion:
    """Why a document is not tried again: `kind` is that of its dead letter.

    `worst`: workers died though it was passed over, so that they died over finding it.
    """

    kind: str
    worst: bool = False

    @property
    def why(self) -> str:
        """The same for people."""
        return _WHY.get(self.kind, f"{self.kind} was raised over it, twice")


@dataclass(frozen=True, slots=True)
class Suspects:
    """Documents during which workers died, by their keys: how often, and why where that is known."""

    deaths: Counter[str] = field(default_factory=Counter)
    late: frozenset[str] = frozenset()
    short: frozenset[str] = frozenset()  # of memory
    raised: Mapping[str, str] = field(default_factory=dict)  # the names of errors

    def of(self, key: str) -> Suspicion | None:
        """What is held against a document that has failed twice."""
        if self.deaths[key] < _TIMES:
            return None
        kind = "over-time" if key in self.late else "over-memory" if key in self.short else "killed"
        return Suspicion(self.raised.get(key, kind), worst=self.deaths[key] >= 2 * _TIMES)


class Flight:
    """One attempt at a part.

    Lines are appended and not forced to the disk one by one: what a process has written outlives the process.
    Only the fall of the whole machine loses some, and of that no document is to blame. Where the worker
    ended in good order, or because its driver died, the attempt counts against nothing.

    Args:
        path: Of the note; beside it faulthandler writes where a document hung.
        timeout: Seconds that one document may take; None: for ever.
    """

    def __init__(self, path: Path, timeout: float | None) -> None:
        self._path = path
        self._late = path.with_name(f"{path.name}.late")
        self._timeout = timeout
        self._at = ""
        self.suspects = _suspects(path, self._late)

    def __enter__(self) -> "Flight":
        self._note = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
        self._hung = os.open(self._late, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
        self._say(_BEGIN)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.landed()
        if error is not None and isinstance(error, Exception) and not isinstance(error, _NOT_ITS_FAULT):
            # Not caught: whoever broke over a document looks broken. The next attempt knows what it was.
            self._say(f"raised {self._at} {type(error).__name__}")
        else:
            self._say(_END)
        os.close(self._note)
        os.close(self._hung)

    def takes_off(self, key: str) -> None:
        """This document is worked on from now on; over its time the whole process ends.

        A thread of C does that: a regular expression that never comes back lets no other code run.
        """
        self._at = key
        self._say(f"doc {key}")
        if self._timeout is not None:
            faulthandler.dump_traceback_later(self._timeout, exit=True, file=self._hung)

    def landed(self) -> None:
        """Nothing is worked on."""
        if self._timeout is not None:
            faulthandler.cancel_dump_traceback_later()

    def starves(self, key: str) -> None:
        """This document asked for more memory than there is: that counts against it."""
        self._say(f"short {key}")

    def orphaned(self) -> None:
        """The driver is gone: what is in flight is not to blame."""
        self._say(_END)

    def done(self) -> None:
        """The part is done: nobody needs the note."""
        self._path.unlink(missing_ok=True)
        self._late.unlink(missing_ok=True)

    def _say(self, line: str) -> None:
        os.write(self._note, f"{line}\n".encode())


_WHY = {
    "over-time": "it took longer than is allowed, twice",
    "over-memory": "it asked for more memory than is allowed, twice",
    "killed": "its worker died over it, twice",
}


def excuse(path: Path) -> None:
    """End the attempt of a worker that was told to go: its document is not to blame."""
    if path.exists():
        with path.open("ab") as note:
            note.write(f"{_END}\n".encode())


def _suspects(path: Path, late: Path) -> Suspects:
    """What the attempts before this one say."""
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except FileNotFoundError:
        return Suspects()
    deaths, hung, short, raised = Counter[str](), set[str](), set[str](), dict[str, str]()
    flying = ""
    for line in lines:
        what, key, *rest = f"{line}  ".split(" ")
        if what == "late":
            hung.add(key)
            continue
        if what == "short":
            short.add(key)
        if what == "raised":
            raised[key] = rest[0]
        if what in ("short", "raised") or (what == _BEGIN and flying):
            deaths[key or flying] += 1
        flying = key if what == "doc" else ""
    if flying:
        deaths[flying] += 1
        if late.exists() and late.read_bytes().startswith(_LATE):
            hung.add(flying)
            with path.open("ab") as note:  # the next attempt empties the file that says so
                note.write(f"late {flying}\n".encode())
    return Suspects(deaths, frozenset(hung), frozenset(short), raised)
