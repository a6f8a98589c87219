"""GeoJSON as RFC 7946 has it, read by shapely."""

import json
import math
from dataclasses import replace
from typing import Any

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import Point, box, shape

from sayso.export.circles import EARTH_KM, Circle, union
from sayso.model.events import Geometry, Location, PlacePrecision
from sayso.model.kept import IncidentRecord
from tests.export.kept import GAO, exported, record

AREA = Location(
    "northern Gao region", PlacePrecision.APPROXIMATE, "MLI", 17.5, -0.3, 80.0, geometry=Geometry.AREA
)
circles = st.builds(
    Circle,
    st.floats(-90, 90, allow_subnormal=False),
    st.floats(-180, 180, allow_subnormal=False),
    st.floats(0.5, 3000),
)


def collection(*records: IncidentRecord) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(exported("geojson", records)[0][""])
    return read


def feature(place: Location | None) -> dict[str, Any]:
    found: dict[str, Any] = collection(record(place=place))["features"][0]
    return found


def drawn(circle: Circle) -> Any:
    rings = circle.polygons()
    return shape({"type": "MultiPolygon", "coordinates": [[ring] for ring in rings]})


def test_a_collection_has_features_and_a_box() -> None:
    read = collection(record(), record(name="r2", place=replace(GAO, lat=10.0, lon=20.0, radius_km=None)))
    assert (read["type"], [one["id"] for one in read["features"]]) == ("FeatureCollection", ["i-r1", "i-r2"])
    assert read["bbox"] == pytest.approx([-0.09156, 10.0, 20.0, 16.31664], abs=1e-3)


def test_no_incident_is_an_empty_collection() -> None:
    assert collection() == {"type": "FeatureCollection", "features": []}


def test_a_town_is_a_point_with_its_radius() -> None:
    read = feature(GAO)
    assert read["geometry"] == {"type": "Point", "coordinates": [-0.04472, 16.27167]}
    assert read["properties"]["radius_m"] == 5000
    assert box(*read["bbox"]).contains(shape(read["geometry"]))


def test_an_area_is_a_circle_and_no_pin() -> None:
    read = feature(AREA)
    area = shape(read["geometry"])
    assert (read["geometry"]["type"], len(read["geometry"]["coordinates"][0])) == ("Polygon", 65)
    assert area.is_valid
    assert shapely.is_ccw(area.exterior)
    assert area.contains(Point(-0.3, 17.5))
    assert area.bounds == pytest.approx(read["bbox"], abs=0.01)


@pytest.mark.parametrize(
    "place",
    [None, Location("the front"), replace(AREA, radius_km=None), replace(GAO, lat=None)],
    ids=["nowhere", "a name", "an area of unknown extent", "half a point"],
)
def test_what_is_nowhere_on_the_map_is_kept_without_a_geometry(place: Location | None) -> None:
    read = feature(place)
    assert (read["geometry"], "bbox" in read, read["properties"]["type"]) == (None, False, "ASSAULT")


def test_an_area_across_the_180th_meridian_is_cut_there() -> None:
    read = feature(replace(AREA, lat=-17.0, lon=179.9))
    parts = [shapely.Polygon(rings[0]) for rings in read["geometry"]["coordinates"]]
    west, _, east, _ = read["bbox"]
    assert (read["geometry"]["type"], west > east) == ("MultiPolygon", True)
    assert [round(one.bounds[2]) for one in parts] == [180, -179]
    assert [one.bounds[0] for one in parts] == pytest.approx([179.15, -180.0], abs=0.01)


def test_accounts_stand_among_the_properties() -> None:
    read = feature(GAO)["properties"]
    assert read["accounts"] == [
        {
            "party": "Malian Armed Forces",
            "claims": [
                {
                    "claim": "r1#c1",
                    "field": "occurrence",
                    "stance": "claims",
                    "value": '"=1+1',
                    "report": "r1",
                    "start": 24,
                    "end": 29,
                }
            ],
        }
    ]


def test_nobody_hurt_and_nobody_counted_differ() -> None:
    counted, unknown = (collection(record(killed=k))["features"][0]["properties"] for k in ((0, 0, 0), None))
    assert (counted["killed_low"], unknown["killed_low"]) == (0, None)


@given(circles)
def test_a_circle_is_valid_and_wound_against_the_clock(circle: Circle) -> None:
    area = drawn(circle)
    assert area.is_valid
    assert all(shapely.is_ccw(one.exterior) for one in area.geoms)
    west, south, east, north = area.bounds
    assert (west >= -180, south >= -90, east <= 180, north <= 90) == (True,) * 4


@given(circles, st.floats(0, 2 * math.pi), st.floats(0.01, 0.9))
def test_a_circle_holds_what_is_near_its_middle_and_its_box_does_too(
    circle: Circle, bearing: float, share: float
) -> None:
    lat, angle = math.radians(circle.lat), circle.radius_km * share / EARTH_KM
    sine = math.sin(lat) * math.cos(angle) + math.cos(lat) * math.sin(angle) * math.cos(bearing)
    there = math.asin(max(-1, min(1, sine)))
    east = math.sin(bearing) * math.sin(angle) * math.cos(lat)
    lon = circle.lon + math.degrees(math.atan2(east, math.cos(angle) - math.sin(lat) * math.sin(there)))
    point = Point((lon + 180) % 360 - 180, math.degrees(there))
    west, south, east_, north = circle.box()
    across = west > east_
    assert south - 1e-4 <= point.y <= north + 1e-4
    west_of, east_of = point.x <= east_ + 1e-4, point.x >= west - 1e-4
    within = west_of or east_of if across else west_of and east_of
    assert within
    # A straight side on the map is no arc on the globe: near the poles a wide circle lacks a little more.
    if abs(circle.lat) < 60 and circle.radius_km < 500:
        assert drawn(circle).distance(point) < 1e-4


@given(circles, circles)
def test_a_union_covers_both_boxes(a: Circle, b: Circle) -> None:
    west, south, east, north = union(union(None, a.box()), b.box())
    for one in (a.box(), b.box()):
        assert south <= one[1] <= one[3] <= north
        assert (west, east) == (-180.0, 180.0) or (west <= one[0] <= one[2] <= east)
