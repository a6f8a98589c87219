"""Who a noun phrase ends at: a row of the table, the text's own words, or candidates."""

import pytest

from sayso.model.parties import PartyKind
from tests.coding import coding, party, resolver, written

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("sentence", "head", "expected"),
    [
        ("Nigeria closed its border.", "Nigeria", "NGA: Nigeria"),
        ("The Colombian government spoke.", "government", "COL: Colombia"),
        ("Peruvian police searched the house.", "police", "PER/police: Peruvian police"),
        ("Chadian soldiers crossed the lake.", "soldiers", "TCD/armed_forces: Chadian soldiers"),
        ("Taliban fighters held the pass.", "fighters", "taliban: Taliban"),
        ("Fighters of the Taliban held the pass.", "Fighters", "taliban: Taliban"),
        ("Boko Haram militants burned the school.", "militants", "boko-haram: Boko Haram"),
        ("The M23 rebels left.", "rebels", "m23: March 23 Movement"),
        ("Dozens of Houthi fighters left.", "Dozens", "houthis: Houthis"),
        ("The Kenyan foreign ministry wrote.", "ministry", "KEN: Kenya"),
        ("The army of Chad moved north.", "army", "TCD/armed_forces: army"),
        ("Ecuador's army moved north.", "army", "ECU/armed_forces: Ecuador's army"),
        ("Colombia's ELN rebels moved north.", "rebels", "eln: National Liberation Army"),
        ("Rebels from the M23 moved north.", "Rebels", "m23: March 23 Movement"),
        ("Rebels from the M23 group moved north.", "Rebels", "m23: March 23 Movement"),
        ("Troops from Rwanda moved north.", "Troops", "RWA/armed_forces: Troops"),
        ("Eritrean forces moved north.", "forces", "eritrean-defence-forces: Eritrean Defence Forces"),
        ("NATO moved its planes.", "NATO", "nato: North Atlantic Treaty Organization"),
    ],
)
def test_a_name_or_a_nationality_with_an_organ_ends_at_a_row(sentence: str, head: str, expected: str) -> None:
    assert party(sentence, head) == expected


@pytest.mark.parametrize(
    ("sentence", "head", "expected"),
    [
        ("US-backed rebels took the dam.", "rebels", "US-backed rebels"),
        ("Iran-aligned militias fired back.", "militias", "Iran-aligned militias"),
        ("A pro-government militia burned the huts.", "militia", "pro-government militia"),
        ("Anti-Taliban fighters held the pass.", "fighters", "Anti-Taliban fighters"),
        ("Turkish-backed forces shelled the road.", "forces", "Turkish-backed forces"),
        ("Rwandan-supported rebels advanced.", "rebels", "Rwandan-supported rebels"),
        ("Russian-trained guards stood by.", "guards", "Russian-trained guards"),
        ("Rebels took the dam.", "Rebels", "Rebels"),
        ("A group called the Sons of the River took the dam.", "group", "group"),
        ("The Red Lotus Brigade took the dam.", "Brigade", "Red Lotus Brigade"),
        ("Colonel Amadou Tessougué spoke.", "Tessougué", "Amadou Tessougué"),
        ("Villagers fled.", "Villagers", "Villagers"),
        ("Syrian refugees fled.", "refugees", "Syrian refugees"),
        ("Iraqi journalists marched.", "journalists", "Iraqi journalists"),
        ("Somali pirates seized a dhow.", "pirates", "Somali pirates"),
        ("Colombian rebels seized a bridge.", "rebels", "Colombian rebels"),
        ("Eight Indian sailors were freed.", "sailors", "Indian sailors"),
        ("Two gunmen fled.", "gunmen", "gunmen"),
    ],
)
def test_who_is_only_described_stays_the_words_of_the_text(sentence: str, head: str, expected: str) -> None:
    assert party(sentence, head) == expected


