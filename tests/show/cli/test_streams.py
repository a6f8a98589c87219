"""Progress of long work: a line on a terminal, and nothing anywhere else."""

import io

import pytest

from sayso.show.cli.streams import telling


class Terminal(io.StringIO):
    """A terminal that remembers what was written to it."""

    def isatty(self) -> bool:
        return True


def told(out: io.StringIO, monkeypatch: pytest.MonkeyPatch, *, quiet: bool = False) -> str:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr("sys.stderr", out)
    with telling(quiet=quiet) as progress:
        progress("reports joined", 1, 1234)
        progress("reports joined", 1200, 1234)
        progress("records searched", 7, None)
    return out.getvalue()


def test_progress_is_shown_on_a_terminal_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "7 records searched" in told(Terminal(), monkeypatch)
    assert told(io.StringIO(), monkeypatch) == ""
    assert told(Terminal(), monkeypatch, quiet=True) == ""
