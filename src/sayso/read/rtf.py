"""RTF files: their text, paragraph by paragraph; pictures, tables of fonts and fields' codes left out."""

import codecs
import re
from collections.abc import Iterator

from sayso.errors import ReadError
from sayso.read.drafts import Draft, compose
from sayso.read.exports import documents
from sayso.read.options import ReadOptions

_TOKEN = re.compile(
    r"\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-z])|([{}])|[\r\n]+|([^\\{}\r\n]+)", re.DOTALL
)
# Groups that hold no text of the document.
_APART = frozenset(
    "fonttbl colortbl stylesheet info pict object header headerl headerr headerf footer footerl footerr "
    "footerf fldinst datafield themedata listtable listoverridetable rsidtbl generator xmlnstbl footnote "
    "annotation".split()
)
_CHARACTERS = {
    **dict.fromkeys(("par", "sect", "page", "row", "line"), "\n"),
    **dict.fromkeys(("tab", "cell"), "\t"),
    "emdash": "—", "endash": "–", "bullet": "•",
    "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
}  # fmt: skip
_DEEPEST = 1_000


def read_rtf(data: bytes, options: ReadOptions) -> Iterator[Draft]:
    """The one report of an RTF file, or the articles of an export of Nexis or Factiva.

    Raises:
        ReadError: it is no RTF file, or one that is nested too deeply.
    """
    lines = text_of(data).split("\n")
    found = documents(lines, wrapped=False)
    if found is not None:
        yield from found
        return
    yield Draft(compose(None, [line.strip() for line in lines if line.strip()]), headed=True)


def text_of(data: bytes) -> str:
    """The text of an RTF file, a line a paragraph.

    Raises:
        ReadError: it is no RTF file, or one that is nested too deeply.
    """
    if not data.lstrip().startswith(b"{\\rtf"):
        raise ReadError("no RTF file: it does not begin with {\\rtf")
    reading = _Reading()
    for token in _TOKEN.finditer(data.decode("latin-1")):
        reading.take(token)
    return "".join(reading.parts)


class _Reading:
    """Holds of each open group whether its text is left out, and how many characters stand for a rare one."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self._groups: list[tuple[bool, int]] = [(False, 1)]
        self._page = "cp1252"
        self._skip = 0

    def take(self, token: re.Match[str]) -> None:
        word, number, coded, symbol, brace, text = token.groups()
        if brace is not None:
            self._brace(brace)
        elif word is not None:
            self._word(word, None if number is None else int(number))
        elif coded is not None:
            self._put(bytes([int(coded, 16)]).decode(self._page, "replace"))
        elif symbol is not None:
            self._symbol(symbol)
        elif text is not None:
            self._put(text.encode("latin-1").decode(self._page, "replace"))

    def _brace(self, brace: str) -> None:
        self._skip = 0
        if brace == "{":
            if len(self._groups) > _DEEPEST:
                raise ReadError(f"nested more than {_DEEPEST:,} groups deep")
            self._groups.append(self._groups[-1])
        elif len(self._groups) > 1:
            self._groups.pop()

    def _word(self, word: str, number: int | None) -> None:
        apart, beyond = self._groups[-1]
        if word in _APART:
            self._groups[-1] = (True, beyond)
        elif word == "uc":
            self._groups[-1] = (apart, min(number or 0, 8))
        elif word == "u" and number is not None:
            self._skip = 0
            self._put(chr(number % 65_536))
            self._skip = beyond
        elif word == "ansicpg" and number is not None:
            self._page = _known_page(f"cp{number}")
        elif word in _CHARACTERS:
            self._put(_CHARACTERS[word])

    def _symbol(self, symbol: str) -> None:
        if symbol == "*":
            self._groups[-1] = (True, self._groups[-1][1])
        elif symbol in "\\{}":
            self._put(symbol)
        elif symbol in "~_":
            self._put({"~": " ", "_": "-"}[symbol])
        elif symbol in "\r\n":
            self._put("\n")

    def _put(self, text: str) -> None:
        gone = min(self._skip, len(text))  # what stands for a character to old programs
        self._skip -= gone
        if not self._groups[-1][0]:
            self.parts.append(text[gone:])


def _known_page(name: str) -> str:
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "cp1252"
