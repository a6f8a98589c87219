"""Distances on the sphere, against degrees of the meridian and two cities."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.model.sphere import Point, great_circle_km

POINTS = st.tuples(st.floats(-90, 90), st.floats(-180, 180))


@pytest.mark.parametrize(
    ("a", "b", "km"),
    [
        ((0.0, 0.0), (0.0, 1.0), 111.195),
        ((0.0, 179.5), (0.0, -179.5), 111.195),
        ((52.52, 13.405), (48.857, 2.352), 877.5),
        ((-90.0, 0.0), (90.0, 0.0), 20015.1),
    ],
)
def test_a_known_distance(a: Point, b: Point, km: float) -> None:
    assert great_circle_km(a, b) == pytest.approx(km, rel=1e-3)


@given(POINTS, POINTS)
def test_a_distance_is_the_same_both_ways_and_no_longer_than_half_the_globe(a: Point, b: Point) -> None:
    assert great_circle_km(a, b) == pytest.approx(great_circle_km(b, a), abs=1e-6)
    assert 0 <= great_circle_km(a, b) <= 20015.2
