"""On whose word a headline stands, and what of it is disputed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sayso.headlines.naming import Named
from sayso.headlines.phrases import names
from sayso.model.events import Event, Modality, PartyRef
from sayso.model.identity import same_side
from sayso.model.incidents import Agreement, MergedIncident
from sayso.model.parties import PartyKind
from sayso.model.record import Coded
from sayso.model.spans import Span
from sayso.model.standings import is_about
from sayso.model.statements import Claim, ClaimField, Stance, Statement

_WHO = frozenset({ClaimField.ACTOR, ClaimField.RESPONSIBILITY})
_HOLD = frozenset({Stance.ASSERTS, Stance.CLAIMS, Stance.ALLEGES})
# Acts that are done by speaking: who says it is who does it.
_SPOKEN = frozenset("REQUEST ACCUSE REJECT THREATEN AGREE CONSULT SUPPORT CONCEDE".split())
_SEVERAL = 2  # sources that a headline names
Part = tuple[Coded, Event]


class Word(StrEnum):
    """How far it is settled who did it."""

    FACT = "fact"
    CLAIMED = "claimed"  # by themselves alone
    BLAMED = "blamed"  # somebody says that they did, and that is all, or is disputed
    DISPUTED = "disputed"


@dataclass(frozen=True, slots=True)
class Standing:
    """What a line may say as a fact, and whose word the rest is.

    `claimants` claim it although another is told to have done it; `sources` are those on whose word it
    stands alone; `reportedly` says that it stands on the word of nobody whom the report names. `deniers` say
    that it did not happen, "" being one without a name.
    """

    actor: Word = Word.FACT
    claimants: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    reportedly: bool = False
    deniers: tuple[str, ...] = ()
    target_disputed: bool = False

    def words(self, blamed: Named | None, who: Named | None) -> str:
        """What stands behind the line: ", according to Y", ", which Z denies", "; X blamed"."""
        said = ""
        if who is not None and self.sources == (who.words,):
            said += f", by {'their' if who.many else 'its'} own account"
        elif self.sources:
            said += f", according to {names(self.sources[:_SEVERAL])}"
        if self.deniers:
            named = [one for one in self.deniers if one]
            denied = f"{named[0]} {'denies' if len(named) == 1 else 'deny'}" if named else "is denied"
            said += f", which {denied}" if len(named) < _SEVERAL else f", which {names(named[:2])} deny"
        said += "".join(f"; {one} claims responsibility" for one in self.claimants[:1])
        if blamed is not None and self.actor is Word.CLAIMED:
            said += f"; {blamed.words} {'claim' if blamed.many else 'claims'} responsibility"
        elif blamed is not None:
            said += f"; {blamed.words} blamed" if self.actor is Word.BLAMED else "; who did it is disputed"
        return said + ("; target disputed" if self.target_disputed else "")


def standing_of(told: Sequence[Part], incident: MergedIncident | None = None) -> Standing:
    """How the events of an incident stand; of an event alone where no incident is given."""
    claims = [one for coded, event in told for one in _claims(coded, event)]
    kind, modality = told[0][1].type.value, told[0][1].modality.value
    disputed = _disputed(told, incident)
    actor, claimants = _actor(told, disputed=bool(_WHO & disputed))
    target = ClaimField.TARGET in disputed and any(claim.field is ClaimField.TARGET for claim, _ in claims)
    if kind in _SPOKEN or modality is not Modality.OCCURRED:
        denied = tuple(filter(None, _deniers(claims))) if modality is Modality.DENIED else ()
        return Standing(actor, claimants, deniers=denied, target_disputed=target)
    sources = _sources(told)
    named = tuple(one for one in sources if one)
    if named and actor is Word.BLAMED and not (claimants or _WHO & disputed):
        actor = Word.FACT  # "according to" covers who did it as well
    if actor is Word.CLAIMED:  # which says that it is their word
        named = tuple(one for one in named if not any(_is_called(event, one) for _, event in told))
    return Standing(actor, claimants, named, bool(sources) and not named, _deniers(claims), target)


def _sources(told: Sequence[Part]) -> tuple[str, ...]:
    """On whose word it stands that it happened; nobody's where a report says so itself."""
    found: dict[str, None] = {}
    for coded, event in told:
        others = [one for one in coded.statements if not one.own_voice and _tells(one, event.triggers)]
        narrated = any(not any(_tells(one, [trigger]) for one in others) for trigger in event.triggers)
        if narrated or any(one.own_voice and claim.stance in _HOLD for claim, one in _claims(coded, event)):
            return ()
        found |= dict.fromkeys("" if _is_private(one, coded.report.text) else _source(one) for one in others)
    return tuple(found)


