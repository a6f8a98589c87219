"""Act, polarity, certainty and commitments of a statement. The sentences are ours."""

import pytest

from tests.attribute.readable import meanings, read, spoken

pytestmark = pytest.mark.model

Meant = tuple[str, str, str | None, str]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The army denied that it had bombed the ferry.", ("deny", "denies", "negative", "certain")),
        ("The army said it did not bomb the ferry.", ("deny", "denies", "negative", "certain")),
        ("The colonel said the reports were false.", ("deny", "denies", "negative", "certain")),
        (
            "The commander said his men had not entered the village.",
            ("deny", "denies", "negative", "certain"),
        ),
        (
            "The ministry cast doubt on the claim that the plane was shot down.",
            ("deny", "denies", "negative", "certain"),
        ),
        (
            "Officials played down reports that the bridge had been hit.",
            ("deny", "denies", "negative", "certain"),
        ),
        (
            "The rebels shelled the hospital. The rebels called the report baseless.",
            ("deny", "denies", "negative", "certain"),
        ),
    ],
)
def test_a_denial_lies_in_the_cue_or_in_what_is_said(text: str, expected: Meant) -> None:
    assert meanings(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Nairobi has never denied that its soldiers crossed the border.",
        "The army could not confirm that its drones had hit the wedding.",
        "The army neither confirmed nor denied the strike on the convoy.",
        "The general would not say who fired the rockets at the market.",
        "The junta made no comment on the killing of the villagers.",
        "There was no immediate comment from the Israeli military on the strike.",
        "A spokesman for the coalition could not be reached for comment on the bombing.",
        "Kyiv refused to confirm or deny that it had struck the bridge.",
        "The army would not give a figure for the dead.",
    ],
)
def test_who_takes_no_position_has_no_polarity(text: str) -> None:
    assert meanings(text) == [("decline", "declines", None, "certain")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Police said they had found no trace of explosives.", ("assert", "asserts", "negative", "certain")),
        (
            "The rebels insisted that none of their fighters had been killed.",
            ("assert", "asserts", "negative", "certain"),
        ),
    ],
)
def test_a_negative_finding_is_no_denial(text: str, expected: Meant) -> None:
    assert meanings(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The rebels warned that they would shell the town if the army did not withdraw.",
            ("threaten", "asserts", "positive", "conditional"),
        ),
        (
            '"If they come back, we will kill them," said the commander.',
            ("threaten", "asserts", "positive", "conditional"),
        ),
        (
            "The president promised that the army would protect the refugees.",
            ("promise", "asserts", "positive", "future"),
        ),
        (
            "The general pledged not to fire on the protesters.",
            ("promise", "asserts", "negative", "future"),
        ),
        (
            "The foreign minister said that Rwanda must withdraw its troops from Congo.",
            ("request", "asserts", "positive", "certain"),
        ),
        (
            "The UN called on both sides to respect the truce.",
            ("request", "asserts", "positive", "certain"),
        ),
    ],
)
def test_what_shall_or_will_be_done_is_threat_promise_or_demand(text: str, expected: Meant) -> None:
    assert meanings(text) == [expected]


def test_would_not_hesitate_is_a_threat_and_no_denial() -> None:
    text = "The Taliban said they would not hesitate to attack the base."
    assert set(meanings(text)) == {
        ("threaten", "asserts", "positive", "future"),
        ("threaten", "asserts", "positive", "certain"),
    }


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("Police said that gunmen may have crossed from Somalia.", "possible"),
        ("The governor said the gunmen were probably members of Boko Haram.", "probable"),
        ("The United States believes that Iran supplied the drones.", "probable"),
        ("The defence ministry did not rule out that its missiles had struck the convoy.", "possible"),
        ("The mayor said talks would resume on Monday.", "future"),
        ("The mayor said talks resumed on Monday.", "certain"),
    ],
)
def test_hedges_conditions_and_the_future_weaken_a_statement(text: str, certainty: str) -> None:
    assert [row[3] for row in meanings(text)] == [certainty]


@pytest.mark.parametrize(
    ("text", "source", "author"),
    [
        ("The army said rebels had burned the mill.", 2, "neutral"),
        ("The army claimed rebels had burned the mill.", 2, "distances"),
        ("The army acknowledged that its men had burned the mill.", 2, "confirms"),
        ("The army denied that its men had burned the mill.", -2, "neutral"),
        ("Villagers suspect that rebels burned the mill.", 1, "neutral"),
        ("Rebels reportedly burned the mill.", 1, "hedges"),
        ("The army declined to comment on the burning of the mill.", 0, "neutral"),
    ],
)
def test_the_cue_says_how_source_and_report_stand_to_it(text: str, source: int, author: str) -> None:
    found = [(s.source_commitment, s.author_commitment.value) for s in spoken(read(text))]
    assert found == [(source, author)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The army was accused of shelling the market.", ("accuse", "alleges", "positive", "certain")),
        ("Rebels were blamed for the bombing of the bus.", ("accuse", "alleges", "positive", "certain")),
        (
            "The militia is suspected of the killing of the judge.",
            ("allege", "alleges", "positive", "probable"),
        ),
    ],
)
def test_an_accusation_in_the_passive_is_nobodys(text: str, expected: Meant) -> None:
    assert meanings(text) == [expected]
    assert [s.source for s in spoken(read(text))] == [None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The general said it would not shell the port while the ferries were loading.",
            ("promise", "asserts", "negative", "future"),
        ),
        (
            "The colonel no longer denies that the battery fired on the school.",
            ("decline", "declines", None, "certain"),  # it owns up to nothing in these words
        ),
        (
            '"I gave the order," the former brigade commander told the court.',
            ("admit", "claims", "positive", "certain"),
        ),
        ('"On the raid I have nothing to add," the minister said.', ("decline", "declines", None, "certain")),
        pytest.param(
            "No one from the ministry has said who paid for the guns.",
            ("decline", "declines", None, "certain"),
            marks=pytest.mark.xfail(reason="#4: nobody is taken for no speaker"),
        ),
        (
            "Doctors said ninety people lie under the ruins of the market.",
            ("assert", "asserts", "positive", "certain"),
        ),
    ],
)
def test_other_words_for_silence_admission_and_restraint(text: str, expected: Meant) -> None:
    assert meanings(text) == [expected]