@pytest.mark.parametrize(
    ("sentence", "head", "expected"),
    [
        ("A Russian warplane bombed the port.", "warplane", "RUS/air_force: Russian Air Force"),
        ("A Russian passenger jet landed in Antalya.", "jet", "Russian passenger jet"),
        ("A Russian fighter jet crossed the line.", "jet", "RUS/air_force: Russian Air Force"),
        ("A Turkish fishing boat sank.", "boat", "Turkish fishing boat"),
        (
            "An Iranian navy vessel sailed past.",
            "vessel",
            "islamic-republic-of-iran-navy: Islamic Republic of Iran Navy",
        ),
        ("A plane crossed the line.", "plane", "plane"),
        ("A Turkish military ship sailed past.", "ship", "turkish-military: Turkish Armed Forces"),
    ],
)
def test_a_craft_is_a_force_only_where_the_words_make_it_military(
    sentence: str, head: str, expected: str
) -> None:
    assert party(sentence, head) == expected


@pytest.mark.parametrize(
    ("text", "head", "expected"),
    [
        ("Boko Haram raided Baga. The group burned boats.", "group", "boko-haram: Boko Haram"),
        ("Al-Shabaab shelled a base. The militants then left.", "militants", "al-shabaab: al-Shabaab"),
        ("The paramilitary group left.", "group", "paramilitary group"),
        ("The group burned boats.", "group", "group"),
        ("Boko Haram fought ISWAP. The group burned boats.", "group", "group"),
        ("The Malian army shelled a camp. The army denied it.", "army", "fama: Malian Armed Forces"),
        ("The army shelled a camp.", "army", "army"),
        (
            "The Saudi-led coalition bombed Saada. The coalition said so.",
            "coalition",
            "saudi-led-coalition: Saudi-led coalition",
        ),
        ("The coalition bombed Saada.", "coalition", "coalition"),
        ("Ethiopia and Eritrea signed. The government left.", "government", "government"),
        ("Ethiopia attacked a town. A group fled.", "group", "group"),
    ],
)
def test_a_definite_noun_points_back_at_the_one_party_it_can_mean_or_at_none(
    text: str, head: str, expected: str
) -> None:
    assert party(text, head) == expected


@pytest.mark.parametrize(
    ("text", "head", "expected"),
    [
        ("Nigeria said it closed the border.", "it", "NGA: Nigeria"),
        ("Nigeria said that its soldiers had left.", "soldiers", "NGA/armed_forces: soldiers"),
        ("Boko Haram raided Baga. It burned boats.", "It", "boko-haram: Boko Haram"),
        ("Hamas said its fighters had left.", "fighters", "hamas: Hamas"),
        ("It rained in Bamako.", "It", None),
        ('Hamas fired rockets. "We hid because they came at night," a farmer said.', "they", None),
        ('"They came at night," a farmer said.', "They", None),
        ("The rebels, who left on Monday, took hostages.", "who", "rebels"),
        ("Boko Haram, which raided Baga, is weaker.", "which", "boko-haram: Boko Haram"),
        ("A truck burned. It was new.", "It", None),
    ],
)
def test_a_pronoun_points_at_the_last_party_that_it_can_mean(
    text: str, head: str, expected: str | None
) -> None:
    assert party(text, head) == expected


@pytest.mark.parametrize(
    ("sentence", "head", "expected"),
    [
        ("The RSF shelled a market.", "RSF", "RSF ? Rapid Support Forces | Reporters Without Borders"),
        (
            "Congo closed its border.",
            "Congo",
            "Congo ? Republic of the Congo | Democratic Republic of the Congo",
        ),
        ("The SNA shelled a market.", "SNA", "SNA ? Syrian National Army | Somali National Army"),
        ("Troops asked us to leave.", "us", None),
    ],
)
def test_a_name_that_two_parties_bear_keeps_both(sentence: str, head: str, expected: str | None) -> None:
    assert party(sentence, head) == expected


@pytest.mark.parametrize(
    ("sentence", "head", "expected"),
    [
        ("Bogota said it was ready.", "Bogota", "COL: Colombia"),
        ("The Kremlin denied it.", "Kremlin", "RUS: Russia"),
        ("Moscow denied it.", "Moscow", "RUS: Russia"),
        ("Tehran seized a tanker.", "Tehran", "IRN: Iran"),
        ("Maiduguri mourned.", "Maiduguri", None),
    ],
)
def test_a_capital_may_stand_for_its_government(sentence: str, head: str, expected: str | None) -> None:
    found = coding(sentence)
    fact = resolver(found).metonym(found.token(head))
    assert (None if fact is None else written(fact.value)) == expected


def test_a_city_where_something_happens_is_no_party() -> None:
    found = coding("Gunmen shot two students in Bogota and fled to Caracas.")
    told = [written(fact.value) for telling in found.resolved.tellings for fact in telling.targets]
    assert told == ["students"]


