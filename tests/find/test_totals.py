import pytest

from tests.find.figures import Row, told

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A woman died on Saturday, bringing the toll to three.", [("killed", 1, 1), ("killed", 3, 3)]),
        ("Some estimated death tolls, given by officials, exceeded 100.", [("killed", 100, None)]),
        ("The rebels put army losses at more than 30.", [("killed", 30, None)]),
        ("Officials put the dead at 146.", [("killed", 146, 146)]),
        (
            "Medics first spoke of 20 dead; by Monday the figure stood at 358.",
            [("killed", 20, 20), ("killed", 358, 358)],
        ),
        (
            "The directorate reported 27 people hurt; the ministry spoke of eleven.",
            [("wounded", 27, 27), ("wounded", 11, 11)],
        ),
        ("State television put the army's losses at two wounded.", [("wounded", 2, 2)]),
    ],
)
def test_a_total_is_a_figure(text: str, expected: list[Row]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The road charges a toll of 30 cents.", []),
        ("The company put losses at 30 million dollars.", []),
        ("The figure of 18 was painted on the door.", []),
        ("The ministry spoke of eleven.", []),
    ],
)
def test_what_counts_something_else_is_no_total(text: str, expected: list[Row]) -> None:
    assert told(text) == expected
