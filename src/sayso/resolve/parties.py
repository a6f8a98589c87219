"""From a noun phrase to a party, or to the text's own words; never to the nearest name."""

from collections.abc import Sequence
from dataclasses import replace

from sayso.model.events import PartyBasis, PartyRef
from sayso.model.lexicon import Lexicon
from sayso.model.mentions import PartyMention
from sayso.model.parse import Parse
from sayso.model.parties import PartyKind, PartyTable
from sayso.model.spans import Fact, Span
from sayso.model.trees import noun_phrase, span_of
from sayso.resolve.antecedents import Antecedents
from sayso.resolve.backers import Backers
from sayso.resolve.homes import Homes
from sayso.resolve.introductions import introduced
from sayso.resolve.names import Names
from sayso.resolve.owners import owner_before
from sayso.resolve.phrases import bare, counted, is_related, words_of
from sayso.resolve.references import found_by, open_reference, reference
from sayso.resolve.scenes import Scene
from sayso.resolve.text_tables import TextTable
from sayso.resolve.voices import Voices

_PRONOUN_TAGS = frozenset({"PRP", "PRP$", "WP", "WDT"})
_ARMED = frozenset({PartyKind.ARMED_FORCE, PartyKind.ARMED_GROUP, PartyKind.STATE_FORCE})
_NOWHERE = Scene()


class PartyResolver:
    """Answers what party a noun phrase of one parse ends at.

    Phrases are settled once, in text order, so that "the group" and "it" can only point
    back and the answer does not depend on who asks first. What the text says of its own
    names, and of countries, counts from its first word on.
    """

    def __init__(
        self,
        parse: Parse,
        lexicon: Lexicon,
        table: PartyTable,
        mentions: Sequence[PartyMention],
        scene: Scene = _NOWHERE,
    ) -> None:
        self._parse = parse
        self._bare: dict[int, list[int]] = {}
        words = lexicon.words
        usual = words["name_words"] | words["armed_names"]
        own = introduced(parse.text, table, lexicon)
        self._table = TextTable(table, scene, own, words["body_names"], usual)
        self._settled = Antecedents(parse, scene.heads)
        self._names = Names(parse, lexicon, self._table, self._settled)
        self._backers = Backers(parse, self._table, self._names, self._settled)
        self._homes = Homes(parse, self._table, self._names, self._settled, scene)
        self._voices = Voices(parse, self._names, self._homes, self._settled, lexicon)
        for mention in mentions:
            fact = self._settle(mention)
            if fact is None:
                continue
            self._settled.add(mention.head, fact)
            if fact.value.party is None:
                self._told_beside(mention.head)

    def at(self, head: int) -> Fact[PartyRef] | None:
        """The party of the phrase with this head; None for a pronoun that points at nothing."""
        return self._settled.at(head)

    def named(self, tokens: Sequence[int]) -> PartyRef | None:
        """The party that these tokens name by themselves: "US" in "a US patrol"."""
        text = words_of(self._parse, tokens)
        rows = self._table.named(text) or self._table.with_adjective(text)
        if len(rows) == 1:
            return found_by(reference(rows[0]), PartyBasis.NAME)
        found = self._names.by_name(tokens) or self._backers.behind(tokens)
        return found and self._backers.with_backer(found, tokens)

    def metonym(self, head: int) -> Fact[PartyRef] | None:
        """The government that a capital or seat stands for where it acts or speaks ("Damascus said")."""
        tokens = self._bare.get(head) or bare(self._parse, head)
        rows = self._table.with_metonym(words_of(self._parse, tokens))
        if len(rows) != 1:
            return None
        found = found_by(reference(rows[0]), PartyBasis.METONYM)
        return Fact(found, (span_of(self._parse, tokens),), "metonym")

    def spoken_for(self, head: int) -> Fact[PartyRef] | None:
        """The body for which somebody without a name speaks: "a spokesman for the Frontier Corps"."""
        return self._voices.body(head)

    def owner(self, noun: int) -> Fact[PartyRef] | None:
        """The party that the modifiers of an act noun name: "Israeli air strike", "Taliban attack"."""
        tokens = bare(self._parse, noun)[:-1]
        found = owner_before(self._parse, self._table, tokens)
        if found is None or is_related(words_of(self._parse, tokens)):
            return None
        return Fact(found_by(reference(found), PartyBasis.NAME), (span_of(self._parse, tokens),))

    def described(self, token: int) -> Fact[PartyRef] | None:
        """Armed people named by a modifier: "a rebel attack", "the army offensive"."""
        sense = self._names.sense(token)
        if sense is None or PartyKind(sense.kind) not in _ARMED:
            return None
        word = self._parse.tokens[token]
        return Fact(PartyRef(word.text, PartyKind(sense.kind)), (word.span,))

    def operator(self, head: int) -> Fact[PartyRef] | None:
        """Who acts with an aircraft or ship of that nationality ("Russian drones struck")."""
        found = self._names.flown_by(head)
        return None if found is None else Fact(found, (span_of(self._parse, noun_phrase(self._parse, head)),))

    def _told_beside(self, head: int) -> None:
        """Keeps whom a phrase tells that is no party itself: "LTTE boats", a capital that acts."""
        token = self._parse.tokens[head]
        tokens = self._bare.get(head)
        if tokens is None:
            return  # a pronoun
        owner = owner_before(self._parse, self._table, tokens[:-1])
        if owner is not None and not is_related(words_of(self._parse, tokens)):
            self._settled.add_beside(head, reference(owner))
        elif token.dep in ("nsubj", "poss") and (seat := self.metonym(head)) is not None:
            self._settled.add_beside(head, seat.value)

    def _settle(self, mention: PartyMention) -> Fact[PartyRef] | None:
        if self._parse.tokens[mention.head].tag in _PRONOUN_TAGS:
            return self._settled.pronoun(mention.head)
        inside = counted(self._parse, mention.head)
        if inside is None:
            return self._phrase(mention.head)
        inner = self._phrase(inside)
        first, last = min(mention.span, inner.evidence[0]), max(mention.span, inner.evidence[0])
        return Fact(inner.value, (Span(first.start, last.end),), inner.rule)

    def _phrase(self, head: int) -> Fact[PartyRef]:
        tokens = self._bare[head] = bare(self._parse, head)
        evidence = (span_of(self._parse, tokens),)
        text = words_of(self._parse, tokens)
        found = self._names.by_name(tokens)
        if found is not None:
            return Fact(self._backers.with_backer(found, tokens), evidence)
        if is_related(text):
            return Fact(self._backers.described(head, tokens), evidence)
        beside = self._names.named_beside(head)
        if beside is not None:
            return Fact(beside, evidence)
        back = self._settled.definite(head, tokens, self._names.sense(head))
        if back is not None and (back.party is not None or not back.candidates):
            return Fact(back, evidence, "definite noun phrase")
        composed = self._names.composed(head, tokens)
        if composed.party is not None:
            return Fact(composed, evidence)
        home = self._homes.at_home(head, tokens)
        if home is not None:
            return Fact(home, evidence, "definite noun phrase")
        if back is not None:
            composed = replace(composed, candidates=back.candidates)
        elif doubtful := self._table.doubtful(text):
            composed = open_reference(text, doubtful)
        return Fact(composed, evidence)
