"""The map page: its list and its data, an area never as a point, nothing from elsewhere."""

import json
import re

import pytest
from fastapi.testclient import TestClient

from sayso.basemap import load_basemap
from sayso.model.events import Geometry, Location, PlacePrecision
from sayso.model.kept import Spot
from sayso.show.web.application import STATIC
from sayso.show.web.views.spots import collection


def spot(number: int, place: Location, *, disputed: bool = False) -> Spot:
    return Spot(f"i-{number:016x}", "ASSAULT", None, place, None, None, disputed=disputed)


TOWN = Location("Goma", PlacePrecision.CITY, "COD", -1.67, 29.23, 5.0, "geonames:216281")
PART = Location("north of Goma", PlacePrecision.CITY, "COD", -1.5, 29.23, 8.0, geometry=Geometry.AREA)
PROVINCE = Location("Helmand", PlacePrecision.ADMIN1, "AFG", 31.0, 64.0, 250.0, "geonames:1140043")
NOWHERE_NEAR = Location("somewhere", PlacePrecision.ZONE, "COD", -1.0, 29.0)


def test_the_page_lists_what_the_map_shows_without_any_script(client: TestClient) -> None:
    answer = client.get("/map")
    assert answer.status_code == 200
    assert "southern Raqqa countryside" in answer.text
    assert "in Donetsk" in answer.text or "Donetsk" in answer.text
    assert "worker-src 'self'" in answer.headers["content-security-policy"]
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert re.findall(r"\sstyle=|<style|<script>|\son[a-z]+=", answer.text) == []
    assert re.findall(r"""(?:src|href)=["'](?:https?:)?//""", answer.text) == []


def test_a_box_is_kept_in_the_address_and_narrows_the_list(client: TestClient) -> None:
    answer = client.get("/map", params={"area": "47,36,49,39", "q": "market"})
    assert "Donetsk" in answer.text
    assert "Raqqa countryside" not in answer.text
    assert 'data-area="47,36,49,39"' in answer.text
    assert (
        "/incidents?q=market&amp;area=47%2C36%2C49%2C39" in answer.text
        or "area=47%2C36%2C49%2C39" in answer.text
    )


def test_incidents_come_by_place_and_an_area_is_no_point(client: TestClient) -> None:
    found = client.get("/map/incidents.json").json()
    shapes = {one["properties"]["name"]: one["geometry"]["type"] for one in found["features"]}
    assert shapes["Donetsk"] == "Point"
    assert shapes["southern Raqqa countryside"] == "MultiPolygon"
    assert found["incidents"] == sum(one["properties"]["count"] for one in found["features"])
    assert not found["more"]
    assert found["list"] == "/incidents"
    assert len(found["rows"]) >= 2


def test_the_ground_is_ours_packed_where_asked_and_kept(client: TestClient) -> None:
    where = {"area": "46,36,49,39", "zoom": "6"}
    answer = client.get("/map/base.json", params=where)
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["cache-control"] == "public, max-age=86400"
    plain = client.get("/map/base.json", params=where, headers={"accept-encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert plain.json() == answer.json()
    assert {one["properties"]["kind"] for one in plain.json()["features"]} >= {"land", "admin1", "town"}


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        "area=1,2,3&zoom=3",
        "area=0,0,1,1",
        "area=0,0,1,1&zoom=99",
        "area=0,0,1,1&zoom=nan",
        "area=nan,0,1,1&zoom=1",
    ],
)
def test_ground_of_no_box_is_refused(client: TestClient, wrong: str) -> None:
    answer = client.get(f"/map/base.json?{wrong}")
    assert answer.status_code in (400, 422)
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_box_of_all_the_world_asks_for_all(client: TestClient) -> None:
    world = client.get("/map/incidents.json?area=-90,-180,90,180").json()
    assert world["features"] == client.get("/map/incidents.json").json()["features"]


def test_places_are_counted_and_the_widest_lies_lowest() -> None:
    spots = [
        spot(1, TOWN),
        spot(2, TOWN, disputed=True),
        spot(3, PROVINCE),
        spot(4, PART),
        spot(5, NOWHERE_NEAR),
    ]
    found = collection(spots, load_basemap())["features"]
    told = [
        (
            one["properties"]["name"],
            one["geometry"]["type"],
            one["properties"]["count"],
            one["properties"]["disputed"],
        )
        for one in found
    ]
    assert told == [
        ("Helmand", "MultiPolygon", 1, 0),
        ("north of Goma", "MultiPolygon", 1, 0),
        ("Goma", "Point", 2, 1),
    ]


def test_a_name_that_turns_or_hides_text_is_shown_and_does_neither() -> None:
    place = Location("<b>\u202egoma\u200b" + "x" * 900, PlacePrecision.CITY, None, 1.0, 2.0, 5.0)
    (one,) = collection([spot(1, place)], load_basemap())["features"]
    assert "\u202e" not in one["properties"]["name"]
    assert len(one["properties"]["name"]) <= 80
    assert json.dumps(one)


def test_the_script_asks_no_other_host() -> None:
    text = (STATIC / "map.js").read_text(encoding="utf-8")
    assert re.findall(r"https?://|innerHTML|setHTML|document\.write|eval\(", text) == []


def test_what_is_passed_on_is_whole() -> None:
    folder = STATIC / "vendor" / "maplibre-gl-6.17.0"
    names = sorted(one.name for one in folder.iterdir())
    assert names == ["LICENSE.txt", "maplibre-gl-worker.mjs", "maplibre-gl.css", "maplibre-gl.mjs"]
    assert "sourceMappingURL" not in (folder / "maplibre-gl.mjs").read_text(encoding="utf-8")


def test_the_list_of_a_box_has_what_the_map_of_it_has(client: TestClient) -> None:
    for area in ("47,36,49,39", "0,0,60,60", "-60,170,60,-170"):
        found = client.get("/map/incidents.json", params={"area": area}).json()
        counted = sum(one["properties"]["count"] for one in found["features"])
        assert len(found["rows"]) == counted == found["incidents"]
        assert client.get("/map", params={"area": area}).text.count("<li><a href=") == counted
