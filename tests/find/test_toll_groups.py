import pytest

from tests.find.figures import Row, told

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("An explosion killed a doctor and his driver.", [("killed", 2, 2)]),
        ("Two soldiers and a child were killed.", [("killed", 2, 2), ("killed", 1, 1)]),
        ("It wounded up to ten people, including three children.", [("wounded", 1, 10), ("wounded", 3, 3)]),
        ("Two of the wounded were children, he said.", [("wounded", 2, 2)]),
        ("At least 22 people, five of them children, were killed.", [("killed", 22, None), ("killed", 5, 5)]),
        ("Two of them later died.", [("killed", 2, 2)]),
    ],
)
def test_one_class_in_one_list_is_one_figure_and_parts_are_told_beside_the_whole(
    text: str, expected: list[Row]
) -> None:
    assert told(text) == expected
