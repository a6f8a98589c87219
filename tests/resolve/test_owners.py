"""The party that words around a noun name as its owner."""

import pytest

from sayso.resolve.owners import owner_before, owner_behind
from tests.coding import coding, party

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("sentence", "head", "expected"),
    [
        ("Fighters of the Taliban held the pass.", "Fighters", "taliban: Taliban"),
        ("The army of Chad moved north.", "army", "chadian-armed-forces: army"),
        ("Rebels from the M23 moved north.", "Rebels", "m23: March 23 Movement"),
        ("Rebels from the M23 group moved north.", "Rebels", "m23: March 23 Movement"),
        ("Troops from Rwanda moved north.", "Troops", "rdf: Troops"),
        ("Colombia's ELN rebels moved north.", "rebels", "eln: National Liberation Army"),
    ],
)
def test_an_owner_stands_before_or_behind(sentence: str, head: str, expected: str) -> None:
    assert party(sentence, head) == expected


@pytest.mark.parametrize(
    ("sentence", "head"),
    [
        ("Fighters of the valley left.", "Fighters"),
        ("Fighters near Chad left.", "Fighters"),
        ("Tired fighters left.", "fighters"),
    ],
)
def test_a_noun_without_a_party_beside_it_has_no_owner(sentence: str, head: str) -> None:
    found = coding(sentence)
    token, table = found.token(head), found.tables.parties
    before = owner_before(found.parse, table, range(token))
    assert (before, owner_behind(found.parse, table, token)) == (None, None)
