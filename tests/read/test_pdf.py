import io

import pypdf
import pytest

from sayso.model.report import Report
from sayso.read.options import Failure
from sayso.read.sources import read_bytes
from tests.read.making import pdf

HEAD = "DELTA POST  4 May 2021"
PAGES = [
    [
        HEAD,
        "Shelling kills two at bridge",
        "",
        "Two soldiers were killed when a shell hit the northern check-",
        "point, the army said on Tuesday. It blamed the pro-",
        "government militia that holds the other side of the river.",
        "",
        "Residents said that the shelling went on for two hours and that",
        "the bridge was closed.",
        "1",
    ],
    [HEAD, "The governor said that the town had been quiet for nine", "months.", "2"],
    [HEAD, "Nobody has claimed responsibility for the shelling.", "3"],
]
TEXT = (
    "Shelling kills two at bridge\n\n"
    "Two soldiers were killed when a shell hit the northern checkpoint, the army said on Tuesday. "
    "It blamed the pro-government militia that holds the other side of the river. "
    "Residents said that the shelling went on for two hours and that the bridge was closed.\n\n"
    "The governor said that the town had been quiet for nine months.\n\n"
    "Nobody has claimed responsibility for the shelling."
)


@pytest.mark.parametrize("title", [None, "Shelling Kills Two at Bridge", "Microsoft Word - template.doc"])
def test_pages_become_one_text_and_only_a_title_that_stands_there_counts(title: str | None) -> None:
    found = list(read_bytes(pdf(PAGES, title), name="a.pdf"))
    own = title if title and title.startswith("Shelling") else "Shelling kills two at bridge"
    assert found == [Report(text=TEXT, id="a", title=own, language="en")]


def locked(password: str) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf(PAGES)))
    writer.encrypt(password, "owner", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_file_with_an_empty_password_is_read() -> None:
    assert [r.text for r in read_bytes(locked(""), name="a.pdf") if isinstance(r, Report)] == [TEXT]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (pdf([[], []]), "a.pdf: no text layer, so probably a scan"),
        (pdf([["x"]] * 501), "a.pdf: 501 pages, at most 500"),
        (pdf([["word " * 1_100_000]]), "a.pdf: refused: a page of more than 5,000,000 bytes"),
        (b"%PDF-1.4\n and no more", "a.pdf: damaged, or no PDF file"),
        (b"no PDF at all", "a.pdf: damaged, or no PDF file"),
        (pdf(PAGES)[:600], "a.pdf: damaged, or no PDF file"),
        (locked("secret"), "a.pdf: it is locked with a password"),
    ],
)
def test_a_bad_pdf_file_is_a_failure_that_says_what_is_wrong(data: bytes, message: str) -> None:
    found = list(read_bytes(data, name="a.pdf"))
    assert len(found) == 1
    assert isinstance(found[0], Failure)
    assert found[0].message.startswith(message)
