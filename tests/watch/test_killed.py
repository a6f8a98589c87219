"""A watch that is killed keeps every article once: a small sample; `make campaign` kills it more often."""

from pathlib import Path

import pytest

from sayso.errors import StoreError
from sayso.watch import State
from tools.watch_kills import wrong_after


def test_every_article_is_kept_once_however_often_it_is_killed(tmp_path: Path) -> None:
    assert wrong_after(tmp_path, articles=4, kills=1, seed=9) == []


def test_two_watches_with_one_state_are_refused(tmp_path: Path) -> None:
    with State(tmp_path / "watch.db"):
        with pytest.raises(StoreError, match="another `sayso watch`"):
            State(tmp_path / "watch.db")
        with State(tmp_path / "watch.db", read_only=True) as looking:
            assert looking.sources() == []
    State(tmp_path / "watch.db").close()
