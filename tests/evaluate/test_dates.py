from datetime import date
from pathlib import Path

import pytest

from sayso.errors import ResourceError
from sayso.evaluate import BENCHMARKS
from sayso.evaluate.dates import Answer, date_rows, predicted_dates, score_dates, write_dates

JUNE = (date(2017, 6, 1), date(2017, 6, 30))
SUNDAY = (date(2017, 6, 18), date(2017, 6, 18))
GOLD = """
[[case]]
text = "On Sunday, and on Sunday again, it was hit at 09:00 GMT."
phrase = "Sunday"
nth = 2
published = "2017-06-19"
first = 2017-06-18
last = "2017-06-18"
clock = "09:00"
zone = "GMT"

[[case]]
text = "The raid came two hours later."
phrase = "two hours later"
anchor = ["2017-06-18", "2017-06-18"]
first = "2017-06-18"
last = "2017-06-18"
also = [["2017-06-01", "2017-06-30"]]

[[case]]
text = "They may leave."
phrase = "may"
absent = true
"""


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "gold.toml"
    path.write_text(GOLD, encoding="utf-8")
    return path


def test_a_row_knows_its_phrase_and_what_it_counts_from(gold: Path) -> None:
    second, order, none = date_rows(gold)
    assert (second.start, second.phrase, second.published) == (18, "Sunday", date(2017, 6, 19))
    assert (order.anchor, order.accepted) == (SUNDAY, (SUNDAY, JUNE))
    assert (none.number, none.accepted, none.published) == (3, (), None)


def test_what_is_written_reads_back_and_is_scored(gold: Path, tmp_path: Path) -> None:
    answers = {1: Answer(SUNDAY, "09:00", "GMT"), 2: Answer(JUNE), 3: Answer()}
    write_dates(answers.items(), tmp_path / "out.jsonl")
    assert predicted_dates(tmp_path / "out.jsonl") == answers
    total = BENCHMARKS["dates"].score(gold, tmp_path / "out.jsonl").total
    assert {name: figure.values() for name, figure in total} == {
        "phrases right": {"acc": 1.0, "n": 3},
        "days": {"p": 1.0, "r": 1.0, "f1": 1.0, "n_gold": 2, "n_pred": 2},
        "days right where given": {"acc": 1.0, "n": 2},
        "left open where none are given": {"acc": 1.0, "n": 1},
        "clock": {"acc": 1.0, "n": 1},
        "zone": {"acc": 1.0, "n": 1},
    }


@pytest.mark.parametrize(
    ("answers", "right"),
    [
        ({}, 1),  # silence is right only where the text gives none
        ({1: Answer(JUNE), 2: Answer(SUNDAY), 3: Answer()}, 2),  # the right day must be exact
        ({1: Answer(SUNDAY), 2: Answer(SUNDAY), 3: Answer(SUNDAY)}, 2),  # invented
    ],
)
def test_wrong_missing_and_invented_days_count(gold: Path, answers: dict[int, Answer], right: int) -> None:
    scores = score_dates(date_rows(gold), answers)
    assert scores.total.figures["phrases right"].values() == {"acc": round(right / 3, 4), "n": 3}
    assert len(scores.missing) == 3 - len(answers)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[[row]", "not a readable TOML file"),
        ("a = 1", r"no \[\[case\]\]"),
        ('[[case]]\ntext = "It fell."\nphrase = "rose"\nabsent = true', "row 1 .*substring not found"),
        ('[[case]]\ntext = "It fell."\nphrase = "fell"', "row 1 .*first and last, or absent"),
        ('[[case]]\ntext = "It fell."\nphrase = "fell"\nfirst = "soon"\nlast = "soon"', "row 1 .*'soon'"),
    ],
)
def test_a_table_of_another_form_is_refused(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "gold.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ResourceError, match=told):
        date_rows(path)


def test_predictions_of_another_form_are_refused(gold: Path, tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    path.write_text('{"row": 1}\n', encoding="utf-8")
    with pytest.raises(ResourceError, match="row 1 is not of the form: KeyError"):
        BENCHMARKS["dates"].score(gold, path)
    with pytest.raises(ResourceError, match="none"):
        predicted_dates(tmp_path / "none.jsonl")
