import json
from pathlib import Path

import pytest

from sayso.show.cli.main import main
from tests.show.cli.fakes import FakeStages


def test_stories_are_kept_and_scored_only_where_there_is_gold(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    docs, out = tmp_path / "docs.jsonl", tmp_path / "out.jsonl"
    rows = [{"doc_id": name, "text": "A blaze destroyed the hall of Oakvale."} for name in ("a", "b")]
    docs.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    args = ["evaluate", "incidents", "--docs", str(docs), "--predictions", str(out)]
    assert main(args, FakeStages()) == 0
    assert [set(json.loads(line)) for line in out.read_text().splitlines()] == [{"doc_id", "cluster"}] * 2
    assert capsys.readouterr().out == ""
    docs.write_text("".join(json.dumps({**row, "cluster": 1}) + "\n" for row in rows), encoding="utf-8")
    assert main(args, FakeStages()) == 0
    assert "TF-IDF, 0.12: B3" in capsys.readouterr().out


def test_incidents_need_documents_and_others_gold(capsys: pytest.CaptureFixture[str]) -> None:
    for args in (["incidents"], ["types", "--docs", "x"], ["types"]):
        with pytest.raises(SystemExit):
            main(["evaluate", *args], FakeStages())
    assert "needs GOLD" in capsys.readouterr().err
