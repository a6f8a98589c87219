"""Statements and claims of one report."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from sayso.attribute.blame import Blamed, Blames
from sayso.attribute.candidates import Candidates
from sayso.attribute.chains import through_parents
from sayso.attribute.claims import ClaimMaker, Row
from sayso.attribute.contents import Content
from sayso.attribute.drafts import Draft, before_saying, claim_of
from sayso.attribute.fields import Fields
from sayso.attribute.meanings import Meanings
from sayso.attribute.notices import notices
from sayso.attribute.reading import WHOLE as _WHOLE
from sayso.attribute.reading import as_said, clauses, meant, once
from sayso.attribute.speakers import Speakers
from sayso.attribute.special import is_assertion
from sayso.attribute.stances import Stances
from sayso.attribute.statements import drafts, statement
from sayso.attribute.suspicions import hedged_actors, suspicions
from sayso.attribute.toll_sources import toll_sources
from sayso.model.events import Modality, PartyRef
from sayso.model.identity import same_side
from sayso.model.lexicon import Lexicon
from sayso.model.mentions import Mentions
from sayso.model.parse import Parse
from sayso.model.ranges import Ranges
from sayso.model.spans import Fact, Span
from sayso.model.statements import (
    Act,
    Attributed,
    Basis,
    Blame,
    Claim,
    ClaimField,
    Polarity,
    Source,
    Stance,
    Statement,
)
from sayso.model.tellings import Resolved, Telling
from sayso.model.trees import kids

# Of more statements in one report none is read clause by clause: no report of people has so many.
_MANY = 500
# Behind these the act of the cue is all that is read: nesting without end must not take time without end.
_MOST = 1000
_WILL = frozenset({"will", "would", "shall", "'ll", "’ll"})
# Characters of the longest words that a claim keeps: as many as a page has.
_PAGE = 2_000
_FIRST_PERSON = frozenset({"we", "i", "us"})


def attribute(parse: Parse, mentions: Mentions, resolved: Resolved, lexicon: Lexicon) -> Attributed:
    """Who says what of which event, in text order; the report's own voice last for each event."""
    found = before_saying(parse, once(parse, drafts(parse, mentions, resolved, lexicon)))
    holding = _holding(found)
    speakers = Speakers(parse, resolved, lexicon, found)
    made = [statement(parse, draft, number, speakers) for number, draft in enumerate(found, start=1)]
    made = through_parents(parse, found, _linked(found, made, holding))
    weighed = Candidates(parse, resolved, lexicon, made)
    made = [replace(one, candidates=weighed.of(draft, one)) for draft, one in zip(found, made, strict=True)]
    owners = _owners(found, resolved.tellings, holding)
    inside = _inside(found, made, owners, resolved.tellings)
    claims = _claims(parse, resolved, lexicon, found, made, inside)
    hedged = _suspected(parse, resolved.tellings, lexicon, found)
    claims.extend(claim for _, claim in hedged)
    made.extend(one for one, _ in hedged)
    accused = {draft.cue_span for draft in found if draft.frame == "accused"}
    blamed = [
        row for row in _blamed(parse, resolved, lexicon, found, made, holding) if row[0].cue not in accused
    ]
    known = {(c.statement, c.event, c.field, c.stance) for c in claims}
    extra = (claim for _, claim, _ in blamed)
    claims.extend(c for c in extra if (c.statement, c.event, c.field, c.stance) not in known)
    ids = {one.id for one in made}
    made.extend(one for one, _, _ in blamed if one.id not in ids)
    spoken = {t.index for t in resolved.tellings if t.index in owners or _is_spoken_of(t, found, holding)}
    voice = _author(parse, [t for t in resolved.tellings if t.index not in spoken], len(made))
    claims.extend(claim for _, claim in voice)
    told = notices(parse, resolved.publisher, lexicon, len(made) + len(voice) + 1)
    return Attributed(
        statements=(*made, *(one for one, _ in voice), *told),
        claims=tuple(claims),
        speakers=_speakers(parse, resolved.tellings, owners, made),
        threats=_threats(parse, resolved.tellings, owners, made),
        blames=tuple(blame for _, _, blame in blamed),
        unspoken=frozenset(
            t.index
            for t in resolved.tellings
            if (t.sense.aspect == "exposure" and t.index not in owners) or is_assertion(parse, t)
        ),
        toll_sources=toll_sources(resolved.tellings, found, made),
        pointing=_pointing(resolved.tellings, found, claims),
    )


