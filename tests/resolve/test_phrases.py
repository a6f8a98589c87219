"""The words of a noun phrase, and what it counts or relates to."""

import pytest

from sayso.resolve.phrases import bare, counted, determiner, essential, is_related, words_of
from tests.coding import coding

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("sentence", "head", "expected"),
    [
        ("The two Kenyan soldiers left.", "soldiers", "two Kenyan soldiers"),
        ("Its army left.", "army", "army"),
        ("Rebels left.", "Rebels", "Rebels"),
    ],
)
def test_a_phrase_is_bare_of_its_determiner(sentence: str, head: str, expected: str) -> None:
    found = coding(sentence)
    assert words_of(found.parse, bare(found.parse, found.token(head))) == expected


def test_numbers_are_not_essential() -> None:
    found = coding("The two Kenyan soldiers left.")
    tokens = essential(found.parse, bare(found.parse, found.token("soldiers")))
    assert words_of(found.parse, tokens) == "Kenyan soldiers"


def test_no_tokens_are_no_words() -> None:
    assert words_of(coding("Rebels left.").parse, []) == ""


@pytest.mark.parametrize(
    ("sentence", "head", "expected"),
    [
        ("The rebels left.", "rebels", "the"),
        ("Rebels left.", "Rebels", None),
    ],
)
def test_the_determiner_is_told(sentence: str, head: str, expected: str | None) -> None:
    found = coding(sentence)
    assert determiner(found.parse, found.token(head)) == expected


@pytest.mark.parametrize(
    ("sentence", "head", "expected"),
    [
        ("Dozens of soldiers left.", "Dozens", "soldiers"),
        ("Two of the rebels left.", "Two", "rebels"),
        ("A commander of the rebels left.", "commander", None),
        ("Dozens left.", "Dozens", None),
    ],
)
def test_a_quantity_counts_what_stands_behind_of(sentence: str, head: str, expected: str | None) -> None:
    found = coding(sentence)
    index = counted(found.parse, found.token(head))
    assert (None if index is None else found.parse.tokens[index].text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("US-backed forces", True),
        ("pro-government militia", True),
        ("Saudi-led coalition", True),
        ("armed men", False),
        ("Kenyan soldiers", False),
    ],
)
def test_a_patron_or_an_enemy_relates(text: str, expected: bool) -> None:
    assert is_related(text) is expected
