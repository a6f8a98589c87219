import json
from pathlib import Path

import pytest

from sayso.errors import ResourceError
from sayso.evaluate.types import Snippet, Types, read_snippets, score_types

SNIPPETS = [
    Snippet("a", "Troops fought rebels.", "ARMED_CLASH"),
    Snippet("b", "Troops fought them again.", "ARMED_CLASH"),
    Snippet("c", "Police held two men.", "ARREST"),
    Snippet("d", "Shops were looted.", None),
]


def test_the_figures_by_hand() -> None:
    """One of two clashes and the arrest are right; the other clash was called an attack."""
    answers = {"a": "ARMED_CLASH", "b": "ATTACK", "c": "ARREST", "d": "MOB_VIOL"}
    scores = score_types(SNIPPETS, answers)
    figures = {name: figure.values() for name, figure in scores.total}
    assert figures["type: accuracy (micro F1)"] == {"acc": 0.6667, "n": 3}
    assert figures["type: macro F1"] == {"f1": round((2 / 3 + 1 + 0) / 3, 4), "n": 3}
    assert figures["type: weighted F1"] == {"f1": round((2 * 2 / 3 + 1) / 3, 4), "n": 3}
    assert scores.confusions[0].as_json()["ARMED_CLASH"] == {"ARMED_CLASH": 1, "ATTACK": 1}
    assert [(miss.cause, miss.example) for miss in scores.misses] == [
        ("ARMED_CLASH given ATTACK", "Troops fought them again.")
    ]


def test_gold_against_itself_is_right_and_no_answer_is_wrong(tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    rows = [{"id": one.id, "text": one.text, "type": one.type} for one in SNIPPETS]
    gold.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    scores = Types().score(gold, gold)
    assert {v for _, f in scores.total for m, v in f.values().items() if m[0] != "n"} == {1.0}
    silent = score_types(read_snippets(gold), {"a": None, "b": None, "c": None})
    assert silent.total.figures["type: accuracy (micro F1)"].values() == {"acc": 0.0, "n": 3}
    assert {miss.cause for miss in silent.misses} == {
        "ARMED_CLASH given no answer", "ARREST given no answer",
    }  # fmt: skip


def test_texts_without_types_are_not_scored() -> None:
    scores = score_types([SNIPPETS[3]], {"d": "ARREST"})
    assert (scores.documents, scores.confusions, scores.misses) == ({}, (), ())


@pytest.mark.parametrize(
    "line", ['{"id": "b"}', '{"id": "b", "text": ""}', '{"id": "b", "text": "x", "type": 3}']
)
def test_malformed_gold_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(f'{{"id": "a", "text": "x"}}\n{line}\n', encoding="utf-8")
    with pytest.raises(ResourceError, match=r"gold\.jsonl:2"):
        read_snippets(path)
