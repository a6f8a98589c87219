"""What is mended of the parser's trees."""

import pytest

from tests.coding import coding

pytestmark = pytest.mark.model


def subject(text: str, verb: str) -> str | None:
    """The subject of a verb."""
    found = coding(text)
    at = found.token(verb)
    tokens = found.parse.tokens
    return next((t.text for t in tokens if t.head == at and t.dep in ("nsubj", "nsubjpass")), None)


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        ("Hamas fired rockets at Ashkelon on Monday and Israel bombed Gaza City.", "bombed", "Israel"),
        ("Police fired tear gas and protesters threw stones.", "threw", "protesters"),
        ("Rebels seized the town on Friday and troops later retook it.", "retook", "troops"),
        ("Gunmen killed two soldiers and wounded three.", "wounded", None),
        ("Gunmen attacked the post on Friday, killed two soldiers and burned it.", "burned", None),
        ("Militants abducted a teacher and a nurse on Friday and fled.", "fled", None),
    ],
)
def test_a_noun_right_before_a_second_verb_is_its_subject(text: str, verb: str, expected: str | None) -> None:
    assert subject(text, verb) == expected
