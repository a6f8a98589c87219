"""The commands that write a base for others, and read what others wrote."""

import json
from pathlib import Path

import pytest

from sayso.desk import Desk
from sayso.show.cli.main import main
from tests.export.kept import record


@pytest.fixture
def base(tmp_path: Path) -> str:
    """A base with one record."""
    path = tmp_path / "sayso.db"
    with Desk(path) as desk:
        desk.add(record().told[0].coded)
    return str(path)


def test_an_export_goes_to_standard_output_and_its_losses_to_the_other(
    base: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", "geojson", "--db", base]) == 0
    out, err = capsys.readouterr()
    assert len(json.loads(out)["features"]) == 1
    assert err.splitlines() == [
        "sayso: not written: claims.csv, disputes.csv; name a file with -o to have them beside it",
        "sayso: 1 incident, 1 written",
    ]


def test_an_export_to_a_file_has_the_others_beside_it(base: str, tmp_path: Path) -> None:
    out = tmp_path / "out" / "raid.csv"
    out.parent.mkdir()
    assert main(["export", "acled", "--db", base, "--hxl", "-o", str(out)]) == 0
    assert sorted(path.name for path in out.parent.iterdir()) == [
        "raid.claims.csv",
        "raid.csv",
        "raid.disputes.csv",
    ]
    assert out.read_text(encoding="utf-8").splitlines()[1].startswith(",#date+occurred")


def test_filters_that_make_no_sense_are_wrong_usage(base: str) -> None:
    assert main(["export", "acled", "--db", base, "--since", "2018", "--until", "2017"]) == 2
    with pytest.raises(SystemExit, match="2"):
        main(["export", "dbase", "--db", base])


def test_a_release_an_import_and_what_differs(
    base: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = str(tmp_path / "one"), str(tmp_path / "two")
    assert main(["release", "one", "--db", base, "--formats", "acled", "--out", first]) == 0
    assert main(["release", "one", "--db", base, "--formats", "acled", "--out", first]) == 1
    assert "never written over" in capsys.readouterr().err
    assert main(["release", "x", "--db", base, "--formats", "dbase", "--out", second]) == 1
    assert "unknown format 'dbase'" in capsys.readouterr().err
    rows = f"{first}/acled/incidents.csv"
    assert main(["import", "acled", rows, "--db", base, "--source", "Theirs"]) == 0
    assert capsys.readouterr().out == "1 row: 1 added\n"
    assert (
        main(["release", "two", "--db", base, "--formats", "acled", "--out", second, "--previous", first])
        == 0
    )
    assert "since one: 1 changed\n" in capsys.readouterr().out
    assert (
        main(["import", "acled", str(tmp_path / "none.csv"), rows, "--db", base, "--source", "Theirs"]) == 1
    )
    out, err = capsys.readouterr()
    assert out == "2 rows: 1 unchanged, 1 failed\n"
    assert "none.csv: cannot be read: No such file" in err
