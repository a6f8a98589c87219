"""Which tests run which lines: a plugin of pytest under coverage.py, and what is read of what it wrote."""

import ast
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import pytest
from coverage import Coverage, CoverageData

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "sayso"
LOADING = ""  # the context of what runs before the first test, as modules are loaded
Tests = Mapping[int, frozenset[str]]  # by line: the functions of tests that run it, by their ids in pytest


def pytest_runtest_setup(item: pytest.Item) -> None:
    """What is run from here on is run by this test, with whatever was made ready for it."""
    measuring = Coverage.current()
    if measuring is not None:
        measuring.switch_context(item.nodeid.partition("[")[0])


def measure(tests: Sequence[str], data: Path) -> None:
    """Run tests, and write which of them runs which line.

    Raises:
        SystemExit: a test failed.
    """
    command = [sys.executable, "-m", "coverage", "run", "--rcfile=/dev/null", f"--source={PACKAGE}"]
    under = ["-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", __name__]
    ended = subprocess.run(
        [*command, f"--data-file={data}", *under, *tests],
        cwd=ROOT, check=False, capture_output=True, text=True, errors="replace",
    )  # fmt: skip
    if ended.returncode != 0:
        raise SystemExit(f"without a mutant tests fail:\n{ended.stdout[-2_000:]}{ended.stderr[-2_000:]}")


def by_line(data: Path, module: str) -> Tests:
    """The tests that run each line of a module, which is named by its path below src/sayso."""
    read = CoverageData(str(data))
    read.read()
    found = read.contexts_by_lineno(str(PACKAGE / module))
    return {line: frozenset(names) for line, names in found.items()}


def running(tests: Tests, source: str, line: int) -> frozenset[str]:
    """The tests that run the statement that a line is part of.

    What runs while a module is loaded is there for whatever is run of the module later: then it is all
    of those.
    """
    lines = statement(source, line)
    found = frozenset[str]().union(*(tests.get(one, ()) for one in lines))
    if LOADING in found:
        found = found.union(*tests.values())
    return found - {LOADING}


def statement(source: str, line: int) -> range:
    """The lines of the smallest statement around a line; of one with a body those before the body."""
    around = [one for one in _statements(ast.parse(source)) if line in one]
    return min(around, key=len, default=range(line, line + 1))


def _statements(tree: ast.AST) -> Iterator[range]:
    for node in ast.walk(tree):
        if isinstance(node, ast.stmt):
            body = getattr(node, "body", None)
            last = max(node.lineno, body[0].lineno - 1) if body else node.end_lineno or node.lineno
            first = min((one.lineno for one in getattr(node, "decorator_list", ())), default=node.lineno)
            yield range(first, last + 1)


def ordered(tests: Iterable[str], files: Sequence[str]) -> list[str]:
    """Tests in the order of the files or folders that they are in, and by their names within one."""

    def place(test: str) -> tuple[int, str]:
        path = test.partition("::")[0]
        fits = (at for at, file in enumerate(files) if path == file or path.startswith(f"{file}/"))
        return next(fits, len(files)), test

    return sorted(tests, key=place)
