"""A small sample of the bad files through the commands; `make campaign` takes more than two thousand."""

import random
from collections import Counter
from pathlib import Path

import pytest

from tools import bad_files

SAMPLE = 26


def test_each_format_and_each_damage_has_files(tmp_path: Path) -> None:
    made = bad_files.make(tmp_path, range(len(bad_files.good()) * len(bad_files.DAMAGES)))
    assert set(made) == set(bad_files.DAMAGES)
    assert len({path.suffix for path in tmp_path.iterdir()}) >= 12


def test_a_number_makes_the_same_file_again(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        bad_files.make(tmp_path / folder, range(30))
    files = [{path.name: path.read_bytes() for path in (tmp_path / one).iterdir()} for one in ("a", "b")]
    assert files[0] == files[1]


def test_a_lying_number_stands_where_one_stood() -> None:
    made = bad_files._lying(b"Content-Length: 12\r\n", random.Random(1))
    assert made.startswith(b"Content-Length: ")
    assert made != b"Content-Length: 12\r\n"


@pytest.mark.model
def test_a_sample_is_told_or_coded_and_nothing_is_lost(tmp_path: Path) -> None:
    bad_files.make(tmp_path / "files", range(0, SAMPLE * 16, 16))
    found, counts = bad_files.faults(tmp_path / "files", tmp_path / "base.db")
    assert found == []
    assert counts["reports"] > 0
    assert counts["errors"] > 0


def test_an_error_that_is_not_told_is_a_fault() -> None:
    class Expected:
        errors = ("f00001.txt: binary file",)

    class Run:
        returncode, stderr = 1, "sayso: f00002.txt: no"

    wrong = bad_files._told("code", Run(), 1, Expected())  # type: ignore[arg-type]  # as little as is read
    assert wrong == ["code: an error of f00001 is not told"]
    assert Counter(wrong).total() == 1
