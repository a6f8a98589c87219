import json
from pathlib import Path

import pytest

from sayso.errors import ResourceError
from sayso.evaluate import BENCHMARKS
from sayso.evaluate.disputes import (
    Case,
    Party,
    Predicted,
    Voice,
    as_row,
    pairs,
    read_conflicts,
    read_disputes,
    said_by,
    score_disputes,
)
from sayso.model.spans import Span

GOLD = """
[[case]]
title = "Market hit"
published = "2019-05-04"
outlet = "Ours"
text = '''
The army said 12 fighters died. Rebels said five died.

Officials denied the raid. It hit a market, the mayor said. Traders put it at a bazaar.'''

[[case.dispute]]
field = "casualties"
[[case.dispute.account]]
party = "SYR/army"
words = "12 fighters died"
[[case.dispute.account]]
name_any = ["Rebels", "the opposition"]
words = "five died"

[[case.dispute]]
field_any = ["occurrence", "actor"]
[[case.dispute.account]]
open = true
words = "denied the raid"
[[case.dispute.account]]
voice = true
words = "It hit a market"

[[case.harmless]]
a = "It hit a market"
b = "it at a bazaar"
kind = "varies"
why = "one place, two names"

[[case]]
text = "Nothing is disputed here."
"""
RIGHT = [
    Predicted(
        "casualties", (Party(0, 30, "SYR", "Syria"), Party(32, 53, None, "the Syrian rebels", "Rebels"))
    ),
    Predicted("responsibility", (Party(56, 81), Party(83, 98, voice=True))),
]


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "gold.toml"
    path.write_text(GOLD, encoding="utf-8")
    return path


def total(cases: list[Case], answers: dict[int, list[Predicted]]) -> dict[str, dict[str, float]]:
    return {name: figure.values() for name, figure in score_disputes(cases, answers).total}


def as_predicted(account: Voice) -> Party:
    party, name = (account.parties or (None,))[0], (account.names or (None,))[0]
    return Party(account.words.start, account.words.end, party, name, voice=account.voice)


def test_the_gold_against_itself_is_perfect(gold: Path, tmp_path: Path) -> None:
    cases = read_conflicts(gold)
    itself = {
        case.number: [Predicted(d.fields[0], tuple(map(as_predicted, d.accounts))) for d in case.disputes]
        for case in cases
    }
    out = tmp_path / "out.jsonl"
    out.write_text("".join(f"{json.dumps(as_row(*row))}\n" for row in itself.items()), encoding="utf-8")
    assert read_disputes(out) == itself
    figures = {name: figure.values() for name, figure in BENCHMARKS["disputes"].score(gold, out).total}
    assert figures == {
        "disputes": {"p": 1.0, "r": 1.0, "f1": 1.0, "n_gold": 2, "n_pred": 2},
        "disputes + field": {"p": 1.0, "r": 1.0, "f1": 1.0, "n_gold": 2, "n_pred": 2},
        "reports with and without a dispute told apart": {"acc": 1.0, "n": 2},
        "harmless pairs left alone": {"acc": 1.0, "n": 1},
    }


def test_figures_computed_by_hand(gold: Path) -> None:
    """Of three predictions, in two reports, one is right, one is invented, one flags a harmless pair."""
    flagged = Predicted("place", (Party(83, 98, None, "the mayor"), Party(116, 140, None, "Traders")))
    invented = Predicted("place", (Party(0, 7, "SYR"), Party(8, 15, "USA")))
    figures = total(read_conflicts(gold), {1: [RIGHT[0], flagged], 2: [invented]})
    assert figures == {
        "disputes": {"p": 0.3333, "r": 0.5, "f1": 0.4, "n_gold": 2, "n_pred": 3},
        "disputes + field": {"p": 0.3333, "r": 0.5, "f1": 0.4, "n_gold": 2, "n_pred": 3},
        "reports with and without a dispute told apart": {"acc": 0.5, "n": 2},
        "harmless pairs left alone": {"acc": 0.0, "n": 1},
    }


def test_a_dispute_on_the_wrong_field_counts_only_without_the_field(gold: Path) -> None:
    case = read_conflicts(gold)[0]
    wrong = [Predicted("weapon", RIGHT[0].sides), RIGHT[1]]
    assert pairs(case, wrong, with_field=False) == [(0, 0), (1, 1)]
    assert pairs(case, wrong, with_field=True) == [(1, 1)]


def test_two_predictions_of_one_dispute_are_one_hit(gold: Path) -> None:
    figures = total(read_conflicts(gold), {1: [RIGHT[0], RIGHT[0]], 2: []})
    assert figures["disputes"] == {"p": 0.5, "r": 0.5, "f1": 0.5, "n_gold": 2, "n_pred": 2}


HERE = Span(0, 4)


@pytest.mark.parametrize(
    ("account", "side", "right"),
    [
        (Voice(HERE, ("RUS",)), Party(0, 4, "RUS"), True),
        (Voice(HERE, ("RUS",)), Party(0, 4, "RUS/army"), True),
        (Voice(HERE, ("RUS/army",)), Party(0, 4, "RUS"), True),
        (Voice(HERE, ("RUS/army",)), Party(0, 4, "RUS/police"), False),
        (Voice(HERE, ("RUS", "BLR")), Party(0, 4, "BLR"), True),
        (Voice(HERE, ("RUS",)), Party(0, 4, None, "Russia"), False),
        (Voice(HERE, names=("residents",)), Party(0, 4, None, "Residents of the town"), True),
        (Voice(HERE, names=("residents",)), Party(0, 4, None, "they", "local residents"), True),
        (Voice(HERE, names=("residents",)), Party(0, 4, None, "officials"), False),
        (Voice(HERE, names=("residents",)), Party(0, 4), False),
        (Voice(HERE, open=True), Party(0, 4), True),
        (Voice(HERE, open=True), Party(0, 4, None, "officials"), False),
        (Voice(HERE, open=True), Party(0, 4, voice=True), False),
        (Voice(HERE, voice=True), Party(0, 4, voice=True), True),
        (Voice(HERE, voice=True), Party(0, 4), False),
    ],
)
def test_who_is_right_as_the_speaker(account: Voice, side: Party, right: bool) -> None:
    assert said_by(account, side) is right


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("[[case]]\ntitle = 'x'", "row 1"),
        ("[[case]]\ntext = 'A said B.'\n[[case.dispute]]\nfield = 'actor'\naccount = []", "two accounts"),
        (
            "[[case]]\ntext = 'A said B.'\n[[case.dispute]]\nfield = 'actor'\n"
            "account = [{words = 'A'}, {words = 'B'}]",
            "nobody gives",
        ),
        ("[[case]]\ntext = 'A said B.'\nharmless = [{a = 'C', b = 'A'}]", "row 1"),
    ],
)
def test_a_row_that_is_not_of_the_form_is_refused(tmp_path: Path, row: str, complaint: str) -> None:
    path = tmp_path / "gold.toml"
    path.write_text(row, encoding="utf-8")
    with pytest.raises(ResourceError, match=complaint):
        read_conflicts(path)


@pytest.mark.parametrize(
    "line", ["{", '{"row": 1}', '{"row": 1, "disputes": [{"field": "actor", "sides": [{}]}]}']
)
def test_a_line_that_is_no_prediction_is_refused(tmp_path: Path, line: str) -> None:
    path = tmp_path / "out.jsonl"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(ResourceError, match="no file of disputes"):
        read_disputes(path)
