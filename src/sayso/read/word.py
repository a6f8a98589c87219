"""Word files (DOCX): paragraphs of the main text, title from the styles or the properties.

Read with a streaming XML parser that refuses document types, so no entity can grow or
reach out, and no depth of nesting can exhaust the stack.
"""

from collections.abc import Iterator
from xml.parsers import expat

from sayso.errors import ReadError
from sayso.read.clean import one_line
from sayso.read.drafts import Draft, compose
from sayso.read.exports import documents
from sayso.read.options import MAX_PACKED_CHARS, ReadOptions
from sayso.read.zips import Package

_DOCUMENT, _STYLES, _CORE = "word/document.xml", "word/styles.xml", "docProps/core.xml"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main "
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main "
_TITLE = "http://purl.org/dc/elements/1.1/ title"
# Moved-away text, and the second rendering of a text box for old programs.
_SKIPPED = frozenset(
    {f"{_W}moveFrom", f"{_W}del", "http://schemas.openxmlformats.org/markup-compatibility/2006 Fallback"}
)
_MARKS = {f"{_W}tab": " ", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}


def read_word(data: bytes, options: ReadOptions) -> Iterator[Draft]:
    """The one report of a Word file: title, blank line, paragraphs, table cells in reading order.

    Raises:
        ReadError: it is no Word file, damaged, locked, a zip bomb, or holds no text.
    """
    package = Package(data)
    main = package.read(_DOCUMENT)
    if main is None:
        raise ReadError("a ZIP archive without word/document.xml: no Word file; save it as .docx")
    document = _Document(_title_styles(package))
    _parse(main, document, _DOCUMENT)
    above = [document.title] if document.title and document.title not in document.paragraphs else []
    if (found := documents([*above, *document.paragraphs], wrapped=False)) is not None:
        yield from found
        return
    title = document.title or _core_title(package)
    text = compose(title, document.paragraphs)
    yield Draft(text, title=title, headed=True)


class _Part:
    """What an XML part may do while it is parsed: nothing, until a subclass listens."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def characters(self, text: str) -> None:
        """Text between tags."""


class _Document(_Part):
    """Paragraphs in text order; the innermost open paragraph gets the text (text boxes nest)."""

    def __init__(self, title_styles: frozenset[str]) -> None:
        self.paragraphs: list[str] = []
        self.title: str | None = None
        self._title_styles = title_styles
        self._open: list[list[str]] = []
        self._styled = False
        self._in_text = False
        self._skipping = 0
        self._length = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name in _SKIPPED or self._skipping:
            self._skipping += 1
        elif name == f"{_W}p":
            self._open.append([])
            self._styled = False
        elif name == f"{_W}pStyle":
            self._styled = attributes.get(f"{_W}val") in self._title_styles
        elif name == f"{_W}t":
            self._in_text = True
        elif name in _MARKS:
            self._add(_MARKS[name])

    def end(self, name: str) -> None:
        if self._skipping:
            self._skipping -= 1
        elif name == f"{_W}t":
            self._in_text = False
        elif name == f"{_W}p" and self._open:
            self._close("".join(self._open.pop()))

    def characters(self, text: str) -> None:
        if self._in_text and not self._skipping:
            self._add(text)

    def _add(self, text: str) -> None:
        self._length += len(text)
        if self._length > MAX_PACKED_CHARS:
            raise ReadError(f"more than {MAX_PACKED_CHARS:,} characters; split it into reports")
        if self._open:
            self._open[-1].append(text)

    def _close(self, text: str) -> None:
        if not text.strip():
            return
        if self._styled and not self.paragraphs:
            self.title = one_line(text)
        self.paragraphs.append(text)


class _Styles(_Part):
    """The ids of styles called "Title": the id is translated in other languages, the name is not."""

    def __init__(self) -> None:
        self.found: set[str] = {"Title"}
        self._id = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == f"{_W}style":
            self._id = attributes.get(f"{_W}styleId", "")
        elif name == f"{_W}name" and attributes.get(f"{_W}val", "").lower() == "title":
            self.found.add(self._id)


class _Core(_Part):
    """dc:title of the document's properties."""

    def __init__(self) -> None:
        self.title = ""
        self._inside = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._inside = name == _TITLE

    def end(self, name: str) -> None:
        self._inside = False

    def characters(self, text: str) -> None:
        if self._inside and len(self.title) < 1000:
            self.title += text


def _title_styles(package: Package) -> frozenset[str]:
    styles = _Styles()
    _parse(package.read(_STYLES) or b"", styles, _STYLES)
    return frozenset(styles.found)


def _core_title(package: Package) -> str | None:
    core = _Core()
    _parse(package.read(_CORE) or b"", core, _CORE)
    return one_line(core.title) or None


def _parse(data: bytes, part: _Part, name: str) -> None:
    """Send the elements of an XML part to `part`; names are "namespace local"."""
    if not data:
        return
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.StartElementHandler = lambda tag, found: part.start(
        tag.replace(_STRICT, _W), {key.replace(_STRICT, _W): value for key, value in found.items()}
    )
    parser.EndElementHandler = lambda tag: part.end(tag.replace(_STRICT, _W))
    parser.CharacterDataHandler = part.characters
    try:
        parser.Parse(data, True)  # noqa: FBT003 (expat knows no keywords)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise ReadError(f"damaged: part {name} is no valid XML ({error})") from None


def _refuse_doctype(*_: object) -> None:
    raise ReadError("refused: its XML declares a document type, which Word never does (an entity bomb?)")
