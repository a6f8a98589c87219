import json
from pathlib import Path

import pytest

from tests.evaluate.golds import made_up
from tools.agreement import agreement


def test_the_second_annotation_is_scored_by_the_first(tmp_path: Path) -> None:
    """Of three required events and an optional one the second annotator saw all but the first."""
    for part, gold in (("held", made_up()), ("second", {**made_up(), "events": made_up()["events"][1:]})):
        (tmp_path / part).mkdir()
        (tmp_path / part / "a.gold.json").write_text(json.dumps(gold), encoding="utf-8")
    found = agreement(tmp_path).total.figures["events (type + trigger/arguments)"].values()
    assert found == {"p": 1.0, "r": 0.6667, "f1": 0.8, "n_gold": 3, "n_pred": 2}


@pytest.mark.parametrize(
    ("figure", "value"),
    [
        ("events (type + trigger/arguments)", 0.938),
        ("actors", 0.988),
        ("targets", 0.899),
        ("casualties (kind + number)", 0.938),
        ("attribution: source + stance", 0.806),
        ("ACLED sub-event type", 0.962),
    ],
)
def test_annotators_agree_as_the_corpus_says(figure: str, value: float) -> None:
    scores = agreement()
    values = scores.total.figures[figure].values()
    assert len(scores.documents) == 16
    assert round(values.get("f1", values.get("acc", 0.0)), 3) == value
