"""Second sources whose verb is left out. The texts are ours."""

import pytest

from tests.attribute.readable import read, speaker, spoken

pytestmark = pytest.mark.model

Row = tuple[str | None, str]


def said(text: str) -> list[Row]:
    """Speaker and content of each statement that is not the report's own."""
    return [(speaker(one), " … ".join(part.of(text) for part in one.content)) for one in spoken(read(text))]


def test_the_second_source_shares_the_verb_and_cuts_the_first_content() -> None:
    text = "The bus burnt out, with villagers claiming it had been shelled, Belgrade that it had caught fire."
    assert [row for row in said(text) if row[0] in ("villagers", "Serbia")] == [
        ("villagers", "it had been shelled"),
        ("Serbia", "it had caught fire"),
    ]


def test_a_relative_clause_names_no_second_source() -> None:
    text = "The mayor said that the shell hit a school and the rocket that the army fired hit a mill."
    assert {who for who, _ in said(text)} == {"mayor"}
