"""Headlines of sentences from many wars, coded by the whole pipeline; each was judged true and readable."""

import pytest

import sayso
from sayso.headlines import fullest, headline, incident_headline
from sayso.model.events import Event, Location
from sayso.model.incidents import Agreement, FieldView, MergedIncident
from sayso.model.kept import Told
from sayso.model.record import Coded
from sayso.model.statements import ClaimField

pytestmark = pytest.mark.model


def coded_of(text: str) -> Coded:
    """A report of one paragraph, coded."""
    return sayso.code(sayso.Report.from_text(text, published="2024-06-19", outlet="The Courier"))


def incident_of(text: str, *disputed: ClaimField) -> str:
    """The headline of the first incident that a text tells; some of its fields disputed over reports."""
    coded = coded_of(text)
    first = coded.events[0]
    events = [one for one in coded.events if one.incident == first.incident] if first.incident else [first]
    told = [Told(f"r@{one.triggers[0].start}", coded, one) for one in events]
    views = tuple(FieldView(field, Agreement.DISPUTED, ()) for field in disputed)
    incident = MergedIncident("i-0", tuple(one.key for one in told), ("r",), fields=views)
    return incident_headline(told, incident, place_of(events))


def place_of(events: list[Event]) -> Location | None:
    """The place of the event that tells most, or of any other."""
    return next((one.place.value for one in [fullest(events), *events] if one.place), None)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Ethiopian troops shelled the town of Adigrat on Tuesday.",
            "Ethiopian National Defense Force shelled Ādīgrat",
        ),
        (
            "Sudanese army jets bombed a market in Nyala, residents said on Monday.",
            "Sudanese Armed Forces bombed market in Nyala, according to residents",
        ),
        (
            "Colombian guerrillas kidnapped three soldiers near Tame on Friday.",
            "Colombian guerrillas kidnapped three soldiers near Tame",
        ),
        (
            "Ukrainian forces shot down a Russian Su-34 bomber over the Donetsk region on Saturday.",
            "Armed Forces of Ukraine shot down Russian Su-34 bomber in Donetska oblast",
        ),
        (
            "Two helicopters were shot down near Goma on Thursday.",
            "Two helicopters were shot down near Goma",
        ),
        (
            "Myanmar's military detained 40 protesters in Mandalay on Sunday.",
            "Tatmadaw detained 40 protesters in Mandalay",
        ),
        (
            "Russia denied that its forces had shelled a hospital in Kharkiv.",
            "Russia denies that forces shelled hospital in Kharkiv",
        ),
        (
            "Boko Haram claimed responsibility for a suicide bombing that killed 12 people in Maiduguri on "
            "Friday.",
            "12 people were reportedly killed in Maiduguri; Boko Haram claims responsibility",
        ),
        (
            "Israel said on Monday that it had struck a convoy near Damascus.",
            "Israel struck convoy near Damascus, by its own account",
        ),
        ("Turkey plans to deploy troops to Libya.", "Turkey plans to deploy troops"),
        (
            "Rebels reportedly seized the airport in Goma on Monday.",
            "Rebels reportedly seized airport in Goma",
        ),
        (
            "India and Pakistan exchanged artillery fire across the Line of Control on Wednesday.",
            "India and Pakistan exchanged artillery fire in Line of Control",
        ),
        (
            "Sri Lankan police arrested 25 students in Jaffna on Monday.",
            "Sri Lankan police arrested 25 students in Jaffna",
        ),
        (
            "Al-Shabaab fighters ambushed an African Union convoy near Baidoa on Tuesday.",
            "Al-Shabaab ambushed African Union convoy near Baidoa",
        ),
        (
            "A roadside bomb killed five Malian soldiers near Mopti on Sunday.",
            "Five Malian soldiers were killed near Mopti",
        ),
        ("Serbian forces withdrew from Kosovo on Saturday.", "Serbian forces withdrew from Kosovo"),
        ("The Taliban released seven hostages in Ghazni on Friday.", "Taliban released seven hostages"),
        (
            "French troops fired tear gas at protesters in Bangui.",
            "French Armed Forces fired tear gas at protesters in Bangui",
        ),
        (
            "Colombia's government and the FARC signed a ceasefire agreement in Havana on Monday.",
            "Revolutionary Armed Forces of Colombia signed ceasefire agreement in Havana",
        ),
        (
            "The European Union imposed sanctions on Belarus on Friday.",
            "European Union imposed sanctions on Belarus",
        ),
        (
            "Pakistan urged India to stop shelling villages in Kashmir.",
            "Pakistan called on India to back down",
        ),
        (
            "Gunmen attacked a mosque in Bobo-Dioulasso on Friday, killing 16 people.",
            "Gunmen attacked mosque in Bobo-Dioulasso",
        ),
        (
            "Saudi-led coalition aircraft bombed a wedding in Hodeidah, according to the Houthis.",
            "Saudi-led coalition bombed wedding in Al Ḩudaydah, according to Houthis",
        ),
        (
            "An explosion killed eight policemen in Quetta on Wednesday.",
            "Eight policemen were killed in Quetta",
        ),
        ("Drones hit an oil refinery in Ryazan on Sunday.", "Oil refinery was hit in Ryazan’"),
        (
            "Argentine jets sank a British destroyer off the Falkland Islands on Tuesday.",
            "Argentine Air Force sank British Navy destroyer near Falkland Islands",
        ),
        (
            "The rebels said the army had killed 20 civilians in Bambari, a charge the army denied.",
            "Army killed 20 civilians in Bambari, according to rebels",
        ),
        (
            "Egyptian security forces killed four militants in Sinai on Monday, the Interior Ministry said.",
            "Egyptian security forces killed four militants in Sinai, according to Interior Ministry",
        ),
        ("Tamil rebels surrendered to the army on Monday.", "Tamil rebels surrendered to army"),
        (
            "Armed men abducted a Red Cross worker in Kunduz on Tuesday.",
            "Armed men abducted Red Cross worker in Kunduz",
        ),
        (
            "Nigerian troops rescued 30 girls from Boko Haram on Monday.",
            "Nigerian Armed Forces rescued 30 girls",
        ),
        ("Rwanda expelled four Burundian diplomats on Friday.", "Rwanda expelled Burundian diplomats"),
        ("South Sudanese rebels captured Malakal on Tuesday.", "South Sudanese rebels captured Malakal"),
        (
            "Chechen separatists took hundreds of people hostage at a theatre in Moscow.",
            "Chechen separatists took hundreds of people hostage in Moscow",
        ),
        (
            "North Korea fired two ballistic missiles into the sea on Thursday.",
            "North Korea fired two ballistic missiles",
        ),
        ("Police beat demonstrators in Minsk on Sunday night.", "Police beat demonstrators in Minsk"),
        (
            "Twelve civilians were wounded when shells fell on a school in Donetsk.",
            "Twelve civilians were wounded in Donetsk",
        ),
        (
            "NATO evacuated its staff from Kabul on Sunday.",
            "North Atlantic Treaty Organization evacuated staff",
        ),
        (
            "The Wagner Group executed 500 people in Moura, the UN said.",
            "Wagner Group executed 500 people in Moura, according to United Nations",
        ),
        ("Uganda sent 1,000 troops to eastern Congo.", "Uganda sent 1,000 troops"),
        ("The junta lifted a curfew in Yangon.", "Myanmar lifted curfew in Yangon"),
        (
            "Protesters set fire to the parliament in Tbilisi on Friday.",
            "Protesters set fire to Georgia parliament in Tbilisi",
        ),
        (
            "Azerbaijani forces destroyed two Armenian tanks near Lachin on Monday.",
            "Azerbaijani Armed Forces destroyed two Armenian tanks near Laçın",
        ),
        (
            "Unidentified gunmen killed a journalist in Tijuana on Monday.",
            "Unidentified gunmen killed journalist in Tijuana",
        ),
        (
            "Rebels claimed that the army had bombed a hospital in Idlib on Monday; the army denied it.",
            "Hospital was bombed in Idlib, according to rebels; who did it is disputed",
        ),
        (
            "Libyan rebels shelled the airport in Tripoli on Monday, the government said.",
            "Libyan rebels shelled airport in Tripoli, according to Libya",
        ),
        (
            "Philippine marines arrested Abu Sayyaf fighters in Jolo on Friday.",
            "Armed Forces of the Philippines arrested Abu Sayyaf fighters in Jolo",
        ),
        (
            "Israeli troops fired rubber bullets at protesters in Hebron on Friday.",
            "Israel Defense Forces fired rubber bullets at protesters in Hebron",
        ),
        (
            "A suicide bomber killed 14 worshippers at a mosque in Kano on Friday.",
            "Suicide bomber killed 14 worshippers in Kano",
        ),
        (
            "Eritrean soldiers massacred hundreds of civilians in Axum, Amnesty International said.",
            "Eritrean soldiers massacred hundreds of civilians in Axum, according to Amnesty International",
        ),
        (
            "Houthi rebels fired a ballistic missile at Riyadh on Sunday.",
            "Houthis fired ballistic missile at Riyadh",
        ),
        (
            "The Kremlin denied that Russian aircraft had bombed a school in Aleppo.",
            "Russia denies that Russian Air Force bombed school in Aleppo",
        ),
        (
            "A mortar attack on a market in Mogadishu killed six people on Wednesday.",
            "Six people were killed in Mogadishu",
        ),
        (
            "The Colombian army said it had killed nine ELN rebels.",
            "Military Forces of Colombia killed nine National Liberation Army rebels, by their own account",
        ),
        ("Kurdish fighters captured the town of Kobani on Monday.", "Kurdish fighters captured Kobani"),
        (
            "Fighting between the army and rebels continued near Bentiu on Monday.",
            "Army and rebels fought each other",
        ),
        (
            "Soldiers opened fire on demonstrators in Bamako on Friday.",
            "Soldiers opened fire on demonstrators in Bamako",
        ),
        (
            "An air strike on a prison in Saada killed 70 detainees on Friday.",
            "70 detainees were killed in Saada",
        ),
        (
            "Tuareg rebels freed two French hostages in Kidal on Tuesday.",
            "Tuareg rebels freed two French hostages",
        ),
        (
            "Armenia and Azerbaijan signed a ceasefire in Moscow on Friday.",
            "Armenia and Azerbaijan signed ceasefire in Moscow",
        ),
        (
            "Police said they had arrested two suspects in Mombasa on Saturday.",
            "Police arrested two suspects in Mombasa, by their own account",
        ),
        (
            "Nagaland militants ambushed an Assam Rifles patrol near Mon on Saturday.",
            "Nagaland militants ambushed Assam Rifles patrol near Mon",
        ),
        (
            "Burundi's army shot dead three rebels in Bubanza on Sunday.",
            "Burundian Armed Forces shot dead three rebels in Bubanza",
        ),
        (
            "Syria's army reportedly used chlorine in Douma on Saturday.",
            "Syrian Armed Forces reportedly used chlorine in Dūmā",
        ),
        ("Peruvian police beat miners in Puno on Friday.", "Peruvian police beat miners in Puno"),
        (
            "The United States imposed sanctions on two Iranian generals on Monday.",
            "United States imposed sanctions on Iranian generals",
        ),
        (
            "Chadian forces recaptured Malam Fatori from Boko Haram on Tuesday.",
            "Chadian forces recaptured Malam Fatori from Boko Haram",
        ),
        (
            "Turkish drones struck Kurdish positions near Sinjar on Thursday.",
            "Turkey struck Kurdish positions near Sinjār",
        ),
        (
            "Rohingya villagers said soldiers had burned houses in Maungdaw.",
            "Soldiers burned houses in Maungdaw, according to Rohingya villagers",
        ),
        (
            "Gunmen stormed a police station in Karachi on Friday.",
            "Gunmen stormed police station in Karachi",
        ),
    ],
)
def test_an_incident_is_told_in_the_words_of_its_report(text: str, said: str) -> None:
    assert incident_of(text) == said


def test_who_did_it_is_no_fact_where_reports_differ_on_it() -> None:
    text = "Ethiopian jets bombed a school in Mekelle on Monday."
    assert incident_of(text) == "Ethiopian Air Force bombed school in Mek'ele"
    disputed = incident_of(text, ClaimField.ACTOR)
    assert disputed == "School was bombed in Mek'ele; who did it is disputed"


def test_an_event_without_its_report_is_told_by_its_type() -> None:
    coded = coded_of("Gunmen kidnapped two nurses in Benue on Monday.")
    assert headline(coded.events[0], coded) == "Gunmen kidnapped two nurses"
    assert headline(coded.events[0], None) == "Gunmen abducted nurses"


def test_a_speaker_whose_age_is_told_is_not_named() -> None:
    said = incident_of("Soldiers killed five farmers in Gorom on Monday, said Awa Traore, 61, a neighbour.")
    assert said == "Soldiers reportedly killed five farmers in Gorom"
