"""How the cost of coding grows with the length of a hostile text, stage by stage.

Each shape of `tools/hostile.py` is coded at n, 2n and 4n characters; twice the length should cost about twice
the time. Process CPU time, each shape in a process of its own, which is ended where it takes too long; needs
Linux or macOS. Usage: python tools/growth.py [--size N] [--times N] [SHAPE ...]
"""

import argparse
import json
import resource
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tools.hostile import SHAPES

# Twice the length may cost so many times as much before a shape is told: 2 is linear, 4 quadratic.
TOLD = 2.8
# Less than this many seconds are noise.
NOISE = 0.3


@dataclass(frozen=True, slots=True)
class Cost:
    """What one text cost: characters, CPU seconds by stage, the process's peak in MB, kinds of notes."""

    size: int
    stages: Mapping[str, float]
    memory: float
    notes: Mapping[str, int]

    @property
    def total(self) -> float:
        """CPU seconds of all stages."""
        return sum(self.stages.values())


def measured(shape: str, size: int) -> Cost:
    """The cost of one text, in this process."""
    from collections import Counter

    from sayso.model.report import Report
    from sayso.pipeline import default_coder

    text = SHAPES[shape](size)
    coder = default_coder()
    coder.code(Report.from_text(SHAPES["paragraphs"](200), language="en"))
    coded, stages = coder.timed(Report.from_text(text, published="2021-03-09", language="en"))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (
        1 << 20 if sys.platform == "darwin" else 1 << 10
    )
    return Cost(len(text), stages, memory, Counter(note.kind for note in coded.notes))


def in_process(shape: str, size: int, limit: float) -> Cost | str:
    """The cost of one text, measured in another process; what went wrong there."""
    command = [sys.executable, "-m", "tools.growth", shape, "--one", str(size), "--limit", str(limit)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=10 * limit, check=False)
    except subprocess.TimeoutExpired:
        return f"more than {10 * limit:.0f} s"
    if done.returncode == -signal.SIGXCPU:
        return f"more than {limit:.0f} s of CPU"
    if done.returncode:
        return (done.stderr.strip().splitlines() or [f"ended with {done.returncode}"])[-1]
    return Cost(**json.loads(done.stdout))


def grown(costs: Sequence[Cost]) -> dict[str, float]:
    """How many times the last doubling of the length multiplied each stage that it made cost anything."""
    if len(costs) < 2:
        return {}
    before, after = costs[-2], costs[-1]
    doublings = after.size / before.size / 2
    pairs = {name: (before.stages.get(name, 0.0), seconds) for name, seconds in after.stages.items()}
    return {
        name: late / max(early, 0.01) / doublings for name, (early, late) in pairs.items() if late > NOISE
    }


def line(shape: str, costs: Sequence[Cost]) -> str:
    """One shape: seconds at each size, stages of the longest text, and the stages that grow too fast."""
    last = costs[-1]
    seconds = " ".join(f"{cost.total:7.2f}" for cost in costs)
    stages = " ".join(f"{name} {spent:.1f}" for name, spent in last.stages.items() if spent > 0.05)
    fast = ", ".join(f"{name} x{by:.1f}" for name, by in grown(costs).items() if by > TOLD)
    return f"{shape:<24}{seconds}  {last.memory:5.0f} MB  {stages}{'  GROWS: ' + fast if fast else ''}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the arguments and measure."""
    parser = argparse.ArgumentParser(description="Cost of hostile texts at n, 2n and 4n characters.")
    parser.add_argument("shapes", nargs="*", metavar="SHAPE", help="; ".join(SHAPES))
    parser.add_argument("--size", type=int, default=50_000, help="characters of the shortest; default: 50000")
    parser.add_argument("--times", type=int, default=3, help="how many lengths, each twice the one before")
    parser.add_argument("--limit", type=float, default=180.0, help="CPU seconds for one text; default: 180")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    unknown = set(options.shapes) - set(SHAPES)
    if unknown:
        parser.error(f"unknown shape {', '.join(sorted(unknown))}; known: {', '.join(SHAPES)}")
    if options.one is not None:
        resource.setrlimit(resource.RLIMIT_CPU, (int(options.limit) + 5, resource.RLIM_INFINITY))
        cost = measured(options.shapes[0], options.one)
        print(json.dumps({name: getattr(cost, name) for name in ("size", "stages", "memory", "notes")}))
        return
    for shape in options.shapes or SHAPES:
        costs: list[Cost] = []
        for doubling in range(options.times):
            found = in_process(shape, options.size * 2**doubling, options.limit)
            if isinstance(found, str):
                print(f"{shape:<24}FAILED at {options.size * 2**doubling:,} characters: {found}", flush=True)
                break
            costs.append(found)
        if costs:
            print(line(shape, costs), flush=True)


if __name__ == "__main__":
    main()
