"""How a speaker stands to the deed: he tells it as his own, denies it, or names others for it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.merge.lines.organs import Organ
from sayso.merge.lines.parts import Part
from sayso.merge.lines.speakers import Speaker
from sayso.merge.lines.words import STOP, begins_in, stem, tokens
from sayso.model.events import Event, Modality, PartyRef
from sayso.model.parties import PartyKind
from sayso.model.spans import Fact, Span
from sayso.model.statements import Act, Claim, ClaimField, Polarity, Stance, Statement

_VIOLENT = frozenset({"ASSAULT", "COERCE"})
_DEED = frozenset(
    {ClaimField.OCCURRENCE, ClaimField.ACTOR, ClaimField.RESPONSIBILITY, ClaimField.TARGET, ClaimField.WEAPON}
)
_ARMED = frozenset({PartyKind.ARMED_FORCE, PartyKind.STATE_FORCE, PartyKind.STATE, PartyKind.COALITION})
_BELLIGERENT = _ARMED | {PartyKind.ARMED_GROUP}
_OURS = re.compile(r"\b(?:we|our|ours|its|their|it|they|his)\b", re.IGNORECASE)
_HARMLESS = re.compile(
    r"\b(?:intercept\w*|fail(?:ure|ed)\b|malfunction\w*|accident\w*|short circuit|gas (?:leak|cylinder)|"
    r"foiled|thwarted|repuls\w+|repelled|no (?:damage|losses))\b",
    re.IGNORECASE,
)
_WE_DID = re.compile(
    r"(?:it|they|we|(?:its|their|our) \w+)\s+(?:(?:had|have|has)\s+)?(?!been|were|was)", re.I
)
_NOT_DONE = re.compile(r"\b(?:did|had|has|have) (?:not|never)\b(?! been)", re.IGNORECASE)
# How an armed group calls its own people; others call them gunmen, militants, terrorists.
_OWN_PEOPLE = frozenset(
    stem(w) for w in "guerrilla guerilla fighter mujahideen mujahid partisan commando".split()
)
_SOLDIERLY = frozenset({Organ.MILITARY, Organ.GOVERNMENT})
_GENERIC = frozenset(
    stem(w)
    for w in "forces force army people group movement front state units unit fighters soldiers armed "
    "national government police defence defense party".split()
)


@dataclass(frozen=True, slots=True)
class Stand:
    """What an utterance makes of the deed; `accused` are the parties that it names for it, not itself.

    `disclaims` is True where it denies something else than the deed ("there was no fighter here"),
    `harmless` where it tells of an accident or of a blow that was warded off.
    """

    admits: bool = False
    denies: bool = False
    disclaims: bool = False
    harmless: bool = False
    declines: bool = False
    accused: tuple[PartyRef, ...] = ()


def stand(part: Part, who: Speaker, group: Sequence[Statement]) -> Stand:
    """How a speaker stands to the deed in some statements of one report."""
    by_id = {one.id: one for one in group}
    events = {event.id: event for event in part.told}
    claims = [c for c in part.coded.claims if c.statement in by_id and c.event in events]
    text = part.coded.report.text
    denied = {c.field for c in claims if c.stance is Stance.DENIES}
    denied |= {one.field for one in group if one.stance is Stance.DENIES or one.act is Act.DENY}
    denies = bool(denied & _DEED - {ClaimField.TARGET}) or any(_negates(one, text) for one in group)
    words = " ".join(span.of(text) for one in group for span in one.content)
    harmless = _HARMLESS.search(words) is not None
    own = {one.id: one for one in group if _is_by(one, who)}
    deeds = _deeds(part.told)
    mine = [c for c in claims if c.statement in own and c.event in deeds]
    taken = any(_is_taken(c, own[c.statement], events[c.event], who, text) for c in mine)
    silent = all(event.type.value != "ASSAULT" for event in part.told)
    taken = taken or any(_is_owned(one, claims, text, silent=silent) for one in own.values())
    return Stand(
        admits=taken and not denies and not who.crowd and not harmless,
        denies=denies,
        disclaims=bool(denied),
        harmless=harmless,
        declines=any(one.stance is Stance.DECLINES for one in group),
        accused=tuple(_accused(claims, events, who)),
    )


def _deeds(told: Sequence[Event]) -> frozenset[str]:
    """The ids of the acts that may be owned: attacks, and arrests or bans only where no attack is told."""
    attacks = frozenset(e.id for e in told if e.type.value == "ASSAULT")
    return attacks or frozenset(e.id for e in told)


def _is_by(one: Statement, who: Speaker) -> bool:
    """Whether the party that the coder has for a statement is its speaker's: else its stance is another's."""
    party = one.source.party.party if one.source is not None else None
    return party is None or party in who.ids


def _is_taken(claim: Claim, one: Statement, event: Event, who: Speaker, text: str) -> bool:
    """Whether a claim tells a deed as the speaker's own, in words that name him or his people for it."""
    if claim.field not in _DEED or claim.stance in (Stance.DENIES, Stance.DECLINES):
        return False
    if event.type.value not in _VIOLENT or event.modality.value is not Modality.OCCURRED:
        return False
    if claim.field is ClaimField.RESPONSIBILITY and claim.stance is Stance.CLAIMS:
        return True
    said = " ".join(span.of(text) for span in one.content)
    if _tells_first(event, one, text) and not event.actors:
        return True
    if claim.stance is Stance.CLAIMS and (_OURS.search(said) or _named(event.actors, one.content)):
        return True
    own = [fact for fact in event.actors if is_of(fact.value, who)]
    return _named(own, one.content) and one.act not in (Act.ALLEGE, Act.ACCUSE)


def _tells_first(event: Event, one: Statement, text: str) -> bool:
    """Whether the words open with the speaker as who does it: "they had attacked the convoy"."""
    start = _WE_DID.match(one.content[0].of(text))
    if start is None:
        return False
    first = Span(one.content[0].start, one.content[0].start + start.end() + 1)
    return any(begins_in(trigger, [first]) for trigger in event.triggers)


def _is_owned(one: Statement, claims: Sequence[Claim], text: str, *, silent: bool) -> bool:
    """Whether a statement admits a deed, or claims one that was not coded: "our falcons dealt a blow"."""
    if one.act is Act.ADMIT and one.stance is Stance.CLAIMS and one.field in _DEED:
        return True
    coded = any(claim.statement == one.id for claim in claims)
    words = " ".join(span.of(text) for span in one.content)
    return (
        silent
        and not coded
        and one.stance is Stance.CLAIMS
        and one.field in _DEED
        and bool(_OURS.search(words))
    )


def _negates(one: Statement, text: str) -> bool:
    """ "Its units did not fire": a deed is said not to have been done."""
    said = " ".join(span.of(text) for span in one.content)
    return one.polarity is Polarity.NEGATIVE and _NOT_DONE.search(said) is not None


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
        return own_people or bool(words & (who.words - _GENERIC))
    soldierly = who.organ in _SOLDIERLY
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
