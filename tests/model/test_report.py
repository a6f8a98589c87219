from datetime import UTC, date, datetime

import pytest

from sayso.errors import ReadError
from sayso.model.report import Report, text_id


@pytest.mark.parametrize(
    "text", ["A jet fell.\r\n", " A\u00a0jet fell.", "cafe\u0301 \U0001f6a8", "", "half \ud83d"]
)
def test_the_text_is_kept_character_for_character(text: str) -> None:
    assert Report.from_text(text) == Report(text=text, id=text_id(text))


@pytest.mark.parametrize("text", ["", " ", "\n\t\u00a0\r\n"])
def test_a_title_is_the_text_of_a_report_without_any(text: str) -> None:
    expected = Report(text="Jet falls", id=text_id("Jet falls"), title="Jet falls")
    assert Report.from_text(text, title="Jet falls") == expected


def test_two_reports_of_which_only_the_title_is_there_have_ids_of_their_own() -> None:
    ids = [Report.from_text(" ", title=title).id for title in ("Jet falls", "Dam taken")]
    assert len(set(ids)) == 2


def test_the_title_is_not_added_to_a_text() -> None:
    assert Report.from_text("A jet fell.", title="Jet falls").text == "A jet fell."


@pytest.mark.parametrize(
    ("published", "day"),
    [
        ("2017-06-19", date(2017, 6, 19)),
        ("2017-06-19T08:30:00Z", date(2017, 6, 19)),
        (date(2017, 6, 19), date(2017, 6, 19)),
        (None, None),
    ],
)
def test_the_publication_day_is_an_iso_date(published: str | date | None, day: date | None) -> None:
    assert Report.from_text("A jet fell.", published=published).published == day


@pytest.mark.parametrize(
    ("published", "moment"),
    [
        ("2017-06-19T14:00", datetime(2017, 6, 19, 14)),
        ("2017-06-19 14:00:30Z", datetime(2017, 6, 19, 14, 0, 30, tzinfo=UTC)),
        (datetime(2017, 6, 19, 14), datetime(2017, 6, 19, 14)),
        ("2017-06-19", None),
        ("2017-06-19, a Monday", None),
        (date(2017, 6, 19), None),
    ],
)
def test_the_moment_of_publication_is_kept_where_one_is_given(
    published: str | date, moment: datetime | None
) -> None:
    report = Report.from_text("A jet fell.", published=published)
    assert (report.published, report.published_at) == (date(2017, 6, 19), moment)
    assert not isinstance(report.published, datetime)


@pytest.mark.parametrize("published", ["19 June 2017", "2017-13-01", "", "yesterday"])
def test_what_is_no_date_is_refused_and_shown(published: str) -> None:
    with pytest.raises(ReadError, match=f"^published {published!r} is no date; write YYYY-MM-DD$"):
        Report.from_text("A jet fell.", published=published)


def test_what_was_not_said_is_none() -> None:
    report = Report.from_text("A jet fell.")
    assert (report.title, report.outlet, report.published, report.language) == (None, None, None, None)
    assert (report.url, report.revises, report.notes) == (None, None, ())
    assert (report.published_at, report.guid) == (None, None)


def test_an_id_is_the_callers_or_made_from_the_text() -> None:
    assert Report.from_text("A jet fell.", id="mine").id == "mine"
    assert Report.from_text("A jet fell.").id == text_id("A jet fell.")
    assert text_id("half \ud83d") != text_id("half \ud83e")
