"""The benchmark of account lines: gold against itself, a wrong count, what is no file of incidents."""

import json
from pathlib import Path

import pytest

from sayso.errors import ResourceError
from sayso.evaluate.lines import Lines, Row, Text, Told, given_families, read_incidents, score_lines

GOLD = {
    "id": "o1",
    "reports": [{"id": "a", "text": "Nine died, police said.", "published": "2021-03-10"}],
    "lines": 1,
    "parties": 1,
    "account_lines": [{"party": "Lom police", "reports": ["a"]}],
    "grade": "weak",
}


def write(path: Path, *rows: object) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_gold_against_itself_is_right_in_everything(tmp_path: Path) -> None:
    gold = write(tmp_path / "gold.jsonl", GOLD)
    scores = Lines().score(gold, gold)
    assert {name: figure.values() for name, figure in scores.total} == {
        "lines exact": {"acc": 1.0, "n": 1},
        "parties exact": {"acc": 1.0, "n": 1},
        "grade": {"acc": 1.0, "n": 1},
        "lines with party": {"p": 1.0, "r": 1.0, "f1": 1.0, "n_gold": 1, "n_pred": 1},
    }


def test_a_line_of_another_party_or_report_is_not_found() -> None:
    gold = Row("o", told=(Told("Lom police", frozenset("a")), Told("army", frozenset("b"))))
    said = Row("o", told=(Told("police in Lom", frozenset("ac")), Told("army", frozenset("c"))))
    (figure,) = [figure for _, figure in score_lines([gold], [said]).total]
    assert figure.values() == {"p": 0.5, "r": 0.5, "f1": 0.5, "n_gold": 2, "n_pred": 2}


def test_an_incident_without_an_answer_is_wrong_and_named(tmp_path: Path) -> None:
    gold, empty = write(tmp_path / "gold.jsonl", GOLD), write(tmp_path / "empty.jsonl")
    scores = Lines().score(gold, empty)
    assert scores.missing == ("o1",)
    assert dict(scores.total)["lines exact"].values() == {"acc": 0.0, "n": 1}


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"grade": "good"}, "grade 'good'"),
        ({"reports": [{"id": "a"}]}, "no 'text'"),
        ({"id": ""}, "id is ''"),
    ],
)
def test_what_is_no_incident_is_refused_by_name(tmp_path: Path, change: dict[str, object], told: str) -> None:
    with pytest.raises(ResourceError, match=told):
        read_incidents(write(tmp_path / "gold.jsonl", {**GOLD, **change}))


def test_half_of_the_shorter_text_makes_a_copy() -> None:
    wire = "Two car bombs went off outside the town hall of Lom on Monday and killed nine people at once"
    reports = [
        Text(name, text, None, None, None)
        for name, text in (
            ("b", wire),
            ("a", wire[:60]),
            ("c", "Nothing of this kind was heard in the town that day"),
        )
    ]
    assert given_families(reports) == {"a": "a", "b": "a", "c": "c"}
