"""Names and compositions: "the Taliban", "Taliban fighters", "Syrian army jet", "Colonel Diallo"."""

from collections.abc import Sequence
from dataclasses import replace

from sayso.model.events import PartyBasis, PartyRef
from sayso.model.lexicon import Lexicon, NounSense
from sayso.model.parse import Parse, Token
from sayso.model.parties import Party, PartyKind
from sayso.model.trees import behind, is_name, kids
from sayso.resolve.antecedents import Antecedents
from sayso.resolve.introductions import kind_of_name
from sayso.resolve.name_spans import NameSpans
from sayso.resolve.owners import owner_before, owner_behind, seat_before
from sayso.resolve.phrases import bare, essential, is_related, words_of
from sayso.resolve.references import (
    ORGANS,
    air_force,
    found_by,
    in_table,
    open_reference,
    organ,
    reference,
    sides,
)
from sayso.resolve.text_tables import TextTable

_ARMED_ORGANS = ORGANS - {"officials", "media"}
# People of these branches, of a party that is no state, are that party.
_MEMBERS = frozenset({"fighters", "armed_forces", "forces", "civilians", "police"})
# Offices below a state, which need not be in the one that is named: "the Georgia governor".
_LOCAL = frozenset({"governor", "mayor", "sheriff", "councillor", "councilman"})
_SPEAK_FOR = ("spokes", "minister", "president", "premier")
# Branches told by the seat of a government: "the Kiev regime", "a ministry spokesman in Belgrade".
_NAMED = frozenset({"fighters", "forces", "armed_forces", "government", "monitors", "media"})
_RULERS = frozenset({"government", "officials"})


