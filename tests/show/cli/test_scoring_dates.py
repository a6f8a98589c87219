from datetime import date
from pathlib import Path

import pytest

from sayso.evaluate.dates import Answer, date_rows, is_right, predicted_dates
from sayso.show.cli.main import main
from sayso.show.cli.scoring_dates import answer
from sayso.show.cli.settings import Settings
from sayso.show.cli.stages import Pipeline
from tests.show.cli.fakes import FakeStages

GOLD = """
[[case]]
text = "The base was hit on Sunday."
phrase = "on Sunday"
published = "2017-06-18"
first = "2017-06-18"
last = "2017-06-18"

[[case]]
text = "The base was hit on sunday."
phrase = "sunday"
published = "2017-06-18"
absent = true

[[case]]
text = "The base was hit on Sunday."
phrase = "Sunday"
absent = true
"""


def test_sayso_reads_the_phrases_itself_and_keeps_its_answers(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gold, out = tmp_path / "gold.toml", tmp_path / "out.jsonl"
    gold.write_text(GOLD, encoding="utf-8")
    assert main(["evaluate", "dates", str(gold), "--predictions", str(out)], FakeStages()) == 0
    assert "phrases right" in capsys.readouterr().out
    day = (date(2017, 6, 18), date(2017, 6, 18))
    assert predicted_dates(out) == {1: Answer(day, "09:00"), 2: Answer(), 3: Answer(None, "09:00")}


def test_a_time_phrase_that_shares_characters_answers(tmp_path: Path) -> None:
    gold = tmp_path / "gold.toml"
    gold.write_text(GOLD.replace('phrase = "sunday"', 'phrase = "The base"'), encoding="utf-8")
    row = date_rows(gold)[1]
    assert answer(row, FakeStages()).days == (date(2017, 6, 18), date(2017, 6, 18))


@pytest.mark.model
def test_of_the_table_for_development_97_in_100_are_right(tmp_path: Path) -> None:
    rows = date_rows(Path(__file__).parents[2] / "gold" / "dates" / "dev.toml")
    stages = Pipeline(Settings(tmp_path))
    wrong = [row.text for row in rows if not is_right(row, answer(row, stages))]
    assert (len(rows), wrong[len(rows) * 3 // 100 :]) == (160, [])
