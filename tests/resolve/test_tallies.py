"""Which figures are of a whole war or of years, and which of the act that is told."""

import pytest

from sayso.resolve.tallies import without_tallies
from tests.coding import coding


def kept(text: str) -> list[int]:
    """The lower bounds of the figures that stay."""
    found = coding(text)
    left = without_tallies(found.parse, found.mentions, found.tables.lexicon)
    return [toll.low for toll in left.tolls]


def words(text: str) -> list[str]:
    """The triggers that stay."""
    found = coding(text)
    left = without_tallies(found.parse, found.mentions, found.tables.lexicon)
    return [trigger.span.of(text) for trigger in left.triggers]


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "More than 7,000 people have been killed in the south since 2004.",
        "Some 400 people have died in violence since April 2015.",
        "So far this year 240 soldiers have been killed in the north.",
        "The civil war claimed 70,000 lives before it ended in 2009.",
        "The two-year war is thought to have killed 600,000 people.",
        "More than 3,500 people died in the Troubles.",
        "Mines have killed 120 people over the past two years.",
        "More than 150 teachers have been killed since the violence began.",
        "At least 900 people have been killed since the coup.",
        "At least 30 killed since 2014.",
        "Last year, 168 soldiers died in a five-month battle for the city.",
        "In recent months 60 farmers have been killed by herders.",
        "Over 13,000 people were killed in the decade-long Maoist insurgency.",
    ],
)
def test_a_figure_of_a_long_stretch_is_left_out_with_its_words(text: str) -> None:
    assert (kept(text), words(text)) == ([], [])


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Nine people were killed on Monday and four wounded.", [9, 4]),
        ("At least 60 people have been killed since the fighting began on Monday.", [60]),
        ("Thirty people have died since the blast.", [30]),
        ("Twenty guests have died since Friday.", [20]),
        ("The army said it had killed 30 rebels this month in an air strike on their camp.", [30]),
        ("Rebels killed 11 villagers in January.", [11]),
        ("Two soldiers were killed in the worst attack since 2015.", [2]),
        ("The first attack since March killed three policemen.", [3]),
        ("No soldiers were killed in the war.", [0]),
        ("A two-year-old boy and his mother were killed by a shell.", [2]),
    ],
)
def test_a_figure_of_an_act_stays(text: str, figures: list[int]) -> None:
    assert kept(text) == figures


@pytest.mark.model
def test_the_year_of_a_comparison_is_no_day_of_the_act() -> None:
    found = coding("Two soldiers were killed in the worst attack since 2015.")
    assert [telling.time for telling in found.resolved.tellings] == [None, None]


@pytest.mark.model
def test_one_of_many_victims_is_no_act() -> None:
    assert words("He was the tenth civilian killed by soldiers this month.") == []


@pytest.mark.model
def test_what_a_caller_asks_for_stays() -> None:
    found = coding("More than 7,000 people have been killed in the south since 2004.")
    asked = frozenset({found.token("killed")})
    left = without_tallies(found.parse, found.mentions, found.tables.lexicon, asked)
    assert [trigger.token for trigger in left.triggers] == sorted(asked)
