"""Responsibility claimed and denied, refusals to say, speech acts. The texts are ours."""

import pytest

from tests.attribute.readable import Row, claims

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "A car bomb killed six policemen in Kirkuk. Islamic State claimed responsibility for the attack.",
            [("Islamic State", "claims", "responsibility", "attack")],
        ),
        (
            "Gunmen killed a judge in Karachi. The Pakistani Taliban said it was behind the killing.",
            [("Tehrik-i-Taliban Pakistan", "claims", "responsibility", "killing")],
        ),
        (
            "The suicide bombing in Mogadishu was claimed by al-Shabaab.",
            [("al-Shabaab", "claims", "responsibility", "bombing")],
        ),
        ("No group claimed responsibility for the bombing in Jalalabad.", []),
        ("Nobody has claimed the attack on the barracks.", []),
    ],
)
def test_who_takes_responsibility_claims_it(text: str, expected: list[Row]) -> None:
    assert claims(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "A bomb went off in a market in Quetta. The Baloch Liberation Army denied involvement in the "
            "blast.",
            [("Balochistan Liberation Army", "denies", "responsibility", "went")],
        ),
        (
            "Gunmen kidnapped two nurses. The rebels said they had nothing to do with the kidnapping.",
            [("rebels", "denies", "responsibility", "kidnapping")],
        ),
        (
            'The ministry said the militia shelled the camp. "We had nothing to do with the shelling," a '
            "militia "
            "spokesman said.",
            [
                ("ministry", "alleges", "occurrence", "shelled"),
                ("militia spokesman", "denies", "responsibility", "shelling"),
            ],
        ),
        (
            "Rockets hit the port of Hodeidah. The Houthis said they had played no part in the attack.",
            [("Houthis", "denies", "responsibility", "attack")],
        ),
        (
            "Rockets hit the port of Hodeidah. The Houthis rejected any responsibility.",
            [("Houthis", "denies", "responsibility", "hit")],
        ),
    ],
)
def test_who_had_no_part_in_it_denies_responsibility(text: str, expected: list[Row]) -> None:
    assert claims(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Kinshasa accused Rwanda of arming the M23 rebels. Kigali dismissed the accusation.",
            [
                ("Democratic Republic of the Congo", "alleges", "coordination", "accused"),
                ("Democratic Republic of the Congo", "alleges", "coordination", "arming"),
                ("Rwanda", "denies", "coordination", "accused"),
                ("Rwanda", "denies", "coordination", "arming"),
            ],
        ),
        (
            "Khartoum accused South Sudan of shelling the oil town of Heglig. Juba rejected the charge.",
            [
                ("Sudan", "alleges", "actor", "accused"),
                ("Sudan", "alleges", "actor", "shelling"),
                ("South Sudan", "denies", "actor", "accused"),
                ("South Sudan", "denies", "actor", "shelling"),
            ],
        ),
        (
            "A grenade killed three people at a checkpoint in Grozny. Moscow blamed Chechen separatists for "
            "the attack.",
            [
                ("Russia", "alleges", "responsibility", "blamed"),
                ("Russia", "alleges", "responsibility", "attack"),
            ],
        ),
    ],
)
def test_an_accusation_alleges_and_its_dismissal_denies(text: str, expected: list[Row]) -> None:
    assert claims(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "A drone strike killed three commanders in Homs. The Israeli military declined to comment.",
            [("Israel Defense Forces", "declines", "occurrence", "killed")],
        ),
        (
            "Shells hit a school in Donetsk. The ministry did not respond to questions about the attack.",
            [("ministry", "declines", "occurrence", "hit")],
        ),
        (
            "Jets struck a depot outside Damascus. Israel would neither confirm nor deny the strike.",
            [("Israel", "declines", "occurrence", "struck")],
        ),
        ("The rebels declined to hand over the prisoners.", []),
    ],
)
def test_who_will_not_say_declines(text: str, expected: list[Row]) -> None:
    assert claims(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Rebels say they shot down the plane. The claim could not be independently verified.",
            [("Rebels", "claims", "occurrence", "shot"), (None, "declines", "occurrence", "shot")],
        ),
        (
            "The shelling of the dam could not be verified.",
            [(None, "declines", "occurrence", "shelling")],
        ),
    ],
)
def test_what_nobody_could_verify_is_nobodys_denial(text: str, expected: list[Row]) -> None:
    assert claims(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Hamas threatened to resume rocket fire if the blockade was not lifted.",
            [("Hamas", "asserts", "intent", "threatened")],
        ),
        (
            "Ankara demanded that the Kurdish fighters withdraw from Manbij.",
            [("Turkey", "asserts", "intent", "demanded")],
        ),
        (
            "Iran vowed to strike back at Israeli bases.",
            [("Iran", "asserts", "intent", "vowed")],
        ),
        (
            "The United Nations urged the Ethiopian army and the Tigrayan forces to stop fighting.",
            [("United Nations", "asserts", "intent", "urged")],
        ),
    ],
)
def test_threats_and_demands_assert_an_intent(text: str, expected: list[Row]) -> None:
    assert claims(text) == expected
