"""On what basis a source is known, and on whose word a figure rests. The texts are ours."""

import pytest

from tests.attribute.readable import read, speaker, spoken

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Ukrainian army said its troops held the town.", [("Armed Forces of Ukraine", "explicit")]),
        ("Damascus said its air defences had shot down two drones.", [("Syria", "metonym")]),
        ("Islamabad said Indian troops had fired across the line.", [("Pakistan", "metonym")]),
        (
            "The governor arrived on Monday. He said the militia had looted the market.",
            [("governor", "coreference")],
        ),
        (
            "Hezbollah fired rockets at an outpost. It said the rockets answered an air raid.",
            [("Hezbollah", "coreference")],
        ),
        (
            "The army said its men had taken the ridge, adding that the road was open.",
            [("army", "explicit"), ("army", "shared_subject")],
        ),
        ("The garrison is said to have fled.", [(None, "none")]),
        ("Two shells landed in Damascus on Friday.", []),
        (
            # The report says what Ankara is up to: Ankara has not said so.
            "Since the rebels failed to hold the pass, Ankara is now relying on tribes to block the road.",
            [("Turkey", "ascribed")],
        ),
    ],
)
def test_a_source_has_a_basis(text: str, expected: list[tuple[str | None, str]]) -> None:
    assert [(speaker(s), s.basis.value) for s in spoken(read(text))] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The health ministry said 14 people were killed in the strike, while rebels put the toll at 30.",
            [("14", "health ministry"), ("30", "rebels")],
        ),
        ("The strike killed 14 people.", []),
        ("The strike reportedly killed 14 people.", [("14", None)]),
    ],
)
def test_a_figure_rests_on_its_source(text: str, expected: list[tuple[str, str | None]]) -> None:
    found = [
        (digits(span.of(text)), source) for span, source in sorted(read(text).attributed.toll_sources.items())
    ]
    assert found == expected


def digits(words: str) -> str:
    return "".join(char for char in words if char.isdigit())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Rebels attacked the barracks at Beni. Four soldiers were killed, the army said.",
            [("author", "attacked")],
        ),
        ("Rebels attacked the barracks at Beni, the army said.", []),
    ],
)
def test_what_nobody_says_is_in_the_reports_own_voice(text: str, expected: list[tuple[str, str]]) -> None:
    one = read(text)
    voiced = [(one.statement(c).frame, one.heads()[c.event]) for c in one.attributed.claims]
    assert [row for row in voiced if row[0] == "author"] == expected
