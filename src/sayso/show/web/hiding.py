"""Names of private people, and words that may not be shown: taken out of records, offsets kept."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, TypeVar

from sayso.model.incidents import MergedIncident, Quoted
from sayso.model.record import Coded, Dispute
from sayso.model.spans import Span
from sayso.store.sql.blocking import BLOCK, blocked, mapped
from sayso.store.sql.private_names import parts_of

T = TypeVar("T")

HIDDEN = "a private person"
WITHHELD = "words that are not shown here"
CUT = "…"


class Hiding:
    """Takes names out of texts: in the whole, and each part of them that is long enough to be one."""

    def __init__(self, names: Iterable[str]) -> None:
        parts = {name for name in names if name.strip()}
        for name in tuple(parts):
            parts.update(parts_of(name))
        longest = sorted(parts, key=lambda part: (-len(part), part))
        spelled = "|".join(r"\s+".join(map(re.escape, part.split())) for part in longest)
        self._pattern = re.compile(rf"(?<!\w)(?:{spelled})(?!\w)") if longest else None

    def __bool__(self) -> bool:
        return self._pattern is not None

    def text(self, text: str) -> str:
        """A text with blocks in the place of names; one that is a name and no more is `HIDDEN`."""
        if self._pattern is None:
            return text
        pattern = self._pattern
        made = blocked(lambda value: [match.span() for match in pattern.finditer(value)], text)
        return HIDDEN if made is not text and not made.replace(BLOCK, "").strip(" .,'’-") else made

    def line(self, text: str) -> str:
        """A line of our own words, with `HIDDEN` in the place of names: blocks would look like a fault."""
        made = text if self._pattern is None else self._pattern.sub(HIDDEN, text)
        return made[:1].upper() + made[1:]

    def of(self, value: T) -> T:
        """A value of the model without the names."""
        if self._pattern is None:
            return value
        made: Any = mapped(value, self.text)
        return made  # type: ignore[no-any-return]  # of the same type


def evidence(coded: Coded) -> Iterator[Span]:
    """The words of a report that support a value."""
    for event in coded.events:
        yield from event.triggers
        facts = (
            event.type,
            event.place,
            event.time,
            *event.actors,
            *event.targets,
            *event.weapons,
            *event.tolls,
        )
        for fact in facts:
            yield from fact.evidence if fact is not None else ()
    for claim in coded.claims:
        yield claim.evidence
    for dispute in coded.disputes:
        yield from (side.span for side in dispute.sides)


def withheld(text: str, kept: Iterable[Span]) -> str:
    """A text of the same length in which only the sentences around some words are left.

    Of the rest each stretch of a line is `CUT` and blanks: lines stay, so that paragraphs keep their numbers.
    """
    shown = bytearray(len(text))
    for span in kept:
        first, last = around(text, span.start, span.end)
        shown[first:last] = b"\1" * (last - first)
    made, at = list[str](), 0
    while at < len(text):
        end = at + 1
        while end < len(text) and shown[end] == shown[at] and (shown[at] or text[end - 1] != "\n"):
            end += 1
        made.append(text[at:end] if shown[at] else _blank(text[at:end]))
        at = end
    return "".join(made)


def _blank(line: str) -> str:
    body, end = (line[:-1], "\n") if line.endswith("\n") else (line, "")
    if not body.strip():
        return " " * len(body) + end
    before = len(body) - len(body.lstrip())
    return " " * before + CUT + " " * (len(body) - before - 1) + end


_SENTENCE = 600  # code points of a sentence that is shown around some words
_ENDS = (". ", ".\u201d ", '." ', "\n", "! ", "? ")


def around(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence around some words, as far as full stops and lines tell; never much more."""
    low, high = max(0, start - _SENTENCE), min(len(text), end + _SENTENCE)
    before = [(text.rfind(mark, low, start), len(mark)) for mark in _ENDS]
    first = max((at + length for at, length in before if at >= 0), default=low)
    after = [(at, 0 if mark == "\n" else 1) for mark in _ENDS if (at := text.find(mark, end, high)) >= 0]
    last = min((at + length for at, length in after), default=high)
    return min(first, start), max(last, end)


def without_words(dispute: Dispute) -> Dispute:
    """A dispute without what was said in it."""
    return replace(dispute, sides=tuple(replace(side, value=WITHHELD) for side in dispute.sides))


def silenced(incident: MergedIncident, reports: set[str]) -> MergedIncident:
    """An incident without the words of some reports."""
    if not reports:
        return incident

    def quoted(one: Quoted) -> Quoted:
        return replace(one, text=WITHHELD) if one.report in reports else one

    fields = tuple(
        replace(
            view,
            said=tuple(
                replace(
                    said,
                    value=WITHHELD if {one.report for one in said.evidence} <= reports else said.value,
                    evidence=tuple(map(quoted, said.evidence)),
                )
                for said in view.said
            ),
        )
        for view in incident.fields
    )
    lines = tuple(replace(line, words=quoted(line.words)) for line in incident.lines)
    return replace(incident, fields=fields, lines=lines)
