"""How a source stands to what it says: its own side's act, another's, a denial, or a plain fact."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from sayso.attribute.contents import Content
from sayso.attribute.drafts import Draft
from sayso.attribute.meanings import Meaning
from sayso.attribute.owned import follows_claim
from sayso.model.events import Modality, PartyRef
from sayso.model.identity import FORCES, same_side
from sayso.model.parties import PartyKind
from sayso.model.statements import Act, Certainty, ClaimField, Polarity, Stance
from sayso.model.tellings import Resolved, Telling
from sayso.model.trees import agents, is_passive, is_verb, kids

VIOLENT = frozenset({"ASSAULT", "COERCE"})
_OPEN = frozenset({Modality.PLANNED, Modality.THREATENED, Modality.HYPOTHETICAL})
_DEEDS = frozenset({*VIOLENT, "MOBILIZE", "RETREAT", "PROTEST", "SANCTION"})
_ARMED = FORCES | {PartyKind.STATE}
_OTHERS = frozenset({"army", "military", "government", "regime", "police", "junta", "state", "enemy"})
_WE = frozenset({"we", "i", "our", "my", "ours", "us"})
# Who has command of somebody: "their officers ordered them" is said of others.
_ABOVE = frozenset({"officer", "commander", "superior", "boss", "captor", "chief"})
_SETTLED = {
    Act.DECLINE: Stance.DECLINES,
    Act.DENY: Stance.DENIES,
    Act.REQUEST: Stance.ASSERTS,
    Act.THREATEN: Stance.ASSERTS,
    Act.PROMISE: Stance.ASSERTS,
    Act.NOTICE: Stance.ASSERTS,
}
_BLAMING = frozenset(
    {ClaimField.RESPONSIBILITY, ClaimField.ACTOR, ClaimField.COORDINATION, ClaimField.MOTIVE}
)
# Fields on which "not" contradicts somebody and is no mere finding.
_CONTESTED = frozenset(
    {
        ClaimField.RESPONSIBILITY, ClaimField.ACTOR, ClaimField.COORDINATION, ClaimField.MILITARY_PRESENCE,
        ClaimField.TARGET, ClaimField.INTENT, ClaimField.ORIGIN, ClaimField.WEAPON, ClaimField.MOTIVE,
    }
)  # fmt: skip


@dataclass(frozen=True)
class Said:
    """One statement with what is known of it: `inside` are the tellings of its content, in text order."""

    draft: Draft
    content: Content
    meaning: Meaning
    speaker: PartyRef | None
    inside: tuple[Telling, ...] = ()
    light: frozenset[str] = frozenset()

    def is_open(self, telling: Telling) -> bool:
        """Whether words of the content leave the act open; the cue itself does not ("insisted that")."""
        if telling.modality not in _OPEN:
            return False
        of_cue = telling.shown_by is not None and not self.content.holds(telling.shown_by)
        return not (of_cue and self.content.is_clause and self.content.subjects())

    @property
    def main(self) -> Telling | None:
        """The telling that carries the content, or else the first act in it."""
        acts = [t for t in self.inside if t.sense.aspect == "act"]
        return self.carrier or next(iter(acts or self.inside), None)

    @cached_property
    def carrier(self) -> Telling | None:
        """The telling that is the content's own verb, or what a light verb carries ("launched a raid")."""
        own = set(self.content.predicates())
        verb = self.content.word(self.content.main)
        if verb.lemma in self.light or not is_verb(verb):
            own |= {*self.content.subjects(), *kids(self.content.parse, verb.index, "dobj")}
        at_top = [t for t in self.inside if t.token in own]
        return next(iter([t for t in at_top if t.sense.aspect == "act"] or at_top), None)


