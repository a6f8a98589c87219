"""What rules and weights together make of one sentence: what was done, by whom, to whom and where."""

import pytest

from sayso.model.report import Report
from sayso.pipeline import default_coder

pytestmark = pytest.mark.model


def told(text: str) -> list[str]:
    """Each event as "type/mode (ACLED's sub-event type): actors > targets @ place"."""
    found = []
    for event in default_coder().code(Report.from_text(text, published="2024-06-19")).events:
        mode = event.mode.value if event.mode else None
        code = event.acled.value.sub_event_type if event.acled else None
        actors, targets = (
            ", ".join(fact.value.name for fact in facts) for facts in (event.actors, event.targets)
        )
        place = event.place.value.name if event.place else None
        found.append(f"{event.type.value}/{mode} ({code}): {actors} > {targets} @ {place}")
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The army captured Tal Afar.",
            ["COERCE/seize (Government regains territory): army >  @ Tal Afar"],
        ),
        (
            "The Taliban seized Spin Boldak.",
            ["COERCE/seize (Non-state actor overtakes territory): Taliban >  @ Spin Boldak"],
        ),
        (
            "Rebels seized the Kajaki Dam on Sunday.",
            ["COERCE/seize (Non-state actor overtakes territory): Rebels >  @ Kajaki Dam"],
        ),
        (
            "Troops captured Saddam Hussein near Tikrit.",
            ["COERCE/arrest (Arrests): Troops > Saddam Hussein @ Tikrīt"],
        ),
        (
            "Special forces seized Mullah Baradar in Karachi.",
            ["COERCE/arrest (Arrests): Special forces > Baradar @ Karachi"],
        ),
        (
            "Rebels captured Abdul Rashid Dostum's base.",
            ["COERCE/seize (Non-state actor overtakes territory): Rebels >  @ None"],
        ),
        (
            "Houthi missiles hit a cargo ship in the Red Sea.",
            ["ASSAULT/heavy-weapons (Shelling/artillery/missile attack): Houthis > cargo ship @ Red Sea"],
        ),
        (
            "Israeli shells hit a school in Rafah.",
            ["ASSAULT/heavy-weapons (Shelling/artillery/missile attack): Israel > school @ Rafaḩ"],
        ),
        (
            "A Kurdish bomb killed two policemen in Van.",
            ["ASSAULT/explosives (Remote explosive/landmine/IED):  > policemen @ Van"],
        ),
        (
            "US forces carried out a strike on an al-Shabaab camp near Kismayo, killing seven fighters.",
            ["ASSAULT/None (Air/drone strike): US Armed Forces > al-Shabaab camp, fighters @ Kismayo"],
        ),
        (
            "Rebel shelling of a market in Donetsk left 25 people dead.",
            ["ASSAULT/heavy-weapons (Shelling/artillery/missile attack): Rebel > market @ Donetsk"],
        ),
        (
            "FARC dissidents attacked a police station in Cauca with explosives, killing one officer.",
            [
                "ASSAULT/explosives (Remote explosive/landmine/IED): "
                "FARC dissidents > police station, officer @ Cauca"
            ],
        ),
        (
            "The militia burnt three villages and raped several women, survivors said.",
            [
                "ASSAULT/destroy (Looting/property destruction): militia > villages @ None",
                "ASSAULT/sexual (Sexual violence): militia > several women @ None",
            ],
        ),
        (
            "Tens of thousands rallied in Belgrade on Saturday.",
            ["PROTEST/demo (Peaceful protest):  >  @ Belgrade"],
        ),
        (
            "Burundi closed its border with Rwanda.",
            ["COERCE/restrict (Other): Burundi > border @ border with Rwanda"],
        ),
        (
            "Thousands of runners marched past the stadium on Sunday against the wind.",
            [],
        ),
        (
            "The bank closed its branch in Rwanda.",
            [],
        ),
        (
            "The critics tore the new musical to pieces on Friday.",
            [],
        ),
        (
            "Hamas fired rockets at Ashkelon on Monday and Israel bombed Gaza City.",
            [
                "ASSAULT/heavy-weapons (Shelling/artillery/missile attack): Hamas >  @ Ashkelon",
                "ASSAULT/aerial (Air/drone strike): Israel >  @ Gaza",
            ],
        ),
        (
            "Police fired tear gas and protesters threw stones.",
            [
                "ASSAULT/crowd-control (Protest with intervention): Police >  @ None",
                "PROTEST/riot (Violent demonstration): protesters >  @ None",
            ],
        ),
    ],
)
def test_a_sentence_is_coded_as_it_is_told(text: str, expected: list[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    ["The mortar attack on Sloviansk left dozens wounded.", "Gunfire in Hodeidah left two people dead."],
)
def test_nobody_leaves_where_an_attack_left_people_dead(text: str) -> None:
    assert not [one for one in told(text) if one.startswith("RETREAT")]
