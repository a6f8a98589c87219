from pathlib import Path

import pytest

from sayso.errors import ResourceError
from sayso.evaluate import BENCHMARKS
from sayso.evaluate.statements import (
    Answer,
    chosen,
    faults,
    read_statements,
    score_statements,
    statement_rows,
    write_statements,
)

GOLD = """
[[case]]
text = "Tunis said its planes hit the camp, but the rebels denied that the camp was hit."
content = "the camp was hit"
source = "the rebels"
name_any = ["rebels", "insurgents"]
act = "deny"
stance = "denies"
field = "occurrence"
polarity = "negative"
trap = true

[[case]]
text = "Tunis said its planes hit the camp, but the rebels denied that the camp was hit."
content = "its planes hit the camp"
source = "Tunis"
party = "TUN"
act = "assert"
also_act = ["admit"]
stance = "claims"
field_any = ["occurrence", "actor"]
polarity = "positive"

[[case]]
text = "Shells reportedly fell on the port."
content = "Shells reportedly fell on the port"
open = true
candidates = ["TUN"]
act = "allege"
stance = "alleges"

[[case]]
text = "The unit managed to hold the bridge."
content = "hold the bridge"
none = true
"""
FIRST = Answer(((60, 79),), "Insurgents", None, (40, 50), "deny", "negative", "denies")
SECOND = Answer(((11, 34),), "Tunisia", "TUN", (0, 5), "admit", "positive", claims=(("actor", "claims"),))
THIRD = Answer(((0, 34),), act="allege", stance="alleges", candidates=("TUN", "FRA"))
ALL = ["found", "source", "act", "stance", "polarity", "stance + field"]


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "gold.toml"
    path.write_text(GOLD, encoding="utf-8")
    return path


def test_right_answers_are_right_in_all_but_the_claim_that_is_not_made(gold: Path, tmp_path: Path) -> None:
    answers = {1: (SECOND, FIRST), 2: (FIRST, SECOND), 3: (THIRD,), 4: ()}
    write_statements(answers.items(), tmp_path / "out.jsonl")
    assert {row: tuple(said) for row, said in read_statements(tmp_path / "out.jsonl").items()} == answers
    total = BENCHMARKS["statements"].score(gold, tmp_path / "out.jsonl").total
    assert {name: figure.values() for name, figure in total} == {
        "found": {"acc": 1.0, "n": 3},
        "source": {"acc": 1.0, "n": 3},
        "act": {"acc": 1.0, "n": 3},
        "stance": {"acc": 1.0, "n": 3},
        "polarity": {"acc": 1.0, "n": 2},
        "stance + field": {"acc": 0.5, "n": 2},
        "speaker named": {"p": 1.0, "r": 1.0, "f1": 1.0, "n_gold": 2, "n_pred": 2},
        "traps: all right but the field": {"acc": 1.0, "n": 1},
        "speaker left open": {"acc": 1.0, "n": 1},
        "first candidate": {"acc": 1.0, "n": 1},
        "left to the report": {"acc": 1.0, "n": 1},
    }


@pytest.mark.parametrize(
    ("row", "answers", "wrong"),
    [
        (1, (), ALL),
        (1, (SECOND,), ALL),  # other words
        (1, (Answer(((55, 79),), "Tunis", None, (0, 5)),), ALL[1:]),
        (2, (Answer(((11, 34),), "Tunis", polarity="positive"),), ["source", "stance", "stance + field"]),
        (3, (Answer(((0, 34),), "Tunisia", "TUN", None, "allege", None, "alleges"),), ["source"]),  # guessed
        (4, (Answer(((16, 35),), "unit", None, (0, 8)),), ["left to the report"]),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named(gold: Path, row: int, answers: tuple[Answer, ...], wrong: list[str]) -> None:
    assert faults(statement_rows(gold)[row - 1], answers) == wrong


def test_the_statement_that_shares_most_words_answers(gold: Path) -> None:
    wide = Answer(((0, 79),), "Tunis", "TUN", (0, 5))
    assert chosen(statement_rows(gold)[0], (wide, FIRST)) is FIRST
    assert chosen(statement_rows(gold)[0], (wide,)) is wide


def test_no_prediction_is_wrong_and_named_as_missing(gold: Path) -> None:
    scores = score_statements(statement_rows(gold), {})
    assert scores.total.figures["found"].values() == {"acc": 0.0, "n": 3}
    assert scores.missing == ("row 1", "row 2", "row 3", "row 4")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('act = "deny"', 'act = "refuse"'),
        ('source = "the rebels"', 'source = "the army"'),
        ("none = true", ""),
    ],
)
def test_a_row_that_is_not_of_the_form_is_named(gold: Path, old: str, new: str) -> None:
    gold.write_text(GOLD.replace(old, new), encoding="utf-8")
    with pytest.raises(ResourceError, match=r"gold\.toml: row \d is not of the form"):
        statement_rows(gold)
