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
        (  # whose plane it was is not said
            "Rebels fled and a plane bombed a village.",
            [
                "RETREAT/withdraw (Non-violent transfer of territory): Rebels >  @ None",
                "ASSAULT/aerial (Air/drone strike):  > village @ None",
            ],
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
            "Marines killed eight suspected members of the Gulf Cartel in a shootout in Reynosa, "
            "the navy said.",
            [
                "ASSAULT/firearms (Armed clash): Marines > Gulf Cartel @ Reynosa",
            ],
        ),
        (
            "Soldiers blocked ambulances from reaching the scene, medics said.",
            [
                "COERCE/restrict (Other): Soldiers > ambulances @ None",
            ],
        ),
        (
            "Smoke hung over the station in Mosul.",
            [],
        ),
        (
            "A soldier stepped on a landmine near Goma and lost a leg.",
            [
                "ASSAULT/explosives (Remote explosive/landmine/IED):  > soldier @ Goma",
            ],
        ),
        (
            "The army seized Sake. The rebels had captured it on Friday, a local official said.",
            [
                "COERCE/seize (Government regains territory): army >  @ Sake",
                "COERCE/seize (Non-state actor overtakes territory): rebels >  @ Sake",
            ],
        ),
        (
            "A suicide bomber blew himself up at a mosque in Kandahar on Friday, killing 47. It "
            "was the second attack on a mosque in a week; the first, in Kunduz, killed 72.",
            [
                "ASSAULT/suicide-attack (Suicide bomb): suicide bomber > mosque @ Kandahār",
                "ASSAULT/None (None):  >  @ Kunduz",
            ],
        ),
        (
            "An airstrike killed Abu Salim near Tabqa on 6 July. A man was hanged in the square "
            "of Deir ez-Zor.",
            [
                "ASSAULT/aerial (Air/drone strike):  > Abu Salim @ Al-Tabqa",
                "ASSAULT/None (Attack):  > man @ Deir ez-Zor",
            ],
        ),
        (
            "A gang hacked a blogger to death in Dhaka. Ansarullah Bangla Team said on Twitter "
            "that its members had killed him.",
            [
                "ASSAULT/primitive (Attack): gang > blogger @ Dhaka",
                "ASSAULT/None (Attack): Ansarullah Bangla Team >  @ Dhaka",
            ],
        ),
        (
            "One of its fighters carried out Sunday's bombing of a bus in Kabul, which killed "
            "seven passengers.",
            [
                "ASSAULT/explosives (Remote explosive/landmine/IED): fighters > bus, passengers @ Kabul",
            ],
        ),
        (
            "Tribesmen burned four villages of the Fur near Nyala.",
            [
                "ASSAULT/destroy (Looting/property destruction): Tribesmen > villages @ Nyala",
            ],
        ),
        (
            "Fighting between clans over grazing land killed at least 40 people in Central Darfur "
            "state, a camp leader said.",
            [
                "ASSAULT/None (Armed clash):  > people @ Central Darfur",
            ],
        ),
        (
            "Bandits stormed a school in Zamfara on Friday and took away 300 girls, a teacher and "
            "a parent said.",
            [
                "ASSAULT/None (Abduction/forced disappearance): Bandits > school @ Zamfara",
                "ASSAULT/abduct (Abduction/forced disappearance): Bandits > girls @ Zamfara",
            ],
        ),
        (
            "On Sunday government troops shelled a market in Nyala.",
            [
                "ASSAULT/heavy-weapons (Shelling/artillery/missile attack): government troops > "
                "market @ Nyala",
            ],
        ),
        (
            "Last Friday gunmen killed a judge in Lagos.",
            [
                "ASSAULT/None (Attack): gunmen > judge @ Lagos",
            ],
        ),
        (
            "A British soldier was shot in the leg by a sniper in Crossmaglen on Wednesday.",
            [
                "ASSAULT/firearms (Armed clash): sniper > British soldier @ Crossmaglen",
            ],
        ),
        (
            "The army retook the town of Sake on Sunday. The rebels had captured it on Friday. At "
            "least 14 civilians died in the crossfire.",
            [
                "COERCE/seize (Government regains territory): army >  @ Sake",
                "COERCE/seize (Non-state actor overtakes territory): rebels >  @ Sake",
                "ASSAULT/firearms (Armed clash):  > civilians @ Sake",
            ],
        ),
        (
            "Police in Lagos held a mayor accused of ordering the murder of Juan Lopez, who was "
            "shot dead in Tocoa on 14 May.",
            [],
        ),
        (
            "Gunmen burst into a money exchange in the Karrada district and shot a clerk.",
            [
                "ASSAULT/firearms (Attack): Gunmen > clerk @ Karrada",
            ],
        ),
        (
            "A bomb planted by rebels killed three soldiers in Mosul on Monday. A similar "
            "explosion killed a doctor in June.",
            [
                "ASSAULT/explosives (Remote explosive/landmine/IED): rebels > soldiers @ Mosul",
                "ASSAULT/explosives (Remote explosive/landmine/IED):  >  @ Mosul",
            ],
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


def dated(text: str) -> list[str]:
    """Each event as "trigger: first day, tolls"."""
    found = []
    for event in default_coder().code(Report.from_text(text, published="2024-06-19")).events:
        day = event.time.value.first.isoformat() if event.time else None
        tolls = ", ".join(f"{fact.value.low} {fact.value.kind}" for fact in event.tolls)
        found.append(f"{event.triggers[0].of(text)}: {day}, {tolls or 'no toll'}")
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Marines killed eight suspected members of the Gulf Cartel in a shootout in Reynosa, "
            "the navy said.",
            [
                "killed: None, 8 killed",
            ],
        ),
        (
            "The army seized Sake. The rebels had captured it on Friday, a local official said.",
            [
                "seized: None, no toll",
                "captured: 2024-06-14, no toll",
            ],
        ),
        (
            "A suicide bomber blew himself up at a mosque in Kandahar on Friday, killing 47. It "
            "was the second attack on a mosque in a week; the first, in Kunduz, killed 72.",
            [
                "blew himself up: 2024-06-14, 47 killed",
                "killed: None, 72 killed",
            ],
        ),
        (
            "An airstrike killed Abu Salim near Tabqa on 6 July. A man was hanged in the square "
            "of Deir ez-Zor.",
            [
                "airstrike: 2023-07-06, 1 killed",
                "hanged: 2023-07-06, 1 killed",
            ],
        ),
        (
            "A gang hacked a blogger to death in Dhaka. Ansarullah Bangla Team said on Twitter "
            "that its members had killed him.",
            [
                "hacked: None, 1 killed",
                "killed: None, 1 killed",
            ],
        ),
        (
            "One of its fighters carried out Sunday's bombing of a bus in Kabul, which killed "
            "seven passengers.",
            [
                "bombing: 2024-06-16, 7 killed",
            ],
        ),
        (
            "Fighting between clans over grazing land killed at least 40 people in Central Darfur "
            "state, a camp leader said.",
            [
                "Fighting: None, 40 killed",
            ],
        ),
        (
            "Bandits stormed a school in Zamfara on Friday and took away 300 girls, a teacher and "
            "a parent said.",
            [
                "stormed: 2024-06-14, no toll",
                "took away: 2024-06-14, 300 captured",
            ],
        ),
        (
            "On Sunday government troops shelled a market in Nyala.",
            [
                "shelled: 2024-06-16, no toll",
            ],
        ),
        (
            "Last Friday gunmen killed a judge in Lagos.",
            [
                "killed: 2024-06-14, 1 killed",
            ],
        ),
        (
            "A British soldier was shot in the leg by a sniper in Crossmaglen on Wednesday.",
            [
                "shot: 2024-06-19, 1 wounded",
            ],
        ),
        (
            "The army retook the town of Sake on Sunday. The rebels had captured it on Friday. At "
            "least 14 civilians died in the crossfire.",
            [
                "retook: 2024-06-16, no toll",
                "captured: 2024-06-14, no toll",
                "crossfire: 2024-06-16, 14 killed",
            ],
        ),
        (
            "Gunmen burst into a money exchange in the Karrada district and shot a clerk.",
            [
                "burst: None, 1 killed",
            ],
        ),
        (
            "A bomb planted by rebels killed three soldiers in Mosul on Monday. A similar "
            "explosion killed a doctor in June.",
            [
                "planted: 2024-06-17, 3 killed",
                "explosion: 2024-06-01, 1 killed",
            ],
        ),
    ],
)
def test_when_it_was_and_what_it_cost(text: str, expected: list[str]) -> None:
    assert dated(text) == expected
