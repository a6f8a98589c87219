"""What is told of a run: figures by kind, errors, and memory and files over the time."""

import os
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict
from time import perf_counter, process_time
from typing import Any

from tools.bench_store import at
from tools.load.mix import SHARES
from tools.load.people import Seen
from tools.load.watched import Sample


class Run:
    """A run that goes on, or has ended."""

    def __init__(self, begun: float) -> None:
        self.begun, self.ended = begun, 0.0
        self._busy, self.busy = 0.0, 0.0
        self.seen = Seen()
        self.samples: defaultdict[str, list[Sample]] = defaultdict(list)
        self.lost: list[str] = []
        self.load = os.getloadavg()[0]

    def begin(self) -> None:
        """The first question is asked now."""
        self.begun, self._busy = perf_counter(), process_time()

    def end(self) -> None:
        """The last answer is there."""
        self.ended = perf_counter()
        self.busy = process_time() - self._busy

    @property
    def seconds(self) -> float:
        """How long it took so far."""
        return (self.ended or perf_counter()) - self.begun


def told(run: Run, *, done: bool) -> dict[str, Any]:
    """Everything, as JSON takes it."""
    seen = run.seen
    reading = [one for kind in SHARES for one in seen.seconds.get(kind, ())]
    return {
        "done": done,
        "seconds": round(run.seconds, 1),
        "processors": os.cpu_count(),
        "load before": round(run.load, 1),
        "reads a second": round(len(reading) / run.seconds, 1),
        "reads": _spread(reading),
        "kinds": {kind: _spread(some) for kind, some in sorted(seen.seconds.items())},
        "errors": dict(seen.errors),
        "reports added": len(seen.reports),
        "decisions": len(seen.decisions),
        "megabytes received": round(seen.bytes / 1e6, 1),
        "lost": run.lost,
        "client": {"processors kept busy": round(run.busy / run.seconds, 2)} if done else {},
        "servers": {name: _of(some) for name, some in run.samples.items() if len(some) > 1},
        "processor milliseconds a read": _a_read(run.samples["readers"], len(reading)),
        "samples": {name: [asdict(one) for one in some] for name, some in run.samples.items()},
    }


def _spread(seconds: Sequence[float]) -> dict[str, float]:
    """How many, and milliseconds."""
    if not seconds:
        return {"asked": 0}
    shares = {"p50": 0.5, "p95": 0.95, "p99": 0.99, "longest": 1.0}
    ordered = sorted(seconds)
    return {
        "asked": len(ordered),
        **{name: round(1000 * at(ordered, one), 1) for name, one in shares.items()},
    }


def _a_read(samples: Sequence[Sample], reads: int) -> float | None:
    """What a read costs: it says more than reads a second where other work shares the processors."""
    if len(samples) < 2 or not reads:
        return None
    return round(1000 * (samples[-1].busy - samples[0].busy) / reads, 1)


def _of(samples: Sequence[Sample]) -> dict[str, Any]:
    """What a server needed: of each quarter of the time, memory and files at the most; the first warms up."""
    size = max(1, len(samples) // 4)
    quarters = [samples[start : start + size] for start in range(0, size * 4, size)]
    passed = samples[-1].at - samples[0].at
    return {
        "processes": samples[-1].processes,
        "processors kept busy": round((samples[-1].busy - samples[0].busy) / passed, 2) if passed else None,
        "megabytes, quarter by quarter": [max(one.megabytes for one in some) for some in quarters if some],
        "files, quarter by quarter": [max(one.files for one in some) for some in quarters if some],
    }
