"""What a coded report says, fact by fact, with the words that say it: what a later version may change."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from sayso.merge.revisions.sentences import Cut, cut
from sayso.merge.revisions.times import time_phrases
from sayso.merge.revisions.wordings import ENGLISH
from sayso.model.decisions import event_key
from sayso.model.events import Event, Modality, PartyRef, Toll
from sayso.model.identity import FORCES
from sayso.model.incidents import FactField, Quoted
from sayso.model.record import Coded, Responsibility, Standing
from sayso.model.spans import Span
from sayso.model.statements import Claim, ClaimField, Stance, Statement

REAL = frozenset({Modality.OCCURRED, Modality.DENIED})
_TOLLS = {
    "killed": FactField.KILLED,
    "wounded": FactField.WOUNDED,
    "captured": FactField.CAPTURED,
    "missing": FactField.MISSING,
    "displaced": FactField.DISPLACED,
}
FIGURES = frozenset(_TOLLS.values())
# A claim on these is one on who did it, if it denies it or takes it on itself.
_DEED = frozenset({ClaimField.OCCURRENCE, ClaimField.RESPONSIBILITY, ClaimField.ACTOR})
_AIMS = frozenset({ClaimField.TARGET, ClaimField.TARGET_ACTIVITY})
_NEAR = 20  # characters behind a figure in which those whom it counts are named
_BLAMED = {
    Standing.ADMITTED: "own claim",
    Standing.ACCUSED: "",
    Standing.ACCUSED_BY_AUTHORITIES: "",
    Standing.POSSIBLE: "",
}


@dataclass(frozen=True, slots=True)
class Told:
    """One fact of one version.

    `value` is for people, `key` is what makes two values the same; `span` are the words that say
    it. `event` is the id of the event that carries it, None for what is said of none. `who` says of
    whom a figure is.
    """

    field: FactField
    value: str
    key: tuple[object, ...]
    span: Span
    event: str | None = None
    who: str = ""


def facts(coded: Coded, beside: Collection[int] = ()) -> list[Told]:
    """All facts of a report that its words say; what was only inferred is no fact of the text.

    Args:
        coded: The report.
        beside: Indexes of sentences that tell an event in the other version: their times count, too.
    """
    text = cut(coded.report.text)
    counted = [Span(s.start, s.end + _NEAR) for e in coded.events for toll in e.tolls for s in toll.evidence]
    found: list[Told] = []
    for event in coded.events:
        found.append(_kind(event, coded))
        if event.modality.value in REAL:
            found += _roles(event, text, counted)
            found += _figures(event)
    found += _timed(coded, text, beside)
    found += _claimed_targets(coded)
    found += _blames(coded)
    return found


def key_of(coded: Coded, event_id: str | None) -> tuple[str, ...]:
    """The key of an event across reports, in a tuple; an empty one for none."""
    one = next((event for event in coded.events if event.id == event_id), None)
    return () if one is None else (event_key(coded.report.id, one.triggers[0].start),)


def quoted(version: Coded, span: Span) -> Quoted:
    """Words of a version as evidence."""
    return Quoted(version.report.id, span, span.of(version.report.text))


def shown(version: Coded, span: Span) -> str:
    """Words of a version between quotation marks, on one line."""
    return repr(" ".join(span.of(version.report.text).split()))


def _kind(event: Event, coded: Coded) -> Told:
    code = event.acled.value.sub_event_type if event.acled is not None else event.type.value
    words = event.triggers[0].of(coded.report.text)
    key = (event.type.value, event.mode.value if event.mode is not None else None, event.modality.value)
    return Told(FactField.TYPE, f"{code} ({words})", key, event.triggers[0], event.id)


def _roles(event: Event, text: Cut, counted: Sequence[Span]) -> Iterator[Told]:
    for field, parties in ((FactField.ACTOR, event.actors), (FactField.TARGET, event.targets)):
        for party in parties:
            # Who was hurt is said by the figures; a new figure is no new target.
            if party.evidence and not any(party.evidence[0].overlaps(span) for span in counted):
                yield Told(field, party.value.name, _party_key(party.value), party.evidence[0], event.id)
    if event.place is not None and event.place.evidence:
        where = event.place.value
        key = (where.gazetteer, where.name)
        yield Told(FactField.PLACE, where.name, key, event.place.evidence[0], event.id)
    for weapon in event.weapons:
        if weapon.evidence:
            span = _counted(text, weapon.evidence[0])
            words = span.of(text.text)
            arm = (weapon.value.name, *_number_words(text, span))
            yield Told(FactField.WEAPON, words, arm, span, event.id)


def _party_key(party: PartyRef) -> tuple[object, ...]:
    """A party of the tables, or the last word of a description: "nine soldiers", "14 soldiers"."""
    return (party.party,) if party.party is not None else (party.name.casefold().split()[-1],)


def _counted(text: Cut, span: Span) -> Span:
    """The words for a weapon with the number before them: "two missiles"."""
    at = text.within(span)
    first = at.start
    while first > 0 and at.start - first < 2 and _is_number(text.words[first - 1].text):
        if text.words[first - 1].sentence != text.words[at.start].sentence:
            break
        first -= 1
    return Span(text.words[first].span.start, span.end)


def _number_words(text: Cut, span: Span) -> tuple[str, ...]:
    found = [text.words[at].text for at in text.within(span)]
    return tuple(word for word in found if _is_number(word) and word not in ("a", "an"))


def _is_number(word: str) -> bool:
    return word in ENGLISH.numbers or word.isdigit()


def _figures(event: Event) -> Iterator[Told]:
    for fact in event.tolls:
        field = _TOLLS.get(fact.value.kind)
        if field is None or not fact.evidence:
            continue
        toll = fact.value
        who = (toll.who or "").casefold()
        yield Told(field, figure(toll), (toll.low, toll.high, toll.part), fact.evidence[0], event.id, who)


def figure(toll: Toll) -> str:
    """A figure in words: "11", "at least 11", "10 to 12"."""
    if toll.high is None:
        return f"at least {toll.low}"
    return str(toll.low) if toll.low == toll.high else f"{toll.low} to {toll.high}"


def telling(coded: Coded) -> dict[int, str]:
    """Indexes of the sentences that tell an event, with the id of the event that is told there first."""
    text = cut(coded.report.text)
    told: dict[int, str] = {}
    for event in coded.events:
        if event.modality.value not in REAL:
            continue
        times = event.time.evidence if event.time is not None else ()
        for span in (*event.triggers, *times):
            at = text.around(span)
            if at is not None:
                told.setdefault(at, event.id)
    return told


def _timed(coded: Coded, text: Cut, beside: Collection[int]) -> Iterator[Told]:
    """Phrases of time of the sentences in which an event is told, the clock included."""
    told = telling(coded)
    for at in sorted({*told, *beside}):
        for span in time_phrases(text, at):
            words = tuple(text.words[n].text for n in text.within(span))
            yield Told(FactField.TIME, span.of(text.text), words, span, told.get(at))


def _claimed_targets(coded: Coded) -> Iterator[Told]:
    """What somebody says that was aimed at or hit, in his words."""
    statements = {one.id: one for one in coded.statements}
    for claim in coded.claims:
        said = statements[claim.statement]
        if claim.field in _AIMS and not said.own_voice and said.source is not None:
            key = (_speaker(said).casefold(), claim.value.casefold())
            value = f"{claim.value} ({_speaker(said)})"
            yield Told(FactField.TARGET, value, key, _whole(said, claim.evidence), claim.event)


def _blames(coded: Coded) -> Iterator[Told]:
    """Who is said to have done it, on whose word, and who denies it: one fact for each party and speaker."""
    statements = {one.id: one for one in coded.statements}
    claims = {one.id: one for one in coded.claims}
    seen: set[tuple[object, ...]] = set()
    rows = (*_accused(coded, claims, statements), *_owned(coded, statements), *_described(coded))
    for one in rows:
        if one.key not in seen:
            seen.add(one.key)
            yield one


def _accused(coded: Coded, claims: dict[str, Claim], statements: dict[str, Statement]) -> Iterator[Told]:
    for one in coded.responsibilities:
        party = one.party.value
        for claim in (claims[c] for c in one.claims if c in claims):
            said = statements[claim.statement]
            if said.own_voice or not (_is_blame(one) or party.party is not None):
                continue
            if one.standing is Standing.ADMITTED and not _is_party(party):
                continue
            by = _BLAMED.get(one.standing) or _speaker(said)
            yield Told(
                FactField.RESPONSIBILITY,
                f"{party.name} ({by})",
                ("blames", *_party_key(party), _speaker(said).casefold()),
                _whole(said, claim.evidence),
                one.event,
            )


def _is_party(party: PartyRef) -> bool:
    """Whether one who takes an act on himself may have done it: no spokesman without a name."""
    return party.party is not None or party.kind in FORCES


def _is_blame(one: Responsibility) -> bool:
    return one.standing in _BLAMED


def _owned(coded: Coded, statements: dict[str, Statement]) -> Iterator[Told]:
    """Acts that somebody takes on himself, or says that he has not done."""
    kinds = {event.id: event.type.value for event in coded.events}
    for claim in coded.claims:
        said = statements[claim.statement]
        if said.own_voice or said.source is None or claim.field not in _DEED:
            continue
        if kinds.get(claim.event) != "ASSAULT":
            continue
        party = said.source.party
        span = _whole(said, claim.evidence)
        if claim.stance is Stance.CLAIMS and _is_party(party):
            key = ("blames", *_party_key(party), _speaker(said).casefold())
            yield Told(FactField.RESPONSIBILITY, f"{party.name} (own claim)", key, span, claim.event)
        elif claim.stance is Stance.DENIES:
            key = ("denies", *_party_key(party))
            yield Told(FactField.RESPONSIBILITY, f"denied by {party.name}", key, span, claim.event)


def _described(coded: Coded) -> Iterator[Told]:
    """Whom a speaker calls those who did it: "the attackers belonged to the brigade"."""
    for said in coded.statements:
        if said.own_voice:
            continue
        for span in said.content:
            words = " ".join(span.of(coded.report.text).split())
            found = ENGLISH.culprits.search(words.casefold())
            if found is None or not _names(words[found.start("who") :]):
                continue
            who = words[found.start("who") :].strip(" .,;\"”'")
            key = ("blames", who.casefold(), _speaker(said).casefold())
            yield Told(FactField.RESPONSIBILITY, f"{who} ({_speaker(said)})", key, _whole(said, span))


def _names(words: str) -> bool:
    return any(word[:1].isupper() for word in words.split()[:10])


def _speaker(said: Statement) -> str:
    return said.source.party.name if said.source is not None else "unnamed source"


def _whole(said: Statement, evidence: Span) -> Span:
    """The claim with the words for its speaker, where they stand in one stretch before or behind it."""
    parts = [evidence, *(s for s in (said.source.span if said.source else None, said.cue) if s is not None)]
    start, end = min(s.start for s in parts), max(s.end for s in parts)
    return Span(start, end) if end - start <= 400 else evidence
