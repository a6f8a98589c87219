"""What a text says of its own names."""

import pytest

from sayso.lang import load
from sayso.model.lexicon import Lexicon
from sayso.model.parties import PartyKind
from sayso.resolve.introductions import introduced, kind_of_name
from tests.resolve.tables import SmallTable, group

TABLE = SmallTable(
    group("valley-army", "Valley Army", "VA"),
    group("coast-league", "Liga da Costa", "LDC"),
    group("red-front", "Red Front", "RF"),
)


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load("en")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Valley Army (VA) left.", {"VA": "valley-army"}),
        ("Men of the Valley Army, or VA, left.", {"VA": "valley-army"}),
        ("The Liga da Costa, known as LDC, left.", {"LDC": "coast-league"}),
        ("The VA (Valley Army) left.", {"VA": "valley-army"}),
        # The table's RF is another one.
        ("The Rural Federation (RF) left.", {"RF": "text:Rural Federation"}),
        (
            "The Guard of the Sea Gate, known by its old initials MPM, left.",
            {"MPM": "text:Guard of the Sea Gate"},
        ),
        ("The Free Peasants' Army (FPA) left.", {"FPA": "text:Free Peasants' Army"}),
        # Letters that do not stand for the words say nothing.
        ("The Sea Gate Union (XYZ) left.", {}),
        ("Aria (USA) left.", {}),
        ("He met the mayor (56).", {}),
        ("", {}),
    ],
)
def test_a_short_name_is_the_party_that_the_text_says(
    text: str, expected: dict[str, str], lexicon: Lexicon
) -> None:
    found = introduced(text, TABLE, lexicon)
    assert {name: found[name].id for name in found if name in expected} == expected
    assert {name for name in found if name.isupper()} == set(expected)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Free Valley Army", PartyKind.ARMED_GROUP),
        ("Movement of the Sea Gate", PartyKind.ARMED_GROUP),
        ("Association of Army Wives", PartyKind.ORGANIZATION),
        ("Northern Transport Organisation", PartyKind.ORGANIZATION),
    ],
)
def test_the_noun_at_the_head_of_a_name_says_what_it_is(name: str, kind: PartyKind, lexicon: Lexicon) -> None:
    assert kind_of_name(name, lexicon) is kind
