"""PDF files with a text layer."""

import io
import re
import struct
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from sayso.errors import ReadError
from sayso.read.clean import clean, one_line
from sayso.read.drafts import Draft, compose
from sayso.read.lines import edges_off, paragraphs
from sayso.read.options import MAX_BYTES, MAX_PACKED_CHARS, ReadOptions

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

MAX_PAGES = 500
# Drawing instructions of one page; a page of text has some ten thousand bytes.
MAX_PAGE_BYTES = MAX_BYTES // 4
# Ligatures stand in PDF files as single characters, and "ﬁghters" is in no word list.
_LIGATURES = {
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
    0xFB05: "st",
    0xFB06: "st",
}


def read_pdf(data: bytes, options: ReadOptions) -> Iterator[Draft]:
    """The one report of a PDF file: headers, footers and page numbers off, lines joined to paragraphs.

    Raises:
        ReadError: it is no PDF file, damaged, locked, a scan without text, or too long.
    """
    from pypdf.errors import DependencyError, PyPdfError

    # pypdf walks through what the file claims; these are what it raises where the claims are wrong.
    broken = (PyPdfError, ArithmeticError, AssertionError, AttributeError, LookupError, OSError)
    wrong = (
        RuntimeError,
        TypeError,
        ValueError,
        struct.error,
        zlib.error,
    )  # RecursionError is a RuntimeError
    try:
        title, pages = _read(data)
    except DependencyError:
        raise ReadError("it is encrypted; save it without encryption") from None
    except (*broken, *wrong) as error:
        raise ReadError(f"damaged, or no PDF file ({type(error).__name__}: {str(error)[:120]})") from None
    blocks = paragraphs(edges_off(pages))
    if not blocks:
        raise ReadError(
            "no text layer, so probably a scan; run text recognition first, for instance ocrmypdf"
        )
    yield Draft(compose(None, blocks), title=_checked_title(title, blocks), headed=True)


def _read(data: bytes) -> tuple[str | None, list[list[str]]]:
    """The title in the properties, and the lines of every page."""
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise ReadError("it is locked with a password; save it without")
    if len(reader.pages) > MAX_PAGES:
        raise ReadError(f"{len(reader.pages):,} pages, at most {MAX_PAGES} make one report; split it")
    return _title(reader), list(_pages(reader))


def _title(reader: "PdfReader") -> str | None:
    properties = reader.metadata
    return properties.title if properties is not None and isinstance(properties.title, str) else None


def _pages(reader: "PdfReader") -> Iterator[list[str]]:
    length = 0
    for page in reader.pages:
        text = _page_text(page)
        length += len(text)
        if length > MAX_PACKED_CHARS:
            raise ReadError(f"more than {MAX_PACKED_CHARS:,} characters; split it into reports")
        # The soft hyphen at a line end is needed until lines are joined; cleaning takes the others.
        joined = re.sub(r"\u00ad\s*\n\s*", "", text.translate(_LIGATURES))
        yield [one_line(line) for line in clean(joined).split("\n")]


def _page_text(page: "PageObject") -> str:
    contents = page.get_contents()
    if contents is None:
        return ""
    if len(contents.get_data()) > MAX_PAGE_BYTES:
        raise ReadError(f"refused: a page of more than {MAX_PAGE_BYTES:,} bytes of drawing instructions")
    return page.extract_text()


def _checked_title(title: str | None, blocks: list[str]) -> str | None:
    """The title of the properties if the file's first page says it too: many hold the name of a template."""
    wanted = _letters(title or "")
    opening = _letters(" ".join(blocks[:5])[:2000])
    return title if len(wanted) > 3 and wanted in opening else None


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()
