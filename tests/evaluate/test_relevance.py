"""The benchmark `relevance` on five reports, by hand."""

import json
from pathlib import Path

import pytest

from sayso.errors import ResourceError
from sayso.evaluate import BENCHMARKS, Scores

ROWS: list[dict[str, object]] = [
    {"id": "a", "kind": "battle", "title": "Clash", "text": "Troops fought rebels.", "relevant": "yes"},
    {"id": "b", "kind": "protest", "title": "", "text": "Students marched.", "relevant": "yes"},
    {"id": "c", "kind": "sport", "title": "Cup", "text": "The attack was blunt.", "relevant": "no"},
    {"id": "d", "kind": "sport", "title": "Cup", "text": "Die Abwehr stand.", "relevant": "no"},
    {"id": "e", "kind": "court", "title": "Trial", "text": "A trial began.", "relevant": "doubt"},
]
GUESSES: list[dict[str, object]] = [
    {"id": "a", "keeps": True, "score": 0.9},
    {"id": "b", "keeps": False, "score": 0.01},
    {"id": "c", "keeps": False, "score": 0.02},
    {"id": "d", "keeps": True, "score": None},
    {"id": "e", "keeps": True, "score": 0.4},
]


def lines(path: Path, rows: list[dict[str, object]]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


def scored(tmp_path: Path, rows: list[dict[str, object]], guesses: list[dict[str, object]]) -> Scores:
    gold = lines(tmp_path / "gold.jsonl", rows)
    return BENCHMARKS["relevance"].score(gold, lines(tmp_path / "guess.jsonl", guesses))


def test_what_is_kept_and_left_out_is_counted_by_kind_and_doubt_apart(tmp_path: Path) -> None:
    scores = scored(tmp_path, ROWS, GUESSES)
    found = {name: (figure.values()["acc"], figure.values()["n"]) for name, figure in scores.total}
    assert found == {
        "reports in scope kept": (0.5, 2),
        "other news left out": (0.5, 2),
        "reports in doubt kept": (1.0, 1),
        "reports judged": (0.8, 5),
        "other news left out: sport": (0.5, 2),
        "reports in scope kept: battle": (1.0, 1),
        "reports in scope kept: protest": (0.0, 1),
    }
    assert [miss.where for miss in scores.misses] == ["b", "d"]
    assert scores.reliability[0].count == 3


def test_a_report_without_a_prediction_counts_as_left_out(tmp_path: Path) -> None:
    scores = scored(tmp_path, ROWS[:1], [])
    assert scores.missing == ("a",)
    assert scores.total.figures["reports in scope kept"].values() == {"acc": 0.0, "n": 1}


@pytest.mark.parametrize("change", [{"relevant": "maybe"}, {"text": ""}])
def test_gold_of_another_form_is_refused(tmp_path: Path, change: dict[str, object]) -> None:
    with pytest.raises(ResourceError):
        scored(tmp_path, [ROWS[0] | change], [])


def test_a_prediction_that_is_not_true_or_false_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ResourceError):
        scored(tmp_path, ROWS, [{"id": "a", "keeps": "yes"}])
