"""Files that break their form are refused with the place and what would be right."""

from pathlib import Path

import pytest

from sayso.errors import ResourceError
from sayso.gazetteer.place_table import CSV_COLUMNS, load_places
from sayso.gazetteer.tables import read_about

ABOUT = 'name = "own"\nlicence = "CC0-1.0"\nversion = "1"\ndate = 2026-01-01\nrank = 30\n'


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
