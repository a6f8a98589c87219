"""From drafts to statements: who the source is, on what basis, in which form."""

from collections.abc import Mapping, Sequence

from sayso.attribute.drafts import Draft, content_spans
from sayso.attribute.frames import Frames
from sayso.attribute.quotations import MIN_WORDS, unclaimed
from sayso.attribute.special import (
    admissions,
    claimed_acts,
    disclaimers,
    refusals,
    responsibility,
    speech_acts,
)
from sayso.model.events import PartyRef
from sayso.model.lexicon import Lexicon
from sayso.model.mentions import Mentions
from sayso.model.parse import Parse
from sayso.model.parties import PartyKind
from sayso.model.spans import Fact, Span
from sayso.model.statements import Basis, Source, Statement
from sayso.model.tellings import Resolved
from sayso.model.trees import kids, noun_phrase, span_of

# A thing speaks only through these verbs ("a letter said", "the report found").
_THINGS_SAY = frozenset({"say", "read", "state", "report", "show", "find", "describe", "add", "quote"})


class Speakers:
    """Settles the sources of the drafts of one report."""

    def __init__(self, parse: Parse, resolved: Resolved, lexicon: Lexicon) -> None:
        self._parse = parse
        self._papers = lexicon.words["documents"]
        self._resolved = resolved

    def source(self, draft: Draft) -> tuple[Source | None, Basis]:
        """Who speaks in `draft`, and how that is known; (None, NONE) where the text names nobody."""
        if draft.basis is Basis.NONE:
            return None, Basis.NONE
        if draft.source is None:
            if draft.follows is None:
                return None, Basis.NONE
            source, basis = self.source(draft.follows)
            return source, Basis.SHARED_SUBJECT if source is not None else basis
        return self._named(draft.source)

    def _named(self, head: int) -> tuple[Source | None, Basis]:
        parties: Mapping[int, Fact[PartyRef]] = self._resolved.parties
        token = self._parse.tokens[head]
        fact = parties.get(head)
        metonym = self._resolved.metonyms.get(head)
        if metonym is not None and (fact is None or fact.value.party is None):
            return Source(metonym.value, metonym.evidence[0]), Basis.METONYM
        span = span_of(self._parse, noun_phrase(self._parse, head))
        if fact is None:
            return Source(PartyRef(token.text, PartyKind.UNNAMED), span), Basis.EXPLICIT
        pronoun = token.tag in ("PRP", "WP", "WDT")
        return Source(fact.value, span), Basis.COREFERENCE if pronoun else Basis.EXPLICIT

    def source_at(self, head: int) -> Source | None:
        """Who the phrase with this head names."""
        return self._named(head)[0]

    def can_speak(self, draft: Draft) -> bool:
        """False for things that are made the subject of a verb of thinking or saying."""
        if draft.source is None:
            return True
        fact = self._resolved.parties.get(draft.source)
        if fact is None or fact.value.kind is not PartyKind.OBJECT:
            return True
        thing = self._parse.tokens[draft.source].lemma in self._papers
        return thing and draft.cue is not None and self._parse.tokens[draft.cue].lemma in _THINGS_SAY


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
    taken = {draft.cue for draft in found}
    speech = [draft for draft, _ in speech_acts(parse, resolved.tellings) if draft.cue not in taken]
    taken |= {draft.cue for draft in speech}
    clauses = [d for d in Frames(parse, lexicon, mentions.cues).drafts() if d.cue not in taken]
    _end_at_participles(parse, speech, clauses)
    found = [d for d in [*found, *speech, *clauses] if speakers.can_speak(d) and d.content]
    found.extend(unclaimed(parse, [d for d in found if d.frame not in ("responsibility", "refusal")]))
    return sorted(found, key=lambda d: (d.content[0][0], d.cue or 0))


def _end_at_participles(parse: Parse, speech: Sequence[Draft], clauses: Sequence[Draft]) -> None:
    """ "Condemned the killing, saying ...": what was condemned ends before the participle."""
    for one in speech:
        for other in clauses:
            if other.cue is not None and one.covers(other.cue) and parse.tokens[other.cue].dep == "advcl":
                one.content = [
                    (first, min(last, other.cue)) for first, last in one.content if first < other.cue
                ]


def statement(parse: Parse, draft: Draft, number: int, speakers: Speakers) -> Statement:
    """The statement that a draft becomes; `contrast` is put in later, when all have ids."""
    source, basis = speakers.source(draft)
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
        via=_relayed_by(parse, draft, speakers),
        candidates=draft.candidates,
    )


def _relayed_by(parse: Parse, draft: Draft, speakers: Speakers) -> Source | None:
    """The outlet that was told: "a spokesman told Reuters"."""
    if draft.via is not None:
        return speakers.source_at(draft.via)
    if draft.cue is None or parse.tokens[draft.cue].lemma != "tell":
        return None
    for head in kids(parse, draft.cue, "dobj", "dative"):
        source = speakers.source_at(head)
        if source is not None and source.party.kind is PartyKind.MEDIA:
            return source
    return None


def _form(parse: Parse, draft: Draft) -> str:
    """direct: all in quotation marks; mixed: a part; indirect: nothing."""
    spans = content_spans(parse, draft.content)
    quoted = [quote.inner for quote in parse.quotes if any(quote.inner.overlaps(span) for span in spans)]
    if not quoted:
        return "indirect"
    length = sum(span.end - span.start for span in spans)
    inside = sum(_shared(span, inner) for span in spans for inner in quoted)
    return "direct" if inside >= 0.9 * length and length > MIN_WORDS else "mixed"


def _shared(a: Span, b: Span) -> int:
    return max(0, min(a.end, b.end) - max(a.start, b.start))
