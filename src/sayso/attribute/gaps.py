"""The second of two sources whose verb is left out: "A claiming that X, and B that Y"."""

from collections.abc import Callable, Iterator, Sequence

from sayso.attribute.drafts import Draft, trimmed
from sayso.model.parse import Parse, Sentence
from sayso.model.statements import Basis
from sayso.model.trees import is_noun, kids, noun_phrase

_JOINS = frozenset({",", "and", "but", ";", "while", "whereas", "or", "—", "–"})
_SAYING = frozenset({"clause", "with-saying"})


def second_sources(parse: Parse, drafts: Sequence[Draft], speaks: Callable[[int], bool]) -> Iterator[Draft]:
    """Drafts for a noun and a "that"-clause behind the content of another, which is cut short there.

    Args:
        parse: The report.
        drafts: What is said with a verb; their contents end where the next source begins.
        speaks: Whether the phrase with this head is somebody.
    """
    for draft in drafts:
        if draft.cue is None or draft.frame not in _SAYING or draft.source is None:
            continue
        sentence = parse.sentences[parse.tokens[draft.cue].sentence]
        found = _second(parse, draft.cue, sentence, speaks)
        if found is None:
            continue
        start, source, that = found
        said = trimmed(parse, that + 1, sentence.last)
        cut = [(a, min(b, start)) for a, b in draft.content if a < start]
        if said is None or not cut:
            continue
        draft.content = [part for part in (trimmed(parse, a, b) for a, b in cut) if part is not None]
        span = parse.tokens[source].span
        second = Draft(that, source, [said], draft.act, "clause", Basis.EXPLICIT, cue_span=span)
        second.contrast = draft
        yield second


def _second(
    parse: Parse, cue: int, sentence: Sentence, speaks: Callable[[int], bool]
) -> tuple[int, int, int] | None:
    """Where the second source begins, its head, and its "that"."""
    tokens = parse.tokens
    for that in range(cue + 4, sentence.last - 2):
        if tokens[that].lower != "that" or tokens[that].tag != "IN" or tokens[that].dep != "mark":
            continue
        if not kids(parse, tokens[that].head, "nsubj", "nsubjpass"):
            continue
        source = _noun_before(parse, that, cue)
        if source is None or not speaks(source):
            continue
        start = noun_phrase(parse, source)[0]
        joined = tokens[start - 1].lower in _JOINS and start - 1 > cue + 1
        if joined and any(t.tag in ("VBD", "VBZ", "VBP", "MD", "VBG") for t in tokens[cue + 1 : start]):
            return start, source, that
    return None


def _noun_before(parse: Parse, that: int, cue: int) -> int | None:
    """The noun right in front, or in front of the relative clause between commas that describes it."""
    tokens = parse.tokens
    if is_noun(tokens[that - 1]):
        return that - 1
    if tokens[that - 1].lower != ",":
        return None
    who = next((i for i in range(that - 2, cue, -1) if tokens[i].lower in ("who", "which", "whose")), None)
    if who is None or tokens[who - 1].lower != "," or not is_noun(tokens[who - 2]):
        return None
    return who - 2
