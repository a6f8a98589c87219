"""What clauses beside one another tell: each its own act, by its own doer, at its own place and day.

All sentences are invented. Some stand here so that a rule does not reach too far: they are told as before.
"""

import pytest

from tests.test_codings import dated, told

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Militiamen burned nine huts in a raid on Kutum. In a separate incident, a soldier was "
            "wounded when a lorry struck a mine near Tawila.",
            [
                "ASSAULT/destroy (Looting/property destruction): Militiamen > huts @ Kutum",
                "ASSAULT/explosives (Remote explosive/landmine/IED):  > soldier, lorry @ Tawila",
            ],
        ),
        (
            "Residents of Bria fled. Soldiers beat a teacher outside her school. Rebels had abducted "
            "nine miners near Bambari, the army said.",
            [
                "ASSAULT/beat (Attack): Soldiers > teacher @ None",
                "ASSAULT/abduct (Abduction/forced disappearance): Rebels > miners @ Bambari",
            ],
        ),
        (
            "Soldiers beat a teacher outside her school. Rebels had abducted nine miners near "
            "Walikale, the army said.",
            [
                "ASSAULT/beat (Attack): Soldiers > teacher @ Walikale",
                "ASSAULT/abduct (Abduction/forced disappearance): Rebels > miners @ Walikale",
            ],
        ),
        (
            "Fighting flared in northern Shan State on Sunday, villagers said, and a mortar shell "
            "killed a monk.",
            [
                "ASSAULT/None (Armed clash):  >  @ northern Shan State",
                "ASSAULT/heavy-weapons (Shelling/artillery/missile attack):  > monk @ northern Shan State",
            ],
        ),
        (
            "Troops shelled Avdiivka. The rebels accused the army of breaking the ceasefire and fired"
            " rockets at Donetsk.",
            [
                "ASSAULT/heavy-weapons (Shelling/artillery/missile attack): Troops >  @ Avdiyivka",
                "ACCUSE/allege (None): rebels > army @ None",
                "ASSAULT/None (None): army >  @ None",
                "ASSAULT/heavy-weapons (Shelling/artillery/missile attack): rebels >  @ Donetsk",
            ],
        ),
        (
            "The ELN declared a truce. The dissident faction known as the Thirty-Third Front bombed a"
            " police post in Tibu, wounding two officers.",
            [
                "RETREAT/ceasefire (Agreement): National Liberation Army >  @ None",
                "ASSAULT/aerial (Air/drone strike): dissident faction > police post, officers @ Tibú",
            ],
        ),
        (
            "Youths armed with machetes clashed with riot police in Conakry on Tuesday.",
            [
                "ASSAULT/None (Armed clash): Youths, riot police >  @ Conakry",
            ],
        ),
        (
            "Rebels shot dead three villagers accused of collaborating with the army near Tame.",
            [
                "ASSAULT/firearms (Attack): Rebels > villagers @ Tame",
            ],
        ),
        (
            "Rebel fighters entered Gedo on Monday after killing two guards.",
            [
                "COERCE/seize (Non-state actor overtakes territory): Rebel fighters > guards @ Gedo",
                "ASSAULT/None (Armed clash): Rebel fighters > guards @ Gedo",
            ],
        ),
        (
            "A policeman turned his rifle on Polish engineers in Ghazni and killed one of them.",
            [
                "ASSAULT/firearms (Attack): policeman > Polish engineers @ Ghazni",
            ],
        ),
        (
            "Army jets rocketed rebel trenches at Kumbo on Friday, the first such raid since March. "
            "Medics said nine people were killed.",
            [
                "ASSAULT/heavy-weapons (Air/drone strike): Army > rebel trenches @ Kumbo",
                "ASSAULT/None (Attack):  > people @ Kumbo",
            ],
        ),
        (
            "Gunmen opened fire on a Turkish lorry near Idlib, wounding the driver. In Afrin, a "
            "Turkish drone strike killed a Kurdish commander.",
            [
                "ASSAULT/firearms (Attack): Gunmen > Turkish lorry, driver @ Idlib",
                "ASSAULT/drone (Air/drone strike): Turkey > Kurdish commander @ ‘Afrīn",
            ],
        ),
        (
            "The militia attacked Kibumba at dawn on Monday. The militia has been fighting the army "
            "since 2009.",
            [
                "ASSAULT/None (Attack): militia > Kibumba @ None",
            ],
        ),
        (
            "Soldiers raped two women in Kadugli. The militia seized Dilling on Sunday, killing 30 people.",
            [
                "ASSAULT/sexual (Sexual violence): Soldiers > women @ Kadugli",
                "COERCE/seize (Non-state actor overtakes territory): militia >  @ Dilling",
                "ASSAULT/None (Attack): militia > people @ Dilling",
            ],
        ),
        (
            "Guards clubbed marchers in Lome and a grenade wounded three.",
            [
                "ASSAULT/beat (Protest with intervention): Guards > marchers @ Lomé",
                "ASSAULT/explosives (Grenade):  >  @ Lomé",
            ],
        ),
        (
            "The UN said that its helicopters had rocketed a militia camp near Bunia.",
            [
                "ASSAULT/heavy-weapons (Air/drone strike): United Nations > militia camp @ Bunia",
            ],
        ),
        (
            "The militia entered Sake as the army pulled out of the town.",
            [
                "COERCE/seize (Non-state actor overtakes territory): militia >  @ Sake",
                "RETREAT/withdraw (Non-violent transfer of territory): army >  @ Sake",
            ],
        ),
        (
            "Gunmen attacked the village, and warplanes bombed the camp.",
            [
                "ASSAULT/None (None): Gunmen > village @ None",
                "ASSAULT/aerial (Air/drone strike):  > camp @ None",
            ],
        ),
        (
            "Soldiers arrested two students in Bata and a sniper shot a priest near the cathedral.",
            [
                "COERCE/arrest (Arrests): Soldiers > students @ Bata",
                "ASSAULT/firearms (Attack): sniper > priest @ Bata",
            ],
        ),
        (
            "Helicopters bombed a rebel camp near Paoua, and rebels ambushed an army patrol.",
            [
                "ASSAULT/aerial (Air/drone strike):  > rebel camp @ Paoua",
                "ASSAULT/None (Armed clash): rebels > army patrol @ Paoua",
            ],
        ),
        (
            "The army said it had repelled rebel fighters at Mukalla, killing ten. The rebels denied "
            "the claim, saying the Houthis had captured the port.",
            [
                "ASSAULT/None (Armed clash): army > rebel fighters @ Mukalla",
                "COERCE/seize (Non-state actor overtakes territory): Houthis >  @ Mukalla",
            ],
        ),
        (
            "Rebels shelled Gedo on Sunday, killing two. An Oxfam convoy entered Gedo on Monday.",
            [
                "ASSAULT/heavy-weapons (Shelling/artillery/missile attack): Rebels >  @ Gedo",
            ],
        ),
        (
            "Police shot dead two rioters in Lae. The opposition PNC said it would boycott the vote.",
            [
                "ASSAULT/firearms (Excessive force against protesters): Police > rioters @ Lae",
                "PROTEST/boycott (None):  > vote @ None",
            ],
        ),
        (
            "Rebel gunmen shot dead a judge near Calama. Soldiers said they had killed two of the gunmen.",
            [
                "ASSAULT/firearms (Attack): Rebel gunmen > judge @ Calama",
                "ASSAULT/None (Armed clash): Soldiers > gunmen @ Calama",
            ],
        ),
        (
            "Rebels attacked a convoy near Kidal, and a rocket killed two drivers.",
            [
                "ASSAULT/heavy-weapons (Shelling/artillery/missile attack): Rebels > convoy, drivers @ Kidal",
            ],
        ),
        (
            "Militiamen raided Kutum, killing nine and burning huts.",
            [
                "ASSAULT/destroy (Looting/property destruction): Militiamen > huts @ Kutum",
            ],
        ),
        (
            "The army accused the rebels of shelling Donetsk and killing six civilians.",
            [
                "ACCUSE/allege (None): army > rebels @ None",
            ],
        ),
        (
            "The rebels attacked Sake by crossing the river and killed four soldiers.",
            [
                "ASSAULT/None (Armed clash): rebels > Sake, soldiers @ None",
            ],
        ),
        (
            "Gunmen shot dead a clerk in Kismayo. The U.S. military said it had carried out a drone "
            "strike near Jilib on Friday, killing three militants.",
            [
                "ASSAULT/firearms (Attack): Gunmen > clerk @ Kismayo",
                "ASSAULT/drone (Air/drone strike): US Armed Forces > militants @ Jilib",
            ],
        ),
        (
            "Soldiers killed six guerrillas near Medea. A bomb went off in a cafe in Oran, wounding "
            "nine customers.",
            [
                "ASSAULT/None (Armed clash): Soldiers > guerrillas @ Médéa",
                "ASSAULT/explosives (Remote explosive/landmine/IED):  > cafe, customers @ Oran",
            ],
        ),
        (
            "Militants fired mortars at Metula, wounding a farmer, and tanks shelled a grove near Khiam.",
            [
                "ASSAULT/heavy-weapons (Shelling/artillery/missile attack): Militants > farmer @ Metula",
                "ASSAULT/heavy-weapons (Shelling/artillery/missile attack):  > grove @ Khiam",
            ],
        ),
        (
            "Police arrested nine marchers after bottles were thrown at the town hall in Kumasi.",
            [
                "COERCE/arrest (Protest with intervention): Police > marchers @ Kumasi",
                "PROTEST/riot (Protest with intervention):  > town hall @ Kumasi",
            ],
        ),
        (
            "Fighters burned a school near Toretsk. Troops repelled four attacks near Pokrovsk.",
            [
                "ASSAULT/destroy (Looting/property destruction): Fighters > school @ Toretsk",
                "ASSAULT/None (Armed clash): Troops >  @ Pokrovsk",
                "ASSAULT/None (Armed clash):  > Troops @ Pokrovsk",
            ],
        ),
        (
            "A bomb went off at a barracks in Herat. The Taliban, which frequently attack police posts, "
            "claimed it.",
            ["ASSAULT/explosives (Remote explosive/landmine/IED):  > barracks @ Herāt"],
        ),
        (
            "Shells hit a hospital in Goma, killing three and wounding nine, the province's governor, "
            "Marie Uwase, said.",
            ["ASSAULT/heavy-weapons (Shelling/artillery/missile attack):  > hospital @ Goma"],
        ),
        (
            "The Ethiopian army denied that it had shelled a clinic. It said its drones had hit a depot.",
            [
                "ASSAULT/heavy-weapons (Shelling/artillery/missile attack): "
                "Ethiopian National Defense Force > depot, clinic @ None"
            ],
        ),
        (
            "Kigali accused militiamen of shelling Rubavu on Monday, wounding two farmers.",
            [
                "ACCUSE/allege (None): Rwanda > militiamen @ None",
                "ASSAULT/heavy-weapons (Shelling/artillery/missile attack): "
                "militiamen > Rubavu, farmers @ None",
            ],
        ),
        (
            "Nine people were killed when gunmen stormed a market in Anzourou.",
            ["ASSAULT/None (Attack): gunmen > people, market @ Anzourou"],
        ),
        ("Carmakers from Asia have attacked the European market.", []),
        (
            "Troops raided a Hamas camp.",
            ["ASSAULT/None (None): Troops > Hamas camp @ None"],
        ),
        (
            "The attackers set fire to shops before fleeing towards the Malian border.",
            ["ASSAULT/destroy (Looting/property destruction): attackers > shops @ None"],
        ),
        (
            "Rebels killed a Malian colonel near Gao. The army later shelled a village near Ber.",
            [
                "ASSAULT/None (Armed clash): Rebels > Malian colonel @ Gao",
                "ASSAULT/heavy-weapons (Shelling/artillery/missile attack): army > village @ Ber",
            ],
        ),
        (
            "Gunmen shot dead three of their own comrades and two of the guards in Dolow.",
            ["ASSAULT/firearms (Attack): Gunmen > guards @ Dolow"],
        ),
    ],
)
def test_each_clause_is_told_for_itself(text: str, expected: list[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Bandits killed nine herders in Zamfara, police said. Village heads met on Sunday and "
            "agreed on a truce with the bandits.",
            [
                "killed: None, 9 killed",
                "agreed on: 2024-06-16, no toll",
            ],
        ),
        (
            "Gunmen killed two guards near Jos. Five suspects were arrested. The state shut down all "
            "schools on Friday.",
            [
                "killed: None, 2 killed",
                "arrested: None, 5 captured",
                "shut down: 2024-06-14, no toll",
            ],
        ),
        (
            "A lorry bomb killed four soldiers in Mogadishu. On Monday, the army said the driver had "
            "come from Afgoye.",
            [
                "killed: None, 4 killed",
            ],
        ),
        (
            "Gunmen burned a shop in Jalingo on Sunday. Villagers found five bodies near Wukari.",
            [
                "burned: 2024-06-16, no toll",
            ],
        ),
        (
            "Soldiers stormed a rebel base near Limbe, leaving six rebels and two soldiers dead.",
            [
                "stormed: None, 6 killed, 2 killed",
            ],
        ),
        (
            "A rocket hit a farmhouse near Homs, killing a woman and her three sons.",
            [
                "hit: None, 4 killed",
            ],
        ),
        (
            "A shell hit a house in Saada, killing a farmer and two of his daughters.",
            [
                "hit: None, 3 killed",
            ],
        ),
        (
            "Rebels shelled a market in Goma on Monday, killing six people. Four more died in "
            "hospital in Goma.",
            [
                "shelled: 2024-06-17, 6 killed, 4 killed",
            ],
        ),
        (
            "Bandits burned four lorries near Gusau. Two drivers were wounded.",
            [
                "burned: None, 2 wounded",
            ],
        ),
        (
            "FARC rebels kidnapped two judges in Caqueta and shot a guard whom they had met last month.",
            [
                "kidnapped: None, 2 captured",
                "shot: None, 1 killed",
                "met: 2024-05-01, no toll",
            ],
        ),
        (
            "The air force said it had raided a rebel base near Kutum on Friday.",
            [
                "raided: 2024-06-14, no toll",
            ],
        ),
    ],
)
def test_days_and_tolls_stay_with_their_act(text: str, expected: list[str]) -> None:
    assert dated(text) == expected
