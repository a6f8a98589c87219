"""Which lines and branches of `src/sayso` the tests run: python -m tools.covered [--jobs N] [TESTS ...].

Test files run in batches, each in a process of its own; what they start in others counts, too (coverage.py's
patch `subprocess`). A batch that is done is not run again until `--anew`: a run that was ended goes on. What
a batch printed stands in build/coverage/. Writes build/coverage.json, and fails where a test fails or where a
share is below what is asked.
"""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree
from typing import Any

ROOT = Path(__file__).parents[1]
OUT = Path("build/coverage")
REPORT = Path("build/coverage.json")
LINES, BRANCHES = 0.92, 0.85  # the shares that are asked
_BATCH = 12  # files of one process: tables and models are loaded once for all of them


@dataclass(frozen=True, slots=True)
class Batch:
    """Test files that one process runs."""

    number: int
    files: tuple[str, ...]

    @property
    def data(self) -> Path:
        """Where coverage.py writes; processes that tests start write beside it."""
        return OUT / f"data.{self.number:03}"

    @property
    def log(self) -> Path:
        """What pytest printed."""
        return OUT / f"{self.number:03}.log"

    @property
    def done(self) -> Path:
        """Is there when all tests of the batch passed."""
        return OUT / f"{self.number:03}.done"


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many."""

    run: int
    there: int

    @property
    def value(self) -> float:
        """Between 0 and 1; nothing is wholly covered."""
        return self.run / self.there if self.there else 1.0

    def __str__(self) -> str:
        return f"{100 * self.value:.1f} % ({self.run:,} of {self.there:,})"


def batches(tests: Sequence[Path]) -> Iterator[Batch]:
    """Files of tests, in the order of their names, a few to a process."""
    files = sorted(
        str(file)
        for path in tests
        for file in ([path] if path.is_file() else path.rglob("test_*.py"))
        if "data" not in file.parts
    )
    for number, start in enumerate(range(0, len(files), _BATCH)):
        yield Batch(number, tuple(files[start : start + _BATCH]))


def run(batch: Batch) -> bool:
    """Whether all tests of a batch passed; they are not run again where they did."""
    if batch.done.is_file() and batch.done.read_text(encoding="utf-8").split("\n") == list(batch.files):
        return True
    command = [sys.executable, "-m", "coverage", "run", f"--data-file={batch.data}"]
    with batch.log.open("w", encoding="utf-8") as log:
        ended = subprocess.run(
            [*command, "-m", "pytest", "-q", *batch.files],
            stdout=log,
            stderr=subprocess.STDOUT,
            check=False,
            cwd=ROOT,
        )
    if ended.returncode == 0:
        batch.done.write_text("\n".join(batch.files), encoding="utf-8")
    last = batch.log.read_text(encoding="utf-8").rstrip().rpartition("\n")[2]
    print(f"{batch.number:3} {batch.files[0]} ...: {last}", flush=True)
    return ended.returncode == 0


def shares(report: Mapping[str, Any]) -> tuple[Share, Share]:
    """Of lines and of branches, from the totals of coverage.py's JSON."""
    totals = report["totals"]
    return (
        Share(totals["covered_lines"], totals["num_statements"]),
        Share(totals["covered_branches"], totals["num_branches"]),
    )


def least(report: Mapping[str, Any], many: int) -> list[tuple[str, int]]:
    """The files with most lines and branches that no test runs, and how many those are."""
    missing = {
        name: len(one["missing_lines"]) + one["summary"]["missing_branches"]
        for name, one in report["files"].items()
    }
    return sorted(missing.items(), key=lambda one: (-one[1], one[0]))[:many]


def _report() -> dict[str, Any]:
    coverage = [sys.executable, "-m", "coverage"]
    data = f"--data-file={OUT}/all"
    parts = [str(file) for file in sorted(OUT.glob("data.*"))]
    subprocess.run([*coverage, "combine", "--quiet", "--keep", data, *parts], check=True, cwd=ROOT)
    subprocess.run([*coverage, "json", "--quiet", data, "-o", str(REPORT)], check=True, cwd=ROOT)
    found: dict[str, Any] = json.loads(REPORT.read_text(encoding="utf-8"))
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what is not done, print the shares, and say whether they suffice: 0 or 1."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("tests", nargs="*", type=Path, default=[Path("tests")])
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, metavar="N")
    parser.add_argument("--anew", action="store_true", help="forget what was done")
    parser.add_argument("--least", type=int, default=20, metavar="N", help="name so many files with gaps")
    options = parser.parse_args(arguments)
    os.chdir(ROOT)
    if options.anew and OUT.is_dir():
        rmtree(OUT)
    OUT.mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor(options.jobs) as pool:
        passed = list(pool.map(run, batches(options.tests)))
    report = _report()
    lines, branches = shares(report)
    for name, many in least(report, options.least):
        print(f"{many:5} {name}")
    print(f"lines {lines}, asked {LINES:.0%}; branches {branches}, asked {BRANCHES:.0%}")
    print(f"batches with a failed test: {passed.count(False)} of {len(passed)}")
    return 0 if all(passed) and lines.value >= LINES and branches.value >= BRANCHES else 1


if __name__ == "__main__":
    sys.exit(main())
