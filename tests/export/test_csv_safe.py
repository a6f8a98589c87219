"""Cells that a spreadsheet might run."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.export.csv_safe import CsvRows, TabRows, safe, unsafe

# Marks that begin a formula in one spreadsheet or another.
STARTS = "=+-@\uff1d\uff0b\uff0d\uff20\u2212"
UNSEEN = " \t\r\n\x00\x1f\u00a0\u200b\u200e\u2028\u202e\ufeff"


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("-2+3", "'-2+3"),
        ("- he said", "'- he said"),
        ("\t=1", "'\t=1"),
        ("\u200b=1", "'\u200b=1"),
        ("\uff1d1+1", "'\uff1d1+1"),
        ("'=1", "''=1"),
        ("-12.5", "-12.5"),
        ("+3", "+3"),
        ("'tis so", "'tis so"),
        ("a=b", "a=b"),
        ("\nbelow", "\nbelow"),
        ("", ""),
    ],
)
def test_a_cell_that_might_run_gets_an_apostrophe(cell: str, written: str) -> None:
    assert safe(cell) == written
    assert unsafe(written) == cell


@given(st.text(alphabet=st.sampled_from(STARTS + UNSEEN + "'a1.")))
def test_no_cell_starts_a_formula_and_each_comes_back(cell: str) -> None:
    written = safe(cell)
    assert unsafe(written) == cell
    seen = written.lstrip(UNSEEN)
    assert seen[:1] not in set(STARTS) or written.lstrip("+-").replace(".", "", 1).isdecimal()


@given(st.lists(st.one_of(st.none(), st.integers(), st.text(st.characters(codec="utf-8"))), min_size=1))
def test_what_is_written_is_what_a_reader_of_csv_reads(row: list[str | int | None]) -> None:
    out = io.StringIO(newline="")
    CsvRows(out, raw=True).write([*row, "end"])
    read = list(csv.reader(io.StringIO(out.getvalue(), newline=""), strict=True))
    assert read == [[*("" if cell is None else str(cell) for cell in row), "end"]]


@given(st.lists(st.text(st.characters(codec="utf-8")), min_size=1, max_size=4))
def test_a_row_of_tabs_is_one_line_with_as_many_cells(row: list[str]) -> None:
    out = io.StringIO(newline="")
    TabRows(out).write(row)
    assert len(out.getvalue().splitlines()) == 1
    assert out.getvalue().count("\t") == len(row) - 1


def test_a_missing_cell_is_the_word_of_the_format() -> None:
    out = io.StringIO()
    TabRows(out, missing="None").write([None, 0, "", False])
    assert out.getvalue() == "None\t0\t\tfalse\n"


def test_a_quotation_mark_cannot_open_a_cell_of_tabs() -> None:
    out = io.StringIO()
    TabRows(out).write(['"Lion" brigade', 'the "Lion"'])
    assert out.getvalue() == '\'"Lion" brigade\tthe "Lion"\n'


def test_half_of_a_pair_is_written_as_a_question_mark() -> None:
    out = io.StringIO()
    CsvRows(out).write(["half \ud83d"])
    assert out.getvalue() == "half ?\n"
