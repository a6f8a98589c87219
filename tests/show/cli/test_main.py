import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from sayso.export import record_schema
from sayso.model.record import Coded
from sayso.model.report import Report
from sayso.show.cli.main import main
from sayso.show.cli.stages import Problem, Wanted
from tests.evaluate.golds import DEV
from tests.export.coded import SEED
from tests.show.cli.fakes import FakeStages

Captured = pytest.CaptureFixture[str]


def test_a_table_is_what_people_get(capsys: Captured) -> None:
    assert main(["code", "a"], FakeStages()) == 0
    out, err = capsys.readouterr()
    assert out.startswith(
        "US shoots down Syrian Air Force fighter\nWikinews · 19 June 2017 · 14 events · 2 disputes\n"
    )
    assert err == ""


def test_one_report_is_an_object_and_several_are_lines(capsys: Captured) -> None:
    main(["code", "--format", "annotation", "a"], FakeStages())
    assert json.loads(capsys.readouterr().out)["doc_id"] == "a"
    main(["code", "--format", "json", "a", "b"], FakeStages())
    lines = capsys.readouterr().out.splitlines()
    assert [json.loads(line)["report"]["id"] for line in lines] == ["a", "b"]


def test_the_flags_reach_the_reader() -> None:
    stages = FakeStages()
    flags = "--published 2017-06-19 --title T --outlet O --language en --input-format csv --text-column body"
    assert main(["code", *flags.split(), "--quiet", "a"], stages) == 0
    assert stages.wanted == [Wanted("T", "O", date(2017, 6, 19), "en", "csv", "body")]


def test_a_failed_report_is_told_in_one_line_and_the_others_are_coded(capsys: Captured) -> None:
    assert main(["code", "--format", "json", "a", "bad", "b"], FakeStages()) == 1
    out, err = capsys.readouterr()
    assert len(out.splitlines()) == 2
    assert err == "sayso: bad:row 3: no text[31m second line\n"


def test_what_was_only_passed_over_is_told_and_is_no_failure(capsys: Captured) -> None:
    assert main(["code", "a", "skipped"], FakeStages()) == 0
    assert capsys.readouterr().err.startswith("sayso: skipped:row 3")


@pytest.mark.parametrize(
    "argv",
    [
        ["code"],
        ["code", "--format", "dbase", "a"],
        ["code", "--published", "Sunday", "a"],
        ["code", "--colour", "a"],
        ["dance"],
        ["evaluate", "dances", "."],
        ["evaluate", "articles"],
        ["evaluate", "articles", ".", ".", "--predictions", "x"],
        ["evaluate", "articles", ".", ".", "--reliability"],
    ],
)
def test_wrong_usage_is_told_and_exits_with_2(argv: list[str], capsys: Captured) -> None:
    with pytest.raises(SystemExit) as exit_:
        main(argv, FakeStages())
    assert exit_.value.code == 2
    assert "error: " in capsys.readouterr().err


def test_no_command_shows_the_help_and_an_unknown_input_format_the_known_ones(capsys: Captured) -> None:
    assert main([], FakeStages()) == 2
    assert capsys.readouterr().out.startswith("usage: sayso")
    assert main(["code", "--input-format", "dbase", "a"], FakeStages()) == 2
    assert capsys.readouterr().err == "sayso: unknown input format 'dbase'; known: text\n"


def test_ctrl_c_leaves_what_was_written_and_no_traceback(capsys: Captured) -> None:
    assert main(["code", "a", "stop", "b"], FakeStages()) == 130
    out, err = capsys.readouterr()
    assert out.startswith("US shoots down")
    assert err == "sayso: stopped\n"


def test_a_folder_gets_one_file_per_report_and_ids_that_repeat_a_number(tmp_path: Path) -> None:
    out = tmp_path / "new" / "folder"
    argv = ["code", "--format", "annotation", "--out", str(out), "../a", "b/../a", "b", "B"]
    assert main(argv, FakeStages()) == 0
    assert sorted(p.name for p in out.iterdir()) == ["B~2.json", "a.json", "b.json", "b_.._a.json"]
    assert (out / "b.json").read_text(encoding="utf-8").startswith("{\n")


