"""What words for a target say of craft."""

from dataclasses import replace

import pytest

from sayso.merge.across.crafts import Craft, craft_hit
from sayso.model.events import PartyRef
from sayso.model.parties import PartyKind
from sayso.model.spans import Fact, Span
from tests.merge.across.by_hand import member


@pytest.mark.parametrize(
    ("words", "types", "kinds"),
    [
        ("Syrian Su-22", {"su-22"}, {"aircraft"}),
        ("MiG-21s", {"mig-21"}, {"aircraft"}),
        ("army Mi-8 helicopter", {"mi-8"}, {"helicopter"}),
        ("F/A-18E", {"f/a-18"}, {"aircraft"}),
        ("government jets", set(), {"aircraft"}),
        ("MQ-9 Reaper", {"mq-9"}, {"drone"}),
        ("T-72B3", {"t-72"}, set()),
        ("the village of Kara", set(), set()),
        ("Highway 60", set(), set()),
        (" \n", set(), set()),
    ],
)
def test_types_and_kinds_of_craft(words: str, types: set[str], kinds: set[str]) -> None:
    party = PartyRef(words, PartyKind.OBJECT, country="XXA")
    event = replace(member("a").event, targets=(Fact(party, (Span(0, len(words)),)),))
    owners = {"XXA"} if types or kinds else set()
    assert craft_hit(event, words) == Craft(frozenset(types), frozenset(kinds), frozenset(owners))
