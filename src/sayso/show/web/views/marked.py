"""The text of a report with marks: stretches that nest, for a template that writes them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from sayso.model.spans import Span
from sayso.show.web.hiding import CUT

# A paragraph longer than this is broken at a blank, so that a page need not show all of a huge one.
_LONGEST = 2_000
# What turns or hides the words beside it, or what a browser drops: NUL and CR would shift every offset after
# them. Each is one code point, and so is what stands for it.
_HARMFUL = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_STANDS_FOR = "\N{REPLACEMENT CHARACTER}"


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a text that supports something.

    `anchor` is the name that links to it end with, `look` the class of its side, `label` what it supports,
    `back` the address of what it supports. One that is `wanted` is shown however long the text is: a link of
    the page leads to it.
    """

    span: Span
    anchor: str
    look: str = "side-0"
    label: str = ""
    back: str | None = None
    wanted: bool = False


@dataclass(slots=True)
class Stretch:
    """Plain text (`mark` is None) or a mark, with what stands inside; `begins` is False of later pieces."""

    text: str = ""
    mark: Mark | None = None
    begins: bool = True
    inside: list["Stretch"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph, which begins at `start` of the text; `skipped` counts those left out before it."""

    stretches: tuple[Stretch, ...]
    skipped: int = 0
    start: int = 0


def paragraphs(text: str, marks: Iterable[Mark], *, most: int | None = None) -> tuple[Paragraph, ...]:
    """The text in paragraphs, marked.

    Args:
        text: The whole text.
        marks: In any order; those of one stretch nest, the longer outside.
        most: Code points of text to show: beyond it, only paragraphs with marks and their neighbours are,
            and beyond it again only those with marks that are wanted. None shows all.
    """
    found = sorted(_once(marks), key=lambda one: (one.span.start, -one.span.end))
    spans = list(_split(text))
    whole = most is None or len(text) <= most
    shown = set(range(len(spans))) if whole else _shown(spans, found, most or 0)
    shown -= {number for number, span in enumerate(spans) if span.of(text).strip() == CUT}
    made, skipped = list[Paragraph](), 0
    for number, span in enumerate(spans):
        if number not in shown:
            skipped += 1
            continue
        here = [one for one in found if one.span.overlaps(span)]
        made.append(Paragraph(tuple(_stretches(text, span, here)), skipped, span.start))
        skipped = 0
    if skipped:
        made.append(Paragraph((), skipped))
    return tuple(made)


def harmless(text: str) -> str:
    """The text with a visible sign for each character that turns or hides others; as long as it was."""
    return _HARMFUL.sub(_STANDS_FOR, text)


def _once(marks: Iterable[Mark]) -> list[Mark]:
    """One mark a stretch: that of a side rather than that of none; labels are joined."""
    found = dict[Span, Mark]()
    for one in marks:
        there = found.get(one.span)
        if there is None:
            found[one.span] = one
            continue
        first, second = (one, there) if there.look == "side-0" else (there, one)
        labels = dict.fromkeys([first.label, second.label])
        target = first if first.wanted or not second.wanted else second
        found[one.span] = replace(
            first,
            label=", ".join(filter(None, labels)),
            anchor=target.anchor,
            back=target.back,
            wanted=target.wanted,
        )
    return list(found.values())


def _split(text: str) -> Iterator[Span]:
    """Paragraphs, one a line; none of them empty."""
    start = 0
    for line in text.splitlines(keepends=True):
        end = start + len(line.rstrip())
        at = start + len(line) - len(line.lstrip())
        while end - at > _LONGEST:
            blank = text.rfind(" ", at + 1, at + _LONGEST)
            cut = blank if blank > at else at + _LONGEST
            yield Span(at, cut)
            at = cut
        if at < end:
            yield Span(at, end)
        start += len(line)


def _shown(spans: Sequence[Span], marks: Sequence[Mark], most: int) -> set[int]:
    """Numbers of the paragraphs to show: the first, those with marks and those beside them, up to `most`."""
    wanted, shown = {0}, set[int]()
    for number, span in enumerate(spans):
        here = [one for one in marks if one.span.overlaps(span)]
        if here:
            wanted |= {number - 1, number, number + 1}
        if any(one.wanted for one in here):
            shown.add(number)
    wanted -= shown
    size = sum(spans[number].end - spans[number].start for number in shown)
    for number in sorted(wanted & set(range(len(spans)))):
        size += spans[number].end - spans[number].start
        if shown and size > most:
            break
        shown.add(number)
    return shown


def _stretches(text: str, within: Span, marks: Sequence[Mark]) -> list[Stretch]:
    """The text of `within` as a row of stretches; a mark that crosses another is cut where that one ends."""
    waiting = sorted(
        ((max(one.span.start, within.start), min(one.span.end, within.end), one) for one in marks),
        key=_order,
    )
    made, at = list[Stretch](), within.start
    while waiting:
        start, end, mark = waiting.pop(0)
        if start > at:
            made.append(Stretch(harmless(text[at:start])))
        inside = [one[2] for one in waiting if one[0] < end]
        later = [one for one in waiting if one[0] >= end]
        crossing = [(end, other_end, other) for at_, other_end, other in waiting if at_ < end < other_end]
        waiting = sorted([*later, *crossing], key=_order)
        nested = _stretches(text, Span(start, end), inside)
        made.append(Stretch(mark=mark, begins=start == mark.span.start, inside=nested))
        at = end
    if at < within.end:
        made.append(Stretch(harmless(text[at : within.end])))
    return made


def _order(piece: tuple[int, int, Mark]) -> tuple[int, int]:
    return piece[0], -piece[1]
