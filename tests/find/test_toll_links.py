import pytest

from tests.find.figures import Row, told

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Six of its members, who were watering cattle, had died in the grove.", [("killed", 6, 6)]),
        ("Two policemen whom its men had captured were freed.", [("captured", 2, 2)]),
        ("A mob clubbed to death and then burned a man.", [("killed", 1, 1)]),
        ("A woman of 71 died in hospital.", [("killed", 1, 1)]),
        ("All nine people on board are feared dead.", [("killed", 9, 9)]),
        ("The murder of the delegate Carlos Rueda was condemned.", [("killed", 1, 1)]),
        ("The massacre of 34 worshippers shocked the country.", [("killed", 34, 34)]),
        ("The raid ended with the loss of three men.", [("killed", 3, 3)]),
        ("The loss of Gorazde was called unacceptable.", []),
    ],
)
def test_a_figure_finds_its_word_of_harm_across_the_clause(text: str, expected: list[Row]) -> None:
    assert told(text) == expected
