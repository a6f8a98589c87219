"""Noun phrases that may be parties."""

import pytest

from sayso.find.parties import parties
from sayso.model.parse import UnitKind
from tests.coding import coding
from tests.lang.parses import parse_of

pytestmark = pytest.mark.model


def phrases(text: str) -> list[str]:
    """The phrases that may be parties, as the text has them."""
    return [mention.span.of(text) for mention in coding(text).mentions.parties]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Rebels attacked the army.", ["Rebels", "the army"]),
        ("The Nigerian army killed ten militants.", ["The Nigerian army", "ten militants"]),
        ("They shot him.", ["They", "him"]),
        ("The general, who fled, was caught.", ["The general", "who"]),
        ("Its troops crossed the river.", ["Its", "Its troops", "the river"]),
        ("Dozens of villagers left.", ["Dozens", "villagers"]),
        ("The group's leader spoke.", ["The group", "The group's leader"]),
        ("US-backed fighters held the dam.", ["US-backed fighters", "the dam"]),
        ("Twelve were wounded.", ["Twelve"]),
        pytest.param(
            "The wounded were flown out.",
            ["The wounded"],
            marks=pytest.mark.xfail(reason="#2: people named by what happened to them", strict=True),
        ),
        ("It rained.", ["It"]),
        ("Go!", []),
    ],
)
def test_every_noun_phrase_and_pronoun_is_seen_once(sentence: str, expected: list[str]) -> None:
    assert phrases(sentence) == expected


def test_a_noun_inside_another_phrase_is_no_phrase_of_its_own() -> None:
    assert phrases("A police station guard slept.") == ["A police station guard"]


def test_phrases_come_in_text_order_of_their_heads() -> None:
    found = coding("The army of Chad met rebels from Tibesti in a border town.")
    heads = [mention.head for mention in found.mentions.parties]
    assert heads == sorted(set(heads))


def test_what_a_report_says_about_itself_holds_no_parties() -> None:
    assert list(parties(parse_of("Photo: soldiers in Homs.", UnitKind.FURNITURE))) == []
