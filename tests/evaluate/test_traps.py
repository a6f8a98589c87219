from pathlib import Path

import pytest

from sayso.errors import ResourceError
from sayso.evaluate.traps import LEFT, Lured, Trap, Traps, read_traps, score_traps

TRAPS = [
    Trap("a", "The striker fired over the bar.", "sport"),
    Trap("b", "The keeper was bombarded.", "sport"),
    Trap("c", "The bill was shot down.", "politics"),
]


def test_texts_with_an_event_count_whatever_its_modality() -> None:
    said = {"a": [], "b": [Lured("bombarded", "ASSAULT", "hypothetical")], "c": []}
    scores = score_traps(TRAPS, said)
    assert [(name, figure.values()) for name, figure in scores.total] == [
        (LEFT, {"acc": 0.6667, "n": 3}),
        (f"{LEFT}: politics", {"acc": 1.0, "n": 1}),
        (f"{LEFT}: sport", {"acc": 0.5, "n": 2}),
    ]
    assert [(miss.cause, miss.where) for miss in scores.misses] == [("sport", "b")]
    assert scores.misses[0].example.startswith("'bombarded' as ASSAULT (hypothetical): The keeper")


def test_nothing_coded_anywhere_is_right_and_a_text_without_prediction_is_not() -> None:
    assert score_traps(TRAPS, {"a": [], "b": [], "c": []}).total.figures[LEFT].values() == {
        "acc": 1.0,
        "n": 3,
    }
    scores = score_traps(TRAPS, {"a": [], "b": []})
    assert scores.missing == ("c",)
    assert scores.total.figures[LEFT].values() == {"acc": 0.6667, "n": 3}


def test_files_are_read_and_a_kind_may_be_absent(tmp_path: Path) -> None:
    gold, pred = tmp_path / "gold.jsonl", tmp_path / "pred.jsonl"
    gold.write_text('{"id": "a", "text": "x"}\n', encoding="utf-8")
    pred.write_text('{"id": "a", "events": [{"trigger": "x"}]}\n', encoding="utf-8")
    assert read_traps(gold) == [Trap("a", "x", "other")]
    assert Traps().score(gold, pred).total.figures[LEFT].values() == {"acc": 0.0, "n": 1}


@pytest.mark.parametrize(
    ("gold", "pred"),
    [
        ('{"id": "a"}', '{"id": "a", "events": []}'),
        ('{"id": "a", "text": "x"}', '{"id": "a", "events": 3}'),
        ('{"id": "a", "text": "x"}', '{"id": "a"}'),
        ('{"id": "a", "text": "x"}', '{"id": "b", "events": []}'),
    ],
)
def test_what_is_not_of_the_form_is_refused(tmp_path: Path, gold: str, pred: str) -> None:
    for name, line in (("gold", gold), ("pred", pred)):
        (tmp_path / name).write_text(f"{line}\n", encoding="utf-8")
    with pytest.raises(ResourceError):
        Traps().score(tmp_path / "gold", tmp_path / "pred")
