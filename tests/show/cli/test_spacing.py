"""`sayso evaluate spaces` on a made-up table and fake stages."""

import json
from pathlib import Path

import pytest

from sayso.show.cli.main import main
from tests.show.cli.fakes import FakeStages

TABLE = """
[[case]]
text = "Gao was shelled."
phrase = "Gao"
country = "MLI"
geometry = "point"
[[case]]
text = "Gao was shelled twice."
phrase = "Gao"
abstain = true
"""


def test_phrases_are_scored_kept_and_wrong_ones_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table, kept = tmp_path / "spaces.toml", tmp_path / "said.jsonl"
    table.write_text(TABLE, encoding="utf-8")
    command = ["evaluate", "spaces", str(table), "--json", "--per-doc", "--predictions", str(kept)]
    assert main(command, FakeStages()) == 0
    told = capsys.readouterr()
    assert json.loads(told.out)["total"]["phrases right"] == {
        "acc": 0.5,
        "n": 2,
        "acc_ci": json.loads(told.out)["total"]["phrases right"]["acc_ci"],
    }
    assert "row 2: has a point: Gao was shelled twice." in told.err
    rows = [json.loads(line) for line in kept.read_text(encoding="utf-8").splitlines()]
    assert [(row["row"], row["country"], row["anchor"]) for row in rows] == [
        (1, "MLI", [17.0, -4.0]),
        (2, "MLI", [17.0, -4.0]),
    ]
