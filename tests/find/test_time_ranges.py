from datetime import date

import pytest

from sayso.find.times import times
from sayso.lang import load
from sayso.resolve.days import interval
from tests.lang.parses import parse_of

LEXICON = load("en")
MONDAY = date(2017, 6, 19)


def told(sentence: str) -> list[tuple[str, str | None, str | None]]:
    parse = parse_of(sentence)
    found = [(time.span.of(parse.text), interval(time, MONDAY, None)) for time in times(parse, LEXICON)]
    return [
        (words, days.first.isoformat() if days else None, days.last.isoformat() if days else None)
        for words, days in found
    ]


@pytest.mark.parametrize(
    ("sentence", "words", "first", "last"),
    [
        ("They fought from 28 February to 2 March.", "28 February to 2 March", "2017-02-28", "2017-03-02"),
        ("They fought May 30-June 2.", "May 30-June 2", "2017-05-30", "2017-06-02"),
        ("They fought between May 3 and May 5.", "May 3 and May 5", "2017-05-03", "2017-05-05"),
        ("They fought between May and July.", "May and July", "2016-05-01", "2016-07-31"),
        ("They fought from December to February.", "December to February", "2016-12-01", "2017-02-28"),
        (
            "They fought from Dec 28, 2016 to Jan 3, 2017.",
            "Dec 28, 2016 to Jan 3, 2017",
            "2016-12-28",
            "2017-01-03",
        ),
        (
            "They fought from 28 December to 3 January 2016.",
            "28 December to 3 January 2016",
            "2015-12-28",
            "2016-01-03",
        ),
        ("They fought from 5 May 2014 to 2 June.", "5 May 2014 to 2 June", "2014-05-05", "2014-06-02"),
        ("They fought from 2011 to 2013.", "2011 to 2013", "2011-01-01", "2013-12-31"),
        ("They fought in 2011-13.", "2011-13", "2011-01-01", "2013-12-31"),
        ("It was in 2004 or 2005.", "2004 or 2005", "2004-01-01", "2005-12-31"),
        ("They fought from late May to early June.", "late May to early June", "2017-05-21", "2017-06-10"),
        ("They fought from Friday to Sunday.", "Friday to Sunday", "2017-06-16", "2017-06-18"),
        ("They fought from Sunday to Sunday.", "Sunday to Sunday", "2017-06-11", "2017-06-18"),
        ("They fought on Saturday and Sunday.", "Saturday and Sunday", "2017-06-17", "2017-06-18"),
        (
            "They fought from Saturday night until Sunday morning.",
            "Saturday night until Sunday morning",
            "2017-06-17",
            "2017-06-18",
        ),
        ("They fought overnight into Sunday.", "overnight into Sunday", "2017-06-17", "2017-06-18"),
        (
            "They fought overnight Saturday to Sunday.",
            "overnight Saturday to Sunday",
            "2017-06-17",
            "2017-06-18",
        ),
        ("It will run from 28 June to 2 July.", "28 June to 2 July", "2017-06-28", "2017-07-02"),
        (
            "The previous Friday, on 4 July 2014, it fell.",
            "The previous Friday, on 4 July 2014",
            "2014-07-04",
            "2014-07-04",
        ),
        ("It fell on Sunday (18 June).", "Sunday (18 June)", "2017-06-18", "2017-06-18"),
        ("It fell two days before Christmas.", "two days before Christmas", "2016-12-23", "2016-12-23"),
        ("It fell the day after 5 May 2014.", "the day after 5 May 2014", "2014-05-06", "2014-05-06"),
    ],
)
def test_two_phrases_that_are_one_stretch(sentence: str, words: str, first: str, last: str) -> None:
    assert told(sentence) == [(words, first, last)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "The vote was moved from Saturday to Sunday.",
            [("Saturday", "2017-06-17", "2017-06-17"), ("Sunday", "2017-06-18", "2017-06-18")],
        ),
        (
            "It was hit on Monday and Friday.",
            [("Monday", "2017-06-19", "2017-06-19"), ("Friday", "2017-06-16", "2017-06-16")],
        ),
        (
            "It was hit in 2003 and 2015.",
            [("2003", "2003-01-01", "2003-12-31"), ("2015", "2015-01-01", "2015-12-31")],
        ),
        ("They fought from Friday, when it rained.", [("Friday", "2017-06-16", "2017-06-16")]),
    ],
)
def test_two_days_are_not_always_a_range(sentence: str, expected: list[tuple[str, str, str]]) -> None:
    assert told(sentence) == expected
