"""Years that a text tells once and then leaves out. The texts are ours."""

from datetime import date

import pytest

from sayso.find.times import times
from sayso.lang import load
from sayso.model.mentions import Mentions
from sayso.resolve.frames import dated, in_years
from tests.lang.parses import parse_of

LEXICON = load("en")
LATE = date(2003, 3, 14)


def _told(text: str, published: date | None) -> list[tuple[str, str | None]]:
    """Each phrase with its first day."""
    parse = parse_of(text)
    found = dated(Mentions(times=tuple(times(parse, LEXICON))), published)
    return [(time.span.of(text), days and days.first.isoformat()) for time, days in found]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        # The year of a month, and of a season, told before.
        (
            "It began in April 1983. Of the ambush of May 19 he said nothing.",
            ["1983-04-01", "1983-05-19"],
        ),
        (
            "They fired in the autumn of 1994. After 26 September nobody rode there.",
            ["1994-09-01", "1994-09-26"],
        ),
        # The year told last counts.
        (
            "It fell on 3 May 1983. Another fell on 9 June 1985. On 2 July they left.",
            ["1983-05-03", "1985-06-09", "1985-07-02"],
        ),
        # Of the weeks before publication no year need be said.
        ("It fell on 3 May 1983. On 2 February the court heard him.", ["1983-05-03", "2003-02-02"]),
        # A year alone may be an aside, and "since" tells no year of what follows.
        ("The war of 1983 was long. On 2 July they left.", ["1983-01-01", "2002-07-02"]),
        ("They had met since May 1983. On 2 July they left.", ["1983-05-01", "2002-07-02"]),
        # The year comes too late.
        ("On 2 July they left. It fell on 3 May 1983.", ["2002-07-02", "1983-05-03"]),
        # A year said with it, or counted from publication, stands.
        ("It fell on 3 May 1983. In July last year they left.", ["1983-05-03", "2002-07-01"]),
        # Weekdays are of the week of the report.
        ("It fell on 3 May 1983. On Tuesday he spoke.", ["1983-05-03", "2003-03-11"]),
        # A day that the year told does not have.
        ("It fell on 3 May 1983. On 29 February they left.", ["1983-05-03", "2000-02-29"]),
    ],
)
def test_a_date_is_of_the_year_that_the_text_goes_on_to_tell(text: str, days: list[str]) -> None:
    assert [day for _, day in _told(text, LATE)] == days


def test_a_report_of_that_year_is_not_changed() -> None:
    mentions = Mentions(times=tuple(times(parse_of("On 3 May 2003 it fell. On 2 July they left."), LEXICON)))
    assert in_years(mentions, date(2003, 12, 30)) == mentions


def test_without_a_day_of_publication_no_year_is_guessed() -> None:
    text = "It fell on 3 May 1983. On 2 July they left."
    assert _told(text, None) == [("3 May 1983", "1983-05-03"), ("2 July", None)]
