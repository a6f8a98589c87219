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
        ("The blast killed five soldiers, a doctor and two residents said.", "said", "doctor"),
        ("Troops arrested 20 men, a lawyer and a relative told Reuters.", "told", "lawyer"),
        ("Gunmen killed a judge, a lawyer and two guards, police said.", "said", "police"),
        ("Soldiers detained the mayor, a critic of the junta, and fled.", "fled", None),
        ("Fighting between clans over grazing land killed 40 people.", "killed", "Fighting"),
        ("On Thursday policemen arrested two men in Lagos.", "arrested", "policemen"),
        ("Last Friday gunmen killed a judge.", "killed", "gunmen"),
        ("Gunmen attacked the post on Friday, killed two soldiers and burned it.", "burned", None),
        ("Militants abducted a teacher and a nurse on Friday and fled.", "fled", None),
    ],
)
def test_a_noun_right_before_a_second_verb_is_its_subject(text: str, verb: str, expected: str | None) -> None:
    assert subject(text, verb) == expected


@pytest.mark.parametrize(
    ("text", "day", "head"),
    [
        ("On Monday rebels attacked a base.", "Monday", "On"),
        ("On 6 July rebels attacked a base.", "July", "On"),
        ("On Sunday government troops shelled the town.", "Sunday", "On"),
        ("Last Friday gunmen killed a judge.", "Friday", "killed"),
        ("Troops attacked the Friday market on Monday.", "Friday", "market"),
        ("On Friday prayers were held.", "Friday", "prayers"),
    ],
)
def test_a_day_is_no_part_of_a_name(text: str, day: str, head: str) -> None:
    tokens = coding(text).parse.tokens
    assert tokens[next(t.head for t in tokens if t.text == day)].text == head
