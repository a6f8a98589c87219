import pytest

from sayso.errors import ReadError
from sayso.read.options import DEFAULTS, ReadOptions
from sayso.read.readers import READERS, choose_reader, reader_by_suffix
from tests.read.making import SENTENCE, packed, page, pdf


def test_every_reader_is_filed_under_its_name_and_no_suffix_is_taken_twice() -> None:
    suffixes = [suffix for reader in READERS.values() for suffix in reader.suffixes]
    assert [reader.name for reader in READERS.values()] == list(READERS)
    assert sorted(set(suffixes)) == sorted(suffixes)


@pytest.mark.parametrize(
    ("name", "reader"),
    [("a.TXT", "text"), ("b/a.htm", "html"), ("a.tar.json", "json"), ("a.odt", None), ("txt", None)],
)
def test_a_suffix_in_any_case_says_the_format(name: str, reader: str | None) -> None:
    assert reader_by_suffix(name) == (READERS[reader] if reader else None)


@pytest.mark.parametrize(
    ("data", "format_name"),
    [
        (SENTENCE.encode(), "text"),
        (b"[Delta Post] Two dead.", "text"),
        (b"\n\xef\xbb\xbf", "text"),
        (page("").encode(), "html"),
        (b'<?xml version="1.0"?>\n<!DOCTYPE html><html/>', "html"),
        (b'{"text": "Quiet."}', "json"),
        (b'\xef\xbb\xbf [\n {"text": "Quiet."}]', "json"),
        ('{"text": "Quiet."}'.encode("utf-16"), "json"),
        (pdf([["a"]]), "pdf"),
        (b"PAR1", "parquet"),
        (packed({"word/document.xml": ""}), "docx"),
    ],
)
def test_without_a_suffix_the_content_says_the_format(data: bytes, format_name: str) -> None:
    assert choose_reader(data, "stdin", DEFAULTS) == READERS[format_name]


def test_the_option_goes_before_suffix_and_content() -> None:
    assert choose_reader(b"%PDF-", "a.html", ReadOptions(format="text")) == READERS["text"]


def test_an_unknown_format_is_an_error_with_those_that_are_known() -> None:
    with pytest.raises(ReadError, match=r"unknown format '\.odt'; known: \.txt .* --input-format"):
        choose_reader(b"", "a.odt", DEFAULTS)
    with pytest.raises(ReadError, match="unknown format XML; known: text, html"):
        choose_reader(b'<?xml version="1.0"?><rss/>', "stdin", DEFAULTS)
