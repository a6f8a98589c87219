"""Which field of an event a content is about, by its structure: what it puts forward, not what it implies."""

from collections.abc import Callable, Mapping, Sequence

from sayso.attribute.foci import (
    Words,
    is_activity,
    is_actor,
    is_aim,
    is_damage,
    is_hurt,
    is_origin,
    is_presence,
    is_responsibility,
    is_target,
    is_together,
    is_weapon,
    is_when,
    is_where,
    lemmas,
)
from sayso.attribute.owned import follows_claim
from sayso.attribute.stances import VIOLENT, Said, Stances
from sayso.model.identity import same_side
from sayso.model.parse import Parse
from sayso.model.statements import Act, Certainty, ClaimField
from sayso.model.tellings import Telling
from sayso.model.trees import agents, behind, is_passive, kids

HARM = frozenset({"harm", "killing"})
_TOLD = frozenset({"ASSAULT", "COERCE", "RETREAT", "MOBILIZE"})
_PLANS = frozenset({"plan", "want", "intend", "prepare", "threaten"})
_BLAMES = ("blame", "responsib", "point", "hold", "attribute", "ascribe", "fault")
_HEAD, _QUESTION = 4, 6
# What others are said to have been up to: "described it as an attempt to".
_ATTEMPTS = frozenset({"attempt", "bid", "ploy", "effort", "provocation", "pretext", "manoeuvre", "trick"})
_WHO = frozenset({"who", "whom", "whose", "responsible", "identify", "blame"})
_HOW_MANY = frozenset(
    {"casualty", "toll", "figure", "figures", "dead", "killed", "wounded", "victim", "body"}
)
_ASKED: tuple[tuple[frozenset[str], ClaimField], ...] = (
    (_WHO, ClaimField.ACTOR),
    (_HOW_MANY, ClaimField.CASUALTIES),
    (frozenset({"where"}), ClaimField.PLACE),
    (frozenset({"when"}), ClaimField.TIME),
    (frozenset({"why"}), ClaimField.MOTIVE),
)
_QUESTIONS = frozenset({"who", "whom", "whose", "where", "when", "why"})
# In this order: a toll is a toll whoever caused it, and a place is what is left to tell.
_FOCI: tuple[tuple[Callable[[Said, Words], bool], ClaimField], ...] = (
    (is_responsibility, ClaimField.RESPONSIBILITY),
    (is_together, ClaimField.COORDINATION),
    (is_presence, ClaimField.MILITARY_PRESENCE),
    (is_origin, ClaimField.ORIGIN),
    (is_actor, ClaimField.ACTOR),
    (is_weapon, ClaimField.WEAPON),
    (is_target, ClaimField.TARGET),
    (is_activity, ClaimField.TARGET_ACTIVITY),
    (is_damage, ClaimField.DAMAGE),
    (is_when, ClaimField.TIME),
    (is_where, ClaimField.PLACE),
    (is_aim, ClaimField.INTENT),
)


