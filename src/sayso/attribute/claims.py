"""What each statement says of which field of which event."""

from collections.abc import Iterator, Sequence

from sayso.attribute.drafts import Draft, content_spans
from sayso.model.events import Modality, PartyRef
from sayso.model.identity import Match, match, same_side
from sayso.model.lexicon import Lexicon
from sayso.model.parse import Parse
from sayso.model.parties import PartyKind
from sayso.model.spans import Span
from sayso.model.statements import Act, ClaimField, Stance, Statement
from sayso.model.tellings import Resolved, Telling
from sayso.model.trees import kids

_VIOLENT = frozenset({"ASSAULT", "COERCE"})
_BLAME = frozenset({"blame", "attribute", "ascribe", "pin", "hold", "implicate"})
_HARM = frozenset({"harm", "killing"})
Row = tuple[int, ClaimField, Stance, Span]


class ClaimMaker:
    """Makes (telling, field, stance, evidence) rows from the drafts of one report."""

    def __init__(self, parse: Parse, resolved: Resolved, lexicon: Lexicon) -> None:
        self._parse = parse
        self._tellings = resolved.tellings
        self._resolved = resolved
        self._words = lexicon.words

    def rows(
        self, draft: Draft, made: Statement, inside: Sequence[Telling], other: Draft | None
    ) -> Iterator[Row]:
        """The claims of one draft.

        Args:
            draft: The statement in the making.
            made: The statement it became.
            inside: Tellings of its content that are in no smaller content.
            other: The draft that the text sets against this one, if any.
        """
        if draft.frame == "responsibility":
            yield from self._responsibility(draft)
        elif draft.frame == "refusal":
            blamed = any(t.sense.group == "accuse" and t.token < draft.content[0][0] for t in self._tellings)
            yield from self._about_last(
                draft, ClaimField.ACTOR if blamed else ClaimField.OCCURRENCE, Stance.DECLINES
            )
        elif draft.frame == "speech-act":
            yield from self._speech(draft, inside)
        else:
            yield from self._said(draft, made, inside)
        if other is not None:
            yield from self._set_against(draft, made, other)

    # -- what is said of the events told in the content -------------------------------------

    def _said(self, draft: Draft, made: Statement, inside: Sequence[Telling]) -> Iterator[Row]:
        speaker = made.source.party if made.source is not None else None
        for telling in inside:
            evidence = self._evidence(draft, telling.token)
            if telling.definite and not telling.tolls:
                continue
            if telling.sense.aspect in ("speech", "exposure"):
                yield from self._spoken_act(telling, evidence)
                continue
            field = self._field(telling)
            if field is ClaimField.OCCURRENCE and telling.sense.group in _HARM and len(inside) > 1:
                continue
            if field is ClaimField.CASUALTIES:
                evidence = telling.tolls[0].evidence[0]
            if field is ClaimField.CASUALTIES and self._is_own(draft, telling, speaker):
                yield telling.index, ClaimField.OCCURRENCE, Stance.CLAIMS, evidence
            yield telling.index, field, self._stance(draft, telling, speaker), evidence
            if field is ClaimField.OCCURRENCE and telling.tolls and draft.act is not Act.DENY:
                yield telling.index, ClaimField.CASUALTIES, Stance.ASSERTS, telling.tolls[0].evidence[0]
        yield from self._reason(draft, speaker)

    def _field(self, telling: Telling) -> ClaimField:
        if telling.modality in (Modality.PLANNED, Modality.THREATENED, Modality.HYPOTHETICAL):
            return ClaimField.INTENT
        if telling.sense.group in _HARM and telling.tolls:
            return ClaimField.CASUALTIES
        return ClaimField.OCCURRENCE

    def _is_own(self, draft: Draft, telling: Telling, speaker: PartyRef | None) -> bool:
        """Whether the speaker says that its own side did it."""
        affirmed = draft.act is not Act.DENY and not telling.negated
        return (
            speaker is not None
            and affirmed
            and any(same_side(speaker, fact.value) for fact in telling.actors)
        )

    def _is_first_person(self, telling: Telling) -> bool:
        """ "We shot it down", "our jets bombed it"."""
        subjects = kids(self._parse, telling.token, "nsubj")
        words = [*subjects, *(i for subject in subjects for i in kids(self._parse, subject, "poss"))]
        return any(self._parse.tokens[i].lower in ("we", "i", "our", "my") for i in words)

    def _stance(self, draft: Draft, telling: Telling, speaker: PartyRef | None) -> Stance:
        """Denies what it negates; claims its own side's act; alleges another party's; else asserts."""
        if draft.act is Act.DECLINE:
            return Stance.DECLINES
        if draft.act is Act.DENY or telling.negated:
            return Stance.DENIES
        if telling.modality is not Modality.OCCURRED or self._field(telling) is ClaimField.CASUALTIES:
            return Stance.ASSERTS
        actors = [fact.value for fact in telling.actors]
        if not actors and self._is_first_person(telling):
            return Stance.CLAIMS
        if speaker is not None and any(same_side(speaker, actor) for actor in actors):
            return Stance.CLAIMS
        if draft.act is Act.ALLEGE or (actors and telling.sense.type in _VIOLENT):
            return Stance.ALLEGES
        return Stance.ASSERTS

    def _spoken_act(self, telling: Telling, evidence: Span) -> Iterator[Row]:
        """A speech act inside somebody's words: the accusation or the demand is the speaker's own."""
        if telling.sense.type == "ACCUSE":
            yield telling.index, self._accused_of(telling), Stance.ALLEGES, evidence
        elif telling.sense.type in ("REQUEST", "THREATEN", "AGREE"):
            yield telling.index, ClaimField.INTENT, Stance.ASSERTS, evidence

    def _accused_of(self, telling: Telling) -> ClaimField:
        sentence = self._parse.sentences[telling.sentence]
        first = sentence.first if telling.sense.aspect == "exposure" else telling.token
        behind = self._parse.tokens[first : sentence.last]
        if any(token.lemma in self._words["together"] for token in behind):
            return ClaimField.COORDINATION
        if self._parse.tokens[telling.token].lemma in _BLAME:
            return ClaimField.RESPONSIBILITY
        acts = [t for t in self._tellings if t.sentence == telling.sentence and t.token > telling.token]
        return ClaimField.ACTOR if any(t.sense.type in _VIOLENT for t in acts) else ClaimField.OCCURRENCE

    def _reason(self, draft: Draft, speaker: PartyRef | None) -> Iterator[Row]:
        """ "said it was in retaliation for ...": the reason that the actor gives for its own act."""
        if speaker is None:
            return
        for first, last in draft.content:
            for token in self._parse.tokens[first:last]:
                if token.lemma in self._words["reason"] and token.dep in (
                    "pobj",
                    "dobj",
                    "attr",
                    "ROOT",
                    "conj",
                    "ccomp",
                ):
                    own = self._last_act_of(speaker, draft)
                    if own is not None:
                        yield (
                            own.index,
                            ClaimField.JUSTIFICATION,
                            Stance.CLAIMS,
                            self._evidence(draft, token.index),
                        )
                    return

    def _last_act_of(self, speaker: PartyRef, draft: Draft) -> Telling | None:
        before = [t for t in self._tellings if t.sense.type in _VIOLENT and t.token < draft.content[0][1]]
        own = [t for t in before if any(same_side(speaker, fact.value) for fact in t.actors)]
        return own[-1] if own else None

    # -- responsibility, refusals, speech acts ------------------------------------------------

    def _responsibility(self, draft: Draft) -> Iterator[Row]:
        stance = Stance.CLAIMS if draft.act is Act.ADMIT else Stance.DENIES
        first, last = draft.content[0]
        charge = any(
            t.lemma in self._words["accusation"] for t in self._parse.tokens[first : min(last, first + 4)]
        )
        accusing = [t for t in self._tellings if t.sense.group == "accuse" and t.token < first]
        if stance is Stance.DENIES and charge and accusing:
            if not self._is_own_charge(draft, accusing[-1]):
                yield from self._denied_charge(draft, accusing[-1])
            return
        yield from self._about_last(draft, ClaimField.RESPONSIBILITY, stance)

    def _is_own_charge(self, draft: Draft, charge: Telling) -> bool:
        """Whether who denies is on the side that accused: then it is another's word that is denied."""
        speaker = self._resolved.parties.get(draft.source) if draft.source is not None else None
        return speaker is not None and any(same_side(speaker.value, fact.value) for fact in charge.actors)

    def _denied_charge(self, draft: Draft, charge: Telling) -> Iterator[Row]:
        """ "Kigali dismissed the charge": it denies what the last accusation said."""
        evidence = content_spans(self._parse, draft.content)[0]
        field = self._accused_of(charge)
        yield charge.index, field, Stance.DENIES, evidence
        for act in self._tellings:
            if act.sentence == charge.sentence and act.token > charge.token and act.sense.aspect == "act":
                yield act.index, field, Stance.DENIES, evidence

    def _about_last(self, draft: Draft, field: ClaimField, stance: Stance) -> Iterator[Row]:
        """A claim about the act of violence named in the same sentence, or else told last before it."""
        start, end = draft.content[0][0], draft.content[-1][1]
        sentence = self._parse.tokens[start].sentence
        acts = [t for t in self._tellings if t.sense.type in _VIOLENT and t.sense.aspect != "speech"]
        here = [t for t in acts if t.sentence == sentence and t.token < end and not t.negated]
        before = [
            t
            for t in acts
            if t.token < start and not t.negated and (t.actors or t.targets or t.tolls or t.place)
        ]
        chosen = here[0] if here else before[-1] if before else None
        if chosen is not None:
            yield chosen.index, field, stance, content_spans(self._parse, draft.content)[0]

    def _speech(self, draft: Draft, inside: Sequence[Telling]) -> Iterator[Row]:
        act = next((t for t in self._tellings if t.token == draft.cue), None)
        if act is None or (act.sense.type == "ACCUSE" and not act.targets):
            return
        evidence = content_spans(self._parse, draft.content)[0]
        acts = [
            t for t in inside if t.sense.type in (*_VIOLENT, "MOBILIZE", "AID") and t.sense.aspect == "act"
        ]
        if act.sense.type == "ACCUSE" and act.sense.group == "accuse":
            yield act.index, self._accused_of(act), Stance.ALLEGES, evidence
            field = self._accused_of(act)
            for telling in acts:
                actor = field is ClaimField.OCCURRENCE
                yield telling.index, ClaimField.ACTOR if actor else field, Stance.ALLEGES, evidence
            if not acts and self._parse.tokens[act.token].lemma in _BLAME:
                yield from self._about_last(draft, ClaimField.RESPONSIBILITY, Stance.ALLEGES)
        elif act.sense.type in ("REQUEST", "THREATEN", "AGREE"):
            yield act.index, ClaimField.INTENT, Stance.ASSERTS, evidence

    # -- two sides set against each other in one sentence -----------------------------------------

    def _set_against(self, draft: Draft, made: Statement, other: Draft) -> Iterator[Row]:
        """What "with X saying A and Y saying B" adds: reasons for the act of the main clause, and denials."""
        speaker = made.source.party if made.source is not None else None
        main = self._main_act(draft)
        evidence = content_spans(self._parse, draft.content)[0]
        if speaker is None:
            return
        if main is not None and any(same_side(speaker, fact.value) for fact in main.actors):
            yield main.index, ClaimField.JUSTIFICATION, Stance.CLAIMS, evidence
        elif main is not None and any(same_side(speaker, fact.value) for fact in main.targets):
            yield main.index, ClaimField.TARGET_ACTIVITY, Stance.ASSERTS, evidence
        for telling in self._tellings:
            if other.covers(telling.token) and telling.targets and not telling.negated:
                rival = self._rival_target(draft, telling, speaker)
                if rival is not None:
                    yield telling.index, ClaimField.TARGET, Stance.DENIES, rival

    def _main_act(self, draft: Draft) -> Telling | None:
        """The act told in the sentence outside both contents, before them."""
        sentence = self._parse.tokens[draft.content[0][0]].sentence
        acts = [t for t in self._tellings if t.sentence == sentence and t.sense.type in _VIOLENT]
        if draft.contrast is not None:
            acts = [t for t in acts if not draft.contrast.covers(t.token)]
        return next((t for t in acts if t.token < (draft.source or 0)), None)

    def _rival_target(self, draft: Draft, telling: Telling, speaker: PartyRef) -> Span | None:
        """A party not on the speaker's side that the content names where the other names its target."""
        for first, last in draft.content:
            for head in range(first, last):
                fact = self._resolved.parties.get(head)
                if (
                    fact is None
                    or fact.value.party is None
                    or self._parse.tokens[head].dep not in ("pobj", "dobj")
                ):
                    continue
                if fact.value.kind in (PartyKind.PERSON, PartyKind.MEDIA) or same_side(speaker, fact.value):
                    continue
                if all(match(fact.value, t.value) in (Match.DIFFERENT, Match.OPEN) for t in telling.targets):
                    return fact.evidence[0]
        return None

    def _evidence(self, draft: Draft, token: int) -> Span:
        for (first, last), span in zip(draft.content, content_spans(self._parse, draft.content), strict=True):
            if first <= token < last:
                return span
        return content_spans(self._parse, draft.content)[0]