def _claims(
    parse: Parse,
    resolved: Resolved,
    lexicon: Lexicon,
    found: Sequence[Draft],
    made: list[Statement],
    inside: dict[int, list[Telling]],
) -> list[Claim]:
    """What the statements claim; puts what they mean into `made`."""
    tokens = {telling.index: telling.token for telling in resolved.tellings}
    stances = Stances(resolved, lexicon.words)
    fields = Fields(parse, resolved.tellings, stances, lexicon.words)
    maker = ClaimMaker(parse, resolved, lexicon.words, fields, stances)
    meanings = Meanings(parse, lexicon)
    acting = sorted({(head, t.index, t.token) for t in resolved.tellings for head in t.actor_heads})
    claims: list[Claim] = []
    for number, draft in enumerate(found[:_MOST]):
        content = Content(parse, draft.content, lexicon.words, claim_of(parse, draft))
        said = as_said(meanings, content, draft, made[number], inside[number])
        field = fields.of(said)
        stance = stances.of(said, field)
        made[number] = meant(made[number], said, field, stance)
        draft.act = made[number].act
        rows = hedged_actors(parse, draft, acting)
        parts = clauses(meanings, said) if len(found) <= _MANY else [said]
        for part in parts if not rows or said.inside else ():
            field = fields.of(part)
            rows.extend(maker.rows(part, field, stances.of(part, field)))
        rows.extend(maker.against(said))
        unlike: dict[tuple[object, ...], Row] = {}
        for row in rows:
            unlike.setdefault(row[:3], row)
        for index, on, held, words in unlike.values():
            evidence = _narrowed(parse, words, tokens[index])
            claims.append(_claim(made[number].id, index, on, held, evidence, parse))
    return claims


def _inside(
    found: Sequence[Draft],
    made: Sequence[Statement],
    owners: dict[int, list[int]],
    tellings: Sequence[Telling],
) -> dict[int, list[Telling]]:
    """The tellings that each draft says, by its number."""
    inside: dict[int, list[Telling]] = defaultdict(list)
    speech = {draft.cue: made[n].source for n, draft in enumerate(found) if draft.frame == "speech-act"}
    for telling in tellings:
        for number in owners.get(telling.index, ()):
            # "Said it would not hesitate to": the threat is a statement of its own, by the same speaker.
            again = found[number].frame != "speech-act" and telling.token in speech
            if not (again and _same_source(speech[telling.token], made[number].source)):
                inside[number].append(telling)
    return inside


def _same_source(a: Source | None, b: Source | None) -> bool:
    return a is not None and b is not None and a.party == b.party


def _pointing(
    tellings: Sequence[Telling], found: Sequence[Draft], claims: Sequence[Claim]
) -> frozenset[tuple[str, int]]:
    """Claims about a telling that stands outside the words of the statement."""
    drafts_by_id = {f"s{number}": draft for number, draft in enumerate(found, start=1)}
    tokens = {telling.index: telling.token for telling in tellings}
    return frozenset(
        (claim.statement, claim.telling)
        for claim in claims
        if claim.statement in drafts_by_id and not drafts_by_id[claim.statement].covers(tokens[claim.telling])
    )


def _holding(found: Sequence[Draft]) -> Ranges:
    """The numbers of the drafts by the tokens of their contents."""
    return Ranges((first, last, n) for n, draft in enumerate(found) for first, last in draft.content)


def _is_spoken_of(telling: Telling, found: Sequence[Draft], holding: Ranges) -> bool:
    """Whether a telling stands in what somebody denies, claims or will not say."""
    here = holding.meeting(telling.token, telling.token + 1)
    return any(found[n].frame in ("responsibility", "refusal", "label") for n in here)


def _suspected(
    parse: Parse, tellings: Sequence[Telling], lexicon: Lexicon, found: Sequence[Draft]
) -> list[tuple[Statement, Claim]]:
    """ "Suspected rebels killed ...": a statement for each hedged actor, about the actor alone."""
    cues = {draft.cue for draft in found}  # "reportedly" may be a statement already
    new = [one for one in suspicions(parse, tellings, lexicon.words) if one.cue not in cues]
    rows = []
    for number, one in enumerate(new, start=len(found) + 1):
        cue = parse.tokens[one.cue]
        made = Statement(
            f"s{number}", None, Basis.NONE, Act.ALLEGE, "indirect", (one.party,), "suspicion",
            cue=cue.span, cue_lemma=cue.lower,
        )  # fmt: skip
        rows.append((made, _claim(made.id, one.telling, ClaimField.ACTOR, Stance.ALLEGES, one.party, parse)))
    return rows


