"""Who stands on which side of an incident."""

from dataclasses import replace

from sayso.export.sides import names, sides
from sayso.model.events import PartyRef
from sayso.model.kept import Told
from sayso.model.parties import PartyKind
from tests.export.kept import ARMY, FRANCE, GROUP, TRUCK, VILLAGERS, event, record

OTHER = PartyRef("Hill Front", PartyKind.ARMED_GROUP)


def told(actors: list[PartyRef], targets: list[PartyRef]) -> tuple[str, str, int, int]:
    found = sides(record(event(actors, targets)))
    return names(found.first), names(found.second), found.others, found.things


def test_actors_stand_against_targets() -> None:
    assert told([ARMY, FRANCE], [GROUP]) == ("Malian Armed Forces; France", "Free Valley Army", 0, 0)


def test_a_thing_is_no_side() -> None:
    assert told([ARMY], [TRUCK]) == ("Malian Armed Forces", "", 0, 1)


def test_the_two_parties_of_a_clash_fight_each_other() -> None:
    assert told([ARMY, GROUP], []) == ("Malian Armed Forces", "Free Valley Army", 0, 0)


def test_those_who_belong_together_fight_on_one_side() -> None:
    state = PartyRef("Mali", PartyKind.STATE, "MLI", "MLI", sides=("MLI",))
    assert told([ARMY, GROUP, state], []) == ("Malian Armed Forces; Mali", "Free Valley Army", 0, 0)


def test_three_sides_of_a_clash_are_not_sorted() -> None:
    assert told([ARMY, GROUP, OTHER], []) == ("Malian Armed Forces", "", 2, 0)


def test_the_telling_that_names_most_parties_is_shown() -> None:
    poor, rich = record(event([ARMY], []), name="r1"), record(event([ARMY], [VILLAGERS]), name="r2")
    both = replace(poor, told=(poor.told[0], rich.told[0]))
    assert sides(both).told == rich.told[0]


def test_a_telling_of_another_type_is_shown_only_if_there_is_no_other() -> None:
    one = record(event([ARMY], []))
    talk = Told("r1@1", one.told[0].coded, event([FRANCE], [ARMY, GROUP], kind="CONSULT"))
    assert sides(replace(one, told=(talk, *one.told))).others == 2
    assert names(sides(replace(one, told=(talk,))).first) == "France"
