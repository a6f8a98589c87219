"""Files that break their form are refused with the place and what would be right."""

from pathlib import Path

import pytest

from sayso.errors import ResourceError
from sayso.gazetteer.party_table import COLUMNS, load_parties
from sayso.gazetteer.place_table import CSV_COLUMNS, load_places
from sayso.gazetteer.tables import read_about

HEADING = ",".join(COLUMNS)
ABOUT = 'name = "own"\nlicence = "CC0-1.0"\nversion = "1"\ndate = 2026-01-01\nrank = 30\n'


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("x,X,army,,,,,,,,,,,me", r"pack\.csv:2: unknown kind 'army'; known: state"),
        ("x,X,state,Syria,,,,,,,,,,me", r"pack\.csv:2: country 'Syria'; must be ISO 3166 alpha-3"),
        (",X,state,,,,,,,,,,,me", r"pack\.csv:2: no id"),
        ("x,,state,,,,,,,,,,,me", r"pack\.csv:2: no name"),
        ("x,X,state", r"pack\.csv:2: 3 cells; must be 14"),
        ("x,X,state,,,,,,nobody,,,,,me", r"pack\.csv:2: part_of names 'nobody'"),
        ("x,X,state,,,,,,,,,soon,,me", r"pack\.csv:2: since 'soon'; must be a year or YYYY-MM-DD"),
        ("x,X,state,,,,,,,,,,,me\nx,X,state,,,,,,,,,,,me", r"pack\.csv:3: id 'x' stands already at .*:2"),
        ('x,"X,state,,,,,,,,,,,me', r"pack\.csv:2: not CSV"),
    ],
)
def test_a_broken_party_is_refused_with_its_line(tmp_path: Path, row: str, message: str) -> None:
    pack = tmp_path / "pack.csv"
    pack.write_text(f"{HEADING}\n{row}\n", encoding="utf-8")
    with pytest.raises(ResourceError, match=message):
        load_parties([pack])


def test_a_wrong_heading_is_refused(tmp_path: Path) -> None:
    pack = tmp_path / "pack.csv"
    pack.write_text("id,name\n", encoding="utf-8")
    with pytest.raises(ResourceError, match=r"pack\.csv:1: heading is 'id,name'; must be"):
        load_parties([pack])


def test_a_missing_pack_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ResourceError, match=r"none\.csv: cannot be read"):
        load_parties([tmp_path / "none.csv"])


def test_a_pack_adds_and_replaces_parties(tmp_path: Path) -> None:
    pack = tmp_path / "pack.csv"
    rows = "own,Own Brigade,armed_group,SYR,OB,,,,sdf,,,2016,,me\nsdf,SDF now,armed_group,SYR,,,,,,,,,,me"
    pack.write_text(f"{HEADING}\n# ours\n{rows}\n", encoding="utf-8")
    parties = load_parties([pack])
    assert [p.id for p in parties.named("Own Brigade")] == ["own"]
    assert parties.named("Syrian Democratic Forces") == ()
    assert parties.version.startswith("parties ")
    assert ", pack " in parties.version


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("a,A,hill,,1,2,,,,me", r"places\.csv:2: unknown kind 'hill'"),
        ("a,A,site,,91,2,,,,me", r"places\.csv:2: lat '91'; must be a number from -90 to 90"),
        ("a,A,site,,1,east,,,,me", r"places\.csv:2: lon 'east'"),
        ("a,A,site,,1,2,,,,me\na,A,site,,1,2,,,,me", r"places\.csv:3: id 'a' stands twice"),
    ],
)
def test_a_broken_place_is_refused_with_its_line(tmp_path: Path, row: str, message: str) -> None:
    (tmp_path / "about.toml").write_text(ABOUT, encoding="utf-8")
    (tmp_path / "places.csv").write_text(f"{','.join(CSV_COLUMNS)}\n{row}\n", encoding="utf-8")
    with pytest.raises(ResourceError, match=message):
        load_places([tmp_path])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name = ", r"about\.toml: not TOML"),
        ('name = "x"\n', r"about\.toml: needs name, licence, version, date"),
        (ABOUT.replace("30", '"high"'), r"a whole number as rank"),
    ],
)
def test_a_broken_about_is_refused(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "about.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ResourceError, match=message):
        read_about(tmp_path)


def test_a_folder_without_about_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ResourceError, match=r"about\.toml: cannot be read"):
        read_about(tmp_path)
