from dataclasses import fields
from typing import Any

import pytest

from sayso.find.times import times
from sayso.lang import load
from sayso.model.mentions import TimeForm, TimeMention
from sayso.model.parse import UnitKind
from tests.lang.parses import parse_of

LEXICON = load("en")
DEFAULTS = {field.name: field.default for field in fields(TimeMention)}


def said(mention: TimeMention) -> dict[str, Any]:
    """What a mention says beyond its words: form and all that is not the default."""
    values = {name: getattr(mention, name) for name in DEFAULTS if name not in ("token", "span", "form")}
    return {"form": mention.form} | {name: v for name, v in values.items() if v != DEFAULTS[name]}


def told(sentence: str) -> list[tuple[str, dict[str, Any]]]:
    parse = parse_of(sentence)
    return [(found.span.of(parse.text), said(found)) for found in times(parse, LEXICON)]


def date_of(**values: Any) -> dict[str, Any]:
    return {"form": TimeForm.DATE} | values


def of(form: TimeForm, **values: Any) -> dict[str, Any]:
    return {"form": form} | values


@pytest.mark.parametrize(
    ("sentence", "words", "value"),
    [
        ("The raid on 14 March 2015 failed.", "14 March 2015", date_of(year=2015, month=3, day=14)),
        ("It fell on March 14.", "March 14", date_of(month=3, day=14)),
        ("It fell on the 14th of March.", "the 14th of March", date_of(month=3, day=14)),
        ("Filed 14/03/2015 in Homs.", "14/03/2015", date_of(year=2015, month=3, day=14)),
        ("Filed 03/14/2015 in Homs.", "03/14/2015", date_of(year=2015, month=3, day=14)),
        ("Filed 2015-03-14 in Homs.", "2015-03-14", date_of(year=2015, month=3, day=14)),
        ("Clashes of 12-14 May.", "12-14 May", date_of(month=5, day=12, end_day=14)),
        ("Between May 3 and May 5 it rained.", "May 3 and May 5", date_of(month=5, day=3, end_day=5)),
        ("On Sunday, 18 June 2017 it fell.", "Sunday, 18 June 2017", date_of(year=2017, month=6, day=18)),
        ("In May 12 people were killed.", "May", date_of(month=5)),
        ("It began in March 2011.", "March 2011", date_of(year=2011, month=3)),
        ("The war ended in early 2015.", "early 2015", date_of(year=2015, vague=True)),
        ("After the 2003 invasion it grew.", "2003", date_of(year=2003)),
    ],
)
def test_dates(sentence: str, words: str, value: dict[str, Any]) -> None:
    assert told(sentence) == [(words, value)]


@pytest.mark.parametrize(
    ("sentence", "words", "value"),
    [
        ("It was hit on Sunday.", "Sunday", of(TimeForm.WEEKDAY, word="sunday")),
        ("It was hit early Monday.", "early Monday", of(TimeForm.WEEKDAY, word="monday", vague=True)),
        ("It was hit last Friday.", "last Friday", of(TimeForm.WEEKDAY, word="friday", sign=-1)),
        ("Talks will resume on Friday.", "Friday", of(TimeForm.WEEKDAY, word="friday", sign=1)),
        ("It will not stop, he said on Sunday.", "Sunday", of(TimeForm.WEEKDAY, word="sunday")),
        ("Fighting over the weekend.", "weekend", of(TimeForm.WEEKDAY, word="weekend")),
        ("They were shelled overnight.", "overnight", of(TimeForm.DAY, word="overnight")),
        ("He spoke this morning.", "this morning", of(TimeForm.DAY, word="today")),
        ("He left two days ago.", "two days ago", of(TimeForm.OFFSET, amount=2, unit="day", sign=-1)),
        ("He left a week ago.", "a week ago", of(TimeForm.OFFSET, amount=1, unit="week", sign=-1)),
        ("Talks are set for next week.", "next week", of(TimeForm.OFFSET, unit="week", sign=1)),
        (
            "It fell earlier this week.",
            "earlier this week",
            of(TimeForm.OFFSET, amount=0, unit="week", sign=-1),
        ),
        (
            "In the past 24 hours it fell.",
            "the past 24 hours",
            of(TimeForm.OFFSET, word="past", amount=24, unit="hour", sign=-1),
        ),
        ("It burned since Monday.", "Monday", of(TimeForm.OFFSET, word="monday", sign=-1)),
        (
            "Roughly two hours later, a jet attacked.",
            "Roughly two hours later",
            of(TimeForm.ORDER, amount=2, unit="hour", sign=1, vague=True),
        ),
        ("Just hours earlier, it fell.", "Just hours earlier", of(TimeForm.ORDER, unit="hour", sign=-1)),
        ("The previous day they met.", "The previous day", of(TimeForm.ORDER, amount=1, unit="day", sign=-1)),
        ("They met the same day.", "the same day", of(TimeForm.ORDER, amount=0, unit="day")),
        ("It was home to them for months.", "for months", of(TimeForm.DURATION, unit="month")),
        ("A five-day operation ended.", "five-day", of(TimeForm.DURATION, amount=5, unit="day")),
    ],
)
def test_days_offsets_and_order(sentence: str, words: str, value: dict[str, Any]) -> None:
    assert told(sentence) == [(words, value)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "The blast hit at 5:30 pm on Sunday.",
            [("Sunday", of(TimeForm.WEEKDAY, word="sunday", clock="17:30"))],
        ),
        ("At 09:15 local time on 3 June it fell.", [("3 June", date_of(month=6, day=3, clock="09:15"))]),
        ("Around 0300 GMT the base was hit.", [("0300 GMT", date_of(clock="03:00"))]),
        ("It was hit at 25:10 local time.", []),
    ],
)
def test_a_clock_is_set_on_the_day_beside_it(
    sentence: str, expected: list[tuple[str, dict[str, Any]]]
) -> None:
    assert told(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "He may/MD leave.",
        "They march/VBP on the city.",
        "Theresa May said so.",
        "The 2017 championships began.",
        "He read the Sunday Times.",
        "On Bloody Sunday thirteen died.",
        "A 34-year-old man left.",
        "Some 2015 soldiers left.",
        "Nothing is dated here.",
    ],
)
def test_names_and_verbs_date_nothing(sentence: str) -> None:
    assert told(sentence) == []


def test_what_a_report_says_about_itself_dates_nothing() -> None:
    parse = parse_of("Updated on 3 March 2015.", UnitKind.FURNITURE)
    assert list(times(parse, LEXICON)) == []
