"""Asked from outside: who a phrase ends at, by the slot it stands in."""

import pytest

from sayso.model.parties import PartyKind
from sayso.model.spans import Span
from sayso.resolve.answers import Question, party_at
from tests.coding import PUBLISHED, coding

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "phrase", "slot", "expected"),
    [
        ("Damascus said so.", "Damascus", "speaker", "SYR"),
        ("A shell fell in Damascus.", "Damascus", "mention", None),
        ("Baku accused Yerevan of it.", "Yerevan", "mention", "ARM"),
        ("Syrian jets bombed a town.", "Syrian jets", "actor", "syrian-air-force"),
        ("A US patrol left.", "US", "actor", "USA"),
        ("The Georgia National Guard left.", "Georgia", "mention", None),
        ("Rwandan-backed M23 rebels left.", "Rwandan-backed M23", "actor", "m23"),
        ("Peace came to Chad.", "came", "mention", None),
        ("Gunmen left.", "Gunmen", "actor", None),
    ],
)
def test_a_phrase_ends_at_the_party_of_its_slot(
    text: str, phrase: str, slot: str, expected: str | None
) -> None:
    found = coding(text)
    start = text.index(phrase)
    question = Question(Span(start, start + len(phrase)), slot)
    ref = party_at(found.parse, found.mentions, PUBLISHED, found.tables, question)
    assert (None if ref is None else ref.party) == expected


def test_a_pronoun_that_points_at_nobody_is_somebody_unnamed() -> None:
    found = coding("They left. He stayed.")
    asked = [Question(Span(0, 4)), Question(Span(11, 13))]
    refs = [party_at(found.parse, found.mentions, None, found.tables, one) for one in asked]
    assert [(ref.party, ref.kind) for ref in refs if ref is not None] == [
        (None, PartyKind.UNNAMED),
        (None, PartyKind.PERSON),
    ]
