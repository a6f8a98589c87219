"""What pronouns, definite nouns and short names point back at."""

from collections.abc import Iterator, Sequence
from itertools import islice

from sayso.model.events import PartyRef
from sayso.model.lexicon import NounSense
from sayso.model.parse import Parse, Token
from sayso.model.parties import PartyKind
from sayso.model.spans import Fact, Span
from sayso.resolve.phrases import determiner
from sayso.resolve.references import PLATFORM_BRANCHES

# "the paramilitary group", "the rebel movement" point back in spite of their adjective.
_VAGUE = frozenset({"group", "movement", "organisation", "organization", "militia", "faction", "force"})
# Words by which an armed group that was named is told of again.
_FIGHTERS = frozenset({"group", "militant", "rebel", "insurgent", "organisation", "movement"})
# How many phrases back a word may point.
_LOOK_BACK = 400
_RELATIVE = frozenset({"who", "which", "that"})
# Pronouns that point at no one party told before: the speaker, two at once, or a clause.
_NOBODY = frozenset({"i", "we", "us", "that", "both"})


class Antecedents:
    """The phrases of one parse that are settled so far, in text order."""

    def __init__(self, parse: Parse) -> None:
        self._parse = parse
        self._facts: dict[int, Fact[PartyRef]] = {}
        self._order: list[int] = []
        self._persons: dict[str, PartyRef] = {}

    def add(self, head: int, fact: Fact[PartyRef]) -> None:
        """Keep what the phrase with this head ends at."""
        self._facts[head] = fact
        if fact.value.kind is PartyKind.PERSON:
            self._persons[fact.value.name.split()[-1]] = fact.value
        self._order.append(head)

    def at(self, head: int) -> Fact[PartyRef] | None:
        """The party of a phrase that is settled; None for a pronoun that points at nothing."""
        return self._facts.get(head)

    def person(self, text: str) -> PartyRef | None:
        """The person of whom the text gave the full name before."""
        known = self._persons.get(text)
        return known if known is not None and known.name != text else None

    def definite(self, head: int, tokens: Sequence[int], sense: NounSense | None) -> PartyRef | None:
        """What a bare definite noun points back at: "the group", "the army", "the coalition"."""
        token = self._parse.tokens[head]
        coalition = token.lemma == "coalition"
        determined = determiner(self._parse, head) == "the" or coalition
        vague = all(self._parse.tokens[i].tag in ("JJ", "NN") for i in tokens[:-1]) and token.lemma in _VAGUE
        if sense is None or not determined or not (len(tokens) == 1 or vague):
            return None
        seen: list[PartyRef] = []
        for index in self._back():
            ref = self._facts[index].value
            if self._parse.tokens[index].lemma == token.lemma and (ref.party or ref.sides):
                return ref
            if ref.party is not None and _may_be(token.lemma, sense, ref):
                seen.append(ref)
        one = len({ref.party for ref in seen}) == 1
        return seen[0] if seen and (one or coalition) else None

    def pronoun(self, head: int) -> Fact[PartyRef] | None:
        """What a pronoun points at: a relative one at its noun, another at the last compatible subject."""
        token = self._parse.tokens[head]
        if token.lower in _RELATIVE:
            return self._relative(token)
        if token.lower in _NOBODY:
            return None
        quote = next((q.inner for q in self._parse.quotes if q.inner.covers(token.span)), None)
        for index in self._back():
            earlier = self._parse.tokens[index]
            if index >= head or earlier.sentence < token.sentence - 1 or earlier.unit != token.unit:
                continue
            if earlier.tag in ("WDT", "WP", "PRP$"):
                continue
            if quote is not None and not quote.covers(earlier.span):
                return None  # what "they" means in somebody's words is not said outside of them
            if self._agrees(token.lower, index):
                return self._same(index, token.span)
        return self._last_person(token) if quote is None and token.lower in ("he", "she") else None

    def _back(self) -> Iterator[int]:
        return islice(reversed(self._order), _LOOK_BACK)

    def _same(self, index: int, evidence: Span) -> Fact[PartyRef]:
        return Fact(self._facts[index].value, (evidence,), "coreference")

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
            if before and self._agrees("he", index):
                return self._same(index, token.span)
        return None

    def _agrees(self, pronoun: str, index: int) -> bool:
        noun, ref = self._parse.tokens[index], self._facts[index].value
        subject = noun.dep in ("nsubj", "nsubjpass")
        if pronoun in ("him", "her", "them") and noun.dep in ("dobj", "pobj"):
            subject = ref.kind is PartyKind.PERSON
        if not subject or ref.kind is PartyKind.OBJECT:
            return False
        if pronoun in ("he", "she", "him"):
            return ref.kind in (PartyKind.PERSON, PartyKind.UNNAMED)
        if pronoun in ("its", "their"):
            return ref.party is not None
        if pronoun in ("they", "them"):
            return noun.tag in ("NNS", "NNPS") or ref.kind is not PartyKind.PERSON
        return ref.kind not in (PartyKind.PERSON, PartyKind.CIVILIAN)


def _may_be(lemma: str, sense: NounSense, ref: PartyRef) -> bool:
    """Whether a noun of that sense may stand for a party named before."""
    if lemma == "coalition":
        return ref.kind is PartyKind.COALITION
    if lemma in ref.name.casefold().split() or (ref.party or "").endswith("/" + sense.branch):
        return True
    if sense.branch == "fighters" and lemma in _FIGHTERS:
        return ref.kind is PartyKind.ARMED_GROUP
    platform = sense.branch in PLATFORM_BRANCHES
    return platform and ref.kind in (PartyKind.ARMED_FORCE, PartyKind.STATE_FORCE)
