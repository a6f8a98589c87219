"""What pronouns, definite nouns and short names point back at."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from sayso.model.events import PartyBasis, PartyRef
from sayso.model.lexicon import NounSense
from sayso.model.parse import Parse, Token
from sayso.model.parties import PartyKind
from sayso.model.quoted import quotation_around
from sayso.model.spans import Fact, Span
from sayso.model.trees import behind, conjuncts, is_name, is_verb, kids
from sayso.resolve.phrases import determiner
from sayso.resolve.references import PLATFORM_BRANCHES, either, found_by

# "the paramilitary group", "the rebel movement" point back in spite of their adjective.
_VAGUE = frozenset({"group", "movement", "organisation", "organization", "militia", "faction", "force"})
# Nouns of the branch "fighters" that may mean another kind of party, or none that was told.
_UNITED = frozenset({"alliance", "coalition", "bloc"})
_OTHERS = frozenset({"member", "suspect", "ally", "side", "enemy", "wing", "cell", "loyalist", "network"})
_BODIES = frozenset({PartyKind.COALITION, PartyKind.ORGANIZATION})
_ARMED = frozenset({PartyKind.ARMED_GROUP})
_FORCES = frozenset({PartyKind.ARMED_FORCE, PartyKind.STATE_FORCE})
_OF_STATES = _FORCES | {PartyKind.STATE, PartyKind.UNNAMED}
# What each noun may stand for besides what its branch says.
_MAY_BE = {
    "sect": _ARMED,
    "mission": _BODIES,
    "alliance": _BODIES,
    "bloc": _BODIES,
    "union": _BODIES,
    "coalition": frozenset({PartyKind.COALITION}),
    "party": frozenset({PartyKind.ORGANIZATION, PartyKind.ARMED_GROUP}),
    "paramilitary": _ARMED,
    "terrorist": _ARMED,
}
# How many phrases back a word may point.
_LOOK_BACK = 400
_RELATIVE = frozenset({"who", "which", "that"})
# Pronouns that point at no one party told before: the speaker, two at once, or a clause.
_NOBODY = frozenset({"i", "we", "us", "that", "both"})
_PLURAL = frozenset({"they", "them", "their"})
_OWNERS = frozenset({"its", "their", "his", "her"})
_WHERE = frozenset({"at", "in", "near", "on", "via"})
_NAMING = frozenset({"call", "dub", "know", "name"})
_HUMAN = frozenset({"he", "she", "him", "his", "her"})


class Antecedents:
    """The phrases of one parse that are settled so far, in text order."""

    def __init__(self, parse: Parse, placed: frozenset[int] = frozenset()) -> None:
        self._parse = parse
        self._placed = placed  # heads of names of places, which are no persons
        self._facts: dict[int, Fact[PartyRef]] = {}
        self._order: list[int] = []
        self._beside_phrases: dict[int, PartyRef] = {}
        self._persons: dict[str, PartyRef] = {}

    def add(self, head: int, fact: Fact[PartyRef]) -> None:
        """Keep what the phrase with this head ends at."""
        self._facts[head] = fact
        if self._is_person(head, fact.value) and self._parse.tokens[head].tag != "PRP$":
            self._persons.setdefault(fact.value.name.split()[-1], fact.value)
        self._order.append(head)

    def add_beside(self, head: int, ref: PartyRef) -> None:
        """Keep a party that a phrase tells without being it; only definite nouns may mean it."""
        self._beside_phrases[head] = ref

    def _is_person(self, head: int, ref: PartyRef) -> bool:
        return ref.kind is PartyKind.PERSON and (ref.party is not None or head not in self._placed)

    def at(self, head: int) -> Fact[PartyRef] | None:
        """The party of a phrase that is settled; None for a pronoun that points at nothing."""
        return self._facts.get(head)

    def person(self, text: str) -> PartyRef | None:
        """The person of whom the text gave the full name before."""
        known = self._persons.get(text)
        return known if known is not None and known.name != text else None

    def told_as(self, lemma: str, before: int) -> PartyRef | None:
        """The party that a phrase with that head noun told last before a token: "the ministry"."""
        for index in self._back():
            ref = self._facts[index].value
            if index < before and self._parse.tokens[index].lemma == lemma and ref.party is not None:
                return ref
        return None

    # -- definite nouns --------------------------------------------------------------------

    def definite(self, head: int, tokens: Sequence[int], sense: NounSense | None) -> PartyRef | None:
        """What a bare definite noun points back at: "the group", "the army", "the coalition".

        Several that it may mean are candidates of a reference without a party.
        """
        token = self._parse.tokens[head]
        if not self._points_back(head, tokens, sense) or self._says_whose(head):
            return None
        same, others = [], []
        for index in self._back():
            # A noun told again is the phrase told before, not who only stands beside it: "the protesters"
            # after "Serbian protesters" are not Serbia.
            is_same, own = self._parse.tokens[index].lemma == token.lemma, self._facts[index].value
            ref = own if is_same else self._beside_phrases.get(index, own)
            known = ref.party is not None or self._is_named(index, ref)
            if not known or ref.kind is PartyKind.PERSON:
                continue
            if is_same:
                same.append(ref)
            elif _may_be(token.lemma, sense, ref):
                others.append(ref)
        if token.lemma == "coalition" and (same or others):
            return found_by((same or others)[0], PartyBasis.DEFINITE)
        found = self._the_one(token, sense, _distinct(same) or _distinct(others))
        if found is None or same or found.candidates or not found.name.split()[-1].islower():
            return found
        return replace(found, name=token.text)  # "the army", after "a Malian colonel", is no colonel

    def _says_whose(self, head: int) -> bool:
        """ "The artillery of the occupation" is nobody's that was told before, known or not."""
        return bool(behind(self._parse, head, "of"))

    def _points_back(self, head: int, tokens: Sequence[int], sense: NounSense | None) -> bool:
        token = self._parse.tokens[head]
        if sense is None and token.lemma not in _MAY_BE:
            return False
        if any(self._parse.tokens[i].lemma in _NAMING for i in kids(self._parse, head, "acl")):
            return False  # "the group known as X"
        determined = determiner(self._parse, head) in ("the", "this", "that") or token.lemma == "coalition"
        vague = all(self._parse.tokens[i].tag in ("JJ", "NN") for i in tokens[:-1]) and token.lemma in _VAGUE
        return determined and (len(tokens) == 1 or vague)

    def _is_named(self, index: int, ref: PartyRef) -> bool:
        """A group that no table has, told by a name of its own."""
        named = bool(ref.candidates) or (is_name(self._parse.tokens[index]) and _is_proper(ref.name))
        return named and ref.kind is PartyKind.ARMED_GROUP

    def _the_one(self, token: Token, sense: NounSense | None, refs: list[PartyRef]) -> PartyRef | None:
        if not refs:
            return None
        if len(refs) == 1 and not refs[0].candidates:
            return found_by(refs[0], PartyBasis.DEFINITE)
        kind = PartyKind(sense.kind) if sense is not None else refs[0].kind
        return either(token.text, kind, refs)

    def states(self, head: int) -> tuple[list[PartyRef], list[PartyRef]]:
        """The states that act before this phrase, or whose forces do: all of them, and the near ones.

        Near is the sentence before, or the same, of one paragraph.
        """
        token = self._parse.tokens[head]
        every, near = [], []
        for index in self._back():
            earlier = self._parse.tokens[index]
            ref = self._beside_phrases.get(index, self._facts[index].value)
            if index >= head or ref.country is None or ref.party is None or ref.kind not in _OF_STATES:
                continue
            every.append(ref)
            if earlier.unit == token.unit and earlier.sentence >= token.sentence - 1:
                near.append(ref)
        return every, near

    # -- pronouns --------------------------------------------------------------------------

    def pronoun(self, head: int) -> Fact[PartyRef] | None:
        """What a pronoun points at: a relative one at its noun, another at the last compatible subject."""
        token = self._parse.tokens[head]
        if token.lower in _RELATIVE:
            return self._relative(token)
        if token.lower in _NOBODY:
            return None
        if self._is_of_unknown(token):
            return None
        around = quotation_around(self._parse, token.span)
        quote = around.inner if around is not None else None
        beside = self._beside(token)
        for index in self._back():
            earlier = self._parse.tokens[index]
            if index >= head or index in beside or not self._is_near(earlier, token):
                continue
            if earlier.tag in ("WDT", "WP", "PRP$"):
                continue
            if quote is not None and not quote.covers(earlier.span):
                return None  # what "they" means in somebody's words is not said outside of them
            if self._agrees(token, index):
                return self._chosen(token, index)
        human = token.lower in ("he", "she", "his")
        return self._last_person(token) if quote is None and human else None

    def _is_of_unknown(self, token: Token) -> bool:
        """ "The HDP said it would ...": who speaks, though no table has the name."""
        clause = self._parse.tokens[token.head]
        if token.lower != "it" or token.dep not in ("nsubj", "nsubjpass") or clause.dep != "ccomp":
            return False
        tellers = (i for i in kids(self._parse, clause.head, "nsubj") if i < token.index)
        named = (i for i in tellers if self._parse.tokens[i].text.isupper())
        return any(i not in self._facts or not self._agrees(token, i) for i in named)

    def _is_near(self, earlier: Token, token: Token) -> bool:
        """In the sentence before at most; across paragraphs only what "its" at the very start owns."""
        if earlier.sentence < token.sentence - 1:
            return False
        first = token.index == self._parse.sentences[token.sentence].first
        return earlier.unit == token.unit or (token.lower in ("its", "their") and first)

    def _beside(self, token: Token) -> frozenset[int]:
        """The subjects of the pronoun's own verb, where it is no subject itself: they are others."""
        if token.dep in ("nsubj", "nsubjpass", "poss"):
            return frozenset()
        verb = self._parse.tokens[token.head]
        if verb.dep in ("prep", "agent", "dative"):
            verb = self._parse.tokens[verb.head]
        subjects = [i for i in self._parse.children[verb.index] if self._parse.tokens[i].dep == "nsubj"]
        known = {fact.value for i in subjects if (fact := self._facts.get(i)) is not None}
        same = (i for i in self._back() if self._facts[i].value in known)
        return frozenset({*subjects, *same})

    def _chosen(self, token: Token, index: int) -> Fact[PartyRef] | None:
        """The party, or nobody where another one was told beside it."""
        fellows = [*conjuncts(self._parse, index), *self._opponents(index)]
        rivals = [self._facts[i].value for i in fellows if i in self._facts]
        if token.lower in _HUMAN:
            rivals += self._other_persons(token, index)
        own = self._facts[index].value
        others = [ref for ref in rivals if ref != own and _is_somebody(ref)]
        if others and token.lower not in _OWNERS:
            return Fact(either(token.text, own.kind, [own, *others]), (token.span,), "coreference")
        return self._same(index, token.span)

    def _opponents(self, index: int) -> list[int]:
        """Whom the subject does it with: "X clashed with Y", "X and Y met"."""
        return behind(self._parse, self._parse.tokens[index].head, "with")

    def _other_persons(self, token: Token, index: int) -> Iterator[PartyRef]:
        """Other persons with a name in the sentence of the one that was chosen."""
        sentence = self._parse.tokens[index].sentence
        for other in self._back():
            here = self._parse.tokens[other]
            if here.sentence == sentence and here.sentence < token.sentence and is_name(here):
                ref = self._facts[other].value
                if self._is_person(other, ref) and (ref.party is not None or " " in ref.name):
                    yield ref

    def _back(self) -> Iterator[int]:
        return islice(reversed(self._order), _LOOK_BACK)

    def _same(self, index: int, evidence: Span) -> Fact[PartyRef]:
        return Fact(found_by(self._facts[index].value, PartyBasis.PRONOUN), (evidence,), "coreference")

    def _relative(self, token: Token) -> Fact[PartyRef] | None:
        """The noun that "who" or "which" stands behind."""
        verb = self._parse.tokens[token.head]
        fact = self._facts.get(verb.head) if verb.dep == "relcl" else None
        return None if fact is None else Fact(fact.value, fact.evidence, "relative pronoun")

    def _last_person(self, token: Token) -> Fact[PartyRef] | None:
        """The last person who did something in the paragraph before."""
        for index in self._back():
            earlier = self._parse.tokens[index]
            if earlier.unit < token.unit - 1:
                return None
            before = earlier.unit == token.unit - 1 and earlier.tag not in ("WDT", "WP")
            if before and self._agrees(token, index):
                return self._chosen(token, index)
        return None

    def _agrees(self, pronoun: Token, index: int) -> bool:
        noun, ref = self._parse.tokens[index], self._facts[index].value
        subject = noun.dep in ("nsubj", "nsubjpass")
        if pronoun.lower in ("him", "her", "them") and noun.dep in ("dobj", "pobj"):
            subject = self._is_person(index, ref) and not self._is_where(noun)
        if not subject or ref.kind is PartyKind.OBJECT:
            return False
        if pronoun.lower in _HUMAN:
            one = noun.tag not in ("NNS", "NNPS")  # "the Russians" are no "he"
            return one and (self._is_person(index, ref) or ref.kind is PartyKind.UNNAMED)
        if pronoun.lower in ("its", "their"):
            return ref.party is not None
        if pronoun.lower in _PLURAL:
            return noun.tag in ("NNS", "NNPS") or ref.kind is not PartyKind.PERSON
        if pronoun.dep == "nsubjpass" and ref.kind is PartyKind.STATE:
            return False  # "Aria returned the body. It was wrapped": a thing, more likely
        return ref.kind not in (PartyKind.PERSON, PartyKind.CIVILIAN)

    def _is_where(self, noun: Token) -> bool:
        """ "Said on Telegram": where or by what something was done, whatever the name is."""
        above = self._parse.tokens[noun.head]
        placed = noun.dep == "pobj" and above.lower in _WHERE
        return placed and is_verb(self._parse.tokens[above.head])


