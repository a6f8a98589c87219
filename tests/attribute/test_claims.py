"""What a statement says of an event: own and others' acts, tolls, denials in neutral words. The texts are "
"ours."""

import pytest

from tests.attribute.readable import Row, claims

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The M23 said it had captured the town of Masisi.",
            [("March 23 Movement", "claims", "occurrence", "captured")],
        ),
        (
            "The Israeli military said it struck a launch site in Gaza.",
            [("Israel Defense Forces", "claims", "occurrence", "struck")],
        ),
        (
            "The Houthis said they had attacked a tanker in the Red Sea.",
            [("Houthis", "claims", "occurrence", "attacked")],
        ),
        (
            "Our warplanes bombed the smugglers' convoy, the Egyptian army said.",
            [("Egyptian Armed Forces", "claims", "occurrence", "bombed")],
        ),
        (
            'The rebel commander was blunt: "We shot down the helicopter."',
            [("rebel commander", "claims", "occurrence", "shot")],
        ),
    ],
)
def test_ones_own_act_is_claimed(text: str, expected: list[Row]) -> None:
    assert claims(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The Ukrainian army said Russian forces shelled a railway station in Kramatorsk on Tuesday.",
            [("Armed Forces of Ukraine", "alleges", "occurrence", "shelled")],
        ),
        (
            "The Congolese army said the M23 shelled the town of Masisi.",
            [("Armed Forces of the Democratic Republic of the Congo", "alleges", "occurrence", "shelled")],
        ),
        (
            "Residents said soldiers burned their houses.",
            [("Residents", "alleges", "occurrence", "burned")],
        ),
        (
            "Gunmen ambushed a patrol near Diffa, the governor said.",
            [("governor", "alleges", "occurrence", "ambushed")],
        ),
    ],
)
def test_anothers_act_is_alleged(text: str, expected: list[Row]) -> None:
    assert claims(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Shells hit the old quarter of Omdurman, residents said.",
            [("residents", "asserts", "occurrence", "hit")],
        ),
        (
            "A bomb exploded near the stadium, police said.",
            [("police", "asserts", "occurrence", "exploded")],
        ),
    ],
)
def test_an_act_without_an_actor_is_asserted(text: str, expected: list[Row]) -> None:
    assert claims(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "At least fourteen people were killed in the bombing, the health ministry said.",
            [("health ministry", "asserts", "casualties", "killed")],
        ),
        (
            "The army said it had killed nine insurgents near Mocimboa da Praia.",
            [("army", "claims", "occurrence", "killed"), ("army", "asserts", "casualties", "killed")],
        ),
        (
            "A drone strike hit a bus in El Geneina. A doctor counted 17 bodies.",
            [("doctor", "asserts", "casualties", "hit")],
        ),
    ],
)
def test_a_toll_is_asserted_by_its_source(text: str, expected: list[Row]) -> None:
    assert claims(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The army said it did not bomb the hospital.", [("army", "denies", "occurrence", "bomb")]),
        (
            "A rebel spokesman said its fighters never attacked the convoy.",
            [("rebel spokesman", "denies", "occurrence", "attacked")],
        ),
        (
            "The Nigerian army denied that its jets had bombed the wedding.",
            [("Nigerian Armed Forces", "denies", "occurrence", "bombed")],
        ),
        (
            "Moscow denied bombing the hospital in Idlib.",
            [("Russia", "denies", "occurrence", "bombing")],
        ),
        (
            "Washington did not deny that its drones had struck the village.",
            [("United States", "declines", "occurrence", "struck")],
        ),
    ],
)
def test_negated_content_is_a_denial_whatever_the_verb(text: str, expected: list[Row]) -> None:
    assert claims(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Iran fired missiles at a base in Erbil. Tehran said it had acted in self-defence.",
            [("Iran", "claims", "justification", "fired")],
        ),
        (
            "The truce collapsed within hours, with Yerevan saying Azerbaijani troops fired mortars at a "
            "village "
            "and Baku saying Armenian snipers shot first.",
            [
                ("Armenia", "alleges", "occurrence", "fired"),
                ("Azerbaijan", "alleges", "occurrence", "shot"),
            ],
        ),
    ],
)
def test_a_reason_is_a_justification_only_for_ones_own_act(text: str, expected: list[Row]) -> None:
    assert claims(text) == expected


def test_the_hedged_and_the_unhedged_part_keep_apart() -> None:
    text = "Two mosques were burned in an attack reportedly carried out by Boko Haram."
    assert [row[:3] for row in claims(text)] == [(None, "alleges", "actor")]
