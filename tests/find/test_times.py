import re
from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.find.times import times
from sayso.lang import load
from sayso.model.mentions import TimeForm, TimeMention
from sayso.model.parse import Quote, UnitKind
from sayso.model.spans import Span
from sayso.resolve.days import interval
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
        ("Clashes of 3, 4 and 5 May.", "3, 4 and 5 May", date_of(month=5, day=3, end_day=5)),
        ("On Sunday, 18 June 2017 it fell.", "Sunday, 18 June 2017", date_of(year=2017, month=6, day=18)),
        ("In May 12 people were killed.", "May", date_of(month=5)),
        ("It began in March 2011.", "March 2011", date_of(year=2011, month=3)),
        ("The war ended in early 2015.", "early 2015", date_of(year=2015, vague=True, part="early")),
        ("After the 2003 invasion it grew.", "2003", date_of(year=2003)),
        ("A tram was hit, 221310B SEP, by two rounds.", "221310B SEP", date_of(month=9, day=22)),
        ("Post engaged 030550Z MAY 1994.", "030550Z MAY 1994", date_of(year=1994, month=5, day=3)),
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
        ("She was shot last evening.", "last evening", of(TimeForm.DAY, word="yesterday")),
        ("1. Yesterday they left.", "Yesterday", of(TimeForm.DAY, word="yesterday")),
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
        ("It burned since Monday.", "Monday", of(TimeForm.WEEKDAY, word="monday", bound="since")),
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
    ("sentence", "words", "value"),
    [
        ("Filed 2015/03/14 in Homs.", "2015/03/14", date_of(year=2015, month=3, day=14)),
        ("Filed 14-Mar-2015 in Homs.", "14-Mar-2015", date_of(year=2015, month=3, day=14)),
        ("Filed 03/04/2015 in Homs.", "03/04/2015", date_of(year=2015, month=4, day=3, either=True)),
        ("Filed 03.04.2015 in Homs.", "03.04.2015", date_of(year=2015, month=4, day=3)),
        ("It fell on 5 May last year.", "5 May last year", date_of(month=5, day=5, unit="year", sign=-1)),
        ("It fell in the week of 5 June.", "5 June", date_of(month=6, day=5, part="week-of")),
        (
            "It fell at the end of March 2015.",
            "the end of March 2015",
            date_of(year=2015, month=3, part="end"),
        ),
        ("It fell in the first half of 2014.", "the first half of 2014", date_of(year=2014, part="h1")),
        ("It fell in Q3 2014.", "Q3 2014", date_of(year=2014, part="q3")),
        ("It fell in mid-2015.", "mid-2015", date_of(year=2015, part="mid")),
        ("It fell in the 1990s.", "1990s", date_of(year=1990, unit="decade")),
        (
            "It fell in the late nineties.",
            "the late nineties",
            date_of(year=1990, unit="decade", part="late"),
        ),
        ("It fell in the summer of 1995.", "summer of 1995", of(TimeForm.SEASON, word="summer", year=1995)),
        ("It fell last winter.", "last winter", of(TimeForm.SEASON, word="winter", sign=-1)),
        ("It fell on Christmas Eve.", "Christmas Eve", of(TimeForm.NAMED, word="12-24")),
        (
            "It fell during Ramadan in 2014.",
            "Ramadan in 2014",
            of(TimeForm.NAMED, word="hijri-09", year=2014),
        ),
        (
            "It fell on the second day of Eid al-Fitr.",
            "the second day of Eid al-Fitr",
            of(TimeForm.NAMED, word="hijri-10-01", part="second"),
        ),
        (
            "It fell on Ukraine's Independence Day.",
            "Ukraine's Independence Day",
            of(TimeForm.NAMED, word="08-24"),
        ),
        ("The laws of 9/11 stand.", "9/11", of(TimeForm.NAMED, word="2001-09-11")),
        (
            "It fell on Monday of last week.",
            "Monday of last week",
            of(TimeForm.WEEKDAY, word="monday", unit="week", sign=-1),
        ),
        (
            "It fell the Sunday before last.",
            "Sunday before last",
            of(TimeForm.WEEKDAY, word="sunday", sign=-1, amount=2),
        ),
        (
            "It fell the week before last.",
            "the week before last",
            of(TimeForm.OFFSET, word="before-last", unit="week", sign=-1),
        ),
        (
            "It fell at the start of the year.",
            "the start of the year",
            of(TimeForm.OFFSET, word="the", unit="year", part="start"),
        ),
        (
            "It fell earlier in the week.",
            "earlier in the week",
            of(TimeForm.OFFSET, amount=0, unit="week", sign=-1),
        ),
        ("It fell a fortnight ago.", "a fortnight ago", of(TimeForm.OFFSET, amount=2, unit="week", sign=-1)),
        ("Years ago it fell.", "Years ago", of(TimeForm.OFFSET, word="some", unit="year", sign=-1)),
        ("Earlier, it fell.", "Earlier", of(TimeForm.ORDER, sign=-1)),
        ("Later that night it fell.", "Later that night", of(TimeForm.ORDER, amount=0, unit="day", sign=1)),
    ],
)
def test_parts_seasons_and_named_days(sentence: str, words: str, value: dict[str, Any]) -> None:
    found = [(text, {k: v for k, v in said.items() if k != "vague"}) for text, said in told(sentence)]
    assert found == [(words, value)]


