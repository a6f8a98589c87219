"""`sayso evaluate places` on a made-up file and fake stages."""

import json
from pathlib import Path

import pytest

from sayso.show.cli.main import main
from tests.show.cli.fakes import FakeStages

TEXT = "Mali fights near Gao"
ROWS = [{"start": 0, "end": 4, "type": "COUNTRY", "lat": 17.0, "lon": -4.0, "geonames_id": "2453866"}]


def gold(folder: Path, *rows: object) -> Path:
    """A gold file with one document, without names where no `rows` are given."""
    document = {"doc_id": "d", "text": TEXT} | ({"toponyms": rows} if rows else {})
    path = folder / "gold.jsonl"
    path.write_text(json.dumps(document) + "\n", encoding="utf-8")
    return path


def test_what_sayso_finds_is_scored_and_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept = tmp_path / "said.jsonl"
    command = ["evaluate", "places", str(gold(tmp_path, *ROWS)), "--json", "--predictions", str(kept)]
    assert main(command, FakeStages()) == 0
    total = json.loads(capsys.readouterr().out)["total"]
    assert total["end to end, 161 km"]["f1"] == 1.0
    assert total["countries by code"]["acc"] == 1.0
    (row,) = [json.loads(line) for line in kept.read_text(encoding="utf-8").splitlines()]
    assert row["doc_id"] == "d"
    assert [name["text"] for name in row["toponyms"]] == ["Mali", "Gao"]
    assert row["toponyms"][0]["gazetteer"] == "geonames:2453866"
    assert "lat" not in row["toponyms"][1]


def test_without_gold_it_only_predicts_and_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["evaluate", "places", str(gold(tmp_path))], FakeStages()) == 0
    told = capsys.readouterr()
    assert told.out == ""
    assert "only predicted" in told.err


def test_types_can_be_left_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = gold(tmp_path, *ROWS)
    assert main(["evaluate", "places", str(path), "--drop-types", "COUNTRY", "--json"], FakeStages()) == 0
    assert json.loads(capsys.readouterr().out)["total"]["recognition, overlap"]["n_gold"] == 0
