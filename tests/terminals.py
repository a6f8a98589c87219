"""A terminal for the examples of our pages: each command runs as it stands there, in a folder of its own."""

import io
import os
import shlex
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import pytest

from sayso.show.cli.main import main
from sayso.show.cli.settings import Settings
from sayso.show.cli.stages import Pipeline, Stages

ROOT = Path(__file__).parents[1]
# What a shell makes of a line. A command of ours without any of it runs within the test: one model for all.
OPERATORS = {"|", "<", "&&", "||", ";", "&", "2>&1"}


@dataclass(frozen=True, slots=True)
class Terminal:
    """A folder that has the files of the repository in it as a clone has them, and the user's own folder."""

    folder: Path
    stages: Stages

    def typed(self, line: str) -> str:
        """What a line prints, on standard output and standard error together."""
        words = shlex.split(line, comments=True)
        if words[0] == "sayso" and not OPERATORS & set(words) and "$(" not in line:
            return self.run(words[1:])[1]
        return self._shell(line)

    def ran(self, line: str) -> tuple[int, str]:
        """The exit code of a command of ours, and what it printed."""
        return self.run(shlex.split(line)[1:])

    def run(self, words: Sequence[str]) -> tuple[int, str]:
        """The same for the words after `sayso`; "> FILE" may stand at the end."""
        words, into = _redirected(words)
        said = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\n", write_through=True)
        told = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\n", write_through=True)
        with chdir(self.folder), redirect_stdout(said), redirect_stderr(told if into else said):
            code = main(words, self.stages)
        if into:
            (self.folder / into).write_bytes(_bytes(said))
        return code, _bytes(told if into else said).decode("utf-8")

    def _shell(self, line: str) -> str:
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        done = subprocess.run(
            ["bash", "-c", line],
            cwd=self.folder,
            env={**os.environ, "PATH": path},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        return done.stdout.decode("utf-8")


def _redirected(words: Sequence[str]) -> tuple[list[str], str | None]:
    """The words before ">", and the file after it, if there is one."""
    if ">" not in words:
        return list(words), None
    at = list(words).index(">")
    assert len(words) == at + 2, f"one file after '>': {words}"
    return list(words[:at]), words[at + 1]


def _bytes(stream: io.TextIOWrapper) -> bytes:
    stream.flush()
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue()


@contextmanager
def terminal(folder: Path, linked: Sequence[str] = ("docs", "tests", "src", "deploy")) -> Iterator[Terminal]:
    """A terminal of 80 columns in a folder that has some folders of a clone."""
    for name in linked:
        (folder / name).symlink_to(ROOT / name)
    home = folder / ".home"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLUMNS", "80")
        patch.setenv("SAYSO_HOME", str(home))
        yield Terminal(folder, PIPELINE)


PIPELINE = Pipeline(Settings(ROOT / "build" / "no-home"))  # shared: the model is loaded once
