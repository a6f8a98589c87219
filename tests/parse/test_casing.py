from datetime import date
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.gazetteer import load_parties, load_places
from sayso.lang import load
from sayso.model.report import Report
from sayso.parse import Casing, load_model, parse
from sayso.parse.casing import is_caseless

pytestmark = pytest.mark.model


@cache
def casing() -> Casing:
    return Casing(load_model()[0], load("en"), load_parties().parties, load_places())


@pytest.mark.parametrize(
    "text",
    [
        "The Shining Path killed three soldiers near Ayacucho, Peru, on 3 May, officials in Lima said.",
        "Police said two Salvadoran army officers were kidnapped in San Miguel and taken to New York.",
        "The United States said it would not comment. I asked General Zelaya about it in Santa Ana, he said.",
        "The rebels of the Farabundo Marti National Liberation Front (FMLN) fled. FMLN men fled, it said.",
        "A new group, the Red Dawn Liberation Front (RDLF), bombed it. The Red Dawn Liberation Front fled.",
        "The attack was reported by ACAN. Two men were killed in Managua, the U.S. embassy said, and Cali.",
        "The farmers' union didn't say who killed O'Brien. Ecuador's ministry said the mayor's son may have.",
    ],
)
def test_capitals_are_put_back_in_capitals_and_in_small_letters(text: str) -> None:
    assert casing().restored(text.upper()) == text
    assert casing().restored(text.lower()) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "RPG-7",
        "Rebels attacked the base at Gao on Sunday, killing six soldiers, the army said in a statement.",
        "UN and US envoys met in Doha. The UAE and the UK took part in the talks on the Red Sea on Monday.",
        "停火协议在周日生效，但双方都指责对方违反协议。停火协议在周日生效，但双方都指责对方违反协议。停火协议在周日生效。",
    ],
)
def test_a_text_with_case_of_its_own_is_left_alone(text: str) -> None:
    assert casing().restored(text) is None


def test_a_headline_in_capitals_takes_the_case_of_the_text_below() -> None:
    body = "\n\nA bomb killed four people in Gao on Monday, and the Ansongo Guard blamed rebels of Gao."
    assert (
        casing().restored("FOUR KILLED BY BOMB IN GAO, ANSONGO GUARD SAYS" + body)
        == "Four killed by bomb in Gao, Ansongo Guard says" + body
    )


def test_brackets_in_a_sentence_are_kept_in_the_text_and_out_of_the_parse() -> None:
    text = "THE FMLN [FARABUNDO MARTI NATIONAL LIBERATION FRONT] GUERRILLAS KILLED TWO [INDISTINCT] OFFICERS."
    one = parse(Report.from_text(text), load_model()[0], (), casing())
    assert [token.text for token in one.tokens] == [
        "The", "FMLN", "guerrillas", "killed", "two", "officers", ".",
    ]  # fmt: skip
    assert [token.span.of(text) for token in one.tokens][:3] == ["THE", "FMLN", "GUERRILLAS"]
    assert one.quoted(one.sentences[0].span) == text


def test_a_dateline_of_a_cable_is_no_part_of_the_report() -> None:
    text = (
        "   LIMA, 25 JAN 89 (EFE) -- [TEXT] THE ARMY SAID TODAY THAT IT SHOT TWO MEN IN THE TOWN OF ANDAHUA."
    )
    one = parse(Report.from_text(text, published=date(1989, 1, 25)), load_model()[0], (), casing())
    assert [(unit.kind.value, unit.span.of(text)[:13]) for unit in one.units] == [
        ("furniture", "LIMA, 25 JAN "),
        ("body", "THE ARMY SAID"),
    ]


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=60, max_size=200))
def test_the_copy_is_as_long_as_the_text_whatever_stands_in_it(text: str) -> None:
    for shouted in (text.upper(), text.lower(), text):
        restored = casing().restored(shouted)
        assert restored is None or len(restored) == len(shouted)


def test_small_and_large_letters_are_counted() -> None:
    words = "rebels shelled the town of gao and killed nine people there on monday, it was said"
    assert [is_caseless(text) for text in (words, words.upper(), words.capitalize(), words.title())] == [
        True,
        True,
        False,
        False,
    ]
