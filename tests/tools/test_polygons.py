import pytest

from tools.polygons import chords, gap, hull, main_body, middle, part_of, parts_of

Shape = list[tuple[float, float]]


def square(west: float, south: float, side: float = 1.0) -> list[list[tuple[float, float]]]:
    """The rings of a square, longitude first, as GeoJSON has them."""
    east, north = west + side, south + side
    return [[(west, south), (east, south), (east, north), (west, north), (west, south)]]


def rounded(values: tuple[float, ...]) -> tuple[float, ...]:
    return tuple(round(v, 2) for v in values)


def test_the_middle_of_a_square_on_the_equator_is_its_middle() -> None:
    part = part_of(square(10, -0.5))
    assert rounded((part.lat, part.lon)) == (0.0, 10.5)
    assert part.box == (-0.5, 10, 0.5, 11)


def test_the_direction_of_a_ring_does_not_matter() -> None:
    turned = [ring[::-1] for ring in square(10, 40)]
    assert rounded((part_of(turned).lat, part_of(turned).lon)) == rounded((part_of(square(10, 40)).lat, 10.5))


def test_a_hole_moves_the_middle_away_from_it() -> None:
    whole, hole = square(0, 0, 10)[0], square(6, 4, 2)[0]
    assert part_of([whole, hole]).lon < part_of([whole]).lon - 0.05


def test_a_middle_outside_goes_to_the_longest_stretch_on_its_parallel() -> None:
    far_apart = [part_of(square(0, 0, 2)), part_of(square(6, 0, 1.9))]
    lat, lon = middle(far_apart)
    assert rounded((lat, lon)) == (round(lat, 2), 1.0)


def test_islands_near_belong_to_the_body_and_those_far_away_do_not() -> None:
    land, island, next_island, colony = (
        part_of(square(w, 0, s)) for w, s in ((0, 9), (10, 1), (13, 1), (60, 1))
    )
    assert main_body([colony, next_island, land, island]) == [land, island, next_island]


def test_a_part_about_as_large_belongs_to_the_body_wherever_it_is() -> None:
    west, east = part_of(square(0, 0, 5)), part_of(square(40, 0, 4))
    assert main_body([east, west]) == [west, east]


def test_a_country_across_the_180th_meridian_has_one_box() -> None:
    body = main_body([part_of(square(170, 60, 10)), part_of(square(-180, 60, 3))])
    assert hull(p.box for p in body) == (60, 170, 70, 183)


def test_chords_are_the_stretches_inside() -> None:
    assert chords([part_of(square(0, 0)), part_of(square(5, 0))], 0.5) == [(0.0, 1.0), (5.0, 6.0)]
    assert chords([part_of(square(0, 0))], 3.0) == []


@pytest.mark.parametrize(("other", "km"), [((0.0, 0.5, 1.0, 2.0), 0), ((2.0, 0.0, 3.0, 1.0), 111)])
def test_a_gap_is_in_kilometres(other: tuple[float, float, float, float], km: int) -> None:
    assert round(gap((0.0, 0.0, 1.0, 1.0), other)) == km


def test_polygons_come_from_either_kind_of_geometry() -> None:
    one, many = (
        {"type": "Polygon", "coordinates": square(0, 0)},
        {"type": "MultiPolygon", "coordinates": [square(0, 0)]},
    )
    assert parts_of(one) == parts_of(many)
