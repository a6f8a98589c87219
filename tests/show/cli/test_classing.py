import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sayso.model.record import Coded
from sayso.model.report import Report
from sayso.model.spans import Span
from sayso.show.cli.main import main
from sayso.show.cli.stages import Problem
from tests.show.cli.fakes import FakeStages

PAIRS: list[dict[str, Any]] = [
    {"uid": 1, "sentence": "Rebels struck.", "source_spans_in_demarked": [[0, 6]]},
    {"uid": 2, "sentence": "They held talks.", "source_spans_in_demarked": []},
    {"uid": 3, "sentence": "There is nothing.", "source_spans_in_demarked": [[0, 5]]},
]
GOLD = {1: "ASSAULT", 2: "ASSAULT", 3: "AID"}


def lines(path: Path, rows: list[dict[str, Any]]) -> Path:
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return path


def read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_pairs_are_classified_kept_and_scored(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold = lines(tmp_path / "gold.jsonl", [{**row, "gold_root": GOLD[row["uid"]]} for row in PAIRS])
    out = tmp_path / "out.jsonl"
    words = ["evaluate", "relations", str(gold), "--predictions", str(out), "--json", "--errors"]
    assert main(words, FakeStages()) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["total"]["root: accuracy (micro F1)"]["acc"] == 0.3333
    assert report["confusions"]["root"] == {"AID": {"nothing": 1}, "ASSAULT": {"ASSAULT": 1, "CONSULT": 1}}
    assert [(one["cause"], one["count"]) for one in report["errors"]] == [
        ("root: AID given no answer", 1),
        ("root: ASSAULT given CONSULT, conflict and cooperation mixed up", 1),
    ]
    assert read(out) == [
        {"uid": 1, "root": "ASSAULT", "penta": 4},
        {"uid": 2, "root": "CONSULT", "penta": 1},
        {"uid": 3, "root": None, "penta": None},
    ]


def test_pairs_without_gold_are_only_classified(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold, out = lines(tmp_path / "gold.jsonl", PAIRS), tmp_path / "out.jsonl"
    assert main(["evaluate", "relations", str(gold), "--predictions", str(out)], FakeStages()) == 0
    printed = capsys.readouterr()
    assert (printed.out, len(read(out))) == ("", 3)
    assert "only predicted" in printed.err


def test_short_texts_are_classified_kept_and_scored(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [
        {"id": "a", "text": "They fought.", "type": "ARMED_CLASH"},
        {"id": "b", "text": "There is nothing."},
    ]
    gold, out = lines(tmp_path / "gold.jsonl", rows), tmp_path / "out.jsonl"
    assert main(["evaluate", "types", str(gold), "--predictions", str(out)], FakeStages()) == 0
    assert "acc=1.000  n=1" in capsys.readouterr().out
    assert read(out) == [{"id": "a", "type": "ARMED_CLASH"}, {"id": "b", "type": None}]
    assert main(["evaluate", "types", str(lines(gold, rows[1:]))], FakeStages()) == 0
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "no type; only predicted" in printed.err


class Lured(FakeStages):
    """The first word of every report is an event."""

    def code(self, items: Iterable[Report | Problem]) -> Iterator[Coded | Problem]:
        for item in super().code(items):
            if isinstance(item, Coded):
                first = Span(0, len(item.report.text.split()[0]))
                item = replace(item, events=(replace(item.events[0], triggers=(first,)),))
            yield item


def test_traps_are_coded_kept_and_scored(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [{"id": "a", "text": "The keeper was bombarded.", "kind": "sport"}]
    gold, out = lines(tmp_path / "gold.jsonl", rows), tmp_path / "out.jsonl"
    assert main(["evaluate", "traps", str(gold), "--predictions", str(out), "--errors"], Lured()) == 0
    printed = capsys.readouterr().out
    assert "texts left without an event: sport" in printed
    assert "    1  sport" in printed
    (row,) = read(out)
    assert row["id"] == "a"
    assert [event["trigger"] for event in row["events"]] == ["The"]
    assert set(row["events"][0]) == {"trigger", "type", "modality"}


def test_malformed_gold_is_told_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold = lines(tmp_path / "gold.jsonl", [{"id": "a"}])
    for kind in ("relations", "types", "traps"):
        assert main(["evaluate", kind, str(gold)], FakeStages()) == 1
        printed = capsys.readouterr()
        assert printed.out == ""
        assert printed.err.startswith("sayso: ")
        assert f"{gold}:1: not of the form" in printed.err
