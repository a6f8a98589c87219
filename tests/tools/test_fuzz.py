"""The fuzzing: its table, what it keeps, and what it counts; the fuzzing itself is `make campaign`."""

import json
from pathlib import Path

import pytest

from sayso.errors import ReadError, SaysoError
from tools.fuzz import child, report
from tools.fuzz.__main__ import counted, told, total
from tools.fuzz.meter import LONGEST, Meter
from tools.fuzz.target import Target
from tools.fuzz.targets import TARGETS
from tools.fuzz.watcher import Spent

QUICK = sorted(set(TARGETS) - {"coding", "web-pages", "place-pack-csv", "place-pack-geonames"})


@pytest.mark.parametrize("name", QUICK)
def test_every_target_takes_its_seeds_with_no_error_but_ours(name: str) -> None:
    feed, fed = TARGETS[name].make(), 0
    for data in TARGETS[name].seeds():
        fed += 1
        try:
            feed(data[: TARGETS[name].longest])
        except SaysoError:
            continue
    assert fed > 0
    assert TARGETS[name].longest <= LONGEST


def fed(feed: object, folder: Path, *inputs: bytes) -> Meter:
    (folder / "meters").mkdir()
    target = Target(lambda: feed, lambda: [b""], seconds=0.05)  # type: ignore[arg-type, return-value]  # a lambda
    one = child.feeder("t", target, feed, folder, 60.0)  # type: ignore[arg-type]  # likewise
    for data in inputs:
        one(data)
    return Meter(folder / "meters" / "t")


def test_an_error_of_ours_is_no_finding_and_another_is_kept_once_with_its_input(tmp_path: Path) -> None:
    def feed(data: bytes) -> None:
        raise ReadError("no") if data == b"ours" else ValueError("theirs")

    meter = fed(feed, tmp_path, b"ours", b"first", b"second")
    assert meter.executions == 3
    (found,) = child.findings(tmp_path, "t").glob("*.txt")
    assert found.name.startswith("ValueError-")
    assert found.with_suffix(".bin").read_bytes() == b"first"


def test_what_takes_too_much_cpu_is_a_finding(tmp_path: Path) -> None:
    meter = fed(lambda _: sum(range(8_000_000)), tmp_path, b"slow")
    assert [path.name[:7] for path in child.findings(tmp_path, "t").glob("*.txt")] == ["TooSlow"]
    assert meter.slowest > 0.05


def test_the_input_under_way_outlives_the_process(tmp_path: Path) -> None:
    meter = Meter(tmp_path / "m")
    meter.begin(b"input", 1.5)
    assert (Meter(tmp_path / "m").under_way, Meter(tmp_path / "m").began) == (b"input", 1.5)
    meter.end(0.5)
    again = Meter(tmp_path / "m")
    assert (again.under_way, again.executions, again.seconds) == (b"", 1, 0.5)


def test_runs_of_a_target_add_up_over_runs_of_the_tool(tmp_path: Path) -> None:
    for executions, slowest in ((10, 0.2), (5, 0.1)):
        counted(told(tmp_path), "decode", Spent(executions, 2.0, slowest, None), tmp_path)
    state = told(tmp_path)
    assert state["decode"] == {"executions": 15, "seconds": 4.0, "slowest": 0.2, "runs": 2, "findings": 0}
    assert total(state, "executions") == 15


def test_the_page_is_filled_between_its_marks_and_nowhere_else(tmp_path: Path) -> None:
    page = tmp_path / "hostile.md"
    page.write_text(report.PAGE.read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "fuzz").mkdir()
    row = {"executions": 1234, "seconds": 5.0, "slowest": 0.25, "runs": 1, "findings": 0}
    (tmp_path / "fuzz" / "state.json").write_text(json.dumps({"decode": row}), encoding="utf-8")
    assert report.main(["--build", str(tmp_path), "--page", str(page)]) == 0
    made = page.read_text(encoding="utf-8")
    assert "| `decode` | 1,234 | 5 s | 250 ms | 1 s | 0 |" in made
    assert made.count("## ") == report.PAGE.read_text(encoding="utf-8").count("## ")
    report.main(["--build", str(tmp_path), "--page", str(page)])
    assert page.read_text(encoding="utf-8") == made


def test_a_page_without_marks_is_refused() -> None:
    with pytest.raises(ValueError, match="no '<!-- fuzz"):
        report.filled("# A page", "fuzz", "table")
