import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sayso.errors import ResourceError
from sayso.evaluate import BENCHMARKS
from sayso.evaluate.revisions import (
    Answer,
    Changed,
    Row,
    as_row,
    matches,
    read_answers,
    read_chains,
    score_revisions,
    wrong,
)

TEXTS = {"a1": "Four died at Tal.", "a2": "Nine died at Tal at noon.", "x": "Two died at Orm."}
GOLD: dict[str, Any] = {
    "id": "a",
    "versions": [{"id": "a1", "text": TEXTS["a1"], "title": "Tal"}, {"id": "a2", "text": TEXTS["a2"]}],
    "others": [{"id": "x", "text": TEXTS["x"], "outlet": "Delta Post"}],
    "open": ["a1"],
    "changes": [
        {"from": "a1", "to": "a2", "field": "killed", "change": "changed", "before": 4, "after": 9}
        | {"words_in": "a2", "start": 0, "end": 9},
        {"from": "a1", "to": "a2", "field": "time", "change": "added", "before": None, "after": "noon"}
        | {"words_in": "a2", "start": 17, "end": 24},
    ],
}


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(GOLD), encoding="utf-8")
    return path


def right(rows: list[Row]) -> dict[str, Answer]:
    changes = rows[0].changes
    return {
        "a1": Answer("a1", "a", 0, open=True),
        "a2": Answer("a2", "a", 1, changes=changes),
        "x": Answer("x"),
    }


def figures(rows: list[Row], answers: Mapping[str, Answer]) -> dict[str, dict[str, float]]:
    return {name: figure.values() for name, figure in score_revisions(rows, answers).total}


def test_gold_against_itself_is_right(gold: Path) -> None:
    rows = read_chains(gold)
    found = figures(rows, right(rows))
    assert {name: value.get("f1", value.get("acc")) for name, value in found.items()} == {
        "pairs of versions": 1.0,
        "chain whole and in order": 1.0,
        "changes: field": 1.0,
        "changes: field + change": 1.0,
        "changes: field + change + value": 1.0,
        "  killed": 1.0,
        "  time": 1.0,
        "open versions": 1.0,
    }


def test_a_report_of_another_incident_in_a_chain_costs_precision(gold: Path) -> None:
    rows = read_chains(gold)
    answers = right(rows) | {"x": Answer("x", "a", 2)}
    found = figures(rows, answers)
    assert (found["pairs of versions"]["p"], found["pairs of versions"]["r"]) == (0.3333, 1.0)
    assert found["chain whole and in order"]["acc"] == 0.0


def test_versions_in_the_wrong_order_are_a_chain_all_the_same(gold: Path) -> None:
    rows = read_chains(gold)
    answers = right(rows)
    answers = {"a1": replace(answers["a1"], place=5), "a2": answers["a2"]}
    found = figures(rows, answers)
    assert (found["pairs of versions"]["f1"], found["chain whole and in order"]["acc"]) == (1.0, 0.0)
    assert score_revisions(rows, answers).missing == ("x",)


CHANGE = Changed("a1", "a2", "killed", "changed", "4", "9", "a2", 0, 9)
TIME = Changed("a1", "a2", "time", "added", None, "noon", "a2", 17, 24)


@pytest.mark.parametrize(
    ("told", "by_field", "by_change", "by_value"),
    [
        (CHANGE, 1, 1, 1),
        (replace(CHANGE, after="at least 9", start=99, end=100), 1, 1, 1),
        (replace(CHANGE, after="8"), 1, 1, 0),
        (replace(CHANGE, change="added"), 1, 0, 0),
        (replace(CHANGE, field="wounded"), 0, 0, 0),
        (replace(TIME, after="12:00"), 1, 1, 1),
        (replace(TIME, after="at noon", start=0, end=2), 1, 1, 1),
        (replace(TIME, after="at dusk", start=0, end=2), 1, 1, 0),
        (replace(TIME, after="at dusk", words_in="a1"), 1, 1, 0),
    ],
)
def test_a_change_is_found_by_field_kind_and_value(
    told: Changed, by_field: int, by_change: int, by_value: int
) -> None:
    found = [len(matches([CHANGE, TIME], [told], how)) for how in (None, False, True)]
    assert found == [by_field, by_change, by_value]


def test_who_is_named_for_a_fact_is_told_and_not_scored(gold: Path) -> None:
    rows = read_chains(gold)
    answers = right(rows)
    extra = replace(CHANGE, field="source")
    answers["a2"] = replace(answers["a2"], changes=(*answers["a2"].changes, extra))
    assert figures(rows, answers)["changes: field"]["p"] == 1.0


def test_what_is_missed_and_invented_is_told(gold: Path) -> None:
    rows = read_chains(gold)
    answers = right(rows) | {"a2": Answer("a2", changes=(replace(CHANGE, after="8"), TIME))}
    assert list(wrong(rows[0], answers)) == [
        "a1 > a2 missed killed changed: '4' to '9'",
        "a1 > a2 invented killed changed: '4' to '8'",
    ]


def test_predictions_are_read_as_they_are_written(gold: Path, tmp_path: Path) -> None:
    answers = right(read_chains(gold))
    path = tmp_path / "pred.jsonl"
    path.write_text("".join(f"{json.dumps(as_row(one))}\n" for one in answers.values()), encoding="utf-8")
    assert read_answers(path) == list(answers.values())
    scores = BENCHMARKS["revisions"].score(gold, path)
    assert scores.missing == ()
    assert scores.total.figures["changes: field + change + value"].values()["f1"] == 1.0


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"versions": None}, "not of the form"),
        ({"changes": [{"to": "a2"}]}, "no 'from'"),
        ({"others": GOLD["versions"]}, "two reports have the id 'a1'"),
    ],
)
def test_a_broken_file_is_refused(tmp_path: Path, change: dict[str, object], message: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(GOLD | change), encoding="utf-8")
    with pytest.raises(ResourceError, match=message):
        read_chains(path)
