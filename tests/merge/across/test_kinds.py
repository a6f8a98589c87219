"""Kinds of acts."""

import pytest

from sayso.lang import load
from sayso.merge.across.kinds import Kind, kind_of_event, kind_of_words, may_be_one

WORDS = load("en").words


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("kidnapping", Kind.ABDUCTION),
        ("roadblock", Kind.ROADBLOCK),
        ("chase", Kind.PURSUIT),
        ("massacre", Kind.VAGUE),
        ("dead", Kind.HARM),
        ("exchange of fire", Kind.EXCHANGE),
        ("rehearsal", Kind.DRILL),
        ("deport", Kind.EXPULSION),
        ("mutiny", Kind.MUTINY),
        ("take hostage", Kind.ABDUCTION),
        ("return fire", Kind.VIOLENCE),
        ("unheard-of", Kind.ACT),
    ],
)
def test_a_word_without_a_sense_has_the_kind_of_its_list(word: str, kind: Kind) -> None:
    assert kind_of_words(frozenset({word}), None, WORDS) is kind


@pytest.mark.parametrize(
    ("event", "kind"),
    [
        (("ASSAULT", "aerial"), Kind.STRIKE),
        (("ASSAULT", None), Kind.VIOLENCE),
        (("COERCE", "arrest"), Kind.ARREST),
        (("PROTEST", "demo"), Kind.PROTEST),
        (("RETREAT", "release"), Kind.RELEASE),
        (("CONSULT", "phone"), Kind.OTHER),
    ],
)
def test_a_coded_event_has_the_kind_of_its_mode(event: tuple[str, str | None], kind: Kind) -> None:
    assert kind_of_event(*event) is kind


@pytest.mark.parametrize(
    ("a", "b", "one"),
    [
        (Kind.BLAST, Kind.HARM, True),
        (Kind.LAUNCH, Kind.DRILL, True),
        (Kind.ARREST, Kind.BLAST, False),
        (Kind.PROTEST, Kind.DISPERSAL, False),
        (Kind.ABDUCTION, Kind.RELEASE, False),
        (Kind.EXCHANGE, Kind.STRIKE, False),
        (Kind.ACT, Kind.ARREST, True),
    ],
)
def test_kinds_may_be_one_from_both_sides(a: Kind, b: Kind, one: bool) -> None:
    assert (may_be_one(a, b), may_be_one(b, a)) == (one, one)
