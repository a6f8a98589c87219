"""From a noun phrase to a party, or to the text's own words; never to the nearest name."""

from collections.abc import Sequence

from sayso.model.events import PartyRef
from sayso.model.lexicon import Lexicon
from sayso.model.mentions import PartyMention
from sayso.model.parse import Parse
from sayso.model.parties import PartyKind, PartyTable
from sayso.model.spans import Fact, Span
from sayso.model.trees import noun_phrase, span_of
from sayso.resolve.antecedents import Antecedents
from sayso.resolve.names import Names
from sayso.resolve.owners import owner_before
from sayso.resolve.phrases import bare, counted, is_related, words_of
from sayso.resolve.references import reference

_PRONOUN_TAGS = frozenset({"PRP", "PRP$", "WP", "WDT"})
_ARMED = frozenset({PartyKind.ARMED_FORCE, PartyKind.ARMED_GROUP, PartyKind.STATE_FORCE})


class PartyResolver:
    """Answers what party a noun phrase of one parse ends at.

    Phrases are settled once, in text order, so that "the group" and "it" can only point
    back and the answer does not depend on who asks first.
    """

    def __init__(
        self, parse: Parse, lexicon: Lexicon, table: PartyTable, mentions: Sequence[PartyMention]
    ) -> None:
        self._parse = parse
        self._table = table
        self._settled = Antecedents(parse)
        self._names = Names(parse, lexicon, table, self._settled)
        for mention in mentions:
            fact = self._settle(mention)
            if fact is not None:
                self._settled.add(mention.head, fact)

    def at(self, head: int) -> Fact[PartyRef] | None:
        """The party of the phrase with this head; None for a pronoun that points at nothing."""
        return self._settled.at(head)

    def metonym(self, head: int) -> Fact[PartyRef] | None:
        """The government that a capital or seat stands for where it acts or speaks ("Damascus said")."""
        tokens = bare(self._parse, head)
        rows = self._table.with_metonym(words_of(self._parse, tokens))
        found = tuple(row for row in rows if row.until is None) or rows
        if len(found) != 1:
            return None
        return Fact(reference(found[0]), (span_of(self._parse, tokens),), "metonym")

    def owner(self, noun: int) -> Fact[PartyRef] | None:
        """The party that the modifiers of an act noun name: "Israeli air strike", "Taliban attack"."""
        tokens = bare(self._parse, noun)[:-1]
        found = owner_before(self._parse, self._table, tokens)
        if found is None or is_related(words_of(self._parse, tokens)):
            return None
        return Fact(reference(found), (span_of(self._parse, tokens),))

    def described(self, token: int) -> Fact[PartyRef] | None:
        """Armed people named by a modifier: "a rebel attack", "the army offensive"."""
        sense = self._names.sense(token)
        if sense is None or PartyKind(sense.kind) not in _ARMED:
            return None
        word = self._parse.tokens[token]
        return Fact(PartyRef(word.text, PartyKind(sense.kind)), (word.span,))

    def operator(self, head: int) -> Fact[PartyRef] | None:
        """The state whose nationality an aircraft or ship bears, where it acts ("Russian drones struck")."""
        found = owner_before(self._parse, self._table, bare(self._parse, head)[:-1])
        if found is None:
            return None
        return Fact(reference(found), (span_of(self._parse, noun_phrase(self._parse, head)),))

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
        tokens = bare(self._parse, head)
        evidence = (span_of(self._parse, tokens),)
        text = words_of(self._parse, tokens)
        found = self._names.by_name(tokens)
        if found is not None:
            return Fact(found, evidence)
        if is_related(text):
            return Fact(self._names.described(head, text), evidence)
        back = self._settled.definite(head, tokens, self._names.sense(head))
        if back is not None:
            return Fact(back, evidence, "definite noun phrase")
        return Fact(self._names.composed(head, tokens), evidence)
