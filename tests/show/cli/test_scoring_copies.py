import json
from pathlib import Path

import pytest

from sayso.evaluate.copies import Answer, read_families
from sayso.model.incidents import CopyLink, Family
from sayso.show.cli.main import main
from sayso.show.cli.scoring_copies import answered
from tests.merge.copies.texts import OTHER, WIRE, only
from tests.show.cli.fakes import FakeStages


def test_the_reports_of_a_file_make_one_base(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold, out = tmp_path / "gold.jsonl", tmp_path / "out.jsonl"
    rows = [
        {"id": "wire", "text": WIRE, "published": "1990-02-11", "family": "F", "kind": "original"},
        {
            "id": "cut",
            "text": only(WIRE, 0, 1, 2),
            "published": "1990-02-12",
            "family": "F",
            "kind": "shortened",
        },
        {"id": "eye", "text": OTHER, "published": "1990-02-12", "family": "F", "kind": "same-story"},
    ]
    gold.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    flags = ["--per-doc", "--predictions", str(out)]
    assert main(["evaluate", "copies", str(gold), *flags], FakeStages()) == 0
    printed = capsys.readouterr()
    assert "pairs of one family: containment of 5-shingles >= .5" in printed.out
    assert "wire and eye: missed (original, same-story)" in printed.err
    assert read_families(out) == {"wire": Answer("wire"), "cut": Answer("wire", "wire"), "eye": Answer("eye")}


def test_a_family_is_named_by_its_first_report() -> None:
    family = Family(("a", "b"), (CopyLink("a", "b", (1.0, 0.5), sure=True),), "b")
    assert answered(["a", "b", "c"], [family]) == {"a": Answer("b", "b"), "b": Answer("b"), "c": Answer("c")}
