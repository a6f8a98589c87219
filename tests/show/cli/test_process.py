"""The command as a process: exit codes, start-up, closed pipes."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ("spacy", "thinc", "numpy", "trafilatura", "lxml", "rich", "pydantic", "pyarrow", "sayso.pipeline")


def sayso(*argv: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "sayso.show.cli.main", *argv]
    return subprocess.run(command, input=stdin, capture_output=True, text=True, check=False, encoding="utf-8")


def test_help_does_not_wait_for_the_parser() -> None:
    program = (
        "import sys; from sayso.show.cli.main import main\n"
        "try: main(['--help'])\n"
        "except SystemExit as end: assert end.code == 0\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("usage: sayso")
    assert done.stderr == "[]\n"


def test_schema_is_printed() -> None:
    done = sayso("schema")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["title"] == "sayso/1"


def test_a_missing_file_is_one_line_and_exit_code_1(tmp_path: Path) -> None:
    done = sayso("code", str(tmp_path / "none.txt"))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"sayso: {tmp_path / 'none.txt'}")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("argv", [["code"], ["code", "--format", "dbase", "x"], ["nothing"]])
def test_wrong_usage_is_exit_code_2(argv: list[str]) -> None:
    done = sayso(*argv)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("flags", "told"),
    [
        (["--input-format", "dbase"], "sayso: unknown input format 'dbase'; known: "),
        (["--language", "Klingon?"], "sayso: 'Klingon?' is no language code"),
    ],
)
def test_wrong_flags_of_the_input_are_exit_code_2(flags: list[str], told: str) -> None:
    done = sayso("code", *flags, "-", stdin="Rain fell.")
    assert done.returncode == 2
    assert done.stderr.startswith(told)


def test_a_closed_pipe_is_no_traceback() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-m", "sayso.show.cli.main", "schema"]
    done = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, text=True, check=False)
    os.close(writer)
    assert (done.returncode, done.stderr) == (141, "")


@pytest.mark.model
def test_a_report_on_standard_input_is_coded() -> None:
    text = "Rebels attack army base\n\nRebels attacked an army base on Sunday, the army said.\n"
    done = sayso("code", "--format", "json", "--published", "2020-01-08", "-", stdin=text)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["report"]["published"] == "2020-01-08"