class Stances:
    """Settles the stances of the statements of one report."""

    def __init__(self, resolved: Resolved, words: Mapping[str, frozenset[str]]) -> None:
        self._parties = resolved.parties
        self._words = words

    def of(self, said: Said, field: ClaimField) -> Stance:
        """The stance of the statement as a whole, which is about `field`."""
        act = said.meaning.act
        if act in _SETTLED:
            return _SETTLED[act]
        if said.meaning.polarity is Polarity.NEGATIVE:
            found = self._negated(said, field)
            if found is not None:
                return found
        if act is Act.ACCUSE:
            return Stance.ALLEGES
        if said.draft.frame == "responsibility":
            return Stance.CLAIMS
        if self._is_plain(said, field):
            return Stance.ASSERTS
        return self._affirmed(said, field)

    def _is_plain(self, said: Said, field: ClaimField) -> bool:
        """Whether it is told as a fact of which nobody is accused: figures, aims, what is to come."""
        if said.meaning.certainty in (Certainty.FUTURE, Certainty.CONDITIONAL):
            return True
        if field not in (ClaimField.CASUALTIES, ClaimField.INTENT, ClaimField.TIME):
            return False
        alleged = said.meaning.act is Act.ALLEGE and (said.speaker is None or self.is_others_act(said))
        return not alleged and not self.is_own_act(said)

    def _affirmed(self, said: Said, field: ClaimField) -> Stance:
        """Claims for one's own act, alleges for another's, else asserts."""
        own = field in (ClaimField.RESPONSIBILITY, ClaimField.ACTOR) and self._is_own_subject(said)
        own = own and not is_passive(said.content.parse, said.content.main)  # "they were attacked by police"
        if self._is_owned_up(said) or follows_claim(said.content, said.draft.cue):
            return Stance.CLAIMS
        if own or field is ClaimField.JUSTIFICATION or self.is_own_act(said):
            return Stance.CLAIMS
        sided = field in (ClaimField.ORIGIN, ClaimField.TARGET_ACTIVITY) and self._is_from_others(said)
        blaming = field in _BLAMING or sided or said.meaning.act is Act.ALLEGE
        others = field is not ClaimField.TARGET_ACTIVITY and self.is_others_act(said)
        others = others or self._is_on_purpose(said)
        return Stance.ALLEGES if blaming or others else Stance.ASSERTS

    def _is_owned_up(self, said: Said) -> bool:
        """ "Admitted that the helicopter fired first": who admits a deed means its own side's."""
        if said.meaning.act is not Act.ADMIT or said.speaker is None:
            return False
        speaker, one = said.speaker, said.carrier
        doers = self._doers(said)
        known = [self._parties[i].value for i in doers if i in self._parties]
        known += [fact.value for fact in one.actors] if one is not None else []
        return bool(doers) and all(who.party is None or same_side(speaker, who) for who in known)

    def _is_on_purpose(self, said: Said) -> bool:
        """ "Had been hit on purpose": somebody is blamed, whoever it was."""
        content = said.content
        if said.carrier is None or said.carrier.sense.type not in VIOLENT:
            return False
        return content.first_of(self._words["deliberate"]) is not None or content.has("on purpose")

    def _is_from_others(self, said: Said) -> bool:
        """ "The rounds came from the army's barracks"."""
        for index in said.content.under(said.content.main):
            fact = self._parties.get(index)
            if fact is None or index in said.content.subjects():
                continue
            if fact.value.kind in FORCES or (fact.value.kind in _ARMED and fact.value.party is not None):
                hostile = "against" not in {t.lower for t in said.content.above(index)}
                return hostile and (said.speaker is None or not same_side(said.speaker, fact.value))
        return False

    def _negated(self, said: Said, field: ClaimField) -> Stance | None:
        """What "not" makes of a content in neutral words; None where it is a finding like any other."""
        content = said.content
        if said.draft.frame == "passive" and said.speaker is None:
            return None
        if said.meaning.certainty is Certainty.FUTURE:
            return None
        if content.untrue() is not None or content.opens_with_none() is not None:
            return Stance.DENIES
        if field is ClaimField.CASUALTIES or content.is_finding():
            return None
        if self._is_breach(said):
            return Stance.ALLEGES
        if any(t.negated for t in said.inside if t.sense.type in _DEEDS):
            return Stance.DENIES
        if field in (ClaimField.PLACE, ClaimField.TIME):
            return None
        if field in _CONTESTED or (self._is_own_subject(said) and self._acts(said)):
            return Stance.DENIES
        if content.word(content.main).lemma == "be" and kids(content.parse, content.main, "expl"):
            return Stance.DENIES
        return None

    def _is_breach(self, said: Said) -> bool:
        """ "The rebels had not honoured the truce": another's failing, and no denial."""
        verb = said.content.word(said.content.main)
        if verb.lemma not in self._words["obliging"] or self._is_own_subject(said):
            return False
        return bool(said.content.subjects())

    # -- whose act it is --------------------------------------------------------------------------

    def is_own_act(self, said: Said, telling: Telling | None = None) -> bool:
        """Whether the speaker says that its own side did what the content, or one telling of it, tells."""
        one = telling or said.carrier
        if self._is_quoted_self(said):
            return False
        if said.speaker is not None and said.speaker.kind is PartyKind.MEDIA:
            return False
        if (
            one is not None
            and one.sense.aspect == "act"
            and (telling is not None or one.sense.type in _DEEDS)
        ):
            if one.negated or said.is_open(one) or self._is_victim(said, one.token):
                return False
            if one.actors:
                return self._is_own_actor(said, one)
            return self._is_first_person(said, one.token)
        return self._acts(said) and self._is_own_subject(said) and self._is_deed(said)

    def _is_victim(self, said: Said, verb: int) -> bool:
        """ "Had struck a mine", "hit a roadside bomb": who strikes it is hit."""
        parse = said.content.parse
        if parse.tokens[verb].lemma not in ("strike", "hit", "trigger"):
            return False
        return any(parse.tokens[i].lemma in self._words["laid"] for i in kids(parse, verb, "dobj"))

    def _is_own_actor(self, said: Said, telling: Telling) -> bool:
        named = any(said.content.word(i).lemma in _OTHERS for i in telling.actor_heads)
        rebels = said.speaker is not None and _is_no_government(said.speaker)
        if rebels and named:
            return False  # "The Arakan Army said the army had shelled": no group calls itself so
        if said.speaker is not None and any(same_side(said.speaker, f.value) for f in telling.actors):
            return True
        return self._is_first_person(said, telling.token)

    def _is_first_person(self, said: Said, verb: int) -> bool:
        """ "We shot it down", "our jets bombed it", "said his troops had burned it"."""
        parse = said.content.parse
        subjects = kids(parse, verb, "nsubj") or agents(parse, verb)
        words = [*subjects, *(i for subject in subjects for i in kids(parse, subject, "poss"))]
        if any(parse.tokens[i].lower in _WE for i in words):
            return True
        return any(self._is_own_head(said, i) for i in subjects)

    def _is_own_subject(self, said: Said) -> bool:
        return any(self._is_own_head(said, i) for i in said.content.subjects())

    def _is_own_head(self, said: Said, head: int) -> bool:
        """Whether a subject is the speaker or the speaker's forces."""
        parse = said.content.parse
        token = parse.tokens[head]
        if token.lower in _WE:
            return True
        fact = self._parties.get(head)
        if fact is not None and said.speaker is not None and same_side(said.speaker, fact.value):
            return True
        if token.lower in ("it", "they", "he", "she"):
            return self._is_own_pronoun(said, token.lower)
        if token.lemma in _ABOVE and said.speaker is not None and said.speaker.kind not in _ARMED:
            return False
        if not said.content.is_own and not self._is_its_own(said, head):
            return False
        forces = fact is not None and fact.value.kind in (*_ARMED, PartyKind.OBJECT)
        known = forces or token.lemma in self._words["arms_and_men"]
        return known and any(
            parse.tokens[i].lower in (*_WE, "its", "their", "his", "her")
            for i in (*kids(parse, head, "poss"), *self._behind_of(said, head))
        )

    def _is_its_own(self, said: Said, head: int) -> bool:
        """ "By its own battery": the owner is the speaker, wherever in the clause it stands."""
        parse = said.content.parse
        return any(parse.tokens[i].lower == "own" for i in kids(parse, head, "amod"))

    def _behind_of(self, said: Said, head: int) -> Iterator[int]:
        parse = said.content.parse
        for of in kids(parse, head, "prep"):
            for noun in kids(parse, of, "pobj"):
                yield noun
                yield from kids(parse, noun, "poss")

    def _is_own_pronoun(self, said: Said, pronoun: str) -> bool:
        """ "It" and "they" of a speaker that acts; a person's "they" are others."""
        if said.speaker is None:
            return False
        if pronoun == "it" and self._answers(said):
            return said.speaker.kind is not PartyKind.CIVILIAN
        if pronoun in ("he", "she"):
            return said.speaker.kind is PartyKind.PERSON
        if said.speaker.kind is PartyKind.PERSON:
            return pronoun == "they" and self._is_several(said)
        return said.speaker.kind in (*_ARMED, PartyKind.ORGANIZATION, PartyKind.UNNAMED)

    def _answers(self, said: Said) -> bool:
        """ "It was behind the burning of the post": who says so of "it" speaks of its own body."""
        parse, verb = said.content.parse, said.content.main
        near = {parse.tokens[i].lower for i in kids(parse, verb, "prep", "acomp")}
        return parse.tokens[verb].lemma == "be" and bool(near & self._words["answering"])

    def _is_several(self, said: Said) -> bool:
        """ "The Sea Tigers": a name behind an article is no person's."""
        parse, source = said.content.parse, said.draft.source
        if source is None or parse.tokens[source].tag not in ("NNP", "NNPS"):
            return False
        articles = {parse.tokens[i].lower for i in kids(parse, source, "det")}
        return "the" in articles and parse.tokens[source].lower.endswith("s")

    def _acts(self, said: Said) -> bool:
        """Whether the speaker is one that wages war, or speaks for one."""
        if said.speaker is None:
            return False
        if said.speaker.kind in (PartyKind.CIVILIAN, PartyKind.MEDIA, PartyKind.OBJECT):
            return False
        return said.speaker.kind in _ARMED or said.content.is_own

    def _is_deed(self, said: Said) -> bool:
        """Whether the main verb is something done, and not a state, a loss or a plan."""
        content = said.content
        verb = content.word(content.main)
        if not is_verb(verb) or is_passive(content.parse, verb.index):
            return False
        if said.meaning.polarity is Polarity.NEGATIVE:
            return False
        return (
            verb.lemma not in self._words["no_deed"]
            and said.speaker is not None
            and (said.speaker.kind in _ARMED or any(self._is_force(said, i) for i in content.subjects()))
        )

    def _is_force(self, said: Said, head: int) -> bool:
        token = said.content.parse.tokens[head]
        fact = self._parties.get(head)
        return token.lemma in self._words["arms_and_men"] or (fact is not None and fact.value.kind in FORCES)

    def is_others_act(self, said: Said, telling: Telling | None = None) -> bool:
        """Whether the content says that a party other than the speaker's did what counts against it."""
        one = telling or said.carrier
        if telling is None and said.content.word(said.content.main).lemma in self._words["defending"]:
            return False
        if one is not None and one.sense.aspect == "act" and one.sense.type in _DEEDS:
            if one.sense.type not in VIOLENT or self._is_victim(said, one.token):
                return False
            if said.content.word(one.token).lemma in self._words["defending"]:
                return False
            if self._is_quoted_self(said):
                return True
            if one.actors:
                return not self._is_own_actor(said, one)
            parse = said.content.parse
            doers = kids(parse, one.token, "nsubj") or agents(parse, one.token)
            if not doers and parse.tokens[one.token].tag == "VBG":  # "perpetrated such an act as firing"
                doers = self._doers(said)
            return any(self._is_hostile(said, i) for i in doers) and not self._is_first_person(
                said, one.token
            )
        if telling is not None:
            return False
        wrong = said.content.word(said.content.main).lemma in ("commit", "perpetrate")
        if self._doers(said) and (self._is_quoted_self(said) or (wrong and not self._is_own_subject(said))):
            return True
        return any(self._is_other(said, i) for i in self._doers(said))

    def _doers(self, said: Said) -> list[int]:
        content = said.content
        verb = content.word(content.main)
        if not is_verb(verb) or verb.lemma in self._words["no_deed"]:
            return []
        if is_passive(content.parse, verb.index):
            return agents(content.parse, verb.index)
        return kids(content.parse, verb.index, "nsubj")

    def _is_other(self, said: Said, head: int) -> bool:
        if self._is_own_head(said, head):
            return False
        fact = self._parties.get(head)
        if fact is not None and fact.value.kind in _ARMED:
            return True
        if fact is not None and said.content.word(head).lower != "those":
            return False
        return said.content.word(head).lemma in self._words["arms_and_men"] or self._is_hostile(said, head)

    def _is_hostile(self, said: Said, head: int) -> bool:
        """Whether a doer who is no known party is somebody else's: "they", "the enemy", "those who fled"."""
        token = said.content.word(head)
        return token.lower in ("they", "those", "you") or token.lemma in self._words["other_side"]

    def _is_quoted_self(self, said: Said) -> bool:
        """ "'They say we crossed the river,' he said": "we" is not who says so, but who quotes it."""
        parse, cue = said.content.parse, said.draft.cue
        subjects = {parse.tokens[i].lower for i in said.content.subjects()}
        if cue is None or not subjects & {"we", "i"} or said.draft.source is None:
            return False
        source, start = parse.tokens[said.draft.source], said.content.span().start
        around = [q.inner for q in parse.quotes if q.inner.covers(parse.tokens[cue].span)]
        return source.lower not in _WE and any(q.start <= start < q.end for q in around)


def _is_no_government(speaker: PartyRef) -> bool:
    """Whether "the government" in its mouth is another: a group, or a state in name that no code has."""
    breakaway = speaker.kind is PartyKind.STATE and speaker.party is not None and speaker.party.islower()
    return speaker.kind is PartyKind.ARMED_GROUP or breakaway
