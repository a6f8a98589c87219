"""Nouns and idioms that carry what is said. The texts are ours."""

import pytest

from tests.attribute.readable import read, speaker, spoken

pytestmark = pytest.mark.model

Row = tuple[str | None, str]


def said(text: str) -> list[Row]:
    """Speaker and content of each statement that is not the report's own."""
    return [(speaker(one), " … ".join(part.of(text) for part in one.content)) for one in spoken(read(text))]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Rumours spread through the port that the pilot had been paid.", (None, "the pilot had been paid")),
        ("A demand by Tbilisi that the posts be emptied was read out on the bridge.",
         ("Georgia", "the posts be emptied")),
        ("It was being whispered in the barracks that the major had fled.", (None, "the major had fled")),
        ("One version has it that the bomb was meant for the judge, another that it fell off a lorry.",
         (None, "it fell off a lorry")),
        ("Officially the siege cost no lives.", (None, "the siege cost no lives")),
    ],
)  # fmt: skip
def test_a_noun_carries_what_its_issuer_says(text: str, row: Row) -> None:
    assert row in said(text)


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The report that the judges published named two officers.", "the judges published"),
        ("Officials played down reports that the bridge had been hit.", "the bridge had been hit"),
    ],
)
def test_a_noun_that_is_dealt_with_says_nothing_of_its_own(text: str, content: str) -> None:
    assert [row for row in said(text) if row == (None, content)] == []


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Officers repeated the rebels' claim", ("Officers", "the rebels' claim")),
        ("Rebels denied the army's allegation", ("Rebels", "the army's allegation")),
    ],
)
def test_a_noun_may_be_the_last_word_of_a_text(text: str, row: Row) -> None:
    assert said(text) == [row]
