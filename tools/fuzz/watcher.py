"""Starts the process that is fed, and ends it where an input takes too long."""

import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tools.fuzz.child import keep
from tools.fuzz.meter import Meter

_TICKS = os.sysconf("SC_CLK_TCK")
HARD = 20  # times what an input may take: then the process is ended, for it may never come back


class TimedOut(Exception):
    """An input that did not come back."""


class Died(Exception):
    """The process ended in an input, by a signal or by an exit of its own."""


@dataclass(frozen=True, slots=True)
class Spent:
    """What one run of a target came to; `error` is what ended it, if anything did."""

    executions: int
    seconds: float
    slowest: float
    error: str | None


def fed(name: str, seconds: float, allowed: float, folder: Path) -> Spent:
    """Feed a target for so many seconds of CPU; of one input `allowed` are allowed."""
    meter = folder / "meters" / name
    meter.unlink(missing_ok=True)
    log = folder / "logs" / f"{name}.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "tools.fuzz.child", name, str(folder), str(seconds)],
            stdout=out, stderr=out, stdin=subprocess.DEVNULL,
        )  # fmt: skip
        hung = False
        while True:
            try:
                code = process.wait(2.0)
                break
            except subprocess.TimeoutExpired:
                if not hung and _is_stuck(process.pid, meter, allowed * HARD):
                    hung = True
                    process.send_signal(signal.SIGKILL)
    told = Meter(meter) if meter.exists() else None
    error = _error(code, told, log, hung=hung)
    if error is not None:
        keep(folder, name, told.under_way if told is not None else b"", error)
    if told is None:
        return Spent(0, 0.0, 0.0, str(error))
    return Spent(told.executions, told.seconds, told.slowest, None if error is None else str(error))


def _error(code: int, told: Meter | None, log: Path, *, hung: bool) -> Exception | None:
    if hung:
        return TimedOut(f"{HARD} times what is allowed, and no end")
    if code == 0 and told is not None:
        return None
    last = log.read_bytes()[-2_000:].decode("utf-8", "replace")
    return Died(f"exit code {code}\n{last}")


def _is_stuck(pid: int, path: Path, hard: float) -> bool:
    """Whether the input under way has taken more CPU than that."""
    if not path.exists():
        return False
    began = Meter(path).began
    try:
        cells = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    except OSError:
        return False
    spent = (int(cells[11]) + int(cells[12])) / _TICKS
    return bool(began > 0 and spent - began > hard)
