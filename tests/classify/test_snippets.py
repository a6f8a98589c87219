"""What the shipped weights say a short text mainly tells."""

import pytest

from sayso.classify import Encoder, event_classes, load_encoder
from sayso.errors import SpanError
from sayso.model.classes import Way
from sayso.ontology import load_ontology


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    found = load_encoder("en")
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "code", "type_"),
    [
        (
            "Warplanes hit a fuel depot outside Taiz on Tuesday, setting three tankers ablaze.",
            "AIR_STRIKE",
            "ASSAULT",
        ),
        ("Police detained fourteen opposition activists in Kampala.", "ARREST", "COERCE"),
        ("A bomber blew himself up at a checkpoint, killing two guards.", "SUIC_BOMB", "ASSAULT"),
        ("Gunmen seized the headmaster and six pupils from a school bus.", "ABDUCT_DISSAP", "ASSAULT"),
        ("Hundreds of teachers marched to the ministry and went home at dusk.", "PEACE_PROTEST", "PROTEST"),
        ("Both sides signed a truce in Muscat on Sunday.", "AGREEMENT", "AGREE"),
        (
            "Troops and Naxalite rebels fought for six hours near Dantewada on Monday.",
            "ARMED_CLASH",
            "ASSAULT",
        ),
    ],
)
def test_a_text_gets_the_class_of_its_main_event(encoder: Encoder, text: str, code: str, type_: str) -> None:
    found = event_classes(encoder, [text], load_ontology())[0]
    assert (found.code, found.type, found.way) == (code, type_, Way.LEARNED)
    assert found.event is not None
    assert found.event > 0.5


def test_a_text_without_an_event_says_so_and_still_gets_the_likeliest_class(encoder: Encoder) -> None:
    found = event_classes(encoder, ["The striker shot wide twice before the whistle went."], load_ontology())[
        0
    ]
    assert found.event is not None
    assert found.event < 0.5
    assert len(found.probabilities) == 25


def test_an_empty_text_is_refused(encoder: Encoder) -> None:
    with pytest.raises(SpanError, match="text 2 is empty"):
        event_classes(encoder, ["Gunmen fired.", " \n"], load_ontology())


def test_no_texts_give_no_classes(encoder: Encoder) -> None:
    assert event_classes(encoder, [], load_ontology()) == []
