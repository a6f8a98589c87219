"""Which lines stand, and what of them: later versions of a report take back or drop what it said."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from sayso.merge.lines.counts import Count, counts
from sayso.merge.lines.lines import Line, shown
from sayso.merge.lines.parts import Part
from sayso.merge.lines.stands import Stand, stand
from sayso.merge.lines.utterances import Utterance
from sayso.merge.lines.words import content_words
from sayso.model.incidents import AccountLine, Agreement, FieldView, Figure, Gone, Said
from sayso.model.record import Coded
from sayso.model.spans import Fact, Span

T = TypeVar("T")
_MOST = 0.5  # of the content words of a stretch: with fewer than that, what is left says nothing


def standing(line: Line, gone: Mapping[str, Gone]) -> Line | None:
    """A line as it stands: without what later versions took back or dropped; None where nothing is left."""
    kept = [one for said in line.utterances if (one := _left(said, gone)) is not None]
    return replace(line, utterances=tuple(kept)) if kept else None


def on_record(found: Sequence[Line], standing_as: Sequence[Line | None]) -> tuple[AccountLine, ...]:
    """Every line, those that do not stand any more marked."""
    return tuple(
        replace(shown(now or line), reports=shown(line).reports, retracted=now is None)
        for line, now in zip(found, standing_as, strict=True)
    )


def views_on_record(now: Sequence[FieldView], ever: Sequence[FieldView]) -> tuple[FieldView, ...]:
    """How the standing values of each field agree, with those that were retracted behind them."""
    by_field = {view.field: view for view in now}
    views = ((by_field.get(view.field), view) for view in ever)
    return tuple(
        FieldView(
            view.field,
            Agreement.NOT_SAID if stands is None else stands.agreement,
            _with_retracted(() if stands is None else stands.said, view.said),
        )
        for stands, view in views
    )


def figures_on_record(now: Sequence[Figure], ever: Sequence[Figure]) -> tuple[Figure, ...]:
    """The standing figures, with those that were retracted behind them; low, best and high are without."""
    by_kind = {figure.kind: figure for figure in ever}
    return tuple(replace(one, said=_with_retracted(one.said, by_kind[one.kind].said)) for one in now)


def _with_retracted(now: Sequence[Said], ever: Sequence[Said]) -> tuple[Said, ...]:
    known = {_name(one) for one in now}
    return (*now, *(replace(one, retracted=True) for one in ever if _name(one) not in known))


def _name(said: Said) -> tuple[object, ...]:
    return (said.field, said.value.casefold(), said.stance, said.party, said.outlet)


def _left(said: Utterance, gone: Mapping[str, Gone]) -> Utterance | None:
    went = gone.get(said.part.coded.report.id)
    if went is None:
        return said
    text = said.part.coded.report.text
    spans = tuple(span for span in said.spans if not _is_gone(span, text, went))
    if not spans:
        return None
    if spans == said.spans and not any(fact.overlaps(span) for fact in went.facts for span in spans):
        return said
    part = replace(said.part, coded=_without(said.part.coded, went.facts))
    by_id = {one.id: one for one in part.coded.statements}
    kept = tuple(name for name in said.statements if any(span in spans for span in by_id[name].content))
    own = any(by_id[name].own_voice for name in said.statements) or not said.statements
    return replace(
        said,
        part=part,
        spans=spans,
        words=content_words(" ".join(span.of(text) for span in spans)),
        statements=said.statements if own else kept,
        counts=_counts(said, part, spans),
        stand=said.stand if own else _stand(said, part, kept),
    )


def _is_gone(span: Span, text: str, went: Gone) -> bool:
    """Whether most of the words of a stretch went."""
    covered = [one for one in (*went.words, *went.facts) if one.overlaps(span)]
    left = "".join(
        " " if any(one.start <= at < one.end for one in covered) else text[at]
        for at in range(span.start, span.end)
    )
    return bool(covered) and len(content_words(left)) <= _MOST * len(content_words(span.of(text)))


def _without(coded: Coded, facts: Sequence[Span]) -> Coded:
    """A record without the facts and claims that went, and without events of which all tellings did."""
    claims = tuple(one for one in coded.claims if not _went(one.evidence, facts))
    events = tuple(
        replace(
            event,
            actors=_kept(event.actors, facts),
            targets=_kept(event.targets, facts),
            weapons=_kept(event.weapons, facts),
            tolls=_kept(event.tolls, facts),
            place=next(iter(_kept([event.place] if event.place else [], facts)), None),
            time=next(iter(_kept([event.time] if event.time else [], facts)), None),
        )
        for event in coded.events
        if not all(_went(trigger, facts) for trigger in event.triggers)
    )
    return replace(coded, events=events, claims=claims)


def _kept(found: Sequence[Fact[T]], facts: Sequence[Span]) -> tuple[Fact[T], ...]:
    return tuple(one for one in found if not (one.evidence and _went(one.evidence[0], facts)))


def _went(span: Span, facts: Sequence[Span]) -> bool:
    return any(fact.overlaps(span) for fact in facts)


def _counts(said: Utterance, part: Part, spans: Sequence[Span]) -> Mapping[str, Count]:
    """The figures of what is left; the words of one that went may still stand beside others."""
    before = {fact.evidence[0] for event in said.part.told for fact in event.tolls if fact.evidence}
    after = {fact.evidence[0] for event in part.told for fact in event.tolls if fact.evidence}
    went = {kind: count for kind, count in said.counts.items() if count.span in before - after}
    left = counts(part.coded.report.text, spans, part.told)
    return {kind: count for kind, count in left.items() if went.get(kind) != count}


def _stand(said: Utterance, part: Part, kept: Sequence[str]) -> Stand:
    return stand(part, said.speaker, [one for one in part.coded.statements if one.id in kept])