def test_a_table_in_a_file_has_no_escapes(tmp_path: Path) -> None:
    assert main(["code", "--out", str(tmp_path), "--color", "always", "a"], FakeStages()) == 0
    assert "\x1b" not in (tmp_path / "a.txt").read_text(encoding="utf-8")


def test_color_can_be_forced(capsys: Captured) -> None:
    main(["code", "--color", "always", "a"], FakeStages())
    assert "\x1b[1;36m" in capsys.readouterr().out


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert main(["code", "--out", str(tmp_path / "file"), "a"], FakeStages()) == 1
    assert capsys.readouterr().err.startswith("sayso: ")


def test_schema_is_the_schema(capsys: Captured) -> None:
    assert main(["schema"], FakeStages()) == 0
    assert capsys.readouterr().out == record_schema()


def test_version_names_code_model_and_data(capsys: Captured) -> None:
    assert main(["--version"], FakeStages()) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("sayso ")
    assert lines[1:] == ["  model 3.8 (0123456789ab)", "  places 7"]


def test_version_without_a_model_says_how_to_get_one(capsys: Captured) -> None:
    assert main(["--version"], FakeStages(without_model=True)) == 1
    assert capsys.readouterr().err == "sayso: no English model; pip install 'sayso[model]'\n"


def test_evaluate_scores_what_sayso_makes_of_the_texts_and_keeps_it(tmp_path: Path, capsys: Captured) -> None:
    kept = tmp_path / "kept"
    argv = ["evaluate", "articles", str(SEED), "--json", "--predictions", str(kept)]
    assert main(argv, FakeStages()) == 0
    ours = json.loads(capsys.readouterr().out)
    assert ours["docs"]["seed"]["events (type + trigger/arguments)"]["f1"] == 1
    assert main(["evaluate", "articles", str(SEED), str(kept), "--json"], FakeStages()) == 0
    assert json.loads(capsys.readouterr().out) == ours


class Sure(FakeStages):
    """Half sure of every type."""

    def code(self, items: Iterable[Report | Problem]) -> Iterator[Coded | Problem]:
        for item in super().code(items):
            if isinstance(item, Coded):
                half = (replace(one, type=replace(one.type, confidence=0.5)) for one in item.events)
                item = replace(item, events=tuple(half))
            yield item


def test_evaluate_tells_causes_and_reliability_where_they_are_asked_for(capsys: Captured) -> None:
    argv = ["evaluate", "articles", str(SEED), "--json", "--errors", "--reliability"]
    assert main(argv, Sure()) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["errors"] == []
    assert list(report["reliability"]) == ["type"]
    assert report["reliability"]["type"]["bins"] == [{"n": 14, "confidence": 0.5, "accuracy": 1.0}]
    assert main(argv[:3], Sure()) == 0
    assert "## errors" not in capsys.readouterr().out
    assert main([*argv[:3], *argv[4:]], Sure()) == 0
    out = capsys.readouterr().out
    assert "## errors: 0 of 0 causes" in out
    assert "type        n=14    expected calibration error=0.500" in out


def test_evaluate_prints_figures_and_names_what_is_missing(tmp_path: Path, capsys: Captured) -> None:
    assert main(["evaluate", "articles", str(DEV), str(tmp_path), "--per-doc"], FakeStages()) == 0
    out, err = capsys.readouterr()
    assert "events (untyped)" in out
    assert "\n## g01-" in out
    assert "sayso: g01-chuhuiv-drones: no prediction; scored as empty\n" in err


def test_evaluate_without_gold_is_told(tmp_path: Path, capsys: Captured) -> None:
    assert main(["evaluate", "articles", str(tmp_path)], FakeStages()) == 1
    assert "no file NAME.gold.json" in capsys.readouterr().err
