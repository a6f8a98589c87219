import sys
from pathlib import Path

import pytest

from tools.bench import (
    DICTIONARY_CODER,
    Cost,
    Item,
    Round,
    coding_lines,
    command_cost,
    cost_lines,
    items_in,
    linking_line,
    main,
    memory_line,
    middle,
    share_lines,
    take_turns,
)

JET = "A jet fell."


def test_reports_come_from_texts_and_folders_once_and_in_order(tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    for file in (tmp_path / "b.txt", inner / "a.txt", tmp_path / "c.json"):
        file.write_text(JET, encoding="utf-8")
    found = items_in([inner / "a.txt", tmp_path, inner, tmp_path / "missing"])
    assert found == [Item("a.txt", JET.encode()), Item("b.txt", JET.encode())]


def test_each_line_of_json_lines_is_a_report(tmp_path: Path) -> None:
    file = tmp_path / "reports.jsonl"
    file.write_text('{"text": "One."}\n\n{"text": "Two."}\n', encoding="utf-8")
    assert items_in([file]) == [
        Item("reports-1.json", b'{"text": "One."}'),
        Item("reports-3.json", b'{"text": "Two."}'),
    ]


def test_both_sides_run_in_every_round_and_take_turns() -> None:
    order: list[str] = []
    take_turns(lambda: order.append("ours"), lambda: order.append("theirs"), 3)
    assert order == ["ours", "theirs", "theirs", "ours", "ours", "theirs"]


def test_the_middle_is_the_median_with_its_range() -> None:
    assert middle([0.5, 1.5, 1.0]) == "1.00 (0.50 to 1.50)"


def test_coding_does_not_count_reading() -> None:
    one = Round({"read": 1.0, "parse": 2.0, "find": 0.5}, theirs=4.0)
    assert (one.code, one.whole) == (2.5, 3.5)


def test_shares_are_of_the_medians() -> None:
    rounds = [Round({"read": 1.0, "parse": parse}, 1.0) for parse in (2.0, 3.0, 9.0)]
    assert share_lines(rounds) == ["  read        25.0%", "  parse       75.0%"]


@pytest.mark.parametrize(
    ("parse", "told"), [(1.0, "0.50 (0.50 to 0.50); target <= 0.50: kept"), (1.1, "MISSED")]
)
def test_the_costs_say_whether_the_target_is_kept(parse: float, told: str) -> None:
    lines = cost_lines([Round({"read": 1.0, "parse": parse}, theirs=2.0)] * 3, reports=10, words=600)
    assert lines[2] == "  spaCy, all       200.0 ms CPU a report,    300 words/s"
    assert lines[3].endswith(told)


@pytest.mark.parametrize(("tokens", "kept"), [(60_000, "kept"), (59_000, "MISSED")])
def test_the_speed_of_linking_counts_cues_and_the_stage(tokens: int, kept: str) -> None:
    rounds = [Round({"attribute": seconds}, 1.0) for seconds in (1.0, 2.0, 4.0)]
    line = linking_line(rounds, 1.0, tokens)
    assert line.endswith(f"tokens/s of CPU; target >= 20,000: {kept}")
    range_ = f"({tokens / 5:,.0f} to {tokens / 2:,.0f})"
    assert line.startswith(f"  cues and attribute: {tokens / 3:,.0f} {range_}")


def test_the_speed_of_coding_is_that_of_the_stages_after_the_parse() -> None:
    rounds = [Round({"read": 9.0, "parse": 9.0, "find": s, "merge": s}, 1.0) for s in (0.5, 1.0, 2.0)]
    ours, theirs = coding_lines(rounds, sentences=400)
    assert ours == "  after the parse:    200 (100 to 400) sentences/s"
    assert theirs.startswith("  UniversalPetrarch:  {} to {} sentences/s".format(*DICTIONARY_CODER))


@pytest.mark.parametrize(("memory", "kept"), [(700.0, "kept"), (701.0, "MISSED")])
def test_the_memory_of_a_worker_has_a_target(memory: float, kept: str) -> None:
    line = memory_line(Cost(1.0, 1.0, memory))
    assert line == f"  memory of a worker: {memory:.0f} MB at its peak; target <= 700 MB: {kept}"


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
    [(["nowhere"], "no .txt or .jsonl file at nowhere"), (["--rounds", "2"], "fewer than 3")],
)
def test_arguments_that_cannot_work_are_refused(
    arguments: list[str], told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text(JET, encoding="utf-8")
    with pytest.raises(SystemExit):
        main([*arguments, str(tmp_path)] if arguments[0] == "--rounds" else arguments)
    assert told in capsys.readouterr().err
