"""Sentences in which somebody is held responsible, or only suspected, and who is."""

import pytest

from sayso.attribute.blame import Blames
from sayso.attribute.suspicions import suspicions
from tests.coding import coding

pytestmark = pytest.mark.model
BOMB = "A bomb killed four people in Gao on Monday. "


def blamed(text: str) -> list[tuple[str, str, str]]:
    """Who is blamed, by which word, and for what."""
    found = coding(text)
    tokens, tellings = found.parse.tokens, found.resolved.tellings
    return [
        (
            found.resolved.parties[one.party].value.name,
            ("possible " if one.open_ else "") + tokens[one.cue].lower,
            next(found.words(t) for t in tellings if t.index == one.telling),
        )
        for one in Blames(found.parse, found.resolved, found.tables.lexicon.words).all()
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (BOMB + "The army was behind it, a priest said.", [("army", "behind", "killed")]),
        (BOMB + "The mayor said Boko Haram was responsible.", [("Boko Haram", "responsible", "killed")]),
        (BOMB + "It was the work of Boko Haram.", [("Boko Haram", "work", "killed")]),
        (BOMB + "It may have been the work of Boko Haram.", [("Boko Haram", "possible work", "killed")]),
        (BOMB + "The blast was blamed on Boko Haram.", [("Boko Haram", "blamed", "blast")]),
        (BOMB + "The attack was attributed to Boko Haram.", [("Boko Haram", "attributed", "attack")]),
        ("The army is accused of killing four farmers in Gao.", [("army", "accused", "killing")]),
        ("Boko Haram was linked to the bombing of a bus in Gao.", [("Boko Haram", "linked", "bombing")]),
        (BOMB + "The army was not behind it, the general said.", []),
        (BOMB + "Nobody was responsible for the market's closure.", []),
        (BOMB + "They were responsible for it, he said.", []),
        ("The ministry is responsible for roads in Gao.", []),
        ("The union said for its part that six farmers were killed in Gao.", []),
    ],
)
def test_who_is_held_responsible_for_what(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert blamed(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Suspected Taliban gunmen killed two aid workers.", [("Suspected Taliban gunmen", "Suspected")]),
        (
            "Two aid workers were killed on Monday, presumably by Taliban fighters.",
            [("Taliban fighters", "presumably")],
        ),
        ("The bus was apparently bombed by the army.", [("the army", "apparently")]),
        ("Taliban gunmen killed two suspected informers.", []),
        ("Taliban gunmen killed two aid workers.", []),
        ("The suspected killers of two aid workers were arrested by police.", []),
    ],
)
def test_who_is_only_suspected(text: str, expected: list[tuple[str, str]]) -> None:
    found = coding(text)
    words = found.tables.lexicon.words
    hedged = suspicions(found.parse, found.resolved.tellings, words)
    assert [(one.party.of(text), found.parse.tokens[one.cue].text) for one in hedged] == expected
