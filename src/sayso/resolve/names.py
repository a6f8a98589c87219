"""Names and compositions: "the Taliban", "Taliban fighters", "Syrian army jet", "Colonel Diallo"."""

from collections.abc import Sequence
from dataclasses import replace

from sayso.model.events import PartyRef
from sayso.model.lexicon import Lexicon, NounSense
from sayso.model.parse import Parse
from sayso.model.parties import Party, PartyKind, PartyTable
from sayso.model.trees import behind, is_name, kids
from sayso.resolve.antecedents import Antecedents
from sayso.resolve.owners import owner_before, owner_behind
from sayso.resolve.phrases import bare, essential, is_related, words_of
from sayso.resolve.references import ORGANS, open_reference, organ, reference, sides

_ARMED_ORGANS = ORGANS - {"officials", "media"}
# People of these branches, of a party that is no state, are that party.
_MEMBERS = frozenset({"fighters", "armed_forces", "forces", "civilians"})


class Names:
    """Reads the phrases of one parse that name a party or are made of a name and a noun."""

    def __init__(self, parse: Parse, lexicon: Lexicon, table: PartyTable, before: Antecedents) -> None:
        self._parse = parse
        self._lexicon = lexicon
        self._table = table
        self._before = before

    def sense(self, head: int) -> NounSense | None:
        """What kind of people or body the head noun means."""
        return self._lexicon.people.get(self._parse.tokens[head].lemma)

    def by_name(self, tokens: Sequence[int]) -> PartyRef | None:
        """The longest tail of the phrase that a table names."""
        for first in range(len(tokens)):
            if self._parse.tokens[tokens[first]].lower in ("pro", "anti", "-"):
                return None
            rows = self._table.named(self._text(tokens[first:]))
            if rows and (first == 0 or not is_related(self._text(tokens))):
                return reference(rows[0]) if len(rows) == 1 else open_reference(self._text(tokens), rows)
        return None

    def described(self, head: int, text: str) -> PartyRef:
        """The text's own words for who is told by a patron or an enemy."""
        sense = self.sense(head)
        kind = PartyKind(sense.kind) if sense else PartyKind.OBJECT
        return PartyRef(text, PartyKind.ARMED_GROUP if kind is PartyKind.ARMED_FORCE else kind)

    def composed(self, head: int, tokens: Sequence[int]) -> PartyRef:
        """A party made of a name or nationality and a noun: "Taliban fighters", "Syrian army jet"."""
        sense = self._craft_sense(self.sense(head), tokens)
        named = self._apposed_name(head) if sense is not None and sense.branch == "officials" else None
        if named is not None:
            return named
        owner = (
            owner_before(self._parse, self._table, tokens[:-1])
            or owner_behind(self._parse, self._table, head)
            or self._possessor(head)
        )
        if sense is None:
            return self._other(head, tokens, owner)
        if owner is None:
            return self._unowned(tokens, sense)
        if self._parse.tokens[head].lemma in self._lexicon.words["documents"]:
            return reference(owner)
        text = self._text(essential(self._parse, tokens))
        if owner.kind is PartyKind.STATE:
            return self._of_state(owner, sense, text, tokens)
        force = owner.kind in (PartyKind.ARMED_FORCE, PartyKind.STATE_FORCE)
        if sense.branch in _MEMBERS or (force and sense.branch in _ARMED_ORGANS):
            return reference(owner)
        return PartyRef(text, PartyKind(sense.kind), sides=sides(owner))

    def _unowned(self, tokens: Sequence[int], sense: NounSense) -> PartyRef:
        """The text's own words; "coalition aircraft" are those of the coalition told before."""
        if self._parse.tokens[tokens[0]].lemma == "coalition" and len(tokens) > 1:
            back = self._before.definite(tokens[0], tokens[:1], self.sense(tokens[0]))
            if back is not None:
                return back
        return PartyRef(self._text(essential(self._parse, tokens)), PartyKind(sense.kind))

    def _of_state(self, state: Party, sense: NounSense, text: str, tokens: Sequence[int]) -> PartyRef:
        if sense.branch == "craft":
            return PartyRef(text, PartyKind.OBJECT, country=state.country, sides=(state.id,))
        return organ(state, sense, text, self._text(tokens[:-1]))

    def _craft_sense(self, sense: NounSense | None, tokens: Sequence[int]) -> NounSense | None:
        """An army's jet is of its air force; a jet of no stated service is a thing."""
        words = self._lexicon.words["military_craft"]
        craft = sense is not None and sense.branch == "craft"
        if sense is not None and craft and any(self._is_military(i, words) for i in tokens[:-1]):
            return replace(sense, branch="air_force", kind=PartyKind.ARMED_FORCE.value)
        return sense

    def _is_military(self, index: int, words: frozenset[str]) -> bool:
        """Whether a word in front of "jet" or "plane" makes it a warplane: "army", a designator."""
        token = self._parse.tokens[index]
        designator = token.text[:1].isupper() and any(char.isdigit() for char in token.text)
        return token.lemma in words or (designator and self._lexicon.weapons.get(token.text) is not None)

    def _apposed_name(self, head: int) -> PartyRef | None:
        """ "The governor of Belgorod, Oleg Tarasov": the name that stands beside an office."""
        nouns = [head, *behind(self._parse, head)]
        for other in [one for noun in nouns for one in kids(self._parse, noun, "appos")]:
            if is_name(self._parse.tokens[other]):
                return self._other(other, bare(self._parse, other), None)
        return None

    def _possessor(self, head: int) -> Party | None:
        """The party that "its", "their" in front of a noun points back at."""
        for child in kids(self._parse, head, "poss"):
            if self._parse.tokens[child].tag != "PRP$":
                continue
            fact = self._before.pronoun(child)
            party = fact.value.party if fact is not None else None
            return self._table.get(party.split("/")[0]) if party is not None else None
        return None

    def _other(self, head: int, tokens: Sequence[int], owner: Party | None) -> PartyRef:
        """A head noun that no people word covers: a proper name, or a thing."""
        token = self._parse.tokens[head]
        if not is_name(token):
            country = owner.country if owner is not None else None
            person = token.lemma in self._lexicon.words["person"]
            kind = PartyKind.CIVILIAN if person else PartyKind.OBJECT
            return PartyRef(self._text(essential(self._parse, tokens)), kind, country=country)
        titles = [n for n, i in enumerate(tokens[:-1]) if self._parse.tokens[i].lower in self._lexicon.people]
        untitled = tokens[titles[-1] + 1 :] if titles else tokens
        name = [i for i in untitled if is_name(self._parse.tokens[i])]
        text = self._text(name or tokens)
        bodies = self._lexicon.words["body_names"]
        if any(word.casefold() in bodies for word in text.split()):
            return PartyRef(text, PartyKind.ORGANIZATION)
        return self._before.person(text) or PartyRef(text, PartyKind.PERSON, sides=sides(owner))

    def _text(self, tokens: Sequence[int]) -> str:
        return words_of(self._parse, tokens)
