"""Accounts of one event that cannot all be true, or that the text sets against each other."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from sayso.model.events import Event, Toll
from sayso.model.record import Dispute, Side
from sayso.model.spans import Fact, Span
from sayso.model.statements import Claim, ClaimField, Stance, Statement

_AFFIRMS = frozenset({Stance.ASSERTS, Stance.CLAIMS, Stance.ALLEGES})
_WHO = frozenset({ClaimField.ACTOR, ClaimField.RESPONSIBILITY})


def disputes(
    events: Sequence[Event], claims: Sequence[Claim], statements: Mapping[str, Statement]
) -> list[Dispute]:
    """The disputes of one report, at most one for each event and field."""
    found: dict[tuple[str, ClaimField], Dispute] = {}
    by_words: dict[tuple[ClaimField, tuple[Span, ...]], tuple[str, ClaimField]] = {}
    for event in events:
        own = [
            claim for claim in claims if claim.event == event.id and not statements[claim.statement].own_voice
        ]
        for field, sides, reason in [
            *_contrasts(own, statements),
            *_denials(own, statements),
            *_figures(event),
        ]:
            words = (field, tuple(side.span for side in sides))
            if words in by_words:  # the same words about another event of one affair
                old = found[by_words[words]]
                found[by_words[words]] = replace(old, events=(*old.events, event.id))
            elif (event.id, field) not in found:
                by_words[words] = (event.id, field)
                number = f"d{len(found) + 1}"
                found[event.id, field] = Dispute(
                    number, event.incident or event.id, (event.id,), field, sides, reason
                )
    return list(found.values())


Found = tuple[ClaimField, tuple[Side, ...], str]


def _name(statement: Statement) -> str | None:
    return statement.source.party.name if statement.source is not None else None


def _side(statement: Statement) -> Side:
    span = statement.content[0]
    return Side(_name(statement), "", span)


def _contrasts(claims: Sequence[Claim], statements: Mapping[str, Statement]) -> Iterator[Found]:
    """ "With X saying A and Y saying B", where B gives another value for a field of what A tells."""
    for claim in claims:
        one = statements[claim.statement]
        if claim.stance is Stance.DENIES and one.contrast is not None:
            other = statements[one.contrast]
            sides = sorted([_side(other), _side(one)], key=lambda side: side.span)
            yield claim.field, tuple(sides), "the text sets the two accounts against each other"


def _denials(claims: Sequence[Claim], statements: Mapping[str, Statement]) -> Iterator[Found]:
    """One side denies what another side says."""
    for denial in claims:
        if denial.stance is not Stance.DENIES or statements[denial.statement].contrast is not None:
            continue
        for claim in claims:
            one, other = statements[denial.statement], statements[claim.statement]
            if (
                claim.stance not in _AFFIRMS
                or _name(one) == _name(other)
                or not _same_field(claim.field, denial.field)
            ):
                continue
            yield denial.field, (_side(other), _side(one)), "one side denies what the other says"
            break


def _same_field(a: ClaimField, b: ClaimField) -> bool:
    if a is b or (a in _WHO and b in _WHO):
        return True
    return ClaimField.OCCURRENCE in (a, b) and bool({a, b} & _WHO)


def _figures(event: Event) -> Iterator[Found]:
    """Two sources give figures of one kind that cannot both be right."""
    for kind in dict.fromkeys(fact.value.kind for fact in event.tolls):
        tolls = [fact for fact in event.tolls if fact.value.kind == kind and not fact.value.narrated]
        apart = [a for a in tolls if any(_excludes(a.value, b.value) for b in tolls)]
        if apart:
            yield (
                ClaimField.CASUALTIES,
                tuple(_figure(fact) for fact in apart),
                "the figures exclude each other",
            )
            return


def _excludes(a: Toll, b: Toll) -> bool:
    return a.source != b.source and _clash(a, b)


def _clash(a: Toll, b: Toll) -> bool:
    return (a.high is not None and a.high < b.low) or (b.high is not None and b.high < a.low)


def _figure(fact: Fact[Toll]) -> Side:
    return Side(fact.value.source, "", fact.evidence[0])
