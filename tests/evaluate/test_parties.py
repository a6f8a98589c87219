"""Rows of phrases: how they are read, and when an answer is right."""

from pathlib import Path

import pytest

from sayso.errors import ResourceError
from sayso.evaluate import BENCHMARKS
from sayso.evaluate.parties import Answer, is_right, read_answers, read_rows, score_parties, wrong_rows

TABLE = """
[[case]]
text = "Aria met Aria."
phrase = "Aria"
nth = 2
slot = "actor"
published = "2020-01-02"
party = "aria"
not = ["bund"]

[[case]]
text = "Rebels fled."
phrase = "Rebels"
unresolved = true
trap = true
kind = "armed_group"
backed_by = "aria"

[[case]]
text = "The Free Army spoke."
phrase = "Free Army"
name = "The Free-Army"
side = "bund"

[[case]]
text = "Aria or Bund?"
phrase = "Aria"
party_any = ["aria", "bund"]
"""
RIGHT = {
    "1": Answer("aria"),
    "2": Answer(None, "rebels", "armed_group", ("aria",)),
    "3": Answer(None, "Free Army", supports=("bund",)),
    "4": Answer("bund"),
}


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "table.toml"
    path.write_text(TABLE, encoding="utf-8")
    return path


def test_a_phrase_is_the_occurrence_that_is_meant(table: Path) -> None:
    row = read_rows(table)[0]
    assert (row.phrase.start, row.slot, row.published and row.published.year) == (9, "actor", 2020)


def test_gold_against_itself_has_full_marks(table: Path, tmp_path: Path) -> None:
    answers = tmp_path / "answers.jsonl"
    lines = [
        '{"id": "1", "party": "aria"}',
        '{"id": "2", "kind": "armed_group", "backed_by": ["aria"]}',
        '{"id": "3", "name": "Free Army", "sides": ["bund"]}',
        '{"id": "4", "party": "aria"}',
    ]
    answers.write_text("\n".join(lines), encoding="utf-8")
    scores = BENCHMARKS["parties"].score(table, answers)
    values = [v for _, f in scores.total for m, v in f.values().items() if m in {"p", "r", "f1", "acc"}]
    assert set(values) == {1.0}
    assert read_answers(answers)["4"] == Answer("aria")


def test_a_score_counted_by_hand(table: Path) -> None:
    answers = {**RIGHT, "2": Answer("aria", kind="armed_group", backed_by=("aria",)), "4": Answer()}
    total = score_parties(read_rows(table), answers).total.figures
    assert total["rows right"].values() == {"acc": 0.5, "n": 4}
    assert total["traps right"].values() == {"acc": 0.0, "n": 1}
    assert total["answered with a party"].sums() == (1, 2, 2)  # right, answered, wanted


@pytest.mark.parametrize(
    ("row", "answer", "right"),
    [
        (1, Answer("aria"), True),
        (1, Answer("bund"), False),
        (1, Answer(), False),
        (2, Answer(None, kind="armed_group", backed_by=("aria",)), True),
        (2, Answer(None, kind="civilian", backed_by=("aria",)), False),
        (2, Answer(None, kind="armed_group"), False),
        (3, Answer(None, "the free army", sides=("bund",)), True),
        (3, Answer(None, "army", sides=("bund",)), False),
        (3, Answer(None, "Free Army"), False),
        (4, Answer("aria"), True),
    ],
)
def test_an_answer_is_right_in_all_that_is_asked(table: Path, row: int, answer: Answer, right: bool) -> None:
    assert is_right(read_rows(table)[row - 1], answer) is right


def test_the_wrong_rows_are_told(table: Path) -> None:
    rows = read_rows(table)
    assert [row.id for row, _ in wrong_rows(rows, {**RIGHT, "3": Answer("bund")})] == ["3"]


@pytest.mark.parametrize(
    "broken",
    [
        "[[case]]\ntext = 'a'",
        "[[case]]\ntext = 'a'\nphrase = 'b'",
        "[[case]]\ntext = 'a'\nphrase = 'a'\nslot = 'x'",
        "[[case]]\ntext = 'a'\nphrase = 'a'\nkind = 'x'",
        "[[case]]\ntext = 'a'\nphrase = 'a'\npublished = 'May'",
        "[[case]]\ntext = 'a'\nphrase = 'a'\nparty = 3",
        "[[case]]\ntext = 'a'\nphrase = 'a'\nnot = [3]",
        "no toml",
    ],
)
def test_a_table_that_breaks_the_form_is_refused(broken: str, tmp_path: Path) -> None:
    path = tmp_path / "table.toml"
    path.write_text(broken, encoding="utf-8")
    with pytest.raises(ResourceError, match=r"table\.toml"):
        read_rows(path)


def test_no_answers_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ResourceError, match="no file of answers"):
        read_answers(tmp_path / "none.jsonl")
