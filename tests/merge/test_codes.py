"""ACLED codes, and those of claims as acts of speech. The descriptions are ours."""

import pytest

from sayso.merge.codes import CodingContext, acled_code, coded_claims
from sayso.model.events import Modality, PartyRef
from sayso.model.parties import PartyKind
from sayso.model.spans import Span
from sayso.model.statements import Act, Basis, Claim, ClaimField, Source, Stance, Statement
from sayso.ontology import load_ontology

ONTOLOGY = load_ontology()
STATE, FORCE, GROUP = (PartyKind.STATE,), (PartyKind.STATE_FORCE,), (PartyKind.ARMED_GROUP,)
CIVILIANS, COALITION, PERSON = (PartyKind.CIVILIAN,), (PartyKind.COALITION,), (PartyKind.PERSON,)


def assault(mode: str | None = None, **fields: object) -> CodingContext:
    return CodingContext("ASSAULT", mode, **fields)  # type: ignore[arg-type]  # the tables name real fields


def other(kind: str, mode: str | None = None, **fields: object) -> CodingContext:
    return CodingContext(kind, mode, **fields)  # type: ignore[arg-type]  # the tables name real fields


def told(event: CodingContext) -> str | None:
    code = acled_code(event, ONTOLOGY)
    return None if code is None else f"{code.event_type} / {code.sub_event_type}"


@pytest.mark.parametrize(
    ("story", "event", "code"),
    [
        (
            "a coalition jet shoots down an army jet",
            assault("aerial", actors=COALITION, targets=FORCE, aircraft=True),
            "Battles / Armed clash",
        ),
        (
            "rebels down a helicopter with a missile",
            assault(
                "heavy-weapons", actors=GROUP, targets=FORCE, aircraft=True, families=frozenset({"missile"})
            ),
            "Battles / Armed clash",
        ),
        (
            "warplanes bomb a fighters' depot",
            assault("aerial", actors=FORCE, targets=GROUP),
            "Explosions/Remote violence / Air/drone strike",
        ),
        (
            "an air strike hits a market",
            assault("aerial", actors=FORCE, targets=CIVILIANS),
            "Explosions/Remote violence / Air/drone strike",
        ),
        (
            "jets support a ground assault on the town",
            assault("aerial", actors=FORCE, targets=GROUP, in_battle=True),
            "Battles / Armed clash",
        ),
        (
            "the two armies trade artillery fire",
            assault("heavy-weapons", actors=FORCE, targets=FORCE, mutual=True),
            "Battles / Armed clash",
        ),
        (
            "mortars fall on a camp of displaced families",
            assault("heavy-weapons", actors=GROUP, targets=CIVILIANS),
            "Explosions/Remote violence / Shelling/artillery/missile attack",
        ),
        (
            "militants attack with rockets, the report says no more",
            assault(actors=GROUP, families=frozenset({"rocket"})),
            "Explosions/Remote violence / Shelling/artillery/missile attack",
        ),
        (
            "a car bomb explodes at a checkpoint",
            assault("explosives", targets=FORCE),
            "Explosions/Remote violence / Remote explosive/landmine/IED",
        ),
        (
            "a hand grenade is thrown into a bar",
            assault("explosives", targets=CIVILIANS, families=frozenset({"grenade"})),
            "Explosions/Remote violence / Grenade",
        ),
        (
            "a man blows himself up in a mosque",
            assault("suicide-attack", targets=CIVILIANS),
            "Explosions/Remote violence / Suicide bomb",
        ),
        (
            "chlorine is used against a suburb",
            assault("unconventional", actors=FORCE, targets=CIVILIANS),
            "Explosions/Remote violence / Chemical weapon",
        ),
        (
            "gunmen kill four farmers",
            assault("firearms", actors=GROUP, targets=CIVILIANS),
            "Violence against civilians / Attack",
        ),
        (
            "a mayor is shot dead at his door",
            assault("targeted", targets=PERSON, families=frozenset({"firearm"})),
            "Violence against civilians / Attack",
        ),
        (
            "a general is shot dead in an ambush",
            assault("targeted", targets=PERSON, armed_target=True),
            "Battles / Armed clash",
        ),
        (
            "insurgents attack an army post",
            assault(actors=GROUP, targets=FORCE),
            "Battles / Armed clash",
        ),
        ("clashes between the two groups", assault(actors=GROUP, mutual=True), "Battles / Armed clash"),
        ("an attack, on whom is not said", assault(actors=GROUP), None),
        (
            "villagers beat a suspected thief to death",
            assault("beat", actors=CIVILIANS, targets=PERSON),
            "Riots / Mob violence",
        ),
        (
            "fighters abduct two aid workers",
            assault("abduct", actors=GROUP, targets=CIVILIANS),
            "Violence against civilians / Abduction/forced disappearance",
        ),
        (
            "soldiers rape women in a raid",
            assault("sexual", actors=FORCE, targets=CIVILIANS, in_battle=True),
            "Violence against civilians / Sexual violence",
        ),
        (
            "a prisoner is tortured",
            assault("torture", actors=FORCE, targets=PERSON),
            "Violence against civilians / Attack",
        ),
        (
            "raiders burn the granaries",
            assault("destroy", actors=GROUP),
            "Strategic developments / Looting/property destruction",
        ),
    ],
)
def test_violence_is_coded_by_weapon_and_by_whom_it_hits(
    story: str, event: CodingContext, code: str | None
) -> None:
    assert (story, told(event)) == (story, code)


