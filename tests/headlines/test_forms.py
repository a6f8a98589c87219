"""Verbs in all their forms."""

import pytest

from sayso.headlines.forms import Voice, inflected, plural, trigger_forms
from sayso.lang import load
from sayso.model.lexicon import TriggerSense


@pytest.mark.parametrize(
    ("verb", "past", "participle", "gerund", "third"),
    [
        ("shell", "shelled", "shelled", "shelling", "shells"),
        ("shoot down", "shot down", "shot down", "shooting down", "shoots down"),
        ("ban", "banned", "banned", "banning", "bans"),
        ("seize", "seized", "seized", "seizing", "seizes"),
        ("flee", "fled", "fled", "fleeing", "flees"),
        ("deny", "denied", "denied", "denying", "denies"),
        ("deploy", "deployed", "deployed", "deploying", "deploys"),
        ("expel", "expelled", "expelled", "expelling", "expels"),
        ("visit", "visited", "visited", "visiting", "visits"),
        ("clash", "clashed", "clashed", "clashing", "clashes"),
        ("take over", "took over", "taken over", "taking over", "takes over"),
        ("tear-gas", "tear-gassed", "tear-gassed", "tear-gassing", "tear-gases"),
        ("carpet-bomb", "carpet-bombed", "carpet-bombed", "carpet-bombing", "carpet-bombs"),
        ("sexually abuse", "sexually abused", "sexually abused", "sexually abusing", "sexually abuses"),
    ],
)
def test_a_verb_has_its_forms(verb: str, past: str, participle: str, gerund: str, third: str) -> None:
    voices = (Voice.PAST, Voice.PARTICIPLE, Voice.GERUND, Voice.THIRD, Voice.BASE)
    assert [inflected(tuple(verb.split()), one) for one in voices] == [past, participle, gerund, third, verb]


def test_a_noun_has_its_plural() -> None:
    assert [plural(one) for one in ("ambush", "air strike", "hostility", "siege")] == [
        "ambushes",
        "air strikes",
        "hostilities",
        "sieges",
    ]


def test_words_of_a_text_lead_to_each_sense_and_the_forms_that_they_may_be() -> None:
    shoot = TriggerSense(("shoot", "down"), "verb", "ASSAULT")
    downing = TriggerSense(("downing",), "noun", "ASSAULT")
    forms = trigger_forms([shoot, downing])
    assert [(one.sense, sorted(one.voices)) for one in forms["shot down"]] == [
        (shoot, [Voice.PARTICIPLE, Voice.PAST])
    ]
    assert [one.sense for one in forms["downings"]] == [downing]


def test_every_verb_of_the_lexicon_is_found_again_in_each_of_its_forms() -> None:
    senses = [one for one in load("en").triggers if one.pos == "verb"]
    forms = trigger_forms(senses)
    assert senses
    lost = [
        (one.words, voice)
        for one in senses
        for voice in Voice
        if one not in [form.sense for form in forms[inflected(one.words, voice)]]
    ]
    assert lost == []