class Names:
    """Reads the phrases of one parse that name a party or are made of a name and a noun."""

    def __init__(self, parse: Parse, lexicon: Lexicon, table: TextTable, before: Antecedents) -> None:
        self._parse = parse
        self._lexicon = lexicon
        self._table = table
        self._before = before
        self._spans = NameSpans(parse, table)

    @property
    def table(self) -> TextTable:
        """The party table as this text has it."""
        return self._table

    def sense(self, head: int) -> NounSense | None:
        """What people or body the head noun means, with the noun in front of it: "security forces"."""
        token, people = self._parse.tokens[head], self._lexicon.people
        before = self._parse.tokens[head - 1] if head else token
        joined = people.get(f"{before.lower} {token.lemma}") if before.head == head else None
        return joined or people.get(token.lemma)

    def by_name(self, tokens: Sequence[int]) -> PartyRef | None:
        """The longest tail of the phrase that a table names, or the name as it goes on behind the head."""
        longer = self._longer(tokens)
        if longer is not None:
            return longer
        if len(tokens) == 1 and (person := self._before.person(self._text(tokens))) is not None:
            return found_by(person, PartyBasis.NAME)  # "Jordan" after "Sergeant Peter Jordan"
        capitals = any(self._parse.tokens[i].text[:1].isupper() for i in tokens)
        for first in range(len(tokens) if capitals else 1):
            if self._parse.tokens[tokens[first]].lower in ("pro", "anti"):
                return None
            text = self._text(tokens[first:])
            rows = self._table.named(text)
            if rows and (
                first == 0 or not (is_related(self._text(tokens)) or self._is_longer(tokens[:first], rows))
            ):
                return self._of_rows(text, rows, self._text(tokens))
        return None

    def _is_longer(self, before: Sequence[int], rows: Sequence[Party]) -> bool:
        """Whether a person or state only bears the end of a longer name: "Karl Assad", "Peter Jordan"."""
        token = self._parse.tokens[before[-1]]
        if not is_name(token) or rows[0].kind not in (PartyKind.PERSON, PartyKind.STATE):
            return False
        if self._is_title(token):
            return False
        known = {
            part.casefold() for row in rows for name in (row.name, *row.aliases) for part in name.split()
        }
        state = self._table.with_adjective(token.text) or self._table.named(token.text)
        return token.lower not in known and not state

    def _is_title(self, token: Token) -> bool:
        words = token.lower.rstrip(".").split("-")
        return any(w in self._lexicon.people or w in self._lexicon.words["place_title"] for w in words)

    def _longer(self, tokens: Sequence[int]) -> PartyRef | None:
        """ "Party of God", "Justice and Equality Movement": a name that goes on outside of the phrase."""
        span = self._spans.around(tokens[-1])
        if span is None or (span[0] >= tokens[0] and span[1] <= tokens[-1] + 1):
            return None
        text, rows = self._spans.rows(span)
        return self._of_rows(text, rows, text)

    def _of_rows(self, text: str, rows: Sequence[Party], words: str) -> PartyRef:
        if len(rows) > 1:
            return open_reference(words, rows)
        own = self._table.explains(text)
        basis = PartyBasis.INTRODUCED if own else PartyBasis.NAME
        return found_by(reference(rows[0]), PartyBasis.CONTEXT if self._table.is_chosen(text) else basis)

    def described(self, head: int, text: str) -> PartyRef:
        """The text's own words for who is told by a patron or an enemy."""
        sense = self.sense(head)
        kind = PartyKind(sense.kind) if sense else PartyKind.OBJECT
        return PartyRef(text, PartyKind.ARMED_GROUP if kind is PartyKind.ARMED_FORCE else kind)

    def composed(self, head: int, tokens: Sequence[int]) -> PartyRef:
        """A party made of a name or nationality and a noun: "Taliban fighters", "Syrian army jet"."""
        sense = self._craft_sense(self.sense(head), tokens)
        named = self.apposed(head) if sense is not None and sense.branch == "officials" else None
        if named is not None:
            return named
        owner = self.owner(head, tokens, sense)
        if sense is None:
            return self._other(head, tokens, owner)
        if owner is None:
            return self._unowned(tokens, sense)
        if self._parse.tokens[head].lemma in self._lexicon.words["documents"]:
            return found_by(reference(owner), PartyBasis.MEMBERS)
        text = self._text(essential(self._parse, tokens))
        if owner.kind is PartyKind.STATE and self._parse.tokens[head].lemma in _LOCAL:
            return PartyRef(text, PartyKind(sense.kind), basis=PartyBasis.WORDS)
        if owner.kind is PartyKind.STATE:
            return found_by(self._of_state(owner, sense, text, tokens), PartyBasis.ORGAN)
        force = owner.kind in (PartyKind.ARMED_FORCE, PartyKind.STATE_FORCE)
        if owner.kind is PartyKind.PERSON:
            state = self._table.get(owner.country or "") if sense.branch == "government" else None
            if state is not None:  # "the Assad regime"
                return found_by(reference(state), PartyBasis.ORGAN)
            return PartyRef(text, PartyKind(sense.kind), sides=sides(owner), basis=PartyBasis.WORDS)
        if sense.branch in _MEMBERS or (force and sense.branch in _ARMED_ORGANS):
            return found_by(reference(owner), PartyBasis.MEMBERS)
        return found_by(PartyRef(text, PartyKind(sense.kind), sides=sides(owner)), PartyBasis.WORDS)

    def is_local(self, lemma: str) -> bool:
        """Whether an office is one below a state, which need not be in the one that is named."""
        return lemma in _LOCAL

    def owner(self, head: int, tokens: Sequence[int], sense: NounSense | None) -> Party | None:
        """The party that the words around the noun name as its own."""
        owner = (
            owner_before(self._parse, self._table, tokens[:-1])
            or owner_behind(self._parse, self._table, head)
            or self._possessor(head)
        )
        if owner is not None or sense is None or sense.branch not in _RULERS:
            return owner
        words = [self._parse.tokens[i].text for i in tokens[:-1]]
        # "A spokesman in Kyiv" speaks for the state, "an official in Kyiv" may be anybody's.
        loose = sense.branch == "officials" and not self._parse.tokens[head].lemma.startswith(_SPEAK_FOR)
        inner = [] if loose else [head, *behind(self._parse, head, "for", "of")]
        inner += [two for one in inner[1:] for two in behind(self._parse, one, "of")]
        seats = [seat for one in inner for seat in behind(self._parse, one, "in")]
        places = [self._text(bare(self._parse, noun)) for noun in seats]
        return seat_before(self._table, [*words, *places])

    def apposed(self, head: int) -> PartyRef | None:
        """ "The governor of Belgorod, Oleg Tarasov": the name that stands beside an office."""
        for other in self._beside(head):
            if is_name(self._parse.tokens[other]):
                tokens = bare(self._parse, other)
                return self.by_name(tokens) or self._other(other, tokens, None)
        return None

    def named_beside(self, head: int) -> PartyRef | None:
        """ "The group Hezbollah", "the peace force MINUSCA": a party right behind the noun for it."""
        sense, after = self.sense(head), head + 1
        if sense is None or sense.branch not in _NAMED or not self._is_beside(head):
            return None
        span = self._spans.around(after) or (after, after + 1)
        text, rows = self._spans.rows(span)
        return self._of_rows(text, rows, text) if len(rows) == 1 and span[0] == after else None

    def _is_beside(self, head: int) -> bool:
        """Whether a name follows that is no subject of a clause of its own ("the group Aria attacked")."""
        tokens = self._parse.tokens
        if head + 1 >= len(tokens) or not tokens[head + 1].text[:1].isupper():
            return False
        after = tokens[head + 1]
        return after.dep not in ("nsubj", "nsubjpass") or after.head == tokens[head].head

    def _beside(self, head: int) -> list[int]:
        nouns = [head, *behind(self._parse, head)]
        return [one for noun in nouns for one in kids(self._parse, noun, "appos")]

    def _unowned(self, tokens: Sequence[int], sense: NounSense) -> PartyRef:
        """The text's own words; "coalition aircraft" are those of the coalition told before."""
        if self._parse.tokens[tokens[0]].lemma == "coalition" and len(tokens) > 1:
            back = self._before.definite(tokens[0], tokens[:1], self.sense(tokens[0]))
            if back is not None:
                return back
        text = self._text(essential(self._parse, tokens))
        kind = PartyKind(sense.kind)
        # "Kurdish forces": of a people that has no state.
        people = any(
            self._parse.tokens[i].tag == "JJ" and self._parse.tokens[i].text[:1].isupper()
            for i in tokens[:-1]
        )
        if sense.branch == "forces" and people:
            kind = PartyKind.ARMED_GROUP
        return PartyRef(text, kind, basis=PartyBasis.WORDS)

    def _of_state(self, state: Party, sense: NounSense, text: str, tokens: Sequence[int]) -> PartyRef:
        if sense.branch == "craft":
            return PartyRef(text, PartyKind.OBJECT, country=state.country, sides=(state.id,))
        found = organ(state, sense, text, self._text(tokens[:-1]))
        return in_table(found, state, sense.branch, self._table)

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
        return token.lemma in words or self._is_type(token)

    def _is_type(self, token: Token) -> bool:
        """Whether the word is the name of a type of weapon: "Su-22"."""
        designator = token.text[:1].isupper() and any(char.isdigit() for char in token.text)
        return designator and self._lexicon.weapons.get(token.text) is not None

    def flown_by(self, head: int) -> PartyRef | None:
        """Who acts with a craft of a nationality: the air force with its jets, the state with its ships."""
        tokens = bare(self._parse, head)
        lemmas = {self._parse.tokens[i].lemma for i in tokens}
        state = owner_before(self._parse, self._table, tokens[:-1]) or self._possessor(head)
        if state is None or lemmas & self._lexicon.words["civil_craft"]:
            return None
        if state.kind is PartyKind.STATE and lemmas & self._lexicon.words["aircraft"]:
            flown = air_force(state, self._text(tokens[:-1]))
            return found_by(in_table(flown, state, "air_force", self._table), PartyBasis.ORGAN)
        return found_by(reference(state), PartyBasis.ORGAN)

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
        if not (is_name(token) or self._is_short(token)) or self._is_type(token):
            country = owner.country if owner is not None else None
            person = token.lemma in self._lexicon.words["person"]
            kind = PartyKind.CIVILIAN if person else PartyKind.OBJECT
            return PartyRef(self._text(essential(self._parse, tokens)), kind, country=country)
        titles = [n for n, i in enumerate(tokens[:-1]) if self._is_title(self._parse.tokens[i])]
        untitled = tokens[titles[-1] + 1 :] if titles else tokens
        name = [i for i in untitled if is_name(self._parse.tokens[i])]
        text = self._text(name or tokens)
        if self._is_body(text, token, titled=bool(titles)):
            return PartyRef(text, kind_of_name(text, self._lexicon), basis=PartyBasis.WORDS)
        known = self._before.person(text)
        if known is not None:
            return known
        if token.lower in self._lexicon.words["ground"] and " " in text:
            return PartyRef(text, PartyKind.OBJECT, basis=PartyBasis.WORDS)
        return PartyRef(text, PartyKind.PERSON, sides=sides(owner), basis=PartyBasis.WORDS)

    def _is_body(self, text: str, token: Token, *, titled: bool) -> bool:
        """Whether a name that no table has is a body's: by a word of bodies, or as an abbreviation."""
        bodies = self._lexicon.words["body_names"]
        short = self._is_short(token) and " " not in text and not titled
        return short or any(word.casefold() in bodies for word in text.split())

    def _is_short(self, token: Token) -> bool:
        """Whether a word is an abbreviation in a text that is not all in capitals."""
        capitals = token.text.isupper() and len(token.text) > 1 and token.text.isalnum()
        return capitals and not self._parse.sentences[token.sentence].span.of(self._parse.text).isupper()

    def _text(self, tokens: Sequence[int]) -> str:
        return words_of(self._parse, tokens)
