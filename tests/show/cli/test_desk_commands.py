"""The commands on a base with stages that have no parser: every file is the seed."""

import json
from dataclasses import fields
from pathlib import Path

import pytest

from sayso.model.filters import Filters
from sayso.show.cli.desk_parser import HELP
from sayso.show.cli.main import FAILED, USAGE, main
from tests.export.coded import seed
from tests.show.cli.fakes import FakeStages


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's folder of its own: the base is there where none is named."""
    monkeypatch.setenv("SAYSO_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def run(*words: str) -> int:
    return main(list(words), FakeStages())


def lines(out: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in out.splitlines()]


def test_reports_are_added_once_and_a_failure_ends_with_1(
    capsys: pytest.CaptureFixture[str], home: Path
) -> None:
    assert run("add", "one", "bad", "skipped") == FAILED
    out, problems = capsys.readouterr()
    assert out.startswith("1 added, 1 skipped, 1 failed; ")
    assert problems.startswith("sayso: bad:row 3: no text")
    assert (home / "sayso.db").exists()
    assert run("add", "one") == 0
    assert capsys.readouterr().out == "1 unchanged; 0 incidents new or changed\n"


def test_incidents_are_listed_shown_and_counted(capsys: pytest.CaptureFixture[str]) -> None:
    run("add", "one")
    capsys.readouterr()
    assert run("incidents", "--format", "json") == 0
    rows = lines(capsys.readouterr().out)
    assert {tuple(row["reports"]) for row in rows} == {("one",)}  # type: ignore[arg-type]  # a list of texts
    assert run("incidents") == 0
    page = capsys.readouterr().out
    assert page.rstrip().endswith(f"{len(rows)} incidents" if len(rows) > 1 else "1 incident")
    assert run("show", str(rows[0]["id"])) == 0
    assert str(rows[0]["id"]) in capsys.readouterr().out
    assert run("show", str(rows[0]["id"]), "--format", "json") == 0
    assert json.loads(capsys.readouterr().out)["incidents"][0]["id"] == rows[0]["id"]
    assert run("count", "--format", "json") == 0
    assert lines(capsys.readouterr().out) == [{"incidents": len(rows)}]
    assert run("count", "--by", "type,month") == 0
    head, *counts = capsys.readouterr().out.splitlines()
    assert head.split() == ["type", "month", "incidents"]
    assert sum(int(line.split()[-1]) for line in counts) == len(rows)


def test_claims_are_found_by_who_says_what(capsys: pytest.CaptureFixture[str]) -> None:
    run("add", "one")
    capsys.readouterr()
    told = {one.stance.value for one in seed().claims}
    assert run("claims", "--format", "json", "--stance", "denies") == 0
    rows = lines(capsys.readouterr().out)
    assert len(rows) == sum(one.stance.value == "denies" for one in seed().claims)
    assert run("claims") == 0
    assert capsys.readouterr().out.rstrip().endswith(f"{len(seed().claims)} claims")
    assert told


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("incidents", "--since", "2020", "--until", "2019"), USAGE, "is later than until"),
        (("incidents", "--type", "WAR"), USAGE, "unknown type 'WAR'; known: "),
        (("claims", "--stance", "lies"), USAGE, "unknown stance 'lies'; known: asserts"),
        (("count", "--by", "shape"), USAGE, "unknown field to count by 'shape'; known: country"),
        (("incidents", "--text=-drone"), USAGE, "has no word to look for"),
        (("show", "i-0"), FAILED, "unknown incident 'i-0'"),
        (("add", "one", "--input-format", "dbase"), USAGE, "unknown input format"),
        (("restore", "nothing.db"), FAILED, "there is no base at nothing.db"),
        (
            ("redact", "--words", "Nobody", "--author", "ann", "--why", "x"),
            FAILED,
            "no report holds 'Nobody'",
        ),
    ],
)
def test_what_is_wrong_is_told(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...], code: int, told: str
) -> None:
    run("add", "one")
    capsys.readouterr()
    assert run(*words) == code
    assert told in capsys.readouterr().err


