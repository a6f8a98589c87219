"""Headlines that name their source at an end. The texts are ours."""

import pytest

from tests.attribute.readable import Said, statements

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Rebels kill 12 soldiers in ambush: army", ("army", "assert", "Rebels kill 12 soldiers in ambush")),
        ("12 killed in raid - police", ("police", "assert", "12 killed in raid")),
        ("Army: 12 rebels killed in clashes", ("Army", "assert", "12 rebels killed in clashes")),
        ("UN: thousands flee from Goma", ("United Nations", "assert", "thousands flee from Goma")),
    ],
)  # fmt: skip
def test_a_headline_has_a_source_behind_or_in_front(title: str, expected: Said) -> None:
    assert statements(f"{title}\n\nThe fighting began at dawn.") == [expected]


@pytest.mark.parametrize(
    "title",
    [
        "Syria: US strikes kill 12",
        "Ukraine war: Russia takes village",
        "Timeline: the siege of the town",
        "Raid on Al-Bab kills 12",
        "Long-range drones hit depot",
    ],
)
def test_a_place_or_a_topic_in_front_of_a_headline_says_nothing(title: str) -> None:
    assert statements(f"{title}\n\nThe fighting began at dawn.") == []
