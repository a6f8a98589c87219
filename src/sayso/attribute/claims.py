"""What each statement says of which field of which event."""

from collections.abc import Iterator, Mapping

from sayso.attribute.contents import Content
from sayso.attribute.drafts import Draft, content_spans
from sayso.attribute.fields import HARM, Fields
from sayso.attribute.foci import is_anaphoric
from sayso.attribute.stances import VIOLENT, Said, Stances
from sayso.attribute.told import Told, is_violence
from sayso.model.events import PartyRef
from sayso.model.identity import Match, match, same_side
from sayso.model.parse import Parse
from sayso.model.parties import PartyKind
from sayso.model.spans import Span
from sayso.model.statements import Act, Certainty, ClaimField, Polarity, Stance
from sayso.model.tellings import Resolved, Telling
from sayso.model.trees import behind, kids, subtree

_BLAME = frozenset({"blame", "attribute", "ascribe", "pin", "hold", "implicate"})
_BACK = 4  # how many acts back a denial may reach
Row = tuple[int, ClaimField, Stance, Span]


class ClaimMaker:
    """Makes (telling, field, stance, evidence) rows from the statements of one report."""

    def __init__(
        self,
        parse: Parse,
        resolved: Resolved,
        words: Mapping[str, frozenset[str]],
        fields: Fields,
        stances: Stances,
    ) -> None:
        self._parse = parse
        self._tellings = Told(resolved.tellings)
        self._resolved = resolved
        self._words = words
        self._fields = fields
        self._stances = stances

    def rows(self, said: Said, field: ClaimField, stance: Stance) -> Iterator[Row]:
        """The claims of one statement, which as a whole takes `stance` on `field`."""
        draft = said.draft
        if draft.frame == "responsibility":
            yield from self._responsibility(draft, field)
        elif draft.frame == "label":
            yield from self._labelled(said, field)
        elif draft.frame == "refusal":
            yield from self._about_last(draft, field, Stance.DECLINES)
        elif draft.frame == "ascribed":
            yield from self._about_last(draft, field, stance)
        elif draft.frame == "speech-act":
            yield from self._speech(said)
        else:
            yield from self._said(said, field, stance)

    def against(self, said: Said) -> Iterator[Row]:
        """What is claimed by being set against another statement in one sentence."""
        if said.draft.contrast is not None:
            yield from self._set_against(said.draft, said.speaker, said.draft.contrast)

    # -- what is said of the events told in the content -------------------------------------

    def _said(self, said: Said, field: ClaimField, stance: Stance) -> Iterator[Row]:
        made = False
        if self._is_none_hurt(said, field):
            yield from self._about_last(said.draft, field, stance, said.content)
            return
        chosen = said.carrier if field is ClaimField.OCCURRENCE else said.main
        for telling in said.inside:
            for row in self._of_telling(said, telling, field, stance, main=telling is chosen):
                made = True
                yield row
        if not made:
            yield from self._of_no_telling(said, field, stance)
        elif said.carrier is not None and field is not ClaimField.JUSTIFICATION:
            yield from self._reason(said)
            yield from self._retold(said, said.carrier, stance)

    def _retold(self, said: Said, telling: Telling, stance: Stance) -> Iterator[Row]:
        """A party's account of its own act that others told before: whom it hit, and with what."""
        start = said.draft.content[0][0]
        if stance is not Stance.CLAIMS or not self._tellings.is_told_before(telling.sense.type, start):
            return
        evidence = self._evidence(said.draft, telling.token)
        if kids(self._parse, telling.token, "dobj"):
            yield telling.index, ClaimField.TARGET, stance, evidence
        for fact in telling.weapons:
            if fact.value.kind == "weapon" and fact.evidence and evidence.covers(fact.evidence[0]):
                yield telling.index, ClaimField.WEAPON, stance, fact.evidence[0]
                return

    def _is_ascribed(self, said: Said, telling: Telling) -> bool:
        """ "Died in what it called a bombardment by the rebels": who did it, said on the way."""
        if telling.sense.pos != "noun" or telling.sense.type not in VIOLENT or said.speaker is None:
            return False
        after = self._parse.tokens[telling.token + 1 : telling.token + 2]
        by = [n for t in after if t.lower == "by" for n in kids(self._parse, t.index, "pobj")]
        named = [self._resolved.parties.get(n) for n in (*by, *behind(self._parse, telling.token, "by"))]
        return any(fact is not None and not same_side(fact.value, said.speaker) for fact in named)

    def _is_none_hurt(self, said: Said, field: ClaimField) -> bool:
        """ "None of its members was hurt": about what was told before, and no happening itself."""
        main = said.carrier
        return (
            field is ClaimField.CASUALTIES
            and said.meaning.polarity is Polarity.NEGATIVE
            and main is not None
            and main.sense.group in HARM
            and not main.actors
        )

    def _of_telling(
        self, said: Said, telling: Telling, field: ClaimField, stance: Stance, *, main: bool
    ) -> Iterator[Row]:
        """What the statement says of one telling in its content."""
        draft = said.draft
        evidence = self._evidence(draft, telling.token)
        if telling.sense.aspect in ("speech", "exposure"):
            yield from self._spoken_act(telling, evidence)
            return
        if telling.definite and not telling.tolls and not (main and field is not ClaimField.OCCURRENCE):
            return
        if not main and self._is_ascribed(said, telling) and stance is not Stance.DENIES:
            yield telling.index, ClaimField.ACTOR, Stance.ALLEGES, evidence
            return
        if not main:
            field, stance = self._minor(said, telling)
        if (
            field is ClaimField.OCCURRENCE
            and telling.sense.group in HARM
            and len(said.inside) > 1
            and not main
        ):
            return
        if main and field is ClaimField.TARGET_ACTIVITY and telling is said.carrier:
            yield telling.index, *self._minor(said, telling), evidence  # "was downed while flying a mission"
        own = self._stances.is_own_act(said, telling)
        if field is ClaimField.CASUALTIES and telling.tolls:
            evidence = telling.tolls[0].evidence[0]
            if own and stance is not Stance.DENIES:
                yield telling.index, ClaimField.OCCURRENCE, Stance.CLAIMS, evidence
            stance = Stance.ASSERTS if stance is Stance.CLAIMS else stance
        yield telling.index, field, stance, evidence
        if (
            field is not ClaimField.CASUALTIES
            and telling.tolls
            and stance not in (Stance.DENIES, Stance.DECLINES)
        ):
            yield telling.index, ClaimField.CASUALTIES, Stance.ASSERTS, telling.tolls[0].evidence[0]

    def _minor(self, said: Said, telling: Telling) -> tuple[ClaimField, Stance]:
        """Field and stance of a telling that does not carry the content."""
        act = said.meaning.act
        open_ = said.is_open(telling)
        if telling.sense.group in HARM and telling.tolls:
            field = ClaimField.CASUALTIES
        else:
            field = ClaimField.INTENT if open_ else ClaimField.OCCURRENCE
        if act is Act.DECLINE:
            return field, Stance.DECLINES
        untrue = said.meaning.polarity is Polarity.NEGATIVE and said.content.untrue() is not None
        untrue = untrue or self._is_tale(said, telling)
        if (act is Act.DENY and said.meaning.source < 0) or telling.negated or untrue:
            return field, Stance.DENIES
        if open_ or field is ClaimField.CASUALTIES:
            return field, Stance.ASSERTS
        if self._stances.is_own_act(said, telling):
            return field, Stance.CLAIMS
        if act is Act.ALLEGE or self._stances.is_others_act(said, telling):
            return field, Stance.ALLEGES
        return field, Stance.ASSERTS

    def _is_tale(self, said: Said, telling: Telling) -> bool:
        """ "Under the pretext that they had fired", also where the parser hangs it on the verb above."""
        tales = self._words["false_tale"]
        first = subtree(self._parse, telling.token)[0]
        told = self._parse.tokens[first].lower == "that" and first - 1 in said.content.tokens
        before = told and self._parse.tokens[first - 1].lemma in tales
        return before or any(t.lemma in tales for t in said.content.above(telling.token))

    def _of_no_telling(self, said: Said, field: ClaimField, stance: Stance) -> Iterator[Row]:
        """What is said in words that tell no event themselves is about the event told before."""
        main = said.main
        evidence = content_spans(self._parse, said.draft.content)[0]
        if main is not None and main.definite:
            yield main.index, field, stance, evidence
            return
        if field is ClaimField.INTENT or said.meaning.certainty in (Certainty.FUTURE, Certainty.CONDITIONAL):
            return
        plain = field is ClaimField.OCCURRENCE and stance in (Stance.ASSERTS, Stance.ALLEGES)
        if plain and not self._points_back(said):
            return
        if field is ClaimField.JUSTIFICATION and said.speaker is not None:
            own = self._last_act_of(said.speaker, said.draft)
            if own is not None:
                yield own.index, field, stance, evidence
            return
        yield from self._about_last(said.draft, field, stance, said.content)

    def _points_back(self, said: Said) -> bool:
        """Whether "it", "this" or "the attack" stands in what is said."""
        return is_anaphoric(said.content, self._words)

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
        acts = [t for t in self._tellings.of_sentence(telling.sentence) if t.token > telling.token]
        return ClaimField.ACTOR if any(t.sense.type in VIOLENT for t in acts) else ClaimField.OCCURRENCE

    def _reason(self, said: Said) -> Iterator[Row]:
        """ "Struck the depot in retaliation for ...": the reason that the actor gives for its own act."""
        main = said.main
        if main is None or said.meaning.polarity is Polarity.NEGATIVE or not self._stances.is_own_act(said):
            return
        for index in said.content.tokens:
            token = self._parse.tokens[index]
            if token.lemma in self._words["reason"] and token.dep in (
                "pobj",
                "dobj",
                "attr",
                "conj",
                "advcl",
            ):
                yield main.index, ClaimField.JUSTIFICATION, Stance.CLAIMS, self._evidence(said.draft, index)
                return

    def _last_act_of(self, speaker: PartyRef, draft: Draft) -> Telling | None:
        before = self._tellings.violent_before(draft.content[0][1])
        own = (t for t in before if any(same_side(speaker, fact.value) for fact in t.actors))
        return next(own, None)

    # -- responsibility, refusals, speech acts ------------------------------------------------

    def _responsibility(self, draft: Draft, field: ClaimField) -> Iterator[Row]:
        stance = Stance.CLAIMS if draft.act is Act.ADMIT else Stance.DENIES
        first, last = draft.content[0]
        charge = any(
            t.lemma in self._words["accusation"] for t in self._parse.tokens[first : min(last, first + 4)]
        )
        accusing = self._tellings.charge_before(first)
        if stance is Stance.DENIES and charge and accusing is not None:
            if not self._is_own_charge(draft, accusing):
                yield from self._denied_charge(draft, accusing)
            return
        yield from self._about_last(draft, field, stance)

    def _labelled(self, said: Said, field: ClaimField) -> Iterator[Row]:
        """ "Tehran called that baseless": it denies what somebody else said last, or the act told last."""
        first = said.draft.content[0][0]
        accusing = self._tellings.charge_before(first)
        if accusing is not None and not self._is_own_charge(said.draft, accusing):
            yield from self._denied_charge(said.draft, accusing)
            return
        yield from self._about_last(said.draft, field, Stance.DENIES)

    def _is_own_charge(self, draft: Draft, charge: Telling) -> bool:
        """Whether who denies is on the side that accused: then it is another's word that is denied."""
        speaker = self._resolved.parties.get(draft.source) if draft.source is not None else None
        return speaker is not None and any(same_side(speaker.value, fact.value) for fact in charge.actors)

    def _denied_charge(self, draft: Draft, charge: Telling) -> Iterator[Row]:
        """ "Kigali dismissed the charge": it denies what the last accusation said."""
        evidence = content_spans(self._parse, draft.content)[0]
        field = self._accused_of(charge)
        yield charge.index, field, Stance.DENIES, evidence
        for act in self._tellings.of_sentence(charge.sentence):
            if act.token > charge.token and act.sense.aspect == "act":
                yield act.index, field, Stance.DENIES, evidence

    def _about_last(
        self, draft: Draft, field: ClaimField, stance: Stance, part: Content | None = None
    ) -> Iterator[Row]:
        """A claim about the act of violence named in the same sentence, or else told last before it.

        Of several told before, who denies means the one that is laid to its charge. `part`
        is the clause that makes the claim, where the content has more than one.
        """
        start, end = draft.content[0][0], draft.content[-1][1]
        if part is not None:
            end = part.tokens[-1] + 1
        sentence = self._parse.tokens[start].sentence
        held = stance is Stance.DECLINES
        here = [t for t in self._tellings.of_sentence(sentence) if is_violence(t) and t.token < end]
        here = [t for t in here if not t.negated or (held and not t.definite)]
        before = self._tellings.last_before(start, _BACK)
        speaker = self._resolved.parties.get(draft.source) if draft.source is not None else None
        if stance is Stance.DENIES and speaker is not None:
            charged = [t for t in before if any(same_side(speaker.value, f.value) for f in t.actors)]
            before = charged or before
        chosen = here[0] if here else before[-1] if before else None
        if chosen is not None:
            yield chosen.index, field, stance, content_spans(self._parse, draft.content)[0]

    def _speech(self, said: Said) -> Iterator[Row]:
        draft = said.draft
        act = self._tellings.at(draft.cue)
        if act is None or (act.sense.type == "ACCUSE" and not act.targets):
            return
        evidence = content_spans(self._parse, draft.content)[0]
        acts = [
            t
            for t in said.inside
            if t.sense.type in (*VIOLENT, "MOBILIZE", "AID") and t.sense.aspect == "act"
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

    def _set_against(self, draft: Draft, speaker: PartyRef | None, other: Draft) -> Iterator[Row]:
        """What "with X saying A and Y saying B" adds: reasons for the act of the main clause, and denials."""
        main = self._main_act(draft)
        evidence = content_spans(self._parse, draft.content)[0]
        if speaker is None:
            return
        if main is not None and any(same_side(speaker, fact.value) for fact in main.actors):
            yield main.index, ClaimField.JUSTIFICATION, Stance.CLAIMS, evidence
        elif main is not None and any(same_side(speaker, fact.value) for fact in main.targets):
            yield main.index, ClaimField.TARGET_ACTIVITY, Stance.ASSERTS, evidence
        for telling in self._tellings.within(other.content):
            if telling.targets and not telling.negated:
                rival = self._rival_target(draft, telling, speaker)
                if rival is not None:
                    yield telling.index, ClaimField.TARGET, Stance.DENIES, rival

    def _main_act(self, draft: Draft) -> Telling | None:
        """The act told in the sentence outside both contents, before them."""
        sentence = self._parse.tokens[draft.content[0][0]].sentence
        acts = [t for t in self._tellings.of_sentence(sentence) if t.sense.type in VIOLENT]
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
