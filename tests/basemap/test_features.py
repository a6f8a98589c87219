import json

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.basemap import features
from sayso.model.places import Box

boxes = st.builds(
    lambda a, b, west, east: Box(min(a, b), west, max(a, b), east),
    st.floats(-90, 90), st.floats(-90, 90), st.floats(-180, 180), st.floats(-180, 180),
)  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(boxes, st.floats(0, 24))
def test_whatever_is_asked_for_the_answer_is_bounded(box: Box, zoom: float) -> None:
    text = json.dumps(features(box, zoom), allow_nan=False)
    assert len(text) < 1_500_000


def test_a_box_has_ground_lines_and_names() -> None:
    found = features(Box(46.0, 34.0, 50.0, 40.0), 6.5)["features"]
    kinds = [one["properties"]["kind"] for one in found]
    assert (
        set(kinds) == {"land", "lake", "river", "admin1", "border", "disputed", "town"} or "country" in kinds
    )
    towns = [one["properties"] for one in found if one["properties"]["kind"] == "town"]
    assert towns[0]["name"] == "Kharkiv" or towns[0]["order"] == 0
    assert len(towns) <= 250


def test_the_world_is_coarse_whatever_the_zoom() -> None:
    world = Box(-90.0, -180.0, 90.0, 180.0)
    near, far = (features(world, zoom)["features"] for zoom in (20.0, 0.0))
    land = [one["geometry"] for one in near if one["properties"]["kind"] == "land"]
    assert land == [one["geometry"] for one in far if one["properties"]["kind"] == "land"]


def test_holes_stand_in_the_polygon_that_they_are_in() -> None:
    (land,) = (
        one["geometry"]
        for one in features(Box(30.0, 40.0, 50.0, 60.0), 3.0)["features"]
        if one["properties"]["kind"] == "land"
    )
    assert land["type"] == "MultiPolygon"
    assert all(ring[0] == ring[-1] for polygon in land["coordinates"] for ring in polygon)


def test_far_away_only_the_largest_towns_are_named() -> None:
    def names(zoom: float) -> set[str]:
        found = features(Box(28.0, 40.0, 36.0, 50.0), zoom)["features"]
        return {one["properties"]["name"] for one in found if one["properties"]["kind"] == "town"}

    assert "Baghdad" in names(1.0)
    assert "Ar Rutbah" not in names(1.0)
    assert names(1.0) < names(5.0) < names(8.0)
