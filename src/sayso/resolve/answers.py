"""Who one phrase of a report ends at, asked from outside: by a person, or by a table of phrases."""

from dataclasses import dataclass
from datetime import date

from sayso.model.events import PartyRef
from sayso.model.mentions import Mentions
from sayso.model.parse import Parse
from sayso.model.parties import PartyKind
from sayso.model.spans import Fact, Span
from sayso.model.trees import is_name
from sayso.resolve.grounds import Tables, party_resolver
from sayso.resolve.parties import PartyResolver

_ACTS = ("actor", "speaker")
_PERSONS = frozenset({"he", "she", "him", "his", "her"})
_ADDRESSING = frozenset(
    "accuse blame urge warn condemn criticise criticize tell ask pressure press sanction assure thank"
    " support back threaten denounce rebuke".split()
)


@dataclass(frozen=True, slots=True)
class Question:
    """A phrase, and whether the sentence makes it an "actor", a "speaker" or neither ("mention")."""

    phrase: Span
    slot: str = "mention"


def party_at(
    parse: Parse, mentions: Mentions, published: date | None, tables: Tables, question: Question
) -> PartyRef | None:
    """The party of the phrase as coding would have it in that slot; None where it is a place or nobody."""
    resolver = party_resolver(parse, mentions, published, tables)
    head = _head(parse, mentions, question.phrase)
    if head is None:
        return _inside(parse, resolver, question.phrase)
    fact: Fact[PartyRef] | None = resolver.at(head)
    if question.slot in _ACTS:
        craft = parse.tokens[head].lemma in tables.lexicon.words["vehicles"]
        armed = craft or head in {weapon.token for weapon in mentions.weapons}
        if armed and fact is not None and fact.value.kind is PartyKind.OBJECT and fact.value.party is None:
            fact = resolver.operator(head) or fact
        if fact is None or fact.value.party is None:
            fact = resolver.metonym(head) or fact
    elif _is_place(parse, mentions, head, tables):
        return None
    elif fact is not None and fact.value.party is None and _is_addressed(parse, head):
        fact = resolver.metonym(head) or fact
    if fact is None:
        person = parse.tokens[head].lower in _PERSONS
        kind = PartyKind.PERSON if person else PartyKind.UNNAMED
        return PartyRef(question.phrase.of(parse.text), kind)
    return fact.value


def _inside(parse: Parse, resolver: PartyResolver, phrase: Span) -> PartyRef | None:
    """Who a part of a noun phrase names: "US" in "a US patrol", nobody in "the Georgia National Guard"."""
    tokens = [token.index for token in parse.tokens if phrase.covers(token.span)]
    after = parse.tokens[tokens[-1] + 1] if tokens and tokens[-1] + 1 < len(parse.tokens) else None
    part = after is not None and is_name(after) and parse.tokens[tokens[-1]].head >= after.index
    return resolver.named(tokens) if tokens and not part else None


def _head(parse: Parse, mentions: Mentions, phrase: Span) -> int | None:
    """The head of the phrase: the mention inside of it that hangs on a word outside, else its last."""
    inside = [m.head for m in mentions.parties if phrase.covers(parse.tokens[m.head].span)]
    for head in inside:
        above = parse.tokens[parse.tokens[head].head]
        if above.index == head or not phrase.covers(above.span):
            return head
    return inside[-1] if inside else None


def _is_addressed(parse: Parse, head: int) -> bool:
    """Whether a capital is spoken to or of as a government: "accused Yerevan", "urged Tehran to stop"."""
    token = parse.tokens[head]
    return token.dep == "dobj" and parse.tokens[token.head].lemma in _ADDRESSING


def _is_place(parse: Parse, mentions: Mentions, head: int, tables: Tables) -> bool:
    """Whether the phrase says where: a named place behind "in", "near", "over"."""
    for place in mentions.places:
        if place.head == head and place.name is not None and place.preposition is not None:
            return parse.tokens[place.preposition].lower in tables.lexicon.words["where"]
    return False
