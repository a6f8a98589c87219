"""What a report says of itself: editor's notes, corrections, "this story will be updated"."""

from collections.abc import Iterator, Sequence

from sayso.model.events import PartyRef
from sayso.model.lexicon import Lexicon
from sayso.model.parse import Parse, UnitKind
from sayso.model.spans import Span
from sayso.model.statements import Act, Basis, Source, Statement

_FRAME = "notice"


def notices(parse: Parse, publisher: PartyRef | None, lexicon: Lexicon, first: int) -> Iterator[Statement]:
    """One statement per notice of the editor, numbered from `first`; its source is the outlet, if known.

    A notice is about the report, and claims nothing of any event.
    """
    number = first
    for unit in parse.units:
        if unit.kind is not UnitKind.FURNITURE:
            continue
        found = _parts(unit.span.of(parse.text), lexicon.words["notices"])
        if found is None:
            continue
        label, said = (_moved(span, unit.span.start) for span in found)
        source = None if publisher is None else Source(publisher, label)
        plain = said.of(parse.text).casefold()
        # "An earlier version gave nineteen dead" asserts something; "this story will be updated" does not.
        about = label == said or any(words in plain for words in lexicon.words["notice_talk"])
        act = Act.NOTICE if about else Act.ASSERT
        yield Statement(f"s{number}", source, Basis.AUTHOR, act, "voice", (said,), _FRAME, cue=label)
        number += 1


def _parts(text: str, words: frozenset[str]) -> tuple[Span, Span] | None:
    """The label ("Editor's note") and what is said; without a colon both are the whole sentence."""
    start = len(text) - len(text.lstrip(" \t-–—*•([_"))
    end = len(text.rstrip(" \t)]_*"))
    plain = text[start:end].casefold()
    known = _first_of(plain, sorted(words, key=len, reverse=True))
    if known is None:
        return None
    marks = (text.find(mark, start, start + len(known) + 40) for mark in (":", "."))
    colon = next((at for at in marks if 0 <= at < end - 1), -1)
    if colon < 0 or not text[colon + 1 :].strip():
        return Span(start, end), Span(start, end)
    said = colon + 1 + len(text[colon + 1 : end]) - len(text[colon + 1 : end].lstrip())
    return (Span(start, colon), Span(said, end)) if said < end else None


def _first_of(text: str, words: Sequence[str]) -> str | None:
    return next((word for word in words if text.startswith(word)), None)


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)
