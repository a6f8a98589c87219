"""What hints do to the triggers of the lexicon."""

import pytest

from sayso.classify.advice import advise, plain_senses, share
from sayso.lang import load
from sayso.model.hints import Hints, Told
from tests.coding import Coding, coding, label

pytestmark = pytest.mark.model


def hint(type_: str, probability: float, mode: str | None = None, again: float = 0.0) -> Told:
    return Told({type_: probability}, again, mode, "occurred")


def advised(found: Coding, sentence: float, **told: Told) -> list[str]:
    """The triggers of a text of one sentence with these hints for its words, as "words = type/mode"."""
    lexicon = load("en")
    hints = Hints({found.token(word): one for word, one in told.items()}, sentences={0: sentence})
    triggers = advise(hints, found.parse, found.mentions, lexicon).triggers
    return [f"{t.span.of(found.parse.text)} = {label(lexicon.triggers[t.sense])}" for t in triggers]


def test_a_word_that_the_lexicon_lacks_is_added_where_the_weights_are_sure() -> None:
    found = coding("The militia gutted two hamlets.")
    assert advised(found, 0.99, gutted=hint("ASSAULT", 0.2)) == []
    assert advised(found, 0.999, gutted=hint("ASSAULT", 0.99, "destroy")) == ["gutted = ASSAULT/destroy"]


def test_no_word_is_added_in_a_report_without_an_event() -> None:
    found = coding("The militia gutted two hamlets.")
    assert advised(found, 0.1, gutted=hint("ASSAULT", 0.99, "destroy")) == []


def test_a_word_of_the_lexicon_goes_only_where_the_report_tells_no_event() -> None:
    found = coding("Gunmen attacked a bus.")
    assert advised(found, 0.999) == ["attacked = ASSAULT"]
    assert advised(found, 0.1) == []


def test_people_who_were_hurt_make_no_event_of_a_report_that_tells_none() -> None:
    found = coding("A bomb exploded at the bakery in the film, wounding six people.")
    assert advised(found, 0.05) == []


def test_another_mention_of_an_event_is_no_event_of_its_own() -> None:
    found = coding("The ordeal lasted an hour.")
    assert advised(found, 0.99, ordeal=hint("ASSAULT", 0.4, again=0.59)) == []


def test_only_verbs_and_nouns_are_added() -> None:
    found = coding("They quickly left.")
    assert "quickly" not in " ".join(advised(found, 0.99, quickly=hint("ASSAULT", 0.99)))


def test_the_more_sure_the_weights_the_larger_the_share() -> None:
    word = coding("They left.").parse.tokens[1]
    told = [Hints({1: hint("ASSAULT", p)}, sentences={0: 0.9}) for p in (0.1, 0.5, 0.9)]
    shares = [share(hints, (word,), None) for hints in told]
    assert shares == sorted(set(shares))


def test_acts_of_violence_have_a_plain_sense_for_verbs_and_nouns() -> None:
    senses = plain_senses(load("en"))
    assert {("ASSAULT", None, "verb"), ("ASSAULT", None, "noun"), ("COERCE", "seize", "verb")} <= set(senses)
    assert load("en").triggers[senses["ASSAULT", None, "verb"]].mode is None


def test_an_act_whose_kind_the_weights_do_not_name_is_not_given_one() -> None:
    assert ("COERCE", None, "verb") not in plain_senses(load("en"))
    found = coding("The militia emptied two hamlets.")
    assert advised(found, 0.999, emptied=hint("COERCE", 0.99)) == []
    assert advised(found, 0.999, emptied=hint("ASSAULT", 0.99)) == ["emptied = ASSAULT"]


def test_a_verb_that_only_carries_an_act_is_no_act() -> None:
    found = coding("The army staged an attack.")
    assert advised(found, 0.999, staged=hint("ASSAULT", 0.99)) == ["attack = ASSAULT"]


def test_a_phrase_is_as_likely_as_its_likeliest_word() -> None:
    words = coding("The convoy came under fire.").parse.tokens[2:5]
    told = Hints({4: hint("ASSAULT", 0.9)}, sentences={0: 0.9})
    assert share(told, words, None) == share(told, words[2:], None) > share(told, words[:2], None)
