"""What is said, read as a clause. The sentences are ours."""

import pytest

from sayso.attribute.contents import Content
from sayso.model.statements import Certainty
from tests.attribute.readable import read

pytestmark = pytest.mark.model


def content(text: str) -> Content:
    coding = read(text).coding
    return Content(coding.parse, [(0, len(coding.parse.tokens))], coding.tables.lexicon.words)


@pytest.mark.parametrize(
    ("text", "negative"),
    [
        ("The army did not shell the camp.", True),
        ("No jets flew over the valley.", True),
        ("There was no attack on the camp.", True),
        ("The report was false.", True),
        ("The report was not false.", False),
        ("Not only soldiers were killed in the raid.", False),
        ("No fewer than nine soldiers were killed in the raid.", False),
        ("The army shelled the camp.", False),
    ],
)
def test_two_negations_cancel_out(text: str, negative: bool) -> None:
    assert content(text).is_negative() is negative


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("The army may shell the camp.", Certainty.POSSIBLE),
        ("The army will shell the camp.", Certainty.FUTURE),
        ("The army would shell the camp if the rebels stayed.", Certainty.CONDITIONAL),
        ("The army appears to have shelled the camp.", Certainty.PROBABLE),
        ("The army shelled the camp.", None),
    ],
)
def test_auxiliaries_conditions_and_hedges_are_read(text: str, certainty: Certainty | None) -> None:
    assert content(text).certainty() is certainty


def test_the_clauses_of_a_content_are_its_parts() -> None:
    one = content("The rebels burned the mill and the army shelled the camp. Nobody was hurt.")
    assert [part.word(part.main).text for part in one.parts()] == ["burned", "shelled", "hurt"]


def test_of_an_endless_content_only_the_beginning_is_read() -> None:
    one = content("The rebels burned the mill. " * 400)
    assert (len(one.tokens), len(one.parts())) == (200, 20)
