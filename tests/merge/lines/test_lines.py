"""Which utterances of several reports are one account line."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.merge.lines import accounts
from sayso.merge.lines.lines import party_count
from sayso.model.events import PartyRef
from sayso.model.parties import PartyKind
from sayso.model.record import Coded
from sayso.model.statements import Basis, Stance
from tests.merge.lines.hand import ARMY, FRONT, HOSPITAL, POLICE, Says, denial, found, record, told

POLICE_WIRE = record(
    "a",
    "Nine people died in the attack on the ferry at Lom, police said on Tuesday.",
    Says("police", "Nine people died in the attack on the ferry at Lom", who=POLICE),
    published="2021-03-09",
)
POLICE_OTHER_WORDS = record(
    "b",
    "Police said the attack on the ferry at Lom had killed nine.",
    Says("Police", "the attack on the ferry at Lom had killed nine", who=POLICE),
    outlet="Harbour News",
)
FRONT_OWNS = record(
    "c",
    "The Front said that its men made the attack.",
    Says("The Front", "its men made the attack", who=FRONT, options={"stance": Stance.CLAIMS}),
    outlet="Hill Radio",
)
OWN = record(
    "d",
    "Smoke stood over the ferry at Lom after the attack on Monday.",
    outlet="Lom Observer",
    published="2021-03-09",
)


def test_one_statement_in_two_wordings_is_one_line() -> None:
    assert told(POLICE_WIRE, POLICE_OTHER_WORDS) == ["police: a b"]


def test_each_party_and_each_outlet_that_narrates_is_a_line() -> None:
    lines = found(POLICE_WIRE, FRONT_OWNS, OWN)
    assert [line.speaker.name for line in lines] == ["police", "Lom Observer", "Free Valley Front"]
    assert party_count(lines) == 3


LATER = record(
    "e",
    "Police said on Friday that 14 people had died in the attack on the ferry at Lom.",
    Says("Police", "14 people had died in the attack on the ferry at Lom", who=POLICE),
    published="2021-03-12",
)


def test_a_revised_toll_is_a_new_line_of_the_same_party() -> None:
    lines = found(POLICE_WIRE, LATER)
    assert len(lines) == 2
    assert party_count(lines) == 1


def test_a_statement_that_is_repeated_days_later_stays_one() -> None:
    again = record(
        "f",
        "Police have said nine people died in the attack on the ferry.",
        Says("Police", "nine people died in the attack on the ferry", who=POLICE),
        published="2021-03-20",
    )
    assert told(POLICE_WIRE, again) == ["police: a f"]


def residents(name: str, words: str, outlet: str) -> Coded:
    return record(name, f"{words}, residents said.", Says("residents", words), outlet=outlet)


def test_two_outlets_that_ask_residents_have_two_lines_of_one_party() -> None:
    one = residents("a", "The attack burned ten houses", outlet="Hill Radio")
    two = residents("b", "The attack came before dawn and burned houses", outlet="Lom Observer")
    lines = found(one, two)
    assert (len(lines), party_count(lines)) == (2, 1)


def test_what_residents_said_to_one_agency_is_one_line_in_its_copies() -> None:
    one = residents("a", "The attack burned ten houses", outlet="Wire")
    two = residents("b", "The attack burned ten houses", outlet="Hill Radio")
    assert told(one, two, families={"b": "a"}) == ["residents: a b"]


def test_a_farmer_after_the_residents_is_one_of_them() -> None:
    text = "The attack came at night, residents said. They shot the men, a farmer said."
    farmer = Says("a farmer", "They shot the men", who=PartyRef("farmer", PartyKind.UNNAMED))
    coded = record("a", text, Says("residents", "The attack came at night"), farmer)
    assert told(coded) == ["residents: a"]


def test_who_denies_and_later_admits_makes_two_statements() -> None:
    second = record(
        "b",
        "The Front admitted that its men made the attack.",
        Says("The Front", "its men made the attack", "admitted", FRONT, {"stance": Stance.CLAIMS}),
        published="2021-03-11",
    )
    lines = found(denial("a"), second)
    assert (len(lines), party_count(lines)) == (2, 1)


def test_a_quotation_that_is_shared_by_unrelated_reports_is_one_line() -> None:
    mayor = PartyRef("Ana Reyes", PartyKind.PERSON)
    quote = "They aim at the barracks and hit the school"
    one = record(
        "a", f'After the attack, "{quote}," mayor Ana Reyes said.', Says("mayor Ana Reyes", quote, who=mayor)
    )
    two = record(
        "b",
        f'Ana Reyes, mayor of Lom, said: "{quote}."',
        Says("Ana Reyes", quote, who=mayor),
        outlet="Hill Radio",
        published="2021-03-14",
    )
    assert [line for line in told(one, two) if "Reyes" in line] == ["mayor Ana Reyes: a b"]


def test_he_is_who_spoke_before() -> None:
    text = "The attack killed two, Colonel Omar Bello said. The dead were guards, he said."
    bello = PartyRef("Omar Bello", PartyKind.PERSON)
    coded = record(
        "a",
        text,
        Says("Colonel Omar Bello", "The attack killed two", who=bello),
        Says("he", "The dead were guards", who=bello, options={"basis": Basis.COREFERENCE}),
    )
    assert told(coded) == ["Colonel Omar Bello: a"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The attack destroyed the bridge on Monday. Two arches lay in the river.", ["Lom Observer: a"]),
        ("Nobody has said who made it.", []),
        ("The attack destroyed the bridge. Police said the attack killed two.", ["Police: a"]),
        ("Police said the attack killed two. Two more died.", ["Police: a"]),
        (
            "Police said the attack killed two. Our reporter saw four coffins in the hall.",
            ["Police: a", "Lom Observer: a"],
        ),
    ],
)
def test_what_an_outlet_tells_itself(text: str, expected: list[str]) -> None:
    says = [Says("Police", "the attack killed two", who=POLICE)] if "Police" in text else []
    assert told(record("a", text, *says, outlet="Lom Observer")) == expected


ALL = (POLICE_WIRE, POLICE_OTHER_WORDS, FRONT_OWNS, OWN, LATER)


def test_the_order_of_reports_does_not_matter() -> None:
    expected = told(*ALL)
    assert {tuple(told(*order)) for order in permutations(ALL)} == {tuple(expected)}


@given(st.integers(0, len(ALL) - 1), st.integers(0, 400))
def test_a_copy_adds_no_line(which: int, days: int) -> None:
    original = ALL[which]
    report = original.report
    later = report.published.fromordinal(report.published.toordinal() + days) if report.published else None
    copied = Coded(
        type(report)(report.text, "copy", outlet="Copyist", published=later),
        original.events,
        original.statements,
        original.claims,
    )
    before, after = found(*ALL), found(*ALL, copied, families={"copy": report.id})
    assert len(after) == len(before)
    assert party_count(after) == party_count(before)


def test_events_of_another_incident_are_left_out() -> None:
    members = [(POLICE_WIRE, POLICE_WIRE.events[0])]
    assert [line.party for line in accounts(members, {}).lines] == ["police"]
    assert accounts([], {}).lines == ()


def test_two_services_are_two_parties() -> None:
    army = record(
        "b",
        "The army said the attack on the ferry at Lom killed nine.",
        Says("The army", "the attack on the ferry at Lom killed nine", who=ARMY),
    )
    assert told(POLICE_WIRE, army) == ["police: a", "army: b"]


def test_organs_of_one_government_are_lines_of_one_party() -> None:
    army = record(
        "b",
        "The army said its patrols had closed the road after the attack.",
        Says("The army", "its patrols had closed the road after the attack", who=ARMY),
    )
    lines = found(POLICE_WIRE, army)
    assert (len(lines), party_count(lines)) == (2, 1)


def test_a_hospital_is_a_party_of_its_own() -> None:
    words = "nine dead of the attack on the ferry were brought in"
    hospital = record("b", f"The hospital said {words}.", Says("The hospital", words, who=HOSPITAL))
    lines = found(POLICE_WIRE, hospital)
    assert (len(lines), party_count(lines)) == (2, 2)


def test_ministries_of_two_sides_are_two_though_nobody_says_of_which_country() -> None:
    ministry = PartyRef("Defence Ministry", PartyKind.STATE)
    accusing = "The enemy made the attack on the village"
    one = record(
        "a", f"{accusing}, the Defence Ministry said.", Says("the Defence Ministry", accusing, who=ministry)
    )
    denying = "Its units did not make the attack"
    two = record(
        "b",
        f"{denying}, the Defence Ministry said.",
        Says("the Defence Ministry", denying, who=ministry, options={"stance": Stance.DENIES}),
        outlet="Hill Radio",
    )
    lines = found(one, two)
    assert (len(lines), party_count(lines)) == (2, 2)


def test_a_person_told_by_his_name_alone_was_described_before() -> None:
    text = "The attack killed two, a rebel general said. Momo Kanneh said one post was lost."
    general = Says("a rebel general", "The attack killed two", who=PartyRef("general", PartyKind.UNNAMED))
    named = Says("Momo Kanneh", "one post was lost", who=PartyRef("Momo Kanneh", PartyKind.PERSON))
    assert told(record("a", text, general, named)) == ["rebel general: a"]


def test_a_spokesman_of_nobody_is_of_the_body_that_spoke_before() -> None:
    text = "The mission said the attack killed two. A patrol was sent, a spokeswoman said."
    mission = Says("The mission", "the attack killed two", who=PartyRef("mission", PartyKind.ORGANIZATION))
    woman = Says("a spokeswoman", "A patrol was sent", who=PartyRef("spokeswoman", PartyKind.UNNAMED))
    assert told(record("a", text, mission, woman)) == ["mission: a"]


def test_who_only_declines_to_speak_gives_no_account() -> None:
    silent = Says("The army", "on the attack", "comment", ARMY, {"stance": Stance.DECLINES})
    text = "Police said the attack killed two. The army would not comment on the attack."
    police = Says("Police", "the attack killed two", who=POLICE)
    assert told(record("a", text, police, silent)) == ["Police: a"]


def test_the_deed_is_one_partys_whatever_it_is_called() -> None:
    brigade = PartyRef("Hill Brigade", PartyKind.ARMED_GROUP)
    owns = record(
        "a",
        "The Hill Brigade said that its men made the attack.",
        Says("The Hill Brigade", "its men made the attack", who=brigade, options={"stance": Stance.CLAIMS}),
    )
    assert told(owns, FRONT_OWNS) == ["Free Valley Front: a c"]


def test_what_an_outlet_tells_on_nobodys_word_another_has_from_somebody() -> None:
    bare = record("b", "Nine people died on Tuesday in the attack on the ferry at Lom.", outlet="Short News")
    assert told(POLICE_WIRE, bare) == ["police: a b"]
