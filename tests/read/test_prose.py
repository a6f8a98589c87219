import pytest
from lxml import html  # type: ignore[import-untyped]  # it ships no types

from sayso.read.prose import prose
from tests.read.making import CLOSING, DENIAL, SENTENCE

TEXT = [SENTENCE, DENIAL, CLOSING]
PARAGRAPHS = "".join(f"<p>{one}</p>" for one in TEXT)


def read(body: str) -> list[str] | None:
    return prose(html.fromstring(f"<html><body>{body}</body></html>"))


def within(name: str) -> str:
    """A long paragraph in an element that is named so."""
    return f'<div class="{name}"><p>{SENTENCE} {DENIAL}</p></div>'


@pytest.mark.parametrize(
    "body",
    [
        f"<article>{PARAGRAPHS}</article>",
        f"<nav><p>{SENTENCE}</p></nav><main>{PARAGRAPHS}</main><footer><p>{SENTENCE}</p></footer>",
        f"<div>{PARAGRAPHS}{within('related-stories')}{within('comments')}</div>",
        f"<div class='has-sidebar social'><h1>Shells</h1>{PARAGRAPHS}</div>",
        f"<div>{PARAGRAPHS}<p><a href='/x'>Read what happened on the night before the shelling</a></p></div>",
        f"<div>{PARAGRAPHS}<h3>More on this story</h3><ul><li><a href='/1'>Bread</a></li></ul></div>",
        "".join(f"<div class='block'><div><p>{one}</p></div></div>" for one in TEXT),
        f"<div>{PARAGRAPHS}<p>Advertisement</p></div>",
    ],
)
def test_paragraphs_are_read_without_what_stands_around_them(body: str) -> None:
    assert read(body) == TEXT


def test_short_lines_headings_and_lists_between_paragraphs_belong_to_the_article() -> None:
    inside = "<h2>The night</h2><p>&ldquo;No.&rdquo;</p><ul><li>Two dead</li><li>Nine hurt</li></ul>"
    found = read(f"<div><p>{SENTENCE}</p><p>{DENIAL}</p>{inside}<p>{CLOSING}</p></div>")
    assert found == [SENTENCE, DENIAL, "The night", "“No.”", "Two dead", "Nine hurt", CLOSING]


def test_line_breaks_in_a_paragraph_are_kept_and_words_on_either_side_stay_apart() -> None:
    found = read(f"<div><p>{SENTENCE}<br>Two <b>men</b><br/>died.</p><p>{DENIAL}</p><p>{CLOSING}</p></div>")
    assert found == [f"{SENTENCE}\nTwo men\ndied.", DENIAL, CLOSING]


@pytest.mark.parametrize(
    "body",
    [
        "",
        "<p>Short.</p>",
        f"<div>{SENTENCE}<br><br>{DENIAL}<br><br>{CLOSING}</div>",
        f"<div>{PARAGRAPHS}{SENTENCE} Some text stands loose here, and nobody knows why it does.</div>",
        "".join(f"<div>{one}</div>" for one in TEXT),
        f"<div class='comments'>{PARAGRAPHS}</div>",
        "<ul>"
        + "".join(f"<li>{one} {number}</li>" for number, one in enumerate(TEXT * 3))
        + f"</ul>{PARAGRAPHS}",
    ],
)
def test_where_there_is_doubt_there_is_no_answer(body: str) -> None:
    assert read(body) is None
