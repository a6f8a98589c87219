from pathlib import Path

import pytest

from sayso.show.cli.main import main
from tests.export.coded import seed
from tests.show.cli.fakes import FakeStages

GOLD = """
[[case]]
text = "whatever"
content = "whatever"
act = "assert"
stance = "asserts"
name = "Damascus"
"""


def test_sayso_reads_the_sentences_itself_and_keeps_its_answers(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gold, out = tmp_path / "gold.toml", tmp_path / "out.jsonl"
    gold.write_text(GOLD, encoding="utf-8")
    arguments = ["evaluate", "statements", str(gold), "--predictions", str(out), "--per-doc"]
    assert main(arguments, FakeStages()) == 0
    printed = capsys.readouterr()
    assert "found" in printed.out
    assert f"{gold}: row 1: " in printed.err
    said = [one for one in seed().statements if not one.own_voice]
    assert out.read_text(encoding="utf-8").count('"content"') == len(said) > 0
