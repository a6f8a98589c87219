"""Words that introduce what somebody says."""

import pytest

from sayso.find.cues import cues
from sayso.model.parse import UnitKind
from tests.coding import coding
from tests.lang.parses import parse_of

pytestmark = pytest.mark.model


def cued(text: str) -> list[tuple[str, str, str]]:
    """Each cue with its frame and its act."""
    found = coding(text)
    senses = found.tables.lexicon.cues
    return [(c.span.of(text), senses[c.sense].frame, senses[c.sense].act) for c in found.mentions.cues]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The mayor said nobody was hurt.", [("said", "clause", "assert")]),
        ("Two towns fell, the junta said on Monday.", [("said", "clause", "assert")]),
        ("Residents told a local radio that shells fell.", [("told", "clause", "assert")]),
        ("The ministry confirmed the loss of a drone.", [("confirmed", "clause", "confirm")]),
        ("The general admitted that mistakes were made.", [("admitted", "clause", "admit")]),
        ("The rebels claimed that they held the airport.", [("claimed", "clause", "allege")]),
        ("Bogota denied that the army was there.", [("denied", "clause", "deny")]),
        ("The army rejected the report.", [("rejected", "clause", "deny"), ("report", "noun", "assert")]),
        ("Hanoi warned that it would retaliate.", [("warned", "clause", "assert")]),
        ("The envoy promised that talks would resume.", [("promised", "clause", "promise")]),
        ("The bishop urged both sides to stop.", [("urged", "clause", "request")]),
        ("Asmara accused its neighbour of shelling a village.", [("accused", "object", "accuse")]),
        ("The governor blamed the rebels for the fire.", [("blamed", "object", "accuse")]),
    ],
)
def test_a_verb_of_speech_is_a_cue_with_its_act(sentence: str, expected: list[tuple[str, str, str]]) -> None:
    assert cued(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Four died, according to hospital staff.", [("according to", "preposition", "assert")]),
        ("According to the UN, 300 fled.", [("According to", "preposition", "assert")]),
        ("The paper gave the figure, citing a colonel.", [("citing", "preposition", "assert")]),
        ("The bridge was reportedly mined.", [("reportedly", "adverb", "allege")]),
        ("An allegedly armed man was shot.", [("allegedly", "adverb", "allege")]),
        (
            "The front issued a statement saying that it had left the town.",
            [("statement", "noun", "assert"), ("saying", "clause", "assert")],
        ),
        (
            "A report by the monitors described two raids.",
            [("report", "noun", "assert"), ("described", "clause", "assert")],
        ),
    ],
)
def test_prepositions_adverbs_and_documents_are_cues(
    sentence: str, expected: list[tuple[str, str, str]]
) -> None:
    assert cued(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Troops acted in accord with their orders.",
        "The reported figure was too low.",
        "The road was closed.",
        "The claims court is shut.",
    ],
)
def test_words_that_only_look_like_speech_are_no_cues(sentence: str) -> None:
    assert cued(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param(
            "The shelling continues to claim lives.",
            marks=pytest.mark.xfail(reason="#2: a verb of speech without a speaker or a clause", strict=True),
        ),
        pytest.param(
            "Fighting continues in the eastern districts.",
            marks=pytest.mark.xfail(reason="#2: a verb of speech without a speaker or a clause", strict=True),
        ),
    ],
)
def test_what_goes_on_says_nothing(sentence: str) -> None:
    assert cued(sentence) == []


def test_the_longest_cue_at_one_place_is_found_once() -> None:
    assert cued("In the words of the bishop, the town is empty.") == [
        ("In the words of", "preposition", "assert")
    ]


def test_cues_in_a_quotation_and_around_it_come_in_text_order() -> None:
    text = '"They told us to run," a survivor said, according to the radio.'
    assert [words for words, _, _ in cued(text)] == ["told", "said", "according to"]


def test_what_a_report_says_about_itself_holds_no_cues() -> None:
    lexicon = coding("The mayor said so.").tables.lexicon
    assert list(cues(parse_of("Reporting by A. Writer, who said so.", UnitKind.FURNITURE), lexicon)) == []
