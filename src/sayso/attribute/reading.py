"""From a draft and its statement to what is said: once, clause by clause, with its meaning."""

from collections.abc import Sequence
from dataclasses import replace

from sayso.attribute.contents import Content
from sayso.attribute.drafts import Draft
from sayso.attribute.meanings import Meanings
from sayso.attribute.stances import Said
from sayso.model.parse import Parse
from sayso.model.statements import Act, Basis, ClaimField, Polarity, Stance, Statement
from sayso.model.tellings import Telling
from sayso.model.trees import kids

# Frames whose content is about an act as a whole; that of all others is a clause that somebody says.
WHOLE = frozenset({"responsibility", "refusal", "speech-act", "ascribed", "label", "attitude"})
# Acts that a neutral cue can stand for: what is said makes a denial of them.
_NEUTRAL = frozenset({Act.ASSERT, Act.ALLEGE, Act.NOTICE})


def once(parse: Parse, found: Sequence[Draft]) -> list[Draft]:
    """Without drafts that only say again what another one says.

    "It was behind the attack" where that is the content of a statement already, the second
    verb of "neither confirmed nor denied", an accusation that two patterns find.
    """
    refusals = [draft for draft in found if draft.frame == "refusal" and draft.cue is not None]
    silent = {i for draft in refusals for i in _silent(parse, draft)}
    accused = {d.cue for d in found if d.frame == "accused"}
    kept = []
    for draft in found:
        if draft.frame not in ("refusal", "accused") and draft.cue in silent | accused:
            continue
        if (
            draft.source is None
            and draft.frame == "passive"
            and any(d.covers(draft.cue or 0) for d in refusals)
        ):
            continue
        if not _is_said_already(parse, draft, found):
            kept.append(draft)
    return kept


def _silent(parse: Parse, draft: Draft) -> list[int]:
    """The cue of a refusal with the verbs joined to it or under it: "refused to confirm or deny"."""
    cue = draft.cue or 0
    found = [cue]
    for index in found:
        found.extend(i for i in kids(parse, index, "conj", "xcomp") if not kids(parse, i, "nsubj"))
    return found


def _is_said_already(parse: Parse, draft: Draft, found: Sequence[Draft]) -> bool:
    if draft.frame != "responsibility" or draft.cue is None:
        return False
    if parse.tokens[draft.cue].lemma not in ("be", "have", "play"):
        return False
    return any(other.frame not in WHOLE and other.covers(draft.cue) for other in found)


def as_said(
    meanings: Meanings, content: Content, draft: Draft, made: Statement, inside: Sequence[Telling]
) -> Said:
    """The statement of one draft with its meaning, to be asked for stance and field."""
    speaker = made.source.party if made.source is not None else None
    return Said(draft, content, meanings.of(draft, content), speaker, tuple(inside), content.light)


def clauses(meanings: Meanings, said: Said) -> list[Said]:
    """The clauses of what is said, each with the tellings in it; a word for a whole act is one."""
    contents = [said.content] if said.draft.frame in WHOLE else said.content.parts()
    if len(contents) == 1:
        return [said]
    left = list(said.inside)
    parts = []
    for content in contents:
        held = tuple(t for t in left if content.holds(t.token))
        left = [t for t in left if not content.holds(t.token)]
        meaning = meanings.of(said.draft, content)
        parts.append(replace(said, content=content, meaning=meaning, inside=held))
    if left:
        parts[-1] = replace(parts[-1], inside=(*parts[-1].inside, *left))
    return parts


def meant(made: Statement, said: Said, field: ClaimField, stance: Stance) -> Statement:
    """The statement with what it means; a negation that contradicts somebody makes a denial of it."""
    meaning = said.meaning
    act = Act.DENY if stance is Stance.DENIES and meaning.act in _NEUTRAL else meaning.act
    if act is Act.ASSERT and stance is Stance.ALLEGES and said.draft.basis is Basis.NONE:
        act = Act.ALLEGE
    if stance is Stance.CLAIMS and (
        (act is Act.CONFIRM and meaning.lemma == "acknowledge")
        or (act in _NEUTRAL and field in (ClaimField.RESPONSIBILITY, ClaimField.ACTOR))
    ):
        act = Act.ADMIT
    return replace(
        made,
        act=act,
        stance=stance,
        field=field,
        polarity=Polarity.NEGATIVE if stance is Stance.DENIES else meaning.polarity,
        certainty=meaning.certainty,
        source_commitment=meaning.source,
        author_commitment=meaning.author,
    )