@pytest.mark.parametrize(
    ("sentence", "noun", "expected"),
    [
        ("Israeli air strikes hit Tyre.", "strikes", "ISR: Israel"),
        ("A Taliban attack killed six.", "attack", "taliban: Taliban"),
        ("A US drone strike killed six.", "strike", "USA: United States"),
        ("A US-backed offensive began.", "offensive", None),
        ("A pro-Russian rally was held.", "rally", None),
        ("A heavy attack began.", "attack", None),
    ],
)
def test_the_owner_of_an_act_is_named_in_front_of_it(sentence: str, noun: str, expected: str | None) -> None:
    found = coding(sentence)
    fact = resolver(found).owner(found.token(noun))
    assert (None if fact is None else written(fact.value)) == expected


@pytest.mark.parametrize(
    ("sentence", "head", "expected"),
    [
        ("A Russian drone hit a school.", "drone", "RUS: Russia"),
        ("A Chinese ship rammed a boat.", "ship", "CHN: China"),
        ("A drone hit a school.", "drone", None),
    ],
)
def test_the_nationality_of_a_craft_names_its_operator(
    sentence: str, head: str, expected: str | None
) -> None:
    found = coding(sentence)
    fact = resolver(found).operator(found.token(head))
    assert (None if fact is None else written(fact.value)) == expected


@pytest.mark.parametrize(
    ("text", "head", "expected"),
    [
        ("The governor of Tillabéri, Ibrahim Tidjani, spoke.", "governor", "Ibrahim Tidjani"),
        ("Ibrahim Tidjani spoke. Tidjani left later.", "Tidjani", "Ibrahim Tidjani"),
        ("A spokesman for the Houthis, Yasser Rajeh, spoke.", "spokesman", "Yasser Rajeh"),
    ],
)
def test_an_office_with_a_name_beside_it_is_that_person(text: str, head: str, expected: str) -> None:
    assert party(text, head) == expected


@pytest.mark.parametrize(
    ("sentence", "head", "kind"),
    [
        ("Rebels fled.", "Rebels", PartyKind.ARMED_GROUP),
        ("Villagers fled.", "Villagers", PartyKind.CIVILIAN),
        ("An official spoke.", "official", PartyKind.UNNAMED),
        ("The convoy burned.", "convoy", PartyKind.OBJECT),
        ("Amara Diallo spoke.", "Diallo", PartyKind.PERSON),
        ("The Kivu Press Agency wrote.", "Agency", PartyKind.MEDIA),
        ("The Kivu Boat Company wrote.", "Company", PartyKind.ORGANIZATION),
        ("US-backed troops fled.", "troops", PartyKind.ARMED_GROUP),
        ("Soldiers fled.", "Soldiers", PartyKind.ARMED_FORCE),
        ("Police fled.", "Police", PartyKind.STATE_FORCE),
        ("Hamas spoke.", "Hamas", PartyKind.ARMED_GROUP),
    ],
)
def test_a_phrase_has_the_kind_of_its_noun(sentence: str, head: str, kind: PartyKind) -> None:
    found = coding(sentence)
    assert found.resolved.parties[found.token(head)].value.kind is kind


@pytest.mark.parametrize(
    ("sentence", "head", "quoted"),
    [
        ("The Kenyan police spoke.", "police", "Kenyan police"),
        ("Dozens of Houthi fighters left.", "Dozens", "Dozens of Houthi fighters"),
        ("Nigeria said it left.", "it", "it"),
    ],
)
def test_the_evidence_quotes_the_phrase(sentence: str, head: str, quoted: str) -> None:
    found = coding(sentence)
    fact = found.resolved.parties[found.token(head)]
    assert [span.of(sentence) for span in fact.evidence] == [quoted]


def test_the_answer_does_not_depend_on_who_asks_first() -> None:
    found = coding("Boko Haram raided Baga. The group burned boats and its fighters left.")
    heads = [mention.head for mention in found.mentions.parties]
    forwards, backwards = resolver(found), resolver(found)
    there = [forwards.at(head) for head in heads]
    assert [backwards.at(head) for head in reversed(heads)] == there[::-1]


def test_a_text_without_phrases_has_no_parties() -> None:
    assert coding("Go!").resolved.parties == {}
