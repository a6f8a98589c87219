"""`sayso place`: packs through the command line, to the end."""

import json
import math
from pathlib import Path

import pytest

from sayso.show.cli.main import main
from tests.gazetteer.packs import OWN_HEADING, SYRIA, geonames_row, write

Captured = pytest.CaptureFixture[str]
ROOT = Path(__file__).parents[3]
SEED = ROOT / "tests" / "data" / "seed" / "seed.txt"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SAYSO_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def listed(capsys: Captured, *argv: str) -> list[dict[str, object]]:
    assert main(["place", "list", "--json", *argv]) == 0
    rows: list[dict[str, object]] = json.loads(capsys.readouterr().out)
    return rows


def test_a_pack_is_added_and_listed(capsys: Captured, home: Path) -> None:
    assert main(["place", "add", "SY", "--file", str(SYRIA)]) == 0
    told = capsys.readouterr().out
    assert told.startswith("SY: 29 places, ")
    assert told.endswith(f"2026-02-03, CC-BY-4.0; in {home / 'places' / 'SY'}\n")
    assert main(["place", "list"]) == 0
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert lines[0] == ["table", "rank", "places", "date", "version", "licence"]
    assert [line[0] for line in lines[1:]] == ["SY", "supplement", "borders", "geonames"]


def test_a_name_is_listed_with_its_places(capsys: Captured) -> None:
    main(["place", "add", "SY", "--file", str(SYRIA)])
    capsys.readouterr()
    (row,) = listed(capsys, "Ja'Din")
    assert (row["id"], row["kind"], row["country"]) == ("geonames:9900010", "settlement", "SYR")
    assert (row["lat"], row["lon"], row["table"], row["match"]) == (35.74, 38.38, "SY", "exact")
    assert row["in"] == "Ath Thawrah District, Ar-Raqqah"
    assert main(["place", "list", "Ja'Din"]) == 0
    heading, line = capsys.readouterr().out.splitlines()
    assert (heading.split()[0], line.split()[0]) == ("id", "geonames:9900010")


def test_in_a_country_names_that_are_spelt_alike_are_listed_too(capsys: Captured) -> None:
    assert listed(capsys, "Hasake") == []
    found = listed(capsys, "Hasake", "--country", "sy")
    assert {(row["match"], row["country"]) for row in found} == {("skeleton", "SYR")}
    assert listed(capsys, "Mosul", "--country", "SY") == []
    assert main(["place", "list", "Nowhere At All"]) == 0
    assert capsys.readouterr().out == "nothing is called 'Nowhere At All'\n"


@pytest.mark.parametrize(
    ("argv", "told"),
    [
        (["add", "SY"], "give --file (--names, --admin1 and --admin2 go with it) or --csv, not both"),
        (["add", "SY", "--file", "a", "--csv", "b"], "or --csv, not both"),
        (["add", "SY", "--csv", "b", "--names", "c"], "or --csv, not both"),
        (["add", "Syria", "--file", "a"], "country 'Syria'; must be an ISO 3166 code"),
        (["add", "SY", "--file", "none.zip"], "none.zip: no such file"),
        (["list", "Raqqa", "--country", "XX"], "country 'XX'; must be an ISO 3166 code"),
    ],
)
def test_what_cannot_be_done_is_one_line(capsys: Captured, argv: list[str], told: str) -> None:
    assert main(["place", *argv]) == 1
    out, err = capsys.readouterr()
    assert (out, err.count("\n"), err.startswith("sayso: ")) == ("", 1, True)
    assert told in err


def test_a_bad_pack_is_told_with_its_line_and_the_older_one_answers(tmp_path: Path, capsys: Captured) -> None:
    main(["place", "add", "SY", "--file", str(SYRIA)])
    bad = write(tmp_path / "SY.txt", geonames_row(), geonames_row(id="90000002", lat="north"))
    capsys.readouterr()
    assert main(["place", "add", "SY", "--file", str(bad)]) == 1
    assert capsys.readouterr().err.startswith(f"sayso: {bad}:2: latitude 'north'; must be a number")
    assert len(listed(capsys, "Ja'Din")) == 1


def test_a_csv_file_is_a_pack_too(tmp_path: Path, capsys: Captured) -> None:
    own = write(tmp_path / "own.csv", OWN_HEADING, "v,Own Village,settlement,,35,38,,,,,")
    argv = ["place", "add", "SY", "--csv", str(own), "--name", "mine", "--licence", "CC0-1.0"]
    assert main(argv) == 0
    assert capsys.readouterr().out.startswith("mine: 1 places, 1 names, ")
    assert [row["id"] for row in listed(capsys, "Own Village")] == ["mine:v"]


@pytest.mark.parametrize("argv", [["place"], ["place", "burn"], ["place", "add"]])
def test_wrong_usage_exits_with_2(argv: list[str]) -> None:
    with pytest.raises(SystemExit) as exit_:
        main(argv)
    assert exit_.value.code == 2


@pytest.mark.model
def test_a_village_of_a_pack_is_where_the_report_puts_it(capsys: Captured) -> None:
    main(["place", "add", "SY", "--file", str(SYRIA)])
    capsys.readouterr()
    assert main(["code", str(SEED), "--published", "2017-06-19", "--format", "json", "--quiet"]) == 0
    events = json.loads(capsys.readouterr().out)["events"]
    places = [event["place"]["value"] for event in events if "place" in event]
    (place,) = [place for place in places if place["gazetteer"] == "geonames:9900010"]
    north, east = place["lat"] - 35.74, (place["lon"] - 38.38) * math.cos(math.radians(35.74))
    assert math.hypot(north, east) * 111.2 < 10
