"""`sayso party`: packs are checked before they are kept, and replaced as a whole."""

import json
from pathlib import Path

import pytest

from sayso.gazetteer.party_files import ROW_COLUMNS
from sayso.show.cli.main import main

Captured = pytest.CaptureFixture[str]
HEADING = ",".join(ROW_COLUMNS)
GOOD = (
    f"{HEADING},opposed_to,says,codes\nowl,Owl Brigade,armed_group,SYR,OB,,,2016,,a page,RUS,Kyiv,cow=999\n"
)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SAYSO_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def test_a_pack_is_kept_and_its_parties_are_found(home: Path, tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "owls.csv").write_text(GOOD, encoding="utf-8")
    assert main(["party", "add", str(tmp_path / "owls.csv")]) == 0
    assert capsys.readouterr().out.startswith("added pack owls: ")
    assert (home / "parties" / "owls.csv").read_text(encoding="utf-8") == GOOD
    assert main(["party", "list", "owl brig"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        f"pack owls: {home / 'parties' / 'owls.csv'}",
        "owl: Owl Brigade (armed_group SYR 2016-01-01 to now)",
        "  also: OB",
        "  opposed to RUS, says Kyiv [a page]",
        "  cow 999 [a page]",
        "  row [a page]",
    ]


def test_a_list_as_json_leaves_out_what_is_not_known(home: Path, tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "p.csv").write_text(GOOD, encoding="utf-8")
    main(["party", "add", str(tmp_path / "p.csv"), "--name", "birds"])
    capsys.readouterr()
    assert main(["party", "list", "--json", "Owl Brigade"]) == 0
    body = json.loads(capsys.readouterr().out)
    assert body["packs"] == [{"name": "birds", "path": str(home / "parties" / "birds.csv")}]
    assert body["parties"] == [
        {
            "id": "owl",
            "name": "Owl Brigade",
            "kind": "armed_group",
            "country": "SYR",
            "aliases": ["OB"],
            "since": "2016-01-01",
            "source": "a page",
            "links": [{"relation": "opposed_to", "other": "RUS", "says": "Kyiv", "source": "a page"}],
            "codes": {"cow": {"value": "999", "source": "a page"}},
        }
    ]


def test_a_broken_pack_is_refused_and_the_old_one_stays(home: Path, tmp_path: Path, capsys: Captured) -> None:
    path = tmp_path / "owls.csv"
    path.write_text(GOOD, encoding="utf-8")
    main(["party", "add", str(path)])
    path.write_text(GOOD.replace("armed_group", "gang"), encoding="utf-8")
    capsys.readouterr()
    assert main(["party", "add", str(path)]) == 1
    assert "owls.csv:2: unknown kind 'gang'" in capsys.readouterr().err
    assert [one.name for one in (home / "parties").iterdir()] == ["owls.csv"]
    assert (home / "parties" / "owls.csv").read_text(encoding="utf-8") == GOOD


def test_a_good_pack_replaces_a_broken_one(home: Path, tmp_path: Path, capsys: Captured) -> None:
    (home / "parties").mkdir(parents=True)
    (home / "parties" / "owls.csv").write_text("broken", encoding="utf-8")
    (tmp_path / "owls.csv").write_text(GOOD, encoding="utf-8")
    assert main(["party", "add", str(tmp_path / "owls.csv")]) == 0
    assert capsys.readouterr().out.startswith("replaced pack owls: ")
    assert [one.name for one in (home / "parties").iterdir()] == ["owls.csv"]


def test_a_pack_that_does_not_fit_the_others_is_refused(home: Path, tmp_path: Path, capsys: Captured) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.csv").write_text(
            f"{HEADING},codes\n{name},Party {name}{name},armed_group,,,,,,,me,wikidata=Q999999999999\n",
            encoding="utf-8",
        )
    assert main(["party", "add", str(tmp_path / "a.csv")]) == 0
    assert main(["party", "add", str(tmp_path / "b.csv")]) == 1
    assert "b.csv:2: wikidata 'Q999999999999' is that of 'a'" in capsys.readouterr().err
    assert [one.name for one in (home / "parties").iterdir()] == ["a.csv"]


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    ("argv", "message"),
    [
        (["none.csv"], "none.csv: cannot be read"),
        (["none.csv", "--name", "../up"], "pack name '../up'; must be letters"),
    ],
)
def test_what_is_no_pack_is_told(argv: list[str], message: str, capsys: Captured) -> None:
    assert main(["party", "add", *argv]) == 1
    assert message in capsys.readouterr().err


@pytest.mark.usefixtures("home")
def test_no_match_is_no_failure(capsys: Captured) -> None:
    assert main(["party", "list", "no such party"]) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert err == "sayso: no party has 'no such party' in its id or names\n"


def test_an_action_is_needed(capsys: Captured) -> None:
    with pytest.raises(SystemExit) as exit_:
        main(["party"])
    assert exit_.value.code == 2
    assert "ACTION" in capsys.readouterr().err
