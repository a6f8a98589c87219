"""Quotations that no cue claims: continued ones keep their speaker, free-standing ones have none."""

from collections.abc import Sequence

from sayso.attribute.drafts import Draft
from sayso.model.parse import Parse, Quote, Token, UnitKind
from sayso.model.spans import Span
from sayso.model.statements import Act, Basis

# Shorter stretches in marks are terms and nicknames ("show of force"), not speech.
MIN_WORDS = 4


def unclaimed(parse: Parse, drafts: Sequence[Draft]) -> list[Draft]:
    """Statements for the quotations that are in no content, in text order.

    A quotation that continues the paragraph before, or follows an attributed one in its own
    paragraph, keeps that speaker. Any other has no speaker: never the nearest name.
    """
    found: list[Draft] = []
    for quote in parse.quotes:
        tokens = [t.index for t in _tokens(parse, quote)]
        if quote.depth > 0 or len(tokens) < MIN_WORDS or parse.units[quote.unit].kind is not UnitKind.BODY:
            continue
        if any(draft.covers(tokens[len(tokens) // 2]) for draft in drafts):
            continue
        if not quote.closed and any(d.cue in tokens for d in drafts):
            continue
        if not _stands_alone(parse, quote):
            continue
        named = _before_colon(parse, quote)
        if named is not None:
            found.append(
                Draft(None, named, [(tokens[0], tokens[-1] + 1)], Act.ASSERT, "quotation", form="direct")
            )
            continue
        speaker = _speaker(parse, quote, [*drafts, *found])
        basis = Basis.SHARED_SUBJECT if speaker is not None else Basis.NONE
        content = [(tokens[0], tokens[-1] + 1)]
        found.append(
            Draft(None, None, content, Act.ASSERT, "quotation", basis, follows=speaker, form="direct")
        )
    return found


def _tokens(parse: Parse, quote: Quote) -> list[Token]:
    unit = parse.units[quote.unit]
    first = parse.sentences[unit.first].first if unit.first < unit.last else 0
    last = parse.sentences[unit.last - 1].last if unit.first < unit.last else 0
    return [t for t in parse.tokens[first:last] if quote.inner.covers(t.span)]


def _stands_alone(parse: Parse, quote: Quote) -> bool:
    """Whether the marks hold whole sentences, and are not a phrase inside one."""
    unit = parse.units[quote.unit].span
    before = parse.text[unit.start : quote.span.start].rstrip()
    after = parse.text[quote.span.end : unit.end].strip()
    starts = not before or before[-1] in '.!?:"”'
    ends = not after or parse.text[quote.inner.end - 1] in ".!?" or after[0] in ".!?"
    return starts and ends


def _before_colon(parse: Parse, quote: Quote) -> int | None:
    """The subject of the clause that ends in a colon just before the quotation."""
    before = [t for t in parse.tokens if t.unit == quote.unit and t.span.end <= quote.span.start]
    if not before or before[-1].lower != ":":
        return None
    sentence = parse.sentences[before[-1].sentence]
    verbs = [
        t.index
        for t in before
        if t.sentence == sentence.index and t.tag.startswith("VB") and t.dep in ("ROOT", "ccomp", "conj")
    ]
    subjects = [
        child for verb in verbs for child in parse.children[verb] if parse.tokens[child].dep == "nsubj"
    ]
    return subjects[0] if subjects else None


def _speaker(parse: Parse, quote: Quote, drafts: Sequence[Draft]) -> Draft | None:
    """The draft whose speaker goes on here, or None."""
    unit = parse.units[quote.unit].span
    same = [
        d for d in drafts if _within(parse, d, unit) and _is_quoted(parse, d) and d.basis is not Basis.NONE
    ]
    earlier = [d for d in same if _start(parse, d) < quote.span.start]
    if earlier:
        return max(earlier, key=lambda d: _start(parse, d))
    if quote.continued:
        before = parse.units[quote.unit - 1].span
        last = [d for d in drafts if _within(parse, d, before) and _is_quoted(parse, d)]
        return max(last, key=lambda d: _start(parse, d)) if last else None
    return None


def _within(parse: Parse, draft: Draft, unit: Span) -> bool:
    return unit.start <= _start(parse, draft) < unit.end


def _start(parse: Parse, draft: Draft) -> int:
    return parse.tokens[draft.content[0][0]].span.start


def _is_quoted(parse: Parse, draft: Draft) -> bool:
    """Whether some of the content stands in quotation marks."""
    spans = [Span(parse.tokens[a].span.start, parse.tokens[b - 1].span.end) for a, b in draft.content]
    return any(span.overlaps(quote.inner) for span in spans for quote in parse.quotes)
