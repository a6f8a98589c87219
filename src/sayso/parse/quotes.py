"""Quotation marks, paired inside one paragraph and never across two.

Reports have odd numbers of marks, marks inside marks, and quotations that run over several
paragraphs. The machine reads each mark as opening or closing by the blanks around it; a
mark that fits nowhere is dropped with a note, and nothing is ever raised.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from sayso.model.parse import Quote
from sayso.model.report import Note
from sayso.model.spans import Span

# Each opening mark and those that may close it. German „ is closed by “.
_PAIRS = {'"': '"', "“": '”“"', "„": '“”"', "«": "»", "»": "«", "‘": "’'", "'": "'’", "‹": "›"}
_CLOSERS = {"”", "’", "»", "›"}
_SINGLE = {"'", "‘", "’", "‹", "›"}
_MARKS = _CLOSERS.union(_PAIRS)
_BEFORE, _AFTER = "([{-–—/", ".,;:!?)]}-–—/"  # what may stand, as a blank may, before and after a quotation
_DEEPEST = 6  # quotations in quotations that are looked for; real ones end at three


@dataclass(frozen=True, slots=True)
class _Mark:
    at: int
    char: str
    opens: bool
    closes: bool

    @property
    def single(self) -> bool:
        return self.char in _SINGLE

    @property
    def only_closes(self) -> bool:
        return self.closes and not self.opens


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
    # It is near the end, for it is of the paragraph before.
    return next(i for i in range(len(notes) - 1, -1, -1) if notes[i].kind == "unclosed-quotation")


def _scan(text: str, unit: Span, number: int) -> tuple[list[Quote], list[Span]]:
    marks = list(_marks(text, unit))
    left = Counter(mark.single for mark in marks if mark.only_closes)
    pairs: list[tuple[_Mark, int]] = []
    strays: list[_Mark] = []
    stack: list[_Mark] = []
    for mark in marks:
        left[mark.single] -= mark.only_closes
        opening = _closed_by(mark, stack)
        if opening is not None:
            strays += stack[opening + 1 :]
            pairs.append((stack[opening], mark.at + 1))
            del stack[opening:]
        elif mark.opens and _may_open(mark, stack, left[mark.single]):
            stack.append(mark)
        else:
            strays.append(mark)
    outermost = next((mark for mark in stack if not mark.single and mark.at + 1 < unit.end), None)
    strays += [mark for mark in stack if mark is not outermost]
    quotes = _nested(number, pairs, None if outermost is None else Span(outermost.at, unit.end))
    return quotes, sorted(Span(mark.at, mark.at + 1) for mark in strays if not mark.single)


def _closed_by(mark: _Mark, stack: list[_Mark]) -> int | None:
    """Where on the stack the quotation is that a mark closes, or None.

    A single mark may be an apostrophe, so it closes only the innermost quotation, and an
    open one ("Kill 'em all") does not keep the quotation around it from being closed.
    """
    if not mark.closes:
        return None
    lowest = max(0, len(stack) - (1 if mark.single else _DEEPEST))
    for place in range(len(stack) - 1, lowest - 1, -1):
        if mark.char in _PAIRS[stack[place].char]:
            return place
    return None


def _nested(unit: int, pairs: list[tuple[_Mark, int]], left_open: Span | None) -> list[Quote]:
    """The quotations in text order, each with how many others it stands in; empty ones are left out."""
    found = [
        Quote(Span(m.at, end), Span(m.at + 1, end - 1), unit, closed=True)
        for m, end in pairs
        if end > m.at + 2
    ]
    if left_open is not None:
        inner = Span(left_open.start + 1, left_open.end)
        found.append(Quote(left_open, inner, unit, closed=False))
    quotes: list[Quote] = []
    around: list[Span] = []
    for quote in sorted(found, key=lambda quote: (quote.span.start, -quote.span.end)):
        while around and around[-1].end <= quote.span.start:
            around.pop()
        quotes.append(replace(quote, depth=len(around)))
        around.append(quote.span)
    return quotes


def _may_open(mark: _Mark, stack: list[_Mark], closers_left: int) -> bool:
    """Whether an opening mark starts a quotation here.

    Inside an open quotation of the same kind of mark it does so only if marks are left
    to close both; else it is a slip of the pen ('itself or its "partnered forces').
    """
    if not stack or mark.single != stack[-1].single:
        return True
    return closers_left > sum(other.single == mark.single for other in stack[-_DEEPEST:])


def _marks(text: str, unit: Span) -> Iterator[_Mark]:
    for at in range(unit.start, unit.end):
        char = text[at]
        if char not in _MARKS:
            continue
        before = text[at - 1] if at > unit.start else " "
        after = text[at + 1] if at + 1 < unit.end else " "
        if char in "'’‘" and before.isalnum() and after.isalnum():
            continue  # an apostrophe
        # Marks that stand together open or close together ("'Fire,' he said."), unless they hold nothing.
        outer_before = _beyond(text[max(unit.start, at - 4) : at][::-1])
        outer_after = _beyond(text[at + 1 : min(unit.end, at + 5)])
        if not (_is_free(outer_before, _BEFORE) and _is_free(outer_after, _AFTER)):
            before, after = outer_before, outer_after
        yield from _mark(at, text[at], before, after)


def _is_free(neighbour: str, marks: str) -> bool:
    return neighbour.isspace() or neighbour in marks


def _beyond(neighbours: str) -> str:
    """The first character that is no quotation mark; a blank where the paragraph ends."""
    return next((char for char in neighbours if char not in _MARKS), " ")


def _mark(at: int, char: str, before: str, after: str) -> Iterator[_Mark]:
    free_before, free_after = _is_free(before, _BEFORE), _is_free(after, _AFTER)
    if char in "\"'":
        opens, closes = free_before and not after.isspace(), not before.isspace() and free_after
        if char == '"' and not opens and not closes:
            opens = closes = True
    else:
        opens = char in _PAIRS and (free_before or not free_after) and not (char == "»" and after.isspace())
        closes = char in _CLOSERS or (char in "“«" and not free_before)
    if char == "'" and opens and after.isdigit():
        return  # '90s
    if opens or closes or char not in _SINGLE:
        yield _Mark(at, char, opens, closes)
