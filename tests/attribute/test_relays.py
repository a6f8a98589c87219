"""Chains of those who relay what is said, outermost first. The texts are ours."""

import pytest

from tests.attribute.readable import bare, read, speaker, spoken

pytestmark = pytest.mark.model

# Source, who relays it, content.
Row = tuple[str | None, list[str], str]


def rows(text: str) -> list[Row]:
    return [
        (speaker(s), [one.party.name for one in s.via], " / ".join(bare(span.of(text)) for span in s.content))
        for s in spoken(read(text))
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The daily Al-Quds quoted an officer as saying that the rebels had fled.",
            ("officer", ["Al Quds"], "the rebels had fled"),
        ),
        (
            "An officer was quoted by IRNA as saying that the drone had crossed the border.",
            ("officer", ["IRNA"], "the drone had crossed the border"),
        ),
        (
            "Nine soldiers were killed, Reuters reported, citing a security source.",
            ("security source", ["Reuters"], "Nine soldiers were killed"),
        ),
        (
            "Reuters reported, citing local officials, that gunmen had attacked the village.",
            ("local officials", ["Reuters"], "gunmen had attacked the village"),
        ),
        (
            '"The enemy will regret this crime," General Ali Reza said, as quoted by IRNA.',
            ("Ali Reza", ["IRNA"], "The enemy will regret this crime"),
        ),
        (
            "Hezbollah said in a statement carried by al-Manar that it had fired rockets at a base.",
            ("Hezbollah", ["al-Manar"], "it had fired rockets at a base"),
        ),
        (
            "In an interview with Al Jazeera, the commander said his men held the bridge.",
            ("commander", ["Al Jazeera"], "his men held the bridge"),
        ),
    ],
)
def test_the_source_is_the_innermost_speaker(text: str, expected: Row) -> None:
    assert rows(text) == [expected]


def test_what_is_cited_for_no_words_relays_nothing() -> None:
    text = "The army closed the road on Monday, citing security concerns."
    assert rows(text) == []
