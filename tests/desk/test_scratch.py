"""Folders that go away, also when the process that made them was killed."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from sayso.desk import scratch

_HOLDS = """
import sys, time
from sayso.desk import scratch
with scratch.folder() as path:
    (path / "anew.db").write_text("the text of a report")
    print(path, flush=True)
    time.sleep(60)
"""


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    return tmp_path


def test_a_folder_is_gone_with_its_block(temporary: Path) -> None:
    with scratch.folder() as path:
        assert path.parent == temporary
        scratch.sweep()
        assert path.is_dir()
    assert list(temporary.iterdir()) == []


def test_what_a_killed_process_leaves_goes_with_the_next_and_what_one_is_at_work_on_stays(
    temporary: Path,
) -> None:
    with subprocess.Popen([sys.executable, "-c", _HOLDS], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        path = Path(process.stdout.readline().strip())
        scratch.sweep()
        assert (path / "anew.db").exists()
        process.send_signal(signal.SIGKILL)
    assert path.is_dir()
    with scratch.folder() as own:
        assert list(temporary.iterdir()) == [own]


def test_nothing_is_taken_for_such_a_folder_that_is_a_link_or_was_made_just_now(temporary: Path) -> None:
    elsewhere = temporary / "kept"
    elsewhere.mkdir()
    (elsewhere / "file").touch()
    (temporary / f"{scratch.PREFIX}link").symlink_to(elsewhere)
    new, old = (temporary / f"{scratch.PREFIX}{name}" for name in ("new", "old"))
    for path in (new, old):
        path.mkdir()
    os.utime(old, (0, 0))
    scratch.sweep()
    assert sorted(path.name for path in temporary.iterdir()) == [
        "kept",
        "sayso-check-link",
        "sayso-check-new",
    ]
    assert (elsewhere / "file").exists()
