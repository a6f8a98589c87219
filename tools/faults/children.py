"""Processes to be killed: each runs one job, and what it says to have committed lies in a file.

They are forked from a process that has imported everything: a kill shortly after the start then meets the
work and not the imports.
"""

import ctypes
import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import forkserver
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
BEGUN = "begun"
LONGEST = 240.0  # seconds: a job that takes longer hangs
_TICK = 0.002
_DIES_WITH_PARENT = 1  # PR_SET_PDEATHSIG of Linux
_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(["tools.faults.warmed"])


def warm_whole() -> None:
    """Have the language model and the server ready in each process: before the first is begun."""
    _CONTEXT.set_forkserver_preload(["tools.faults.warmed_whole"])


def _ready() -> None:
    """Start the process that all others are forked from; it finds our modules by the environment alone."""
    before = os.environ.get("PYTHONPATH")
    paths = (str(ROOT / "src"), str(ROOT), before)
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, paths))
    try:
        forkserver.ensure_running()
    finally:
        if before is None:
            del os.environ["PYTHONPATH"]
        else:
            os.environ["PYTHONPATH"] = before


def say(*words: object) -> None:
    """Write a line at once and whole: it is there even if the process is killed right after."""
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


def _inside(job: Callable[..., int | None], args: tuple[Any, ...], out: str) -> None:
    os.setsid()  # with all that it begins it can be ended together
    ctypes.CDLL(None).prctl(_DIES_WITH_PARENT, signal.SIGKILL)  # a campaign that is ended leaves nothing
    file = os.open(out, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(file, 1)
    os.dup2(file, 2)
    # Under a test the streams of the parent are others than the file handles that were just replaced.
    sys.stdout = open(1, "w", buffering=1, encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", buffering=1, encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.exit(job(*args))


class Child:
    """A job in a process of its own.

    Args:
        job: A function of a module; its answer is the exit code.
        args: What it is called with.
        out: The file that takes what it writes, at its end.
    """

    def __init__(self, job: Callable[..., int | None], args: tuple[Any, ...], out: Path) -> None:
        _ready()
        self._out = out
        self._from = out.stat().st_size if out.exists() else 0
        self.began = time.monotonic()
        self._process = _CONTEXT.Process(target=_inside, args=(job, args, str(out)))
        self._process.start()

    @property
    def alive(self) -> bool:
        return self._process.is_alive()

    @property
    def pid(self) -> int:
        assert self._process.pid is not None
        return self._process.pid

    def lines(self) -> list[str]:
        """What it has said so far, whole lines."""
        if not self._out.exists():
            return []
        with self._out.open("rb") as file:
            file.seek(self._from)
            said = file.read().decode(errors="replace")
        return [line.rstrip("\n") for line in said.splitlines(keepends=True) if line.endswith("\n")]

    def wait_for(self, word: str) -> bool:
        """Wait until a line begins with a word; False where it ended before."""
        until = time.monotonic() + LONGEST
        while time.monotonic() < until:
            ended = not self.alive
            if any(line.startswith(word) for line in self.lines()):
                return True
            if ended:
                return False
            time.sleep(_TICK)
        return False

    def killed_after(self, seconds: float) -> bool:
        """Kill it so long from now; False where it had ended before."""
        self._process.join(seconds)
        hit = self._process.is_alive()
        self.kill()
        return hit

    def kill(self) -> None:
        """Kill it and all that it has begun."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        self._process.join()
        with suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)

    def ended(self) -> int:
        """Its exit code, once it is over; one that hangs is killed."""
        self._process.join(LONGEST)
        if self._process.is_alive():
            self.kill()
        self._process.join()
        code = self._process.exitcode
        assert code is not None
        return code

    def committed(self) -> set[tuple[str, str]]:
        """What it said to have committed: what, and its name."""
        told = (line.split(" ", 2) for line in self.lines() if line.startswith("committed "))
        return {(one[1], one[2]) for one in told if len(one) == 3}

    def astray(self) -> list[str]:
        """What it wrote that no user should read: the trace of an error that nobody foresaw."""
        lines = self.lines()
        found = [at for at, line in enumerate(lines) if line.startswith("Traceback ")]
        last = [line for line in lines if line.strip()][-1:] if found else []
        return [f"it wrote a traceback: {line}" for line in last]
