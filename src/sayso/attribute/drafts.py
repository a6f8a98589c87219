"""Statements while they are being put together: token indexes instead of offsets."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sayso.model.parse import Parse
from sayso.model.spans import Span
from sayso.model.statements import Act, Basis
from sayso.model.trees import is_noun, kids


@dataclass(slots=True)
class Draft:
    """One statement in the making.

    `source` is the head token of the words that name the speaker, None where there are
    none, `via` that of who relays it; `content` are (first, last) token ranges, last
    exclusive. `follows` is the draft whose speaker this one shares; `contrast` the draft
    that it is set against. `source_range` are all tokens that name the speaker, last
    exclusive, None where only the head is known. `chain` are the head tokens of all who
    relay it, outermost first; `relays` puts `via` among them. `score` is how sure the
    table of weights is of the cue.
    """

    cue: int | None
    source: int | None
    content: list[tuple[int, int]]
    act: Act
    frame: str
    basis: Basis = Basis.EXPLICIT
    follows: "Draft | None" = None
    contrast: "Draft | None" = None
    cue_span: Span | None = None
    via: int | None = None
    source_range: tuple[int, int] | None = None
    score: float = 1.0
    chain: list[int] = field(default_factory=list)

    def covers(self, token: int) -> bool:
        """Whether the token is in the content."""
        return any(first <= token < last for first, last in self.content)


def trimmed(parse: Parse, first: int, last: int) -> tuple[int, int] | None:
    """The range without "that", commas, marks and conjunctions at its ends; None where nothing is left."""
    drop = {",", ":", "that", "-", "–", "—", "and", "but", ";"}
    while first < last and (parse.tokens[first].lower in drop or parse.tokens[first].tag == "''"):
        first += 1
    while last > first and parse.tokens[last - 1].lower in {
        ",",
        ".",
        "and",
        "but",
        "-",
        "–",
        "—",
        ";",
        "while",
    }:
        last -= 1
    return (first, last) if first < last else None


def before_saying(parse: Parse, found: Sequence[Draft]) -> list[Draft]:
    """The drafts, of "denied the claim, saying its men had left" the denial without what is said instead."""
    cues = [parse.tokens[draft.cue] for draft in found if draft.cue is not None]
    said = {cue.head: cue.index for cue in cues if cue.tag == "VBG" and kids(parse, cue.index, "ccomp")}
    for draft in found:
        saying = said.get(draft.cue) if draft.cue is not None and draft.act is Act.DENY else None
        if saying is None or saying <= (draft.cue or 0) or not draft.covers(saying):
            continue
        cut = [trimmed(parse, first, min(last, saying)) for first, last in draft.content if first < saying]
        draft.content = [part for part in cut if part is not None] or draft.content
    return list(found)


def content_spans(parse: Parse, ranges: list[tuple[int, int]]) -> tuple[Span, ...]:
    """The characters of the ranges."""
    return tuple(
        Span(parse.tokens[first].span.start, parse.tokens[last - 1].span.end) for first, last in ranges
    )


def claim_of(parse: Parse, draft: Draft) -> int | None:
    """The verb of "the rebels' claim to have shot it down" where more than the claim is in the content."""
    if draft.cue is None or not is_noun(parse.tokens[draft.cue]):
        return None
    below = [i for i in kids(parse, draft.cue, "acl", "ccomp") if draft.covers(i)]
    return below[0] if below and not draft.covers(draft.cue) else None