def _is_proper(name: str) -> bool:
    """Whether the words are a name: a common noun at the start of a sentence has a capital too."""
    return name.isupper() or any(word[:1].isupper() for word in name.split()[1:])


def _is_somebody(ref: PartyRef) -> bool:
    return ref.party is not None or ref.kind in (PartyKind.PERSON, PartyKind.ARMED_GROUP)


def _distinct(refs: Sequence[PartyRef]) -> list[PartyRef]:
    """One reference per party, the nearest first."""
    return list({ref.party or ref.name: ref for ref in reversed(refs)}.values())[::-1]


def _may_be(lemma: str, sense: NounSense | None, ref: PartyRef) -> bool:
    """Whether a noun of that sense may stand for a party named before."""
    if sense is not None and sense.branch == "government" and ref.kind in _FORCES:
        return False  # "the government" is not "government troops"
    if lemma in ref.name.casefold().split():
        return True
    if lemma in _MAY_BE:
        return ref.kind in _MAY_BE[lemma]
    if sense is None:
        return False
    if (ref.party or "").endswith("/" + sense.branch):
        return True
    if sense.branch == "fighters" and lemma not in _UNITED | _OTHERS:
        return ref.kind is PartyKind.ARMED_GROUP
    crew = sense.branch in PLATFORM_BRANCHES and lemma not in ("force", "navy")
    return crew and ref.kind in _FORCES
