"""Noun phrases that may be parties; the party table decides later which are."""

from collections.abc import Iterator

from sayso.model.mentions import PartyMention
from sayso.model.parse import Parse, UnitKind
from sayso.model.trees import is_noun, noun_phrase, span_of

_PRONOUNS = frozenset("it they he she we i them him us who which that both its their his her".split())
# Deps under which a noun is part of another phrase.
_INSIDE = frozenset({"compound", "nmod", "npadvmod", "quantmod", "nummod"})


def parties(parse: Parse) -> Iterator[PartyMention]:
    """Every noun phrase and pronoun outside furniture, in text order of their heads."""
    for token in parse.tokens:
        if parse.units[token.unit].kind is UnitKind.FURNITURE:
            continue
        if token.tag in ("PRP", "WP", "WDT", "PRP$") and token.lower in _PRONOUNS:
            yield PartyMention(token.index, token.span)
        elif (is_noun(token) or token.tag in ("CD", "JJ", "DT")) and _is_head(parse, token.index):
            yield PartyMention(token.index, span_of(parse, noun_phrase(parse, token.index)))


def _is_head(parse: Parse, index: int) -> bool:
    token = parse.tokens[index]
    if token.dep in _INSIDE and token.head > index:
        return False
    return is_noun(token) or token.dep in ("nsubj", "nsubjpass", "dobj", "pobj", "conj", "poss")
