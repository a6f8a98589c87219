"""Place names that are names of bodies, or parts of them."""

import pytest

from sayso.resolve.bodies import without_bodies
from tests.coding import Coding, coding

pytestmark = pytest.mark.model


def left(text: str) -> list[str]:
    found: Coding = coding(text)
    kept = without_bodies(found.parse, found.mentions, found.tables)
    return [place.name.of(found.parse.text) for place in kept.places if place.name is not None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Troops raided a Hamas camp near Rafah.", ["Rafah"]),
        ("Jets bombed two Hezbollah bases near Baalbek.", ["Baalbek"]),
        ("Soldiers raided the village of Tabit, Human Rights Watch said. The army denied it.", ["Tabit"]),
        ("Rebels attacked a refugee camp near Goma.", ["Goma"]),
        ("Shells hit Kandahar airfield on Monday.", ["Kandahar"]),
        ("Shells hit Gaza on Monday, the Gaza Health Ministry said.", ["Gaza"]),
        ("Nothing happened.", []),
    ],
)
def test_what_a_body_is_called_is_no_place(text: str, expected: list[str]) -> None:
    assert left(text) == expected
