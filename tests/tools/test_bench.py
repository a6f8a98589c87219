import sys
from pathlib import Path

import pytest

from tools.bench import alternate, command_cost, main, ratio_line, report_files, share_lines, stage_times


def test_reports_are_found_once_and_in_order(tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    for file in (tmp_path / "b.txt", inner / "a.txt", tmp_path / "c.json"):
        file.write_text("A jet fell.", encoding="utf-8")
    found = report_files([tmp_path, inner, tmp_path / "missing"])
    assert found == [tmp_path / "b.txt", inner / "a.txt"]


def test_both_sides_code_every_text_in_every_round_and_take_turns() -> None:
    order: list[str] = []
    times = alternate(lambda text: order.append(f"o{text}"), lambda text: order.append(f"t{text}"), "12", 2)
    assert len(times) == 2
    assert order == ["o1", "t1", "o1", "o2", "t1", "t2", "t1", "t2", "o1", "o2"]


def test_the_ratio_is_the_median_of_the_rounds() -> None:
    assert ratio_line([(1.0, 2.0), (3.0, 2.0), (2.0, 2.0)]) == "1.00 (range 0.50-1.50, 3 rounds)"


def test_each_stage_is_handed_what_the_one_before_gave() -> None:
    seen: list[object] = []
    steps = [("read", len), ("parse", lambda size: size * 2), ("find", seen.append)]
    assert list(stage_times(steps, ["ab", "c"])) == ["read", "parse", "find"]
    assert seen == [4, 2]


def test_shares_are_of_the_whole() -> None:
    assert share_lines({"read": 1.0, "parse": 3.0}) == ["  read        25.0%", "  parse       75.0%"]


def test_stages_that_are_not_wired_are_not_made_up() -> None:
    assert share_lines(stage_times([], ["text"])) == ["  not measured: no stage is wired (stage_steps)"]


def test_a_command_that_fails_ends_the_run_with_its_error() -> None:
    with pytest.raises(SystemExit, match="ended with 3:\nno such report"):
        command_cost(
            [sys.executable, "-S", "-c", "import sys; sys.stderr.write('no such report'); sys.exit(3)"]
        )


def test_a_command_that_works_has_a_cost() -> None:
    cost = command_cost([sys.executable, "-S", "-c", "pass"])
    assert cost.memory > 1


@pytest.mark.parametrize(
    ("arguments", "told"),
    [(["nowhere"], "no .txt file below nowhere"), (["--rounds", "2"], "fewer than 3")],
)
def test_arguments_that_cannot_work_are_refused(
    arguments: list[str], told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text("A jet fell.", encoding="utf-8")
    with pytest.raises(SystemExit):
        main([*arguments, str(tmp_path)] if arguments[0] == "--rounds" else arguments)
    assert told in capsys.readouterr().err
