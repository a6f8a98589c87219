import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from sayso.bulk import Local, State, records, run, unfinished
from sayso.bulk.layout import Layout
from sayso.errors import BulkError
from sayso.model.record import Coded
from sayso.model.report import Report
from sayso.pipeline import default_coder
from sayso.read import read_paths
from tests.bulk import kits
from tests.bulk.pages import archive, folder, lines, page, text
from tests.bulk.runs import bulk, dead, job, written


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Path], Path, State]:
    """Inputs and an undisturbed run over them; two documents fail, and one file is cut off."""
    at = tmp_path_factory.mktemp("whole")
    texts = [text(number, kits.SLOW) for number in range(12)]
    texts[7] = text(7, kits.RAISES)
    pages = [page(n) for n in range(20, 29)]
    pages[4] = page(24, kits.DIES)
    inputs = [
        lines(at / "all.jsonl", texts),
        folder(at / "pages", [text(n) for n in range(40, 44)]),
        archive(at / "crawl.warc.gz", pages),
    ]
    with inputs[0].open("a", encoding="utf-8") as file:
        file.write('{"text": "cut off he')
    return inputs, at / "out", bulk(inputs, at / "out", kits.touchy, workers=2)


@pytest.mark.model
def test_every_document_is_in_a_part_or_in_a_dead_letter(whole: tuple[list[Path], Path, State]) -> None:
    _, out, state = whole
    assert (state.documents, state.done, state.rows, state.dead, state.left) == (26, 26, 23, 3, 0)
    (killed,) = [name for name, kind in dead(out).items() if kind == "killed"]
    assert killed.startswith("crawl.warc.gz byte ")
    assert dead(out) == {"all-8": "ValueError", "all.jsonl line 13": "ReadError", killed: "killed"}
    assert (unfinished(out), list((out / "flight").iterdir())) == (0, [])


@pytest.mark.model
def test_records_are_those_that_reading_and_coding_one_by_one_gives(
    whole: tuple[list[Path], Path, State],
) -> None:
    inputs, out, _ = whole
    coder, broken = default_coder(), (kits.RAISES, kits.DIES)
    read = [one for one in read_paths(inputs) if isinstance(one, Report)]
    expected = {one.id: coder.code(one) for one in read if not any(word in one.text for word in broken)}
    found = {one.report.id: one for one in records(out) if isinstance(one, Coded)}
    assert len(expected) == 23
    assert found == expected


def test_processes_that_are_begun_without_fork_write_the_same_bytes(tmp_path: Path) -> None:
    inputs = [folder(tmp_path / "pages", [text(n) for n in range(4)])]
    run(inputs, job(tmp_path / "out"), Local(1, "spawn"), size=2, load=kits.light)
    bulk(inputs, tmp_path / "again", size=2)
    assert written(tmp_path / "out") == written(tmp_path / "again")
    assert len(list((tmp_path / "out" / "parts").iterdir())) == 2


