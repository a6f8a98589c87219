"""How a speaker stands to the deed: he tells it as his own, denies it, or names others for it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.merge.lines.parts import Part
from sayso.merge.lines.speakers import Speaker
from sayso.merge.lines.words import STOP, begins_in, stem, tokens
from sayso.model.events import Event, Modality, PartyRef
from sayso.model.parties import PartyKind
from sayso.model.spans import Fact, Span
from sayso.model.statements import Act, Claim, ClaimField, Stance, Statement

_VIOLENT = frozenset({"ASSAULT", "COERCE"})
_DEED = frozenset(
    {ClaimField.OCCURRENCE, ClaimField.ACTOR, ClaimField.RESPONSIBILITY, ClaimField.TARGET, ClaimField.WEAPON}
)
_ARMED = frozenset({PartyKind.ARMED_FORCE, PartyKind.STATE_FORCE, PartyKind.STATE, PartyKind.COALITION})
_BELLIGERENT = _ARMED | {PartyKind.ARMED_GROUP}
_OURS = re.compile(r"\b(?:we|our|ours|its|their|it|they|his)\b", re.IGNORECASE)
# How an armed group calls its own people; others call them gunmen, militants, terrorists.
_OWN_PEOPLE = frozenset(
    stem(w) for w in "guerrilla guerilla fighter mujahideen mujahid partisan commando".split()
)
_SOLDIERLY = frozenset(
    stem(w) for w in "army military defence defense staff command navy forces headquarters air".split()
)
_GENERIC = frozenset(
    stem(w)
    for w in "forces force army people group movement front state units unit fighters soldiers armed "
    "national government police defence defense party".split()
)


@dataclass(frozen=True, slots=True)
class Stand:
    """What an utterance makes of the deed; `accused` are the parties that it names for it, not itself."""

    admits: bool = False
    denies: bool = False
    declines: bool = False
    accused: tuple[PartyRef, ...] = ()


def stand(part: Part, who: Speaker, group: Sequence[Statement]) -> Stand:
    """How a speaker stands to the deed in some statements of one report."""
    by_id = {one.id: one for one in group}
    events = {event.id: event for event in part.told}
    claims = [c for c in part.coded.claims if c.statement in by_id and c.event in events]
    stances = {c.stance for c in claims} | {one.stance for one in group}
    denies = Stance.DENIES in stances or any(one.act is Act.DENY for one in group)
    text = part.coded.report.text
    taken = any(_is_taken(c, by_id[c.statement], events[c.event], who, text) for c in claims)
    taken = taken or any(_is_owned(one, claims, text) for one in group)
    return Stand(
        admits=taken and not denies and not who.crowd,
        denies=denies,
        declines=Stance.DECLINES in stances,
        accused=tuple(_accused(claims, events, who)),
    )


def _is_taken(claim: Claim, one: Statement, event: Event, who: Speaker, text: str) -> bool:
    """Whether a claim tells a deed as the speaker's own, in words that name him or his people for it."""
    if claim.field not in _DEED or claim.stance in (Stance.DENIES, Stance.DECLINES):
        return False
    if event.type.value not in _VIOLENT or event.modality.value is not Modality.OCCURRED:
        return False
    if claim.field is ClaimField.RESPONSIBILITY and claim.stance is Stance.CLAIMS:
        return True
    said = " ".join(span.of(text) for span in one.content)
    if claim.stance is Stance.CLAIMS and (_OURS.search(said) or _named(event.actors, one.content)):
        return True
    own = [fact for fact in event.actors if is_of(fact.value, who)]
    return _named(own, one.content) and one.act not in (Act.ALLEGE, Act.ACCUSE)


def _is_owned(one: Statement, claims: Sequence[Claim], text: str) -> bool:
    """Whether a statement of which no event was coded is a claim of a deed: "our falcons dealt a blow"."""
    coded = any(claim.statement == one.id for claim in claims)
    words = " ".join(span.of(text) for span in one.content)
    return not coded and one.stance is Stance.CLAIMS and one.field in _DEED and bool(_OURS.search(words))


def _named(actors: Sequence[Fact[PartyRef]], content: Sequence[Span]) -> bool:
    """Whether words for one of the actors stand in the content itself."""
    return any(begins_in(span, content) for fact in actors for span in fact.evidence)


def is_of(ref: PartyRef, who: Speaker) -> bool:
    """Whether an actor is the speaker, his people, or the forces of the state that he speaks for."""
    if ref.party is not None and {ref.party, *ref.sides} & who.ids:
        return True
    if who.own:
        return False
    words = {stem(w) for w in tokens(ref.name) if w not in STOP} - _GENERIC
    if ref.party is None:
        own_people = bool(words & _OWN_PEOPLE) and who.party is not None
        return own_people or bool(words & (who.names - _GENERIC))
    soldierly = bool(who.role & _SOLDIERLY)
    return soldierly and who.country is not None and who.country == ref.country and ref.kind in _ARMED


def _accused(claims: Sequence[Claim], events: dict[str, Event], who: Speaker) -> Iterator[PartyRef]:
    for claim in claims:
        if claim.field not in _DEED | {ClaimField.CASUALTIES} or claim.stance is Stance.DENIES:
            continue
        event = events[claim.event]
        accusing = event.type.value == "ACCUSE"
        if event.type.value in _VIOLENT or accusing:
            for fact in event.targets if accusing else event.actors:
                if fact.value.kind in _BELLIGERENT and not is_of(fact.value, who):
                    yield fact.value
