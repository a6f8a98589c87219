"""Blocks decide how much is left to join, and never what comes of it."""

import os
import signal
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from sayso.bulk import Local, records
from sayso.bulk.blocks import Block, Blocks, Deciding, DecidingKit, Ready, deciding
from sayso.bulk.cluster import Cluster
from sayso.bulk.engine import Engine, Told, Unit
from sayso.bulk.pieces import Job
from sayso.bulk.working import Load
from sayso.desk import Desk
from sayso.desk.coding import author
from sayso.desk.exporting import export_to, options
from sayso.model.filters import Filters
from sayso.model.record import Coded
from sayso.show.cli.main import main
from tests.bulk import kits
from tests.bulk.pages import archive
from tests.bulk.runs import NOW, bulk
from tests.bulk.test_loading import state
from tools.bulk import clusters
from tools.bulk.world import page

pytestmark = pytest.mark.model


class Mortal(Deciding):
    """Dies over the second block, once."""

    def do(self, part: Block) -> dict[str, Any]:
        mark = self._layout.root / "died"
        if part.number == 1 and not mark.exists():
            mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return super().do(part)


class MortalKit(DecidingKit):
    def work(self, job: Job, tell: object) -> Deciding:
        return Mortal(job)


def mortal(job: Job) -> DecidingKit:
    return MortalKit(deciding(job).makers)


class Deadly(Deciding):
    """Dies over every block."""

    def do(self, part: Block) -> dict[str, Any]:
        os.kill(os.getpid(), signal.SIGKILL)
        return super().do(part)


class DeadlyKit(DecidingKit):
    def work(self, job: Job, tell: object) -> Deciding:
        return Deadly(job)


def deadly(job: Job) -> DecidingKit:
    return DeadlyKit(deciding(job).makers)


class Halved(Local):
    """A driver that is killed when one block is decided; it says which it was given."""

    def run(self, job: Job, parts: Sequence[Unit], load: Load) -> Iterator[Told | None]:
        for told in super().run(job, parts, load):
            yield told
            if told is not None and told.row is not None:
                raise KeyboardInterrupt


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    at = tmp_path_factory.mktemp("blocks")
    bulk([archive(at / "a.warc.gz", [page(n)[1] for n in range(24)])], at / "OUT", kits.touchy, size=10)
    return at / "OUT"


@pytest.fixture(scope="module")
def alone(out: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[list[object], bytes]:
    """What a base says to which the records were added one by one, the last one first."""
    at = tmp_path_factory.mktemp("alone")
    with Desk(at / "one.db") as desk:
        for coded in reversed([one for one in records(out) if isinstance(one, Coded)]):
            desk.add(coded)
        return state(desk), exported(desk, at)


Given = tuple[int, int, bool]  # records of a block, those before it, whether anything is decided


def is_full(one: Ready) -> bool:
    return all((one.said.decisions, one.said.prints, one.said.accounts))


def exported(desk: Desk, at: Path) -> bytes:
    export_to(desk, "json", at / "all.json", Filters(), options(NOW))
    return (at / "all.json").read_bytes()


def joined(
    out: Path, engine: Engine, at: Path, load: Load = deciding
) -> tuple[tuple[list[object], bytes], Blocks, list[Given]]:
    blocks, seen = Blocks(out, author(), size=9, load=load), list[Given]()

    def told() -> Iterator[tuple[Any, Any, Any]]:
        for one in blocks.made(engine):
            seen.append((len(one.records), len(one.before), is_full(one)))
            yield one.records, one.before, one.said

    with Desk(at / "a.db") as desk:
        assert {outcome.result.value for outcome in desk.load_blocks(told())} == {"added"}
        assert desk.check() == []
        return (state(desk), exported(desk, at)), blocks, seen


def test_a_base_joined_by_blocks_is_the_one_that_adding_one_by_one_gives(
    out: Path, alone: tuple[list[object], bytes], tmp_path: Path
) -> None:
    found, blocks, seen = joined(out, Local(2), tmp_path, mortal)
    assert (out / "died").exists()
    (out / "died").unlink()
    assert found == alone
    assert seen == [(9, 0, True), (9, 9, True), (6, 9, True)]
    assert (blocks.failed, blocks.lost, blocks.folder.exists()) == (None, [], False)


def test_blocks_that_no_worker_survives_are_joined_without_help(
    out: Path, alone: tuple[list[object], bytes], tmp_path: Path
) -> None:
    found, blocks, seen = joined(out, Local(1), tmp_path, deadly)
    assert found == alone
    assert "ends every worker" in str(blocks.failed)
    assert [full for *_, full in seen] == [False] * 3


def test_a_driver_that_was_killed_goes_on_with_what_is_decided(
    out: Path, alone: tuple[list[object], bytes], tmp_path: Path
) -> None:
    with pytest.raises(KeyboardInterrupt):
        list(Blocks(out, author(), size=9).made(Halved(1)))
    (done,) = (out / "blocks").glob("*.said")
    whole = done.read_bytes()
    done.write_bytes(whole[:-9])  # and a disk that lost the end of it
    found, _, seen = joined(out, Local(1), tmp_path)
    assert found == alone
    assert sum(full for *_, full in seen) == 2


@pytest.mark.filterwarnings(
    "ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning"
)  # Dask closes its connections later than Python looks for them
def test_a_cluster_that_loses_a_worker_decides_the_same(
    out: Path, alone: tuple[list[object], bytes], tmp_path: Path
) -> None:
    with clusters.cluster(tmp_path) as made:
        made.worker()
        made.worker()
        made.wait(2)
        found, blocks, seen = joined(out, Cluster(made.address), tmp_path, mortal)
    assert (out / "died").exists()
    (out / "died").unlink()
    assert (found == alone, blocks.failed) == (True, None)
    assert [full for *_, full in seen] == [True] * 3


def test_add_joins_a_run_by_blocks_on_an_engine(
    out: Path, alone: tuple[list[object], bytes], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    base = tmp_path / "a.db"
    assert main(["add", str(out), "--db", str(base), "--quiet", "--engine", "local", "--workers", "1"]) == 0
    told = capsys.readouterr()
    assert (told.out.startswith("24 added; "), told.err) == (True, "")  # not "by one process alone"
    with Desk(base) as desk:
        assert (state(desk), exported(desk, tmp_path)) == alone
    assert main(["add", str(out), "--db", str(base), "--quiet", "--workers", "1"]) == 2
    assert "--workers is of the local engine" in capsys.readouterr().err