def _blamed(
    parse: Parse,
    resolved: Resolved,
    lexicon: Lexicon,
    found: Sequence[Draft],
    made: Sequence[Statement],
    holding: Ranges,
) -> list[tuple[Statement, Claim, Blame]]:
    """Whom the report, or somebody in it, holds responsible for an act, on whose word."""
    rows: list[tuple[Statement, Claim, Blame]] = []
    count = len(made)
    charged = {draft.cue: n for n, draft in enumerate(found) if draft.frame == "accused"}
    for one in Blames(parse, resolved, lexicon.words).all():
        around = [n for n in holding.meeting(one.cue, one.cue + 1) if found[n].frame not in _WHOLE]
        if one.cue in charged:
            said = made[charged[one.cue]]
        elif around and not one.passive:
            said = made[min(around, key=lambda n: _size(found[n]))]
        else:
            count += 1
            said = _unsaid(parse, one, f"s{count}")
        fact = resolved.parties[one.party]
        stance = Stance.ASSERTS if said.own_voice else Stance.ALLEGES
        claim = _claim(said.id, one.telling, ClaimField.RESPONSIBILITY, stance, fact.evidence[0], parse)
        rows.append((said, claim, Blame(said.id, one.telling, fact)))
    return rows


def _unsaid(parse: Parse, one: Blamed, name: str) -> Statement:
    """The statement of a blame that nobody is named for: the report's own, unless it only relays it."""
    cue = parse.tokens[one.cue]
    span = parse.sentences[cue.sentence].span
    if not one.passive and not one.open_:
        return Statement(name, None, Basis.AUTHOR, Act.ASSERT, "voice", (span,), "author")
    act, lemma = (Act.ACCUSE, cue.lemma) if one.passive else (Act.ALLEGE, "possible")
    return Statement(name, None, Basis.NONE, act, "indirect", (span,), "blame", cue=cue.span, cue_lemma=lemma)


def _narrowed(parse: Parse, evidence: Span, token: int) -> Span:
    """The sentence of an act where a statement goes on over pages: no value of a cell is a whole report."""
    sentence = parse.sentences[parse.tokens[token].sentence].span
    if evidence.end - evidence.start <= _PAGE or not evidence.overlaps(sentence):
        return evidence
    return Span(max(evidence.start, sentence.start), min(evidence.end, sentence.end))


def _claim(
    statement_id: str, index: int, field: ClaimField, stance: Stance, evidence: Span, parse: Parse
) -> Claim:
    return Claim("", statement_id, f"t{index}", field, stance, parse.quoted(evidence), evidence)


def _linked(found: Sequence[Draft], made: Sequence[Statement], holding: Ranges) -> list[Statement]:
    ids = {id(draft): one.id for draft, one in zip(found, made, strict=True)}
    linked = []
    for draft, one in zip(found, made, strict=True):
        parent = _parent(draft, found, holding)
        if (
            parent is not None
            and one.source is not None
            and one.source.party.name.casefold() in _FIRST_PERSON
        ):
            said = made[parent]
            one = replace(one, source=said.source, basis=Basis.COREFERENCE if said.source else Basis.NONE)
        linked.append(
            replace(
                one,
                contrast=ids[id(draft.contrast)]
                if draft.contrast is not None and id(draft.contrast) in ids
                else None,
                parent=made[parent].id if parent is not None else None,
            )
        )
    return linked


def _parent(draft: Draft, found: Sequence[Draft], holding: Ranges) -> int | None:
    """The number of the smallest statement whose content holds the cue of this one."""
    at = draft.cue
    if at is None:
        return None
    here = holding.meeting(at, at + 1)
    above = [n for n in here if found[n] is not draft and found[n].frame not in _WHOLE and found[n].cue != at]
    return min(above, key=lambda n: _size(found[n])) if above else None


def _size(draft: Draft) -> int:
    return sum(last - first for first, last in draft.content)


def _owners(found: Sequence[Draft], tellings: Sequence[Telling], holding: Ranges) -> dict[int, list[int]]:
    """Numbers of the drafts that say each telling: the smallest clause content around it, and speech acts."""
    owners: dict[int, list[int]] = {}
    for telling in tellings:
        # A cue is not in its own content.
        here = [n for n in holding.meeting(telling.token, telling.token + 1) if found[n].cue != telling.token]
        clausal = [n for n in here if found[n].frame not in _WHOLE]
        chosen = [min(clausal, key=lambda n: _size(found[n]))] if clausal else []
        chosen += [n for n in here if found[n].frame == "speech-act"]
        if chosen:
            owners[telling.index] = chosen
    return owners


def _author(parse: Parse, tellings: Sequence[Telling], count: int) -> list[tuple[Statement, Claim]]:
    """What the report states in its own voice: one statement for each telling that is in nobody's words."""
    voice = []
    for number, telling in enumerate(tellings, start=count + 1):
        span = parse.sentences[telling.sentence].span
        stance = Stance.DENIES if telling.negated else Stance.ASSERTS
        polarity = Polarity.NEGATIVE if telling.negated else Polarity.POSITIVE
        one = Statement(
            f"s{number}",
            None,
            Basis.AUTHOR,
            Act.ASSERT,
            "voice",
            (span,),
            "author",
            stance=stance,
            polarity=polarity,
        )
        voice.append((one, _claim(one.id, telling.index, ClaimField.OCCURRENCE, stance, span, parse)))
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
