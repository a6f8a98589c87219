"""Hedges on who did it: "suspected rebels", "presumably by the militia", "could have been the army".

The act is told outright and only its actor is left open, so these are statements about
the actor alone, on nobody's named word.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sayso.attribute.claims import Row
from sayso.attribute.drafts import Draft, content_spans
from sayso.model.parse import Parse
from sayso.model.spans import Span
from sayso.model.statements import ClaimField, Stance
from sayso.model.tellings import Telling
from sayso.model.trees import kids, noun_phrase, span_of

_BEFORE = 3  # words in front of "by": "killed, apparently by"
_LINKS = frozenset({"by", "of", ","})


@dataclass(frozen=True, slots=True)
class Suspicion:
    """Who is suspected of the act of a telling: the words for the party, and the hedging word."""

    telling: int
    party: Span
    cue: int


def suspicions(
    parse: Parse, tellings: Iterable[Telling], words: Mapping[str, frozenset[str]]
) -> Iterator[Suspicion]:
    """Hedged actors of acts, in text order of the tellings; one for each actor."""
    hedges = words["hedged_actor"] | words["open_actor"]
    for telling in tellings:
        if telling.sense.aspect in ("speech", "exposure"):
            continue
        for head in telling.actor_heads:
            cue = _hedge(parse, telling, head, hedges)
            if cue is not None:
                yield Suspicion(telling.index, span_of(parse, noun_phrase(parse, head)), cue)


def _hedge(parse: Parse, telling: Telling, head: int, hedges: frozenset[str]) -> int | None:
    """The word by which the actor is hedged: in its phrase, before "by", or beside the verb."""
    phrase = noun_phrase(parse, head)
    inside = [i for i in phrase[:-1] if parse.tokens[i].lower in hedges]
    if inside:
        return inside[0]
    first = phrase[0]
    if first and parse.tokens[first - 1].lower in _LINKS:
        start = max(parse.sentences[parse.tokens[head].sentence].first, first - 1 - _BEFORE)
        before = [i for i in range(start, first - 1) if parse.tokens[i].lower in hedges]
        if before:
            return before[-1]
    verb = telling.token
    beside = [i for i in kids(parse, verb, "advmod") if parse.tokens[i].lower in hedges]
    return beside[0] if beside else None


def hedged_actors(parse: Parse, draft: Draft, acting: Sequence[tuple[int, int, int]]) -> list[Row]:
    """ "An attack reportedly carried out by X": the hedge is about who did it, and not that it happened.

    Args:
        parse: The parsed report.
        draft: A statement of nobody, if its cue is an adverb.
        acting: (token of an actor, index of the telling, its token), sorted.
    """
    if draft.frame != "adverb":
        return []
    evidence = content_spans(parse, draft.content)[0]
    ends = ((bisect_left(acting, (first,)), bisect_left(acting, (last,))) for first, last in draft.content)
    inside = {i for first, last in ends for _, i, token in acting[first:last] if not draft.covers(token)}
    return [(i, ClaimField.ACTOR, Stance.ALLEGES, evidence) for i in sorted(inside)]
