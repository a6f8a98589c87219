"""Statements and claims of one report."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from sayso.attribute.claims import ClaimMaker
from sayso.attribute.drafts import Draft, content_spans
from sayso.attribute.statements import Speakers, drafts, statement
from sayso.model.events import Modality, PartyRef
from sayso.model.identity import same_side
from sayso.model.lexicon import Lexicon
from sayso.model.mentions import Mentions
from sayso.model.parse import Parse
from sayso.model.spans import Fact, Span
from sayso.model.statements import Act, Attributed, Basis, Claim, ClaimField, Stance, Statement
from sayso.model.tellings import Resolved, Telling
from sayso.model.trees import kids

_WILL = frozenset({"will", "would", "shall", "'ll", "’ll"})
_FIRST_PERSON = frozenset({"we", "i", "us"})
# Frames whose content is a clause that somebody says; the others are about an act as a whole.
_CLAUSAL = frozenset({"with-saying", "clause", "according-to", "adverb", "passive", "quotation"})


def attribute(parse: Parse, mentions: Mentions, resolved: Resolved, lexicon: Lexicon) -> Attributed:
    """Who says what of which event, in text order; the report's own voice last for each event."""
    found = drafts(parse, mentions, resolved, lexicon)
    speakers = Speakers(parse, resolved, lexicon)
    made = [statement(parse, draft, number, speakers) for number, draft in enumerate(found, start=1)]
    made = _linked(found, made)
    owners = _owners(found, resolved.tellings)
    inside: dict[int, list[Telling]] = defaultdict(list)
    for telling in resolved.tellings:
        for number in owners.get(telling.index, ()):
            inside[number].append(telling)
    maker = ClaimMaker(parse, resolved, lexicon)
    claims: list[Claim] = []
    for number, draft in enumerate(found):
        if draft.frame == "adverb":
            claims.extend(_hedged_actors(made[number].id, draft, resolved.tellings, parse))
        rows = maker.rows(draft, made[number], inside[number], draft.contrast)
        for index, field, stance, evidence in rows:
            claims.append(_claim(made[number].id, index, field, stance, evidence, parse.text))
    said = {t.index for t in resolved.tellings if t.index in owners or _is_spoken_of(t, found)}
    voice = _author(parse, [t for t in resolved.tellings if t.index not in said], len(made))
    claims.extend(claim for _, claim in voice)
    return Attributed(
        statements=(*made, *(one for one, _ in voice)),
        claims=tuple(claims),
        speakers=_speakers(parse, resolved.tellings, owners, made),
        threats=_threats(parse, resolved.tellings, owners, made),
        unspoken=frozenset(
            t.index for t in resolved.tellings if t.sense.aspect == "exposure" and t.index not in owners
        ),
        toll_sources=_toll_sources(resolved.tellings, found, made),
    )


def _is_spoken_of(telling: Telling, found: Sequence[Draft]) -> bool:
    """Whether a telling stands in what somebody denies, claims or will not say."""
    return any(d.frame in ("responsibility", "refusal") and d.covers(telling.token) for d in found)


def _hedged_actors(statement_id: str, draft: Draft, tellings: Sequence[Telling], parse: Parse) -> list[Claim]:
    """ "An attack reportedly carried out by X": the hedge is about who did it, and not that it happened."""
    evidence = content_spans(parse, draft.content)[0]
    return [
        _claim(statement_id, t.index, ClaimField.ACTOR, Stance.ALLEGES, evidence, parse.text)
        for t in tellings
        if not draft.covers(t.token) and any(draft.covers(head) for head in t.actor_heads)
    ]


def _claim(
    statement_id: str, index: int, field: ClaimField, stance: Stance, evidence: Span, text: str
) -> Claim:
    return Claim("", statement_id, f"t{index}", field, stance, " ".join(evidence.of(text).split()), evidence)


def _linked(found: Sequence[Draft], made: Sequence[Statement]) -> list[Statement]:
    ids = {id(draft): one.id for draft, one in zip(found, made, strict=True)}
    linked = []
    for draft, one in zip(found, made, strict=True):
        parent = _parent(draft, found)
        if (
            parent is not None
            and one.source is not None
            and one.source.party.name.casefold() in _FIRST_PERSON
        ):
            said = made[next(i for i, d in enumerate(found) if d is parent)]
            one = replace(one, source=said.source, basis=Basis.COREFERENCE if said.source else Basis.NONE)
        linked.append(
            replace(
                one,
                contrast=ids[id(draft.contrast)]
                if draft.contrast is not None and id(draft.contrast) in ids
                else None,
                parent=ids[id(parent)] if parent is not None else None,
            )
        )
    return linked


