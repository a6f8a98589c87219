"""From drafts to statements: who the source is, on what basis, in which form."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sayso.attribute.announced import announced, counted
from sayso.attribute.asides import Asides, told_to
from sayso.attribute.closing import closing
from sayso.attribute.communiques import given_out
from sayso.attribute.counts import Counts
from sayso.attribute.drafts import Draft, content_spans
from sayso.attribute.evasions import blamed_parties, evasions, settled_with
from sayso.attribute.gaps import second_sources
from sayso.attribute.headlines import headline_sources
from sayso.attribute.introduced import introduced
from sayso.attribute.nouns import Nouns
from sayso.attribute.preferred import preferred
from sayso.attribute.quotations import MIN_WORDS, unclaimed
from sayso.attribute.relays import Relays
from sayso.attribute.speakers import Speakers
from sayso.attribute.special import (
    admissions,
    claimed_acts,
    disclaimers,
    refusals,
    responsibility,
    speech_acts,
)
from sayso.attribute.tags import tagged
from sayso.model.lexicon import Lexicon
from sayso.model.mentions import Mentions
from sayso.model.parse import Parse
from sayso.model.quoted import quotations_in
from sayso.model.spans import Span
from sayso.model.statements import Basis, Statement
from sayso.model.tellings import Resolved

# Score of a cue whose source speaks whatever it is ("the poll found"); tried on held-out training documents.
_SURE = 0.6


def drafts(parse: Parse, mentions: Mentions, resolved: Resolved, lexicon: Lexicon) -> list[Draft]:
    """All statements of the report in the making, in text order."""
    speakers = Speakers(parse, resolved, lexicon)
    found = [
        *responsibility(parse, lexicon),
        *disclaimers(parse, lexicon),
        *admissions(parse, lexicon),
        *claimed_acts(parse, resolved.tellings),
        *refusals(parse, lexicon),
    ]
    known = {draft.cue for draft in found}
    found.extend(draft for draft in evasions(parse) if draft.cue not in known)
    taken = {draft.cue for draft in found} | settled_with(parse, found)
    speech = [draft for draft, _ in speech_acts(parse, resolved.tellings) if draft.cue not in taken]
    known = {draft.cue for draft in (*found, *speech)}
    speech.extend(draft for draft in blamed_parties(parse) if draft.cue not in known)
    acts = {t.token for t in resolved.tellings if t.sense.aspect not in ("speech", "exposure")}
    clauses = [d for d in introduced(parse, mentions, lexicon, acts) if d.cue not in taken]
    clauses = preferred(clauses, [d for d in _shown(parse, lexicon, speakers) if d.cue not in taken])
    clauses.extend(list(second_sources(parse, clauses, speakers.is_party)))
    _take_over(speech, clauses)
    taken = {draft.cue for draft in speech}
    clauses = [d for d in clauses if d.cue not in taken and (d.score >= _SURE or speakers.can_speak(d))]
    _end_at_participles(parse, speech, clauses)
    found = Relays(parse, [*found, *speech, *clauses], speakers.is_medium, speakers.is_somebody).drafts()
    sure = {id(d) for d in clauses if d.score >= _SURE}
    sure |= {id(d) for d in found if d.frame == "responsibility" and speakers.has_name(d.source)}
    found = [d for d in found if d.content and (id(d) in sure or speakers.can_speak(d))]
    found.extend(list(counted(parse, lexicon, found)))
    found.extend(list(announced(parse, found)))
    found.extend([d for d in closing(parse, found) if speakers.can_speak(d)])
    found.extend(headline_sources(parse, found, speakers.may_end_headline, speakers.may_open_headline))
    found.extend(list(given_out(parse, found, lexicon, speakers.is_party)))
    found = tagged(parse, found, lexicon)
    found.extend(unclaimed(parse, [d for d in found if d.frame not in ("responsibility", "refusal")]))
    return sorted(found, key=lambda d: (d.content[0][0], d.cue or 0))


def _shown(parse: Parse, lexicon: Lexicon, speakers: Speakers) -> Iterator[Draft]:
    """What marks, nouns and figures show, whatever the table of weights makes of their cues."""
    yield from Asides(parse, lexicon).drafts()
    yield from Nouns(parse, lexicon).drafts()
    yield from Counts(parse, lexicon, speakers.is_party).drafts()
    yield from told_to(parse, lexicon)


def _take_over(speech: Sequence[Draft], clauses: Sequence[Draft]) -> None:
    """What an accusation or a demand says ends where the table of weights has it, not with the sentence."""
    by_cue = {draft.cue: draft for draft in clauses if draft.source_range is not None}
    for one in speech:
        other = by_cue.get(one.cue)
        if other is not None and other.source_range is not None and one.source is not None:
            one.content = other.content
            if other.source_range[0] <= one.source < other.source_range[1]:
                one.source_range = other.source_range


def _end_at_participles(parse: Parse, speech: Sequence[Draft], clauses: Sequence[Draft]) -> None:
    """ "Condemned the killing, saying ...": what was condemned ends before the participle."""
    cues = sorted(one.cue for one in clauses if one.cue is not None and parse.tokens[one.cue].dep == "advcl")
    for one in speech:
        nexts = (
            (cues[at : at + 1], last) for at, last in ((bisect_left(cues, a), b) for a, b in one.content)
        )
        inside = [cue for found, last in nexts for cue in found if cue < last]
        if inside:
            end = min(inside)
            one.content = [(first, min(last, end)) for first, last in one.content if first < end]


def statement(parse: Parse, draft: Draft, number: int, speakers: Speakers) -> Statement:
    """The statement that a draft becomes; `contrast` is put in later, when all have ids."""
    source, basis = speakers.source(draft)
    if source is not None and source.span is not None and _named_in(draft) is not None:
        first, last = _named_in(draft) or (0, 0)
        source = replace(source, span=Span(parse.tokens[first].span.start, parse.tokens[last - 1].span.end))
    if draft.frame == "attitude" and source is not None:
        basis = Basis.ASCRIBED
    lemma = parse.tokens[draft.cue].lemma if draft.cue is not None else None
    return Statement(
        id=f"s{number}",
        source=source,
        basis=basis,
        act=draft.act,
        form=_form(parse, draft),
        content=content_spans(parse, draft.content),
        frame=draft.frame,
        cue=draft.cue_span,
        cue_lemma=lemma,
        via=speakers.chain(draft),
    )


def _named_in(draft: Draft) -> tuple[int, int] | None:
    """The tokens that name the speaker, where all of them are known."""
    while draft.source is None and draft.follows is not None:
        draft = draft.follows
    known = draft.source_range
    return known if known and draft.source is not None and known[0] <= draft.source < known[1] else None


def _form(parse: Parse, draft: Draft) -> str:
    """direct: all in quotation marks; mixed: a part; indirect: nothing.

    Only the outermost quotations count: what stands in two is not quoted twice.
    """
    spans = content_spans(parse, draft.content)
    quoted = [(span, quote.inner) for span in spans for quote in quotations_in(parse, span)]
    if not quoted:
        return "indirect"
    length = sum(span.end - span.start for span in spans)
    inside = sum(_shared(span, inner) for span, inner in quoted)
    return "direct" if inside >= 0.9 * length and length > MIN_WORDS else "mixed"


def _shared(a: Span, b: Span) -> int:
    return max(0, min(a.end, b.end) - max(a.start, b.start))
