# ruff: noqa: E501  # lines of files
import pytest

from sayso.model.report import Report
from sayso.read.options import Failure
from sayso.read.sources import read_bytes
from tests.read.making import CLOSING, DENIAL, SENTENCE, packed, word_xml

NEXIS_NEW = [
    "Shelling kills two",
    "Sahel Courier",
    "January 24, 2019 Thursday",
    "Copyright 2019 Sahel Courier All Rights Reserved",
    "Section: NEWS; Pg. 4",
    "Length: 48 words",
    "Byline: Yusuf Adeyemi",
    "Body",
    SENTENCE,
    DENIAL,
    "Classification",
    "Language: ENGLISH",
    "Publication-Type: Newspaper",
    "Load-Date: January 25, 2019",
    "End of Document",
]
SECOND = [
    "Bridge closed",
    "The Post",
    "March 2, 2020 Monday",
    "Length: 16 words",
    "Body",
    CLOSING,
    "Load-Date: March 3, 2020",
]
NEXIS_OLD = f"""

                               1 of 2 DOCUMENTS


                                 Sahel Courier

                           January 24, 2019 Thursday

Shelling kills two

BYLINE: Yusuf Adeyemi

SECTION: NEWS; Pg. 4

LENGTH: 48 words

{SENTENCE.replace(" when ", chr(10) + "when ")}

{DENIAL}

LOAD-DATE: January 25, 2019

LANGUAGE: ENGLISH

PUBLICATION-TYPE: Newspaper

                          Copyright 2019 Sahel Courier
                               All Rights Reserved

                               2 of 2 DOCUMENTS

                                    The Post

                              March 2, 2020 Monday

Bridge closed

LENGTH: 16 words

{CLOSING}

LOAD-DATE: March 3, 2020
"""
FACTIVA = [
    "HD Shelling kills two", "BY Yusuf Adeyemi", "WC 48 words", "PD 24 January 2019", "SN Sahel Courier", "SC SAHELC",
    "LA English", "CY Copyright 2019", "LP", SENTENCE, "TD", DENIAL, "AN Document SAHELC0020190124ef1o0012a",
]  # fmt: skip
FACTIVA_BARE = [
    "Bridge closed", "16 words", "2 March 2020", "10:15", "The Post", "TPOST", "English", "Copyright 2020 The Post",
    CLOSING, "Document TPOST00020200302eg320001x",
]  # fmt: skip


def rtf(lines: list[str]) -> bytes:
    """Lines as paragraphs of an RTF file, letters outside of ASCII by their numbers."""
    told = ("".join(c if ord(c) < 128 else f"\\u{ord(c)}?" for c in line) for line in lines)
    head = r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}{\*\generator x;}{\info{\title not this}}"
    return (head + "".join(rf"\pard\f0 {line}\par" + "\n" for line in told) + "}").encode()


def html(lines: list[str]) -> bytes:
    body = "".join(f"<p class='c1'><span>{line}</span></p>" for line in lines)
    return f"<html><body>{body}</body></html>".encode()


def factiva_html() -> bytes:
    rows = "".join(f"<tr><td><b>{line[:2]}</b></td><td>{line[3:]}</td></tr>" for line in FACTIVA[:8])
    said = f"<tr><td><b>LP</b></td><td><p class='articleParagraph'>{SENTENCE}</p></td></tr>"
    said += f"<tr><td><b>TD</b></td><td><p class='articleParagraph'>{DENIAL}</p></td></tr>"
    end = f"<tr><td><b>AN</b></td><td>{FACTIVA[-1][3:]}</td></tr>"
    return f"<html><body><div class='article enArticle'><table>{rows}{said}{end}</table></div></body></html>".encode()


def docx(lines: list[str]) -> bytes:
    return packed(
        {"word/document.xml": word_xml("".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines))}
    )


def read(data: bytes, name: str) -> list[Report | Failure]:
    return list(read_bytes(data, name=name))


