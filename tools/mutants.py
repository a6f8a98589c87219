"""How many small faults in attribution, resolving and merging no test sees: python -m tools.mutants.

Cosmic Ray's operators change one place of one module ("<" to "<=", "and" to "or", 2 to 3, a loop that never
runs); of all such changes of a package N are drawn with a seed (--each N). For each, the module's own tests
run first, then those of its package, then the golden files, until one fails: a mutant for which none does
survives. One that needs much more processor time than all tests without it counts as seen. Works on copies of
the package in build/mutants/; build/mutants.json is written after each mutant, and what stands there is not
tried again while its module is the same. Rewrites the table in docs/mutants.md.
"""

import argparse
import ast
import hashlib
import json
import os
import resource
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cache, partial
from itertools import zip_longest
from pathlib import Path
from queue import Queue
from random import Random
from shutil import copytree, ignore_patterns, rmtree

from parso.tree import NodeOrLeaf

from tools import lines_run
from tools.accuracy import ROOT, between
from tools.mutant_operators import OPERATORS
from tools.shares import wilson

STATE = ROOT / "build" / "mutants.json"
COPIES = ROOT / "build" / "mutants"
LINES = COPIES / "lines"
PAGE = ROOT / "docs" / "mutants.md"
BEGIN, END = "<!-- mutants: written by tools/mutants.py -->", "<!-- end of mutants -->"
PACKAGES = ("attribute", "resolve", "merge")
WIDER = ("tests/golden", "tests/test_pipeline.py")  # after the tests of the package
SURVIVED = ("passed", "not run")  # no test failed, or none runs the line
HEADS = (
    "package",
    "possible",
    "tried",
    "a test failed",
    "too long",
    "survived",
    "no test runs it",
    "share, 95 %",
)
_TOO_LONG = 3  # times the processor time of the tests without a mutant
_AT_MOST = 1_800  # seconds by the clock of one mutant, should it only wait


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change of one module: the `occurrence`-th place at which an operator can change something."""

    package: str
    module: str  # its path below src/sayso
    operator: str
    occurrence: int
    line: int

    @property
    def id(self) -> str:
        """Names it while the module stays as it is."""
        return f"{self.module} {self.operator} {self.occurrence} {_digest(self.module)}"


@cache
def _source(module: str) -> str:
    return (ROOT / "src" / "sayso" / module).read_text(encoding="utf-8")


@cache
def _digest(module: str) -> str:
    return hashlib.sha256(_source(module).encode()).hexdigest()[:12]


def mutants(package: str) -> Iterator[Mutant]:
    """All changes that the operators can make in a package, but those of annotations, which nothing runs."""
    folder = ROOT / "src" / "sayso"
    for file in sorted((folder / package).rglob("*.py")):
        module = file.relative_to(folder).as_posix()
        left_out = annotations(_source(module))
        for operator in OPERATORS:
            for occurrence, at in enumerate(_places(module, operator)):
                if not any(start <= at < end for start, end in left_out):
                    yield Mutant(package, module, operator, occurrence, at[0])


def annotations(source: str) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Where annotations begin and end: lines from 1, columns from 0, the end exclusive."""
    found = []
    for node in ast.walk(ast.parse(source)):
        for name in ("annotation", "returns"):
            one = getattr(node, name, None)
            if isinstance(one, ast.expr) and one.end_lineno is not None and one.end_col_offset is not None:
                found.append(((one.lineno, one.col_offset), (one.end_lineno, one.end_col_offset)))
    return found


@cache
def _digest_of_all() -> str:
    """Of the packages that are changed, and of their tests: if one changes, others may run a line."""
    folders = [ROOT / top / name for name in PACKAGES for top in ("src/sayso", "tests")]
    files = sorted(file for folder in folders for file in folder.rglob("*.py"))
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()


@cache
def _tree(module: str) -> NodeOrLeaf:
    from cosmic_ray.ast import get_ast

    tree: NodeOrLeaf = get_ast(_source(module))
    return tree


def _places(module: str, operator: str) -> Iterator[tuple[int, int]]:
    """Line and column of each place that an operator can change, in the order in which it counts them."""
    from cosmic_ray.plugins import get_operator

    made = get_operator(operator)()
    todo = [_tree(module)]
    while todo:  # as its visitor walks: a node before its children
        node = todo.pop()
        for start, _ in made.mutation_positions(node):
            yield start
        todo += reversed(getattr(node, "children", []))


def mutated(mutant: Mutant) -> str:
    """The module with the change."""
    from cosmic_ray.mutating import mutate_code
    from cosmic_ray.plugins import get_operator

    made = mutate_code(_source(mutant.module), get_operator(mutant.operator)(), mutant.occurrence)
    if made is None or made == _source(mutant.module):
        raise LookupError(f"{mutant.id} changes nothing")
    return str(made)


