"""Organisations, places and persons as spans, also in one another."""

import pytest

from sayso.resolve.entities import entities
from tests.coding import coding

pytestmark = pytest.mark.model


def spans(text: str) -> list[str]:
    found = coding(text)
    marked = entities(found.parse, found.mentions, found.tables.lexicon, found.tables.parties)
    return [f"{one.span.of(text)} = {one.kind}" for one in marked]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hamas fighters left.", ["Hamas = organisation", "Hamas fighters = organisation"]),
        ("He saw rebels.", ["He = person", "rebels = organisation"]),
        (
            "Defence Secretary Ann Bell left.",
            ["Defence Secretary Ann Bell = person", "Ann Bell = person"],
        ),
        ("The camp lay in Mosul.", ["The camp = location", "Mosul = location"]),
        ("Chad attacked.", ["Chad = organisation"]),
        ("Rain fell in Chad.", ["Chad = location"]),
        ("The people of Mosul left.", ["The people of Mosul = organisation", "Mosul = location"]),
        ("The Northern Transport Union met on Monday.", ["Northern Transport Union = organisation"]),
        ("It rained.", []),
    ],
)
def test_names_pronouns_and_nouns_for_people_are_entities(text: str, expected: list[str]) -> None:
    assert spans(text) == expected
