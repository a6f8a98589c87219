import socket
import subprocess
import time
from pathlib import Path

import pytest

from sayso.bulk import State, run
from sayso.bulk.cluster import Cluster
from sayso.errors import BulkError
from tests.bulk import kits
from tests.bulk.pages import lines, text
from tests.bulk.runs import bulk, job, written
from tools.bulk import clusters

# Dask closes its connections later than Python looks for them.
pytestmark = pytest.mark.filterwarnings(
    "ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning"
)


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory: pytest.TempPathFactory) -> object:
    with clusters.cluster(tmp_path_factory.mktemp("dask")) as made:
        made.worker()
        made.wait(1)
        yield made


def test_a_killed_and_an_added_worker_change_no_byte(scheduler: clusters.Cluster, tmp_path: Path) -> None:
    texts = [text(number, kits.SLOW) for number in range(20)]
    texts[7] = text(7, kits.RAISES)
    given = [lines(tmp_path / "a.jsonl", texts)]
    bulk(given, tmp_path / "local", size=2)
    victim = scheduler.worker()
    scheduler.wait(2)
    added: list[subprocess.Popen[bytes]] = []

    def watch(what: str, state: State) -> None:
        if what == "coding" and state.parts_done >= 2 and not added:
            victim.kill()
            added.append(scheduler.worker())

    engine = Cluster(scheduler.address)
    state = run(given, job(tmp_path / "dask"), engine, size=2, watch=watch, load=kits.light)
    assert (state.rows, state.dead, len(added)) == (19, 1, 1)
    assert written(tmp_path / "dask") == written(tmp_path / "local")
    assert (run(given, job(tmp_path / "dask"), engine, size=2, load=kits.light)).before == 20


def test_workers_of_other_versions_are_refused(scheduler: clusters.Cluster, tmp_path: Path) -> None:
    given = [lines(tmp_path / "a.jsonl", [text(1)])]
    with pytest.raises(BulkError, match="other versions than the driver: light: 2 here, 1 at the driver"):
        run(given, job(tmp_path / "out"), Cluster(scheduler.address), load=kits.newer)


def test_a_scheduler_that_does_not_answer_is_told_within_seconds(tmp_path: Path) -> None:
    given = [lines(tmp_path / "a.jsonl", [text(1)])]
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        address = f"tcp://127.0.0.1:{silent.getsockname()[1]}"
        began = time.monotonic()
        with pytest.raises(BulkError, match=r"no Dask scheduler answers at tcp://127\.0\.0\.1"):
            run(given, job(tmp_path / "out"), Cluster(address), load=kits.light)
    assert time.monotonic() - began < 30
