"""`sayso relevant` and `sayso add --relevant`, on files in a folder."""

import json
from pathlib import Path

import pytest

from sayso.show.cli.main import main

WAR = "Rebels shelled an army post near the town on Monday, and four soldiers were killed, the ministry said."
GARDEN = (
    "The tulips are early this year, and the garden expects half a million visitors before Easter, it said."
)
GERMAN = "Die Tulpen blühen in diesem Jahr früh, und der Garten erwartet viele Besucher vor dem Osterfest."


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    for name, text in (("war", WAR), ("garden", GARDEN), ("german", GERMAN)):
        (folder / f"{name}.txt").write_text(text, "utf-8")
    return folder


def test_each_report_has_a_line_with_verdict_score_and_words(
    inbox: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["relevant", str(inbox)]) == 0
    shown = capsys.readouterr()
    verdicts = [line.split("  ")[0].strip() for line in shown.out.splitlines()]
    assert verdicts == ["left out", "kept, not judged", "kept"]
    assert "soldiers" in shown.out.splitlines()[2]
    assert shown.err.startswith("sayso: 1 kept, 1 left out, 1 kept, not judged (filter ")


def test_as_json_what_was_not_judged_has_no_score(inbox: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["relevant", str(inbox), "--format", "json"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(row["keeps"], row["known"], row["score"] is None) for row in rows] == [
        (False, True, False),
        (True, False, True),
        (True, True, False),
    ]


def test_a_file_that_cannot_be_read_is_told_and_the_others_are_scored(
    inbox: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["relevant", str(inbox / "war.txt"), str(inbox / "none.txt")]) == 1
    shown = capsys.readouterr()
    assert shown.out.startswith("kept")
    assert "none.txt" in shown.err


def test_add_names_and_counts_what_it_leaves_out(
    inbox: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (inbox / "war.txt").unlink()
    (inbox / "german.txt").unlink()
    assert main(["add", str(inbox), "--relevant", "--db", str(tmp_path / "b.db")]) == 0
    shown = capsys.readouterr()
    assert shown.out == "no report; 0 incidents new or changed; 1 left out as not relevant\n"
    assert "left out as not relevant (0." in shown.err
    assert "The tulips are early" in shown.err


def test_the_filter_is_scored_on_reports_with_a_verdict(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gold, guesses = tmp_path / "gold.jsonl", tmp_path / "guesses.jsonl"
    rows = [
        {"id": "w", "kind": "battle", "title": "", "text": WAR, "relevant": "yes"},
        {"id": "g", "kind": "garden", "title": "", "text": GARDEN, "relevant": "no"},
        {"id": "d", "kind": "garden", "title": "", "text": GERMAN, "relevant": "no"},
    ]
    gold.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    assert main(["evaluate", "relevance", str(gold), "--json", "--predictions", str(guesses)]) == 0
    total = json.loads(capsys.readouterr().out)["total"]
    assert total["reports in scope kept"]["acc"] == 1.0
    assert total["other news left out"]["acc"] == 0.5
    kept = [json.loads(line) for line in guesses.read_text("utf-8").splitlines()]
    assert [(row["keeps"], row["score"] is None) for row in kept] == [
        (True, False),
        (False, False),
        (True, True),
    ]