@pytest.mark.parametrize(
    ("story", "event", "code"),
    [
        ("thousands march", other("PROTEST", "demo"), "Protests / Peaceful protest"),
        ("a crowd blocks the road", other("PROTEST", "obstruct"), "Protests / Peaceful protest"),
        (
            "police disperse a rally",
            other("PROTEST", "demo", intervention=True),
            "Protests / Protest with intervention",
        ),
        (
            "three are shot dead at a rally",
            other("PROTEST", "demo", intervention=True, hurt=True),
            "Protests / Excessive force against protesters",
        ),
        (
            "tear gas is fired at demonstrators",
            assault("crowd-control", actors=FORCE, targets=CIVILIANS, protesters=True),
            "Protests / Protest with intervention",
        ),
        (
            "soldiers open fire on demonstrators",
            assault("firearms", actors=FORCE, targets=CIVILIANS, protesters=True),
            "Protests / Excessive force against protesters",
        ),
        (
            "youths throw stones at police, who step in",
            other("PROTEST", "riot", intervention=True),
            "Riots / Violent demonstration",
        ),
        ("teachers stay at home", other("PROTEST", "strike"), None),
        ("a prisoner refuses food", other("PROTEST", "hunger"), None),
    ],
)
def test_a_protest_is_coded_by_what_the_police_and_the_crowd_do(
    story: str, event: CodingContext, code: str | None
) -> None:
    assert (story, told(event)) == (story, code)


