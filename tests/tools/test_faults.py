"""A small sample of the campaign of faults; `make campaign` runs it whole."""

from pathlib import Path

import pytest

from tools.faults.kills import Killed
from tools.faults.power import cut


@pytest.mark.parametrize("seed", range(2))
def test_what_was_committed_outlives_a_power_cut(seed: int) -> None:
    assert cut(seed).wrong == ()


def test_a_base_that_does_not_sync_loses_what_it_said_to_have_committed() -> None:
    """The disk can lose: without this, the cuts prove nothing."""
    lost = [name for seed in (1, 2) for name in cut(seed, synchronous="OFF").wrong]
    assert lost


def test_what_was_committed_outlives_killed_writers_and_stands_there_once(tmp_path: Path) -> None:
    killed = Killed(tmp_path / "killed.db")
    left = killed.kill(1)
    assert left.wrong == ()
    assert left.reports > 0
