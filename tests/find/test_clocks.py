import pytest

from sayso.find.times import times
from sayso.lang import load
from tests.lang.parses import parse_of

LEXICON = load("en")


def told(sentence: str) -> list[tuple[str, str | None, str | None]]:
    parse = parse_of(sentence)
    return [(found.span.of(parse.text), found.clock, found.zone) for found in times(parse, LEXICON)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The blast hit at 5:30 pm on Sunday.", [("Sunday", "17:30", None)]),
        ("At 09:15 local time on 3 June it fell.", [("3 June", "09:15", "local")]),
        ("At 0900 hours local time on 3 June it fell.", [("3 June", "09:00", "local")]),
        ("At 14:30 GMT on Sunday it fell.", [("Sunday", "14:30", "GMT")]),
        ("At 14:05 UTC+3 on Sunday it fell.", [("Sunday", "14:05", "UTC+3")]),
        ("At 16:30 Moscow time on Sunday it fell.", [("Sunday", "16:30", "Moscow time")]),
        ("At 9:00 AM EDT on Sunday it fell.", [("Sunday", "09:00", "EDT")]),
        ("At 9 o'clock in the morning on Sunday it fell.", [("Sunday", "09:00", None)]),
        ("It fell on Sunday at 8 pm (1700 GMT).", [("Sunday", "20:00", None)]),
        ("Between 06:00 and 07:30 on Sunday it fell.", [("Sunday", "06:00", None)]),
        ("Between 5 and 8 pm on Sunday it fell.", [("Sunday", "17:00", None)]),
        ("Between 11 and 2 pm on Sunday it fell.", [("Sunday", "11:00", None)]),
        ("It fell at noon on Sunday.", [("Sunday", "12:00", None)]),
        ("Around 0300 GMT the base was hit.", [("0300 GMT", "03:00", "GMT")]),
        ("It was hit at 25:10 local time.", []),
        ("On Easter Sunday at 08:45 it fell.", [("Easter Sunday", "08:45", None)]),
    ],
)
def test_a_clock_is_set_on_the_day_beside_it_with_its_zone(
    sentence: str, expected: list[tuple[str, str | None, str | None]]
) -> None:
    assert told(sentence) == expected
