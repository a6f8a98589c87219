import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.basemap.frame import MARGIN, Frame, path
from sayso.model.sphere import great_circle_km

lats, lons = st.floats(-89.9, 89.9), st.floats(-180, 180)


@given(lats, lons, st.floats(20, 3000))
def test_the_middle_is_in_the_middle_and_distances_hold_near_it(lat: float, lon: float, reach: float) -> None:
    frame = Frame(lat, lon, reach, 480, 300)
    x, y = frame.pixel(lat, lon)
    assert (x, y) == pytest.approx((240, 150), abs=0.01)
    north = min(lat + 0.05, 90.0)
    _, there = frame.pixel(north, lon)
    km = great_circle_km((lat, lon), (north, lon))
    assert (150 - there) / frame.scale == pytest.approx(km, rel=0.01, abs=0.01)


def test_a_frame_across_the_180th_meridian_knows_its_box() -> None:
    box = Frame(-17.0, 179.5, 200.0, 400, 400).box()
    assert box.west > box.east
    assert box.south == pytest.approx(-18.8, abs=0.01)
    box = Frame(89.0, 10.0, 300.0, 400, 400).box()
    assert (round(box.south, 2), box.west, box.north, box.east) == (85.18, -180.0, 90.0, 180.0)


points = st.tuples(st.floats(-900, 1300), st.floats(-900, 1100))


@given(st.lists(points, min_size=3, max_size=12))
def test_what_is_cut_lies_in_the_picture(ring: list[tuple[float, float]]) -> None:
    frame = Frame(0.0, 0.0, 100.0, 480, 300)
    kept = frame.inside(ring)
    assert all(frame.holds(x, y, -MARGIN - 0.001) for x, y in kept) or kept == []
    inner = [point for point in ring if frame.holds(*point)]
    assert [point for point in inner if point not in kept] == []


def test_a_line_is_written_in_tenths_from_point_to_point() -> None:
    line = [(10.0, 20.0), (12.54, 17.0), (12.6, 17.1), (0.0, 30.0)]
    assert path(line, closed=False) == "M10 20l2.5-3-12.5 13"
    assert path(line, closed=True) == "M10 20l2.5-3-12.5 13z"
    assert path([(1.0, 1.0), (1.2, 1.2), (1.0, 1.3)], closed=True) == ""
