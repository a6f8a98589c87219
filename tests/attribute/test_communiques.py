"""Papers given out in their own words. The texts are ours."""

import pytest

from tests.attribute.readable import read, speaker, spoken

pytestmark = pytest.mark.model

Row = tuple[str | None, str]


def said(text: str) -> list[Row]:
    """Speaker and content of each statement that is not the report's own."""
    return [(speaker(one), " … ".join(part.of(text) for part in one.content)) for one in spoken(read(text))]


def test_all_sentences_behind_the_label_are_the_issuers() -> None:
    text = "Navy Ministry bulletin: Our boats have all returned. The tale of a sinking is without foundation."
    assert [content for _, content in said(text)] == [
        "Our boats have all returned",
        "The tale of a sinking is without foundation",
    ]


def test_a_label_that_is_no_paper_says_nothing() -> None:
    assert said("Three objects lay on the table: a helmet, a map and a ring.") == []
