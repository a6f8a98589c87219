"""Which tests run the line that a mutant changes."""

from pathlib import Path

import pytest

from tools import lines_run
from tools.lines_run import by_line, measure, ordered, running, statement

SOURCE = """LIMIT = 3


@cache
def first(words):
    if len(
        words
    ) > LIMIT:
        return (
            1
            + 2
        )
    return 0
"""


@pytest.mark.parametrize(
    ("line", "lines"),
    [(1, [1]), (4, [4, 5]), (5, [4, 5]), (7, [6, 7, 8]), (10, [9, 10, 11, 12]), (13, [13])],
)
def test_a_line_belongs_to_the_smallest_statement_around_it(line: int, lines: list[int]) -> None:
    assert [*statement(SOURCE, line)] == lines


def test_what_is_run_while_a_module_is_loaded_counts_for_all_that_run_the_module() -> None:
    tests = {1: frozenset({""}), 6: frozenset({"a", "b"}), 9: frozenset({"a"}), 13: frozenset({"b"})}
    assert [running(tests, SOURCE, line) for line in (1, 7, 11, 13)] == [
        {"a", "b"},
        {"a", "b"},
        {"a"},
        {"b"},
    ]
    assert running({}, SOURCE, 13) == frozenset()


def test_the_tests_of_the_module_run_first() -> None:
    found = {"tests/z/test_z.py::a", "tests/golden/test_golden.py::a", "tests/a/test_a.py::b"}
    files = ["tests/z/test_z.py", "tests/a/test_a.py", "tests/golden"]
    assert [one.partition("::")[0] for one in ordered(found, files)] == [
        "tests/z/test_z.py",
        "tests/a/test_a.py",
        "tests/golden/test_golden.py",
    ]


def test_tests_are_told_by_the_lines_that_they_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run on a package of its own, by a pytest of its own."""
    package = tmp_path / "counted"
    package.mkdir()
    (package / "__init__.py").write_text(
        "def big(n):\n    if n > 3:\n        return True\n    return False\n", encoding="utf-8"
    )
    (tmp_path / "test_it.py").write_text(
        "import pytest\nfrom counted import big\n"
        "@pytest.mark.parametrize('n', [1, 2])\ndef test_small(n):\n    assert not big(n)\n"
        "def test_big():\n    assert big(4)\n",
        encoding="utf-8",
    )
    monkeypatch.setattr(lines_run, "PACKAGE", package)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path), prepend=":")
    measure([str(tmp_path / "test_it.py")], tmp_path / "lines")
    found = by_line(tmp_path / "lines", "__init__.py")
    names = {line: {one.rpartition("::")[2] for one in tests} for line, tests in found.items()}
    assert names == {1: {""}, 2: {"test_big", "test_small"}, 3: {"test_big"}, 4: {"test_small"}}


def test_a_test_that_fails_without_a_mutant_ends_it(tmp_path: Path) -> None:
    (tmp_path / "test_it.py").write_text("def test_a():\n    assert 1 == 2\n", encoding="utf-8")
    with pytest.raises(SystemExit, match="without a mutant tests fail"):
        measure([str(tmp_path / "test_it.py")], tmp_path / "lines")
