"""Which changes the mutants make, and what is told of them; `make campaign` tries them."""

from collections import Counter
from pathlib import Path

import pytest

from tools import mutants
from tools.mutants import Mutant, annotations, drawn, fitting, in_turns, mutated, table


def test_a_mutant_changes_one_line_of_its_module_and_none_an_annotation() -> None:
    for one in drawn("attribute", 8, 1):
        before, after = mutants._source(one.module).splitlines(), mutated(one).splitlines()
        changed = [at for at, (old, new) in enumerate(zip(before, after, strict=True), 1) if old != new]
        assert changed == [one.line]


def test_annotations_are_found() -> None:
    assert annotations("def f(a: int | None) -> str: ...\nb: float = 1 - 2\n") == [
        ((1, 24), (1, 27)),
        ((2, 3), (2, 8)),
        ((1, 9), (1, 19)),
    ]


def test_a_module_is_tried_with_its_own_tests_first_and_the_golden_files_last() -> None:
    found = fitting("attribute/frames.py")
    assert found[0] == "tests/attribute/test_frames.py"
    assert found[-2:] == ["tests/golden", "tests/test_pipeline.py"]
    assert [name for name, many in Counter(found).items() if many > 1] == []


def test_the_table_counts_survivors_and_shows_them() -> None:
    wanted = drawn("attribute", 4, 1)
    known: dict[str, dict[str, object]] = {one.id: {"how": "failed"} for one in wanted[1:]}
    known[wanted[0].id] = {"how": "passed"}
    known[wanted[1].id] = {"how": "not run"}
    made = table(known, wanted, {"attribute": 6_000})
    assert "| attribute | 6,000 | 4 | 2 | 0 | 2 | 1 | 50% (15% to 85%) |" in made
    assert f"`{wanted[0].module}:{wanted[0].line}`" in made


def test_a_mutant_that_changes_nothing_is_refused() -> None:
    with pytest.raises(LookupError, match="changes nothing"):
        mutated(Mutant("attribute", "attribute/frames.py", "core/AddNot", 10**6, 1))


def test_a_test_that_fails_and_one_that_passes_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "test_one.py").write_text("def test_a():\n    assert 1 == 2\n", encoding="utf-8")
    (tmp_path / "test_two.py").write_text("def test_a():\n    assert 1 == 1\n", encoding="utf-8")
    failed = mutants.tried(tmp_path, [str(tmp_path / "test_one.py")], 60)
    assert failed.how == "failed"
    assert failed.failed.endswith("test_one.py::test_a")
    assert mutants.tried(tmp_path, [str(tmp_path / "test_two.py")], 60).how == "passed"


def test_packages_take_turns_so_that_a_run_that_is_ended_has_tried_some_of_each() -> None:
    some = [Mutant(package, "x.py", "core/AddNot", at, at) for package in mutants.PACKAGES for at in range(3)]
    found = [one.package for one in in_turns(some[:-1])]
    assert found == [*mutants.PACKAGES, *mutants.PACKAGES, *mutants.PACKAGES[:2]]
