"""The small map of one place: an area is never a pin, nothing of a report breaks out, nothing fails."""

import math
import re
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.basemap import Size, is_point, locator
from sayso.model.events import Geometry, Location, PlacePrecision, Spatial

SVG = "{http://www.w3.org/2000/svg}"
MARIUPOL = Location(
    "Mariupol", PlacePrecision.CITY, "UKR", 47.0951, 37.5413, 8.0, "geonames:701822", geometry=Geometry.POINT
)
AROUND = Location(
    "the eastern countryside", PlacePrecision.APPROXIMATE, "COD", -1.4, 29.6, 40.0, geometry=Geometry.SECTOR
)
PROVINCE = Location(
    "Donetsk Oblast",
    PlacePrecision.ADMIN1,
    "UKR",
    48.0,
    37.5,
    130.0,
    "geonames:709716",
    geometry=Geometry.AREA,
)
COUNTRY = Location("Sudan", PlacePrecision.COUNTRY, "SDN", 16.0, 30.0, 900.0, geometry=Geometry.AREA)

numbers = st.one_of(st.none(), st.floats(), st.floats(-180, 180), st.integers(-90, 90).map(float))
places = st.builds(
    Location,
    name=st.text(max_size=60),
    precision=st.one_of(st.none(), st.sampled_from(PlacePrecision)),
    country=st.one_of(st.none(), st.sampled_from(["SYR", "FJI", "RUS", "ATA", "USA", "XXX", ""])),
    lat=numbers,
    lon=numbers,
    radius_km=st.one_of(numbers, st.sampled_from([0.0, 3.0, 40.0, 800.0, 20_000.0])),
    gazetteer=st.one_of(
        st.none(), st.sampled_from(["geonames:172957", "geonames:709716", "geonames:x", "y:1", "geonames:0"])
    ),
    geometry=st.one_of(st.none(), st.sampled_from(Geometry)),
    spatial=st.one_of(
        st.none(), st.builds(Spatial, st.sampled_from(["geonames:172957", "?"]), st.just("part"))
    ),
)


def drawn(place: Location) -> ElementTree.Element:
    return ElementTree.fromstring(locator(place))


def of_class(picture: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    return [one for one in picture.iter() if one.get("class") == name]


def words(picture: ElementTree.Element) -> list[str]:
    return [one.text or "" for one in picture.iter(f"{SVG}text")]


@settings(max_examples=150, deadline=None)
@given(places)
def test_every_place_is_drawn_or_left_out_and_no_area_has_a_pin(place: Location) -> None:
    text = locator(place, Size(240, 160))
    if not text:
        return
    picture = ElementTree.fromstring(text)
    assert len(of_class(picture, "pin")) == (1 if is_point(place) and not of_class(picture, "tint") else 0)
    assert not re.search(r"\bnan\b|\binf\b|\sstyle=|\son\w+=", text)
    assert 400 < len(text) < 60_000


@pytest.mark.parametrize(
    ("place", "pins", "circles", "tints"),
    [(MARIUPOL, 1, 0, 0), (AROUND, 0, 1, 0), (PROVINCE, 0, 0, 1), (COUNTRY, 0, 0, 1)],
)
def test_a_point_is_a_pin_an_area_a_dashed_circle_or_its_outline(
    place: Location, pins: int, circles: int, tints: int
) -> None:
    picture = drawn(place)
    found = tuple(len(of_class(picture, name)) for name in ("pin", "doubt", "tint"))
    assert found == (pins, circles, tints)


def test_a_part_of_a_province_tints_the_province_and_circles_the_part() -> None:
    spatial = Spatial("geonames:172957", "part", "south")
    place = Location("southern part", PlacePrecision.APPROXIMATE, "SYR", 35.6, 39.0, 40.0, spatial=spatial)
    picture = drawn(place)
    assert [len(of_class(picture, name)) for name in ("within", "doubt", "tint", "pin")] == [1, 1, 0, 0]


@pytest.mark.parametrize(
    "place",
    [
        None,
        Location("Nowhere"),
        Location("Half", lat=1.0),
        Location("Off", PlacePrecision.CITY, lat=91.0, lon=0.0),
        Location("Not a number", PlacePrecision.CITY, lat=math.nan, lon=0.0),
        Location("An area of no known extent", PlacePrecision.ZONE, lat=10.0, lon=10.0),
    ],
)
def test_what_is_nowhere_has_no_map(place: Location | None) -> None:
    assert locator(place) == ""


def test_a_name_from_a_report_stays_text() -> None:
    name = '</title><script>alert(1)</script>" onload="x\u202e\u200b' + "a" * 5000
    text = locator(Location(name, PlacePrecision.CITY, lat=47.1, lon=37.5, radius_km=5.0))
    assert "<script" not in text
    assert "\u202e" not in text
    assert "\u200b" not in text
    assert {one.tag for one in ElementTree.fromstring(text).iter()} <= {
        SVG + tag for tag in ("svg", "title", "desc", "rect", "path", "circle", "g", "text")
    }
    assert len(text) < 12_000


def test_the_picture_says_in_words_what_it_shows() -> None:
    picture = drawn(AROUND)
    assert picture.findtext(f"{SVG}title") == "Map: the eastern countryside"
    told = picture.findtext(f"{SVG}desc") or ""
    assert told.startswith("A dashed circle of 40 km marks the area; where in it is not known. Also shown: ")
    assert "Goma" in told


def test_the_named_place_is_not_named_again() -> None:
    named = words(drawn(MARIUPOL))
    assert named.count("Mariupol") == 1
    assert len(named) == len(set(named))
    assert not {"Pravyi Bereh", "Livyi Bereh"} & set(named), "a district is no town"


@pytest.mark.parametrize("place", [MARIUPOL, AROUND, PROVINCE, COUNTRY])
def test_a_map_is_small_and_has_some_names_and_a_scale(place: Location) -> None:
    text = locator(place)
    assert 1_500 < len(text) < 15_000
    named = words(ElementTree.fromstring(text))
    assert 4 <= len(named) <= 10
    assert sum(bool(re.fullmatch(r"\d+ km", one)) for one in named) == 1


@pytest.mark.parametrize("lon", [-180.0, 179.99, 180.0])
def test_land_is_whole_across_the_180th_meridian(lon: float) -> None:
    place = Location("here", PlacePrecision.APPROXIMATE, "FJI", -16.8, lon, 60.0)
    (land,) = of_class(drawn(place), "land")
    starts = [float(x) for x in re.findall(r"M(-?[\d.]+)", land.get("d") or "")]
    assert min(starts) < 200 < 280 < max(starts), "islands on both sides"


def test_the_same_place_gives_the_same_picture() -> None:
    assert locator(PROVINCE) == locator(PROVINCE)
