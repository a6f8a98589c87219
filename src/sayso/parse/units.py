"""Cutting a report's text into paragraphs before anything is parsed.

Both spaCy models fuse a headline with the first paragraph when they are handed the whole
text, so each paragraph is parsed alone and the headline is a unit of its own.
"""

import re
from collections.abc import Iterator, Sequence

from sayso.model.parse import UnitKind
from sayso.model.report import Report
from sayso.model.spans import Span

_BLANK_LINE = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")
_LINE = re.compile(r"\n")
_INNER_LINE = re.compile(r"(?<=[^\s])[^\S\n]*\n(?=[^\S\n]*\S)")
# Where lines are whole sentences, one that ends or begins with a quotation is a paragraph of its own:
# marks that pair over it would turn what is said and what is not around.
_SPOKEN_LINE = re.compile(r"(?<=[\"”])[^\S\n]*\n(?=[^\S\n]*\S)|(?<=[.!?:])[^\S\n]*\n(?=[^\S\n]*[\"“])")
_PARAGRAPH_END = re.compile(f"{_BLANK_LINE.pattern}|{_SPOKEN_LINE.pattern}")
_LOOSE = 0.2  # of the line ends of a text that do not end a sentence though its lines are paragraphs
_TERMINAL = (".", "!", "?", '."', '?"', '!"', ".”", "?”", "!”", ":", ".'", ".’", ")")
_CAPITALS = "A-ZÀ-ÖØ-ÞĆČĞİŁŚŞŠŻŽ"
_WORD = rf"[{_CAPITALS}][{_CAPITALS}'’./-]{{1,30}}"  # bounded: "A-A-A-" can be cut in many ways
# "RAQQA, Syria (AP) —". A hyphen needs its blank ("US-backed" and "SU-22" are words), and what follows
# begins a sentence ("RSF - a paramilitary force - said").
_DATELINE = re.compile(
    rf"{_WORD}(?:[ -]{_WORD}){{0,3}}(?:, ?[A-Z][\w.'’ -]{{1,30}}){{0,2}}"
    r"(?P<day>,? (?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8})(?:,? \d{4})?)?"
    r"(?: ?\([A-Z][\w ./]{1,30}\))?"
    r"(?: ?(?:—|--) ?| ?[–-] |(?<=\)) ?[–-]|(?(day): |(?!)))(?=[^\s\W]|[\"'“‘«„])(?=[^a-z])"
)
# "Lima, 25 Jan 89 (EFE) -- (Text) (By John Roe)": datelines of monitored broadcasts and old wires.
_CABLE = re.compile(
    r"[^\W\d_][^\n.!?]{1,60}?,? \d{1,2} [^\W\d_]{3,9}\.? \d{2,4}[^\n]{0,90}?--\s*"
    r"(?:[(\[](?:[^()\[\]\n]|\n(?!\s*\n)){1,150}[)\]]\s*)*"
)
# "Monday, January 28, 2019" alone in a paragraph: the date of publication, not of an event.
_DATE_ONLY = re.compile(r"(?:[A-Z][a-z]+,? )?(?:[A-Z][a-z]+ \d{1,2},?|\d{1,2} [A-Z][a-z]+,?) \d{4}\.?")
MAX_HEADLINE = 200


def units(
    report: Report, furniture: Sequence[str], end: int | None = None
) -> Iterator[tuple[Span, UnitKind]]:
    """The paragraphs of `report` in text order, each with its kind.

    Args:
        report: What to cut; nothing of it is changed.
        furniture: Lower-case beginnings of paragraphs that are about the report itself
            ("editor's note", "reporting by").
        end: Where to stop reading; None reads all of the text.
    """
    text = report.text[:end]
    blocks = list(_blocks(text))
    for number, span in enumerate(blocks):
        if _is_furniture(span.of(text), furniture) or _DATE_ONLY.fullmatch(span.of(text)):
            yield span, UnitKind.FURNITURE
        elif number == 0 and _is_headline(span.of(text), report.title, alone=len(blocks) == 1):
            yield span, UnitKind.HEADLINE
        else:
            yield from _body(text, span)


def _body(text: str, span: Span) -> Iterator[tuple[Span, UnitKind]]:
    """A paragraph, with its dateline ("RAQQA, Syria (AP) —") cut off as furniture."""
    dateline = _CABLE.match(text, span.start, span.end) or _DATELINE.match(text, span.start, span.end)
    if dateline and dateline.end() < span.end:
        yield _trimmed(text, span.start, dateline.end()), UnitKind.FURNITURE
        span = Span(dateline.end(), span.end)
    yield span, UnitKind.BODY


def _blocks(text: str) -> Iterator[Span]:
    """Stretches between blank lines; between line ends where a text has no blank line and is not wrapped."""
    separator = _PARAGRAPH_END if _breaks_lines(text) else _BLANK_LINE
    if not _BLANK_LINE.search(text.strip()) and not _is_wrapped(text):
        separator = _LINE
    start = 0
    for gap in separator.finditer(text):
        if text[start : gap.start()].strip():
            yield _trimmed(text, start, gap.start())
        start = gap.end()
    if text[start:].strip():
        yield _trimmed(text, start, len(text))


def _breaks_lines(text: str) -> bool:
    """Whether line ends without a blank line end paragraphs, too: nearly all of them end a sentence."""
    ends = [text[max(0, found.start() - 2) : found.start()] for found in _INNER_LINE.finditer(text)]
    return bool(ends) and sum(not end.endswith(_TERMINAL) for end in ends) <= _LOOSE * len(ends)


def _trimmed(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    return Span(start + len(piece) - len(piece.lstrip()), end - (len(piece) - len(piece.rstrip())))


def _is_wrapped(text: str) -> bool:
    """Whether single line ends are only the edge of a page: most lines break inside a sentence."""
    lines = [line.rstrip() for line in text.split("\n") if line.strip()]
    inside = sum(not line.endswith(_TERMINAL) for line in lines[:-1])
    return len(lines) > 2 and inside > 0.5 * (len(lines) - 1)


def _is_headline(block: str, title: str | None, *, alone: bool) -> bool:
    if title and block.strip().casefold() == title.strip().casefold():
        return True
    return not alone and "\n" not in block and len(block) <= MAX_HEADLINE and not block.endswith(_TERMINAL)


def _is_furniture(block: str, furniture: Sequence[str]) -> bool:
    start = block.lstrip(" -–—*•[(").casefold()
    return start.startswith(tuple(furniture))
