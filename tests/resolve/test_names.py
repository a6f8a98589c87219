"""Phrases that name a party, or are made of a name and a noun."""

import pytest

from sayso.model.parties import PartyKind
from tests.coding import coding, party

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("sentence", "head", "expected"),
    [
        ("Nigeria closed its border.", "Nigeria", "NGA: Nigeria"),
        ("The Colombian government spoke.", "government", "COL: Colombia"),
        ("Peruvian police searched the house.", "police", "peruvian-police: Peruvian police"),
        ("Chadian soldiers crossed the lake.", "soldiers", "chadian-armed-forces: Chadian soldiers"),
        ("Taliban fighters held the pass.", "fighters", "taliban: Taliban"),
        ("Boko Haram militants burned the school.", "militants", "boko-haram: Boko Haram"),
        ("The M23 rebels left.", "rebels", "m23: March 23 Movement"),
        ("Dozens of Houthi fighters left.", "Dozens", "houthis: Houthis"),
        (
            "Kenya's foreign ministry wrote.",
            "ministry",
            "kenyan-foreign-ministry: Kenyan Foreign Ministry",
        ),
        ("Ecuador's army moved north.", "army", "ecuadorian-armed-forces: Ecuadorian Armed Forces"),
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
        ("A Russian warplane bombed the port.", "warplane", "russian-aerospace-forces: Russian Air Force"),
        ("A Russian passenger jet landed in Antalya.", "jet", "Russian passenger jet"),
        ("A Russian fighter jet crossed the line.", "jet", "russian-aerospace-forces: Russian Air Force"),
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
    ("sentence", "head", "expected"),
    [
        ("The RSF shelled a market.", "RSF", "RSF ? Rapid Support Forces | Reporters Without Borders"),
        (
            "Congo closed its border.",
            "Congo",
            "Congo ? Democratic Republic of the Congo | Republic of the Congo",
        ),
        ("The SNA shelled a market.", "SNA", "SNA ? Somali National Army | Syrian National Army"),
        ("Troops asked us to leave.", "us", None),
    ],
)
def test_a_name_that_two_parties_bear_keeps_both(sentence: str, head: str, expected: str | None) -> None:
    assert party(sentence, head) == expected


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
