"""Names of private people, and words that may not be shown: taken out of records, offsets kept."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from sayso.model.events import Event, PartyRef
from sayso.model.parties import PartyKind
from sayso.model.record import Coded
from sayso.model.spans import Span
from sayso.store.sql.blocking import BLOCK, blocked, mapped

T = TypeVar("T")

HIDDEN = "a private person"
WITHHELD = "words that are not shown here"
CUT = "…"
# "Maria Petrova, 61, ..." or "Maria Petrova (61)": news gives the age of people whom nobody knows.
# Words are bounded: a hostile text is searched no longer than another.
_NAME = r"[A-Z][\w'’-]{1,30}"
_AGED = re.compile(rf"\b({_NAME}(?: (?:al-|de |van |bin )?{_NAME}){{1,3}})(?:, | \()(?:aged )?[1-9]\d?\b")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_LONG = 3  # letters: shorter parts of a name are also other words
# Capitals that stand before names and are no part of them.
_TITLES = frozenset(
    """
    the dr mr mrs ms miss sir lady lord sheikh imam father sister brother captain colonel general lieutenant
    major sergeant private officer journalist president minister
    """.split()
)


def private_names(coded: Coded) -> frozenset[str]:
    """The names in a report that are of private people who were hit, or whose age is told.

    A target that is a person and ends at no row of the party table, nor belongs to a party, is taken for
    private: an opposition leader whom no table knows is hidden rather than a baker shown.
    """
    named = {fact.value.name for event in coded.events for fact in event.targets if is_private(fact.value)}
    known = {ref.name for ref in _known(coded)}
    if coded.events:
        named |= {found[1] for found in _AGED.finditer(coded.report.text)} - known
    return frozenset(name for name in named if _is_name(name))


def is_private(ref: PartyRef) -> bool:
    """Whether a party is a person who holds no office and belongs to nobody, as far as is known."""
    return ref.kind is PartyKind.PERSON and ref.party is None and not (ref.sides or ref.candidates)


def _known(coded: Coded) -> Iterator[PartyRef]:
    for event in coded.events:
        yield from (one for one in _refs(event) if not is_private(one) and one.kind is PartyKind.PERSON)
    for said in coded.statements:
        if said.source is not None and said.source.party.party is not None:
            yield said.source.party


def _refs(event: Event) -> Iterator[PartyRef]:
    yield from (fact.value for fact in (*event.actors, *event.targets))


def _is_name(name: str) -> bool:
    """Whether words name somebody: a capital, or a letter of a script that has none, as in "Samir Haddad"."""
    parts = [part for part in _WORD.findall(name) if part.casefold() not in _TITLES]
    return any(part[0].isupper() or not part[0].islower() for part in parts)


class Hiding:
    """Takes names out of texts: in the whole, and each part of them that is long enough to be one."""

    def __init__(self, names: Iterable[str]) -> None:
        parts = {name for name in names if name.strip()}
        for name in tuple(parts):
            parts |= {
                part
                for part in _WORD.findall(name)
                if len(part) >= _LONG and not part.islower() and part.casefold() not in _TITLES
            }
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