def _parent(draft: Draft, found: Sequence[Draft]) -> Draft | None:
    """The smallest statement whose content holds the cue of this one."""
    at = draft.cue
    if at is None:
        return None
    above = [d for d in found if d is not draft and d.frame in _CLAUSAL and d.covers(at) and d.cue != at]
    return min(above, key=_size) if above else None


def _size(draft: Draft) -> int:
    return sum(last - first for first, last in draft.content)


def _owners(found: Sequence[Draft], tellings: Sequence[Telling]) -> dict[int, list[int]]:
    """Numbers of the drafts that say each telling: the smallest clause content around it, and speech acts."""
    owners: dict[int, list[int]] = {}
    around = _around(found, tellings)
    for telling in tellings:
        here = around.get(telling.token, [])
        clausal = [n for n in here if found[n].frame in _CLAUSAL]
        chosen = [min(clausal, key=lambda n: _size(found[n]))] if clausal else []
        chosen += [n for n in here if found[n].frame == "speech-act"]
        if chosen:
            owners[telling.index] = chosen
    return owners


def _around(found: Sequence[Draft], tellings: Sequence[Telling]) -> dict[int, list[int]]:
    """Numbers of the drafts whose content holds each telling's token, in order; a cue is not in its own."""
    tokens = sorted({telling.token for telling in tellings})
    around: dict[int, list[int]] = defaultdict(list)
    for number, draft in enumerate(found):
        held = {
            token
            for first, last in draft.content
            for token in tokens[bisect_left(tokens, first) : bisect_left(tokens, last)]
        }
        for token in held - {draft.cue}:
            around[token].append(number)
    return around


def _author(parse: Parse, tellings: Sequence[Telling], count: int) -> list[tuple[Statement, Claim]]:
    """What the report states in its own voice: one statement for each telling that is in nobody's words."""
    voice = []
    for number, telling in enumerate(tellings, start=count + 1):
        span = parse.sentences[telling.sentence].span
        one = Statement(f"s{number}", None, Basis.AUTHOR, Act.ASSERT, "voice", (span,), "author")
        stance = Stance.DENIES if telling.negated else Stance.ASSERTS
        voice.append((one, _claim(one.id, telling.index, ClaimField.OCCURRENCE, stance, span, parse.text)))
    return voice


def _speakers(
    parse: Parse, tellings: Sequence[Telling], owners: dict[int, list[int]], made: Sequence[Statement]
) -> dict[int, Fact[PartyRef]]:
    """Who acts by speaking: the speaker of "we will strike back" and of an accusation in its own words."""
    found: dict[int, Fact[PartyRef]] = {}
    for telling in tellings:
        if telling.actors or telling.index not in owners:
            continue
        first_person = any(
            parse.tokens[i].lower in _FIRST_PERSON for i in kids(parse, telling.token, "nsubj")
        )
        if not first_person and telling.sense.aspect != "exposure":
            continue
        source = made[owners[telling.index][0]].source
        if source is not None and source.span is not None:
            found[telling.index] = Fact(source.party, (source.span,), "speaker")
    return found


def _threats(
    parse: Parse, tellings: Sequence[Telling], owners: dict[int, list[int]], made: Sequence[Statement]
) -> frozenset[int]:
    """ "X said it would attack": a party that announces its own violence threatens it."""
    found = set()
    for telling in tellings:
        if telling.sense.type != "ASSAULT" or telling.sense.aspect != "act" or telling.negated:
            continue
        if telling.modality not in (Modality.PLANNED, Modality.HYPOTHETICAL) or telling.index not in owners:
            continue
        if telling.shown_by is None or parse.tokens[telling.shown_by].lower not in _WILL:
            continue
        source = made[owners[telling.index][0]].source
        if source is not None and any(same_side(source.party, fact.value) for fact in telling.actors):
            found.add(telling.index)
    return frozenset(found)


def _toll_sources(
    tellings: Sequence[Telling], found: Sequence[Draft], made: Sequence[Statement]
) -> dict[Span, str | None]:
    """On whose word each figure rests; figures in the report's own voice are left out."""
    sources: dict[Span, str | None] = {}
    for telling in tellings:
        for fact in telling.tolls:
            span = fact.evidence[0]
            around = [
                (sum(s.end - s.start for s in made[n].content), n)
                for n, draft in enumerate(found)
                if draft.frame in _CLAUSAL and any(s.overlaps(span) for s in made[n].content)
            ]
            if around:
                source = made[min(around)[1]].source
                sources[span] = source.party.name if source is not None else None
    return sources
