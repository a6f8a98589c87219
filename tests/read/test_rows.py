import pytest

from sayso.errors import ReadError
from sayso.read.drafts import Draft
from sayso.read.options import DEFAULTS, ReadOptions
from sayso.read.rows import Columns, find_columns, row_draft

NONE = Columns(*10 * [None])


def test_the_usual_names_are_found_in_any_case() -> None:
    names = [
        "GUID",
        "Headline",
        "Body",
        "Publisher",
        "datePublished",
        "Lang",
        "Link",
        "Revises",
        "DOC_ID",
        "other",
    ]
    assert find_columns(names, DEFAULTS) == Columns(
        text="Body",
        id="DOC_ID",
        title="Headline",
        outlet="Publisher",
        published="datePublished",
        language="Lang",
        url="Link",
        revises="Revises",
        published_at=None,
        guid="GUID",
    )


def test_the_options_go_before_the_usual_names() -> None:
    options = ReadOptions(text_column="SUMMARY", outlet_column="agency")
    columns = find_columns(["text", "summary", "source", "Agency"], options)
    assert (columns.text, columns.outlet, columns.names) == ("summary", "Agency", ("summary", "Agency"))


@pytest.mark.parametrize(
    ("names", "options", "message"),
    [
        (
            ["story", "title"],
            DEFAULTS,
            "no column or field holds the text .* 'story', 'title': .* --text-column",
        ),
        ([], DEFAULTS, "there are none"),
        (
            ["text"],
            ReadOptions(text_column="story"),
            "no column or field 'story' for the text; there are 'text'",
        ),
        (["text"], ReadOptions(id_column="key"), "no column or field 'key' for the id"),
        ([f"c{n}" for n in range(99)], DEFAULTS, "'c11' and 87 more"),
    ],
)
def test_a_column_that_is_not_there_is_an_error_with_those_that_are(
    names: list[str], options: ReadOptions, message: str
) -> None:
    with pytest.raises(ReadError, match=message):
        find_columns(names, options)


def test_a_title_alone_will_do_where_that_is_said() -> None:
    assert find_columns(["title"], DEFAULTS, title_alone=True).text is None


def test_a_row_gives_its_fields_and_names_of_nested_ones() -> None:
    row = {"text": "Quiet.", "publisher": {"name": "Delta Post"}, "id": 7, "date": 20210504, "title": None}
    assert row_draft(row, find_columns(row, DEFAULTS), "line 2", 1) == Draft(
        "Quiet.", place="line 2", number=1, id="7", outlet="Delta Post", published=20210504
    )


@pytest.mark.parametrize(
    ("value", "kind"), [(["a"], "a list"), ({}, "an object"), (7, "a number"), (True, "true or")]
)
def test_a_text_that_is_no_text_is_an_error(value: object, kind: str) -> None:
    with pytest.raises(ReadError, match=f"field 'text' holds {kind}"):
        row_draft({"text": value}, find_columns(["text"], DEFAULTS), None, None)
