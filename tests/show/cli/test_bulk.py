from pathlib import Path
from typing import Any

import pytest

from sayso.bulk import State
from sayso.show.cli.bulk import Lines, line
from sayso.show.cli.main import main
from tests.bulk.pages import lines, text


def state(done: int, seconds: float, **given: Any) -> State:
    return State(documents=1_200, done=done, seconds=seconds, **given)


@pytest.mark.parametrize(
    ("what", "at", "told"),
    [
        ("reading", state(0, 0.0), "1,200 documents found"),
        ("coding", state(0, 0.0), "0 of 1,200 documents"),
        ("coding", state(200, 100.0), "200 of 1,200 documents, 2.0 a second, 8 min 20 s left"),
        ("coding", state(300, 1e5, before=290), "300 of 1,200 documents, 0.0 a second, 2,500 h 00 min left"),
        (
            "coding",
            state(1_190, 10.0, dead=2, died=1),
            "1,190 of 1,200 documents, 119.0 a second, 0 s left, 2 dead letters, 1 worker died",
        ),
    ],
)
def test_progress_says_how_far_how_fast_and_how_long(what: str, at: State, told: str) -> None:
    assert line(what, at) == told


def test_without_a_terminal_a_line_is_written_now_and_then(capsys: pytest.CaptureFixture[str]) -> None:
    often, seldom = Lines(every=0.0), Lines(every=1000.0)
    often("reading", state(0, 0.0))
    seldom("reading", state(0, 0.0))
    assert capsys.readouterr().err == "sayso: 1,200 documents found\n"


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (["--engine", "dask"], "belong together"),
        (["--scheduler", "tcp://x:1"], "belong together"),
        (["--engine", "dask", "--scheduler", "tcp://x:1", "--workers", "2"], "of the local engine"),
    ],
)
def test_flags_that_do_not_fit_are_refused(
    more: list[str], told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["bulk", str(tmp_path), str(tmp_path / "out"), *more]) == 2
    assert told in capsys.readouterr().err


@pytest.mark.model
def test_a_run_tells_what_it_wrote_and_what_gave_no_record(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = lines(tmp_path / "a.jsonl", [text(1), text(2)])
    with given.open("a", encoding="utf-8") as file:
        file.write('{"id": "cut off\n')
    out = tmp_path / "out"
    assert main(["bulk", str(given), str(out), "--workers", "1"]) == 1
    told = capsys.readouterr()
    assert told.out == "2 reports coded in 1 part, 1 dead letters\n"
    assert f"1 document gave no record; see {out}/dead, each with the reason" in told.err
