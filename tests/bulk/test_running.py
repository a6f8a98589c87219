import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from sayso.bulk import Job, Local, State, records, run, unfinished
from sayso.bulk.layout import Layout
from sayso.errors import BulkError
from sayso.model.record import Coded
from sayso.pipeline import default_coder
from sayso.read import ReadOptions, read_paths
from tests.bulk import kits
from tests.bulk.pages import folder, lines, text

pytestmark = pytest.mark.model


def job(out: Path, **given: Any) -> Job:
    return Job(str(out), ReadOptions(), **given)


def bulk(inputs: list[Path], out: Path, *, workers: int = 2, size: int = 5, **given: Any) -> State:
    return run(inputs, job(out, **given), Local(workers, load=kits.touchy), size=size)


def written(out: Path) -> dict[str, str]:
    """The digest of each file that a run is for."""
    found = (path for name in ("parts", "dead", "left") for path in (out / name).iterdir())
    return {
        f"{one.parent.name}/{one.name}": hashlib.sha256(one.read_bytes()).hexdigest() for one in sorted(found)
    }


def dead(out: Path) -> dict[str, str]:
    rows = [json.loads(line) for path in (out / "dead").iterdir() for line in path.read_text().splitlines()]
    return {row["id"] or f"{row['source']} {row['place']}": row["kind"] for row in rows}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Path], Path, State]:
    """Two inputs and an undisturbed run over them, one of whose documents is slow and three fail."""
    at = tmp_path_factory.mktemp("whole")
    texts = [text(number, kits.SLOW) for number in range(30)]
    texts[7] = text(7, kits.RAISES)
    texts[12] = text(12, kits.DIES)
    inputs = [lines(at / "all.jsonl", texts), folder(at / "pages", [text(n) for n in range(40, 46)])]
    with inputs[0].open("a", encoding="utf-8") as file:
        file.write('{"text": "cut off he')
    return inputs, at / "out", bulk(inputs, at / "out")


def test_every_document_is_in_a_part_or_in_a_dead_letter(whole: tuple[list[Path], Path, State]) -> None:
    _, out, state = whole
    assert (state.documents, state.done, state.rows, state.dead, state.left) == (37, 37, 34, 3, 0)
    assert dead(out) == {"all-8": "ValueError", "all.jsonl line 13": "killed", "all.jsonl line 31": "ReadError"}
    assert unfinished(out) == 0
    assert [path.name for path in (out / "flight").iterdir()] == []


def test_records_are_those_that_reading_and_coding_one_by_one_gives(
    whole: tuple[list[Path], Path, State],
) -> None:
    inputs, out, _ = whole
    coder = default_coder()
    skipped = {"all-8", "all-13"}
    read = [one for one in read_paths(inputs) if getattr(one, "id", None) not in {None, *skipped}]
    expected = {one.id: coder.code(one) for one in read if hasattr(one, "id")}  # type: ignore[arg-type]
    assert {one.report.id: one for one in records(out) if isinstance(one, Coded)} == expected


def test_the_same_run_anew_gives_the_same_bytes(
    whole: tuple[list[Path], Path, State], tmp_path: Path
) -> None:
    inputs, out, _ = whole
    state = run(inputs, job(tmp_path / "out"), Local(1, "spawn", load=kits.touchy), size=5)
    assert written(tmp_path / "out") == written(out)
    assert state.cpu > 0
    again = bulk(inputs, out)
    assert (again.before, again.done, again.died) == (37, 37, 0)


DRIVER = """
import sys
from pathlib import Path
from tests.bulk.test_running import bulk
if __name__ == "__main__":
    bulk([Path(one) for one in sys.argv[2:]], Path(sys.argv[1]))
"""