@pytest.mark.parametrize(
    ("sentence", "words", "value"),
    [
        ("It has been shut since Monday.", "Monday", of(TimeForm.WEEKDAY, word="monday", bound="since")),
        (
            "It has been shut since last week.",
            "last week",
            of(TimeForm.OFFSET, unit="week", sign=-1, bound="since"),
        ),
        ("They have until Friday.", "Friday", of(TimeForm.WEEKDAY, word="friday", sign=1, bound="until")),
        (
            "They have until midnight on Friday.",
            "Friday",
            of(TimeForm.WEEKDAY, word="friday", sign=1, bound="until"),
        ),
        ("It runs/VBZ until Friday.", "Friday", of(TimeForm.WEEKDAY, word="friday", sign=1, bound="until")),
        ("They fought until Friday.", "Friday", of(TimeForm.WEEKDAY, word="friday")),
        ("They must leave by Friday.", "Friday", of(TimeForm.WEEKDAY, word="friday", sign=1, bound="until")),
        ("By Friday they had left.", "Friday", of(TimeForm.WEEKDAY, word="friday")),
        ("The deadline of 15 January will expire.", "15 January", date_of(month=1, day=15, sign=1)),
        ("They are to meet on Friday.", "Friday", of(TimeForm.WEEKDAY, word="friday", sign=1)),
        ("The vote is set for 7 October.", "7 October", date_of(month=10, day=7, sign=1)),
        ("They vowed to leave on Friday.", "Friday", of(TimeForm.WEEKDAY, word="friday", sign=1)),
        ("He promised on Friday that it ended.", "Friday", of(TimeForm.WEEKDAY, word="friday")),
        ("If they strike/VB on Friday, we answer.", "Friday", of(TimeForm.WEEKDAY, word="friday", sign=1)),
        ("They may strike/VB on Friday.", "Friday", of(TimeForm.WEEKDAY, word="friday", sign=1)),
        ("They may have/VB struck/VBN on Friday.", "Friday", of(TimeForm.WEEKDAY, word="friday")),
        ("They will study the 5 May attack.", "the 5 May", date_of(month=5, day=5)),
    ],
)
def test_what_is_to_come_and_what_runs_until_now(sentence: str, words: str, value: dict[str, Any]) -> None:
    assert [found for found in told(sentence) if found[0] == words] == [(words, value)]


