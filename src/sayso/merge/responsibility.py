"""On whose word each party is named as having done something.

The rule, for each act of violence and each party named as its actor, from our claims of
the passages that name it, first what fits:

1. the party itself takes responsibility, or tells the act as its own: admitted;
2. the report tells in its own voice, or another says outright ("said", "confirmed"), that
   the party did it: stated;
3. a state, its forces, police or officials accuse, blame or suspect the party: accused by
   authorities;
4. somebody else does, or nobody in particular ("suspected", "is blamed for"): accused;
5. it is only possible ("perhaps", "may have"): possible.

A hedge on the actor ("presumably by") outweighs the voice that tells the act, and a denial
names nobody. A party that a claim blames is named, too, where the act has another actor or
none. Order 1 to 5 settles which word counts where several name one party.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sayso.model.events import Event, PartyRef
from sayso.model.identity import Match, match, same_side
from sayso.model.lexicon import Lexicon
from sayso.model.parse import Parse
from sayso.model.parties import PartyKind
from sayso.model.record import Responsibility, Standing
from sayso.model.spans import Fact
from sayso.model.statements import Act, Attributed, Claim, ClaimField, Stance, Statement
from sayso.model.tellings import Telling

_VIOLENT = frozenset({"ASSAULT", "COERCE"})
_WHO = frozenset({ClaimField.ACTOR, ClaimField.RESPONSIBILITY})
_HAPPENED = _WHO | {ClaimField.OCCURRENCE, ClaimField.CASUALTIES}
_ACCUSES = frozenset({Act.ALLEGE, Act.ACCUSE})
_STATES = frozenset({PartyKind.STATE, PartyKind.STATE_FORCE, PartyKind.ARMED_FORCE})
_OFFICES = frozenset({"armed_forces", "air_force", "navy", "police", "government"})
_ORDER = tuple(Standing)


@dataclass(frozen=True, slots=True)
class _Naming:
    """One claim that names a party, with what it makes of it."""

    party: Fact[PartyRef]
    standing: Standing
    claim: Claim | None


class Responsibilities:
    """Works out who is named as having done what on whose word, for one report."""

    def __init__(self, parse: Parse, attributed: Attributed, lexicon: Lexicon) -> None:
        self._statements = {one.id: one for one in attributed.statements}
        self._claims: dict[int, list[Claim]] = {}
        for claim in attributed.claims:
            self._claims.setdefault(claim.telling, []).append(claim)
        self._blames = {(one.telling, one.statement): one.party for one in attributed.blames}
        self._accused: Mapping[str, tuple[Fact[PartyRef], ...]] = {}
        self._told: set[str] = set()
        self._parse = parse
        self._people = lexicon.people
        self._offices = lexicon.words["authority"]
        self._open = lexicon.words["open_actor"]

    def of(
        self, events: Sequence[Event], tellings: Sequence[Sequence[Telling]], claims: Sequence[Claim]
    ) -> tuple[Responsibility, ...]:
        """One row per act and party, in the order of the events.

        Args:
            events: The events of the report.
            tellings: Those that each event was made of.
            claims: The report's claims, as they were given ids.
        """
        ids = {(c.statement, c.event, c.field, c.stance): c.id for c in claims}
        where = {t.index: event.id for event, told in zip(events, tellings, strict=True) for t in told}
        kinds = {event.id: event.type.value for event in events}
        self._accused = self._accusations([t for told in tellings for t in told])
        self._told = {
            claim.statement
            for index, claims_of in self._claims.items()
            if kinds.get(where.get(index, "")) in _VIOLENT
            for claim in claims_of
            if claim.field in _WHO
        }
        found: list[Responsibility] = []
        for event, told in zip(events, tellings, strict=True):
            namings = [one for telling in told for one in self._namings(telling, event)]
            if event.type.value in _VIOLENT:
                namings += self._left(event, told, namings)
            found.extend(_rows(event.id, namings, ids, where))
        return tuple(found)

    def _namings(self, telling: Telling, event: Event) -> Iterator[_Naming]:
        """Whom the claims on one telling name, the plain actors last."""
        if _is_accusation(telling):
            yield from self._bare_accusation(telling)
        if event.type.value in _VIOLENT:
            claims = self._claims.get(telling.index, [])
            for claim in claims:
                yield from self._held_responsible(claim)
            yield from self._acting(telling, [claim for claim in claims if not self._is_blame(claim)])

    def _held_responsible(self, claim: Claim) -> Iterator[_Naming]:
        """Who takes the act on itself by a claim, and on whom it lays it."""
        one = self._statements[claim.statement]
        if claim.field not in _WHO:
            return
        if claim.stance is Stance.CLAIMS and one.source is not None and one.source.span is not None:
            yield _Naming(Fact(one.source.party, (one.source.span,)), Standing.ADMITTED, claim)
        if claim.stance is Stance.ALLEGES:
            for party in self._accused.get(claim.statement, ()):
                yield _Naming(party, self._accusation(one), claim)
        if self._is_blame(claim):
            yield from self._naming(self._blames[claim.telling, claim.statement], claim)

    def _acting(self, telling: Telling, claims: Sequence[Claim]) -> Iterator[_Naming]:
        """The actors that a telling names; a hedge on them outweighs the voice that tells the act."""
        hedged = [c for c in claims if c.field in _WHO and c.stance is Stance.ALLEGES]
        for party in telling.actors:
            for claim in hedged or claims:
                yield from self._naming(party, claim)

    def _naming(self, party: Fact[PartyRef], claim: Claim) -> Iterator[_Naming]:
        standing = self._standing(claim, party.value)
        if standing is not None:
            yield _Naming(party, standing, claim)

    def _left(self, event: Event, told: Sequence[Telling], namings: Sequence[_Naming]) -> Iterator[_Naming]:
        """Actors of whom no claim says it outright: what is said of the event goes for them, too."""
        claims = [claim for telling in told for claim in self._claims.get(telling.index, ())]
        for party in event.actors:
            if any(same_side(party.value, one.party.value) for one in namings):
                continue
            told_so = [
                one for claim in claims if not self._is_blame(claim) for one in self._naming(party, claim)
            ]
            denied = any(claim.stance is Stance.DENIES for claim in claims)
            yield from told_so or ([] if denied else [_Naming(party, Standing.STATED, None)])

    def _is_blame(self, claim: Claim) -> bool:
        return claim.field is ClaimField.RESPONSIBILITY and (claim.telling, claim.statement) in self._blames

    def _accusations(self, tellings: Sequence[Telling]) -> Mapping[str, tuple[Fact[PartyRef], ...]]:
        """Whom each statement accuses, by its id."""
        found: dict[str, tuple[Fact[PartyRef], ...]] = {}
        for telling in tellings:
            if _is_accusation(telling):
                for claim in self._claims.get(telling.index, ()):
                    if claim.stance is Stance.ALLEGES:
                        found[claim.statement] = telling.targets
        return found

    def _bare_accusation(self, telling: Telling) -> Iterator[_Naming]:
        """Whom an accusation is made against, of an act that is no event of the report itself."""
        for claim in self._claims.get(telling.index, ()):
            if (
                claim.stance is Stance.ALLEGES
                and claim.field in _HAPPENED
                and claim.statement not in self._told
            ):
                standing = self._accusation(self._statements[claim.statement])
                for party in telling.targets:
                    yield _Naming(party, standing, claim)

    def _standing(self, claim: Claim, party: PartyRef) -> Standing | None:
        """What a claim on a telling that names `party` as its actor makes of it."""
        one = self._statements[claim.statement]
        if claim.field not in _HAPPENED or claim.stance in (Stance.DENIES, Stance.DECLINES):
            return None
        if one.source is not None and same_side(one.source.party, party):
            return Standing.ADMITTED
        if one.own_voice:
            return Standing.STATED
        if one.cue_lemma in self._open:
            return Standing.POSSIBLE
        if one.act in _ACCUSES or (claim.field in _WHO and claim.stance is Stance.ALLEGES):
            return self._accusation(one)
        return Standing.STATED

    def _accusation(self, one: Statement) -> Standing:
        return Standing.ACCUSED_BY_AUTHORITIES if self._is_authority(one) else Standing.ACCUSED

    def _is_authority(self, one: Statement) -> bool:
        """Whether a state, a force or police of one, or an official makes the statement."""
        if one.source is None or one.source.party.kind is PartyKind.ARMED_GROUP:
            return False
        if one.source.party.kind in _STATES:
            return True
        around = "" if one.source.span is None else self._parse.quoted(one.source.span)
        words = f"{one.source.party.name} {around}".casefold().replace("-", " ").replace(".", " ").split()
        senses = [self._people.get(word) or self._people.get(word.removesuffix("s")) for word in words]
        return bool(self._offices & set(words)) or any(
            sense is not None and sense.branch in _OFFICES for sense in senses
        )


def _is_accusation(telling: Telling) -> bool:
    return telling.sense.type == "ACCUSE" and telling.sense.group == "accuse"


def _rows(
    event: str,
    namings: Sequence[_Naming],
    ids: Mapping[tuple[str, str, ClaimField, Stance], str],
    where: Mapping[int, str],
) -> Iterator[Responsibility]:
    """One row for each party of an event: the plainest word, and the claims that are of that kind."""
    groups: list[list[_Naming]] = []
    for naming in namings:
        known = next((g for g in groups if match(g[0].party.value, naming.party.value) is Match.SAME), None)
        if known is None:
            groups.append([naming])
        else:
            known.append(naming)
    for group in groups:
        standing = min((one.standing for one in group), key=_ORDER.index)
        words = [one for one in group if one.standing is standing]
        spans = tuple(dict.fromkeys(span for one in group for span in one.party.evidence))
        told = (
            ids.get((c.statement, where[c.telling], c.field, c.stance))
            for c in (one.claim for one in words)
            if c is not None and c.telling in where
        )
        yield Responsibility(
            event,
            Fact(group[0].party.value, spans, group[0].party.rule),
            standing,
            tuple(dict.fromkeys(claim for claim in told if claim is not None)),
        )
