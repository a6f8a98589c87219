"""How the shares are reckoned, and which tests run in which batch."""

from pathlib import Path

from tools.covered import batches, least, shares

REPORT = {
    "totals": {"covered_lines": 9, "num_statements": 10, "covered_branches": 3, "num_branches": 4},
    "files": {
        "a.py": {"missing_lines": [3], "summary": {"missing_branches": 0}},
        "b.py": {"missing_lines": [], "summary": {"missing_branches": 2}},
    },
}


def test_lines_and_branches_are_counted_apart() -> None:
    assert [str(one) for one in shares(REPORT)] == ["90.0 % (9 of 10)", "75.0 % (3 of 4)"]


def test_the_file_with_most_gaps_comes_first() -> None:
    assert least(REPORT, 1) == [("b.py", 2)]


def test_every_test_file_is_in_one_batch() -> None:
    found = [name for batch in batches([Path("tests")]) for name in batch.files]
    assert sorted(found) == sorted({str(file) for file in Path("tests").rglob("test_*.py")} - _data())
    assert len(found) == len(set(found))


def _data() -> set[str]:
    """Files among the data of tests are read by tests, and are none."""
    return {str(file) for file in Path("tests").rglob("test_*.py") if "data" in file.parts}
