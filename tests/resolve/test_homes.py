"""Whose army "the army" is: that of the state that acts, or of the one country told."""

import pytest

from tests.coding import party

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "head", "expected"),
    [
        ("A bomb killed two clerks in Maiduguri. The army said so.", "army", "nigerian-armed-forces: army"),
        ("Security forces sealed the market of Algiers.", "forces", "DZA/armed_forces: Security forces"),
        ("Kigali denied it. The government accused a militia.", "government", "RWA: Rwanda"),
        ("Chad and Niger signed. The regime left.", "regime", "regime ? Niger | Chad"),
        ("The army said so.", "army", "army"),
        ("Soldiers left Algiers.", "Soldiers", "Soldiers"),
        ("An army left Algiers.", "army", "army"),
    ],
)
def test_an_organ_is_of_the_state_told_where_there_is_one(text: str, head: str, expected: str) -> None:
    assert party(text, head) == expected
