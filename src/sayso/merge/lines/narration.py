"""What a report tells on nobody else's word: one account of its outlet, or of the body whose release it is.

What the outlet's own people saw is an account ("our reporter counted"). What it narrates besides is none
where it names anybody who speaks: then it tells the event on their word. A report that names nobody at
all is an account of its outlet.
"""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from functools import lru_cache

from sayso.merge.lines.counts import counts
from sayso.merge.lines.days import Said
from sayso.merge.lines.parts import Part
from sayso.merge.lines.speakers import Speaker, at_home, outlet, speaker, speaks_for_a_body
from sayso.merge.lines.stands import Stand, stand
from sayso.merge.lines.utterances import Utterance, is_own
from sayso.merge.lines.words import begins_in, content_words, sentences, stem, tokens
from sayso.model.events import PartyRef
from sayso.model.parties import PartyKind
from sayso.model.spans import Span
from sayso.model.statements import Statement

_TOLD = re.compile(r"\b(?:told|to|with|by)\s+(?:us|our|this)\b(?:\s+\w+)?", re.IGNORECASE)
_WE = re.compile(r"\b(?:we|us|I)\b|\b(?:our|this (?:newspaper|paper|station|agency))\b", re.IGNORECASE)
_PEOPLE = re.compile(
    r"\b(?:an?|the|two|three)?\s*((?:\w+\s+){0,2}\w+?)(?:'s|’s)?\s+"
    r"(?:reporter|correspondent|photographer|cameraman|journalist|crew|team)s?\b",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"^(?:no\b|nobody\b|none\b|neither\b|there was no\b|it was not\b|it is not\b)", re.IGNORECASE
)
_QUOTED = re.compile(r"[\"“][^\"“”]*[\"”]?")
_DATELINE = re.compile(r"^[^a-z]{2,40}(?:,[^-–—()]{2,30})?(?:\([^()]{2,30}\))?\s*[-–—]+\s+")
_ASKED = 64  # reports at hand: each incident that one tells of asks for its sentences again
_SENTENCES = 1024  # of which is kept who saw what they tell
_TELLS = 4  # content words of a sentence that tells something
_FORCES = frozenset(
    {PartyKind.ARMED_FORCE, PartyKind.STATE_FORCE, PartyKind.ARMED_GROUP, PartyKind.COALITION}
    | {PartyKind.ORGANIZATION}
)


def narration(part: Part, others: Sequence[Utterance]) -> Utterance | None:
    """The report's own account of the incident; None where it has none.

    Args:
        part: The report.
        others: What it has others say.
    """
    text = part.coded.report.text
    if any(_is_home(one, part) for one in others):
        return None
    seen = own = list(_witnessed(text, _marks(part), part.source, part.coded.report.outlet))
    if not own and not others:
        own = [span for span in _unquoted(text, _marks(part)) if part.whole or _tells(span, part)]
    if not own:
        return None
    words = content_words(" ".join(_DATELINE.sub("", span.of(text)) for span in own))
    said = [one for one in part.coded.statements if one.own_voice and begins_in(one.content[0], own)]
    who = itself(part, alone=not others)
    return Utterance(
        part=part,
        speaker=who,
        spans=tuple(own),
        words=words,
        said=Said(),
        witness=bool(seen),
        statements=tuple(one.id for one in said),
        counts=counts(text, own, part.told),
        stand=_stand(part, who, said),
    )


def released(part: Part, others: Sequence[Utterance]) -> list[Utterance]:
    """The utterances of a report, that of a body in its own release with all that it tells there."""
    text = part.coded.report.text
    own = _unquoted(text, _marks(part)) if any(_is_home(one, part) for one in others) else ()
    words = content_words(" ".join(span.of(text) for span in own))
    return [replace(one, words=one.words | words) if _is_home(one, part) else one for one in others]


def _is_home(one: Utterance, part: Part) -> bool:
    """Whether the report is the speaker's own release."""
    return at_home(one.speaker, outlet(part.coded.report.outlet))


