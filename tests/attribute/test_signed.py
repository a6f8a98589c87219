"""Quotations signed behind a dash, or introduced in a paragraph before. The texts are ours."""

import pytest

from tests.attribute.readable import read, speaker, spoken

pytestmark = pytest.mark.model

Row = tuple[str | None, str]


def said(text: str) -> list[Row]:
    """Speaker and content of each statement that is not the report's own."""
    return [(speaker(one), " … ".join(part.of(text) for part in one.content)) for one in spoken(read(text))]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ('"They took the boys in the night and nobody has seen them since." ― Amina Yusuf', "Amina Yusuf"),
        ('The mayor went out.\n\nHe said:\n\n"We lost nine people in that house and nobody came."', "mayor"),
    ],
)
def test_who_signs_or_is_announced_speaks(text: str, who: str) -> None:
    assert {name for name, _ in said(text)} == {who}


def test_a_dash_that_goes_on_with_a_clause_signs_nothing() -> None:
    text = '"The gate was open when we came to the mill." - Nobody knew who had opened it.'
    assert {name for name, _ in said(text)} <= {None}
