"""Signals over words made by hand."""

from dataclasses import replace

from sayso.merge.across.mentions import same_events
from sayso.merge.across.wording import MARKS, WEIGHTS, likelihood, marks
from sayso.merge.across.words import root, stem
from sayso.model.wording import Words

SHOT = Words("a@1", "a", "shoot", "shoot", "shoot", "verb", who=frozenset({"guard"}), story="s")
KILLING = Words("b@1", "b", "killing", "kill", "kill", "noun", close=frozenset({0}), story="s")
MURDER = Words("c@1", "c", "murder", "murder", "murder", "noun", close=frozenset({0}), story="s")


def test_forms_and_nominalisations_share_stem_and_root() -> None:
    assert [stem(word) for word in ("shelling", "attacks", "seized")] == ["shell", "attack", "seiz"]
    assert root("bombardment") == root("bombard") == "bombard"


def test_words_of_one_family_in_one_story_are_likelier_one_event_than_strangers() -> None:
    assert likelihood(KILLING, MURDER) > 0.5 > 0.1 > likelihood(SHOT, MURDER)


def test_another_story_and_another_victim_speak_against() -> None:
    elsewhere = replace(MURDER, story="t")
    assert likelihood(KILLING, elsewhere) < likelihood(KILLING, MURDER)
    one, two = replace(KILLING, whom=frozenset({"guard"})), replace(MURDER, whom=frozenset({"baker"}))
    assert likelihood(one, two) < likelihood(KILLING, MURDER)


def test_every_mark_is_symmetric_and_has_a_weight() -> None:
    for a, b in ((SHOT, MURDER), (KILLING, MURDER), (SHOT, replace(SHOT, key="d@1", report="d"))):
        found = list(marks(a, b))
        assert found
        assert {name for name, _, _ in found} <= set(WEIGHTS)
        assert [mark[:2] for mark in found] == [mark[:2] for mark in marks(b, a)]
    assert len(MARKS) == len(set(MARKS))


def test_mentions_group_alike_in_any_order() -> None:
    stories = {"a": "s", "b": "s", "c": "s"}
    found = same_events([SHOT, KILLING, MURDER], stories)
    assert found == {"a@1": "a@1", "b@1": "b@1", "c@1": "b@1"}
    assert same_events([MURDER, SHOT, KILLING], stories) == found
