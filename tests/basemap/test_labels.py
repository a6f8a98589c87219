from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from sayso.basemap.frame import Frame
from sayso.basemap.labels import Board, Label, bones, spots, text_width

FRAME = Frame(0.0, 0.0, 100.0, 480, 300)
dots = st.tuples(st.floats(0, 480), st.floats(0, 300))


def edges(label: Label, size: float) -> tuple[float, float, float, float]:
    width = text_width(label.text, size)
    left = label.x - width * {"start": 0.0, "middle": 0.5, "end": 1.0}[label.anchor]
    return left, label.y - size * 0.8, left + width, label.y + size * 0.25


@given(st.lists(st.tuples(st.text("abcdefgh ", min_size=3, max_size=20), dots), max_size=25))
def test_no_name_lies_over_another_or_beyond_the_edge(named: list[tuple[str, tuple[float, float]]]) -> None:
    board = Board(FRAME)
    found = [board.beside(text, dot, "town") for text, dot in named]
    boxes = [edges(label, 11.0) for label in found if label is not None]
    for a, b in combinations(boxes, 2):
        assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
    assert [box for box in boxes if box[0] < 0 or box[1] < 0 or box[2] > 480 or box[3] > 300] == []


def test_two_spellings_of_one_name_are_one() -> None:
    assert bones("Ar Raqqah") == bones("Raqqa") == bones("al-Raqqa")
    assert bones("Goma") != bones("Gisenyi")


def test_a_name_is_placed_where_its_area_has_room() -> None:
    square = [(100.0, 50.0), (300.0, 50.0), (300.0, 250.0), (100.0, 250.0)]
    found = spots([square], FRAME, 80.0)
    assert found[0] == (200.0, 144.0)
    assert spots([square], FRAME, 300.0) == []
