"""Accounts of one affair that cannot all be true, or that the text sets against each other."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sayso.merge.clashes import Comparer
from sayso.merge.contrasts import Ground
from sayso.merge.sayings import UNHEARD, Clash, Saying, Sayings, with_events
from sayso.model.events import Event, Toll
from sayso.model.identity import Match, match
from sayso.model.lexicon import Lexicon
from sayso.model.parse import Parse
from sayso.model.record import Dispute, Side
from sayso.model.spans import Span
from sayso.model.statements import Act, Attributed, Claim, ClaimField
from sayso.model.tellings import Resolved

# Fields on which one quarrel is told in several ways: that it happened, and who did it.
_FAMILY = {
    ClaimField.ACTOR: "who",
    ClaimField.RESPONSIBILITY: "who",
    ClaimField.OCCURRENCE: "who",
    ClaimField.MILITARY_PRESENCE: "who",
    ClaimField.TARGET: "target",
    ClaimField.TARGET_ACTIVITY: "target",
    ClaimField.MOTIVE: "motive",
    ClaimField.JUSTIFICATION: "motive",
}
# Acts whose content alone does not say what is said.
_IN_THE_CUE = frozenset({Act.DENY, Act.ACCUSE})
_PLAIN = frozenset({"say", "tell", "add", "state", "write", "accord"})


@dataclass(frozen=True, slots=True)
class Told:
    """All that `merge` knows of a report when its events and claims are made."""

    parse: Parse
    resolved: Resolved
    attributed: Attributed
    lexicon: Lexicon


def sayings_of(
    told: Told, where: Mapping[int, int], events: Sequence[Event], claims: Sequence[Claim]
) -> list[Saying]:
    """What everybody says, with the events that it is about."""
    read = Sayings(told.parse, told.resolved, told.lexicon).read(told.attributed, claims)
    return with_events(read, where, events)


def clashes_of(told: Told, sayings: Sequence[Saying]) -> list[Clash]:
    """Every pair of sayings that exclude each other, the surest first."""
    tolls: dict[Span, Toll] = {
        fact.evidence[0]: fact.value for telling in told.resolved.tellings for fact in telling.tolls
    }
    found = Comparer(Ground.of(told.parse, told.lexicon, sayings), tolls).clashes()
    return sorted(found, key=lambda clash: -clash.weight)


def disputes(clashes: Sequence[Clash], parse: Parse) -> list[Dispute]:
    """One dispute for all clashes on one thing that share a saying, in text order."""
    groups: list[list[Clash]] = []
    for clash in clashes:
        same = [group for group in groups if _is_one(group, clash)]
        for group in same[1:]:
            same[0].extend(group)
            groups.remove(group)
        if same:
            same[0].append(clash)
        else:
            groups.append([clash])
    made = sorted(groups, key=lambda group: min(clash.a.span for clash in group))
    return [_dispute(f"d{n}", group, parse) for n, group in enumerate(made, start=1)]


def _is_one(group: Sequence[Clash], clash: Clash) -> bool:
    family = _family(clash)
    ids = {clash.a.statement.id, clash.b.statement.id}
    return any(_family(one) == family and ids & {one.a.statement.id, one.b.statement.id} for one in group)


def _family(clash: Clash) -> str:
    return _FAMILY.get(clash.field, clash.field)


def _dispute(number: str, group: Sequence[Clash], parse: Parse) -> Dispute:
    """The field and the reason are those of the surest clash."""
    best = group[0]
    sides = _one_each(side for clash in group for side in _sides(clash))
    told = {e for one, _ in sides for e in one.events} or {e for one, _ in sides for e in one.context}
    events = sorted(told, key=lambda e: int(e[1:]))
    incidents = [i for one, _ in sides for i in sorted(one.incidents)]
    return Dispute(
        id=number,
        incident=max(incidents, key=incidents.count, default=None),
        events=tuple(events),
        field=best.field,
        sides=tuple(
            _side(one, words, parse) for one, words in sorted(sides, key=lambda side: side[0].span.start)
        ),
        reason=best.reason,
    )


def _one_each(sides: Iterable[tuple[Saying, Span | None]]) -> list[tuple[Saying, Span | None]]:
    """One side for each speaker, in the words of the surest clash."""
    kept: list[tuple[Saying, Span | None]] = []
    for one, words in sides:
        if not any(_same_speaker(one, other) for other, _ in kept):
            kept.append((one, words))
    return kept


def _same_speaker(a: Saying, b: Saying) -> bool:
    if a.speaker is None or b.speaker is None:
        return a.statement.id == b.statement.id or (a.voice and b.voice)
    return match(a.speaker, b.speaker) is Match.SAME


def _sides(clash: Clash) -> Iterator[tuple[Saying, Span | None]]:
    yield clash.a, clash.words[0]
    yield clash.b, clash.words[1]


def _side(one: Saying, words: Span | None, parse: Parse) -> Side:
    span = words or one.span
    plain = one.statement.cue_lemma in _PLAIN
    if one.statement.act in _IN_THE_CUE and one.statement.cue is not None and words is None and not plain:
        cue = one.statement.cue  # "any part in it" says nothing without "denied"
        span = Span(min(cue.start, span.start), max(cue.end, span.end))
    party = one.speaker.name if one.speaker is not None else None
    known = None if one.statement.frame == UNHEARD else one.statement.id
    return Side(party, parse.quoted(span), span, known)
