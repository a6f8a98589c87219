"""What each speaker says of an incident in one report, one utterance for each occasion."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import lru_cache

from sayso.merge.lines.counts import Count, counts
from sayso.merge.lines.days import Said, said_on
from sayso.merge.lines.kin import Kin, kin
from sayso.merge.lines.organs import STATE, organ
from sayso.merge.lines.parts import Part
from sayso.merge.lines.speakers import (
    NOBODY,
    PRONOUNS,
    Speaker,
    at_home,
    is_one_official,
    joined,
    outlet,
    speaker,
    speaks_for,
    speaks_for_a_body,
)
from sayso.merge.lines.stands import Stand, stand
from sayso.merge.lines.words import content_words, sentences, stem, tokens
from sayso.model.events import PartyBasis, PartyRef
from sayso.model.parties import PartyKind
from sayso.model.spans import Span
from sayso.model.statements import Basis, Stance, Statement

# What somebody sees is told, not relayed: "the army said that a patrol found".
_PERCEIVED = frozenset({"see", "find", "count", "watch", "hear", "witness", "discover", "observe", "notice"})
_BODIES = frozenset(
    {PartyKind.STATE, PartyKind.STATE_FORCE, PartyKind.ARMED_FORCE, PartyKind.ARMED_GROUP}
    | {PartyKind.COALITION, PartyKind.ORGANIZATION}
)
_REPORTERS = (
    r"(?:reporter|correspondent|photographer|cameraman|journalist|team|crew|editor|staff|stringer|newsroom)"
)
_OURS = re.compile(
    rf"\b(?:our|this (?:newspaper|paper|station|agency|reporter)(?:'s|’s)?)\b.*\b{_REPORTERS}", re.I
)
# Behind a name it says that he is of the body told before: ", its head of mission".
_OF_IT = re.compile(
    r",\s*(?:its|the (?:group|organi[sz]ation|agency|charity|mission|ministry|movement|party|union|army"
    r"|force)(?:'s|’s))\s"
)
_NO_NAME = re.compile(r"[,;.:–—\"“”]|\b(?:was|were|has|had|have|is|are)\b")
_QUOTED = ("direct", "mixed")
_GOES_ON = re.compile(r"\s+(?:of|in|at|for|who|that|which)\b")
_FAR = 40  # characters
_ASKED = 4096  # phrases for a speaker that are remembered: each sentence of a report asks about all of them
_RELATIVE = frozenset({"who", "which"})
_BACK = frozenset({Basis.COREFERENCE, Basis.SHARED_SUBJECT})


@dataclass(frozen=True, slots=True)
class Utterance:
    """What one speaker says in one report on one occasion.

    `spans` are its contents, `words` their content words, `said` when it was said, `tells_of` the day
    that the words themselves name; `statements` are ids. `witness` is True for what the
    outlet's own people saw.
    """

    part: Part
    speaker: Speaker
    spans: tuple[Span, ...]
    words: frozenset[str]
    said: Said
    tells_of: date | None = None
    statements: tuple[str, ...] = ()
    witness: bool = False
    counts: Mapping[str, Count] = field(default_factory=dict, compare=False)
    stand: Stand = field(default_factory=Stand, compare=False)

    @property
    def order(self) -> tuple[date, str, int]:
        """The order of the lines: by report, then by place in it."""
        return (*self.part.order, self.spans[0].start)


@dataclass(slots=True)
class _Voice:
    """One speaker of a report, by which references the coder has him, and all that he says there."""

    speaker: Speaker
    said: list[tuple[Statement, Said]] = field(default_factory=list)
    refs: set[str] = field(default_factory=set)


def utterances(part: Part) -> list[Utterance]:
    """What is said in a report of the incident, in text order; its own narration apart."""
    voices: list[_Voice] = []
    reader = _Reader(part)
    for one in reader.statements():
        who = reader.speaker(one, voices)
        if who is None:
            continue
        again = reader.again(one, voices)
        voice = again or _known(who, voices)
        if voice is None:
            voice = _Voice(who)
            voices.append(voice)
        elif again is None and not (who.back or who.ordinary):
            voice.speaker = joined(voice.speaker, who)
        voice.said.append((one, reader.said(one)))
        if one.source is not None:
            voice.refs.add(_ref(one.source.party))
    made = [u for voice in voices if _accounts(voice) for u in reader.utterances(voice)]
    return sorted(made, key=lambda u: u.order)


def _known(who: Speaker, voices: Sequence[_Voice]) -> _Voice | None:
    """The voice of the report that this speaker is; words of nobody are of who spoke last."""
    latest = list(reversed(voices))
    if who.name is None:
        return next(iter(latest), None)
    if who.ordinary and (crowd := next((v for v in latest if v.speaker.crowd), None)):
        return crowd
    same = next((v for v in latest if kin(who, v.speaker) is Kin.SAME), None)
    if same is not None or not (who.back or who.definite or who.bare):
        return same
    if (
        who.bare
    ):  # "A rebel general said ... Gun Maw said": who is told by his name alone was described before
        return next((v for v in latest if is_one_official(v.speaker)), None)
    if not who.back:
        known = (v for v in latest if v.speaker.party is not None or v.speaker.organ is not None)
        return next((v for v in known if kin(who, v.speaker) is Kin.MAYBE), None)
    bodies = [v for v in latest if not v.speaker.crowd and not v.speaker.ordinary]
    if who.organ is not None:
        bodies = [v for v in bodies if kin(who, v.speaker) is not Kin.OTHER]
    called = (v for v in bodies if who.heads & v.speaker.heads)
    return next(called, None) or next(iter(bodies), None)


def _accounts(voice: _Voice) -> bool:
    """Whether a speaker says anything: who only declines to speak gives no account."""
    return any(one.stance is not Stance.DECLINES for one, _ in voice.said)


class _Reader:
    """Reads the statements of one report."""

    def __init__(self, part: Part) -> None:
        self._part = part
        self._coded = part.coded
        self._text = part.coded.report.text
        self._sentences = sentences(self._text)
        self._by_id = {one.id: one for one in self._coded.statements}
        self._home = outlet(part.coded.report.outlet)
        self._bodies = sorted(self._told_bodies(), key=lambda told: told[0])

    # -- which statements -----------------------------------------------------------------------

    def statements(self) -> list[Statement]:
        """Those of speakers, and quotations of nobody, on the incident, in text order.

        What nobody is named for ("are said to have died") counts where the report names no speaker at all.
        """
        about = [one for one in self._coded.statements if self._is_said(one) and self._is_about(one)]
        found = [one for one in about if one.source is not None or one.form in _QUOTED]
        if all(one.stance is Stance.DECLINES for one in found):
            found = about
        relayed = {one.parent for one in found if one.parent is not None}
        return sorted((one for one in found if one.id not in relayed), key=_place)

    def _is_said(self, one: Statement) -> bool:
        if one.own_voice or not one.content:
            return False
        above = self._by_id.get(one.parent or "")
        return above is None or above.cue_lemma in _PERCEIVED or self._is_relayed(one, above)

    def _is_relayed(self, one: Statement, above: Statement) -> bool:
        """ "The agency said that the ministry said": the words are the ministry's."""
        if above.source is None or one.source is None or one.cue_lemma in _PERCEIVED:
            return False
        return above.source.party.kind is PartyKind.MEDIA and one.source.party != above.source.party

    def _is_about(self, one: Statement) -> bool:
        """Whether a statement is on the incident: by its claims, else by the event that is told nearest."""
        if self._part.whole:
            return True
        on = {claim.event for claim in self._coded.claims if claim.statement == one.id}
        if on:
            return bool(on & self._part.events)
        near = min(
            ((abs(t.start - _place(one)[0]), e.id) for e in self._coded.events for t in e.triggers),
            default=None,
        )
        return near is not None and near[1] in self._part.events

    # -- who ---------------------------------------------------------------------------------------

    def speaker(self, one: Statement, voices: Sequence[_Voice]) -> Speaker | None:
        """Who says it; None where it is the outlet's own people, which is its narration."""
        if one.source is None:
            return NOBODY
        span = one.source.span
        phrase = span.of(self._text) if span is not None else None
        if phrase is not None and is_own(phrase, self._coded.report.outlet):
            return None
        found = speaker(one.source.party, self._described(one, phrase))
        if phrase is None or span is None:
            return found
        if at_home(found, self._home):
            return replace(joined(found, self._home), own=False)
        after = self._text[span.end : span.end + _FAR]
        if found.bare and after.startswith(","):  # "Bello, who keeps a shop,"
            found = replace(found, bare=False)
        if voices and (_OF_IT.match(after) or _OF_IT.search(phrase)):
            return replace(found, back=True)
        of_it = re.match(r"(?:its|their)\b", phrase, re.IGNORECASE) or (found.back and not voices)
        if of_it or _spokesman_of_none(found, phrase):
            return self._spoken_for(found, one.source.party, span, voices)
        return found

    def _described(self, one: Statement, phrase: str | None) -> str | None:
        """The speaker's words and what follows them up to the verb: "the colonel who governs the north"."""
        span = one.source.span if one.source is not None else None
        if span is None or phrase is None or phrase.casefold() in PRONOUNS:
            return phrase
        tag_end = self._tag_span(one).end
        end = one.cue.start if one.cue is not None and one.cue.start >= span.end else tag_end
        rest = _NO_NAME.split(self._text[span.end : max(end, span.end)])[0]
        return phrase + rest if _GOES_ON.match(rest) else phrase

    def _spoken_for(self, who: Speaker, ref: PartyRef, span: Span, voices: Sequence[_Voice]) -> Speaker:
        """Whose spokesman "its spokesman" is: of the body told in the sentence, else of who spoke last."""
        if ref.party is not None:
            return who
        first = next((s.start for s in self._sentences if s.start <= span.start < s.end), 0)
        before = [(at, party) for at, party in self._bodies if at.end <= span.start]
        here = [party for at, party in before if at.start >= first]
        if here:
            return speaks_for(who, here[-1])
        kind = organ([stem(word) for word in tokens(self._text[first : span.start])])
        if kind is not None and kind not in STATE and who.organ is None:  # "at the hospital, its chief said"
            return replace(who, organ=kind, back=False)
        if voices and voices[-1].speaker.surname is None and not voices[-1].speaker.crowd:
            return replace(who, back=True)
        return speaks_for(who, before[-1][1]) if before else who

    def _told_bodies(self) -> Iterator[tuple[Span, PartyRef]]:
        """Every place where the record has a body that can have a spokesman."""
        for event in self._coded.events:
            for fact in (*event.actors, *event.targets):
                if fact.value.kind in _BODIES and fact.value.party is not None and fact.evidence:
                    yield fact.evidence[0], fact.value
        for one in self._coded.statements:
            source = one.source
            if source is None or source.span is None or source.party.party is None:
                continue
            if source.party.kind in _BODIES:
                yield source.span, source.party

    def again(self, one: Statement, voices: Sequence[_Voice]) -> _Voice | None:
        """The voice that "he", "the ministry", "who" goes on; None for a speaker with a name of his own."""
        source = one.source
        if source is None or source.span is None:
            return None
        phrase = source.span.of(self._text).casefold().strip("\"'“” ")
        if phrase in _RELATIVE and source.party.name.casefold() in PRONOUNS and voices:
            return voices[-1]
        points = one.basis in _BACK or source.party.basis in (PartyBasis.DEFINITE, PartyBasis.PRONOUN)
        if not points and phrase not in PRONOUNS:
            return None
        known = next((v for v in reversed(voices) if _ref(source.party) in v.refs), None)
        if known is None and voices and phrase in PRONOUNS:
            return voices[-1]  # who goes on speaking, rather than somebody whom he spoke of
        return known

    # -- when --------------------------------------------------------------------------------------

    def said(self, one: Statement) -> Said:
        """The day that the words beside the speaker name."""
        return said_on(self._tag(one), self._part.heard)

    def _tag(self, one: Statement) -> str:
        return self._tag_span(one).of(self._text) if one.source is not None or one.cue is not None else ""

    def _tag_span(self, one: Statement) -> Span:
        """The stretch around the speaker and the verb that is no content and no other speaker's."""
        anchor = one.source.span if one.source is not None and one.source.span is not None else one.cue
        if anchor is None:
            return one.content[0]
        sentence = next((s for s in self._sentences if s.start <= anchor.start < s.end), anchor)
        low, high = sentence.start, sentence.end
        cue = one.cue if one.cue is not None and low <= one.cue.start and one.cue.end <= high else anchor
        first, last = min(anchor.start, cue.start), max(anchor.end, cue.end)
        for other in self._coded.statements:
            marks = () if other is one else (other.cue, other.source.span if other.source else None)
            for mark in (*marks, *other.content):
                if mark is None or (mark.start < last and first < mark.end):
                    continue
                if mark.end <= first:
                    low = max(low, mark.end)
                elif mark.start >= last:
                    high = min(high, mark.start)
        return Span(min(low, first), max(high, last))

    # -- what --------------------------------------------------------------------------------------

    def utterances(self, voice: _Voice) -> Iterator[Utterance]:
        """One for each occasion on which a speaker spoke; what names no day goes with the latest."""
        days = [said.day for _, said in voice.said if said.day is not None and not said.before]
        latest = max(days, default=None)
        groups: dict[Said, list[Statement]] = {}
        for one, said in voice.said:
            if said.before and latest is not None:
                said = Said(latest - timedelta(days=1), before=True)
            elif said.day is None and not said.before:
                said = Said(latest)
            groups.setdefault(said, []).append(one)
        for said, group in groups.items():
            yield self._utterance(voice.speaker, said, group)

    def _utterance(self, who: Speaker, said: Said, group: Sequence[Statement]) -> Utterance:
        spans = tuple(sorted({span for one in group for span in one.content}))
        text = " ".join(span.of(self._text) for span in spans)
        return Utterance(
            part=self._part,
            speaker=who,
            spans=spans,
            words=content_words(text),
            said=said,
            tells_of=said_on(text, self._part.heard).day,
            statements=tuple(one.id for one in group),
            counts=counts(self._text, spans, self._part.told),
            stand=stand(self._part, who, group),
        )


@lru_cache(maxsize=_ASKED)
def is_own(phrase: str, name: str | None) -> bool:
    """Whether a phrase means the outlet's own people: "our reporter", "UPI's photographer"."""
    if _OURS.search(phrase) or phrase.casefold() in ("we", "us", "i"):
        return True
    own = {w for w in tokens(name or "") if w != "the"}
    said = [w for w in tokens(phrase) if w not in ("the", "an", "a", "s", "told", "of", "for")]
    people = [w for w in said if re.fullmatch(f"{_REPORTERS}s?", w)]
    rest = [w for w in said if w not in people]
    return bool(rest) and set(rest) <= own and (bool(people) or set(rest) == own)


def _ref(party: PartyRef) -> str:
    return party.party or party.name.casefold()


def _spokesman_of_none(who: Speaker, phrase: str) -> bool:
    return who.party is None and who.organ is None and not who.words and speaks_for_a_body(phrase)


def _place(one: Statement) -> tuple[int, str]:
    return (one.content[0].start, one.id)