def _stand(part: Part, who: Speaker, said: Sequence[Statement]) -> Stand:
    """A party's own release tells its own deeds; an outlet names others for them."""
    found = stand(part, who, said)
    return replace(found, admits=not who.own, denies=False)


def itself(part: Part, *, alone: bool) -> Speaker:
    """The outlet; or the party whose own release the report is ("AFRICOM release desk").

    A press office that tells of a deed and names nobody for it tells its own.
    """
    voice = outlet(part.source or part.coded.report.outlet)
    words = {stem(w) for w in tokens(voice.name or "")}
    refs = sorted(_parties(part), key=lambda ref: ref.party or "")
    for ref in refs:
        named = {stem(w) for w in tokens(ref.name)}
        called = {stem(w) for w in tokens((ref.party or "").replace("-", " "))}
        if words and (named <= words or (called and called <= words)):
            return replace(speaker(ref, ref.name), name=ref.name)
    if alone and speaks_for_a_body(voice.name or ""):
        return replace(speaker(PartyRef(voice.name or "", PartyKind.UNNAMED), None), own=False)
    return voice


def _parties(part: Part) -> Iterator[PartyRef]:
    coded = part.coded
    refs = [f.value for e in coded.events for f in (*e.actors, *e.targets)]
    refs += [one.source.party for one in coded.statements if one.source is not None]
    return (ref for ref in refs if ref.party is not None and ref.kind in _FORCES)


def _marks(part: Part) -> tuple[Span, ...]:
    """Where somebody else is quoted, or "reported": words, cues and names of sources."""
    text, name = part.coded.report.text, part.coded.report.outlet
    found: list[Span] = []
    for one in part.coded.statements:
        span = one.source.span if one.source is not None else None
        if not (one.own_voice or (span is not None and is_own(span.of(text), name))):
            found += (*one.content, *(mark for mark in (one.cue, span) if mark is not None))
    return tuple(found)


@lru_cache(maxsize=_ASKED)
def _unquoted(text: str, marks: tuple[Span, ...]) -> tuple[Span, ...]:
    """The sentences that tell something on nobody else's word."""
    return tuple(
        span for span in sentences(text) if not _is_attributed(span, marks) and _says_something(span.of(text))
    )


@lru_cache(maxsize=_ASKED)
def _witnessed(text: str, marks: tuple[Span, ...], source: str | None, name: str | None) -> tuple[Span, ...]:
    """The sentences that tell what the outlet's own people saw."""
    own = {w for w in tokens(f"{source or ''} {name or ''}") if w != "the"}
    return tuple(
        span
        for span in sentences(text)
        if not _is_attributed(span, marks) and _is_witness(span.of(text), own)
    )


def _is_attributed(sentence: Span, marks: Sequence[Span]) -> bool:
    """Whether somebody else is quoted, or "reported", for words of a sentence."""
    return any(mark.overlaps(sentence) for mark in marks)


def _is_witness(sentence: str, own: Set[str]) -> bool:
    """Whether the outlet's own people saw it: "we", "I", "our reporter", "an AFP photographer"."""
    people = _people(sentence)
    return people is None or any(not own.isdisjoint(names) for names in people)


@lru_cache(maxsize=_SENTENCES)
def _people(sentence: str) -> tuple[frozenset[str], ...] | None:
    """The words before each "reporter" and the like; None where it is "we".

    Copies of one text have the same sentences, and whose they are changes when another copy is the first.
    """
    plain = _QUOTED.sub(" ", sentence)
    if _WE.search(_TOLD.sub(" ", plain)):
        return None
    return tuple(frozenset(tokens(m.group(1))) for m in _PEOPLE.finditer(plain))


def _says_something(sentence: str) -> bool:
    """Whether a sentence tells more than that nobody said anything."""
    plain = _DATELINE.sub("", sentence)
    return len(content_words(plain)) >= _TELLS and not _NOBODY.match(plain)


def _tells(sentence: Span, part: Part) -> bool:
    """Whether a sentence tells an event of the incident."""
    return any(begins_in(trigger, [sentence]) for event in part.told for trigger in event.triggers)
