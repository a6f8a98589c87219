"""`sayso evaluate entities` and `parties` from the command line."""

import json
from pathlib import Path

import pytest

from sayso.show.cli.main import main
from tests.show.cli.fakes import FakeStages

Captured = pytest.CaptureFixture[str]
ROWS = '[[case]]\ntext = "Aria left."\nphrase = "Aria"\nslot = "actor"\nparty = "{}"\n'


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    (tmp_path / "reports.jsonl").write_text('{"id": "a", "text": "Aria left."}\n', encoding="utf-8")
    return tmp_path


def test_entities_are_only_predicted_where_there_is_no_gold(reports: Path, capsys: Captured) -> None:
    kept = reports / "said.jsonl"
    assert main(["evaluate", "entities", str(reports), "--predictions", str(kept)], FakeStages()) == 0
    expected = {"doc_id": "a", "type": "Organisation", "start": 0, "end": 4, "text": "Aria"}
    assert json.loads(kept.read_text("utf-8")) == expected
    assert "only predicted" in capsys.readouterr().err
    kept.rename(reports / "entities.jsonl")
    assert main(["evaluate", "entities", str(reports), "--beside-spacy", "--json"], FakeStages()) == 0
    total = json.loads(capsys.readouterr().out)["total"]
    assert (total["organisation (exact)"]["f1"], total["spaCy: organisation (overlap)"]["f1"]) == (1.0, 1.0)


def test_parties_tell_the_wrong_rows_and_keep_the_answers(tmp_path: Path, capsys: Captured) -> None:
    table, kept = tmp_path / "t.toml", tmp_path / "said.jsonl"
    table.write_text(ROWS.format("actor") + ROWS.format("bund"), encoding="utf-8")
    argv = ["evaluate", "parties", str(table), "--per-doc", "--predictions", str(kept)]
    assert main(argv, FakeStages()) == 0
    out, err = capsys.readouterr()
    assert "rows right" in out
    assert "row 2: 'Aria' was given actor in: Aria left." in err
    assert main(["evaluate", "parties", str(table), str(kept), "--json"], FakeStages()) == 0
    assert json.loads(capsys.readouterr().out)["total"]["rows right"]["acc"] == 0.5


def test_predictions_that_cannot_be_written_are_told(reports: Path, capsys: Captured) -> None:
    argv = ["evaluate", "entities", str(reports), "--predictions", str(reports / "no" / "such")]
    assert main(argv, FakeStages()) == 1
    assert "cannot be written" in capsys.readouterr().err
