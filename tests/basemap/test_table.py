"""The map's file, as it ships."""

import hashlib
import re
import sqlite3
import tomllib
from contextlib import closing
from pathlib import Path

import pytest

import sayso.basemap
from sayso.basemap import load_basemap
from sayso.basemap.table import DATABASE, Basemap, Layer
from sayso.errors import ResourceError
from sayso.model.places import Box

FOLDER = Path(sayso.basemap.__file__).parent


def inside(lat: float, lon: float, level: int) -> bool:
    """Whether a point is on land: how often a ray to the east leaves land is odd."""
    crossed = 0
    for layer, lines in load_basemap().shapes(Box(lat, lon, lat, lon), level):
        for lons, lats in lines if layer is Layer.LAND else ():
            for a, b, c, d in zip(lons, lats, lons[1:], lats[1:], strict=False):
                if (b > lat) != (d > lat) and a + (lat - b) / (d - b) * (c - a) > lon:
                    crossed += 1
    return crossed % 2 == 1


def test_the_file_is_the_one_that_was_measured() -> None:
    about = tomllib.loads((FOLDER / "about.toml").read_text(encoding="utf-8"))
    data = (FOLDER / DATABASE).read_bytes()
    assert hashlib.sha256(data).hexdigest() == about["sha256"]
    assert len(data) < 10_000_000


@pytest.mark.parametrize("level", [0, 1, 2])
@pytest.mark.parametrize(
    ("lat", "lon", "land"),
    [(48.5, 32.2, True), (43.0, 34.0, False), (-2.0, 23.5, True), (-80.0, 90.0, True), (10.0, -40.0, False)],
)
def test_land_is_land_at_every_level(lat: float, lon: float, *, land: bool, level: int) -> None:
    assert inside(lat, lon, level) is land


def test_a_province_is_found_by_its_id_and_a_country_by_its_code() -> None:
    table = load_basemap()
    province, country = table.area("geonames:709716"), table.country("UKR")
    assert province is not None
    assert country is not None
    assert (province.country, country.name) == ("UKR", "Ukraine")
    assert country.box.south < province.box.south < province.box.north < country.box.north
    assert country.box.south < 45.0, "its south is part of it, whoever holds it"
    assert [table.area(name) for name in ("geonames:0", "geonames:-1", "x", "geonames:" + "9" * 30)] == [
        None
    ] * 4
    assert table.country("XYZ") is None


def test_what_states_contest_is_no_plain_border() -> None:
    found = set()
    for layer, lines in load_basemap().shapes(Box(33.8, 73.8, 34.6, 74.6), 0):
        for lons, lats in lines:
            if any(73.8 < lon < 74.6 and 33.8 < lat < 34.6 for lon, lat in zip(lons, lats, strict=True)):
                found.add(layer)
    assert Layer.DISPUTED in found
    assert Layer.BORDER not in found


def test_no_district_is_a_town_and_the_largest_town_comes_first() -> None:
    towns = [town for tier in range(4) for town in load_basemap().towns(Box(46.9, 37.3, 47.3, 37.8), tier)]
    assert towns[0].name == "Mariupol"
    assert "Pravyi Bereh" not in {town.name for town in towns}


def test_a_box_across_the_180th_meridian_has_both_sides() -> None:
    names = {town.name for town in load_basemap().towns(Box(-19.0, 178.0, -16.0, -178.0), 2)}
    assert "Labasa" in names
    assert load_basemap().towns(Box(-19.0, 179.0, -16.0, -178.0), 1) == []


def test_a_file_that_is_no_map_is_told(tmp_path: Path) -> None:
    with pytest.raises(ResourceError, match="missing"):
        Basemap(tmp_path / "none.sqlite")
    path = tmp_path / "other.sqlite"
    path.write_bytes(b"no database, whatever it is called" * 200)
    with pytest.raises(ResourceError, match="cannot be read as a map"):
        Basemap(path).country("UKR")


def test_the_towns_are_as_many_as_the_docs_say() -> None:
    with closing(sqlite3.connect(f"{(FOLDER / DATABASE).as_uri()}?mode=ro", uri=True)) as file:
        (number,) = file.execute("SELECT count(*) FROM town").fetchone()
    page = (Path(__file__).parents[2] / "docs" / "maps.md").read_text(encoding="utf-8")
    assert re.search(r"\| towns .*\| ([\d,]+) \|", page).groups() == (f"{number:,}",)  # type: ignore[union-attr]  # it is there