def drawn(package: str, each: int, seed: int) -> list[Mutant]:
    """So many mutants of a package, each as likely as any other."""
    there = list(mutants(package))
    return Random(f"{seed} {package}").sample(there, min(each, len(there)))


def in_turns(some: Sequence[Mutant]) -> Iterator[Mutant]:
    """One of each package, then the next of each: a run that is ended has tried as many of each."""
    each = [[one for one in some if one.package == package] for package in PACKAGES]
    for row in zip_longest(*each):
        yield from (one for one in row if one is not None)


# -- trying ----------------------------------------------------------------------------------------


def fitting(module: str) -> list[str]:
    """The tests that run, in this order: the module's own, its package's, and the wider ones."""
    path = Path(module)
    own = ROOT / "tests" / path.parent / f"test_{path.name}"
    package = ROOT / "tests" / path.parts[0]
    some = [own] if own.is_file() else []
    files = [
        *some,
        *sorted((ROOT / "tests" / path.parent).glob("test_*.py")),
        *sorted(package.rglob("test_*.py")),
    ]
    return [*dict.fromkeys(str(file.relative_to(ROOT)) for file in files), *WIDER]


@dataclass(frozen=True, slots=True)
class Ran:
    """How tests ended: "passed", "failed" (which first), or "too long"; and seconds of processor time.

    Where several run at once the seconds are only about those of this one; the limit is each one's own.
    """

    how: str
    seconds: float
    failed: str = ""


