"""`sayso decide` and the logs: what the library decides, from the command line."""

import json
from pathlib import Path

import pytest

from sayso.show.cli.main import FAILED, USAGE, main
from tests.show.cli.fakes import FakeStages


@pytest.fixture
def base(tmp_path: Path) -> str:
    """A base with two reports of one text."""
    path = str(tmp_path / "sayso.db")
    assert main(["add", "one", "two", "--db", path], FakeStages()) == 0
    return path


def run(*words: str) -> int:
    return main(list(words), FakeStages())


def rows(out: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in out.splitlines()]


def incidents(base: str, capsys: pytest.CaptureFixture[str]) -> dict[str, list[str]]:
    """The events of each incident."""
    capsys.readouterr()
    assert run("incidents", "--format", "json", "--db", base) == 0
    found: dict[str, list[str]] = {}
    for row in rows(capsys.readouterr().out):
        members = row["events"]
        assert isinstance(members, list)
        found[str(row["id"])] = members
    return found


def test_a_split_is_written_listed_and_undone(base: str, capsys: pytest.CaptureFixture[str]) -> None:
    before = incidents(base, capsys)
    name, events = next((id_, keys) for id_, keys in before.items() if len(keys) > 1)
    assert run("decide", "split", name, events[-1], "--by", "ann", "--db", base) == 0
    out = capsys.readouterr().out.splitlines()
    assert "different (membership), by ann" in out[0]
    assert sum(line.startswith("incident i-") for line in out) == 2
    after = incidents(base, capsys)
    assert [events[-1]] in after.values()
    assert run("decisions", "--about", events[-1], "--format", "json", "--db", base) == 0
    first, *_ = rows(capsys.readouterr().out)
    assert (first["author"], first["judgement"], first["undone_by"]) == ("ann", "different", None)
    assert run("decide", "undo", str(first["id"]), "--by", "ben", "--db", base) == 0
    assert f"undoes {first['id']}: " in capsys.readouterr().out
    assert incidents(base, capsys) == before
    assert run("decisions", "--db", base) == 0
    assert "; undone by d-" in capsys.readouterr().out
    assert run("decide", "undo", str(first["id"]), "--by", "ben", "--db", base) == FAILED
    assert "is undone already, by ben" in capsys.readouterr().err


def test_two_incidents_are_made_one_and_conflicts_are_told(
    base: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = incidents(base, capsys)
    a, b = list(before)[:2]
    assert run("conflicts", "--db", base) == 0
    assert capsys.readouterr().out == "no conflict\n"
    assert run("decide", "merge", a, b, "--by", "ann", "--format", "json", "--db", base) == 0
    made = rows(capsys.readouterr().out)
    assert {one["judgement"] for one in made} == {"same"}
    after = incidents(base, capsys)
    assert sorted([*before[a], *before[b]]) in [sorted(keys) for keys in after.values()]
    assert run("decide", "merge", a, b, "--by", "ann", "--db", base) == FAILED
    assert "are one incident already" in capsys.readouterr().err


def test_reports_are_marked_and_incidents_graded(base: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("decide", "mark", "copy", "one", "two", "different", "--by", "ann", "--db", base) == 0
    assert capsys.readouterr().out.endswith(" one and two different (copy), by ann\n")
    assert run("conflicts", "--format", "json", "--db", base) == 0
    (conflict,) = rows(capsys.readouterr().out)
    assert (conflict["subject"], conflict["holds"]) == ("copy", True)
    name = next(iter(incidents(base, capsys)))
    assert run("decide", "grade", name, "weak", "--why", "no name", "--by", "ann", "--db", base) == 0
    assert "weak same (grade), by ann; no name\n" in capsys.readouterr().out
    assert run("decisions", "--about", "two", "--format", "json", "--db", base) == 0
    assert [one["subject"] for one in rows(capsys.readouterr().out)] == ["copy"]
    assert run("decisions", "--about", name, "--format", "json", "--db", base) == 0
    assert [one["subject"] for one in rows(capsys.readouterr().out)] == ["grade"]


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("decide", "merge", "i-0", "i-1", "--by", "ann"), FAILED, "unknown incident 'i-0'"),
        (("decide", "split", "i-0", "one@3", "--by", "ann"), FAILED, "unknown incident 'i-0'"),
        (("decide", "mark", "copy", "one", "six", "same", "--by", "ann"), FAILED, "there is no 'six'"),
        (("decide", "mark", "event", "one@1", "one@1", "same", "--by", "x"), FAILED, "nothing to decide"),
        (
            ("decide", "mark", "version", "one", "two", "same", "--by", " "),
            FAILED,
            "needs the name",
        ),
        (("decide", "grade", "i-0", "weak", "--by", "ann"), FAILED, "unknown incident 'i-0'"),
        (("decide", "undo", "d-0", "--by", "ann"), FAILED, "no person decided 'd-0'"),
        (("decisions", "--about", "i-0"), FAILED, "unknown incident 'i-0'"),
    ],
)
def test_what_cannot_be_decided_is_told_and_nothing_is_written(
    base: str, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], code: int, told: str
) -> None:
    capsys.readouterr()
    assert run(*words, "--db", base) == code
    assert told in capsys.readouterr().err
    assert run("decisions", "--db", base) == 0
    assert capsys.readouterr().out == "nobody has decided anything\n"


@pytest.mark.parametrize(
    "words",
    [
        ("decide",),
        ("decide", "merge", "i-0", "i-1"),
        ("decide", "mark", "twin", "a", "b", "same", "--by", "ann"),
        ("decide", "grade", "i-0", "superb", "--by", "ann"),
    ],
)
def test_a_decision_that_says_too_little_is_wrong_usage(words: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit, match=str(USAGE)):
        run(*words)


def test_nothing_is_decided_where_no_base_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "none.db"
    assert run("decide", "undo", "d-0", "--by", "ann", "--db", str(path)) == FAILED
    assert f"there is no base at {path}" in capsys.readouterr().err
    assert not path.exists()
