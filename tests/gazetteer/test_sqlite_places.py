"""The SQLite tables: what they hold beside names, and files that are none."""

import sqlite3
from pathlib import Path

import pytest

from sayso.errors import ResourceError
from sayso.gazetteer.sqlite_places import BOX_SCHEMA, SCHEMA, SqlitePlaces, add_spellings
from sayso.model.places import Box
from tests.gazetteer.packs import write

ABOUT = 'name = "t"\nlicence = "CC0-1.0"\nversion = "1"\ndate = 2026-01-01\nrank = 5\n'
ROWS = [
    (1, "Fulan", 6, "SYR", 3500000, 3800000, None, 0, 300.0),
    (2, "Far Province", 4, "SYR", 3500000, 3800000, None, 0, 80.0),
    (3, "Umm Hajar", 0, "SYR", 3510000, 3810000, 2, 50, 0.0),
    (4, "Um Hajjar", 0, "IRQ", 3510000, 4310000, None, 50, 0.0),
]


@pytest.fixture
def table(tmp_path: Path) -> SqlitePlaces:
    write(tmp_path / "about.toml", ABOUT)
    base = sqlite3.connect(tmp_path / "places.sqlite")
    base.executescript(SCHEMA + BOX_SCHEMA)
    base.executemany("INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", ROWS)
    base.executemany("INSERT INTO name VALUES (?, 0, ?)", [(row[1].lower(), row[0]) for row in ROWS])
    base.execute("INSERT INTO name VALUES ('umm qadim', 3, 3)")
    base.execute("INSERT INTO box VALUES (2, 34000, 37000, 36000, 39000)")
    assert add_spellings(base) == 4
    base.commit()
    base.close()
    return SqlitePlaces(tmp_path)


def test_names_of_one_skeleton_are_found_in_their_country(table: SqlitePlaces) -> None:
    assert [(bones, name, p.id) for bones, name, p in table.alike(("umhgr",), ("SYR",))] == [
        ("umhgr", "umm hajar", "geonames:3")
    ]
    assert len(table.alike(("umhgr", "fln"), ("SYR", "IRQ"))) == 3
    assert table.alike((), ("SYR",)) == table.alike(("umkdm",), ("SYR",)) == []


def test_areas_have_boxes_and_places_parents(table: SqlitePlaces) -> None:
    assert table.box("geonames:2") == Box(34.0, 37.0, 36.0, 39.0)
    assert table.box("geonames:3") is table.box("own:3") is None
    assert (table.parents("geonames:3"), table.parents("geonames:2")) == (["geonames:2"], [])
    assert (table.country_id("SYR"), table.country_id("IRQ"), table.count()) == ("geonames:1", None, 4)


def test_a_table_without_boxes_and_spellings_answers_nothing(tmp_path: Path) -> None:
    write(tmp_path / "about.toml", ABOUT)
    base = sqlite3.connect(tmp_path / "places.sqlite")
    base.executescript(SCHEMA.replace("spelling", "other"))
    base.close()
    table = SqlitePlaces(tmp_path)
    assert (table.alike(("fln",), ("SYR",)), table.box("geonames:2")) == ([], None)


@pytest.mark.parametrize(
    ("about", "file", "told"),
    [
        (ABOUT, "other.sqlite", "places.sqlite: missing"),
        (f'{ABOUT}file = "../places.sqlite"\n', "places.sqlite", "places.sqlite: missing"),
        (ABOUT, "places.sqlite", "cannot be opened"),
    ],
)
def test_what_is_no_table_is_told(tmp_path: Path, about: str, file: str, told: str) -> None:
    write(tmp_path / "x" / "about.toml", about)
    write(tmp_path / "x" / file, "no table" * 1000)
    with pytest.raises(ResourceError, match=told):
        SqlitePlaces(tmp_path / "x").find("fulan")


def test_an_empty_database_is_no_table(tmp_path: Path) -> None:
    write(tmp_path / "about.toml", ABOUT)
    sqlite3.connect(tmp_path / "places.sqlite").close()
    with pytest.raises(ResourceError, match="no table of places"):
        SqlitePlaces(tmp_path).find("fulan")