def tried(copy: Path, tests: Sequence[str], most: float) -> Ran:
    """Run tests on a copy of the package, with so many seconds of processor time."""
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "--no-header", *tests]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    limit = partial(resource.setrlimit, resource.RLIMIT_CPU, (int(most), int(most) + 5))
    where = {**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        ended = subprocess.run(
            command,
            cwd=ROOT,
            env=where,
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
            timeout=_AT_MOST,
            preexec_fn=limit,  # the child only sets a limit
        )
    except subprocess.TimeoutExpired:
        return Ran("too long", _AT_MOST)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    if ended.returncode < 0:
        return Ran("too long", seconds)
    if ended.returncode == 0:
        return Ran("passed", seconds)
    lines = [line for line in ended.stdout.splitlines() if line.startswith(("FAILED ", "ERROR "))]
    return Ran("failed", seconds, lines[0].split(" ", 1)[1].split(" - ")[0] if lines else "")


def seen(copy: Path, one: Mutant, most: float, *, whole: bool) -> Ran:
    """Whether a test that runs its line sees a mutant in a copy; if asked for, whether any that fits does."""
    found = lines_run.running(lines_run.by_line(LINES, one.module), _source(one.module), one.line)
    if not found:
        return Ran("not run", 0.0)
    first = tried(copy, lines_run.ordered(found, fitting(one.module)), most)
    if first.how != "passed" or not whole:
        return first
    then = tried(copy, fitting(one.module), most)
    return replace(then, seconds=first.seconds + then.seconds)


def copied(number: int) -> Path:
    """A copy of the package for one process at a time; `sayso` is imported from there."""
    place = COPIES / str(number)
    if place.is_dir():
        rmtree(place)
    copytree(ROOT / "src" / "sayso", place / "sayso", ignore=ignore_patterns("__pycache__"))
    # The package without a mutant is compiled once; what is mutated is never written as bytecode.
    subprocess.run([sys.executable, "-m", "compileall", "-q", str(place)], check=True)
    found = subprocess.run(
        [sys.executable, "-c", "import sayso; print(sayso.__file__)"],
        env={**os.environ, "PYTHONPATH": str(place)},
        capture_output=True,
        text=True,
        check=True,
    )
    if not found.stdout.startswith(str(place)):
        raise SystemExit(f"tests would run {found.stdout.strip()}, not the copy in {place}")
    return place


class Campaign:
    """Mutants and what came of them, kept in a file."""

    def __init__(self, state: Path, jobs: int, *, whole: bool = False) -> None:
        self._state, self._jobs, self._whole = state, jobs, whole
        self.known: dict[str, dict[str, object]] = (
            json.loads(state.read_text(encoding="utf-8")) if state.is_file() else {}
        )
        self._copies: Queue[Path] = Queue()

    def run(self, wanted: Sequence[Mutant], *, again: bool = False) -> None:
        """Try what was not tried yet; if asked for, what survived once more, for tests may have come."""
        left = SURVIVED if again else ()
        todo = [one for one in wanted if one.id not in self.known or self.known[one.id]["how"] in left]
        if not todo:
            return
        for number in range(self._jobs):
            self._copies.put(copied(number))
        most = max(60.0, _TOO_LONG * self._measured())
        with ThreadPoolExecutor(self._jobs) as pool:
            for _ in pool.map(lambda one: self._try(one, most), in_turns(todo)):
                continue

    def _measured(self) -> float:
        """Find which tests run which lines, unless that is known; the seconds of all without a mutant."""
        known = LINES.with_suffix(".json")
        if known.is_file():
            said = json.loads(known.read_text(encoding="utf-8"))
            if said["of"] == _digest_of_all():
                return float(said["seconds"])
        LINES.unlink(missing_ok=True)
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        lines_run.measure([*(f"tests/{package}" for package in PACKAGES), *WIDER], LINES)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        known.write_text(json.dumps({"of": _digest_of_all(), "seconds": seconds}), encoding="utf-8")
        return seconds

    def _try(self, one: Mutant, most: float) -> None:
        copy = self._copies.get()
        file = copy / "sayso" / one.module
        compiled = list(file.parent.glob(f"__pycache__/{file.stem}.*.pyc"))
        try:
            for old in compiled:
                old.unlink()  # it would be taken for that of a mutant of the same size and second
            file.write_text(mutated(one), encoding="utf-8")
            ran = seen(copy, one, most, whole=self._whole)
        finally:
            file.write_text(_source(one.module), encoding="utf-8")
            self._copies.put(copy)
        self.known[one.id] = {
            "how": ran.how, "line": one.line, "failed": ran.failed, "seconds": round(ran.seconds, 1)
        }  # fmt: skip
        self._state.parent.mkdir(parents=True, exist_ok=True)
        waiting = self._state.with_suffix(f".{one.line}.{one.occurrence}.tmp")
        waiting.write_text(json.dumps(dict(self.known), indent=1), encoding="utf-8")
        waiting.replace(self._state)
        print(
            f"{ran.how:8} {ran.seconds:5.0f} s {one.module}:{one.line} {one.operator} {ran.failed}",
            flush=True,
        )


# -- telling ---------------------------------------------------------------------------------------


def table(known: dict[str, dict[str, object]], wanted: Sequence[Mutant], there: dict[str, int]) -> str:
    """What came of the mutants, package by package, and the survivors."""
    lines = [f"| {' | '.join(HEADS)} |", "| --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |"]
    for package in (*there, "all"):
        some = [known[one.id]["how"] for one in wanted if package in (one.package, "all") and one.id in known]
        if not some:
            continue
        idle = some.count("not run")
        left = some.count("passed") + idle
        low, high = wilson(left, len(some))
        possible = sum(there.values()) if package == "all" else there[package]
        share = f"{left / len(some):.0%} ({low:.0%} to {high:.0%})"
        counts = len(some), some.count("failed"), some.count("too long"), left, idle
        cells = package, f"{possible:,}", *counts, share
        lines.append(f"| {' | '.join(map(str, cells))} |")
    left_over = [one for one in wanted if known.get(one.id, {}).get("how") in SURVIVED]
    lines += ["", "Survivors:", ""]
    lines += [f"- `{one.module}:{one.line}` {_shown(one)}" for one in left_over] or ["none"]
    return "\n".join(lines)


def _shown(one: Mutant) -> str:
    """The line before and after."""
    before, after = _source(one.module).splitlines(), mutated(one).splitlines()
    pairs = [(old, new) for old, new in zip(before, after, strict=False) if old != new]
    old, new = pairs[0] if pairs else ("", "")
    return f"`{old.strip()}` became `{new.strip()}`"


def main(arguments: Sequence[str] | None = None) -> None:
    """Try mutants, and write the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--each", type=int, default=60, metavar="N", help="mutants of each package")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=PACKAGES, action="append", help="a package, several times")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, metavar="N")
    parser.add_argument("--again", action="store_true", help="try once more what survived")
    parser.add_argument("--tell", action="store_true", help="try nothing, and write what is known")
    parser.add_argument("--whole", action="store_true", help="try survivors with all tests that fit")
    parser.add_argument("--state", type=Path, default=STATE)
    options = parser.parse_args(arguments)
    packages = tuple(options.only or PACKAGES)
    wanted = [one for package in packages for one in drawn(package, options.each, options.seed)]
    campaign = Campaign(options.state, options.jobs, whole=options.whole)
    if not options.tell:
        campaign.run(wanted, again=options.again)
    there = {package: sum(1 for _ in mutants(package)) for package in packages}
    made = table(campaign.known, wanted, there)
    print(made)
    if packages == PACKAGES:
        said = f"`python -m tools.mutants --each {options.each} --seed {options.seed}`:\n\n{made}"
        page = PAGE.read_text(encoding="utf-8")
        PAGE.write_text(between(page, said, BEGIN, END), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
