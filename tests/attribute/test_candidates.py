"""Who may have said words that the text gives to nobody. The texts are ours."""

import pytest

from tests.attribute.readable import read, spoken

pytestmark = pytest.mark.model


def candidates(text: str) -> list[list[str]]:
    """The names of the candidates of each statement that nobody is known to say."""
    free = [s for s in spoken(read(text)) if s.frame == "quotation" and s.source is None]
    return [[one.party.name for one in s.candidates] for s in free]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Army retakes base\n\n"
            "The Nigerian army retook a base from Boko Haram near Monguno on Friday.\n\n"
            '"The terrorists paid for their crimes and our troops are in control."\n\n'
            "Boko Haram did not comment.",
            ["Nigerian Armed Forces"],
        ),
        (
            "Jets hit convoy\n\n"
            "NATO jets hit a Serbian convoy on Tuesday. Belgrade said 12 were dead.\n\n"
            '"NATO\'s aim is to stop the killing in the province."\n\n'
            "Serbia closed the road.",
            ["North Atlantic Treaty Organization"],
        ),
        (
            "Ship sunk\n\n"
            "Ukrainian forces attacked the Russian army near Tokmak on Sunday, Kyiv said.\n\n"
            '"The criminal Ukraine regime has shown its evil face to the world again."\n\n'
            "The weather was calm.",
            ["Russian Armed Forces"],
        ),
        (
            "Shells hit town\n\n"
            "Shells hit the town of Kaliso on Friday.\n\n"
            '"The traitors will be driven out before the week ends."\n\n'
            "It rained.",
            [],
        ),
    ],
)
def test_the_words_show_whose_they_may_be(text: str, expected: list[str]) -> None:
    assert candidates(text) == [expected]


def test_a_candidate_has_a_share_and_says_why() -> None:
    text = (
        "Jets hit convoy\n\nNATO jets hit a Serbian convoy on Tuesday.\n\n"
        '"NATO\'s aim is to stop the killing in the province."\n\nSerbia closed the road.'
    )
    found = [c for s in spoken(read(text)) for c in s.candidates]
    assert [(c.score, c.basis) for c in found] == [(1.0, "the words speak of it as their own")]


def test_hearsay_has_no_candidates() -> None:
    text = "NATO jets reportedly hit a Serbian convoy on Tuesday, killing nine people."
    assert [s.candidates for s in spoken(read(text))] == [()]