def test_where_no_base_is_nothing_is_made(capsys: pytest.CaptureFixture[str], home: Path) -> None:
    assert run("incidents") == FAILED
    assert "there is no base at" in capsys.readouterr().err
    assert not home.exists()


def test_a_base_is_kept_checked_and_moved(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    run("add", "one", "two")
    capsys.readouterr()
    assert run("rebuild") == 0
    assert capsys.readouterr().out.endswith("made anew\n")
    for flags in ((), ("--quick", "--quiet")):
        assert run("check", *flags) == 0
        assert capsys.readouterr().out == "nothing is wrong\n"
    file, other = str(tmp_path / "backup.db"), str(tmp_path / "other.db")
    assert run("backup", file) == 0
    assert run("restore", file, "--db", other) == 0
    assert capsys.readouterr().out == f"written to {file}\n2 reports restored\n"
    assert run("restore", file, "--db", other) == FAILED
    assert "is to be replaced" in capsys.readouterr().err
    assert run("restore", file, "--db", other, "--replace") == 0
    order = ("--report", "one", "--author", "ann", "--why", "a court ordered it")
    assert run("redact", *order, "--backup", file) == 0
    assert capsys.readouterr().out.endswith("erased in 1 report, and in 1 backup\n")
    assert run("add", "one") == FAILED
    assert "was redacted" in capsys.readouterr().err
    assert run("add", "one", "--db", file) == FAILED


def test_a_redaction_reaches_exports_names_what_is_open_and_is_handed_on(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    run("add", "one", "two")
    out, orders, other = (str(tmp_path / name) for name in ("all.csv", "orders.json", "other.db"))
    gone = tmp_path / "gone.json"
    assert run("export", "ged", "-o", out) == 0
    assert run("export", "json", "-o", str(gone)) == 0
    assert run("release", "r", "--formats", "json", "--out", str(tmp_path / "r")) == 0
    gone.unlink()
    capsys.readouterr()
    assert run("redact", "--words", "Washington", "--author", "ann", "--why", "a test") == FAILED
    said, problems = capsys.readouterr()
    assert said.splitlines() == ["erased in 2 reports", f"erased in {out}", f"erased in {tmp_path / 'r'}"]
    assert f"still open: {gone}: gone.json: not there: moved, renamed or deleted" in problems
    assert run("redactions") == 0
    said = capsys.readouterr().out
    assert "words in 2 reports, by ann: a test" in said
    assert f"    still open: {gone}: " in said
    assert run("redactions", "--retry") == FAILED
    assert run("redactions", "--done", str(gone), "--format", "json") == 0
    (row,) = lines(capsys.readouterr().out.splitlines()[-1])
    assert (row["of"], row["reports"], row["open"]) == ("words", 2, [])
    assert run("redactions", "--done", str(gone)) == FAILED
    assert run("redactions", "--orders", orders) == 0
    assert run("add", "one", "--redactions", orders, "--db", other) == 0
    capsys.readouterr()
    assert run("incidents", "--text", "Washington", "--db", other) == 0
    assert capsys.readouterr().out == "0 incidents\n"
    assert run("add", "one", "--redactions", out, "--db", other) == FAILED
    assert "`sayso redactions --orders` wrote is expected" in capsys.readouterr().err


def test_coding_anew_tells_what_changed(capsys: pytest.CaptureFixture[str]) -> None:
    run("add", "one")
    capsys.readouterr()
    assert main(["recode", "one"], FakeStages()) == 0
    assert capsys.readouterr().out == "1 report coded anew, 0 failed\n"
    assert main(["recode", "none"], FakeStages()) == FAILED
    assert "there is no report 'none'" in capsys.readouterr().err


def test_each_filter_has_an_option() -> None:
    assert list(HELP) == [field.name for field in fields(Filters)]