def children(pid: int) -> list[int]:
    """The processes below one, and those below them."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            stat = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(stat[1]) == pid:
            found += [int(path.parent.name), *children(int(path.parent.name))]
    return found


@pytest.mark.skipif(sys.platform != "linux", reason="finds processes in /proc")
def test_killed_workers_and_drivers_lose_nothing_and_double_nothing(
    whole: tuple[list[Path], Path, State], tmp_path: Path
) -> None:
    inputs, out, _ = whole
    chance, script = random.Random(9), tmp_path / "driver.py"
    script.write_text(DRIVER, encoding="utf-8")
    where = tmp_path / "out"
    for _ in range(3):
        with subprocess.Popen(
            [sys.executable, str(script), str(where), *map(str, inputs)], stderr=subprocess.DEVNULL
        ) as driver:
            ended = time.monotonic() + 60
            while not list(where.glob("flight/*")) and driver.poll() is None and time.monotonic() < ended:
                time.sleep(0.02)
            time.sleep(chance.random() * 0.3)
            below = children(driver.pid)
            if below:
                os.kill(chance.choice(below), signal.SIGKILL)
            time.sleep(chance.random() * 0.3)
            driver.kill()
    state = bulk(inputs, where)
    assert written(where) == written(out)
    assert (state.documents, state.done, state.rows, state.dead) == (37, 37, 34, 3)
    assert list(where.rglob("*.tmp-*")) == []


def test_what_takes_too_long_or_too_much_memory_is_a_dead_letter(tmp_path: Path) -> None:
    texts = [text(1), text(2, kits.HANGS), text(3, kits.SWELLS), text(4)]
    state = bulk([lines(tmp_path / "a.jsonl", texts)], tmp_path / "out", workers=1, timeout=1.0, memory=3000)
    assert dead(tmp_path / "out") == {"a.jsonl line 2": "over-time", "a.jsonl line 3": "over-memory"}
    assert (state.rows, state.died) == (2, 4)


def test_of_two_runs_into_one_folder_the_second_is_told_who_works_there(tmp_path: Path) -> None:
    given = lines(tmp_path / "a.jsonl", [text(1)])
    folders: list[str] = []

    def second(_what: str, _state: State) -> None:
        if not folders:
            with pytest.raises(BulkError, match=rf"another bulk run.*process {os.getpid()} on ") as told:
                bulk([given], tmp_path / "out")
            folders.append(str(told.value))

    run([given], job(tmp_path / "out"), Local(1), watch=second)
    assert folders[0].startswith(str(tmp_path / "out"))
    assert bulk([given], tmp_path / "out").before == 1


def test_a_lock_whose_holder_is_gone_holds_nobody_up(tmp_path: Path) -> None:
    given, out = lines(tmp_path / "a.jsonl", [text(1)]), tmp_path / "out"
    Layout(out).prepare()
    lock = out / "lock"
    lock.write_text(json.dumps({"pid": 1, "host": "elsewhere", "since": "2021-03-09 10:00:00"}))
    with pytest.raises(BulkError, match="process 1 on elsewhere, since 2021-03-09"):
        bulk([given], out)
    hour = time.time() - 3600
    os.utime(lock, (hour, hour))
    assert bulk([given], out, workers=1).rows == 1


def test_on_a_full_disk_a_run_says_so_and_goes_on_when_there_is_room(tmp_path: Path) -> None:
    given, out = lines(tmp_path / "a.jsonl", [text(n) for n in range(6)]), tmp_path / "out"
    Layout(out).prepare()
    full = out / "parts"
    full.rmdir()
    full.symlink_to("/dev/full")  # whatever is written below it fails
    with pytest.raises(BulkError, match="What is done stays done"):
        bulk([given], out, workers=1, size=3)
    full.unlink()
    full.mkdir()
    assert bulk([given], out, workers=1, size=3).rows == 6


def test_what_an_earlier_run_made_of_a_file_that_changed_is_moved_aside(tmp_path: Path) -> None:
    out = tmp_path / "out"
    bulk([lines(tmp_path / "a.jsonl", [text(1), text(2)])], out, workers=1)
    state = bulk([lines(tmp_path / "a.jsonl", [text(1), text(3)])], out, workers=1)
    assert (state.rows, state.replaced) == (2, 1)
    texts = [one.report.text for one in records(out) if isinstance(one, Coded)]
    assert texts == [text(1), text(3)]
    assert [len(list((out / "old" / name).iterdir())) for name in ("parts", "ledger")] == [1, 1]


@pytest.mark.parametrize(
    ("name", "match"),
    [("nothing.jsonl", "there is no such file"), ("made", "holds other files")],
)
def test_what_cannot_begin_says_why(tmp_path: Path, name: str, match: str) -> None:
    (tmp_path / "made").mkdir()
    (tmp_path / "made" / "x.txt").write_text("x")
    out = tmp_path / ("made" if name == "made" else "out")
    given = tmp_path / name if name != "made" else lines(tmp_path / "a.jsonl", [text(1)])
    with pytest.raises(BulkError, match=match):
        bulk([given], out, workers=1)