@pytest.mark.parametrize(
    ("sentence", "month", "day"),
    [
        ("Log: 25/03/2017 shelling; 05/03/2017 fire.", 3, 5),
        ("Log: 03/25/2017 shelling; 05/03/2017 fire.", 5, 3),
    ],
)
def test_one_date_in_numbers_says_how_the_others_read(sentence: str, month: int, day: int) -> None:
    assert told(sentence)[1] == ("05/03/2017", date_of(year=2017, month=month, day=day))


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
        "The 23 May Movement wears green.",
        "The Organization 17 November threatened him.",
        "They met in July 22 Square.",
        "Inmates of the 9 April barracks fled.",
        "The April 6 Youth Movement called for strikes.",
        "The 17 February Martyrs Brigade fired.",
        "Father August left.",
        "President May left.",
        "April Jones was shot.",
        "August, a farmer, was shot.",
        "Black September killed eleven.",
        "He read the Sunday Leader.",
        "The Friday Mosque was hit.",
        "They march/VBP every Friday.",
        "They met on a Sunday.",
        "They meet each June.",
        "One summer they left.",
        "Summer, a private, was shot.",
        "After the fall of the town they left.",
        "The spring offensive began.",
        "The Arab Spring began.",
        "The Christmas family was held.",
        "Vice-President Ramadan left.",
        "They met in 17 Ramadan Street.",
        "Christmas Island took them.",
        "The Great March of Return went on.",
        "Battalion 2003 refused.",
        "The 1967 borders stand.",
        "He is in his thirties.",
        "USA Today said so.",
        "The Weekend Australian said so.",
        "Day after day they came.",
        "Sunday Okoro, a farmer, was shot.",
        "At least 14 may/MD have died.",
        "Some 30 march/VBP to the square.",
        "The 2000 soldiers left.",
        "From 1800 to 2000 fighters left.",
        "Around 1900 were/VBD killed/VBN.",
        "Since the Yom Kippur War they met.",
        "Under the Good Friday Agreement they met.",
        "In summer the herders move/VBP north.",
        "That/DT Sunday they left.",
        "They left that/DT June.",
        "They met in Hotel 16 July.",
    ],
)
def test_names_and_verbs_date_nothing(sentence: str) -> None:
    assert told(sentence) == []


def test_the_title_of_a_work_dates_nothing_and_speech_does() -> None:
    parse = parse_of('He read "Last Summer in Kabul" and said "we left on Sunday".')
    quotes = [
        Quote(Span(match.start(), match.end()), Span(match.start() + 1, match.end() - 1), 0, closed=True)
        for match in re.finditer(r'"[^"]*"', parse.text)
    ]
    found = times(replace(parse, quotes=tuple(quotes)), LEXICON)
    assert [time.span.of(parse.text) for time in found] == ["Sunday"]


def test_what_a_report_says_about_itself_dates_nothing() -> None:
    parse = parse_of("Updated on 3 March 2015.", UnitKind.FURNITURE)
    assert list(times(parse, LEXICON)) == []


TIME_WORDS = sorted(
    {
        *LEXICON.weekdays,
        *LEXICON.months,
        *(word for name, words in LEXICON.words.items() if name.startswith("time.") for word in words),
    }
)
MARKS = [
    "31",
    "14/03/2015",
    "1999",
    "2015-02-30",
    "1990s",
    "to",
    "and",
    "-",
    ",",
    "(",
    "the",
    "of",
    "in",
    "12:61",
    "'s",
]


@given(
    st.lists(st.sampled_from(TIME_WORDS) | st.sampled_from(MARKS), min_size=1, max_size=8),
    st.none() | st.dates(min_value=date(2, 1, 1), max_value=date(9990, 1, 1)),
)
def test_no_heap_of_time_words_raises_or_ends_before_it_begins(
    words: list[str], published: date | None
) -> None:
    parse = parse_of(" ".join(word if i % 2 else word.capitalize() for i, word in enumerate(words)))
    for mention in times(parse, LEXICON):
        found = interval(mention, published, None)
        assert found is None or found.first <= found.last
        assert mention.span.of(parse.text).strip()