@pytest.mark.parametrize(
    ("story", "event", "code"),
    [
        (
            "a militia captures a district",
            other("COERCE", "seize", actors=GROUP, territory=True),
            "Battles / Non-state actor overtakes territory",
        ),
        (
            "the army retakes a town of its own country",
            other("COERCE", "seize", actors=FORCE, territory=True, at_home=True),
            "Battles / Government regains territory",
        ),
        (
            "a foreign army captures a town",
            other("COERCE", "seize", actors=FORCE, territory=True, at_home=False),
            "Battles / Non-state actor overtakes territory",
        ),
        (
            "an army takes a hill: it is the country's, where none from abroad is named",
            other("COERCE", "seize", actors=FORCE, territory=True),
            "Battles / Government regains territory",
        ),
        ("a town is captured, by whom is not said", other("COERCE", "seize", territory=True), None),
        (
            "gunmen take the villagers' cattle",
            other("COERCE", "seize", actors=GROUP, targets=CIVILIANS),
            "Strategic developments / Looting/property destruction",
        ),
        ("a ship is seized", other("COERCE", "seize", actors=FORCE), None),
        ("police detain an opposition leader", other("COERCE", "arrest"), "Strategic developments / Arrests"),
        (
            "fighters leave the town to the army",
            other("RETREAT", "withdraw", actors=GROUP, territory=True),
            "Strategic developments / Non-violent transfer of territory",
        ),
        (
            "troops leave their posts",
            other("RETREAT", "withdraw", actors=FORCE),
            "Strategic developments / Non-violent transfer of territory",
        ),
        ("residents leave", other("RETREAT", "withdraw", actors=CIVILIANS), None),
        (
            "rebels walk into a town that nobody defends",
            other("COERCE", "seize", actors=GROUP, territory=True, peaceful=True),
            "Strategic developments / Non-violent transfer of territory",
        ),
        (
            "a truce is declared",
            other("RETREAT", "ceasefire", actors=(*FORCE, *GROUP)),
            "Strategic developments / Agreement",
        ),
        (
            "the government and the rebels sign an accord",
            other("AGREE", actors=STATE, targets=GROUP),
            "Strategic developments / Agreement",
        ),
        ("two ministers agree on trade", other("AGREE", actors=STATE, targets=STATE), None),
        (
            "a missile is intercepted, as the trigger says",
            assault("heavy-weapons", hint="Disrupted weapons use"),
            "Strategic developments / Disrupted weapons use",
        ),
    ],
)
def test_ground_goods_and_agreements_are_coded_by_who_gains(
    story: str, event: CodingContext, code: str | None
) -> None:
    assert (story, told(event)) == (story, code)


@pytest.mark.parametrize(
    "kind", ["CONSULT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "SANCTION", "AID", "MOBILIZE"]
)
def test_talk_aid_and_movements_are_no_events_for_acled(kind: str) -> None:
    assert told(other(kind, actors=FORCE, targets=GROUP)) is None


@pytest.mark.parametrize("modality", [m for m in Modality if m is not Modality.OCCURRED])
def test_what_did_not_happen_has_no_code(modality: Modality) -> None:
    assert told(assault("aerial", targets=FORCE, modality=modality)) is None


def test_a_word_that_is_no_sub_event_type_gives_no_code() -> None:
    assert told(assault("aerial", hint="Bombing")) is None


@pytest.mark.parametrize(
    ("field", "stance", "codes"),
    [
        (ClaimField.RESPONSIBILITY, Stance.CLAIMS, ("015", None)),
        (ClaimField.OCCURRENCE, Stance.CLAIMS, ("015", None)),  # "we shot it down"
        (ClaimField.JUSTIFICATION, Stance.CLAIMS, (None, None)),  # the reason is no claim of the act
        (ClaimField.RESPONSIBILITY, Stance.DENIES, ("016", "REJECT")),
        (ClaimField.OCCURRENCE, Stance.DENIES, (None, None)),  # that it happened, and not who did it
        (ClaimField.ACTOR, Stance.ALLEGES, ("112", "ACCUSE")),
        (ClaimField.CASUALTIES, Stance.ASSERTS, (None, None)),
    ],
)
def test_who_claims_denies_or_accuses_has_the_codes_of_it(
    field: ClaimField, stance: Stance, codes: tuple[str | None, str | None]
) -> None:
    here = Span(0, 4)
    army = Source(PartyRef("army", PartyKind.STATE_FORCE), here)
    said = Statement("s1", army, Basis.EXPLICIT, Act.ASSERT, "indirect", (here,), "clause")
    nobody = Statement("s2", None, Basis.NONE, Act.ALLEGE, "indirect", (here,), "passive")
    claims = [Claim("c1", one, "e1", field, stance, "words", here) for one in ("s1", "s2")]
    found = coded_claims(claims, (said, nobody), ONTOLOGY)
    assert [(one.cameo, one.plover) for one in found] == [codes, (None, None)]
