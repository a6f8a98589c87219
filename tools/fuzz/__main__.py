"""Fuzz all targets, or some, for so many seconds of CPU; a run goes on where the one before was ended.

Usage: python -m tools.fuzz [--hours H] [--slice SECONDS] [--folder build/fuzz] [--fresh] [TARGET ...]
Needs atheris (`pip install atheris`, Linux only). FOLDER/state.json holds what was done of each target,
FOLDER/findings what was found, FOLDER/corpus the inputs that reach something new.
"""

import argparse
import json
import shutil
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from tools.fuzz.child import findings
from tools.fuzz.targets import TARGETS
from tools.fuzz.watcher import Spent, fed

FOLDER = Path("build/fuzz")
State = dict[str, dict[str, Any]]


def told(folder: Path) -> State:
    """What was done of each target."""
    path = folder / "state.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def counted(state: State, name: str, spent: Spent, folder: Path) -> None:
    """Add a run to the state and write it."""
    row = state.setdefault(name, {"executions": 0, "seconds": 0.0, "slowest": 0.0, "runs": 0})
    row["executions"] += spent.executions
    row["seconds"] = round(row["seconds"] + spent.seconds, 1)
    row["slowest"] = round(max(row["slowest"], spent.slowest), 3)
    row["runs"] += 1
    row["findings"] = len([*findings(folder, name).glob("*.txt")])
    path = folder / "state.json"
    path.with_suffix(".new").write_text(json.dumps(state, indent=1, sort_keys=True), encoding="utf-8")
    path.with_suffix(".new").replace(path)


def total(state: State, key: str) -> float:
    """The sum over all targets."""
    return float(sum(row[key] for row in state.values()))


def main(arguments: Sequence[str] | None = None) -> int:
    """Feed the target that has had the least of its share, again and again; 1 if anything was found."""
    parser = argparse.ArgumentParser(description="Coverage-guided fuzzing; resumable.")
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=f"one of {', '.join(TARGETS)}")
    parser.add_argument(
        "--hours", type=float, default=2.0, help="of CPU in all, with what was done; default: 2"
    )
    parser.add_argument("--slice", type=float, default=20.0, help="seconds of CPU of one run; default: 20")
    parser.add_argument("--folder", type=Path, default=FOLDER, help=f"default: {FOLDER}")
    parser.add_argument(
        "--fresh", action="store_true", help="count anew, and keep the inputs that were found"
    )
    options = parser.parse_args(arguments)
    if find_spec("atheris") is None:
        parser.error("atheris is not installed (pip install atheris; it runs on Linux)")
    if wrong := set(options.targets) - set(TARGETS):
        parser.error(f"unknown target {', '.join(sorted(wrong))}; known: {', '.join(TARGETS)}")
    if options.fresh:
        (options.folder / "state.json").unlink(missing_ok=True)
        shutil.rmtree(options.folder / "findings", ignore_errors=True)
    names = options.targets or list(TARGETS)
    state = told(options.folder)
    while total(state, "seconds") < options.hours * 3600:
        name = min(names, key=lambda one: state.get(one, {}).get("seconds", 0.0) / TARGETS[one].share)
        spent = fed(name, options.slice, TARGETS[name].seconds, options.folder)
        counted(state, name, spent, options.folder)
        row = state[name]
        print(
            f"{name}: {row['executions']:,} executions, {row['seconds']:.0f} s, "
            f"slowest {row['slowest']:.2f} s, "
            f"{row['findings']} findings; all: {total(state, 'executions'):,.0f}",
            flush=True,
        )
        if spent.executions == 0:
            print(spent.error, file=sys.stderr, flush=True)
            state[name]["seconds"] += options.slice  # else it would be chosen for ever
    found = sum(len([*findings(options.folder, name).glob("*.txt")]) for name in names)
    print(
        f"{total(state, 'executions'):,.0f} executions in {total(state, 'seconds'):,.0f} s, {found} findings"
    )
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
