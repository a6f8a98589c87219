"""Plain text: the file's characters as they lie there."""

from collections.abc import Iterator
from dataclasses import replace

from sayso.model.report import Note
from sayso.read.decode import decode
from sayso.read.drafts import Draft
from sayso.read.exports import documents
from sayso.read.options import ReadOptions


def read_plain(data: bytes, options: ReadOptions) -> Iterator[Draft]:
    """The one report of a text file; a clean UTF-8 file keeps every character, final newline included.

    An export of Nexis or Factiva gives each of its articles.
    """
    decoded = decode(data)
    notes = decoded.notes
    if (found := documents(decoded.text.split("\n"), wrapped=True)) is not None:
        yield from (replace(draft, notes=notes, damaged=decoded.damaged) for draft in found)
        return
    if decoded.text[:500].lstrip().lower().startswith(("<!doctype html", "<html")):
        notes += (Note("looks-like-html", "this is a web page read as plain text; use --input-format html"),)
    yield Draft(decoded.text, notes=notes, damaged=decoded.damaged, headed=True)
