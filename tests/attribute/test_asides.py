"""Clauses of saying that are set into what is said, or stand behind it. The texts are ours."""

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
        ("The road will be open by Friday, the colonel promised the drivers of Tillabéri.",
         ("colonel", "The road will be open by Friday")),
        ("We had no orders to fire, conceded Sergeant Malik Ouedraogo of the gendarmerie.",
         ("Malik Ouedraogo", "We had no orders to fire")),
        ("If the convoy is stopped again, General Ivo Marković wrote, the enclave will starve.",
         ("Ivo Marković", "If the convoy is stopped again … the enclave will starve")),
        ("Nine herders, it has been claimed, were led away by men in uniform.",
         (None, "Nine herders … were led away by men in uniform")),
        ("Six divers were reported by the navy to have been taken off the reef.",
         ("navy", "to have been taken off the reef")),
    ],
)  # fmt: skip
def test_the_clause_names_who_says_what_stands_around_it(text: str, row: Row) -> None:
    assert row in said(text)


@pytest.mark.parametrize(
    "text",
    [
        "On Tuesday, the army mentioned its losses.",
        "The general, wounded in March, did not deny that guns had been fired.",
    ],
)
def test_words_in_front_that_are_no_content_stay_the_reports(text: str) -> None:
    assert [content for _, content in said(text) if content.startswith(("On Tuesday", "The general"))] == []