def told(found: list[Report | Failure]) -> list[tuple[object, ...]]:
    return [
        (one.title, one.outlet, str(one.published), one.language, one.text.split("\n\n")[1:])
        if isinstance(one, Report)
        else (one.message,)
        for one in found
    ]


FIRST_TOLD = ("Shelling kills two", "Sahel Courier", "2019-01-24", "en", [SENTENCE, DENIAL])
SECOND_TOLD = ("Bridge closed", "The Post", "2020-03-02", "en", [CLOSING])


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (docx([*NEXIS_NEW, *SECOND]), "n.docx"),
        (rtf([*NEXIS_NEW, *SECOND]), "n.rtf"),
        (html([*NEXIS_NEW, *SECOND]), "n.html"),
        (NEXIS_OLD.encode(), "n.txt"),
        (rtf([*FACTIVA, *FACTIVA_BARE]), "f.rtf"),
        ("\n".join([*FACTIVA, *FACTIVA_BARE]).encode(), "f.txt"),
    ],
)
def test_each_article_of_an_export_is_a_report(data: bytes, name: str) -> None:
    assert told(read(data, name)) == [FIRST_TOLD, SECOND_TOLD]


def test_a_page_of_factiva_with_its_codes_is_read_and_keeps_its_name_of_the_article() -> None:
    (report,) = read(factiva_html(), "f.html")
    assert isinstance(report, Report)
    assert told([report]) == [FIRST_TOLD]
    assert report.id == "SAHELC0020190124ef1o0012a"


def test_a_zip_of_articles_is_read_file_by_file() -> None:
    data = packed(
        {"b/2.rtf": rtf(SECOND), "a.docx": docx(NEXIS_NEW), "cover.png": b"x", "__MACOSX/a.docx": b"y"}
    )
    found = read(data, "nexis.zip")
    assert told(found) == [
        FIRST_TOLD,
        SECOND_TOLD,
        ("nexis.zip: 1 of the files in it skipped, for their suffix is of no known format",),
    ]
    assert [one.id for one in found if isinstance(one, Report)] == ["nexis-1", "nexis-2"]


def test_a_broken_file_in_a_zip_is_told_and_the_others_are_read() -> None:
    data = packed({"a.rtf": b"no rtf", "b.rtf": rtf(SECOND)})
    assert told(read(data, "x.zip")) == [
        ("x.zip, a.rtf: no RTF file: it does not begin with {\\rtf",),
        SECOND_TOLD,
    ]
    assert told(read(packed({"a.png": b""}), "x.zip")) == [("x.zip: no file of a known format in it",)]


@pytest.mark.parametrize(
    "text",
    [
        f"Length: 3 words\n\n{SENTENCE}",
        f"{SENTENCE}\n\nEnd of Document",
        f"1 of 2 DOCUMENTS\n\n{SENTENCE}",
        f"HD\n{SENTENCE}",
        f"Document ABC\n{SENTENCE}",
    ],
)
def test_a_text_with_a_mark_or_two_is_no_export(text: str) -> None:
    (report,) = read(text.encode(), "a.txt")
    assert isinstance(report, Report)
    assert report.text == text


def test_rtf_is_read_with_its_letters_and_without_what_is_no_text() -> None:
    lines = ["Обстрел посёлка", "«Zwölf» Männer – tot", "a\\\\b \\{c\\}"]
    data = rtf(lines).replace(b"}{\\*", b"}{\\pict 89504e47}{\\*")
    (report,) = read(data + b"", "a.rtf")
    assert isinstance(report, Report)
    assert report.text == "Обстрел посёлка\n\n«Zwölf» Männer – tot\n\na\\b {c}"
    (report,) = read(
        rb"{\rtf1\ansi\ansicpg1251 \'ce\'e1\'f1\'f2\'f0\'e5\'eb\line {\*\x gone}\b here\b0 .}", "a.rtf"
    )
    assert isinstance(report, Report)
    assert report.text == "Обстрел\n\nhere."
    (failure,) = read(b"{\\rtf1 " + b"{" * 2_000, "a.rtf")
    assert isinstance(failure, Failure)
    assert "nested more than 1,000 groups deep" in failure.message
