"""Order without a clock. The reports are ours."""

import pytest

from sayso.merge.order import Order, orders
from sayso.model.mentions import TimeForm, TimeMention
from sayso.model.spans import Span
from tests.merge.hand import HAMAS, ISRAEL, one_word_paragraphs, telling
from tests.merge.readable import order


def phrase(unit: str, amount: int | None, sign: int) -> TimeMention:
    return TimeMention(1, Span(2, 3), TimeForm.ORDER, amount=amount, unit=unit, sign=sign)


@pytest.mark.parametrize(
    ("time", "expected"),
    [
        (phrase("hour", 2, 1), [Order(1, "AFTER", 0, Span(2, 3), "PT2H")]),
        (phrase("day", 3, -1), [Order(1, "BEFORE", 0, Span(2, 3), "-P3D")]),
        (phrase("hour", None, -1), [Order(1, "BEFORE", 0, Span(2, 3), None)]),
        (phrase("week", 1, 0), []),
    ],
)
def test_a_time_phrase_orders_by_the_act_told_before(time: TimeMention, expected: list[Order]) -> None:
    told = [telling(0, actors=(HAMAS,)), telling(1, actors=(ISRAEL,), order=(time,))]
    assert list(orders(one_word_paragraphs(2), told)) == expected


def test_a_time_phrase_with_nothing_before_it_orders_nothing() -> None:
    told = [telling(0, actors=(HAMAS,), order=(phrase("hour", 2, 1),))]
    assert list(orders(one_word_paragraphs(1), told)) == []


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Militants fired rockets at Sderot on Sunday morning. Two hours later Israeli jets struck a "
            "launch site in "
            "Gaza.",
            [("struck", "AFTER", "fired", "PT2H")],
        ),
        (
            "Gunmen abducted 30 pupils in Kaduna on Monday. Days earlier the army had raided a bandit camp "
            "in Zamfara.",
            [("raided", "BEFORE", "abducted", None)],
        ),
        (
            "Troops stormed the camp following a mortar attack on the airport in Mogadishu by al-Shabaab.",
            [("stormed", "AFTER", "mortar attack", None)],
        ),
        (
            "Gunmen shot dead a mayor in Cali on Friday, two hours after rebels bombed a police station in "
            "Tumaco.",
            [("shot dead", "AFTER", "bombed", "PT2H")],
        ),
        (
            "Rebels shelled the port of Aden on Tuesday, a day before troops attacked their camp.",
            [("shelled", "BEFORE", "attacked", "-P1D")],
        ),
        (
            "Gunmen shot dead a mayor in Cali on Friday. Later that night, soldiers raided a camp near "
            "Tumaco.",
            [("raided", "AFTER", "shot dead", None)],
        ),
        (
            "The army bombed the rebel camp on Monday before troops stormed it on Tuesday.",
            [("bombed", "BEFORE", "stormed", None)],
        ),
        (
            "A patrol came under fire from all sides near Menaka on Monday. The patrol retaliated.",
            [("retaliated", "AFTER", "came under fire", None)],
        ),
        (
            "Hamas fired rockets at the Israeli city of Ashkelon on Monday. Israel retaliated with air "
            "strikes on Gaza.",
            [("retaliated", "AFTER", "fired", None)],
        ),
        (
            "Russian forces shelled Kherson on Sunday night. Earlier, Ukrainian troops attacked a Russian "
            "depot in Crimea.",
            [("attacked", "BEFORE", "shelled", None)],
        ),
        (
            "Islamists attacked a convoy near Gao. The army raided two villages near Menaka.",
            [],
        ),
    ],
)
def test_words_put_one_event_after_another(
    text: str, expected: list[tuple[str, str, str, str | None]]
) -> None:
    assert order(text) == expected
