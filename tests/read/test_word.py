import io

import docx
import pytest

from sayso.model.report import Report
from sayso.read.options import Failure
from sayso.read.sources import read_bytes
from tests.read.making import CLOSING, DENIAL, SENTENCE, packed, word_xml

TEXT = f"Shelling kills two\n\n{SENTENCE}\n\n{DENIAL}"


def word(*paragraphs: tuple[str, str | None], title: str = "") -> bytes:
    """A Word file made by Word's own rules: (text, style) pairs and a title in the properties."""
    document = docx.Document()
    document.core_properties.title = title
    for text, style in paragraphs:
        document.add_paragraph(text, style=style)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        word(
            ("Shelling kills two", "Title"), (SENTENCE, None), ("", None), (DENIAL, None), title="Template 3"
        ),
        word((SENTENCE, None), (DENIAL, None), title="Shelling kills two"),
        word(
            ("Shelling Kills Two", "Heading 1"), (SENTENCE, None), (DENIAL, None), title="Shelling kills two"
        ),
        word(("Shelling kills two", None), (SENTENCE, None), (DENIAL, None)),
    ],
)
def test_the_title_is_found_in_styles_properties_or_the_first_line(data: bytes) -> None:
    assert list(read_bytes(data, name="a.docx")) == [
        Report(text=TEXT, id="a", title="Shelling kills two", language="en")
    ]


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (f"<w:p>{run('The army')}{run(' denied it.')}</w:p>", "The army denied it."),
        (f"<w:p>{run('One.')}<w:r><w:br/></w:r>{run('Two.')}</w:p>", "One.\nTwo."),
        (
            f"<w:p>{run('a')}<w:r><w:tab/></w:r>{run('b')}<w:r><w:noBreakHyphen/></w:r>{run('c')}</w:p>",
            "a b-c",
        ),
        (f"<w:p>{run('Kept.')}<w:del><w:r><w:delText>Gone.</w:delText></w:r></w:del></w:p>", "Kept."),
        (f"<w:p>{run('Kept.')}<w:moveFrom>{run('Moved.')}</w:moveFrom></w:p>", "Kept."),
        (
            f"<w:tbl><w:tr><w:tc><w:p>{run('Killed')}</w:p></w:tc><w:tc><w:p>{run('2')}</w:p></w:tc></w:tr></w:tbl>",
            "Killed\n\n2",
        ),
        (
            f"<w:p>{run('Out')}<w:r><w:pict><w:p>{run('Box.')}</w:p></w:pict></w:r>{run('side.')}</w:p>",
            "Box.\n\nOutside.",
        ),
    ],
)
def test_the_text_is_what_a_reader_sees(body: str, text: str) -> None:
    found = list(read_bytes(packed({"word/document.xml": word_xml(body)}), name="a.docx"))
    assert [item.text for item in found if isinstance(item, Report)] == [text]


def test_a_title_style_is_known_by_its_name_where_its_id_is_translated() -> None:
    styles = word_xml('<w:style w:styleId="Titel"><w:name w:val="Title"/></w:style>')
    body = f'<w:p><w:pPr><w:pStyle w:val="Titel"/></w:pPr>{run("Quiet.")}</w:p><w:p>{run(CLOSING)}</w:p>'
    found = list(
        read_bytes(packed({"word/document.xml": word_xml(body), "word/styles.xml": styles}), name="a.docx")
    )
    assert [(r.title, r.text) for r in found if isinstance(r, Report)] == [("Quiet.", f"Quiet.\n\n{CLOSING}")]


COUNTING = " ".join(map(str, range(170_000)))
BOMB = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><x>&b;</x>'


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"no archive", "a.docx: damaged, or no Word file"),
        (packed({"content.xml": "<a/>"}), "a.docx: a ZIP archive without word/document.xml"),
        (packed({"word/document.xml": "<a><b>"}), "a.docx: damaged: part word/document.xml is no valid XML"),
        (packed({"word/document.xml": BOMB}), "a.docx: refused: its XML declares a document type"),
        (packed({"word/document.xml": word_xml("<w:p/>")}), "a.docx: there is no text in it"),
        (packed({"word/document.xml": b"0" * 30_000_000}), "a.docx: refused: "),
        (
            packed({"word/document.xml": word_xml("<w:p>" + run("ab " * 340_000) + "</w:p>")}),
            "a.docx: refused: ",
        ),
        (
            packed({"word/document.xml": word_xml(f"<w:p>{run(COUNTING)}</w:p>")}),
            "a.docx: more than 500,000 ch",
        ),
        (word()[:-30], "a.docx: damaged, or no Word file"),
    ],
)
def test_a_bad_word_file_is_a_failure_that_says_what_is_wrong(data: bytes, message: str) -> None:
    found = list(read_bytes(data, name="a.docx"))
    assert len(found) == 1
    assert isinstance(found[0], Failure)
    assert found[0].message.startswith(message)


def test_no_depth_of_nesting_breaks_it() -> None:
    body = "<w:p>" * 30_000 + run("Deep.") + "</w:p>" * 30_000
    found = list(read_bytes(packed({"word/document.xml": word_xml(body)}), name="a.docx"))
    assert found == [Report(text="Deep.", id="a")]