DRIVER = """
import sys
from pathlib import Path
from tests.bulk import kits
from tests.bulk.runs import bulk
if __name__ == "__main__":
    bulk([Path(one) for one in sys.argv[2:]], Path(sys.argv[1]), kits.light, workers=2)
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


def driving(at: Path, where: Path, inputs: Sequence[Path]) -> "subprocess.Popen[str]":
    """A driver in a process of its own."""
    script = at / "driver.py"
    script.write_text(DRIVER, encoding="utf-8")
    surroundings = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(sys.path),
    }  # the script lies elsewhere, and imports tests
    command = [sys.executable, str(script), str(where), *map(str, inputs)]
    return subprocess.Popen(command, stderr=subprocess.PIPE, env=surroundings, text=True)


def forkserver(pid: int) -> int | None:
    """The process that begins the workers of a driver, once it is there."""
    for child in children(pid):
        with contextlib.suppress(OSError):
            if b"multiprocessing.forkserver" in Path(f"/proc/{child}/cmdline").read_bytes():
                return child
    return None


def killed_forkserver(driver: "subprocess.Popen[str]", but: int | None, within: float = 60) -> int | None:
    """Kill the process that begins workers, as soon as there is another than `but`; its number."""
    until = time.monotonic() + within
    while driver.poll() is None and time.monotonic() < until:
        found = forkserver(driver.pid)
        if found is not None and found != but:
            os.kill(found, signal.SIGKILL)
            return found
        time.sleep(0.005)
    return None


@pytest.mark.skipif(sys.platform != "linux", reason="finds processes in /proc")
def test_what_begins_workers_may_be_killed_while_it_begins_and_while_they_work(tmp_path: Path) -> None:
    pages = [page(n, kits.SLOW) for n in range(40)]
    pages[4], pages[21] = page(4, kits.DIES), page(21, kits.RAISES)
    inputs, out, where = [archive(tmp_path / "crawl.warc.gz", pages)], tmp_path / "whole", tmp_path / "out"
    bulk(inputs, out, workers=2)
    with driving(tmp_path, where, inputs) as driver:
        early = killed_forkserver(driver, None)  # it still imports: a worker was asked for, and never comes
        while not list(where.glob("flight/*")) and driver.poll() is None:
            time.sleep(0.01)
        late = killed_forkserver(driver, early)
        said = driver.communicate(timeout=120)[1]
        assert (driver.returncode, said) == (0, "")
    assert early is not None
    assert late is not None
    assert written(where) == written(out)
    assert list(where.glob("flight/*")) == []


@pytest.mark.skipif(sys.platform != "linux", reason="finds processes in /proc")
def test_a_run_that_can_begin_no_worker_says_so_and_goes_on_when_it_can(tmp_path: Path) -> None:
    inputs, where = [archive(tmp_path / "crawl.warc.gz", [page(n) for n in range(6)])], tmp_path / "out"
    with driving(tmp_path, where, inputs) as driver:
        last = None
        while (last := killed_forkserver(driver, last)) is not None:
            continue
        said = driver.communicate(timeout=120)[1]
    assert driver.returncode == 1
    assert "sayso.errors.BulkError: no worker can be begun: what begins processes ended 3 times" in said
    assert bulk(inputs, where, workers=2).done == 6


@pytest.mark.skipif(sys.platform != "linux", reason="finds processes in /proc")
def test_killed_workers_and_drivers_lose_nothing_and_double_nothing(
    tmp_path: Path,
) -> None:
    pages = [page(n, kits.SLOW) for n in range(30)]
    pages[4], pages[21] = page(4, kits.DIES), page(21, kits.RAISES)
    inputs, out = [archive(tmp_path / "crawl.warc.gz", pages)], tmp_path / "whole"
    bulk(inputs, out, workers=2)
    chance, where = random.Random(9), tmp_path / "out"
    with driving(tmp_path, where, inputs) as driver:
        ended = time.monotonic() + 60
        while not list(where.glob("flight/*")) and driver.poll() is None and time.monotonic() < ended:
            time.sleep(0.02)
        time.sleep(chance.random() * 0.2)
        os.kill(chance.choice(children(driver.pid)), signal.SIGKILL)
        time.sleep(chance.random() * 0.2)
        driver.kill()
    state = bulk(inputs, where, workers=2)
    assert written(where) == written(out)
    assert (state.documents, state.done, state.rows, state.dead) == (30, 30, 28, 2)
    assert list(where.rglob("*.tmp-*")) == []


def test_what_takes_too_long_or_too_much_memory_is_a_dead_letter(tmp_path: Path) -> None:
    texts = [text(1), text(2, kits.HANGS), text(3, kits.SWELLS), text(4)]
    given = [lines(tmp_path / "a.jsonl", texts)]
    state = bulk(given, tmp_path / "out", timeout=2.5, memory=3000)
    assert dead(tmp_path / "out") == {"a.jsonl line 2": "over-time", "a.jsonl line 3": "over-memory"}
    assert (state.rows, state.died) == (2, 4)


@pytest.mark.model
def test_what_the_filter_leaves_out_is_counted_and_listed(tmp_path: Path) -> None:
    recipe = (
        "Whisk the eggs with the sugar, then fold in the flour. Bake the cake for an hour and let it cool."
    )
    given = [lines(tmp_path / "a.jsonl", [text(1), recipe * 3, text(2)], "Sunday")]
    state = run(given, job(tmp_path / "out", relevant=True), Local(1))
    assert (state.rows, state.left, state.dead) == (2, 1, 0)
    assert dead(tmp_path / "out", "left") == {"a-2": "relevance"}


def test_of_two_runs_into_one_folder_the_second_is_told_who_works_there(tmp_path: Path) -> None:
    given = lines(tmp_path / "a.jsonl", [text(1)])
    told: list[str] = []

    def second(_what: str, _state: State) -> None:
        if not told:
            with pytest.raises(BulkError, match=rf"another bulk run.*process {os.getpid()} on ") as error:
                bulk([given], tmp_path / "out")
            told.append(str(error.value))

    run([given], job(tmp_path / "out"), Local(1), watch=second, load=kits.light)
    assert told[0].startswith(str(tmp_path / "out"))
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
    assert bulk([given], out).rows == 1


def test_on_a_full_disk_a_run_says_so_and_goes_on_when_there_is_room(tmp_path: Path) -> None:
    given, out = lines(tmp_path / "a.jsonl", [text(n) for n in range(6)]), tmp_path / "out"
    with pytest.raises(BulkError, match="What is done stays done"):
        bulk([given], out, kits.cramped, size=3)
    assert list((out / "parts").iterdir()) == []
    assert bulk([given], out, size=3).rows == 6


def test_what_an_earlier_run_made_of_a_file_that_changed_is_moved_aside(tmp_path: Path) -> None:
    out = tmp_path / "out"
    bulk([lines(tmp_path / "a.jsonl", [text(1), text(2)])], out)
    state = bulk([lines(tmp_path / "a.jsonl", [text(1), text(3)])], out)
    assert (state.rows, state.replaced) == (2, 1)
    texts = [one.report.text for one in records(out) if isinstance(one, Coded)]
    assert texts == [text(1), text(3)]
    assert [len(list((out / "old" / name).iterdir())) for name in ("parts", "ledger")] == [1, 1]


def test_a_damaged_part_is_made_anew_and_never_read(tmp_path: Path) -> None:
    given, out = lines(tmp_path / "a.jsonl", [text(1), text(2)]), tmp_path / "out"
    bulk([given], out)
    (part,) = (out / "parts").iterdir()
    part.write_bytes(part.read_bytes()[:-1] + b"x")
    (lost,) = records(out)
    assert not isinstance(lost, Coded)
    assert "damaged: it is not what was written" in lost.message
    part.write_bytes(b"short")
    assert bulk([given], out).before == 0
    assert sum(isinstance(one, Coded) for one in records(out)) == 2


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
        bulk([given], out)
