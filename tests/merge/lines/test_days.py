"""On which day something was said."""

from datetime import date

import pytest

from sayso.merge.lines.days import Said, said_on

FRIDAY = date(2021, 3, 12)


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        (", the army said on Thursday", Said(date(2021, 3, 11))),
        ("the army said on Friday", Said(FRIDAY)),
        ("the army said yesterday", Said(date(2021, 3, 11))),
        ("said in a statement on 8 March", Said(date(2021, 3, 8))),
        ("said on December 30", Said(date(2020, 12, 30))),
        ("its spokesman had said the day before that", Said(before=True)),
        ("which had earlier put the toll", Said(before=True)),
        ("said earlier on Friday", Said(FRIDAY)),
        ("the army said", Said()),
        ("said on 31 February", Said()),
    ],
)
def test_the_words_beside_a_speaker_date_what_he_says(tag: str, expected: Said) -> None:
    assert said_on(tag, FRIDAY) == expected


def test_without_a_day_of_publication_no_weekday_is_known() -> None:
    assert said_on("said on Thursday", None) == Said()
