"""Quotation marks, paired inside one paragraph and never across two.

Reports have odd numbers of marks, marks inside marks, and quotations that run over several
paragraphs. The machine reads each mark as opening or closing by the blanks around it; a
mark that fits nowhere is dropped with a note, and nothing is ever raised.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sayso.model.parse import Quote
from sayso.model.report import Note
from sayso.model.spans import Span

# Each opening mark and those that may close it. German „ is closed by “.
_PAIRS = {'"': '"', "“": "”“\"", "„": "“”\"", "«": "»", "»": "«", "‘": "’'", "'": "'’", "‹": "›"}
_CLOSERS = {"”", "’", "»", "›"}
_SINGLE = {"'", "‘", "’", "‹", "›"}


@dataclass(frozen=True, slots=True)
class _Mark:
    at: int
    char: str
    opens: bool
    closes: bool


def quotes(text: str, units: tuple[Span, ...]) -> tuple[list[Quote], list[Note]]:
    """All quotations of the given paragraphs, in text order, and notes on marks that do not pair."""
    found: list[Quote] = []
    notes: list[Note] = []
    was_open = False
    for number, unit in enumerate(units):
        here, strays = _scan(text, unit, number)
        for stray in strays:
            notes.append(Note("stray-quotation-mark", "a quotation mark that pairs with none", stray))
        if here and was_open and here[0].span.start == unit.start:
            here[0] = replace(here[0], continued=True)
            notes.pop(_last_open(notes))
        left_open = [quote for quote in here if not quote.closed]
        was_open = bool(left_open)
        for quote in left_open:  # one at most: only the outermost can be left open
            notes.append(
                Note("unclosed-quotation", "a quotation that the paragraph does not close", quote.span)
            )
        found.extend(here)
    return found, sorted(notes, key=lambda note: note.span or Span(0, 1))


def _last_open(notes: list[Note]) -> int:
    return max(i for i, note in enumerate(notes) if note.kind == "unclosed-quotation")


def _scan(text: str, unit: Span, number: int) -> tuple[list[Quote], list[Span]]:
    marks = list(_marks(text, unit))
    closers_left = sum(mark.closes and not mark.opens for mark in marks)
    quotes: list[Quote] = []
    strays: list[Span] = []
    stack: list[_Mark] = []
    for mark in marks:
        only_closes = mark.closes and not mark.opens
        closers_left -= only_closes
        if stack and mark.closes and mark.char in _PAIRS[stack[-1].char]:
            opening = stack.pop()
            _close(quotes, opening, mark.at, number, len(stack))
        elif mark.opens and _may_open(mark, stack, closers_left):
            stack.append(mark)
        elif mark.char not in _SINGLE:
            strays.append(Span(mark.at, mark.at + 1))
    for depth, opening in reversed(list(enumerate(stack))):
        if opening.char in _SINGLE or depth > 0 or opening.at + 1 >= unit.end:
            if opening.char not in _SINGLE:
                strays.append(Span(opening.at, opening.at + 1))
            continue
        span = Span(opening.at, unit.end)
        quotes.append(Quote(span, Span(opening.at + 1, unit.end), number, closed=False, depth=depth))
    return sorted(quotes, key=lambda quote: quote.span), strays


def _close(quotes: list[Quote], opening: _Mark, at: int, unit: int, depth: int) -> None:
    if at > opening.at + 1:
        span, inner = Span(opening.at, at + 1), Span(opening.at + 1, at)
        quotes.append(Quote(span, inner, unit, closed=True, depth=depth))


def _may_open(mark: _Mark, stack: list[_Mark], closers_left: int) -> bool:
    """Whether an opening mark starts a quotation here.

    Inside an open quotation of the same kind of mark it does so only if marks are left
    to close both; else it is a slip of the pen ('itself or its "partnered forces').
    """
    if not stack:
        return True
    if (mark.char in _SINGLE) != (stack[-1].char in _SINGLE):
        return True
    return closers_left > len(stack)


def _marks(text: str, unit: Span) -> Iterator[_Mark]:
    for at in range(unit.start, unit.end):
        char = text[at]
        if char not in _PAIRS and char not in _CLOSERS:
            continue
        before = text[at - 1] if at > unit.start else " "
        after = text[at + 1] if at + 1 < unit.end else " "
        if char in "'’‘" and before.isalnum() and after.isalnum():
            continue  # an apostrophe
        yield from _mark(at, char, before, after)


def _mark(at: int, char: str, before: str, after: str) -> Iterator[_Mark]:
    free_before = before.isspace() or before in "([{-–—/"
    free_after = after.isspace() or after in ".,;:!?)]}-–—/"
    if char in '"\'':
        opens, closes = free_before and not after.isspace(), not before.isspace() and free_after
        if char == '"' and not opens and not closes:
            opens = closes = True
    else:
        opens = char in _PAIRS and not (char == "“" and free_after and not free_before)
        closes = char in _CLOSERS or (char == "“" and not free_before)
    if char == "'" and opens and not after.isalpha() and after not in '"“':
        return  # '90s
    if opens or closes:
        yield _Mark(at, char, opens, closes)