def _is_private(one: Statement, text: str) -> bool:
    """Whether a speaker is somebody whose age the report gives, as news does of people whom nobody knows."""
    if one.source is None or one.source.party.party is not None:
        return False
    return re.search(re.escape(one.source.party.name) + r"(?:, | \()(?:aged )?[1-9]\d?\b", text) is not None


def _tells(one: Statement, triggers: Sequence[Span]) -> bool:
    return any(span.overlaps(trigger) for span in one.content for trigger in triggers)


def _claims(coded: Coded, event: Event) -> Iterator[tuple[Claim, Statement]]:
    said = {one.id: one for one in coded.statements}
    for claim in coded.claims:
        if claim.event == event.id and claim.statement in said:
            yield claim, said[claim.statement]


def _source(one: Statement) -> str:
    """Who speaks; "" where nobody is named. Words for people are small, wherever they stood."""
    if one.source is None:
        return ""
    ref = one.source.party
    common = ref.party is None and ref.kind is not PartyKind.PERSON and ref.name[1:].islower()
    return ref.name[:1].lower() + ref.name[1:] if common and " " not in ref.name else ref.name


def _deniers(claims: Sequence[tuple[Claim, Statement]]) -> tuple[str, ...]:
    """Who says that it did not happen."""
    found = (
        _source(one)
        for claim, one in claims
        if claim.field is ClaimField.OCCURRENCE and claim.stance is Stance.DENIES and not one.own_voice
    )
    return tuple(dict.fromkeys(found))


def _actor(told: Sequence[Part], *, disputed: bool) -> tuple[Word, tuple[str, ...]]:
    """Whether who did it is a fact, and who else claims it.

    It is one where nobody disputes it, no other claims it, and the report does not leave it to somebody.
    """
    others: dict[str, None] = {}
    words = set[Stance]()
    for coded, event in told:
        for claim, one in _claims(coded, event):
            if claim.field in _WHO and not one.own_voice:
                words.add(claim.stance)
                if (
                    claim.stance is Stance.CLAIMS
                    and one.source is not None
                    and not _acts(event, one.source.party)
                ):
                    others[one.source.party.name] = None
    if not disputed and not others and not all(_is_ascribed(coded, event) for coded, event in told):
        return Word.FACT, ()
    if others:
        return Word.BLAMED, tuple(others)
    if Stance.CLAIMS in words:
        return Word.CLAIMED, ()
    return (Word.BLAMED if Stance.ALLEGES in words or not disputed else Word.DISPUTED), ()


def _is_called(event: Event, name: str) -> bool:
    return any(fact.value.name == name for fact in event.actors)


def _acts(event: Event, party: PartyRef) -> bool:
    return any(party.name == fact.value.name or same_side(party, fact.value) for fact in event.actors)


def _disputed(told: Sequence[Part], incident: MergedIncident | None) -> frozenset[ClaimField]:
    """The fields on which accounts are set against each other, in one report or over several."""
    views = incident.fields if incident is not None else ()
    found = {view.field for view in views if view.agreement is Agreement.DISPUTED}
    for coded, event in told:
        found |= {dispute.field for dispute in coded.disputes if is_about(dispute, [event])}
    return frozenset(found)


def _is_ascribed(coded: Coded, event: Event) -> bool:
    """Whether a report names who acts only in what somebody else says of who did it."""
    spans = [span for fact in event.actors for span in fact.evidence]
    said = [
        span
        for claim, one in _claims(coded, event)
        if claim.field in _WHO and not one.own_voice
        for span in (claim.evidence, *one.content, *_own_word(claim, one))
    ]
    return bool(spans) and all(any(span.overlaps(other) for other in said) for span in spans)


def _own_word(claim: Claim, one: Statement) -> Iterator[Span]:
    """Where somebody who claims it is named: that he did it is his word."""
    if claim.stance is Stance.CLAIMS and one.source is not None and one.source.span is not None:
        yield one.source.span
