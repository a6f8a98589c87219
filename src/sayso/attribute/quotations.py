"""Quotations that no cue claims: continued ones keep their speaker, free-standing ones have none."""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Sequence

from sayso.attribute.drafts import Draft
from sayso.attribute.signed import signer
from sayso.model.parse import Parse, Quote, UnitKind
from sayso.model.quoted import quotations_in, tokens_in
from sayso.model.ranges import Stretches
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
    spoken = _Spoken(parse, drafts)
    taken = Stretches(one for draft in drafts for one in draft.content)
    cues = sorted(draft.cue for draft in drafts if draft.cue is not None)
    begun = sorted(draft.content[0] for draft in drafts if draft.source is not None)
    for quote in parse.outermost:
        tokens = tokens_in(parse, quote.inner)
        if len(tokens) < MIN_WORDS or parse.units[quote.unit].kind is not UnitKind.BODY:
            continue
        signed = signer(parse, quote)
        if signed is not None and _has_speaker(tokens, begun):
            signed = None
        if signed is None and taken.cover(tokens[len(tokens) // 2]):
            continue
        if not quote.closed and bisect_left(cues, tokens[0]) < bisect_left(cues, tokens[-1] + 1):
            continue
        if signed is None and not _stands_alone(parse, quote):
            continue
        content = [(tokens[0], tokens[-1] + 1)]
        named = _before_colon(parse, quote) or signed
        if named is not None:
            draft = Draft(None, named, content, Act.ASSERT, "quotation")
        else:
            speaker = spoken.speaker(quote)
            basis = Basis.SHARED_SUBJECT if speaker is not None else Basis.NONE
            draft = Draft(None, None, content, Act.ASSERT, "quotation", basis, follows=speaker)
        found.append(draft)
        spoken.add(draft)
    return found


def _stands_alone(parse: Parse, quote: Quote) -> bool:
    """Whether the marks hold whole sentences, and are not a phrase inside one."""
    text, unit = parse.text, parse.units[quote.unit].span
    before, after = quote.span.start - 1, quote.span.end
    while before >= unit.start and text[before].isspace():
        before -= 1
    while after < unit.end and text[after].isspace():
        after += 1
    starts = before < unit.start or text[before] in '.!?:"”'
    ends = after >= unit.end or text[quote.inner.end - 1] in ".!?" or text[after] in ".!?"
    return starts and ends


def _before_colon(parse: Parse, quote: Quote) -> int | None:
    """The subject of the clause that ends in a colon just before the quotation."""
    unit = parse.units[quote.unit].span
    if quote.span.start == unit.start:
        if not quote.unit:
            return None
        unit = parse.units[quote.unit - 1].span  # 'He said:' in a paragraph of its own
    before = tokens_in(parse, Span(unit.start, min(unit.end, quote.span.start)))
    if not before or parse.tokens[before[-1]].lower != ":":
        return None
    sentence = parse.sentences[parse.tokens[before[-1]].sentence]
    verbs = [
        token.index
        for token in parse.tokens[sentence.first : before[-1]]
        if token.tag.startswith("VB") and token.dep in ("ROOT", "ccomp", "conj")
    ]
    subjects = [
        child for verb in verbs for child in parse.children[verb] if parse.tokens[child].dep == "nsubj"
    ]
    return subjects[0] if subjects else None


def _has_speaker(tokens: Sequence[int], begun: Sequence[tuple[int, int]]) -> bool:
    """Whether a content with a source begins with the quotation and holds it; `begun` are such contents."""
    first = bisect_left(begun, (tokens[0] - MIN_WORDS + 1, 0))
    last = bisect_left(begun, (tokens[0] + MIN_WORDS, 0))
    return any(end >= tokens[-1] for _, end in begun[first:last])


class _Spoken:
    """The drafts in whose contents somebody is quoted, by the paragraph in which they begin."""

    def __init__(self, parse: Parse, drafts: Sequence[Draft]) -> None:
        self._parse = parse
        self._count = 0
        # Where each begins, and which came first of those that begin there.
        self._every: dict[int, list[tuple[int, int, Draft]]] = defaultdict(list)
        self._known: dict[int, list[tuple[int, int, Draft]]] = defaultdict(list)
        for draft in drafts:
            self.add(draft)

    def add(self, draft: Draft) -> None:
        """Keep a draft, if somebody is quoted in it."""
        tokens = self._parse.tokens
        if not any(
            quotations_in(self._parse, Span(tokens[first].span.start, tokens[last - 1].span.end))
            for first, last in draft.content
        ):
            return
        self._count += 1
        start = tokens[draft.content[0][0]]
        for lists in (self._every, self._known)[: 2 if draft.basis is not Basis.NONE else 1]:
            insort(lists[start.unit], (start.span.start, -self._count, draft))

    def speaker(self, quote: Quote) -> Draft | None:
        """The draft whose speaker goes on in a quotation, or None."""
        same = self._known.get(quote.unit, [])
        earlier = bisect_left(same, quote.span.start, key=lambda one: one[0])
        if earlier:
            return same[earlier - 1][2]
        before = self._every.get(quote.unit - 1, []) if quote.continued else []
        return before[-1][2] if before else None
