from datetime import UTC, date, datetime

import pytest

from sayso.errors import ReadError
from sayso.model.report import Note, Report
from sayso.model.spans import Span
from sayso.read.drafts import Draft, compose, finish, headline
from sayso.read.options import DEFAULTS, MAX_CHARS, Metadata, ReadOptions
from tests.read.making import CLOSING, DENIAL, SENTENCE


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"Shelling kills two\n\n{SENTENCE}", "Shelling kills two"),
        (f"\n\n Shelling kills two \n  \n{SENTENCE}", "Shelling kills two"),
        (f"Who shelled the bridge?\n\n{SENTENCE}", "Who shelled the bridge?"),
        (f"{SENTENCE}\n\n{DENIAL}", None),
        (f"The army said: “It was quiet.”\n\n{DENIAL}", None),
        (f"Shelling kills two\n{SENTENCE}", None),
        ("Shelling kills two", None),
        ("Shelling kills two\n\n", None),
        (f"{'Shelling ' * 23}\n\n{SENTENCE}", None),
        ("", None),
    ],
)
def test_a_headline_is_one_short_line_above_a_blank_one(text: str, title: str | None) -> None:
    assert headline(text) == title


@pytest.mark.parametrize(
    ("title", "paragraphs", "text"),
    [
        ("Shelling", ["One.", "", "Two."], "Shelling\n\nOne.\n\nTwo."),
        ("Shelling kills two", ["SHELLING KILLS TWO!", "One."], "Shelling kills two\n\nOne."),
        (None, ["  One\u00a0 and\u200b a half. ", "Two.\n\nThree."], "One and a half.\n\nTwo.\nThree."),
        ("Shelling", [], "Shelling"),
        (None, [], ""),
    ],
)
def test_composed_text_has_blank_lines_between_its_parts(
    title: str | None, paragraphs: list[str], text: str
) -> None:
    assert compose(title, paragraphs) == text


def test_a_report_has_what_the_file_says() -> None:
    draft = Draft(
        f"{SENTENCE}\r\n",
        id=" a 1 ",
        title="Shelling\nkills two",
        outlet="Delta Post",
        published="2021-05-04T10:00:00Z",
        language="en-GB",
        url="https://deltapost.example/1",
        revises="a 0",
    )
    assert finish(draft, "stem", DEFAULTS) == Report(
        text=f"{SENTENCE}\n",
        id="a 1",
        title="Shelling kills two",
        outlet="Delta Post",
        published=date(2021, 5, 4),
        language="en",
        url="https://deltapost.example/1",
        revises="a 0",
        published_at=datetime(2021, 5, 4, 10, tzinfo=UTC),
    )


def test_flags_override_the_file_and_leave_the_text_alone() -> None:
    flags = Metadata("Another title", "Wire", date(2021, 5, 9), "fr", "https://wire.example/2")
    draft = Draft(f"Shelling kills two\n\n{SENTENCE}", published="2021-05-04", language="en", headed=True)
    assert finish(draft, "stem", ReadOptions(metadata=flags)) == Report(
        text=f"Shelling kills two\n\n{SENTENCE}",
        id="stem",
        title="Another title",
        outlet="Wire",
        published=date(2021, 5, 9),
        language="fr",
        url="https://wire.example/2",
    )


def test_missing_metadata_discards_nothing() -> None:
    assert finish(Draft("Quiet."), "stem", DEFAULTS) == Report(text="Quiet.", id="stem")


def test_metadata_that_make_no_sense_become_notes() -> None:
    report = finish(Draft("Quiet.", published="soon", language="Klingon", number=7), "stem", DEFAULTS)
    assert report == Report(
        text="Quiet.",
        id="stem-7",
        notes=(
            Note(
                "bad-date",
                "the publication date 'soon' is no date that can be read for certain; write YYYY-MM-DD",
            ),
            Note("bad-language", "'Klingon' is no language code; write two letters"),
        ),
    )


def test_a_title_alone_is_read_as_text_with_a_note() -> None:
    report = finish(Draft(" ", title="Shelling kills two"), "stem", DEFAULTS)
    assert (report.text, report.title, [note.kind for note in report.notes]) == (
        "Shelling kills two",
        "Shelling kills two",
        ["title-only"],
    )


def test_unreadable_places_are_counted_and_the_first_is_shown() -> None:
    report = finish(Draft("Two \ufffd dead\ufffd.", damaged=True), "stem", DEFAULTS)
    message = "2 unreadable places in the file's bytes stand as U+FFFD, the first at character 4"
    assert report.notes == (Note("undecodable-bytes", message, Span(4, 5)),)


@pytest.mark.parametrize("text", ["", " \n\t\u200b\u00a0\r\n"])
def test_blanks_are_no_report(text: str) -> None:
    with pytest.raises(ReadError, match="no text in it"):
        finish(Draft(text), "stem", DEFAULTS)


def test_a_text_above_the_limit_is_refused_and_one_at_it_is_read() -> None:
    assert len(finish(Draft("x" * MAX_CHARS, language="en"), "stem", DEFAULTS).text) == MAX_CHARS
    with pytest.raises(ReadError, match="5,000,001 characters, at most 5,000,000"):
        finish(Draft("x" * (MAX_CHARS + 1)), "stem", DEFAULTS)


def test_a_long_report_keeps_its_paragraphs() -> None:
    text = f"{SENTENCE}\n\n{DENIAL}\n\n{CLOSING}\n"
    assert finish(Draft(text, headed=True), "stem", DEFAULTS) == Report(text=text, id="stem", language="en")


@pytest.mark.parametrize(
    ("published", "beside", "moment"),
    [
        ("2021-05-04T14:00", None, datetime(2021, 5, 4, 14)),
        ("2021-05-04", "2021-05-04T14:00", datetime(2021, 5, 4, 14)),
        ("2021-05-04", "2021-05-05T14:00", None),
        ("2021-05-04", None, None),
    ],
)
def test_the_moment_of_publication_is_that_of_its_day(
    published: str, beside: str | None, moment: datetime | None
) -> None:
    report = finish(Draft("Quiet.", published=published, published_at=beside), "stem", DEFAULTS)
    assert (report.published, report.published_at) == (date(2021, 5, 4), moment)


def test_a_flag_with_another_day_takes_the_time_with_it() -> None:
    flags = Metadata(published=date(2021, 5, 6))
    report = finish(Draft("Quiet.", published="2021-05-04T14:00"), "stem", ReadOptions(metadata=flags))
    assert (report.published, report.published_at) == (date(2021, 5, 6), None)


def test_versions_of_one_guid_have_ids_of_their_own() -> None:
    first, second, again = (
        finish(Draft(text, guid="dp-417", number=n), "stem", DEFAULTS)
        for n, text in enumerate(("Two died.", "Three died.", "Two died."))
    )
    assert {first.guid, second.guid} == {"dp-417"}
    assert (first.id == again.id, first.id == second.id, first.id[:7]) == (True, False, "dp-417-")
    assert finish(Draft("Two died.", guid="dp-417", id="own"), "stem", DEFAULTS).id == "own"
