from pathlib import Path

import pytest

from sayso.bulk import records
from sayso.desk import Desk, Result
from sayso.errors import BulkError
from sayso.model.record import Coded
from sayso.show.cli.main import main
from tests.bulk import kits
from tests.bulk.pages import archive, lines, text
from tests.bulk.runs import bulk
from tools.bulk.world import page

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run over pages of several outlets, three of which tell of each incident."""
    at = tmp_path_factory.mktemp("loaded")
    bulk([archive(at / "a.warc.gz", [page(n)[1] for n in range(24)])], at / "OUT", kits.touchy, size=10)
    return at / "OUT"


def state(desk: Desk) -> list[object]:
    """All that a base says of its reports."""
    return [list(desk.reports()), sorted(desk.incidents(), key=lambda one: one.incident.id)]


def test_loading_gives_the_base_that_adding_one_by_one_gives(out: Path, tmp_path: Path) -> None:
    found = [one for one in records(out) if isinstance(one, Coded)]
    with Desk(tmp_path / "one.db") as one, Desk(tmp_path / "all.db") as every:
        for coded in reversed(found):
            one.add(coded)
        outcomes = list(every.load(records(out)))
        assert [outcome.result for outcome in outcomes] == [Result.ADDED] * 24
        assert state(every) == state(one)
        assert len(state(one)[1]) < sum(len(coded.events) for coded in found)  # type: ignore[arg-type]  # a list
        assert every.check() == []


def test_a_run_that_is_loaded_again_changes_nothing(out: Path, tmp_path: Path) -> None:
    with Desk(tmp_path / "a.db") as desk:
        first = list(desk.load(records(out)))
        before = state(desk)
        assert {one.result for one in desk.load(records(out))} == {Result.UNCHANGED}
        assert state(desk) == before
        assert [one for one in first if one.incidents] == [first[-1]]


def test_what_a_base_refuses_holds_up_nothing_else(out: Path, tmp_path: Path) -> None:
    found = [one for one in records(out) if isinstance(one, Coded)]
    with Desk(tmp_path / "a.db") as desk:
        desk.add(found[0])
        desk.redact(report=found[0].report.id, author="A. Coder", why="asked for")
        outcomes = list(desk.load(found))
        assert [one.result for one in outcomes] == [Result.FAILED] + [Result.ADDED] * 23
        assert "was redacted" in str(outcomes[0].message)


def test_add_takes_folders_of_bulk_runs_beside_files(
    out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = lines(tmp_path / "more.jsonl", [text(1)])
    base = tmp_path / "a.db"
    assert main(["add", str(out), str(given), "--db", str(base), "--quiet"]) == 0
    assert capsys.readouterr().out.startswith("25 added; ")
    assert main(["add", str(out), "--db", str(base), "--quiet"]) == 0
    assert capsys.readouterr().out.startswith("24 unchanged; ")


def test_a_run_that_has_not_ended_is_loaded_as_far_as_it_came(
    out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "half" / "ledger").mkdir(parents=True)
    (tmp_path / "half" / "bulk.json").write_text('{"form": 1}')
    assert main(["add", str(tmp_path / "half"), "--db", str(tmp_path / "a.db"), "--quiet"]) == 0
    told = capsys.readouterr()
    assert (told.out, "it has not ended" in told.err) == ("no report; 0 incidents new or changed\n", True)


def test_only_folders_of_bulk_runs_are_read_as_such(tmp_path: Path) -> None:
    with pytest.raises(BulkError, match="is no folder of a bulk run"):
        list(records(tmp_path))


def test_the_example_of_the_docs_reads_a_run_with_pandas(
    out: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    example = (Path(__file__).parents[2] / "docs" / "bulk.md").read_text(encoding="utf-8")
    code = example.partition("```py\n")[2].partition("```")[0]
    monkeypatch.chdir(out.parent)
    names: dict[str, object] = {}
    exec(code, names)  # the example of our own page
    assert "ASSAULT" in capsys.readouterr().out
    assert set(names["record"]) >= {"report", "events", "claims"}  # type: ignore[call-overload]  # a dictionary
