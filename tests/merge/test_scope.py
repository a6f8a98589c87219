"""What is worth an event, and what is not. The texts are ours."""

import pytest

from tests.merge.readable import Happening, events, notes

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("story", "text"),
    [
        (
            "football",
            "Zamalek shot down Al Ahly in a fierce battle on Saturday, with the striker firing two missiles "
            "past the "
            "goalkeeper in the second half of the match.",
        ),
        (
            "the stock exchange",
            "Shares in the drone maker tumbled after it missed the forecast for its quarter. Investors "
            "attacked the board "
            "and the stock took a pounding.",
        ),
        (
            "a film",
            "The film tells of a soldier who survives an ambush; the actor said the battle scenes took a "
            "season to shoot.",
        ),
        (
            "a storm",
            "A cyclone hammered the coast of Mozambique on Sunday, killing 12 people and displacing "
            "thousands, officials "
            "said. Winds battered the port.",
        ),
        (
            "an exhibition",
            "A painting of a battle from the war was sold at auction. The museum said the gallery would show "
            "it from May.",
        ),
    ],
)
def test_other_worlds_that_borrow_the_words_of_war_give_no_event_and_one_note(story: str, text: str) -> None:
    assert (story, events(text), notes(text)) == (story, [], ["out-of-scope"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ukraine struck an oil depot in Russia on Monday. On the same day Russia struck a power plant in "
            "Ukraine.",
            [("ASSAULT", "Ukraine", "struck"), ("ASSAULT", "Russia", "struck")],
        ),
        (
            "Khartoum accused South Sudan of shelling the oil town of Heglig on Monday. Juba rejected the "
            "charge.",
            [("ACCUSE", "Sudan", "accused"), ("ASSAULT", "South Sudan", "shelling")],
        ),
    ],
)
def test_a_short_report_of_war_between_states_is_in_scope(text: str, expected: list[Happening]) -> None:
    assert events(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The Houthis threatened to attack military ships in the Red Sea with missiles.",
            [("THREATEN", "Houthis", "threatened")],
        ),
        ("Turkey may attack Kurdish forces in Manbij, analysts of the conflict say.", []),
        pytest.param(
            "The militia's fighters would bomb the army barracks in the capital if the truce failed, its "
            "leader warned.",
            [("THREATEN", "leader", "warned")],
            marks=pytest.mark.xfail(reason="#2: a warning behind the threat makes no threat of it"),
        ),
        ("The rebels failed to take the army base at Kidal.", []),
    ],
)
def test_a_threat_a_possibility_and_a_failure_are_no_attack(text: str, expected: list[Happening]) -> None:
    assert events(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Nobody inflicted these deaths.
        ("Covid-19 killed 40 soldiers in the army last month, the military said.", []),
        ("A flood killed 40 people in Peshawar on Monday, the army said.", []),
        (
            "A train collision killed 36 people near Athens, police said. The army sent soldiers to help.",
            [("MOBILIZE", "army", "sent")],
        ),
        # The words of sport and elections beside an attack do not hide it.
        (
            "A candidate for mayor was shot dead by gunmen in Veracruz on Sunday, days before voters go to "
            "the ballot. Police said the candidate had campaigned without guards.",
            [("ASSAULT", "gunmen", "shot dead")],
        ),
        (
            "Gunmen opened fire on a bus carrying a cricket team in Lahore on Tuesday, wounding seven "
            "players. The team captain said the players were safe.",
            [("ASSAULT", "Gunmen", "opened fire + wounding")],
        ),
    ],
)
def test_deaths_without_an_attack_and_attacks_among_other_news(text: str, expected: list[Happening]) -> None:
    assert events(text) == expected
