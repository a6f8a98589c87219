"""From a row of the party table to what an event says of it."""

import pytest

from sayso.model.events import PartyCandidate, PartyRef
from sayso.model.lexicon import NounSense
from sayso.model.parties import Party, PartyKind
from sayso.resolve.references import open_reference, organ, reference, sides

CHAD = Party("TCD", "Chad", PartyKind.STATE, "TCD", adjectives=("Chadian",))
REBELS = Party("fact", "FACT", PartyKind.ARMED_GROUP, "TCD", part_of=("front",))
ARMY = Party("chad-army", "Army of Chad", PartyKind.ARMED_FORCE, "TCD")


def test_a_row_is_told_by_its_own_name() -> None:
    expected = PartyRef("FACT", PartyKind.ARMED_GROUP, "fact", "TCD", sides=("fact", "front"))
    assert reference(REBELS) == expected


ONE = PartyCandidate("Army of Chad", "chad-army", 0.5)
OTHER = PartyCandidate("FACT", "fact", 0.5)


def test_rows_of_one_name_are_candidates() -> None:
    expected = PartyRef("the army", PartyKind.ARMED_FORCE, candidates=(ONE, OTHER))
    assert open_reference("the army", [ARMY, REBELS]) == expected


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (ARMY, ("chad-army", "TCD")),
        (REBELS, ("fact", "front")),
        (CHAD, ("TCD",)),
        (None, ()),
    ],
)
def test_a_force_acts_for_its_country_and_a_group_does_not(
    row: Party | None, expected: tuple[str, ...]
) -> None:
    assert sides(row) == expected


@pytest.mark.parametrize(
    ("branch", "name", "party"),
    [
        ("air_force", "Chadian Air Force", "TCD/air_force"),
        ("police", "Chadian jets", "TCD/police"),
        ("government", "Chad", "TCD"),
        ("fighters", "Chadian jets", None),
    ],
)
def test_an_organ_of_a_state_is_named_by_its_branch(branch: str, name: str, party: str | None) -> None:
    found = organ(CHAD, NounSense("armed_force", branch), "Chadian jets", "Chadian")
    assert (found.name, found.party) == (name, party)
