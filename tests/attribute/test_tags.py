"""Speakers told just behind a quotation. The texts are ours."""

import pytest

from tests.attribute.readable import Said, statements

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            'Rebels shelled the town. "Commanders were sent to the front line on Monday", added SANA.',
            [
                (
                    "Syrian Arab News Agency",
                    "assert",
                    "Commanders were sent to the front line on Monday",
                )
            ],
        ),
        (
            '"They shelled us for two hours," Colonel Omar Diallo, head of the garrison, told reporters.',
            [("Omar Diallo", "assert", "They shelled us for two hours")],
        ),
        (
            # Nobody is named behind the second quotation: it is not given to the next name.
            '"Nobody came to help us that night." Soldiers in Gao later told the mayor to leave.',
            [(None, "assert", "Nobody came to help us that night")],
        ),
        ('The "Brigade of the Two Rivers" attacked the bridge.', []),
    ],
)
def test_who_stands_behind_a_quotation_says_it(text: str, expected: list[Said]) -> None:
    assert [one for one in statements(text) if one[2] != "to leave"] == expected
