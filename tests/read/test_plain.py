import pytest

from sayso.model.report import Report
from sayso.read.options import DEFAULTS
from sayso.read.plain import read_plain
from sayso.read.sources import read_bytes
from tests.read.making import DENIAL, SENTENCE, page


@pytest.mark.parametrize("end", ["", "\n", "\n\n"])
def test_a_clean_file_is_stored_character_for_character(end: str) -> None:
    text = f"Shelling kills two\n\n{SENTENCE}\n\n{DENIAL}{end}"
    assert list(read_bytes(text.encode(), name="post.txt")) == [
        Report(text=text, id="post", title="Shelling kills two", language="en")
    ]


def test_one_sentence_of_fifty_thousand_words_is_read() -> None:
    text = f"The army said that {'it had shelled the bridge and ' * 8333}withdrew."
    assert list(read_bytes(text.encode(), name="long.txt")) == [Report(text=text, id="long", language="en")]


def test_a_title_alone_is_the_text_and_no_title() -> None:
    assert list(read_bytes(b"Shelling kills two\n", name="a.txt")) == [
        Report(text="Shelling kills two\n", id="a")
    ]


def test_a_web_page_named_as_text_is_read_as_it_lies_there_with_a_note() -> None:
    source = page(f"<p>{SENTENCE}</p>")
    drafts = list(read_plain(source.encode(), DEFAULTS))
    assert [(draft.text, [note.kind for note in draft.notes]) for draft in drafts] == [
        (source, ["looks-like-html"])
    ]