class Fields:
    """Settles what the statements of one report are about."""

    def __init__(
        self,
        parse: Parse,
        tellings: Sequence[Telling],
        stances: Stances,
        words: Mapping[str, frozenset[str]],
    ) -> None:
        self._parse = parse
        self._tellings = tellings
        self._stances = stances
        self._words = words

    def of(self, said: Said) -> ClaimField:
        """The field of the statement as a whole."""
        settled = self._by_act(said)
        if settled is not None:
            return settled
        unknown = self._unknown(said)
        if unknown is not None:
            return unknown
        if self._is_reason(said):
            return self._reason_of(said)
        if self._is_toll(said):
            return ClaimField.CASUALTIES
        if self._is_attempt(said):
            return ClaimField.MOTIVE
        found = next((field for holds, field in _FOCI if holds(said, self._words)), None)
        if found is None and said.draft.frame == "quotation" and self._stances.is_others_act(said):
            return ClaimField.ACTOR  # a remark on what everybody knows of: it says whose deed it was
        return found or ClaimField.OCCURRENCE

    def _by_act(self, said: Said) -> ClaimField | None:
        """The field where the act settles it: silence, responsibility, demands, accusations, plans."""
        act = said.meaning.act
        if act is Act.DECLINE:
            return self._asked(said)
        if said.draft.frame == "responsibility":
            about = lemmas(said.content, said.content.tokens[:_HEAD])
            return ClaimField.OCCURRENCE if about & self._words["hearsay"] else ClaimField.RESPONSIBILITY
        if said.draft.frame == "ascribed":
            return ClaimField.ACTOR
        if act in (Act.REQUEST, Act.THREATEN, Act.PROMISE) or self._is_only_open(said):
            return ClaimField.INTENT
        if act is Act.ADMIT and self._is_own_hand(said):
            return ClaimField.ACTOR
        return self._accused(said) if act is Act.ACCUSE else None

    def _is_own_hand(self, said: Said) -> bool:
        """ "Admitted that they had been killed by its own battery": about who did it, whatever the toll."""
        passive = is_passive(self._parse, said.content.main) and agents(self._parse, said.content.main)
        return bool(passive) and self._stances.is_own_act(said)

    def _is_only_open(self, said: Said) -> bool:
        """Whether what is said is still to come: the speaker's own plans, or acts that did not happen."""
        if said.meaning.act is Act.ACCUSE:
            return False
        if said.meaning.certainty in (Certainty.FUTURE, Certainty.CONDITIONAL):
            return not self._is_toll(said)
        main = said.carrier
        if main is None or not said.is_open(main) or said.meaning.certainty is not Certainty.CERTAIN:
            return False
        at_top = main.token in said.content.joined()
        return at_top or said.content.word(said.content.main).lemma in _PLANS

    # -- what was asked, what somebody is accused of ---------------------------------------------

    def _asked(self, said: Said) -> ClaimField:
        content = said.content
        first = content.tokens[:_QUESTION]
        words = lemmas(content, first) | {content.word(i).lower for i in first}
        if is_presence(said, self._words):
            return ClaimField.MILITARY_PRESENCE
        for known, field in _ASKED:
            if words & known:
                return field
        if content.has("how many"):
            return ClaimField.CASUALTIES
        if is_responsibility(said, self._words):
            return ClaimField.RESPONSIBILITY if content.is_own else ClaimField.ACTOR
        blamed = any(t.sense.group == "accuse" and t.token < content.tokens[0] for t in self._tellings)
        return ClaimField.ACTOR if blamed and not said.inside else ClaimField.OCCURRENCE

    def _accused(self, said: Said) -> ClaimField:
        """An accusation is about who did it, unless it names help or only lays the blame."""
        if any(lemma in self._words["together"] for lemma in said.content.lemmas()):
            return ClaimField.COORDINATION
        lemma = said.meaning.lemma or ""
        blames = any(word in lemma for word in _BLAMES) and not self._is_described(said)
        return ClaimField.RESPONSIBILITY if blames else ClaimField.ACTOR

    def _is_described(self, said: Said) -> bool:
        """ "Blamed men who had come over the border": it tells who they were, and names nobody."""
        head = said.content.main
        who = said.content.word(head).lemma in ("man", "men", "people", "gunman", "gunmen", "those", "youth")
        return who and bool(kids(self._parse, head, "relcl", "acl"))

    def _unknown(self, said: Said) -> ClaimField | None:
        """ "Nobody knows where they are", "nobody told us who they were": about what is not known."""
        content = said.content
        verb = content.word(content.main)
        knows = verb.lemma in self._words["finding"] or verb.lemma in ("tell", "say")
        if not knows or not content.negations():
            return None
        after = {content.word(i).lower for i in content.tokens if i > content.main} & _QUESTIONS
        return next((field for known, field in _ASKED if after & known), None)

    # -- reasons -----------------------------------------------------------------------------------

    def _is_reason(self, said: Said) -> bool:
        """Whether the reason is what is put forward: "it was in response to", "they withdrew to spare"."""
        content, reasons = said.content, self._words["reason"]
        main = content.word(content.main)
        if main.lemma in ("provoke", "justify", "warrant", "prompt"):
            return True
        acts = main.lemma in ("act", "respond", "retaliate", "intervene") or content.has("self defence")
        if acts and any(lemma in reasons for lemma in content.lemmas()):
            return True
        aimed = content.first_of(("aimed", "meant", "intended", "designed", "attempt", "bid", "pretext"))
        if aimed is not None and aimed in {*content.predicates(), *kids(self._parse, content.main)}:
            return bool(kids(self._parse, aimed, "xcomp", "prep", "acl"))
        pointing = main.lemma == "be" or (said.main is not None and said.main.definite)
        if not pointing and not self._is_told_before(said):
            return False
        nouns = [n for v in content.predicates() for n in behind(self._parse, v)]
        return bool(lemmas(content, nouns) & reasons) or any(self._gives_reason(v) for v in content.joined())

    def _is_attempt(self, said: Said) -> bool:
        """ "Described the blast as an attempt to frighten people": what others are said to have wanted."""
        if said.draft.frame != "attitude":
            return False
        content = said.content
        named = [i for i in content.tokens if content.word(i).lemma in _ATTEMPTS]
        return any(self._parse.tokens[content.word(i).head].lower == "as" for i in named)

    def _gives_reason(self, verb: int) -> bool:
        """A clause of purpose or cause under the verb: "to spare the village", "because", "only after"."""
        for clause in kids(self._parse, verb, "advcl"):
            marks = {self._parse.tokens[i].lower for i in kids(self._parse, clause, "mark", "aux", "advmod")}
            if "because" in marks or marks >= {"only", "after"} or ("to" in marks and clause > verb):
                return True
        return False

    def _is_told_before(self, said: Said) -> bool:
        """Whether an act of this kind was told before: then its retelling puts something else forward."""
        main = said.main
        if main is None or main.sense.type not in _TOLD:
            return False
        before = (t for t in self._tellings if t.token < said.content.tokens[0])
        return any(t.sense.type == main.sense.type and t.sense.aspect == "act" for t in before)

    def _reason_of(self, said: Said) -> ClaimField:
        own = self._stances.is_own_act(said) or said.content.is_own or self._is_own_reason(said)
        own = own or follows_claim(said.content, said.draft.cue)
        return ClaimField.JUSTIFICATION if own else ClaimField.MOTIVE

    def _is_own_reason(self, said: Said) -> bool:
        """ "The attack was in revenge for the killing of its commander"."""
        content = said.content
        after = {content.word(i).lower for i in content.tokens if i > content.main}
        if said.speaker is None or not after & {"its", "our", "their"}:
            return False
        before = [t for t in self._tellings if t.token < content.main]
        acts = [t for t in before if t.sense.type in VIOLENT and t.actors]
        return not acts or any(same_side(said.speaker, f.value) for f in acts[-1].actors)

    # -- people hurt ---------------------------------------------------------------------------------

    def _is_toll(self, said: Said) -> bool:
        """Whether it is a figure of people hurt, or says that nobody was."""
        content, main = said.content, said.main
        if main is not None and main.tolls and (main.sense.group in HARM or main.sense.aspect == "result"):
            return not (main.actors and self._stances.is_own_act(said) and not content.is_clause)
        return is_hurt(said, self._words)
