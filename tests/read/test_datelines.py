from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.read.datelines import addressed_day, printed_day, worded_day
from sayso.read.drafts import Draft, finish
from sayso.read.options import DEFAULTS, Metadata, ReadOptions


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Shells hit Orevo\n\nThursday, January 24, 2019\n\nTwo died.", date(2019, 1, 24)),
        ("Shells hit Orevo\n\n24 January 2019, 10:15 GMT\n\nTwo died.", date(2019, 1, 24)),
        ("Published: Jan. 24, 2019 at 9:05 p.m.\nTwo died.", date(2019, 1, 24)),
        ("By Ann Lee | 24th January 2019\n\nTwo died.", date(2019, 1, 24)),
        ("KABUL, Jan 24, 2019 (Reuters) - Two soldiers died.", date(2019, 1, 24)),
        ("Shells\n\n(Kabul, January 24, 2019) – Two soldiers died.", date(2019, 1, 24)),
        ("SANA'A, 24 Sept 2019 (Saba) -- Two soldiers died.", date(2019, 9, 24)),
        # A day without a year, a day that the report is about, and days that differ are none.
        ("KABUL, Jan 24 (Reuters) - Two soldiers died.", None),
        ("On January 24, 2019, two soldiers died.", None),
        ("January 24, 2019: two soldiers died.", None),
        ("Updated January 24, 2019\nTwo died.", None),
        ("January 24, 2019\nJanuary 25, 2019\nTwo died.", None),
        ("February 30, 2019\nTwo died.", None),
        ("\n\n".join([*["Two died."] * 8, "January 24, 2019"]), None),
        ("", None),
    ],
)
def test_a_report_prints_its_day_at_its_head_or_nowhere(text: str, day: date | None) -> None:
    assert printed_day(text) == day


@pytest.mark.parametrize(
    ("address", "day"),
    [
        ("https://a.example/2021/05/09/shells", date(2021, 5, 9)),
        ("https://a.example/world/2021/may/09/shells", date(2021, 5, 9)),
        ("https://a.example/shells-2021-05-09.html", date(2021, 5, 9)),
        ("https://a.example/2021/05/shells", None),
        ("https://a.example/2021/13/09/shells", None),
        ("https://a.example/20210509", None),
        ("https://a.example/x?on=/2021/05/09/", None),
        ("", None),
    ],
)
def test_an_address_has_a_day_where_its_path_spells_one(address: str, day: date | None) -> None:
    assert addressed_day(address) == day


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)))
def test_a_day_in_words_is_the_day(day: date) -> None:
    assert worded_day(f"{day:%A}, {day:%B} {day.day}, {day.year}") == day
    assert worded_day(f"{day.day} {day:%b} {day.year}") == day


def test_what_is_stated_goes_before_what_is_printed() -> None:
    text = "Shells\n\nThursday, January 24, 2019\n\nTwo died."
    stated = finish(Draft(text, published="2019-01-25"), "a", DEFAULTS)
    assert (stated.published, stated.notes) == (date(2019, 1, 25), ())
    flagged = finish(Draft(text), "a", ReadOptions(metadata=Metadata(published=date(2019, 1, 26))))
    assert (flagged.published, flagged.notes) == (date(2019, 1, 26), ())
    printed = finish(Draft(text), "a", DEFAULTS)
    assert printed.published == date(2019, 1, 24)
    assert [note.kind for note in printed.notes] == ["published-inferred"]
